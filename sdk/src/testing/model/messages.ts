// What is told of what happened: each message with what the contract describes for its type, made as the real ones are.
import type { Ticket } from '../../generated/shapes.ts'
import type { components } from '../../generated/types.ts'
import type { AnyWebhookMessage, WebhookMessageOf } from '../../webhooks/messages.ts'
import { timeText } from './world.ts'
import type { BookingState, EntryState, EventState, HoldState, World } from './world.ts'

type Type = AnyWebhookMessage['type']
type Schemas = components['schemas']

/** Keeps a message for those who listen. Throws an Error where it is not what the contract describes. */
function tell<Told extends Type>(
  world: World,
  type: Told,
  resource: WebhookMessageOf<Told>['resource'],
  data: WebhookMessageOf<Told>['data'],
): void {
  const occurredAt = timeText(world.nowMs)
  const message = { id: world.newId('msg'), type, occurredAt, test: false, resource, data } as AnyWebhookMessage
  world.checkMessage(message)
  world.messages.push(structuredClone(message))
}

/** `changed`: the names of its properties that an `event.updated` is about. */
export function tellOfEvent(world: World, event: EventState, changed?: readonly string[]): void {
  const { id, status, capacity, currency, version } = event
  const { startsAt, endsAt, timezone } = event.facts
  const ticketTypes = event.types.map(({ id, priceMinor, capacity }) => ({
    id,
    priceMinor,
    ...(capacity !== undefined && { capacity }),
  }))
  const data = { id, status, startsAt, endsAt, timezone, capacity, currency, ticketTypes }
  const resource = { type: 'event', id, version } as const
  if (changed) tell(world, 'event.updated', resource, { ...data, changed: [...changed] })
  else tell(world, 'event.published', resource, data)
}

type BookingMessage = `booking.${'confirmed' | 'cancelled' | 'tickets_cancelled' | 'refunded'}`

/** Nothing of its buyer, its tickets and its payment. */
export function tellOfBooking(
  world: World,
  { id, version, booking }: BookingState,
  type: BookingMessage,
  more: { readonly ticketIds?: readonly string[] } = {},
): void {
  const { reservationId, eventId, userId, status, items, quantity, subtotalMinor, discountMinor } = booking
  const { totalMinor, currency, createdAt, externalId, refund, refundedMinor, promotionId } = booking
  const { confirmedAt, cancelledAt } = booking
  const data = {
    ...{ id, reservationId, eventId, userId, status, items, quantity },
    ...{ subtotalMinor, discountMinor, totalMinor, currency },
    ...(externalId !== undefined && { externalId }),
    ...(promotionId !== undefined && { promotionId }),
    ...(refund && { refund, refundedMinor }),
    createdAt,
    ...(confirmedAt !== undefined && { confirmedAt }),
    ...(cancelledAt !== undefined && { cancelledAt }),
    ...more,
  }
  tell(world, type, { type: 'booking', id, version }, data as WebhookMessageOf<BookingMessage>['data'])
}

/** Nothing of who comes with it, and no code. */
export function tellOfTicket(world: World, state: BookingState, ticket: Ticket, transferredAt: string): void {
  const { id: bookingId, eventId, userId } = state.booking
  const { id, ticketTypeId, serial = 1 } = ticket
  const data = { id, bookingId, eventId, userId, ticketTypeId, serial, transferredAt }
  tell(world, 'ticket.transferred', { type: 'ticket', id, version: serial }, data)
}

/** What its items cost, what a promotion takes off, and what is to be paid. */
export function pricesOf({ items, totalMinor }: Pick<HoldState, 'items' | 'totalMinor'>) {
  const subtotalMinor = items.reduce((sum, { quantity, unitPriceMinor }) => sum + quantity * unitPriceMinor, 0)
  return { subtotalMinor, discountMinor: subtotalMinor - totalMinor, totalMinor }
}

const statusOfHold = { created: 'held', expired: 'expired', released: 'released' } as const

export function tellOfHold(world: World, hold: HoldState, what: keyof typeof statusOfHold): void {
  const { id, eventId, who, items, quantity, promotionId, currency, entryId, words, expiresAtMs, createdAt } = hold
  const { externalId } = words
  const data = {
    ...{ id, eventId, userId: who.userId, status: statusOfHold[what] },
    ...{ items: [...items], quantity, currency },
    ...pricesOf(hold),
    ...(promotionId !== undefined && { promotionId }),
    ...(externalId !== undefined && { externalId }),
    ...(entryId !== undefined && { waitlistEntryId: entryId }),
    ...(what === 'created' && { expiresAt: timeText(expiresAtMs) }),
    createdAt,
  }
  tell(world, `reservation.${what}`, { type: 'reservation', id, version: seatsVersionOf(world, eventId) }, data)
}

type EntryMessage = `waitlist.${'joined' | 'changed' | 'offered' | 'expired' | 'converted' | 'declined' | 'left'}`

export function tellOfEntry(world: World, entry: EntryState, type: EntryMessage): void {
  const { id, eventId, who, ticketTypeId, quantity, acceptFewer, status, offer, createdAt } = entry
  const data: Schemas['WaitlistMessageData'] = {
    ...{ id, eventId, userId: who.userId },
    ...(ticketTypeId !== undefined && { ticketTypeId }),
    ...{ quantity, acceptFewer, status },
    ...(status === 'expired' && { expiredReason: expiredReasonOf(entry) }),
    ...(status === 'offered' && offer && { offer: offerOf(offer) }),
    ...(status === 'converted' && offer && { reservationId: offer.id }),
    createdAt,
  }
  tell(world, type, { type: 'waitlist_entry', id, version: seatsVersionOf(world, eventId) }, data)
}

/** Why an entry has expired. */
export const expiredReasonOf = ({ offer }: EntryState) => (offer ? 'offer_expired' : 'event_ended')

const offerOf = ({ items, quantity, totalMinor, currency, expiresAtMs }: HoldState): Schemas['MessageOffer'] => ({
  ...{ items: [...items], quantity, totalMinor, currency },
  expiresAt: timeText(expiresAtMs),
})

/** That an event has sold out, or has seats again, since this was last asked. */
export function tellOfSeats(world: World): void {
  for (const event of world.events.values()) {
    const availableSeats = seatsLeft(event)
    const was = event.seatsTold
    event.seatsTold = availableSeats
    const isOver = event.status === 'cancelled' || world.nowMs >= Date.parse(event.facts.endsAt)
    const what =
      was > 0 && availableSeats === 0 ? 'sold_out' : was === 0 && availableSeats > 0 ? 'available' : undefined
    if (what === undefined || (what === 'available' && isOver)) continue
    const { id, seatsVersion: version } = event
    tell(world, `inventory.${what}`, { type: 'inventory', id, version }, { eventId: id, availableSeats })
  }
}

/** For the public, whatever its sales windows say: fewer of the event's seats and those of all its types together. */
export function seatsLeft({ capacity, types }: EventState): number {
  const used = types.reduce((sum, { taken, pooled }) => sum + taken + pooled, 0)
  const ofTypes = types.reduce((sum, type) => sum + (type.capacity ?? Infinity), 0)
  return Math.max(0, Math.min(capacity, ofTypes) - used)
}

const seatsVersionOf = ({ events }: World, eventId: string) => events.get(eventId)!.seatsVersion
