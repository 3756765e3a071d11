// Reserving, looking at a reservation, giving it back.
import type { PricedItem } from '../../generated/shapes.ts'
import type { components } from '../../generated/types.ts'
import { Refusal } from '../refusal.ts'
import { visibleEvent } from './events.ts'
import { pricesOf, tellOfHold } from './messages.ts'
import { checkUse, discounted, isOpenTo, promotionOfCode } from './promotions.ts'
import { availableOf, endHold, newHold, salesOf, takeSeats, typeOf } from './seats.ts'
import { wordsOf } from './words.ts'
import { buyerKeyOf, holdSeconds, timeText } from './world.ts'
import type {
  Account,
  BookingState,
  Call,
  EventState,
  Handlers,
  HoldState,
  PromotionState,
  TicketTypeState,
  Who,
  World,
} from './world.ts'

/** As the server sends it: a client may add to it. */
type Reservation = components['schemas']['Reservation']

export function presentReservation({ id, eventId, who, state, ...hold }: HoldState): Reservation {
  const status = state === 'sold' || state === 'returned' ? 'confirmed' : state
  const { items, quantity, currency, words, createdAt } = hold
  return {
    id,
    eventId,
    userId: who.userId,
    ...(who.buyer && { buyer: who.buyer }),
    status,
    items: [...items],
    quantity,
    ...pricesOf(hold),
    currency,
    ...(hold.promotionId !== undefined && { promotionId: hold.promotionId }),
    ...words,
    expiresAt: timeText(hold.expiresAtMs),
    createdAt,
  }
}

/** A reservation of the caller's own. Problems: reservation_not_found. */
export function ownHold({ holds }: World, id: unknown, caller: Account | undefined): HoldState {
  const hold = holds.get(String(id))
  if (!hold || hold.kind !== 'reservation' || hold.who.userId !== caller?.user.id)
    throw new Refusal('reservation_not_found')
  return hold
}

/** Who buys: the caller, or whom the event's organizer names. Problems: buyer_not_allowed. */
export function buyerOf(event: EventState, { caller, body }: Call): Who {
  const buyer = body['buyer'] as Who['buyer']
  if (buyer && event.facts.organizerId !== caller!.user.id) throw new Refusal('buyer_not_allowed')
  return { userId: caller!.user.id, buyer }
}

/** An event that is on sale. Problems: event_not_found. */
export function eventOnSale(world: World, id: unknown): EventState {
  const event = visibleEvent(world, id, undefined)
  if (event.status !== 'published') throw new Refusal('event_not_found')
  return event
}

/** One that is there for who has this promotion, or none. Problems: ticket_type_not_found. */
export function knownType(event: EventState, ticketTypeId: string, promotion?: PromotionState): TicketTypeState {
  const type = event.types.find(({ id }) => id === ticketTypeId)
  if (!type || !isOpenTo(promotion, type)) throw new Refusal('ticket_type_not_found', { ticketTypeId })
  return type
}

/** Problems: sales_closed. */
export function checkSales(world: World, event: EventState, type: TicketTypeState): void {
  const sales = salesOf(world, event, type)
  if (sales === 'open') return
  const salesStartAt = sales === 'upcoming' ? { salesStartAt: type.salesStartAt } : {}
  throw new Refusal('sales_closed', { ticketTypeId: type.id, ...salesStartAt })
}

/** Problems: ticket_type_required, ticket_type_not_found. */
function wantedItems(event: EventState, { body }: Call, promotion: PromotionState | undefined): PricedItem[] {
  const [only, ...others] = event.types.filter(type => isOpenTo(promotion, type))
  const items = body['items'] as { ticketTypeId: string; quantity: number }[] | undefined
  if (!items && others.length > 0) throw new Refusal('ticket_type_required')
  const wanted = items ?? [{ ticketTypeId: only!.id, quantity: Number(body['quantity']) }]
  const byType = new Map<string, number>()
  for (const { ticketTypeId, quantity } of wanted) byType.set(ticketTypeId, (byType.get(ticketTypeId) ?? 0) + quantity)
  return [...byType].map(([ticketTypeId, quantity]) => ({
    ticketTypeId,
    quantity,
    unitPriceMinor: knownType(event, ticketTypeId, promotion).priceMinor,
  }))
}

/** Seats of a type that a buyer holds or has bought. */
export function seatsOfBuyer({ holds }: World, event: EventState, who: Who, type: TicketTypeState): number {
  const own = [...holds.values()].filter(
    hold =>
      hold.eventId === event.id &&
      buyerKeyOf(hold.who) === buyerKeyOf(who) &&
      ['held', 'confirming', 'sold'].includes(hold.state),
  )
  const seatsIn = (items: readonly PricedItem[]) =>
    items.filter(({ ticketTypeId }) => ticketTypeId === type.id).reduce(sumOfQuantities, 0)
  return own.reduce((sum, { items, returned }) => sum + seatsIn(items) - seatsIn(returned), 0)
}

const sumOfQuantities = (sum: number, { quantity }: { readonly quantity: number }) => sum + quantity

/** Problems: hold_limit_reached. */
function checkHoldLimit({ holds }: World, event: EventState, who: Who, quantity: number): void {
  const held = [...holds.values()].filter(
    hold => hold.eventId === event.id && hold.state === 'held' && buyerKeyOf(hold.who) === buyerKeyOf(who),
  )
  const { holdsPerBuyerMax, holdSeatsPerBuyerMax } = event
  const heldSeats = held.reduce(sumOfQuantities, 0)
  if (held.length < holdsPerBuyerMax && heldSeats + quantity <= holdSeatsPerBuyerMax) return
  throw new Refusal('hold_limit_reached', {
    heldReservations: held.length,
    heldSeats,
    ...(held.length > 0 && { heldUntil: timeText(Math.min(...held.map(({ expiresAtMs }) => expiresAtMs))) }),
    holdsPerBuyerMax,
    holdSeatsPerBuyerMax,
  })
}

/** Sells from what there is, all or nothing. */
function reserve(world: World, call: Call): HoldState {
  const event = eventOnSale(world, call.body['eventId'])
  const who = buyerOf(event, call)
  const promotion = promotionOfCode(world, event, call.body['promotionCode'])
  const items = wantedItems(event, call, promotion)
  for (const { ticketTypeId, quantity } of items) {
    const type = typeOf(event, ticketTypeId)
    checkSales(world, event, type)
    const limit = type.maxPerUser ?? Infinity
    if (seatsOfBuyer(world, event, who, type) + quantity > limit)
      throw new Refusal('limit_exceeded', { limit, ticketTypeId })
  }
  checkHoldLimit(world, event, who, items.reduce(sumOfQuantities, 0))
  let free = Infinity
  for (const { ticketTypeId, quantity } of items) {
    const available = Math.min(free, availableOf(event, typeOf(event, ticketTypeId)))
    if (quantity > available) throw new Refusal('sold_out', { available, ticketTypeId })
    const used = event.types.reduce((sum, { taken, pooled }) => sum + taken + pooled, 0)
    free = (free === Infinity ? event.capacity - used : free) - quantity
  }
  if (promotion) checkUse(world, promotion, { who, types: items.map(item => typeOf(event, item.ticketTypeId)) })
  takeSeats(event, items)
  const hold = newHold(world, event, {
    ...{ kind: 'reservation', who, words: wordsOf(call.body), seconds: holdSeconds },
    ...{ items: promotion ? discounted(event, items, promotion) : items, promotionId: promotion?.id },
  })
  tellOfHold(world, hold, 'created')
  return hold
}

export const reservationHandlers: Handlers = {
  'bookings.reserve': (world, call) => {
    const hold = reserve(world, call)
    return { body: presentReservation(hold), again: () => presentReservation(hold) }
  },

  'bookings.getReservation': (world, { parameters, caller }) => ({
    body: presentReservation(ownHold(world, parameters['reservationId'], caller)),
  }),

  'bookings.releaseReservation': (world, { parameters, caller }) => {
    const hold = ownHold(world, parameters['reservationId'], caller)
    if (hold.state === 'expired') throw new Refusal('reservation_expired')
    if (hold.state === 'held') endHold(world, hold, 'released')
    else if (hold.state !== 'released') throw new Refusal('reservation_not_held')
    return { body: presentReservation(hold) }
  },
}

export function bookingOf({ bookings }: World, { id }: HoldState): { readonly bookingId?: string } {
  const found = [...bookings.values()].find(({ holdId, booking }) => holdId === id && booking.status !== 'failed')
  return found ? { bookingId: found.id } : {}
}

export function ownBooking({ bookings, events }: World, id: unknown, caller: Account | undefined): BookingState {
  const state = bookings.get(String(id))
  const organizerId = state && events.get(state.booking.eventId)?.facts.organizerId
  if (!state || ![state.who.userId, organizerId].includes(caller!.user.id)) throw new Refusal('booking_not_found')
  return state
}
