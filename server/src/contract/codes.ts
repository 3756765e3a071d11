// Whether a code of a currency, a country or a time zone is one that there is, by the lists of openapi/data/; if not,
// in words what is wrong with it, and which one was probably meant.
import { countries, currencies, timezones } from './generated/codes.ts'
import { nearestOf } from './nearest.ts'
import type { Fault } from './types.ts'

/** What `x-evently-code` may say. `past-currency`: also one that has been withdrawn, to look for what is kept in it. */
export type CodeKind = keyof typeof faults

/** What is wrong with a code, as a sentence that begins with it; undefined if it is one. */
export const faultOfCode = (kind: CodeKind, given: string): string | undefined => faults[kind](given)

const faults = {
  currency: faultOfCurrency,
  'past-currency': (given: string) => (withdrawn.has(given) ? undefined : faultOfCurrency(given)),
  country: faultOfCountry,
  timezone: faultOfTimezone,
}

/**
 * Minor units of several currencies can't be compared: what is wrong with a query that asks for prices without saying
 * in which. `by` is what asks for them: the name of a parameter, or `sort=price`.
 */
export const faultOfMixedCurrencies = (mixed: readonly string[], by: string): Fault => ({
  pointer: '/query/currency',
  keyword: 'required',
  message: `is required with ${by}, as these events have prices in several currencies: ${[...mixed].sort().join(', ')}`,
})

/** How many decimals a currency has, in use or withdrawn; undefined for a code that is none. */
export const digitsOf = (currency: string): number | undefined => decimals.get(currency)

const current = new Set(Object.keys(currencies.current))
const notForPrices = new Map(Object.entries(currencies.notForPrices))
const withdrawn = new Map(Object.entries(currencies.withdrawn))
const decimals = new Map(
  Object.entries({ ...currencies.current, ...currencies.withdrawn }).map(([code, { digits }]) => [code, digits]),
)
const currenciesMeant = new Map<string, string>(Object.entries(currencies.meant))
const assigned = new Map<string, string>(Object.entries(countries.assigned))
const countriesMeant = new Map<string, string>(Object.entries(countries.meant))
const zones = new Set<string>(timezones.names)
const zonesMeant = new Map<string, string>(Object.entries(timezones.meant))

function faultOfCurrency(given: string): string | undefined {
  if (current.has(given)) return undefined
  const none = notForPrices.get(given)
  if (none) return `${given} (${none.name}) is a ${none.kind} of ISO 4217, and prices can't be in it; ${writeCurrency}`
  const gone = withdrawn.get(given)
  if (gone) return `${given} (${gone.name}) has been withdrawn from ISO 4217; did you mean ${gone.successor}?`
  const meant = meantBy(given, currenciesMeant) ?? nearestOf(given, current, 1)
  return `${shown(given)} is no currency of ISO 4217; ${question(meant) ?? writeCurrency}`
}

const writeCurrency = 'write the code of a currency in use, such as EUR'

function faultOfCountry(given: string): string | undefined {
  if (assigned.has(given)) return undefined
  // Two letters have too many neighbours: only what is written in another case or commonly is worth a guess.
  const meant = meantBy(given, countriesMeant) ?? nearestOf(given, assigned.keys(), 0)
  const named = meant.map(code => `${code} (${assigned.get(code)})`)
  return (
    `${shown(given)} is no country code of ISO 3166-1 alpha-2; ` +
    (question(named) ?? 'write the two letters of a country, such as DE')
  )
}

/** Kept as it is spelt: a link of the tz database (`Asia/Calcutta`) is as good as what it leads to. */
function faultOfTimezone(given: string): string | undefined {
  if (zones.has(given)) {
    if (isComputable(given)) return undefined
    return (
      `${given} is a time zone of tz database ${timezones.version} that this server can't compute with: the one in ` +
      'its Node.js is older. Take the zone of another place with the same clocks until Node.js is updated'
    )
  }
  const none = `${shown(given)} is no time zone of the tz database`
  const abbreviated = zonesMeant.get(given.toUpperCase())
  if (abbreviated)
    return `${none}, but an abbreviation, which is another zone's elsewhere; did you mean ${abbreviated}?`
  const meant = inPlace(given) ?? nearestOf(given, zones, given.length < 6 ? 0 : 2)
  return `${none}; ${question(meant) ?? 'write the name of one, such as Europe/Berlin'}`
}

/** `berlin`, `New York` → the zone that is called after the place. */
function inPlace(given: string): string[] | undefined {
  const place = given.toLowerCase().replaceAll(' ', '_')
  const named = timezones.names.filter(
    name => name.includes('/') && name.slice(name.lastIndexOf('/') + 1).toLowerCase() === place,
  )
  return named.length === 1 ? [...named] : undefined
}

function isComputable(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined
  } catch {
    return false // the only way in which Intl says that it does not know a zone
  }
}

const meantBy = (given: string, meant: ReadonlyMap<string, string>): string[] | undefined => {
  const code = meant.get(given.toUpperCase())
  return code === undefined ? undefined : [code]
}

const question = (names: readonly string[]): string | undefined =>
  names.length === 0 ? undefined : `did you mean ${names.join(' or ')}?`

/** What somebody wrote, quoted and shortened where it does not look like a code at all. */
const shown = (given: string): string =>
  /^[\w/+-]{1,40}$/.test(given) ? given : JSON.stringify([...given].slice(0, 40).join(''))
