// `resources.ts` of the SDK: a method for each operation, nested as `x-evently-sdk` names them.
import { columns, docComment, importType, paragraphsOf } from './layout.ts'
import { refName, type Media } from './openapi.ts'
import { resultName, type SdkOperation } from './sdk.ts'

/** One method; an operation that answers in two media types may have one for each. */
interface Method {
  readonly operation: SdkOperation
  readonly mediaType: string | undefined
}
interface Tree {
  [name: string]: Tree | Method
}

export function resourcesModule(operations: readonly SdkOperation[]): string {
  const tree: Tree = {}
  for (const operation of operations) {
    for (const [name, method] of methodsOf(operation)) place(tree, name.split('.'), method)
  }
  const source = `export const resourcesOf = ({ request, list, stream, follow }: Calls) => (${branch(tree, '')})\n`
  const used = (names: readonly string[]) => names.filter(name => new RegExp(`\\b${name}\\b`).test(source))
  const shapes = used([...new Set(operations.flatMap(shapesOf))].sort())
  const fromContract = ['BodyOf', 'Calls', 'IfMatchOptions', 'QueryOf', 'RequestOptions', 'ResultOf']
  return `${importType(used(['Answer', 'PageAnswer']), '../core/answer.ts')}\
${importType(used(fromContract), '../core/contract.ts')}\
${importType(used(['Following']), '../core/following.ts')}\
${importType(shapes, './shapes.ts')}
/** The methods of the client, one for each operation, nested as the contract's \`x-evently-sdk\` names them. */
${source}
export type Resources = ReturnType<typeof resourcesOf>
`
}

/** The methods of an operation by name: its own for the first media type, more where a media type names one. */
function methodsOf(operation: SdkOperation): [string, Method][] {
  const {
    facts: { sdk },
    media,
  } = operation
  if (sdk === null) return []
  const [mediaType, ...others] = Object.keys(media)
  const further = others.flatMap((other): [string, Method][] => {
    const name = media[other]!['x-evently-sdk']
    return name === undefined ? [] : [[name, { operation, mediaType: other }]]
  })
  return [[sdk, { operation, mediaType }], ...further]
}

function place(tree: Tree, [name, ...rest]: string[], method: Method): void {
  const taken = tree[name!]
  if (rest.length === 0) {
    if (taken) throw new Error(`${method.operation.id}: another operation is ${name} in the SDK too`)
    tree[name!] = method
    return
  }
  const inner = taken ?? {}
  if (isMethod(inner)) throw new Error(`${method.operation.id}: ${name} is a method, it can't hold ${rest.join('.')}`)
  tree[name!] = inner
  place(inner, rest, method)
}

const isMethod = (node: Tree | Method): node is Method => 'operation' in node && 'mediaType' in node

function branch(tree: Tree, indent: string): string {
  const inner = `${indent}  `
  const members = Object.entries(tree).map(([name, child]) =>
    isMethod(child) ? methodText(name, child, inner) : `${inner}${name}: ${branch(child, inner)},`,
  )
  return `{\n${members.join('\n')}\n${indent}}`
}

function methodText(name: string, method: Method, indent: string): string {
  const { id, facts, body } = method.operation
  const path = facts.parameters.filter(parameter => parameter.in === 'path').map(parameter => parameter.name)
  const query = facts.parameters.filter(parameter => parameter.in === 'query')
  const isQueryNeeded = query.some(parameter => parameter.required)
  const parameters = [
    ...path.map(each => `${each}: string`),
    ...(body ? [`body${body.isRequired ? '' : '?'}: ${refName(body.schema) ?? `BodyOf<'${id}'>`}`] : []),
    ...(query.length > 0 ? [`query${isQueryNeeded ? '' : '?'}: QueryOf<'${id}'>`] : []),
    facts.ifMatch ? 'options: IfMatchOptions' : 'options?: RequestOptions',
  ]
  const given = [
    ...(path.length > 0 ? [`path: { ${path.join(', ')} }`] : []),
    ...(body ? ['body'] : []),
    ...(query.length > 0 ? ['query'] : []),
  ]
  const input = given.length > 0 ? `{ ${given.join(', ')} }` : '{}'
  return `${docOf(method, indent)}\n${laidOut(name, parameters, callOf(method, input), indent)}`
}

interface Call {
  readonly answer: string
  readonly text: string
}

/** On one line if it fits, else the call below its signature, else each parameter on a line too. */
function laidOut(name: string, parameters: readonly string[], { answer, text }: Call, indent: string): string {
  const head = `${indent}${name}: (${parameters.join(', ')}): ${answer} =>`
  const oneLine = `${head} ${text},`
  if (oneLine.length <= columns) return oneLine
  const call = `\n${indent}  ${text},`
  if (head.length <= columns) return `${head}${call}`
  const listed = parameters.map(parameter => `${indent}  ${parameter},\n`).join('')
  return `${indent}${name}: (\n${listed}${indent}): ${answer} =>${call}`
}

function callOf({ operation: { id, facts, media }, mediaType }: Method, input: string): Call {
  const call = (wrapper: string, method: string, type: string, options = 'options'): Call => ({
    answer: `${wrapper}<${type}>`,
    text: `${method}<${type}>('${id}', ${input}, ${options})`,
  })

  if (mediaType === undefined) return call('Answer', 'request', 'void')
  const answered = media[mediaType]
  if (mediaType === 'text/event-stream')
    return answered?.['x-evently-resumes']
      ? call('Following', 'follow', messageOf(id, answered))
      : call('AsyncIterable', 'stream', messageOf(id, answered))
  if (mediaType !== 'application/json') {
    return call('Answer', 'request', 'string', `{ ...options, accept: '${mediaType}' }`)
  }
  if (facts.paginated) return call('PageAnswer', 'list', resultName(id, answered))
  return call('Answer', 'request', resultName(id, answered))
}

function messageOf(id: string, media: Media | undefined): string {
  const name = media?.['x-evently-message']
  if (name === undefined) throw new Error(`${id}: x-evently-message must name what its stream holds`)
  return name
}

function shapesOf({ body, media }: SdkOperation): string[] {
  const answered = Object.values(media).flatMap(each => [refName(each.schema), each['x-evently-message']])
  return [refName(body?.schema), ...answered].filter(name => name !== undefined)
}

/** What the method does, and the codes it may throw beyond the usual ones. */
function docOf({ operation: { facts, media, usualProblems }, mediaType }: Method, indent: string): string {
  const own = facts.problems.filter(code => !usualProblems.has(code))
  return docComment(
    [
      `${facts.summary}${asWhat(mediaType, media[mediaType ?? ''])}.`,
      '',
      ...paragraphsOf(facts.description),
      ...(own.length > 0 ? ['', `Problems: ${own.map(code => `\`${code}\``).join(', ')}.`] : []),
    ],
    indent,
  )
}

function asWhat(mediaType: string | undefined, media: Media | undefined): string {
  if (mediaType === 'text/csv') return ', as CSV'
  return media?.['x-evently-resumes'] ? ', as it grows' : ''
}
