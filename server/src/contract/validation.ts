// Validation of requests and responses against the contract: one compiled function per operation and part, made at
// first use. Requests are checked up to their first fault; only for what is refused is every fault looked for and put
// in words.
import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormatsModule from 'ajv-formats'
import type { SchemaValidateFunction } from 'ajv/dist/types/index.js'
import { withinBounds } from './bounded-value.ts'
import { addCombinations, keepOwnCombinations } from './combinations.ts'
import { readDocument, type ContractDocument, type ContractOperation, type ContractParameter } from './document.ts'
import { escapePointer, faultsInWords, quoted, type Vocabulary } from './fault-words.ts'
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
  messages: true,
  /** Errors bring along what their words are made from. */
  verbose: true,
  discriminator: false,
}
const forBodies: Options = { useDefaults: true }
const forParameters: Options = { useDefaults: true, coerceTypes: true }
const explaining: Options = { allErrors: true }

type ValidatorsOf = (id: OperationId) => OperationValidators

const known = new Map<DocumentName, ValidatorsOf>()

/**
 * The validators of a document's operations: one set for all servers of this process. A start need not wait for them,
 * and a server that nobody asks by the internal document never reads it.
 */
export function validatorsIn(name: DocumentName): ValidatorsOf {
  return id => {
    const validators = known.get(name) ?? createValidators(name)
    known.set(name, validators)
    return validators(id)
  }
}

/**
 * Three instances with three manners: bodies get defaults and no coercion, parameters get both, responses neither;
 * and a response may hold nothing that the contract doesn't name. What services tell each other has been kept already:
 * it is held to no more than an answer is. The first two have a twin that explains.
 */
function createValidators(name: DocumentName): ValidatorsOf {
  const isGiven = name === 'evently'
  const read = () => keepOwnCombinations(readDocument(name))
  const document = isGiven ? keepOwnKeywords(read()) : read()
  const vocabulary = vocabularyOf(document)
  const bodies = twins(document, forBodies, { isGiven })
  const parameters = twins(document, forParameters, { isGiven })
  const responses = instance(closed(read()), {}, { isGiven: false })
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
      path: lazy(() => parameterValidator(parameters, document, operation, { part: 'path', vocabulary })),
      query: lazy(() => parameterValidator(parameters, document, operation, { part: 'query', vocabulary })),
      body: operation.requestBody
        ? lazy(() => {
            const schema = { $ref: `${at}/requestBody/content/application~1json/schema` }
            const validate = explained(bodies, schema, { prefix: '', vocabulary })
            return operation.requestBody?.required ? validate : unlessLeftOut(validate)
          })
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
    'x-evently-aliases',
    'x-evently-says',
    'x-evently-id-of',
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
  addUniqueItems(ajv)
  ajv.addSchema(document, 'document')
  return ajv
}

/** Ajv's own asks the items for their `valueOf`, which may be what a client has sent. */
function addUniqueItems(ajv: Ajv2020) {
  const validate: SchemaValidateFunction = (_: true, items: readonly unknown[]) => {
    const known = new Map<string, number>()
    for (const [n, item] of items.entries()) {
      const text = JSON.stringify(item)
      const earlier = known.get(text)
      if (earlier !== undefined) {
        validate.errors = [{ keyword: 'uniqueItems', params: { i: n, j: earlier } }]
        return false
      }
      known.set(text, n)
    }
    return true
  }
  ajv.removeKeyword('uniqueItems')
  ajv.addKeyword({ keyword: 'uniqueItems', type: 'array', schemaType: 'boolean', errors: true, validate })
}

/** Two instances for the same schemas: one only checks, the other one is made once something has to be explained. */
interface Twins {
  readonly checking: Ajv2020
  readonly explaining: () => Ajv2020
}

function twins(document: ContractDocument, options: Options, { isGiven }: { readonly isGiven: boolean }): Twins {
  let made: Ajv2020 | undefined
  return {
    checking: instance(document, options, { isGiven }),
    explaining: () => (made ??= instance(document, { ...options, ...explaining }, { isGiven })),
  }
}

interface Explaining {
  /** What the pointers of its faults begin with. */
  readonly prefix: string
  readonly vocabulary: Vocabulary
}

/** A large value is explained as far as its first part has faults, else by the one fault that the check has met. */
/** What may be left out altogether is judged only where it is there. */
const unlessLeftOut =
  (validate: Validator): Validator =>
  value =>
    value === undefined ? [] : validate(value)

function explained({ checking, explaining }: Twins, schema: object, { prefix, vocabulary }: Explaining): Validator {
  const check = checking.compile(schema)
  let explain: ValidateFunction | undefined
  return value => {
    if (check(value)) return []
    explain ??= explaining().compile(schema)
    const { value: part, isWhole } = withinBounds(value)
    explain(part)
    const errors = (explain.errors ?? []).filter(({ keyword }) => isWhole || !countingKeywords.has(keyword))
    if (errors.length > 0) return faultsInWords(errors, prefix, vocabulary)
    return faultsInWords(check.errors ?? [], prefix, vocabulary)
  }
}

/** Faults that a value may only seem to have while a part of it is left out. */
const countingKeywords = new Set([
  'required',
  'minItems',
  'minProperties',
  'x-evently-exactly-one',
  'x-evently-all-or-none',
])

function validatorOf(ajv: Ajv2020, ref: string): Validator {
  const validate = ajv.compile({ $ref: ref })
  return value =>
    validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, keyword, message = '' }) => ({
          pointer: instancePath,
          keyword,
          message,
        }))
}

/** All parameters of one place as one closed object, so that an unknown one is a fault like any other. */
function parameterValidator(
  ajvs: Twins,
  document: ContractDocument,
  operation: ContractOperation,
  { part, vocabulary }: { readonly part: 'path' | 'query'; readonly vocabulary: Vocabulary },
): Validator {
  const resolve = (parameter: ContractParameter | { $ref: string }): ContractParameter =>
    '$ref' in parameter ? document.components.parameters![parameter.$ref.split('/').pop()!]! : parameter
  const wanted = (operation.parameters ?? []).map(resolve).filter(parameter => parameter.in === part)
  const schema = {
    type: 'object',
    additionalProperties: false,
    required: wanted.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(wanted.map(({ name, schema }) => [name, absolute(schema)])),
  }
  const validate = explained(ajvs, schema, { prefix: `/${part}`, vocabulary: { ...vocabulary, isParameter: true } })
  const types = wanted.map(({ name, schema }) => [name, typeOf(document, schema)] as const)
  const numbers = new Map(
    types.flatMap(([name, type]): [string, NumberType][] =>
      type === 'integer' || type === 'number' ? [[name, type]] : [],
    ),
  )
  const lists = types.flatMap(([name, type]) => (type === 'array' ? [name] : []))
  return value => {
    wrapSingles(value as Record<string, unknown>, lists)
    const misread = numberFaults(value as Readonly<Record<string, unknown>>, numbers, part)
    if (misread.length === 0) return validate(value)
    const places = new Set(misread.map(({ pointer }) => pointer))
    return [...misread, ...validate(value).filter(({ pointer }) => !places.has(pointer))]
  }
}

/** A list of which one item was sent looks like that item. */
function wrapSingles(value: Record<string, unknown>, lists: readonly string[]): void {
  for (const name of lists) if (typeof value[name] === 'string') value[name] = [value[name]]
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
    .map(([name, type]) => {
      const wanted = type === 'integer' ? 'a whole number' : 'a number'
      const message = `must be ${wanted} in decimal digits, not ${quoted(value[name])}`
      return { pointer: `/${part}/${escapePointer(name)}`, keyword: 'type', message }
    })
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

/** Path items may be at any depth of the document, their references count from its root. */
function absolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"document#/')) as object
}

/** What the words of faults are made from, as the document has it. */
function vocabularyOf({ 'x-evently-aliases': aliases = {}, components }: ContractDocument): Vocabulary {
  const ids = Object.values(components.schemas) as { readonly pattern?: string; readonly 'x-evently-id-of'?: string }[]
  const things = ids.flatMap(({ pattern = '', 'x-evently-id-of': thing }): [string, string][] =>
    thing === undefined ? [] : [[pattern.slice(1, 4), thing]],
  )
  return { aliases, things: new Map(things), isParameter: false }
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
