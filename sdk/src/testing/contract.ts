// The contract as the server for tests uses it: which operation a request is, and whether bodies and answers fit.
import type { ErrorObject, ValidateFunction } from 'ajv'
import type { OperationInput } from '../core/contract.ts'
import { queryText } from '../core/request-text.ts'
import { operations } from '../generated/operations.ts'
import type { OperationId } from '../generated/operations.ts'
import type { Schema, TestingOperation } from './description.ts'
import { contract } from './generated/contract.ts'
import { Refusal } from './refusal.ts'

export interface Route {
  readonly id: OperationId
  readonly path: Readonly<Record<string, string>>
}

export type Values = Readonly<Record<string, unknown>>
export type Contract = Awaited<ReturnType<typeof loadContract>>

let loaded: Promise<Contract> | undefined

/** The same for every server: compiling its schemas takes longer than most tests. */
export const sharedContract = (): Promise<Contract> => (loaded ??= loadContract())

/** Throws an Error that says what to install where Ajv is missing: the SDK itself does without it. */
export async function loadContract() {
  const [{ Ajv2020 }, formats] = await Promise.all([import('ajv/dist/2020.js'), import('ajv-formats')]).catch(
    (cause: unknown) => {
      throw new Error('@evently/sdk/testing checks by the contract: npm install --save-dev ajv ajv-formats', { cause })
    },
  )
  const addFormats = (formats.default.default ?? formats.default) as unknown as (ajv: object) => void
  const ajvs = {
    body: new Ajv2020({ strict: false, useDefaults: true, allErrors: true, verbose: true }),
    parameters: new Ajv2020({ strict: false, useDefaults: true, coerceTypes: true, allErrors: true, verbose: true }),
    answer: new Ajv2020({ strict: false, allErrors: true }),
  }
  for (const ajv of Object.values(ajvs)) {
    addFormats(ajv)
    // Of mails in any script; the real server checks more.
    ajv.addFormat('idn-email', /^[^\s@]+@[^\s@]+$/)
    ajv.addSchema({ components: { schemas: contract.schemas } }, 'contract')
  }
  const compiled = new Map<string, ValidateFunction>()

  function validator(kind: keyof typeof ajvs, key: string, schema: Schema): ValidateFunction {
    const known = compiled.get(`${kind} ${key}`) ?? ajvs[kind].compile(withinContract(schema) as Schema)
    compiled.set(`${kind} ${key}`, known)
    return known
  }

  /** Problems: validation_failed. Fills in defaults. */
  function checkBody(id: OperationId, body: unknown): Values {
    const described = contract.operations[id].body
    if (!described) return {}
    if (body === undefined && !described.required) return {}
    if (body === undefined) throw faulty([{ pointer: '', keyword: 'required', message: 'must be JSON' }])
    const check = validator('body', id, described.schema)
    const filled = structuredClone(body)
    if (!check(filled)) throw faulty(faultsOf(check.errors, ''))
    return filled as Values
  }

  /** The query with its numbers and defaults. Problems: validation_failed. */
  function checkParameters(id: OperationId, { path }: Route, query: URLSearchParams): Values {
    const read: Record<string, unknown> = {}
    for (const place of ['path', 'query'] as const) {
      const described = (contract.operations[id].parameters ?? []).filter(parameter => parameter.in === place)
      const given =
        place === 'path'
          ? { ...path }
          : Object.fromEntries(
              [...new Set(query.keys())].map(name => [name, valuesOf(query.getAll(name), described, name)]),
            )
      const schema = {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(described.map(({ name, schema }) => [name, schema])),
        required: described.filter(({ required }) => required).map(({ name }) => name),
      }
      const check = validator('parameters', `${id} ${place}`, schema)
      if (!check(given)) throw faulty(faultsOf(check.errors, `/${place}`))
      Object.assign(read, given)
    }
    return read
  }

  /** What is wrong with an answer by the contract; undefined if nothing is. */
  function answerFault(id: OperationId, status: number, body: unknown): string | undefined {
    if (status >= 400) return problemFault(id, status, body)
    const { answer } = contract.operations[id]
    if (status !== answer.status) return `${id} never answers ${status}`
    if (!answer.schema) return body === undefined ? undefined : `${id} answers without a body`
    if (answer.mediaType !== 'application/json') return undefined
    const check = validator('answer', id, answer.schema)
    return check(body) ? undefined : `${id}: ${ajvs.answer.errorsText(check.errors)}`
  }

  function problemFault(id: OperationId, status: number, body: unknown): string | undefined {
    const { code } = body as { code: string }
    if (!(operations[id].problems as readonly string[]).includes(code)) return `${id} never answers ${code}`
    const name = `${code.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Problem`
    const check = validator('answer', name, { $ref: `#/components/schemas/${name}` })
    return check(body) ? undefined : `${id} ${status}: ${ajvs.answer.errorsText(check.errors)}`
  }

  /** What is wrong with a webhook message by the contract; undefined if nothing is. */
  function messageFault(message: Values): string | undefined {
    const type = String(message['type'])
    const name = `${type.replaceAll(/(?:^|[._])([a-z])/g, (_, letter: string) => letter.toUpperCase())}Message`
    if (!(name in contract.schemas)) return `there are no messages of the type ${type}`
    const check = validator('answer', name, { $ref: `#/components/schemas/${name}` })
    return check(message) ? undefined : `${type}: ${ajvs.answer.errorsText(check.errors)}`
  }

  return { checkBody, checkParameters, answerFault, messageFault }
}

/** What of a request the contract refuses: the place as a JSON Pointer, and what is wanted there. */
export interface RequestFault {
  readonly pointer: string
  readonly keyword: string
  readonly message: string
}

/**
 * What the contract finds wrong with a request, as the problem `validation_failed` would list it; empty if nothing is.
 * Nothing is sent. What depends on the state of things, the server alone knows. Needs `ajv` and `ajv-formats`.
 */
export async function requestFaults(
  id: OperationId,
  { path = {}, query = {}, body }: OperationInput,
): Promise<readonly RequestFault[]> {
  const { checkBody, checkParameters } = await sharedContract()
  const search = new URLSearchParams(queryText(query))
  return [...faultsIn(() => checkParameters(id, { id, path }, search)), ...faultsIn(() => checkBody(id, body))]
}

function faultsIn(check: () => unknown): readonly RequestFault[] {
  try {
    check()
    return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return (error.extra as { readonly errors: readonly RequestFault[] }).errors
  }
}

function valuesOf(values: readonly string[], described: TestingOperation['parameters'] = [], name: string): unknown {
  const type = described.find(parameter => parameter.name === name)?.schema['type']
  return type === 'array' ? values : values[0]
}

/** Its references lead into the one schema that has all of them. */
const withinContract = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(withinContract)
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [
      name,
      name === '$ref' && typeof value === 'string' ? `contract${value}` : withinContract(value),
    ]),
  )
}

const routes = Object.entries(operations).map(([id, { method, path }]) => ({
  id: id as OperationId,
  method,
  names: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!),
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '([^/]+)')}$`),
  parameters: path.split('{').length,
}))
// What is said in full goes before what a parameter could be.
routes.sort((one, other) => one.parameters - other.parameters)

/** The operation of a request. Problems: route_not_found, method_not_allowed. */
export function routeOf(method: string, pathname: string): Route {
  const here = routes.filter(({ pattern }) => pattern.test(pathname))
  const found = here.find(route => route.method === method)
  if (!found) throw new Refusal(here.length > 0 ? 'method_not_allowed' : 'route_not_found')
  const values = found.pattern.exec(pathname)!.slice(1)
  return { id: found.id, path: Object.fromEntries(found.names.map((name, n) => [name, decoded(values[n]!)])) }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Refusal('malformed_request')
  }
}

/** The contract's own example of an operation's answer. */
export const exampleOf = (id: OperationId) => contract.operations[id].answer

const faulty = (errors: readonly RequestFault[]) =>
  new Refusal('validation_failed', { errors }, `The request is not valid: ${errors.map(textOf).join('; ')}.`)

const textOf = ({ pointer, message }: RequestFault) =>
  `${pointer.split('/').slice(1).join('.') || 'the body'} ${message}`

/** The faults as a problem tells them, without the frames that Ajv puts around one. */
function faultsOf(errors: readonly ErrorObject[] | null | undefined, prefix: string): RequestFault[] {
  const told = (errors ?? []).filter(({ keyword }) => keyword !== 'if' && keyword !== 'not')
  return (told.length > 0 ? told : (errors ?? [])).map(({ instancePath, keyword, message, params, parentSchema }) => {
    const says = (parentSchema as Schema | undefined)?.['x-evently-says']
    const name = ((params ?? {}) as Values)['missingProperty'] ?? ((params ?? {}) as Values)['additionalProperty']
    const pointer = `${prefix}${instancePath}${typeof name === 'string' ? `/${name}` : ''}`
    if (keyword === 'required') return { pointer, keyword, message: 'is required' }
    if (keyword === 'additionalProperties') return { pointer, keyword, message: 'is not known here' }
    return { pointer, keyword, message: typeof says === 'string' ? says : (message ?? 'is not valid') }
  })
}
