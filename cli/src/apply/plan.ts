// What has to be done so that everything is as the files say: pure, from what is wanted and what there is.
import type { Event, EventStats, Promotion, Venue } from '@evently/sdk'
import { moneyText } from '../money.ts'
import type { Current, Resource } from './current.ts'
import type { Values } from './entries.ts'
import { nameKeyOf } from './event-rules.ts'
import {
  type Change,
  fieldText,
  fieldsOf,
  keptTypeValue,
  keptValue,
  keyOf,
  nameInFile,
  typeFields,
  typeText,
  wantedTypes,
} from './fields.ts'
import { promotionPlanOf, type PromotionWrite } from './promotion-plan.ts'
import type { Wanted } from './wanted.ts'

export interface Step {
  readonly wanted: Wanted
  readonly action: 'create' | 'change' | 'unchanged' | 'refused'
  readonly changes: readonly Change[]
  /** Why it is refused. */
  readonly reasons: readonly string[]
  /** What is to be done with the event's codes. */
  readonly promotions: readonly PromotionWrite[]
  /** Of what is there. */
  readonly id?: string
  readonly version?: number
}

/** What else there is to know of events, each by its id. */
export interface Details {
  /** Of those that `needsStats` says. */
  readonly stats?: ReadonlyMap<string, EventStats>
  /** Of those that `needsPromotions` says. */
  readonly promotions?: ReadonlyMap<string, readonly Promotion[]>
  /** Whether access codes may be shown: who has one gets in. */
  readonly showsCodes?: boolean
}

export const planOf = (wanted: readonly Wanted[], current: Current, details: Details = {}): readonly Step[] =>
  wanted.map(each => stepOf(each, current, details))

function stepOf(wanted: Wanted, current: Current, details: Details): Step {
  const { kind, externalId } = wanted
  const there: Resource | undefined = current[kind].get(externalId)
  const codes = promotionsOf(wanted, kind === 'event' ? (there as Event | undefined) : undefined, details)
  const promotions = codes.writes
  if (!there) return { wanted, action: 'create', changes: codes.changes, reasons: [], promotions }
  const changes = [...changesBetween(there, wanted, current), ...codes.changes]
  const reasons =
    kind === 'event' ? [...refusals(there as Event, wanted, changes, details.stats), ...codes.reasons] : []
  const action = changes.length === 0 ? 'unchanged' : reasons.length > 0 ? 'refused' : 'change'
  return { wanted, action, changes, reasons, promotions, id: there.id, version: there.version }
}

function promotionsOf(wanted: Wanted, event: Event | undefined, { promotions, showsCodes = false }: Details) {
  const { pairs, removed } = event ? typesOf(event, wanted) : { pairs: [], removed: [] }
  return promotionPlanOf({
    wanted: wanted.promotions,
    there: (event && promotions?.get(event.id)) ?? [],
    types: [
      ...pairs.flatMap(({ type, known }) => (known ? [knownType(known, String(type['name']))] : [])),
      ...removed.map(type => knownType(type, undefined)),
    ],
    currency: String(wantedTypes(wanted.body)[0]?.['currency']),
    zone: wanted.zone,
    showsCodes,
  })
}

const knownType = ({ id, name }: Values, nameAfter: string | undefined) => ({
  id: String(id),
  name: String(name),
  nameAfter,
})

/** Whether a thing is as it is wanted. */
export const isAsWanted = (there: Resource, wanted: Wanted, current: Current): boolean =>
  changesBetween(there, wanted, current).length === 0

/** Whether nothing that a file can say has changed of an event, but what its venue says of itself. */
export function isSameEvent(one: Event, other: Event): boolean {
  const said = (event: Event) => [
    event.status,
    ...fieldsOf('event').map(name => keyOf(name, valuesOf(event)[name])),
    ...event.ticketTypes.flatMap(type => typeFields.map(name => keyOf(name, (type as unknown as Values)[name]))),
  ]
  return JSON.stringify(said(one)) === JSON.stringify(said(other))
}

function changesBetween(there: Resource, wanted: Wanted, current: Current): readonly Change[] {
  const { kind, body, zone } = wanted
  const [before, after] = [valuesOf(there), wantedValues(wanted, current)]
  const names = fieldsOf(kind).filter(name => !isLeftAlone(wanted, name))
  const fields = names.flatMap(name => {
    const [from, to] = [keptValue(kind, name, before[name]), keptValue(kind, name, after[name])]
    if (keyOf(name, from) === keyOf(name, to)) return []
    if (name === 'venueId') return [{ field: 'venue', from: venueText((there as Event).venue), to: venueName(wanted) }]
    return [{ field: name, from: fieldText(name, from, zone), to: fieldText(name, to, zone) }]
  })
  if (kind !== 'event') return fields
  const event = there as Event
  return [
    ...fields,
    ...typeChanges(event, wanted),
    ...(body['publish'] === true && event.status === 'draft'
      ? [{ field: 'status', from: 'draft', to: 'published' }]
      : []),
  ]
}

const valuesOf = (there: Resource): Values => ({ ...there, ...('venue' in there && { venueId: there.venue.id }) })

/** Whether an event is a test event stays as it is unless it is said. */
const isLeftAlone = ({ body }: Wanted, name: string) => name === 'test' && body['test'] === undefined

function wantedValues({ kind, body, zone, venueExternalId }: Wanted, current: Current): Values {
  if (kind !== 'event') return body
  const venue = venueExternalId === undefined ? undefined : current.venue.get(venueExternalId)
  return { ...body, timezone: zone, ...(venueExternalId !== undefined && { venueId: venue?.id ?? 'to be made' }) }
}

const venueText = ({ externalId, name, id }: Venue) => `${externalId ?? name} (${id})`
const venueName = ({ venueExternalId, body }: Wanted) => venueExternalId ?? String(body['venueId'])

interface Matches {
  readonly pairs: readonly { readonly type: Values; readonly known: Values | undefined }[]
  readonly removed: readonly Values[]
}

/** As the server matches them: by external id, what is left by name. */
export function matchTypes(there: readonly Values[], wanted: readonly Values[]): Matches {
  const matched = new Map<Values, Values>()
  const taken = new Set<Values>()
  const match = (isSame: (type: Values, known: Values) => boolean) => {
    for (const type of wanted) {
      const known = matched.has(type) ? undefined : there.find(each => !taken.has(each) && isSame(type, each))
      if (!known) continue
      matched.set(type, known)
      taken.add(known)
    }
  }
  match((type, known) => type['externalId'] !== undefined && type['externalId'] === known['externalId'])
  match((type, known) => nameKeyOf(String(type['name'])) === nameKeyOf(String(known['name'])))
  return {
    pairs: wanted.map(type => ({ type, known: matched.get(type) })),
    removed: there.filter(each => !taken.has(each)),
  }
}

function typeChanges({ ticketTypes }: Event, { body, zone }: Wanted): readonly Change[] {
  const there = ticketTypes as unknown as readonly Values[]
  const { pairs, removed } = matchTypes(there, wantedTypes(body))
  const label = ({ name }: { readonly name?: unknown }) => `ticketTypes[${String(name)}]`
  const changed = pairs.flatMap(({ type, known }): readonly Change[] => {
    if (!known) return [{ field: label(type), from: null, to: typeText(type, zone) }]
    return typeFields
      .filter(name => keyOf(name, keptTypeValue(name, known[name])) !== keyOf(name, keptTypeValue(name, type[name])))
      .map(name => ({
        field: `${label(known)}.${nameInFile(name)}`,
        from: typeFieldText(name, known, zone),
        to: typeFieldText(name, type, zone),
      }))
  })
  const gone = removed.map(type => ({ field: label(type), from: typeText(type, zone), to: null }))
  return [...changed, ...gone, ...orderChange(there, pairs)]
}

const typeFieldText = (name: string, type: Values, zone: string) =>
  name === 'priceMinor'
    ? moneyText(Number(type['priceMinor']), String(type['currency']))
    : fieldText(name, keptTypeValue(name, type[name]), zone)

/** Their order is what buyers see. New ones go to the end by themselves. */
function orderChange(there: readonly Values[], pairs: Matches['pairs']): readonly Change[] {
  const kept = new Set(pairs.map(({ known }) => known))
  const byItself = [
    ...there.filter(each => kept.has(each)),
    ...pairs.flatMap(({ type, known }) => (known ? [] : [type])),
  ]
  const wanted = pairs.map(({ type, known }) => known ?? type)
  if (wanted.every((each, n) => each === byItself[n])) return []
  const names = (types: readonly Values[]) => types.map(({ name }) => String(name)).join(', ')
  return [{ field: 'order of ticketTypes', from: names(byItself), to: names(wanted) }]
}

/** Whether what is planned may be refused because of sales, so that it takes a look at them. */
export function needsStats({ wanted, action, id }: Step, current: Current): boolean {
  if (wanted.kind !== 'event' || action !== 'change' || id === undefined) return false
  const event = current.event.get(wanted.externalId)!
  const { pairs, removed } = typesOf(event, wanted)
  const isLess = (to: unknown, from: unknown) => to !== undefined && (from === undefined || Number(to) < Number(from))
  return (
    event.status !== 'draft' &&
    (removed.length > 0 ||
      isLess(wanted.body['capacity'], event.capacity) ||
      pairs.some(({ type, known }) => known !== undefined && isLess(type['capacity'], known['capacity'])))
  )
}

/** Whether the codes that there are have a part in what is planned. */
export function needsPromotions(wanted: Wanted, current: Current): boolean {
  const event = wanted.kind === 'event' ? current.event.get(wanted.externalId) : undefined
  return event !== undefined && (wanted.promotions !== undefined || typesOf(event, wanted).removed.length > 0)
}

const typesOf = ({ ticketTypes }: Event, { body }: Wanted) =>
  matchTypes(ticketTypes as unknown as readonly Values[], wantedTypes(body))

/** Why the server would refuse the changes, as far as that is known before they are sent. */
function refusals(
  event: Event,
  wanted: Wanted,
  changes: readonly Change[],
  stats: Details['stats'],
): readonly string[] {
  if (changes.length === 0) return []
  if (event.status === 'cancelled') return ['it is cancelled, and a cancelled event stays as it is']
  if (event.status === 'ended') return ['it has ended, and what has ended stays as it is']
  return [...fixedRefusals(event, wanted), ...salesRefusals(event, wanted, stats?.get(event.id))]
}

function fixedRefusals(event: Event, { body }: Wanted): readonly string[] {
  const { test } = body
  const [first] = event.ticketTypes
  const currency = wantedTypes(body)[0]?.['currency']
  return [
    ...(test !== undefined && test !== event.test
      ? [`it is ${event.test ? 'a test event' : 'no test event'}, and that never changes`]
      : []),
    ...(first && currency !== first.currency
      ? [`it sells in ${first.currency}, and that stays: its prices can't be in ${String(currency)}`]
      : []),
  ]
}

function salesRefusals(event: Event, wanted: Wanted, stats: EventStats | undefined): readonly string[] {
  if (!stats) return []
  const { pairs, removed } = typesOf(event, wanted)
  const takenOf = (type: Values) => {
    const its = stats.ticketTypes.find(({ id }) => id === type['id'])
    return its ? its.heldSeats + its.soldSeats : 0
  }
  const taken = stats.heldSeats + stats.soldSeats
  return [
    ...(Number(wanted.body['capacity']) < taken ? [tooFew('its capacity', taken)] : []),
    ...pairs
      .filter(({ type, known }) => known && type['capacity'] !== undefined && Number(type['capacity']) < takenOf(known))
      .map(({ type, known }) => tooFew(`the capacity of the ticket type ${String(type['name'])}`, takenOf(known!))),
    ...removed
      .filter(type => takenOf(type) > 0)
      .map(
        type =>
          `the ticket type ${String(type['name'])} can't be left out: ${seats(takenOf(type))} of it are held or ` +
          'sold. Keep it, and end its sale with salesEndAt',
      ),
  ]
}

const seats = (count: number) => `${count} ${count === 1 ? 'seat' : 'seats'}`
const tooFew = (what: string, taken: number) => `${what} can't be below ${taken}: so many seats are held or sold`
