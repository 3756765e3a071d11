// What an event may be and who may do what with it: pure decisions over plain data. No I/O, no clock, no randomness.
import type { Fault } from '../../contract/types.ts'

/** What the database knows; `ended` is added by time. */
export type StoredStatus = 'draft' | 'published' | 'cancelled'
export type EventStatus = StoredStatus | 'ended'

export interface TicketTypeInput {
  readonly name: string
  readonly priceMinor: number
  readonly currency: string
  readonly capacity?: number
  readonly maxPerUser?: number
  readonly salesStartAt?: string
  readonly salesEndAt?: string
}
export interface PolicyInput {
  readonly order: 'strict' | 'skip'
  readonly skipMax?: number
}
/** What one buyer may hold of an event at a time, and for how long a waitlist entry may claim pooled seats. */
export interface Bounds {
  readonly holdsPerBuyerMax: number
  readonly holdSeatsPerBuyerMax: number
  readonly claimSecondsMax: number
}
export interface EventInput {
  readonly startsAt: string
  readonly endsAt: string
  readonly timezone?: string
  readonly venue?: { readonly timezone: string }
  readonly capacity: number
  readonly ticketTypes?: readonly TicketTypeInput[]
  readonly priceMinor?: number
  readonly currency?: string
  readonly waitlistPolicy?: PolicyInput
}
export interface EventChangeInput {
  readonly startsAt?: string
  readonly endsAt?: string
  readonly timezone?: string
  readonly waitlistPolicy?: PolicyInput
}
export interface Times {
  readonly startsAt: Date
  readonly endsAt: Date
}

/** How often the head of a waitlist is passed over at most, where an organizer chose `skip` and said no number. */
export const skipMaxDefault = 3
/** How many ticket types an event may have. */
export const ticketTypesMax = 50
export const boundsDefault: Bounds = { holdsPerBuyerMax: 3, holdSeatsPerBuyerMax: 20, claimSecondsMax: 600 }
export const strictPolicy = { order: 'strict', skipMax: 0 } as const

/** The ticket types of an input: those listed, or one of the single price, which is free in EUR unless said. */
export function ticketTypesOf({
  ticketTypes,
  priceMinor = 0,
  currency = 'EUR',
}: EventInput): readonly TicketTypeInput[] {
  return ticketTypes ?? [{ name: 'General Admission', priceMinor, currency }]
}

export const policyOf = ({ order, skipMax = skipMaxDefault }: PolicyInput) => ({
  order,
  skipMax: order === 'skip' ? skipMax : 0,
})

/** The bounds of an input. */
export function boundsOf({
  holdsPerBuyerMax = boundsDefault.holdsPerBuyerMax,
  holdSeatsPerBuyerMax = boundsDefault.holdSeatsPerBuyerMax,
  claimSecondsMax = boundsDefault.claimSecondsMax,
}: Partial<Bounds>): Bounds {
  return { holdsPerBuyerMax, holdSeatsPerBuyerMax, claimSecondsMax }
}

/** What is wrong with an event to be made, beyond what the contract's schema can say. */
export function faultsOfEvent(input: EventInput): Fault[] {
  const { startsAt, endsAt, timezone, venue, capacity, ticketTypes = [], waitlistPolicy } = input
  return [
    ...faultsOfTime('/startsAt', startsAt),
    ...faultsOfTime('/endsAt', endsAt),
    ...faultsOfOrder('/endsAt', startsAt, endsAt),
    ...faultsOfTimezone('/timezone', timezone),
    ...faultsOfTimezone('/venue/timezone', venue?.timezone),
    ...faultsOfPolicy(waitlistPolicy),
    ...ticketTypes.flatMap((type, index) => faultsOfTicketType(`/ticketTypes/${index}`, type, capacity)),
  ]
}

/** What is wrong with changes to an event, in the light of what it is now. */
export function faultsOfChanges(
  changes: EventChangeInput,
  before: Times & { readonly status: EventStatus },
  now: Date,
): Fault[] {
  const malformed = [
    ...faultsOfTime('/startsAt', changes.startsAt),
    ...faultsOfTime('/endsAt', changes.endsAt),
    ...faultsOfTimezone('/timezone', changes.timezone),
    ...faultsOfPolicy(changes.waitlistPolicy),
  ]
  if (malformed.length > 0) return malformed
  const { startsAt, endsAt } = timesAfter(changes, before)
  if (endsAt <= startsAt)
    return [
      fault(
        changes.endsAt === undefined ? '/startsAt' : '/endsAt',
        'order',
        changes.endsAt === undefined ? 'must be before endsAt' : 'must be after startsAt',
      ),
    ]
  if (before.status === 'published' && endsAt <= now)
    return [fault('/endsAt', 'future', 'of a published event must be in the future')]
  return []
}

/** Whether changes would let a published event have begun that has not: its buyers may cancel until it does. */
export function movesStartIntoPast(
  changes: EventChangeInput,
  before: Times & { readonly status: EventStatus },
  now: Date,
) {
  return before.status === 'published' && before.startsAt > now && timesAfter(changes, before).startsAt <= now
}

export const timesAfter = (changes: EventChangeInput, before: Times): Times => ({
  startsAt: changes.startsAt === undefined ? before.startsAt : new Date(changes.startsAt),
  endsAt: changes.endsAt === undefined ? before.endsAt : new Date(changes.endsAt),
})

/** What is wrong with a ticket type to be made, in an event of this capacity. */
export function faultsOfTicketType(
  at: string,
  { capacity, salesStartAt, salesEndAt }: Pick<TicketTypeInput, 'capacity' | 'salesStartAt' | 'salesEndAt'>,
  eventCapacity: number,
): Fault[] {
  return [
    ...faultsOfTime(`${at}/salesStartAt`, salesStartAt),
    ...faultsOfTime(`${at}/salesEndAt`, salesEndAt),
    ...faultsOfOrder(`${at}/salesEndAt`, salesStartAt, salesEndAt),
    ...(capacity !== undefined && capacity > eventCapacity
      ? [fault(`${at}/capacity`, 'maximum', `must be at most the event's capacity, ${eventCapacity}`)]
      : []),
  ]
}

export interface TicketTypeChangeInput {
  readonly capacity?: number | null
  readonly salesStartAt?: string | null
  readonly salesEndAt?: string | null
}

/** What is wrong with changes to a ticket type, in the light of what it is now. */
export function faultsOfTicketTypeChanges(
  changes: TicketTypeChangeInput,
  before: { readonly salesStartAt: Date | null; readonly salesEndAt: Date | null },
  eventCapacity: number,
): Fault[] {
  const { capacity } = changes
  const [salesStartAt, salesEndAt] = [changes.salesStartAt ?? undefined, changes.salesEndAt ?? undefined]
  const malformed = faultsOfTicketType(
    '',
    { ...(typeof capacity === 'number' && { capacity }), salesStartAt, salesEndAt },
    eventCapacity,
  )
  if (malformed.length > 0) return malformed
  const start = changes.salesStartAt === undefined ? before.salesStartAt?.toISOString() : salesStartAt
  const end = changes.salesEndAt === undefined ? before.salesEndAt?.toISOString() : salesEndAt
  return faultsOfOrder(changes.salesEndAt === undefined ? '/salesStartAt' : '/salesEndAt', start, end)
}

/** RFC 3339 knows times that no calendar of ours does: a leap second, an offset without minutes. */
export function faultsOfTime(pointer: string, time: string | undefined): Fault[] {
  return time !== undefined && Number.isNaN(Date.parse(time))
    ? [fault(pointer, 'format', 'must be a date and time that exists, such as 2030-06-01T18:30:00Z')]
    : []
}

function faultsOfOrder(pointer: string, from: string | undefined, to: string | undefined): Fault[] {
  return from !== undefined && to !== undefined && Date.parse(to) <= Date.parse(from)
    ? [fault(pointer, 'order', orderWords(pointer))]
    : []
}

/** `/salesEndAt` must be after salesStartAt, and the other way around. */
function orderWords(pointer: string): string {
  const name = pointer.split('/').at(-1)!
  const isEnd = /end/i.test(name)
  const other = isEnd
    ? name.replace('end', 'start').replace('End', 'Start')
    : name.replace('start', 'end').replace('Start', 'End')
  return `must be ${isEnd ? 'after' : 'before'} ${other}`
}

export function faultsOfTimezone(pointer: string, timezone: string | undefined): Fault[] {
  return timezone === undefined || isTimezone(timezone)
    ? []
    : [fault(pointer, 'timezone', 'must be an IANA time zone such as Europe/Berlin')]
}

function faultsOfPolicy(policy: PolicyInput | undefined): Fault[] {
  return policy?.order === 'strict' && policy.skipMax !== undefined
    ? [fault('/waitlistPolicy/skipMax', 'not', 'is only allowed with order skip: leave it out')]
    : []
}

const fault = (pointer: string, keyword: string, message: string): Fault => ({ pointer, keyword, message })

function isTimezone(name: string) {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false // the only way in which Intl says that it doesn't know a zone
  }
}

export const shareCurrency = (types: readonly TicketTypeInput[]) =>
  new Set(types.map(({ currency }) => currency)).size === 1

/** On sale only goes what has not begun. */
export const isPublishable = ({ startsAt, endsAt }: Times, now: Date) => startsAt > now && endsAt > now

export const statusAt = ({ status, endsAt }: { status: StoredStatus; endsAt: Date }, now: Date): EventStatus =>
  status === 'published' && endsAt <= now ? 'ended' : status

export const isEditable = (status: EventStatus) => status === 'draft' || status === 'published'

/** Who runs a thing: its organizer, and every admin. */
export const runs = (
  caller: { readonly userId: string; readonly role: string } | undefined,
  { organizerId }: { readonly organizerId: string },
) => caller !== undefined && (caller.role === 'admin' || caller.userId === organizerId)

export const maySee = (
  caller: { readonly userId: string; readonly role: string } | undefined,
  event: { readonly organizerId: string; readonly status: EventStatus },
) => event.status !== 'draft' || runs(caller, event)

/**
 * Whether an If-Match names this version. An event's ETag goes on after a dot with its inventory's version: sales don't
 * stand in an edit's way.
 */
export const matchesVersion = (ifMatch: string, version: number) =>
  ifMatch === '*' || ifMatch.split('.')[0] === String(version)
