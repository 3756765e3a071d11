// `resources.ts` of the SDK: the type of a method for each operation, nested as `x-evently-sdk` names them. The methods
// themselves are made from `routes.ts` while the program runs: written out they would weigh too much in a page.
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
  const source = `export interface Resources ${branch(tree, '')}\n`
  const used = (names: readonly string[]) => names.filter(name => new RegExp(`\\b${name}\\b`).test(source))
  const shapes = used([...new Set(operations.flatMap(shapesOf))].sort())
  const fromContract = ['BodyOf', 'IfMatchOptions', 'QueryOf', 'RequestOptions', 'ResultOf']
  return `${importType(used(['Answer', 'PageAnswer']), '../core/answer.ts')}\
${importType(used(fromContract), '../core/contract.ts')}\
${importType(used(['Following']), '../core/following.ts')}\
${importType(shapes, './shapes.ts')}
/** The methods of the client, one for each operation, nested as the contract's \`x-evently-sdk\` names them. */
${source}`
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
    isMethod(child) ? methodText(name, child, inner) : `${inner}${name}: ${branch(child, inner)}`,
  )
  return `{\n${members.join('\n')}\n${indent}}`
}

function methodText(name: string, method: Method, indent: string): string {
  const { id, facts, body, isOneArgument } = method.operation
  const path = facts.parameters.filter(parameter => parameter.in === 'path')
  const query = facts.parameters.filter(parameter => parameter.in === 'query')
  const isQueryNeeded = query.some(parameter => parameter.required)
  const bodyType = body && (refName(body.schema) ?? `BodyOf<'${id}'>`)
  const named = path.map(each => `${each.name}: string`)
  const described = path.map(each => `/** ${each.description} */ ${each.name}: string`)
  const parameters = [
    ...(isOneArgument ? [`input: ${bodyType} & { ${described.join('; ')} }`] : named),
    ...(body && !isOneArgument ? [`body${body.isRequired ? '' : '?'}: ${bodyType}`] : []),
    ...(query.length > 0 ? [`query${isQueryNeeded ? '' : '?'}: QueryOf<'${id}'>`] : []),
    facts.ifMatch ? 'options: IfMatchOptions' : 'options?: RequestOptions',
  ]
  return `${docOf(method, indent)}\n${laidOut(name, parameters, answerOf(method), indent)}`
}

/** On one line if it fits, else each parameter on a line. */
function laidOut(name: string, parameters: readonly string[], answer: string, indent: string): string {
  const oneLine = `${indent}${name}: (${parameters.join(', ')}) => ${answer}`
  if (oneLine.length <= columns) return oneLine
  const listed = parameters.map(parameter => `${indent}  ${parameter},\n`).join('')
  return `${indent}${name}: (\n${listed}${indent}) => ${answer}`
}

function answerOf({ operation: { id, facts, media }, mediaType }: Method): string {
  if (mediaType === undefined) return 'Answer<void>'
  const answered = media[mediaType]
  if (mediaType === 'text/event-stream')
    return `${answered?.['x-evently-resumes'] ? 'Following' : 'AsyncIterable'}<${messageOf(id, answered)}>`
  if (mediaType === 'image/png') return 'Answer<Uint8Array>'
  if (mediaType !== 'application/json') return 'Answer<string>'
  return `${facts.paginated ? 'PageAnswer' : 'Answer'}<${resultName(id, answered)}>`
}

/**
 * The names of an operation's methods, as the client makes them: each with `=` and its media type, where that must be
 * asked for, or `~` where its stream is followed.
 */
export function methodNamesOf(operation: SdkOperation): string[] {
  return methodsOf(operation).map(([name, { mediaType = 'application/json' }]) => {
    if (operation.media[mediaType]?.['x-evently-resumes']) return `${name}~`
    return mediaType === 'application/json' ? name : `${name}=${mediaType}`
  })
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
  if (mediaType === 'image/png') return ', as PNG'
  return media?.['x-evently-resumes'] ? ', as it grows' : ''
}
