// Validation of requests and responses against the contract: one compiled function per operation and part, made at
// first use.
import { Ajv2020, type ErrorObject, type Options, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormatsModule from 'ajv-formats'
import { addCombinations, keepOwnCombinations } from './combinations.ts'
import { readDocument, type ContractDocument, type ContractOperation, type ContractParameter } from './document.ts'
import { operationFacts } from './generated/operation-facts.ts'
import { addOwnKeywords, ignoreOwnKeywords, keepOwnKeywords } from './own-keywords.ts'
import type { DocumentName, Fault, OperationId } from './types.ts'

/**
 * The faults of a value; none means it fits. Fills in defaults and, for parameters, turns texts into the types asked
 * for.
 */
export type Validator = (value: unknown) => readonly Fault[]

export interface OperationValidators {
  readonly path: Validator
  readonly query: Validator
  /** Undefined where the operation takes no body. */
  readonly body: Validator | undefined
  readonly response: (status: number, mediaType: string) => Validator | undefined
}

const addFormats = addFormatsModule as unknown as (ajv: Ajv2020, options: { mode: 'fast' | 'full' }) => void
const everywhere: Options = {
  validateSchema: false,
  meta: false, // only schemas are validated with it
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allErrors: true,
  messages: true,
  discriminator: false,
}

type ValidatorsOf = (id: OperationId) => OperationValidators

const known = new Map<DocumentName, ValidatorsOf>()

/** The validators of a document's operations: one set for all servers of this process. */
export function validatorsIn(name: DocumentName): ValidatorsOf {
  const validators = known.get(name) ?? createValidators(name)
  known.set(name, validators)
  return validators
}

/**
 * Three instances with three manners: bodies get defaults and no coercion, parameters get both, responses neither;
 * and a response may hold nothing that the contract doesn't name. What services tell each other has been kept already:
 * it is held to no more than an answer is.
 */
function createValidators(name: DocumentName): ValidatorsOf {
  const isGiven = name === 'evently'
  const read = () => keepOwnCombinations(readDocument(name))
  const document = isGiven ? keepOwnKeywords(read()) : read()
  const bodies = instance(document, { useDefaults: true }, { isGiven })
  const parameters = instance(document, { useDefaults: true, coerceTypes: true }, { isGiven })
  const responses = instance(closed(read()), { allErrors: false }, { isGiven: false })
  const compiled = new Map<OperationId, OperationValidators>()

  return id => {
    const validators = compiled.get(id) ?? validatorsOf(id)
    compiled.set(id, validators)
    return validators
  }

  function validatorsOf(id: OperationId): OperationValidators {
    const { path, method } = operationFacts[id]
    const operation = document.paths[path]?.[method]
    if (!operation) throw new Error(`${name}.json has no ${method} ${path} for ${id}`)
    const at = `document#/paths/${escapePointer(path)}/${method}`
    const byStatus = new Map<string, Validator | undefined>()
    return {
      path: lazy(() => parameterValidator(parameters, document, operation, 'path')),
      query: lazy(() => parameterValidator(parameters, document, operation, 'query')),
      body: operation.requestBody
        ? lazy(() => validatorOf(bodies, `${at}/requestBody/content/application~1json/schema`))
        : undefined,
      response: (status, mediaType) => {
        const key = `${status} ${mediaType}`
        if (!byStatus.has(key))
          byStatus.set(key, responseValidator(responses, document, operation, at, status, mediaType))
        return byStatus.get(key)
      },
    }
  }
}

/** `isGiven`: it comes from people, who may write what nobody else would. */
function instance(document: object, options: Options, { isGiven }: { readonly isGiven: boolean }) {
  const ajv = new Ajv2020({ ...everywhere, ...options })
  addFormats(ajv, { mode: options.useDefaults ? 'full' : 'fast' })
  ajv.addVocabulary([
    'x-evently-source',
    'discriminator',
    'example',
    'xml',
    'externalDocs',
    'openapi',
    'info',
    'servers',
    'tags',
    'paths',
    'components',
    'webhooks',
  ])
  addCombinations(ajv)
  if (isGiven) addOwnKeywords(ajv)
  else ignoreOwnKeywords(ajv)
  ajv.addSchema(document, 'document')
  return ajv
}

function validatorOf(ajv: Ajv2020, ref: string): Validator {
  const validate = ajv.compile({ $ref: ref })
  return value => (validate(value) ? [] : faultsOf(validate, ''))
}

/** All parameters of one place as one closed object, so that an unknown one is a fault like any other. */
function parameterValidator(
  ajv: Ajv2020,
  document: ContractDocument,
  operation: ContractOperation,
  part: 'path' | 'query',
): Validator {
  const resolve = (parameter: ContractParameter | { $ref: string }): ContractParameter =>
    '$ref' in parameter ? document.components.parameters![parameter.$ref.split('/').pop()!]! : parameter
  const wanted = (operation.parameters ?? []).map(resolve).filter(parameter => parameter.in === part)
  const validate = ajv.compile({
    type: 'object',
    additionalProperties: false,
    required: wanted.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(wanted.map(({ name, schema }) => [name, absolute(schema)])),
  })
  const numbers = new Map(
    wanted.flatMap(({ name, schema }): [string, NumberType][] => {
      const type = typeOf(document, schema)
      return type === 'integer' || type === 'number' ? [[name, type]] : []
    }),
  )
  return value => {
    const misread = numberFaults(value as Readonly<Record<string, unknown>>, numbers, part)
    if (misread.length > 0) return misread
    return validate(value) ? [] : faultsOf(validate, `/${part}`)
  }
}

type NumberType = 'integer' | 'number'
const decimal = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i

/** Texts that Ajv would take for numbers: it lets infinity pass all bounds, and reads hexadecimal digits and spaces. */
function numberFaults(
  value: Readonly<Record<string, unknown>>,
  numbers: ReadonlyMap<string, NumberType>,
  part: string,
): Fault[] {
  const isMisread = (given: unknown) =>
    typeof given === 'string' && !(decimal.test(given) && Number.isFinite(Number(given)))
  return [...numbers]
    .filter(([name]) => isMisread(value[name]))
    .map(([name, type]) => ({
      pointer: `/${part}/${escapePointer(name)}`,
      keyword: 'type',
      message: `must be a ${type === 'integer' ? 'whole number' : 'number'} in decimal digits`,
    }))
}

/** The type that a schema names, wherever it refers to. */
function typeOf(document: ContractDocument, schema: { readonly type?: unknown; readonly $ref?: string }): unknown {
  if (schema.$ref === undefined) return schema.type
  return typeOf(document, document.components.schemas[schema.$ref.split('/').pop()!]!)
}

function responseValidator(
  ajv: Ajv2020,
  document: ContractDocument,
  operation: ContractOperation,
  at: string,
  status: number,
  mediaType: string,
) {
  const response = operation.responses[status]
  if (!response) return undefined
  const isShared = '$ref' in response
  const own = isShared ? document.components.responses?.[response.$ref.split('/').pop()!] : response
  if (!own?.content?.[mediaType]) return undefined
  const part = isShared ? `document${response.$ref}` : `${at}/responses/${status}`
  return validatorOf(ajv, `${part}/content/${escapePointer(mediaType)}/schema`)
}

function faultsOf(validate: ValidateFunction, prefix: string): Fault[] {
  return (validate.errors ?? [])
    .slice(0, 20)
    .map(error => ({ pointer: prefix + pointerOf(error), keyword: error.keyword, message: messageOf(error) }))
}

function pointerOf({ instancePath, keyword, params }: ErrorObject) {
  if (keyword === 'required') return `${instancePath}/${escapePointer(String(params['missingProperty']))}`
  if (typeof params['property'] === 'string' && keyword.startsWith('x-evently-'))
    return `${instancePath}/${escapePointer(params['property'])}`
  if (keyword === 'additionalProperties')
    return `${instancePath}/${escapePointer(String(params['additionalProperty']))}`
  return instancePath
}

function messageOf({ keyword, params, message }: ErrorObject) {
  switch (keyword) {
    case 'required':
      return 'is required'
    case 'additionalProperties':
      return 'is not known here'
    case 'enum':
      return `must be one of ${(params['allowedValues'] as unknown[]).join(', ')}`
    case 'format':
      if (params['format'] === 'idn-email') return 'must be an email address, such as ada@example.com'
      return message ?? 'does not fit'
    case 'const':
      return `must be ${JSON.stringify(params['allowedValue'])}`
    default:
      return message ?? 'does not fit'
  }
}

/** Path items may be at any depth of the document, their references count from its root. */
function absolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"document#/')) as object
}

/** A copy in which every object with named properties takes no others. */
function closed(document: ContractDocument): ContractDocument {
  const close = (node: unknown) => {
    if (node === null || typeof node !== 'object') return
    if ('properties' in node && 'type' in node && node.type === 'object' && !('additionalProperties' in node))
      Object.assign(node, { additionalProperties: false })
    Object.values(node).forEach(close)
  }
  close(document)
  return document
}

function lazy(make: () => Validator): Validator {
  let made: Validator | undefined
  return value => (made ??= make())(value)
}

const escapePointer = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1')
