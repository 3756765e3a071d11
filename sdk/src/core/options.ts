// What may be given to the client and to a request. An unknown name and a number out of its range are a TypeError:
// taken in silence, `baseURL` would send a password to another server, and `retriesMax: NaN` would never end.

interface Range {
  readonly min: number
  readonly max: number
}

/** A known option, and its range if it is a number. */
type Options = Readonly<Record<string, Range | true>>

/** Above it Node's timers end at once. */
const timerMsMax = 2_147_483_647
const timeoutMs: Range = { min: 1, max: timerMsMax }
const retriesMax: Range = { min: 0, max: 100 }

const clientOptions: Options = {
  baseUrl: true,
  apiKey: true,
  session: true,
  onSession: true,
  timeoutMs,
  retriesMax,
  connectionsMax: { min: 1, max: 65_535 },
  dispatcher: true,
  userAgent: true,
}
const requestOptions: Options = {
  idempotencyKey: true,
  ifMatch: true,
  ifNoneMatch: true,
  signal: true,
  timeoutMs,
  retriesMax,
  headers: true,
  accept: true,
}
const inputParts: Options = { path: true, query: true, body: true }
const rawParts: Options = { ...inputParts, method: true }

export const checkClientOptions = (given: object) => check(given, clientOptions, 'client option')

export function checkRequestOptions(given: object): void {
  check(given, requestOptions, 'request option')
  const { ifMatch, ifNoneMatch } = given as Readonly<Record<string, unknown>>
  checkVersion('ifMatch', ifMatch)
  checkVersion('ifNoneMatch', ifNoneMatch)
}

export const checkInput = (given: object) => check(given, inputParts, 'part of an operation')
export const checkRawRequest = (given: object) => check(given, rawParts, 'part of a raw request')

function check(given: object, known: Options, what: string): void {
  for (const [name, value] of Object.entries(given)) {
    const option = Object.hasOwn(known, name) ? known[name] : undefined
    if (option === undefined) throw new TypeError(`There is no ${what} ${JSON.stringify(name)}. ${hint(name, known)}`)
    if (option !== true && value !== undefined) checkNumber(name, value, option)
  }
}

function checkNumber(name: string, value: unknown, { min, max }: Range): void {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return
  throw new TypeError(`${name} must be a whole number from ${min} to ${max}; it is ${shown(value)}.`)
}

function checkVersion(name: string, value: unknown): void {
  if (value === undefined || typeof value === 'string') return
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return
  throw new TypeError(`${name} must be an ETag or a version, a whole number from 0 on; it is ${shown(value)}.`)
}

/** Enough to recognise it by, and no object's insides. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40))
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
  let row = Array.from({ length: to.length + 1 }, (_, n) => n)
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i]
    for (let n = 1; n <= to.length; n += 1) {
      const replaced = row[n - 1]! + (from[i - 1] === to[n - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[n]! + 1, next[n - 1]! + 1))
    }
    row = next
  }
  return row[to.length]!
}
