// What may be given to the client and to a request. An unknown name, a number out of its range and a value of another
// kind are a TypeError: taken in silence, `baseURL` would send a password to another server, and `retriesMax: NaN`
// would never end.
import { logLevels } from './observing.ts'

/** What a value must be, in words, and whether it is. */
export type Kind = readonly [words: string, is: (value: unknown) => boolean]

/** The known ones. */
export type Options = Readonly<Record<string, Kind>>

const ofType = (type: string, words: string): Kind => [words, value => typeof value === type]

/** Of some type; each with these members of one type. */
export const having = (words: string, type: string, ...names: readonly string[]): Kind => [
  words,
  value =>
    (typeof value === 'object' || typeof value === 'function') &&
    value !== null &&
    names.every(name => typeof (value as Readonly<Record<string, unknown>>)[name] === type),
]

const text = ofType('string', 'a string')
const name: Kind = ['a string that is not empty', value => typeof value === 'string' && value.trim() !== '']
const call = ofType('function', 'a function')
const anything: Kind = ['anything', () => true]
const record: Kind = ['an object', value => typeof value === 'object' && value !== null && !Array.isArray(value)]
const tokens = having('a session: an object with accessToken and refreshToken', 'string', 'accessToken', 'refreshToken')
const signal = having('an AbortSignal', 'function', 'addEventListener', 'throwIfAborted')
const logger = having(
  'an object with the methods error, warn, info and debug',
  'function',
  ...logLevels.slice(1), // all but `off`
)
const level: Kind = [`one of ${logLevels.join(', ')}`, value => (logLevels as readonly unknown[]).includes(value)]
const texts: Kind = [
  'an object whose values are strings',
  value => record[1](value) && Object.values(value as object).every(text[1]),
]
const version: Kind = [
  'an ETag or a version, a whole number from 0 on',
  value => typeof value === 'string' || (Number.isSafeInteger(value) && (value as number) >= 0),
]

export const whole = (min: number, max: number): Kind => [
  `a whole number from ${min} to ${max}`,
  value => Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
]

/** Above it timers end at once. */
const timerMsMax = 2_147_483_647
const ms = whole(1, timerMsMax)
const tries: Options = { timeoutMs: ms, deadlineMs: ms, retriesMax: whole(0, 100) }

const credentials: Options = { apiKey: name, session: tokens, onSession: call }
const clientOptions: Options = {
  baseUrl: text,
  ...credentials,
  ...tries,
  fetch: call,
  userAgent: text,
  acceptLanguage: name,
  logger,
  logLevel: level,
  onRequest: call,
  onResponse: call,
  onRetry: call,
}
const requestOptions: Options = {
  idempotencyKey: name,
  ifMatch: version,
  ifNoneMatch: version,
  signal,
  ...tries,
  headers: texts,
  accept: text,
  acceptLanguage: name,
}
const inputParts: Options = { path: record, query: record, body: anything }
const rawParts: Options = { ...inputParts, path: text, method: text }

/** `platform`: options of this platform alone. */
export const checkClientOptions = (given: object, platform: Options) =>
  check(given, { ...clientOptions, ...platform }, 'client option')
export const checkRequestOptions = (given: object) => check(given, requestOptions, 'request option')
export const checkCredentials = (given: object) => check(given, credentials, 'part of a credential')
export const checkInput = (given: object) => check(given, inputParts, 'part of an operation')
export const checkRawRequest = (given: object) => check(given, rawParts, 'part of a raw request')

/** `undefined` is as if it had not been given. For options of the SDK's own functions too. */
function check(given: object, known: Options, what: string): void {
  if (!record[1](given)) throw new TypeError(`The ${what}s must be an object; they are ${shown(given)}.`)
  for (const [key, value] of Object.entries(given)) {
    const option = Object.hasOwn(known, key) ? known[key] : undefined
    if (option === undefined) throw new TypeError(`There is no ${what} ${JSON.stringify(key)}. ${hint(key, known)}`)
    const [words, is] = option
    if (value !== undefined && !is(value))
      throw new TypeError(`${key} must be ${words}; it is ${shown(value, secret.has(key))}.`)
  }
}

/** Their values are not repeated in messages. */
const secret: ReadonlySet<string> = new Set(['apiKey', 'session', 'headers', 'baseUrl'])

/** Enough to recognise it by, and no object's insides. */
function shown(value: unknown, isSecret = false): string {
  if (typeof value === 'string' && !isSecret) return JSON.stringify(value.slice(0, 40))
  return typeof value === 'number' || value === null ? String(value) : `of type ${typeof value}`
}

function hint(name: string, known: Options): string {
  const names = Object.keys(known)
  const distances = names.map(each => editDistance(name.toLowerCase(), each.toLowerCase()))
  const nearest = Math.min(...distances)
  return nearest <= Math.ceil(name.length * 0.4)
    ? `Did you mean ${names[distances.indexOf(nearest)]}?`
    : `There are ${names.join(', ')}.`
}

/** Levenshtein's, row by row. */
function editDistance(from: string, to: string): number {
  let row = [...Array(to.length + 1).keys()]
  for (const letter of from) {
    const next = [row[0]! + 1]
    for (const [n, other] of [...to].entries())
      next.push(Math.min(row[n]! + Number(letter !== other), row[n + 1]! + 1, next[n]! + 1))
    row = next
  }
  return row.at(-1)!
}
