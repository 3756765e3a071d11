// The pages of the repository: their links lead somewhere, what they name exists, and the walk can be followed.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { missingScripts } from './scripts.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Folders that have pages of their own, and pages at the root. */
const pages = ['docs', 'server', 'sdk', 'cli', 'examples', '.ci', '.'].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: folder !== '.', encoding: 'utf8' })
    .filter(name => name.endsWith('.md') && !/(^|[/\\])(node_modules|dist)[/\\]/.test(name))
    .map(name => join(folder, name)),
)

const withoutCode = (text: string) => text.replaceAll(/^```[\s\S]*?^```/gm, '')

/** As GitHub makes the anchor of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')
const anchorsOf = (path: string) =>
  [...withoutCode(read(path)).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading!))

/** Links to files that there are not, or to headings that they don't have. */
function deadLinks(page: string, text: string): string[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link!)
    .filter(link => !/^https?:/.test(link))
    .filter(link => {
      const [path = '', anchor] = link.split('#')
      const target = path === '' ? page : join(dirname(page), path)
      return !existsSync(join(root, target)) || (anchor !== undefined && !anchorsOf(target).includes(anchor))
    })
}

/** Files and folders named in code ticks, from the root on, that there are not. */
function missingFiles(text: string): string[] {
  return [...text.matchAll(/`((?:server|openapi|migrations|sdk|cli|examples|docs|\.github|\.ci)\/[\w\-./]*)`/g)]
    .map(([, path]) => path!)
    .filter(path => !existsSync(join(root, path)))
}

interface Step {
  readonly file: string
  readonly name: string
}

/** The walks of a page: rows `| n | file | name | …`, each walk from its row 1 on. */
function walksOf(text: string): Step[][] {
  const walks: Step[][] = []
  for (const [, number, file, name] of text.matchAll(/^\| (\d+) \| `([^`]+)` \| `([^`]+)` \|/gm)) {
    if (number === '1') walks.push([])
    walks.at(-1)?.push({ file: file!, name: name! })
  }
  return walks
}

/**
 * Why a walk can't be followed. The name of a step stands in its file and in the next one, and one of them exports it.
 */
function stumbles(walk: readonly Step[]): string[] {
  return walk.flatMap(({ file, name }, n) => {
    const files = [file, ...(walk[n + 1] ? [walk[n + 1]!.file] : [])]
    const missing = files.filter(each => !existsSync(join(root, each)))
    if (missing.length > 0) return missing.map(each => `there is no ${each}`)
    const word = new RegExp(`(?<![\\w.])${name.replaceAll('.', '\\.')}(?!\\w)`)
    const home = new RegExp(`export (async )?(function|const|class|interface|type) ${name}\\b|operationId: ${name}\\b`)
    return [
      ...files.filter(each => !word.test(read(each))).map(each => `${each} does not mention ${name}`),
      ...(files.some(each => home.test(read(each))) ? [] : [`${name} is at home in none of ${files.join(', ')}`]),
    ]
  })
}

describe('the pages', () => {
  it('are found', () =>
    expect(pages).to.include.members([
      'README.md',
      'CONTRIBUTING.md',
      join('docs', 'ARCHITECTURE.md'),
      join('sdk', 'README.md'),
    ]))

  for (const page of pages) {
    it(`${page} has links that lead somewhere`, () => expect(deadLinks(page, read(page))).to.deep.equal([]))
    it(`${page} names files that there are`, () => expect(missingFiles(read(page))).to.deep.equal([]))
    it(`${page} shows commands that there are`, () => expect(missingScripts(read(page))).to.deep.equal([]))
  }

  it('would notice what there is not (the control)', () => {
    const text =
      'See [the map](docs/MAP.md) and [this](README.md#five-hours), `server/src/mian.ts`, and run `npm run sturt`.'
    expect([deadLinks('README.md', text), missingFiles(text), missingScripts(text)]).to.deep.equal([
      ['docs/MAP.md', 'README.md#five-hours'],
      ['server/src/mian.ts'],
      ['sturt'],
    ])
  })
})

describe('the walk of CONTRIBUTING', () => {
  const walks = walksOf(read('CONTRIBUTING.md'))

  it('leads from the contract to the SQL', () => {
    expect(walks.map(walk => [walk[0]?.file, walk.at(-1)?.file])).to.deep.equal([
      ['openapi/paths/bookings/waitlist-accept.yaml', 'server/src/domains/inventory/rules/waitlist-rules.ts'],
      ['server/src/domains/inventory/lane/lane.ts', 'server/src/domains/inventory/lane/write-statement.ts'],
    ])
    expect(read(walks[1]!.at(-1)!.file)).to.match(/update inventory\b/)
  })

  it('can be followed from file to file', () => expect(walks.flatMap(stumbles)).to.deep.equal([]))

  it('could not be followed with a step left out, a file renamed or a name misspelt (the control)', () => {
    const [walk] = walks
    const [second, last] = [walk![1]!, walk!.at(-1)!]
    expect(stumbles(walk!.filter(step => step !== second))).to.have.length(1)
    expect(
      stumbles([...walk!.slice(0, -1), { ...last, file: 'server/src/domains/inventory/rules/no-rules.ts' }]),
    ).to.include('there is no server/src/domains/inventory/rules/no-rules.ts')
    expect(stumbles(walk!.map(step => (step === second ? { ...step, name: 'WaitlistServant' } : step)))).to.have.length(
      3,
    )
  })
})
