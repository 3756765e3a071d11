// What an event may be and who may do what with it: pure decisions over plain data. No I/O, no clock, no randomness.
import type { Fault, IfMatch } from '../../contract/types.ts'
import type { TicketTypeTranslations } from '../inventory/port.ts'
import { faultsOfQuestions, type Question } from './rules/questions.ts'
import { faultsOfTexts, faultsOfTypeTexts, type Texts } from './rules/texts.ts'

/** What the database knows; `ended` is added by time. */
export type StoredStatus = 'draft' | 'published' | 'cancelled'
export type EventStatus = StoredStatus | 'ended'

export interface TicketTypeInput {
  readonly name: string
  readonly description?: string
  readonly translations?: TicketTypeTranslations
  readonly priceMinor: number
  readonly currency: string
  readonly capacity?: number
  readonly maxPerUser?: number
  readonly salesStartAt?: string
  readonly salesEndAt?: string
  readonly externalId?: string
  readonly hidden?: boolean
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
/** How many seats a test event has at most. */
export const testCapacityMax = 1_000

export interface EventInput extends Texts {
  readonly startsAt: string
  readonly endsAt: string
  readonly capacity: number
  readonly ticketTypes?: readonly TicketTypeInput[]
  readonly priceMinor?: number
  readonly currency?: string
  readonly waitlistPolicy?: PolicyInput
  readonly questions?: readonly Question[]
  readonly test?: boolean
  readonly imageUrl?: string
  readonly websiteUrl?: string
}
export interface EventChangeInput extends Texts {
  readonly imageUrl?: string | null
  readonly websiteUrl?: string | null
  readonly startsAt?: string
  readonly endsAt?: string
  readonly capacity?: number
  readonly waitlistPolicy?: PolicyInput
  readonly questions?: readonly Question[]
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
  const { startsAt, endsAt, capacity, ticketTypes = [], language, waitlistPolicy, questions, test = false } = input
  const isAllHidden = ticketTypes.length > 0 && ticketTypes.every(({ hidden }) => hidden)
  return [
    ...(isAllHidden ? [fault('/ticketTypes', 'contains', 'must have one that is not hidden')] : []),
    ...faultsOfTime('/startsAt', startsAt),
    ...faultsOfTime('/endsAt', endsAt),
    ...faultsOfOrder('/endsAt', startsAt, endsAt),
    ...faultsOfTestCapacity({ test, capacity }),
    ...faultsOfTexts(input),
    ...faultsOfPolicy(waitlistPolicy),
    ...faultsOfQuestions(questions),
    ...faultsOfLinks(input),
    ...ticketTypes.flatMap((type, index) =>
      faultsOfTicketType(`/ticketTypes/${index}`, type, { capacity, endsAt: new Date(endsAt), language }),
    ),
  ]
}

/** The contract has looked at their letters: what is left are hosts and ports that there can't be. */
function faultsOfLinks({ imageUrl, websiteUrl }: Pick<EventChangeInput, 'imageUrl' | 'websiteUrl'>): Fault[] {
  return Object.entries({ imageUrl, websiteUrl }).flatMap(([name, url]) =>
    typeof url === 'string' && !URL.canParse(url)
      ? [fault(`/${name}`, 'url', 'must be a whole URL, with a host and a port that there can be')]
      : [],
  )
}

/** What is wrong with changes to an event, in the light of what it is now. */
export function faultsOfChanges(
  changes: EventChangeInput,
  before: Times & {
    readonly status: EventStatus
    readonly test: boolean
    readonly language: string | null
    readonly ticketTypes: readonly NamedSales[]
  },
  now: Date,
): Fault[] {
  const malformed = [
    ...faultsOfTime('/startsAt', changes.startsAt),
    ...faultsOfTime('/endsAt', changes.endsAt),
    ...faultsOfTestCapacity({ test: before.test, capacity: changes.capacity }),
    ...faultsOfTexts({ language: before.language, ...changes }),
    ...faultsOfPolicy(changes.waitlistPolicy),
    ...faultsOfQuestions(changes.questions),
    ...faultsOfLinks(changes),
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
  return changes.endsAt === undefined || endsAt >= before.endsAt
    ? []
    : before.ticketTypes.filter(type => hasSalesBeyond(type, endsAt)).map(faultOfEarlierEnd)
}

interface NamedSales {
  readonly name: string
  readonly salesStartAt: Date | null
  readonly salesEndAt: Date | null
}

/**
 * Sales times are instants that the organizer has given: they don't move with the event. A type without them sells
 * until the event ends, whenever that is. So an event that is moved on leaves its sales as they are, and one that would
 * end before them is refused.
 */
export const hasSalesBeyond = (
  { salesStartAt, salesEndAt }: Pick<NamedSales, 'salesStartAt' | 'salesEndAt'>,
  endsAt: Date,
) => (salesStartAt !== null && salesStartAt >= endsAt) || (salesEndAt !== null && salesEndAt > endsAt)

function faultOfEarlierEnd({ name, salesStartAt, salesEndAt }: NamedSales): Fault {
  const [what, time] = salesEndAt ? ['end', salesEndAt] : ['begin', salesStartAt!]
  return fault(
    '/endsAt',
    'sales',
    `must not be before the sales of the ticket type “${name}” ${what}, ${time.toISOString()}: change its sales first`,
  )
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

export interface CopyInput {
  readonly startsAt?: string
  readonly endsAt?: string
}
interface Copied extends Times {
  readonly ticketTypes: readonly { readonly salesStartAt: Date | null; readonly salesEndAt: Date | null }[]
}

/** When a copy begins and ends, and by how long its sales windows move: by as long as its start, in milliseconds. */
export function timesOfCopy({ startsAt: start, endsAt: end }: CopyInput, original: Times) {
  const startsAt = start === undefined ? original.startsAt : new Date(start)
  const movedMs = startsAt.getTime() - original.startsAt.getTime()
  const endsAt = end === undefined ? moved(original.endsAt, movedMs) : new Date(end)
  return { startsAt, endsAt, movedMs }
}

export const earlierOf = (one: Date, other: Date) => (one <= other ? one : other)
export const moved = (time: Date, byMs: number) => new Date(time.getTime() + byMs)

/** What is wrong with the times of a copy. */
export function faultsOfCopy(input: CopyInput, original: Copied): Fault[] {
  const malformed = [...faultsOfTime('/startsAt', input.startsAt), ...faultsOfTime('/endsAt', input.endsAt)]
  if (malformed.length > 0) return malformed
  const { startsAt, endsAt, movedMs } = timesOfCopy(input, original)
  const sales = original.ticketTypes.flatMap(({ salesStartAt, salesEndAt }) => [salesStartAt, salesEndAt])
  const times = [endsAt, ...sales.flatMap(time => (time === null ? [] : [moved(time, movedMs)]))]
  const at = input.startsAt === undefined ? '/endsAt' : '/startsAt'
  if (times.some(time => !isWritable(time)))
    return [fault(at, 'range', 'must leave the end and all sales times of the copy in the years 1 to 9999')]
  return endsAt <= startsAt
    ? [fault(input.endsAt === undefined ? '/startsAt' : '/endsAt', 'order', "must be after the copy's start")]
    : []
}

/** RFC 3339 has four digits for a year. */
const isWritable = (time: Date) => {
  const year = time.getUTCFullYear()
  return year >= 1 && year <= 9_999
}

/** The event of a ticket type, as far as it bounds it. */
interface EventOfType {
  readonly capacity: number
  readonly endsAt: Date
  /** That it is written in, and its ticket types are. */
  readonly language?: string | null
}

type SalesInput = Pick<TicketTypeInput, 'capacity' | 'salesStartAt' | 'salesEndAt' | 'translations'>

/** What is wrong with a ticket type to be made, in this event. */
export function faultsOfTicketType(
  at: string,
  { capacity, salesStartAt, salesEndAt, translations }: SalesInput,
  event: EventOfType,
): Fault[] {
  return [
    ...faultsOfTime(`${at}/salesStartAt`, salesStartAt),
    ...faultsOfTime(`${at}/salesEndAt`, salesEndAt),
    ...faultsOfOrder(`${at}/salesEndAt`, salesStartAt, salesEndAt),
    ...(salesStartAt !== undefined && Date.parse(salesStartAt) >= event.endsAt.getTime()
      ? [fault(`${at}/salesStartAt`, 'event', 'must be before the event ends')]
      : []),
    ...(salesEndAt !== undefined && Date.parse(salesEndAt) > event.endsAt.getTime()
      ? [fault(`${at}/salesEndAt`, 'event', 'must not be after the event ends: leave it out to sell until then')]
      : []),
    ...(capacity !== undefined && capacity > event.capacity
      ? [fault(`${at}/capacity`, 'maximum', `must be at most the event's capacity, ${event.capacity}`)]
      : []),
    ...faultsOfTypeTexts(at, translations, event.language),
  ]
}

export interface TicketTypeChangeInput {
  readonly translations?: TicketTypeTranslations | null
  readonly capacity?: number | null
  readonly salesStartAt?: string | null
  readonly salesEndAt?: string | null
}

/** What is wrong with changes to a ticket type, in the light of what it is now. */
export function faultsOfTicketTypeChanges(
  changes: TicketTypeChangeInput,
  before: { readonly salesStartAt: Date | null; readonly salesEndAt: Date | null },
  event: EventOfType,
): Fault[] {
  const { capacity, translations } = changes
  const [salesStartAt, salesEndAt] = [changes.salesStartAt ?? undefined, changes.salesEndAt ?? undefined]
  const malformed = faultsOfTicketType(
    '',
    {
      ...(typeof capacity === 'number' && { capacity }),
      ...(translations && { translations }),
      salesStartAt,
      salesEndAt,
    },
    event,
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

function faultsOfTestCapacity({ test, capacity }: { test: boolean; capacity: number | undefined }): Fault[] {
  return test && capacity !== undefined && capacity > testCapacityMax
    ? [fault('/capacity', 'maximum', `of a test event must be at most ${testCapacityMax}`)]
    : []
}

function faultsOfPolicy(policy: PolicyInput | undefined): Fault[] {
  return policy?.order === 'strict' && policy.skipMax !== undefined
    ? [fault('/waitlistPolicy/skipMax', 'not', 'is only allowed with order skip: leave it out')]
    : []
}

const fault = (pointer: string, keyword: string, message: string): Fault => ({ pointer, keyword, message })

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

/** Drafts and test events are for who runs them: to all others they aren't there. */
export const maySee = (
  caller: { readonly userId: string; readonly role: string } | undefined,
  event: { readonly organizerId: string; readonly status: EventStatus; readonly test: boolean },
) => (event.status !== 'draft' && !event.test) || runs(caller, event)

/**
 * Whether an If-Match names this version, among others or alone. An event's ETag goes on after a dot with its
 * inventory's version: sales don't stand in an edit's way.
 */
export const matchesVersion = (ifMatch: IfMatch, version: number) =>
  ifMatch === '*' || ifMatch.some(one => one.split('.')[0] === String(version))
