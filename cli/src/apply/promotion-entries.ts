// The codes of an event in a file, as its plan compares them: amounts in minor units, times in UTC, ticket types by
// their names.
import { nearestOf } from '../nearest.ts'
import { instantOf } from '../times.ts'
import { minorIn } from './amounts.ts'
import { placeIn } from './entries.ts'
import type { Entry, Values } from './entries.ts'
import { nameKeyOf } from './event-rules.ts'
import { isTimeName } from './fields.ts'
import { pathText, quoted } from './shape.ts'
import type { Fault, Path, Place } from './source.ts'

export interface WantedPromotion {
  /** By the names of the API, but for `ticketTypes`: names of types, some of which may still have to be made. */
  readonly values: Values
  readonly place: Place
}

/** As the server compares codes: case, blanks and what never shows don't tell two apart. */
export const codeKeyOf = (code: string): string => nameKeyOf(code).replaceAll(' ', '')

interface OfEvent {
  /** On whose clock times are that have no offset. */
  readonly zone: string
  readonly isZoneKnown: boolean
  /** Those that the event is to have. */
  readonly types: readonly Values[]
}

/** Undefined where the entry doesn't speak of codes; and what is wrong with those that it has. */
export async function promotionsIn(
  entry: Entry,
  { zone, isZoneKnown, types }: OfEvent,
): Promise<{ readonly promotions: readonly WantedPromotion[] | undefined; readonly faults: readonly Fault[] }> {
  const given = entry.values['promotions'] as readonly Values[] | undefined
  if (!given) return { promotions: undefined, faults: [] }
  const faults: Fault[] = []
  const at = (n: number, name: string): Path => ['promotions', n, name]
  const textAt = (path: Path) => pathText([...entry.path, ...path])
  const add = (path: Path, message: string) => faults.push({ place: placeIn(entry, ...path), message })

  async function valuesOf(promotion: Values, n: number): Promise<Values> {
    const values: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(promotion)) {
      const path = at(n, name)
      try {
        if (isTimeName(name)) values[name] = await instantOf(String(value), { name: textAt(path), zone })
        else if (name === 'amount') {
          const source = entry.document.textOf([...entry.path, ...path])
          values['amountMinor'] = minorIn(value as string | number, source, String(types[0]?.['currency']))
        } else values[name] = value
      } catch (error) {
        const words = (error as Error).message.replace(/\.$/, '')
        add(path, words.startsWith(textAt(path)) ? words : `${textAt(path)}: ${words}`)
      }
    }
    return values
  }

  const promotions: WantedPromotion[] = []
  for (const [n, promotion] of given.entries())
    promotions.push({ values: await valuesOf(promotion, n), place: placeIn(entry, 'promotions', n) })
  const keys = given.map(({ code }) => codeKeyOf(String(code)))
  for (const [n, { values }] of promotions.entries()) {
    for (const { name, message } of faultsOfTerms(values, given[n]!, isZoneKnown))
      add(at(n, name), `${textAt(at(n, name))} ${message}`)
    const before = keys.indexOf(keys[n]!)
    if (before < n) add(at(n, 'code'), `${textAt(at(n, 'code'))} is that of promotions[${before}]: give each its own`)
    for (const [part, name] of ((values['ticketTypes'] ?? []) as readonly string[]).entries())
      if (!types.some(type => nameKeyOf(String(type['name'])) === nameKeyOf(name)))
        add([...at(n, 'ticketTypes'), part], unknownType(textAt([...at(n, 'ticketTypes'), part]), name, types))
  }
  return { promotions, faults }
}

function unknownType(at: string, name: string, types: readonly Values[]): string {
  const meant = nearestOf(
    name,
    types.map(type => String(type['name'])),
  )
  return `${at}: the event has no ticket type ${quoted(name)}${meant === undefined ? '' : `; did you mean ${meant}?`}`
}

interface TermsFault {
  readonly name: string
  readonly message: string
}

/** What the server refuses of a code whatever there is already. */
function faultsOfTerms(values: Values, given: Values, isZoneKnown: boolean): readonly TermsFault[] {
  const { kind, percent, amountMinor, startsAt, endsAt } = values
  const names = ['percent', 'amount'].filter(name => given[name] !== undefined)
  const isInOrder =
    startsAt === undefined || endsAt === undefined || Date.parse(`${endsAt}`) > Date.parse(`${startsAt}`)
  return [
    ...(kind === 'discount' && names.length === 0
      ? [{ name: 'kind', message: 'is discount, which needs percent or amount too' }]
      : []),
    ...(kind === 'access'
      ? names.map(name => ({ name, message: 'must be left out of an access code: it takes nothing off' }))
      : []),
    ...(percent === undefined && amountMinor === 0 ? [{ name: 'amount', message: 'must be more than nothing' }] : []),
    ...(isZoneKnown && !isInOrder ? [{ name: 'endsAt', message: 'must be after startsAt' }] : []),
  ]
}
