// `sdk/api.md`: every method of the client on one page, each with what it takes, what it answers and where it leads.
import { refName, type Media } from './openapi.ts'
import { resultName, type SdkOperation } from './sdk.ts'

/** What the client has beyond the operations; sdk/src/core/extensions.ts has it in full. */
const beyond: readonly (readonly [group: string, signature: string, answer: string, words: string])[] = [
  [
    'events',
    'events.watch(eventId, options?)',
    'AsyncGenerator<Availability>',
    'the stream, opened again when it breaks off',
  ],
  [
    'bookings',
    'bookings.withReservation(body, work, options?)',
    'Promise<Result>',
    'reserves, and releases when the work fails or is aborted',
  ],
  ['waitlist', 'waitlist.untilOffered(entry, options?)', 'Promise<WaitlistEntry>', 'waits for the offer'],
]

export function apiPage(operations: readonly SdkOperation[]): string {
  const rows = operations.flatMap(methodsOf)
  const groups = [...new Set(rows.map(({ group }) => group))]
  const parts = groups.map(group => {
    const own = rows.filter(row => row.group === group).map(({ text }) => text)
    const more = beyond
      .filter(([of]) => of === group)
      .map(([, signature, answer, words]) => `| \`${signature}\` | \`${answer}\` | | ${words} |`)
    return `## ${group}\n\n| method | answers | operation | |\n|---|---|---|---|\n${[...own, ...more].join('\n')}\n`
  })
  return `# The methods of @evently/sdk

<!-- Made from openapi/paths/ by \`npm run generate\`. Do not edit. -->

Each takes the parameters of its path, then the body, then the query, then options. An \`Answer\` is a promise of the
data that also has \`withResponse()\`; a \`PageAnswer\` can be iterated too, and has \`pages()\` and
\`toArray({ limit })\`. Operations without a method are called by their id: \`evently.request('meta.live')\`.

${parts.join('\n')}`
}

function methodsOf(operation: SdkOperation): { readonly group: string; readonly text: string }[] {
  const { facts, media } = operation
  if (facts.sdk === null) return []
  const [first, ...others] = Object.keys(media)
  const further = others.flatMap(type => (media[type]!['x-evently-sdk'] ? [[media[type]!['x-evently-sdk'], type]] : []))
  return [[facts.sdk, first], ...further].map(([name, type]) => ({
    group: name!.split('.')[0]!,
    text: rowOf(operation, name!, type),
  }))
}

function rowOf(
  { id, facts, media, body, isOneArgument }: SdkOperation,
  name: string,
  type: string | undefined,
): string {
  const { parameters, method, summary, ifMatch } = facts
  const path = parameters.filter(parameter => parameter.in === 'path').map(parameter => parameter.name)
  const query = parameters.filter(parameter => parameter.in === 'query')
  const takes = [
    ...(isOneArgument
      ? [`{ ${path.join(', ')}, ...body }`]
      : [...path, ...(body ? [body.isRequired ? 'body' : 'body?'] : [])]),
    ...(query.length > 0 ? [query.some(({ required }) => required) ? 'query' : 'query?'] : []),
    ifMatch ? 'options' : 'options?',
  ]
  const words = body ? `${summary}; \`${refName(body.schema) ?? `BodyOf<'${id}'>`}\`` : summary
  const answer = answerOf(id, facts.paginated, media, type)
  return `| \`${name}(${takes.join(', ')})\` | \`${answer}\` | \`${method} ${facts.path}\` | ${words} |`
}

function answerOf(
  id: string,
  paginated: unknown,
  media: Readonly<Record<string, Media>>,
  type: string | undefined,
): string {
  if (type === undefined) return 'Answer<void>'
  if (type === 'text/event-stream') return `AsyncIterable<${media[type]?.['x-evently-message']}>`
  if (type !== 'application/json') return 'Answer<string>'
  return `${paginated ? 'PageAnswer' : 'Answer'}<${resultName(id, media[type])}>`
}
