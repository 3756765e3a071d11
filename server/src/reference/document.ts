// What the reference page is drawn from: the contract, with the guides before its operations, samples of how each one
// is called, and a chapter for each problem code behind them.
import { readFileSync } from 'node:fs'
import { readDocument, type ContractOperation } from '../contract/document.ts'
import { problemRegistry, type ProblemCode } from '../contract/generated/problem-registry.ts'
import { problemPage } from '../problem-pages.ts'

interface Generated {
  readonly guides: readonly { readonly name: string; readonly title: string; readonly text: string }[]
  readonly samples: Readonly<
    Record<string, readonly { readonly label: string; readonly lang: string; readonly source: string }[]>
  >
}

interface Chapter {
  readonly name: string
  readonly description: string
  /** Of text alone: without operations. */
  readonly 'x-traitTag'?: true
  readonly 'x-displayName'?: string
}

/** As JSON text. Its servers are left to the page, which knows where it was opened. */
export function referenceDocument(): string {
  const document = readDocument('evently') as ReturnType<typeof readDocument> & { readonly tags: readonly Chapter[] }
  const file = new URL('../../../../openapi/generated/reference.json', import.meta.url)
  const { guides, samples } = JSON.parse(readFileSync(file, 'utf8')) as Generated
  const chapters: Chapter[] = guides.map(({ name, title, text }) => ({
    name,
    description: text,
    'x-traitTag': true,
    'x-displayName': title,
  }))
  const problems = (Object.keys(problemRegistry) as ProblemCode[]).map(problemChapter)
  const used = new Set(Object.values(document.paths).flatMap(item => Object.values(item).flatMap(tagsOf)))
  const operations = document.tags.filter(({ name }) => used.has(name))
  return JSON.stringify({
    ...document,
    tags: [...chapters, ...operations, ...problems],
    'x-tagGroups': [
      { name: 'Guides', tags: chapters.map(({ name }) => name) },
      { name: 'Operations', tags: operations.map(({ name }) => name) },
      { name: 'Problems', tags: problems.map(({ name }) => name) },
    ],
    paths: Object.fromEntries(Object.entries(document.paths).map(([path, item]) => [path, withSamples(item, samples)])),
  })
}

const tagsOf = (operation: ContractOperation & { readonly tags?: readonly string[] }) => operation.tags ?? []

/** By method: a path item also has parameters of its own. */
const withSamples = (item: Record<string, ContractOperation>, samples: Generated['samples']) =>
  Object.fromEntries(
    Object.entries(item).map(([method, operation]) => {
      const own = samples[operation.operationId]
      return [method, own ? { ...operation, 'x-codeSamples': own } : operation]
    }),
  )

function problemChapter(code: ProblemCode): Chapter {
  const { status, description, cause, fix, retryable, carries, operations } = problemPage(code)
  const parts = [
    `HTTP status ${status}. ${description}`,
    `**Why.** ${cause}`,
    `**How to mend it.** ${fix}`,
    retryable ? 'The same request may succeed later.' : 'The same request will be refused again.',
    ...(carries.length > 0 ? [`It carries ${carries.map(name => `\`${name}\``).join(', ')}.`] : []),
    ...(operations.length > 0 ? [operations.map(({ method, path }) => `- \`${method} ${path}\``).join('\n')] : []),
    `[Its own page](/problems/${code})`,
  ]
  return { name: code, description: parts.join('\n\n'), 'x-traitTag': true }
}
