// How seats move: taken, given back, and from the pool of a waitlist to who is next, who waits for one type or for any.
import type { PricedItem } from '../../generated/shapes.ts'
import { tellOfEntry, tellOfHold } from './messages.ts'
import { offerSeconds, timeText } from './world.ts'
import type { EntryState, EventState, HoldState, TicketTypeState, World } from './world.ts'
import type { Words } from './words.ts'

export type SalesWindow = 'upcoming' | 'open' | 'ended'

export function salesOf({ nowMs }: World, { facts, status }: EventState, type: TicketTypeState): SalesWindow {
  const endsAt = type.salesEndAt ?? facts.endsAt
  if (status === 'cancelled' || nowMs >= Date.parse(endsAt) || nowMs >= Date.parse(facts.endsAt)) return 'ended'
  return type.salesStartAt !== undefined && nowMs < Date.parse(type.salesStartAt) ? 'upcoming' : 'open'
}

/** Seats that the public may have: the event's and the type's capacity both bind. */
export function availableOf(event: EventState, type: TicketTypeState): number {
  const used = event.types.reduce((sum, { taken, pooled }) => sum + taken + pooled, 0)
  return Math.max(0, Math.min(event.capacity - used, (type.capacity ?? Infinity) - type.taken - type.pooled))
}

const waitingFor = ({ entries }: World, event: EventState): EntryState[] =>
  [...entries.values()].filter(({ eventId, status }) => eventId === event.id && status === 'waiting')

export const hasWaiting = (world: World, event: EventState) => waitingFor(world, event).length > 0

export const typeOf = (event: EventState, id: string) => event.types.find(type => type.id === id)!

export function takeSeats(event: EventState, items: readonly PricedItem[]): void {
  for (const { ticketTypeId, quantity } of items) typeOf(event, ticketTypeId).taken += quantity
  event.seatsVersion += 1
}

/** Seats that nobody holds any more go to who waits for them, else on sale. */
export function freeSeats(world: World, event: EventState, items: readonly PricedItem[]): void {
  const waiting = waitingFor(world, event)
  for (const { ticketTypeId, quantity } of items) {
    const type = typeOf(event, ticketTypeId)
    type.taken -= quantity
    if (waiting.some(entry => takes(entry, type))) type.pooled += quantity
  }
  event.seatsVersion += 1
  serveWaitlist(world, event)
}

/** Nobody waits for what is hidden. */
const takes = ({ ticketTypeId }: EntryState, type: TicketTypeState) =>
  !type.hidden && (ticketTypeId === undefined || ticketTypeId === type.id)

/** First come, first served; who doesn't fit yet keeps what there is for themself. */
export function serveWaitlist(world: World, event: EventState): void {
  const claimed = new Map<string, number>()
  for (const entry of waitingFor(world, event)) {
    const pools = event.types
      .filter(type => takes(entry, type))
      .map(type => ({ type, seats: Math.max(0, type.pooled - (claimed.get(type.id) ?? 0)) }))
    const seats = Math.min(
      entry.quantity,
      pools.reduce((sum, pool) => sum + pool.seats, 0),
    )
    if (seats === entry.quantity || (entry.acceptFewer && seats > 0)) makeOffer(world, event, entry, pools, seats)
    else for (const pool of pools) claimed.set(pool.type.id, (claimed.get(pool.type.id) ?? 0) + pool.seats)
  }
  const waiting = waitingFor(world, event)
  for (const type of event.types) if (!waiting.some(entry => takes(entry, type))) type.pooled = 0
}

interface Pool {
  readonly type: TicketTypeState
  readonly seats: number
}

function makeOffer(world: World, event: EventState, entry: EntryState, pools: readonly Pool[], quantity: number): void {
  const items: PricedItem[] = []
  let left = quantity
  for (const { type, seats } of pools) {
    const some = Math.min(left, seats)
    if (some === 0) continue
    items.push({ ticketTypeId: type.id, quantity: some, unitPriceMinor: type.priceMinor })
    type.pooled -= some
    left -= some
  }
  takeSeats(event, items)
  entry.status = 'offered'
  entry.offer = newHold(world, event, { kind: 'offer', entry, who: entry.who, items, seconds: offerSeconds })
  tellOfEntry(world, entry, 'waitlist.offered')
}

/** What items cost together, less what a promotion takes off. */
export const totalOf = (items: readonly PricedItem[]) =>
  items.reduce(
    (sum, { quantity, unitPriceMinor, unitDiscountMinor = 0 }) => sum + quantity * (unitPriceMinor - unitDiscountMinor),
    0,
  )

export function newHold(
  world: World,
  event: EventState,
  given: Pick<HoldState, 'kind' | 'who' | 'items'> & {
    readonly entry?: EntryState
    readonly words?: Words
    readonly promotionId?: string | undefined
    readonly seconds: number
  },
): HoldState {
  const { kind, who, items, entry, words = {}, promotionId, seconds } = given
  const hold: HoldState = {
    id: world.newId('rsv'),
    eventId: event.id,
    who,
    entryId: entry?.id,
    items,
    quantity: items.reduce((sum, { quantity }) => sum + quantity, 0),
    totalMinor: totalOf(items),
    promotionId,
    returned: [],
    currency: event.currency,
    createdAt: timeText(world.nowMs),
    words,
    kind,
    state: 'held',
    expiresAtMs: world.nowMs + seconds * 1_000,
  }
  world.holds.set(hold.id, hold)
  return hold
}

export function endHold(world: World, hold: HoldState, state: 'expired' | 'released'): void {
  hold.state = state
  freeSeats(world, world.events.get(hold.eventId)!, hold.items)
  if (hold.kind === 'reservation') tellOfHold(world, hold, state)
}

/** What ends by the clock: reservations, offers and what waits for an event that is over. */
export function endWhatIsOver(world: World): void {
  const due = [...world.holds.values()].filter(
    ({ state, expiresAtMs }) => state === 'held' && expiresAtMs <= world.nowMs,
  )
  for (const hold of due) {
    const entry = hold.kind === 'offer' ? world.entries.get(hold.entryId!) : undefined
    if (entry) endEntry(world, entry, 'expired')
    endHold(world, hold, 'expired')
  }
  for (const event of world.events.values())
    if (event.types.every(type => salesOf(world, event, type) === 'ended'))
      for (const entry of waitingFor(world, event)) endEntry(world, entry, 'expired')
}

export function endEntry(world: World, entry: EntryState, status: 'expired' | 'declined' | 'left' | 'converted'): void {
  entry.status = status
  tellOfEntry(world, entry, `waitlist.${status}`)
}
