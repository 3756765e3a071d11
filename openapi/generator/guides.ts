// The guides as the reference shows them: docs/guides/README.md lists them, in the order in which they are read.
import { readFile } from 'node:fs/promises'
import { root } from './source.ts'

export interface Guide {
  /** Its name among the tags: no operation's tag is called so, whatever its title is. */
  readonly name: string
  readonly title: string
  /** Markdown below its title; links lead within the reference. */
  readonly text: string
}

const folder = new URL('docs/guides/', root)

/** The list itself comes first. A guide that is listed and not there is an error. */
export async function readGuides(): Promise<Guide[]> {
  const list = await readFile(new URL('README.md', folder), 'utf8')
  const listed = [...list.matchAll(/^- \[([^\]]+)\]\(([\w-]+\.md)\)/gm)].map(([, title, file]) => ({
    title: title!,
    file: file!,
  }))
  const titles = new Map([['README.md', 'Guides'], ...listed.map(({ title, file }) => [file, title] as const)])
  return Promise.all(
    [...titles].map(async ([file, title]) => {
      const page = file === 'README.md' ? list : await readFile(new URL(file, folder), 'utf8')
      return { name: nameOf(title), title, text: linked(page.replace(/^# .*\n+/, ''), titles) }
    }),
  )
}

/** Links to other guides lead to their place in the reference, those to other pages of the repository nowhere. */
const linked = (page: string, titles: ReadonlyMap<string, string>) =>
  page.replaceAll(/\[([^\]]+)\]\((?!https?:|\/)([^)#]*)(#[^)]*)?\)/g, (_, text: string, file: string) => {
    const title = titles.get(file)
    if (title !== undefined) return `[${text}](#/${nameOf(title)})`
    return text
  })

/** The renderer puts a tag at `#/name`. */
const nameOf = (title: string) => `guide-${title.toLowerCase().replaceAll(/\W+/g, '-')}`
