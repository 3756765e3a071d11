// What the shop does with Evently: set seats aside, take the money, give seats back, and believe signed messages.
import { ConnectionError, isProblem } from '@evently/sdk'
import type { Booking, Evently, Reservation, AnyWebhookMessage } from '@evently/sdk'
import type { Order, Orders } from './orders.ts'

/** A refusal that a customer can do something about. `code` is the shop's own word for it. */
export class ShopError extends Error {
  readonly status: number
  readonly code: string
  readonly extra: Readonly<Record<string, unknown>>

  constructor(status: number, code: string, message: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.extra = extra
  }
}

export type Selling = ReturnType<typeof createSelling>

export interface SellingOptions {
  readonly evently: Evently
  readonly orders: Orders
  readonly eventId: string
}

export function createSelling({ evently, orders, eventId }: SellingOptions) {
  /** Sets seats aside for five minutes. Throws ShopError. */
  async function reserve(email: string, quantity: number): Promise<Order> {
    const id = orders.newId()
    const buyer = { reference: orders.customerOf(email), email }
    try {
      const reservation = await evently.bookings.reserve({ eventId, quantity, buyer }, { idempotencyKey: id })
      return orders.add(orderOf(id, email, reservation))
    } catch (error) {
      throw reserveError(error)
    }
  }

  /**
   * Takes the money. The key stays the same while nobody knows what came of an attempt, so that nobody pays twice; a
   * declined card is an answer, and the next card gets the next key. Throws ShopError.
   */
  async function pay(order: Order, token: string): Promise<Order> {
    if (order.status === 'paid') return order
    if (order.status !== 'reserved' && order.status !== 'unknown')
      throw new ShopError(409, order.status, 'This order can no longer be paid.')
    const idempotencyKey = `${order.id}-pay-${order.declined + 1}`
    try {
      const body = { reservationId: order.reservationId, payment: { token } }
      // Once: the customer is waiting, and whoever presses the button again asks under the same key.
      return paid(order, await evently.bookings.confirm(body, { idempotencyKey, retriesMax: 0 }))
    } catch (error) {
      if (isProblem(error, 'payment_outcome_unknown', 'confirmation_in_progress')) {
        order.status = 'unknown'
        if (error.problem.bookingId !== undefined) order.bookingId = error.problem.bookingId
        return order
      }
      if (!(error instanceof ConnectionError)) throw payError(order, error)
      order.status = 'unknown' // it may have been done: a message will say
      return order
    }
  }

  /** Gives the seats back. */
  async function release(order: Order): Promise<Order> {
    if (order.status !== 'reserved') return order
    await evently.bookings.reservations.release(order.reservationId)
    order.status = 'released'
    return order
  }

  /** A message says that something happened; how it stands now is read from Evently. */
  async function hear(message: AnyWebhookMessage): Promise<void> {
    if (!orders.isNewMessage(message.id)) return
    switch (message.type) {
      case 'booking.confirmed':
      case 'booking.cancelled':
        return settle(await evently.bookings.get(message.resource.id))
      case 'reservation.expired': {
        const order = orders.ofReservation(message.resource.id)
        if (order?.status === 'reserved') order.status = 'expired'
        return
      }
      default:
    }
  }

  function settle(booking: Booking): void {
    const order = orders.ofReservation(booking.reservationId) ?? orders.ofBooking(booking.id)
    if (!order) return
    if (booking.status === 'confirmed') paid(order, booking)
    if (booking.status === 'cancelled') order.status = 'cancelled'
  }

  return { reserve, pay, release, hear }
}

const orderOf = (id: string, email: string, reservation: Reservation): Order => ({
  id,
  email,
  quantity: reservation.quantity,
  reservationId: reservation.id,
  totalMinor: reservation.totalMinor,
  currency: reservation.currency,
  expiresAt: reservation.expiresAt,
  status: 'reserved',
  declined: 0,
})

function paid(order: Order, booking: Booking): Order {
  order.status = 'paid'
  order.bookingId = booking.id
  order.codes = booking.tickets.map(({ code }) => code)
  return order
}

function reserveError(error: unknown): unknown {
  if (isProblem(error, 'sold_out'))
    return new ShopError(409, 'sold_out', 'So many seats are not left.', { available: error.problem.available ?? 0 })
  if (isProblem(error, 'hold_limit_reached', 'limit_exceeded'))
    return new ShopError(
      409,
      'limit',
      'One person can have only so many seats. Pay for those that you have chosen first.',
    )
  if (isProblem(error, 'sales_closed')) return new ShopError(409, 'sales_closed', 'There are no sales at the moment.')
  return error
}

function payError(order: Order, error: unknown): unknown {
  if (isProblem(error, 'payment_declined')) {
    order.declined += 1
    order.status = 'reserved'
    const message = 'The payment was declined. The seats are still yours: try another card.'
    return new ShopError(402, 'declined', message, { expiresAt: order.expiresAt })
  }
  if (isProblem(error, 'reservation_expired', 'seats_gone', 'capture_refused')) {
    order.status = 'expired'
    return new ShopError(410, 'expired', 'The seats are no longer held, and nothing was paid. Choose again.')
  }
  return error
}
