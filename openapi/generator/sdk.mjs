// What the SDK gets from the contract: types, named shapes, problems, a description of every operation, the resource methods.
import { readFile } from 'node:fs/promises'
import { operationsOf, problemCodesOf, problemSchemaName } from './document.mjs'
import { GENERATED, problemsModule, typesOf } from './server.mjs'

/** What the messages of a stream hold; OpenAPI 3.1 has no word for it. */
const STREAMED = { 'inventory.streamAvailability': 'Availability' }

/** Every generated file of the SDK by its path from the project's root. */
export async function sdkFiles(document, problems) {
  const { version } = JSON.parse(await readFile(new URL('../../sdk/package.json', import.meta.url), 'utf8'))
  const operations = operationsOf(document).map(entry => describe(entry, document, problems))
  return [
    ['sdk/src/generated/version.ts', `${GENERATED}\nexport const SDK_VERSION = '${version}'\n`],
    ['sdk/src/generated/types.ts', await typesOf(withSuccessesOnly(document), { defaultNonNullable: false })],
    ['sdk/src/generated/shapes.ts', shapesModule(document, problems)],
    ['sdk/src/generated/problems.ts', sdkProblemsModule(problems)],
    ['sdk/src/generated/operations.ts', operationsModule(operations)],
    ['sdk/src/generated/resources.ts', resourcesModule(operations)],
  ]
}

/** The SDK throws problems by their codes and reads no header by type: without them its types are a tenth as long. */
function withSuccessesOnly(document) {
  const slim = structuredClone(document)
  for (const { operation } of operationsOf(slim)) {
    for (const [status, response] of Object.entries(operation.responses)) {
      if (status.startsWith('2')) delete response.headers
      else delete operation.responses[status]
    }
  }
  return slim
}

/** One operation as the SDK and the CLI see it; `contract` holds what only this generator needs. */
function describe(entry, document, problems) {
  const { operation, method, path, item } = entry
  const resolve = schema => (schema?.$ref ? resolve(document.components.schemas[schema.$ref.split('/').pop()]) : schema)
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])]
    .map(parameter => (parameter.$ref ? document.components.parameters[parameter.$ref.split('/').pop()] : parameter))
    .filter(parameter => parameter.in === 'path' || parameter.in === 'query')
  const [status, success] = Object.entries(operation.responses).find(([code]) => code.startsWith('2'))
  const media = success.content ?? {}
  const page = resolve(media['application/json']?.schema)
  const isPage = ['data', 'hasMore', 'nextCursor'].every(name => page?.properties?.[name])
  const security = operation.security ?? []
  return {
    id: operation.operationId,
    facts: {
      method: method.toUpperCase(), path,
      summary: operation.summary, description: operation.description.trim(),
      sdk: operation['x-evently-sdk'] ?? null, cli: operation['x-evently-cli'] ?? null,
      authentication: security.length === 0 ? 'none' : security.some(way => Object.keys(way).length === 0) ? 'optional' : 'required',
      session: security.some(way => way.session), scope: security.find(way => way.apiKey)?.apiKey[0] ?? null, role: operation['x-evently-role'] ?? null,
      idempotent: Boolean(operation['x-evently-idempotent']), ifMatch: Boolean(operation['x-evently-if-match']),
      paginated: isPage ? (['cursor', 'after'].find(name => parameters.some(parameter => parameter.name === name)) ?? false) : false,
      planned: Boolean(operation['x-evently-planned']),
      hasBody: Boolean(operation.requestBody),
      mediaTypes: Object.keys(media),
      parameters: parameters.map(parameter => parameterFacts(parameter, resolve(parameter.schema))),
      problems: problemCodesOf(entry, problems),
    },
    contract: {
      status: Number(status), media,
      body: operation.requestBody ? { schema: Object.values(operation.requestBody.content)[0].schema, required: Boolean(operation.requestBody.required) } : undefined,
      item: refName(page?.properties?.data?.items),
    },
  }
}

function parameterFacts(parameter, schema) {
  return {
    name: parameter.name, in: parameter.in, description: parameter.description ?? schema.description ?? '',
    type: [schema.type].flat()[0], ...(schema.enum && { enum: schema.enum }), ...(schema.default !== undefined && { default: schema.default }),
    required: Boolean(parameter.required),
  }
}

const refName = schema => schema?.$ref?.split('/').pop()

/** Each schema of the contract that is no problem, as a type of its own name. */
function shapesModule(document, problems) {
  const names = Object.keys(document.components.schemas).filter(name => !Object.keys(problems).some(code => problemSchemaName(code) === name))
  return `${GENERATED}import type { components } from './types.ts'\n\n${names.map(name => `export type ${name} = components['schemas']['${name}']\n`).join('')}`
}

function sdkProblemsModule(problems) {
  const codes = Object.keys(problems)
  const members = codes.map(code => `  ${code}: components['schemas']['${problemSchemaName(code)}']`)
  return `${problemsModule(problems).replace(GENERATED, `${GENERATED}import type { components } from './types.ts'\n`)}
/** The problem document of each code. */
export interface ProblemsByCode {
${members.join('\n')}
}

/** The problem document of a code; of several codes, their union. */
export type ProblemOf<Code extends ProblemCode> = ProblemsByCode[Code]

/** Any problem document: a union that narrows by \`code\`. */
export type Problem = ProblemOf<ProblemCode>
`
}

function operationsModule(operations) {
  const lines = operations.map(({ id, facts }) => `  '${id}': ${JSON.stringify(facts)},`)
  return `${GENERATED}import type { OperationDescription } from '../core/operation.ts'

export type OperationId =
${operations.map(({ id }) => `  | '${id}'`).join('\n')}

/** What the contract says of each operation. */
export const operations: Readonly<Record<OperationId, OperationDescription>> = {
${lines.join('\n')}
}
`
}

function resourcesModule(operations) {
  const tree = {}
  for (const operation of operations) if (operation.facts.sdk) for (const method of methodsOf(operation)) place(tree, method.name.split('.'), method)
  const source = `export const resourcesOf = ({ request, list, stream }: Calls) => (${branch(tree, '')})\n`
  const shapes = [...new Set(operations.flatMap(namesUsedBy))].filter(name => new RegExp(`\\b${name}\\b`).test(source)).sort()
  const used = names => names.filter(name => new RegExp(`\\b${name}\\b`).test(source)).join(', ')
  return `${GENERATED}import type { ${used(['Answer', 'PageAnswer'])} } from '../core/answer.ts'
import type { ${['Calls', ...used(['BodyOf', 'IfMatchOptions', 'QueryOf', 'RequestOptions', 'ResultOf']).split(', ')].filter(Boolean).join(', ')} } from '../core/contract.ts'
${shapes.length > 0 ? `import type { ${shapes.join(', ')} } from './shapes.ts'\n` : ''}
/** The methods of the client, one for each operation, nested as the contract's \`x-evently-sdk\` names them. */
${source}
export type Resources = ReturnType<typeof resourcesOf>
`
}

/** An operation that answers CSV beside JSON has a second method for it: \`events.bookings\` and \`events.bookingsCsv\`. */
function methodsOf(operation) {
  const method = { name: operation.facts.sdk, operation, mediaType: operation.facts.mediaTypes[0] }
  const hasCsv = operation.facts.mediaTypes.slice(1).includes('text/csv')
  return hasCsv ? [method, { name: `${method.name}Csv`, operation, mediaType: 'text/csv' }] : [method]
}

function place(tree, [name, ...rest], method) {
  if (rest.length > 0) return place((tree[name] ??= {}), rest, method)
  if (tree[name]) throw new Error(`${method.operation.id}: another operation is ${method.name} in the SDK too`)
  tree[name] = method
}

function branch(tree, indent) {
  const inner = `${indent}  `
  const members = Object.entries(tree).map(([name, child]) => (child.operation ? method(name, child, inner) : `${inner}${name}: ${branch(child, inner)},`))
  return `{\n${members.join('\n')}\n${indent}}`
}

function method(name, { operation, mediaType }, indent) {
  const { id, facts, contract } = operation
  const path = facts.parameters.filter(parameter => parameter.in === 'path').map(parameter => parameter.name)
  const query = facts.parameters.filter(parameter => parameter.in === 'query')
  const body = contract.body && (refName(contract.body.schema) ?? `BodyOf<'${id}'>`)
  const signature = [
    ...path.map(parameter => `${parameter}: string`),
    ...(body ? [`body${contract.body.required ? '' : '?'}: ${body}`] : []),
    ...(query.length > 0 ? [`query${query.some(parameter => parameter.required) ? '' : '?'}: QueryOf<'${id}'>`] : []),
    facts.ifMatch ? 'options: IfMatchOptions' : 'options?: RequestOptions',
  ].join(', ')
  const given = [...(path.length > 0 ? [`path: { ${path.join(', ')} }`] : []), ...(body ? ['body'] : []), ...(query.length > 0 ? ['query'] : [])]
  const input = given.length > 0 ? `{ ${given.join(', ')} }` : '{}'
  return `${docOf(operation, mediaType, indent)}\n${indent}${name}: (${signature})${answerOf(operation, mediaType, input)},`
}

function answerOf({ id, facts, contract }, mediaType, input) {
  if (mediaType === 'text/event-stream') {
    const message = STREAMED[id] ?? 'unknown'
    return `: AsyncIterable<${message}> => stream<${message}>('${id}', ${input}, options)`
  }
  if (mediaType === 'application/json' && facts.paginated) {
    const page = refName(contract.media[mediaType].schema) ?? `ResultOf<'${id}'>`
    return `: PageAnswer<${page}> => list<${page}>('${id}', ${input}, options)`
  }
  const result = mediaType === undefined ? 'void' : mediaType === 'application/json' ? (refName(contract.media[mediaType].schema) ?? `ResultOf<'${id}'>`) : 'string'
  const accept = mediaType === undefined || mediaType === 'application/json' ? 'options' : `{ ...options, accept: '${mediaType}' }`
  return `: Answer<${result}> => request<${result}>('${id}', ${input}, ${accept})`
}

function namesUsedBy({ id, contract }) {
  return [refName(contract.body?.schema), STREAMED[id], ...Object.values(contract.media).map(({ schema }) => refName(schema))].filter(Boolean)
}

/** The doc comment of a method: what it does, and the codes it may throw beyond those that any operation may. */
function docOf({ facts }, mediaType, indent) {
  const own = facts.problems.filter(code => !EVERYWHERE.has(code))
  const lines = [
    `${facts.summary}${mediaType === 'text/csv' ? ', as CSV' : ''}.`, '',
    ...paragraphsOf(facts.description).flatMap(wrapped),
    ...(facts.planned ? ['', 'Not built yet: the server answers `not_implemented`.'] : []),
    ...(own.length > 0 ? ['', ...wrapped(`Problems: ${own.map(code => `\`${code}\``).join(', ')}.`)] : []),
  ].map(line => line.replaceAll('*/', '*\\/'))
  return `${indent}/**\n${lines.map(line => `${indent} *${line ? ` ${line}` : ''}`).join('\n')}\n${indent} */`
}

const EVERYWHERE = new Set([
  'rate_limited', 'internal_error', 'overloaded', 'service_unavailable', 'malformed_request', 'payload_too_large', 'unsupported_media_type',
  'unauthenticated', 'token_invalid', 'token_expired', 'not_implemented',
])

/** The lines of a description, those that belong together joined; items of a list stay apart. */
const paragraphsOf = description => description.replace(/\n(?=[^\n\s*-])(?<!\n\n)/g, ' ').split('\n')

function wrapped(text) {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line && line.length + word.length >= 110) lines.push(word)
    else lines[lines.length - 1] = line ? `${line} ${word}` : word
  }
  return lines
}
