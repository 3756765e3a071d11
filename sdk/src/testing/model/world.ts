// All that the server for tests knows: its own clock, its own ids, and what has been made.
import type { OperationId } from '../../generated/operations.ts'
import type {
  Booking,
  BookingRefund,
  Buyer,
  CancellationPolicy,
  Event,
  PricedItem,
  TicketTransfer,
  User,
  Venue,
} from '../../generated/shapes.ts'
import type { components } from '../../generated/types.ts'
import type { AnyWebhookMessage } from '../../webhooks/messages.ts'
import type { Words } from './words.ts'

export interface Account {
  readonly user: User
  readonly password: string
  readonly apiKey: string
}

export interface TicketTypeState {
  readonly id: string
  readonly name: string
  readonly description: string | undefined
  readonly priceMinor: number
  readonly capacity: number | undefined
  readonly maxPerUser: number | undefined
  readonly salesStartAt: string | undefined
  readonly salesEndAt: string | undefined
  readonly externalId: string | undefined
  /** Sold to nobody without an access code, and shown to who runs the event alone. */
  readonly hidden: boolean
  /** Held or sold. */
  taken: number
  /** Free, and kept for the waitlist. */
  pooled: number
}

/** An event as it was made; its seats are counted in its ticket types. */
export interface EventState {
  readonly id: string
  readonly facts: Pick<
    Event,
    | 'title'
    | 'description'
    | 'category'
    | 'tags'
    | 'venue'
    | 'startsAt'
    | 'endsAt'
    | 'timezone'
    | 'imageUrl'
    | 'websiteUrl'
    | 'externalId'
    | 'metadata'
    | 'organizerId'
  >
  readonly currency: string
  readonly types: readonly TicketTypeState[]
  readonly createdAt: string
  readonly holdsPerBuyerMax: number
  readonly holdSeatsPerBuyerMax: number
  readonly cancellationPolicy: CancellationPolicy | undefined
  capacity: number
  status: 'draft' | 'published' | 'cancelled'
  version: number
  /** Of the seats: grows whenever some move. */
  seatsVersion: number
  /** What was left for the public when it was last told of. */
  seatsTold: number
  updatedAt: string
}

export interface Who {
  readonly userId: string
  readonly buyer?: Buyer | undefined
}

export interface HoldState {
  readonly id: string
  readonly eventId: string
  readonly who: Who
  readonly entryId: string | undefined
  items: readonly PricedItem[]
  readonly quantity: number
  totalMinor: number
  /** By which it has its price. */
  promotionId: string | undefined
  /** Seats of it that have gone back since it was sold. */
  returned: readonly PricedItem[]
  readonly currency: string
  readonly createdAt: string
  readonly words: Words
  kind: 'reservation' | 'offer'
  state: 'held' | 'confirming' | 'sold' | 'expired' | 'released' | 'returned'
  expiresAtMs: number
}

export interface BookingState {
  readonly id: string
  readonly holdId: string
  readonly who: Who
  /** The Idempotency-Key that has confirmed it, or is at it. */
  readonly key: string | undefined
  booking: Booking
  version: number
  /** Oldest first. */
  readonly refunds: RefundState[]
  /** Of its tickets, oldest first. */
  readonly transfers: { readonly ticketId: string; readonly transfer: TicketTransfer }[]
  /** Of a payment that nobody knows about: when it is found out, and what came of it. */
  unknown: { answers: number; readonly untilMs: number; readonly then: PaymentOutcome } | undefined
}

export interface RefundState extends Pick<BookingRefund, 'id' | 'status' | 'amountMinor' | 'origin' | 'createdAt'> {
  readonly reason?: string
  /** What of it is for which ticket. */
  readonly shares?: readonly { readonly id: string; readonly amountMinor: number }[]
}

/** Times are texts, as they are shown. */
export type PromotionTerms = Omit<components['schemas']['PromotionToMake'], 'kind' | 'startsAt' | 'endsAt'> & {
  readonly startsAt?: string
  readonly endsAt?: string
}

export interface PromotionState {
  readonly id: string
  readonly eventId: string
  readonly kind: 'discount' | 'access'
  readonly createdAt: string
  updatedAt: string
  terms: PromotionTerms
  /** It was deleted after it had been used. */
  isClosed: boolean
}

export type PaymentOutcome = 'confirmed' | 'declined'

export interface EntryState {
  readonly id: string
  readonly eventId: string
  readonly who: Who
  readonly ticketTypeId: string | undefined
  readonly createdAt: string
  words: Words
  quantity: number
  acceptFewer: boolean
  status: 'waiting' | 'offered' | 'converted' | 'expired' | 'declined' | 'left'
  offer: HoldState | undefined
}

/** What the next confirmations meet. */
export interface Scenes {
  declined: number
  expired: number
  unknown: { readonly answers: number; readonly then: PaymentOutcome } | undefined
}

export const holdSeconds = 300
export const offerSeconds = 600
export const tokenSeconds = 900
/** A payment that nobody knows about is found out after it. */
export const unknownSeconds = 30

const startOfTime = Date.parse('2030-06-01T18:30:00.000Z')
const digits = '0123456789abcdefghjkmnpqrstvwxyz'

export type World = ReturnType<typeof createWorld>

/** `checkMessage` throws an Error for a message that is not what the contract describes. */
export function createWorld(checkMessage: (message: AnyWebhookMessage) => void) {
  let made = 0
  return {
    nowMs: startOfTime,
    accounts: new Map<string, Account>(),
    /** By access and refresh token. */
    sessions: new Map<string, { readonly userId: string; readonly endsAtMs: number; readonly isRefresh: boolean }>(),
    events: new Map<string, EventState>(),
    venues: new Map<string, Venue>(),
    holds: new Map<string, HoldState>(),
    bookings: new Map<string, BookingState>(),
    promotions: new Map<string, PromotionState>(),
    /** In the order in which they have joined. */
    entries: new Map<string, EntryState>(),
    messages: [] as AnyWebhookMessage[],
    checkMessage,
    scenes: { declined: 0, expired: 0, unknown: undefined } as Scenes,
    /** The same ones in every run, each after those before it. */
    newId: (prefix: string) => `${prefix}_01jz3t5m8q${numbered(++made, 16)}`,
    /** What is shown at the door. */
    newCode: () => numbered(++made, 12).toUpperCase().match(/.{4}/g)!.join('-'),
  }
}

function numbered(number: number, width: number): string {
  let text = ''
  for (let rest = number; text.length < width; rest = Math.floor(rest / 32)) text = digits[rest % 32] + text
  return text
}

export const timeText = (ms: number) => new Date(ms).toISOString()

/** Whoever asks, an operation's parameters and body: checked by the contract. */
export interface Call {
  readonly caller: Account | undefined
  /** Of the path and the query. */
  readonly parameters: Readonly<Record<string, unknown>>
  readonly body: Readonly<Record<string, unknown>>
  /** The Idempotency-Key, where the operation takes one. */
  readonly key: string | undefined
  /** Of what makes or replaces: whether it may do both. */
  readonly condition: { readonly ifMatch: string | undefined; readonly onlyMake: boolean }
}

export interface Made {
  /** Where it is not the operation's first. */
  readonly status?: number
  readonly body?: unknown
  readonly etag?: string
  /** It had been done before. */
  readonly isReplayed?: boolean
  /** The answer to a repeat under the same key, where it shows how things stand by then. */
  readonly again?: () => unknown
}

export type Handler = (world: World, call: Call) => Made
export type Handlers = Partial<Record<OperationId, Handler>>

/** A page of a list: everything up to `limit`, after the cursor. */
export function pageOf<Thing extends { readonly id: string }>(
  things: readonly Thing[],
  { limit, cursor }: Readonly<Record<string, unknown>>,
) {
  const start = typeof cursor === 'string' ? things.findIndex(({ id }) => id === cursor) + 1 : 0
  const data = things.slice(start, start + Number(limit))
  const hasMore = start + data.length < things.length
  return { data, hasMore, nextCursor: hasMore ? data.at(-1)!.id : null }
}

export const buyerKeyOf = ({ userId, buyer }: Who) => `${userId} ${buyer?.reference ?? ''}`
