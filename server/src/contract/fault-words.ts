// What is wrong with a request, in words: Ajv's errors as faults that say what is allowed and what to do. Only what was
// refused comes here.
import type { ErrorObject } from 'ajv/dist/2020.js'
import { meantName, type Aliases } from './names.ts'
import type { Fault } from './types.ts'

/** What the words are made from, beyond the schemas themselves. */
export interface Vocabulary {
  readonly aliases: Aliases
  /** By an id's prefix, the thing that it names: `an event`. */
  readonly things: ReadonlyMap<string, string>
  /** What is checked are the parameters of a path or a query, which come as texts. */
  readonly isParameter: boolean
}

/** A fault with what its place among others depends on. */
interface Ranked {
  readonly fault: Fault
  /** The most useful first. */
  readonly rank: number
  /** A name that was probably meant, which may be why another is missing. */
  readonly meant?: string
}

type Properties = Readonly<Record<string, unknown>>

/** The faults in words, the most useful first, without those that only say another one again. */
export function faultsInWords(errors: readonly ErrorObject[], prefix: string, vocabulary: Vocabulary): Fault[] {
  const ranked = withoutNames(withoutBranches(errors.slice(0, errorsMax))).map(error =>
    rankedFault(error, prefix, vocabulary),
  )
  const meant = new Set(ranked.map(each => each.meant))
  const faults = ranked
    .map(each => (each.fault.keyword === 'required' && meant.has(each.fault.pointer) ? { ...each, rank: last } : each))
    .sort((one, other) => one.rank - other.rank)
    .map(({ fault }) => fault)
  return faults.filter((fault, n) => faults.findIndex(each => isSame(each, fault)) === n).slice(0, faultsMax)
}

/** The faults that an answer lists; a client that has more has something else wrong. */
const faultsMax = 50
/** No more are put in words. */
const errorsMax = 200

const isSame = (one: Fault, other: Fault) => one.pointer === other.pointer && one.message === other.message

const last = 9
/** A name that isn't known explains what is missing; a wrong type explains most others. */
const ranks: Readonly<Record<string, number>> = { additionalProperties: 1, type: 2, required: 4, minProperties: 5 }
const ordinary = 3
const combination = 5

function rankedFault(error: ErrorObject, prefix: string, vocabulary: Vocabulary): Ranked {
  const pointer = prefix + pointerOf(error)
  const { keyword } = error
  if (keyword === 'additionalProperties') {
    const name = String(error.params['additionalProperty'])
    const known = namesOf(error)
    const meant = meantName(name, known, vocabulary.aliases)
    const message = meant ? didYouMean(meant) : isNotKnown(known)
    return {
      fault: { pointer, keyword, message },
      rank: meant ? 0 : ranks['additionalProperties']!,
      ...(meant && { meant: `${prefix}${error.instancePath}/${escapePointer(meant.name)}` }),
    }
  }
  const rank = keyword.startsWith('x-evently-') ? combination : (ranks[keyword] ?? ordinary)
  return { fault: { pointer, keyword, message: wordsOf(error, vocabulary) }, rank }
}

const didYouMean = ({ name, note }: { name: string; note?: string | undefined }) =>
  `is not known here; did you mean ${name}${note === undefined ? '' : ` (${note})`}?`

const isNotKnown = (known: readonly string[]) =>
  known.length === 0 ? 'is not known here: there are none' : `is not known here; there are only ${listed(known)}`

/** The names of the properties, or parameters, that there are. */
const namesOf = ({ parentSchema }: ErrorObject) =>
  Object.keys((parentSchema as { properties?: Properties } | undefined)?.properties ?? {})

function pointerOf({ instancePath, keyword, params }: ErrorObject): string {
  if (keyword === 'required') return `${instancePath}/${escapePointer(String(params['missingProperty']))}`
  if (keyword === 'additionalProperties')
    return `${instancePath}/${escapePointer(String(params['additionalProperty']))}`
  if (typeof params['property'] === 'string' && keyword.startsWith('x-evently-'))
    return `${instancePath}/${escapePointer(params['property'])}`
  return instancePath
}

type Wording = (error: ErrorObject, vocabulary: Vocabulary) => string
const limit = ({ params }: ErrorObject) => Number(params['limit'])
const not = ({ data }: ErrorObject) => `, not ${quoted(data)}`

/** By keyword; a test holds that the contract uses no other. */
export const wordings: Readonly<Record<string, Wording>> = {
  'required': () => 'is required',
  'type': typeWords,
  'enum': enumWords,
  'const': error => `must be ${JSON.stringify(error.params['allowedValue'])}${not(error)}`,
  'pattern': patternWords,
  'format': formatWords,
  'not': error => `${saysOf(error)}${not(error)}`,
  'anyOf': error => `${saysOf(error)}, not ${kindOf(error.data)}`,
  'minimum': error => `must be ${limit(error)} or more${not(error)}`,
  'maximum': error => `must be ${limit(error)} or less${not(error)}`,
  'exclusiveMinimum': error => `must be more than ${limit(error)}${not(error)}`,
  'exclusiveMaximum': error => `must be less than ${limit(error)}${not(error)}`,
  'minLength': error =>
    limit(error) === 1
      ? 'must not be empty'
      : `must have ${limit(error)} characters or more; it has ${[...String(error.data)].length}`,
  'maxLength': error => `must have ${limit(error)} characters or fewer; it has ${[...String(error.data)].length}`,
  'minItems': error => (limit(error) === 1 ? 'must have at least one item' : `must have ${limit(error)} items or more`),
  // Here and of names without their number: of a long value only the first part is looked at.
  'maxItems': error => `must have ${limit(error)} items or fewer`,
  'uniqueItems': ({ params }) =>
    `must name each value once; the items ${Number(params['j']) + 1} and ${Number(params['i']) + 1} are the same`,
  'minProperties': error => `must have at least one of ${listed(namesOf(error), 'or')}`,
  'maxProperties': error => `must have ${limit(error)} names or fewer`,
  'propertyNames': nameWords,
  'x-evently-exactly-one': ({ message = '' }) => message,
  'x-evently-at-most-one': ({ message = '' }) => message,
  'x-evently-all-or-none': ({ message = '' }) => message,
  'x-evently-code': ({ message = '' }) => message,
  'x-evently-text': ({ message = '' }) => message,
}

const wordsOf: Wording = (error, vocabulary) =>
  wordings[error.keyword]?.(error, vocabulary) ?? 'is not what the contract allows'

/** What the contract says of a schema in words. */
const saysOf = ({ parentSchema }: ErrorObject) => String(parentSchema?.['x-evently-says'])

function typeWords(error: ErrorObject, { isParameter }: Vocabulary): string {
  const { parentSchema, data } = error
  if (data === undefined) return missingWords(error)
  const wanted = [parentSchema?.['type'] as string | string[]].flat()
  if (isParameter && Array.isArray(data)) return `must be given once; it is there ${data.length} times`
  // Also of a text that was meant as a number, the contract says what the number may be.
  const isNumber = wanted.includes('integer') || wanted.includes('number')
  const isSaid = isNumber && parentSchema?.['x-evently-says'] !== undefined
  const words = isSaid ? saysOf(error) : `must be ${listed(wanted.map(nameOfType), 'or')}${exampleOf(error)}`
  return `${words}, not ${givenWords(error, { isParameter, wanted })}`
}

/** Numbers and, where none is wanted, texts are shown; anything else may be a secret that was sent in the wrong way. */
function givenWords(
  { data }: ErrorObject,
  { isParameter, wanted }: { isParameter: boolean; wanted: readonly string[] },
) {
  if (wanted.includes('string')) return kindOf(data)
  if (typeof data === 'number') return quoted(data)
  if (typeof data !== 'string') return kindOf(data)
  return isParameter ? quoted(data) : `the string ${quoted(data)}`
}

/** Of a text that has a form: how it looks. */
function exampleOf({ parentSchema }: ErrorObject): string {
  const [example] = (parentSchema?.['examples'] ?? []) as unknown[]
  const hasForm = ['date-time', 'uri'].includes(String(parentSchema?.['format']))
  return hasForm && example !== undefined ? ` such as ${quoted(example)}` : ''
}

/** Of a body that was not sent. */
function missingWords(error: ErrorObject): string {
  const required = (error.parentSchema?.['required'] ?? []) as readonly string[]
  const names = required.length > 0 ? listed(required) : `at least one of ${listed(namesOf(error), 'or')}`
  return namesOf(error).length === 0 ? 'is missing: send a JSON object' : `is missing: send a JSON object with ${names}`
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
}

const nameOfType = (name: string) => typeNames[name] ?? name

/** What kind of value it is, without the value: it may be a secret that was sent in the wrong way. */
function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'boolean') return String(value)
  return nameOfType(typeof value)
}

/** Beside more values than these, what was given instead is left out: nobody reads so far. */
const valuesMax = 15

function enumWords(error: ErrorObject): string {
  const allowed = (error.params['allowedValues'] as unknown[]).map(String)
  const given = allowed.length > valuesMax ? '' : not(error)
  const words = `must be ${allowed.length === 1 ? '' : 'one of '}${listed(allowed, 'or')}${given}`
  const meant = typeof error.data === 'string' ? meantName(error.data, allowed) : undefined
  return meant ? `${words}; did you mean ${meant.name}?` : words
}

/** Of a name that is too short or too long: how long names may be. */
function nameWords({ params, parentSchema }: ErrorObject): string {
  const { minLength = 0, maxLength } = parentSchema?.['propertyNames'] as { minLength?: number; maxLength: number }
  const name = String(params['propertyName'])
  return `must have names of ${minLength} to ${maxLength} characters; ${quoted(name)} has ${[...name].length}`
}

function patternWords(error: ErrorObject, { things }: Vocabulary): string {
  const given = String(error.data)
  if (saysOf(error) === 'must not be blank') return given === '' ? 'must not be empty' : 'must not be blank'
  const wanted = error.parentSchema?.['x-evently-id-of']
  const prefix = /^([a-z]{3})_/.exec(given)?.[1]
  const thing = prefix === undefined ? undefined : things.get(prefix)
  if (wanted !== undefined && thing !== undefined && thing !== wanted)
    return `${saysOf(error)}; ${quoted(given)} is the id of ${thing}`
  return `${saysOf(error)}${not(error)}`
}

const timeWords = 'must be a time with its zone, such as 2030-06-01T18:30:00Z'

/** By format. */
export const formats: Readonly<Record<string, (text: string) => string>> = {
  'date-time': text => `${timeWords}${timeHint(text)}`,
  'email': text => `must be an email address, such as ada@example.com, not ${quoted(text)}`,
  'idn-email': text => `must be an email address, such as ada@example.com, not ${quoted(text)}`,
  'uri': text => `must be a whole URL, such as https://example.com/path, not ${quoted(text)}`,
  'uri-reference': text => `must be a URL, whole or relative, not ${quoted(text)}`,
}

function formatWords(error: ErrorObject): string {
  const says = error.parentSchema?.['x-evently-says']
  if (typeof says === 'string') return `${says}${not(error)}`
  return formats[String(error.params['format'])]!(String(error.data))
}

/** What a text lacks that was meant as a time. */
function timeHint(text: string): string {
  const [, date, time, zone] = /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(.*))?$/.exec(text) ?? []
  if (date === undefined) return `, not ${quoted(text)}`
  if (time === undefined) return `; ${quoted(text)} has no time of day`
  if (zone === '') return `; ${quoted(text)} has no zone: add Z for UTC, or an offset such as +02:00`
  // In a query a plus is a space.
  if (/^ \d\d:\d\d$/.test(zone ?? '')) return `; write the plus of its offset as %2B: ${quoted(text)}`
  return `, not ${quoted(text)}`
}

/**
 * Of an `anyOf` that lets a value be null, the branch that was meant counts alone: what is wrong inside it, or that the
 * value is neither.
 */
function withoutBranches(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const places = errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath)
  if (places.length === 0) return errors
  const isBranch = ({ keyword, instancePath }: ErrorObject) => keyword === 'type' && places.includes(instancePath)
  const rest = errors.filter(error => !isBranch(error))
  const isInside = (place: string) => rest.some(each => each.keyword !== 'anyOf' && isAt(each, place))
  return rest.filter(({ keyword, instancePath }) => keyword !== 'anyOf' || !isInside(instancePath))
}

/** What is wrong with the name of a property is said by its object, in the words of `propertyNames`. */
const withoutNames = (errors: readonly ErrorObject[]) => errors.filter(error => error.propertyName === undefined)

const isAt = ({ instancePath }: ErrorObject, place: string) =>
  instancePath === place || instancePath.startsWith(`${place}/`)

/** `a, b or c` */
export function listed(names: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} ${conjunction} ${names.at(-1)!}`
}

const quotedMax = 60

/** A value as JSON, if it is long only its beginning. */
export function quoted(value: unknown): string {
  if (typeof value === 'number') return String(value) // JSON has no word for infinity, and reads 1e999 as it
  if (typeof value === 'object' && value !== null) return kindOf(value)
  const text = typeof value === 'string' && value.length > quotedMax ? `${beginningOf(value)}…` : value
  return JSON.stringify(text)
}

/** Never half a letter. */
const beginningOf = (text: string) => text.slice(0, quotedMax).replace(/[\ud800-\udbff]$/, '')

export const escapePointer = (text: string): string => text.replaceAll('~', '~0').replaceAll('/', '~1')
