// What an event must change to be as somebody says it is to be: pure.
import { isDeepStrictEqual } from 'node:util'
import type { Shape } from '../../../contract/types.ts'
import type { InventoryChange, NewTicketType, TicketTypeEdit } from '../../inventory/port.ts'
import { boundsOf, policyOf, strictPolicy } from '../rules.ts'
import type { EventEdit, EventRecord, TicketTypeRecord } from '../store.ts'
import { textsOfNew } from '../rules/texts.ts'
import { nameKeyOf } from '../ticket-types/names.ts'

/** Only what differs from what the event is. */
export interface EventPlan {
  readonly edit: EventEdit
  readonly seats: InventoryChange
  /** Undefined: as it is. */
  readonly capacity: number | undefined
  readonly types: TypesPlan
  /** A draft goes on sale. */
  readonly publishes: boolean
}

export interface TypesPlan {
  readonly added: readonly NewTicketType[]
  readonly changed: readonly { readonly id: string; readonly edit: TicketTypeEdit }[]
  readonly resized: readonly { readonly id: string; readonly from: number | null; readonly to: number | null }[]
  readonly removed: readonly TicketTypeRecord[]
  /** All ids as they are to stand; undefined where they stand so without doing anything. */
  readonly order: readonly string[] | undefined
}

/** What is asked for, with its defaults; the ticket types have new ids, for those that turn out to be new. */
export interface Wanted {
  readonly input: Omit<Shape<'PutEventBody'>, 'venueId' | 'venue'>
  readonly venue: { readonly id: string; readonly timezone: string }
  readonly ticketTypes: readonly NewTicketType[]
}

export function planOf(before: EventRecord, { input, venue, ticketTypes }: Wanted): EventPlan {
  const { inventory } = before
  const edit: EventEdit = differing(
    { ...before, venueId: before.venue.id },
    {
      title: input.title,
      description: input.description ?? null,
      ...textsOfNew(input),
      category: input.category,
      tags: input.tags,
      venueId: venue.id,
      startsAt: new Date(input.startsAt),
      endsAt: new Date(input.endsAt),
      timezone: input.timezone ?? venue.timezone,
      cancellationPolicy: input.cancellationPolicy ?? null,
      questions: input.questions ?? [],
      imageUrl: input.imageUrl ?? null,
      websiteUrl: input.websiteUrl ?? null,
      metadata: input.metadata ?? {},
    },
  )
  const seats: InventoryChange = differing(
    { endsAt: before.endsAt, waitlistPolicy: inventory.waitlistPolicy, ...inventory.bounds },
    {
      endsAt: new Date(input.endsAt),
      waitlistPolicy: input.waitlistPolicy ? policyOf(input.waitlistPolicy) : strictPolicy,
      ...boundsOf(input),
    },
  )
  return {
    edit,
    seats,
    capacity: input.capacity === inventory.capacity ? undefined : input.capacity,
    types: typesPlanOf(inventory.ticketTypes, ticketTypes),
    publishes: input.publish && before.status === 'draft',
  }
}

export const isEmpty = ({ edit, seats, capacity, types, publishes }: EventPlan): boolean =>
  !publishes &&
  capacity === undefined &&
  Object.keys(edit).length + Object.keys(seats).length === 0 &&
  types.added.length + types.changed.length + types.resized.length + types.removed.length === 0 &&
  types.order === undefined

/** The properties of `wanted` that are otherwise in `before`. */
function differing<Properties extends object>(before: Properties, wanted: Properties): Partial<Properties> {
  const entries = Object.entries(wanted) as [keyof Properties & string, unknown][]
  return Object.fromEntries(
    entries.filter(([name, value]) => !isDeepStrictEqual(before[name], value)),
  ) as Partial<Properties>
}

function typesPlanOf(before: readonly TicketTypeRecord[], wanted: readonly NewTicketType[]): TypesPlan {
  const matches = matchesOf(before, wanted)
  const pairs = wanted.map(type => ({ type, known: matches.get(type) }))
  const kept = pairs.flatMap(({ type, known }) => (known ? [{ type, known }] : []))
  const added = pairs.filter(({ known }) => !known).map(({ type }) => type)
  const stays = new Set(kept.map(({ known }) => known))
  const order = pairs.map(({ type, known }) => (known ?? type).id)
  const withoutDoing = [...before.filter(type => stays.has(type)), ...added].map(({ id }) => id)
  return {
    added,
    changed: kept
      .map(({ type, known }) => ({ id: known.id, edit: editOf(known, type) }))
      .filter(({ edit }) => Object.keys(edit).length > 0),
    resized: kept
      .filter(({ type, known }) => type.capacity !== known.capacity)
      .map(({ type, known }) => ({ id: known.id, from: known.capacity, to: type.capacity })),
    removed: before.filter(type => !stays.has(type)),
    order: isDeepStrictEqual(order, withoutDoing) ? undefined : order,
  }
}

/**
 * Which ticket type of an event each wanted one is: the one of its external id, otherwise one of its name that nobody
 * else is. So an external id that is new in the event is one of none of its types, whatever is written first.
 */
function matchesOf(
  before: readonly TicketTypeRecord[],
  wanted: readonly NewTicketType[],
): ReadonlyMap<NewTicketType, TicketTypeRecord> {
  const matches = new Map<NewTicketType, TicketTypeRecord>()
  const taken = new Set<TicketTypeRecord>()
  const match = (isSame: (type: NewTicketType, known: TicketTypeRecord) => boolean) => {
    for (const type of wanted) {
      const known = matches.has(type) ? undefined : before.find(each => !taken.has(each) && isSame(type, each))
      if (!known) continue
      matches.set(type, known)
      taken.add(known)
    }
  }
  match((type, known) => type.externalId !== null && type.externalId === known.externalId)
  match((type, known) => nameKeyOf(type.name) === nameKeyOf(known.name))
  return matches
}

function editOf(known: TicketTypeRecord, wanted: NewTicketType): TicketTypeEdit {
  const { name, description, translations, priceMinor, maxPerUser, salesStartAt, salesEndAt, externalId, hidden } =
    wanted
  const edit = { name, description, translations, priceMinor, maxPerUser, salesStartAt, salesEndAt, externalId, hidden }
  return differing<TicketTypeEdit>(known, edit)
}

/**
 * In which order seats are resized, each null for the event itself. What becomes less comes before what becomes more,
 * so that nobody in the waitlist is offered seats that are about to go; a type that from now on has as many as the
 * event is given them when the event has its own.
 */
export function resizesOf({ capacity, types: { resized } }: EventPlan) {
  const own = resized.filter(({ to }) => to !== null)
  const isLess = ({ from, to }: TypesPlan['resized'][number]) => from === null || to! < from
  const all = [
    ...own.filter(isLess),
    ...own.filter(each => !isLess(each)),
    ...(capacity === undefined ? [] : [{ id: null, to: capacity }]),
    ...resized.filter(({ to }) => to === null),
  ]
  return all.map(({ id, to }) => ({ ticketTypeId: id, capacity: to }))
}
