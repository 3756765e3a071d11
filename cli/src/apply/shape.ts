// Whether a document has the shape that the files have: its faults in words, each with its place. The schema is the one
// that editors get, so what an editor underlines and what `apply` refuses are the same.
import { Ajv } from 'ajv'
import type { ErrorObject, ValidateFunction } from 'ajv'
import { nearestOf } from '../nearest.ts'
import { fileSchema } from './generated/schema.ts'
import type { Fault, Path, SourceDocument } from './source.ts'

let compiled: ValidateFunction | undefined

/** Compiled when it is first needed. */
function validate(): ValidateFunction {
  if (compiled) return compiled
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true, strictRequired: false })
  ajv.addVocabulary(['errorMessage'])
  return (compiled = ajv.compile(fileSchema))
}

/** No faults mean that it fits, whatever else may be wrong with its values. */
export function faultsOfShape(document: SourceDocument): readonly Fault[] {
  const check = validate()
  if (check(document.value)) return []
  const errors = firstOfEach((check.errors ?? []).filter(isItsOwn))
  const explained = new Set(errors.map(error => meantName(error)).filter(name => name !== undefined))
  return errors
    .filter(error => !(error.keyword === 'required' && explained.has(pathText(pathOf(error)))))
    .map(error => faultOf(error, document))
}

/** An error that only says that another one is there is left out, and so is a name's: its object says it. */
const isItsOwn = ({ keyword, propertyName }: ErrorObject) =>
  !['if', 'allOf', 'anyOf'].includes(keyword) && propertyName === undefined

/** One fault of a place is enough; a wrong type goes before what follows from it. */
function firstOfEach(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const byType = errors.filter(({ keyword }) => keyword === 'type')
  const first = new Map([...byType, ...errors].reverse().map(error => [pathText(pathOf(error)), error]))
  return errors.filter(error => first.get(pathText(pathOf(error))) === error)
}

function faultOf(error: ErrorObject, document: SourceDocument): Fault {
  const path = pathOf(error)
  const isName = error.keyword === 'additionalProperties' || error.keyword === 'propertyNames'
  const place = isName ? document.placeOfName(path) : document.placeOf(path)
  const name = pathText(path)
  return { place, message: `${name === '' ? 'The file' : name} ${wordsOf(error, document, path)}` }
}

/** `events[3].ticketTypes[0].price` */
export const pathText = (path: Path): string =>
  path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '')

function pathOf({ instancePath, keyword, params }: ErrorObject): Path {
  const parts = instancePath.split('/').slice(1).map(unescaped)
  const whole = parts.map(part => (/^\d+$/.test(part) ? Number(part) : part))
  if (keyword === 'required') return [...whole, String(params['missingProperty'])]
  if (keyword === 'additionalProperties') return [...whole, String(params['additionalProperty'])]
  if (keyword === 'dependencies') return [...whole, String(params['property'])]
  if (keyword === 'propertyNames') return [...whole, String(params['propertyName'])]
  return whole
}

const unescaped = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~')

/** The path of the name that an unknown one was probably meant as. */
function meantName(error: ErrorObject): string | undefined {
  if (error.keyword !== 'additionalProperties') return undefined
  const meant = nearestName(error)
  return meant === undefined ? undefined : pathText([...pathOf(error).slice(0, -1), meant])
}

const knownNames = ({ parentSchema }: ErrorObject) => Object.keys((parentSchema?.['properties'] ?? {}) as object)

/** What people write who have the API in mind, or another word. */
const otherWords: Readonly<Record<string, string>> = {
  venueId: 'venue',
  priceMinor: 'price',
  webhooks: 'webhookEndpoints',
  endpoints: 'webhookEndpoints',
  lng: 'lon',
}

function nearestName(error: ErrorObject): string | undefined {
  const given = String(error.params['additionalProperty'])
  const known = knownNames(error)
  const other = Object.hasOwn(otherWords, given) ? otherWords[given] : undefined
  return other !== undefined && known.includes(other) ? other : nearestOf(given, known)
}

type Wording = (error: ErrorObject) => string
const limit = ({ params }: ErrorObject) => Number(params['limit'])
const length = ({ data }: ErrorObject) => [...String(data)].length
const said = ({ parentSchema }: ErrorObject) => parentSchema?.['errorMessage'] as string | undefined

/** By keyword; a test holds that the schema uses no other. */
export const wordings: Readonly<Record<string, Wording>> = {
  required: () => 'is missing',
  additionalProperties: error => {
    const meant = nearestName(error)
    return meant === undefined
      ? `is not known; there are ${knownNames(error).join(', ')}`
      : `is not known; did you mean ${meant}?`
  },
  enum: error => {
    const allowed = (error.params['allowedValues'] as readonly unknown[]).map(String)
    const meant = typeof error.data === 'string' ? nearestOf(error.data, allowed) : undefined
    if (meant !== undefined)
      return `${said(error) ?? 'must be one that there is'}, not ${quoted(error.data)}; did you mean ${meant}?`
    return `${said(error) ?? `must be one of ${allowed.join(', ')}`}, not ${quoted(error.data)}`
  },
  pattern: error => `${said(error) ?? 'has a form that is not allowed'}, not ${quoted(error.data)}`,
  minimum: error => `must be ${limit(error)} or more, not ${quoted(error.data)}`,
  maximum: error => `must be ${limit(error)} or less, not ${quoted(error.data)}`,
  minLength: error => (limit(error) === 1 ? 'must not be empty' : `must have ${limit(error)} characters or more`),
  maxLength: error => `must have ${limit(error)} characters or fewer; it has ${length(error)}`,
  minItems: error => (limit(error) === 1 ? 'must have at least one item' : `must have ${limit(error)} items or more`),
  maxItems: error => `must have ${limit(error)} items or fewer`,
  uniqueItems: ({ params }) => `has the same twice: items ${Number(params['j']) + 1} and ${Number(params['i']) + 1}`,
  maxProperties: error => `must have ${limit(error)} names or fewer`,
  propertyNames: () => 'must be a name of 1 to 100 characters',
  dependencies: ({ params }) => `needs ${String(params['deps'])} too`,
  not: ({ schema }) => String((schema as { errorMessage?: string }).errorMessage),
}

function wordsOf(error: ErrorObject, document: SourceDocument, path: Path): string {
  if (error.keyword === 'type') return typeWords(error, document.textOf(path))
  return wordings[error.keyword]?.(error) ?? `is not allowed (${error.keyword})`
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
}

/** A text without quotes may be something else to YAML: then it says how to write it. */
function typeWords({ params, data }: ErrorObject, source: string | undefined): string {
  const wanted = [params['type'] as string | string[]].flat()
  const words = `must be ${wanted.map(name => typeNames[name] ?? name).join(' or ')}`
  if (data === null && (source ?? '') === '') return `${words}: give it a value, or leave it out`
  const isPlain = ['number', 'boolean'].includes(typeof data) || data === null
  if (wanted.includes('string') && isPlain && source !== undefined)
    return `${words}: write it in quotes, ${JSON.stringify(source)}`
  if (typeof data === 'string' && isNumber(wanted)) return `${words}, not the text ${quoted(data)}`
  return `${words}, not ${kindOf(data)}`
}

const isNumber = (wanted: readonly string[]) => wanted.includes('integer') || wanted.includes('number')

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeNames[typeof value] ?? typeof value
}

const quotedMax = 60

/** A long text by its beginning. */
export function quoted(value: unknown): string {
  if (typeof value === 'number') return String(value) // JSON has no word for infinity
  if (typeof value !== 'string') return kindOf(value)
  const short = [...value].slice(0, quotedMax).join('')
  return JSON.stringify(short === value ? value : `${short}…`)
}
