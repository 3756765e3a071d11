// Confirming: payments by the sandbox's tokens and by the scenes that a test has set; looking at bookings.
import type { Booking } from '../../generated/shapes.ts'
import { Refusal } from '../refusal.ts'
import { pricesOf, tellOfBooking } from './messages.ts'
import { bookingOf, ownBooking, ownHold } from './reservations.ts'
import { endHold, freeSeats } from './seats.ts'
import { fillHolders } from './tickets.ts'
import { hasWords } from './words.ts'
import { pageOf, timeText, unknownSeconds } from './world.ts'
import type { BookingState, Call, Handlers, HoldState, PaymentOutcome, World } from './world.ts'

/** What comes of a payment now. */
type Payment = PaymentOutcome | 'capture_refused' | { readonly answers: number; readonly then: PaymentOutcome }

function paymentOf({ scenes }: World, token: string | undefined): Payment {
  if (scenes.unknown) {
    const { unknown } = scenes
    scenes.unknown = undefined
    return unknown
  }
  if (scenes.declined > 0) {
    scenes.declined -= 1
    return 'declined'
  }
  if (token === 'tok_declined') return 'declined'
  if (token === 'tok_capture_refused') return 'capture_refused'
  if (token === 'tok_timeout') return { answers: Infinity, then: 'declined' }
  return 'confirmed'
}

function confirm(world: World, { body, caller, key }: Call): { state: BookingState; isReplayed?: boolean } {
  const hold = ownHold(world, body['reservationId'], caller)
  if (world.scenes.expired > 0 && hold.state === 'held') {
    world.scenes.expired -= 1
    hold.expiresAtMs = world.nowMs
    endHold(world, hold, 'expired')
  }
  if (hold.state === 'expired') throw new Refusal('reservation_expired')
  const open = [...world.bookings.values()].find(({ holdId, unknown }) => holdId === hold.id && unknown)
  if (open && open.key !== key)
    throw new Refusal('confirmation_in_progress', { retryAfterSeconds: 0, bookingId: open.id })
  if (open) return { state: settled(world, open) }
  const confirmed = [...world.bookings.values()].find(({ holdId }) => holdId === hold.id)
  if (hold.state === 'sold' && confirmed) return { state: confirmed, isReplayed: true }
  if (hold.state !== 'held') throw new Refusal('reservation_not_held', bookingOf(world, hold))
  const token = (body['payment'] as { token: string } | undefined)?.token
  if (token === undefined && hold.totalMinor > 0) throw new Refusal('payment_required')
  return { state: paid(world, hold, hold.totalMinor > 0 ? paymentOf(world, token) : 'confirmed', key) }
}

function paid(world: World, hold: HoldState, payment: Payment, key: string | undefined): BookingState {
  if (payment === 'declined') throw declined(hold)
  if (payment === 'capture_refused') {
    hold.state = 'released'
    freeSeats(world, world.events.get(hold.eventId)!, hold.items)
    throw new Refusal('capture_refused')
  }
  const state = newBooking(world, hold, key)
  if (payment === 'confirmed') return sell(world, state)
  hold.state = 'confirming'
  state.unknown = { ...payment, untilMs: world.nowMs + unknownSeconds * 1_000 }
  return settled(world, state)
}

const declined = ({ expiresAtMs }: HoldState) =>
  new Refusal('payment_declined', { reason: 'The bank has declined the payment.', expiresAt: timeText(expiresAtMs) })

/** Goes on with a payment that nobody knows about. Problems: payment_outcome_unknown, payment_declined. */
function settled(world: World, state: BookingState): BookingState {
  const unknown = state.unknown!
  if (unknown.answers > 0 && world.nowMs < unknown.untilMs) {
    unknown.answers -= 1
    throw new Refusal('payment_outcome_unknown', { retryAfterSeconds: 0, bookingId: state.id })
  }
  if (settle(world, state) === 'declined') throw declined(world.holds.get(state.holdId)!)
  return state
}

function settle(world: World, state: BookingState): PaymentOutcome {
  const { then } = state.unknown!
  state.unknown = undefined
  if (then === 'confirmed') sell(world, state)
  else {
    const hold = world.holds.get(state.holdId)!
    hold.state = 'held'
    state.booking = { ...state.booking, status: 'failed', payment: { ...state.booking.payment!, status: 'declined' } }
  }
  return then
}

/** Payments that are found out because their time has passed. */
export function settleWhatIsDue(world: World): void {
  for (const state of world.bookings.values())
    if (state.unknown && state.unknown.untilMs <= world.nowMs) settle(world, state)
}

function newBooking(world: World, hold: HoldState, key: string | undefined): BookingState {
  const { items, quantity, totalMinor, currency, who, words, eventId } = hold
  const id = world.newId('bkg')
  const booking: Booking = {
    id,
    reservationId: hold.id,
    eventId,
    test: false,
    userId: who.userId,
    ...(who.buyer && { buyer: who.buyer }),
    status: 'pending',
    items: [...items],
    quantity,
    ...pricesOf(hold),
    currency,
    ...(hold.promotionId !== undefined && { promotionId: hold.promotionId }),
    ...words,
    ...(totalMinor > 0 && { payment: { id: world.newId('pay'), provider: 'sandbox', status: 'unknown' } }),
    tickets: [],
    createdAt: timeText(world.nowMs),
  }
  const state: BookingState = {
    ...{ id, holdId: hold.id, who, key, booking, version: 1 },
    refunds: [],
    transfers: [],
    unknown: undefined,
  }
  world.bookings.set(id, state)
  return state
}

function sell(world: World, state: BookingState): BookingState {
  const hold = world.holds.get(state.holdId)!
  hold.state = 'sold'
  const { booking } = state
  state.booking = {
    ...booking,
    status: 'confirmed',
    ...(booking.payment && { payment: { ...booking.payment, status: 'captured' } }),
    tickets: hold.items.flatMap(({ ticketTypeId, quantity }) =>
      Array.from({ length: quantity }, () => ({
        id: world.newId('tic'),
        ticketTypeId,
        code: world.newCode(),
        status: 'valid' as const,
        serial: 1,
      })),
    ),
    confirmedAt: timeText(world.nowMs),
  }
  tellOfBooking(world, state, 'booking.confirmed')
  return state
}

export const bookingHandlers: Handlers = {
  'bookings.confirm': (world, call) => {
    const { body } = call
    const { state, isReplayed = false } = confirm(world, call)
    if (!isReplayed) fillHolders(state, (body['holders'] ?? []) as Parameters<typeof fillHolders>[1])
    const confirmed = state.booking
    return { body: confirmed, isReplayed, again: () => confirmed }
  },

  'bookings.get': (world, { parameters, caller }) => ({
    body: ownBooking(world, parameters['bookingId'], caller).booking,
  }),

  'bookings.list': (world, { parameters, caller }) => {
    const own = [...world.bookings.values()].filter(({ who }) => who.userId === caller!.user.id)
    const { status, reference } = parameters
    const asked = own.filter(
      ({ booking, who }) =>
        (status === undefined || booking.status === status) &&
        (reference === undefined || who.buyer?.reference === reference) &&
        hasWords(booking, parameters),
    )
    return { body: pageOf(asked.map(({ booking }) => booking).reverse(), parameters) }
  },
}
