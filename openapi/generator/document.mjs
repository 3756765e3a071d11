// From the contract's source files to one complete document: bundled, problems and shared headers written out.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { bundle, createConfig } from '@redocly/openapi-core'
import { parse } from 'yaml'

const source = name => fileURLToPath(new URL(`../${name}`, import.meta.url))

/** The methods of a path item, in the order in which documents list them. */
export const METHODS = ['get', 'post', 'put', 'patch', 'delete']

/** The registry of problem codes: `{ [code]: { status, title, retryable, description, when?, with } }`. */
export async function readProblems() {
  const registry = parse(await readFile(source('problems.yaml'), 'utf8'))
  return Object.fromEntries(Object.entries(registry).map(([code, problem]) => [code, { retryable: false, with: [], ...problem }]))
}

/** One of the contract's documents (`evently.yaml`, `internal.yaml`) with everything in it written out. */
export async function readDocument(name) {
  const result = await bundle({ ref: source(name), config: await createConfig({}) })
  const faults = result.problems.filter(({ severity }) => severity === 'error')
  if (faults.length > 0) throw new Error(faults.map(({ message, location }) => `${name}: ${message} (${location[0]?.pointer ?? ''})`).join('\n'))
  const document = result.bundle.parsed
  const problems = await readProblems()
  document.components.schemas ??= {}
  flattenAllOf(document)
  await markPlanned(document)
  document.components.headers = { ...document.components.headers, ...rateLimitHeaders }
  for (const operation of operationsOf(document)) writeOut(operation, problems, document)
  for (const item of Object.values(document.paths)) delete item.parameters
  addProblemSchemas(document, problems)
  closeRequestSchemas(document)
  document.components.schemas = Object.fromEntries(Object.entries(document.components.schemas).sort(([a], [b]) => (a < b ? -1 : 1)))
  return document
}

/** Marks the operations that planned.yaml lists. */
async function markPlanned(document) {
  const planned = new Set(parse(await readFile(source('planned.yaml'), 'utf8')))
  for (const { operation } of operationsOf(document)) if (planned.has(operation.operationId)) operation['x-evently-planned'] = true
}

/** Every operation of a document, with its path and method beside it. */
export function operationsOf(document) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter(method => item[method]).map(method => ({ path, method, item, operation: item[method] })))
}

export const pascalCase = text => text.split(/[_\-.\s]+/).map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('')
export const problemSchemaName = code => `${pascalCase(code)}Problem`

const RATE_LIMITS = ['auth', 'read', 'write', 'none']

/** The class of rate limit of an operation: what it says itself, else by its method; services among themselves have none. */
export function rateLimitOf({ operation, method }) {
  const isInternal = (operation.security ?? []).some(way => way.service)
  const named = operation['x-evently-rate-limit'] ?? (isInternal ? 'none' : method === 'get' ? 'read' : 'write')
  if (!RATE_LIMITS.includes(named)) throw new Error(`${operation.operationId}: no rate limit "${named}"; there are ${RATE_LIMITS.join(', ')}`)
  return named
}

const isSecured = operation => (operation.security ?? []).some(way => Object.keys(way).length > 0)

/** The problem codes an operation may answer with: those it lists and those that follow from what it takes. */
export function problemCodesOf({ operation, item, method }, problems) {
  const applies = {
    always: true,
    body: Boolean(operation.requestBody),
    input: Boolean(operation.requestBody) || [...(item.parameters ?? []), ...(operation.parameters ?? [])].length > 0,
    secured: isSecured(operation),
    role: Boolean(operation['x-evently-role']),
    scope: (operation.security ?? []).some(way => way.apiKey),
    idempotent: Boolean(operation['x-evently-idempotent']),
    ifMatch: Boolean(operation['x-evently-if-match']),
    limited: rateLimitOf({ operation, method }) !== 'none',
    planned: Boolean(operation['x-evently-planned']),
  }
  const listed = operation['x-evently-problems'] ?? []
  const unknown = listed.find(code => !problems[code])
  if (unknown) throw new Error(`${operation.operationId}: no problem code "${unknown}" in problems.yaml`)
  return Object.keys(problems).filter(code => listed.includes(code) || applies[problems[code].when])
}

const header = (description, schema, required = false) => ({ in: 'header', required, description, schema })
const requestIdHeader = { 'Request-Id': { description: 'The id of this request, to be named in reports.', schema: { type: 'string' } } }
const rateLimitHeaders = {
  'RateLimit-Policy': { description: 'The limits that this request was counted under: the name, the quota `q` and the window `w` in seconds.', schema: { type: 'string', examples: ['"write";q=600;w=60'] } },
  RateLimit: { description: 'What is left of them: `r` requests in the next `t` seconds.', schema: { type: 'string', examples: ['"write";r=599;t=60'] } },
}
const rateLimitHeaderRefs = Object.fromEntries(Object.keys(rateLimitHeaders).map(name => [name, { $ref: `#/components/headers/${name}` }]))

function writeOut(entry, problems, document) {
  const { operation } = entry
  operation.parameters = [...(entry.item.parameters ?? []), ...(operation.parameters ?? [])]
  if (operation['x-evently-idempotent']) operation.parameters.push({ name: 'Idempotency-Key', ...header('Makes a repeat of this request return the first one\'s answer. Bare or quoted; kept 72 hours.', { type: 'string', minLength: 1, maxLength: 255 }) })
  if (operation['x-evently-if-match']) operation.parameters.push({ name: 'If-Match', ...header('The ETag you have read; the change is made only if it still holds.', { type: 'string', minLength: 1, maxLength: 200 }, true) })
  if (operation['x-evently-etag'] && entry.method === 'get') {
    operation.parameters.push({ name: 'If-None-Match', ...header('An ETag you have; 304 if it still holds.', { type: 'string', minLength: 1, maxLength: 200 }) })
    operation.responses['304'] = { description: 'Unchanged since the ETag in If-None-Match.' }
  }
  if (operation.parameters.length === 0) delete operation.parameters
  for (const [status, response] of Object.entries(operation.responses)) {
    response.headers = { ...requestIdHeader, ...response.headers }
    if (operation['x-evently-etag'] && status.startsWith('2')) response.headers.ETag = { description: 'The version of what is answered, for If-Match and If-None-Match.', schema: { type: 'string' } }
    if (operation['x-evently-idempotent'] && status.startsWith('2')) response.headers['Idempotency-Replayed'] = { description: '`true` on a repeat of an answered request.', schema: { type: 'string', enum: ['true'] } }
  }
  const byStatus = groupBy(problemCodesOf(entry, problems), code => problems[code].status)
  for (const [status, codes] of [...byStatus].sort(([a], [b]) => a - b)) operation.responses[status] = merged(operation.responses[status], problemResponse(codes, problems))
  operation['x-evently-rate-limit'] = rateLimitOf(entry)
  if (operation['x-evently-rate-limit'] !== 'none') for (const response of Object.values(operation.responses)) response.headers = { ...response.headers, ...rateLimitHeaderRefs }
  document.components.schemas ??= {}
}

/** An operation may answer a status of its own beside the problems of that status, in another media type (readiness: 503). */
const merged = (own, made) => (own ? { ...own, headers: { ...own.headers, ...made.headers }, content: { ...own.content, ...made.content } } : made)

function groupBy(items, keyOf) {
  const groups = new Map()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

function problemResponse(codes, problems) {
  const refs = codes.map(code => ({ $ref: `#/components/schemas/${problemSchemaName(code)}` }))
  const schema = refs.length === 1 ? refs[0] : { oneOf: refs, discriminator: { propertyName: 'code', mapping: Object.fromEntries(codes.map(code => [code, `#/components/schemas/${problemSchemaName(code)}`])) } }
  const retry = codes.some(code => problems[code].with.includes('retryAfterSeconds')) ? { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } } : {}
  return {
    description: codes.map(code => `\`${code}\`: ${problems[code].description}`).join('\n\n'),
    headers: { ...requestIdHeader, ...retry },
    content: { 'application/problem+json': { schema } },
  }
}

/** What a problem may carry beyond RFC 9457's members. */
const EXTRA_MEMBERS = {
  errors: { type: 'array', items: { type: 'object', required: ['pointer', 'keyword', 'message'], properties: { pointer: { type: 'string', description: 'RFC 6901 pointer into the body, or `/query/name`, `/path/name`, `/header/name`.' }, keyword: { type: 'string' }, message: { type: 'string' } } } },
  available: { type: 'integer', minimum: 0, description: 'Seats that are left.' },
  ticketTypeId: { type: 'string' },
  limit: { type: 'integer' },
  retryAfterSeconds: { type: 'integer', minimum: 0 },
  scope: { type: 'string' },
  reason: { type: 'string', description: 'What the provider said.' },
  expiresAt: { type: 'string', format: 'date-time' },
  bookingId: { type: 'string' },
  currentVersion: { type: 'integer' },
  minimumCapacity: { type: 'integer', minimum: 0 },
  heldReservations: { type: 'integer', minimum: 0, description: 'Reservations and open offers that the buyer holds now.' },
  heldSeats: { type: 'integer', minimum: 0, description: 'Seats in them.' },
  heldUntil: { type: 'string', format: 'date-time', description: 'When the first of them expires.' },
  holdsPerBuyerMax: { type: 'integer', minimum: 1, description: 'Reservations that one buyer may hold of this event at a time.' },
  holdSeatsPerBuyerMax: { type: 'integer', minimum: 1, description: 'Seats that one buyer may hold of this event at a time.' },
}

function addProblemSchemas(document, problems) {
  for (const [code, problem] of Object.entries(problems)) {
    const extra = Object.fromEntries(problem.with.map(name => {
      if (!EXTRA_MEMBERS[name]) throw new Error(`problems.yaml: ${code} carries "${name}", which document.mjs does not describe`)
      return [name, EXTRA_MEMBERS[name]]
    }))
    document.components.schemas[problemSchemaName(code)] = {
      type: 'object',
      description: problem.description,
      required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'requestId', 'retryable'],
      properties: {
        type: { type: 'string', format: 'uri-reference' }, title: { type: 'string' }, status: { type: 'integer', const: problem.status }, detail: { type: 'string' },
        instance: { type: 'string' }, code: { type: 'string', const: code }, requestId: { type: 'string' }, retryable: { type: 'boolean', const: problem.retryable }, ...extra,
      },
    }
  }
}

/** A schema of the form `allOf: [A, B]` becomes one object with the properties of both, so that it can be closed and read at a glance. */
function flattenAllOf(document) {
  const resolve = schema => (schema.$ref ? resolve(document.components.schemas[schema.$ref.split('/').pop()]) : schema)
  const flatten = schema => {
    const { allOf, ...own } = schema
    if (!allOf) return schema
    const parts = [...allOf.map(part => flatten(resolve(part))), own]
    return {
      type: 'object', ...own,
      required: [...new Set(parts.flatMap(part => part.required ?? []))],
      properties: Object.assign({}, ...parts.map(part => part.properties ?? {})),
    }
  }
  walk(document, (node, put) => { if (Array.isArray(node.allOf)) put(flatten(node)) })
}

/** What a client sends is closed: a property the contract doesn't name is refused. What it receives stays open to additions. */
function closeRequestSchemas(document) {
  const seen = new Set()
  const close = node => {
    if (node === null || typeof node !== 'object' || seen.has(node)) return
    seen.add(node)
    if (node.$ref) return close(document.components.schemas[node.$ref.split('/').pop()])
    if (node.type === 'object' && node.properties && node.additionalProperties === undefined) node.additionalProperties = false
    for (const [key, value] of Object.entries(node)) if (key !== 'examples' && key !== 'example' && key !== 'default') close(value)
  }
  for (const { operation } of operationsOf(document)) for (const media of Object.values(operation.requestBody?.content ?? {})) close(media.schema)
}

function walk(node, visit) {
  if (node === null || typeof node !== 'object') return
  for (const [key, child] of Object.entries(node)) {
    if (child && typeof child === 'object') {
      visit(child, replacement => { node[key] = replacement })
      walk(node[key], visit)
    }
  }
}
