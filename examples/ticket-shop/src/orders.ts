// The shop's own orders. In memory, as an example; a real shop keeps them in its database.
import { randomUUID } from 'node:crypto'

/** `unknown`: the payment was sent, and nobody knows yet what came of it. */
export type OrderStatus = 'reserved' | 'unknown' | 'paid' | 'expired' | 'released' | 'cancelled'

export interface Order {
  /** The shop's own id; what Evently is told twice is told under keys made from it. */
  readonly id: string
  readonly email: string
  readonly quantity: number
  readonly reservationId: string
  readonly totalMinor: number
  readonly currency: string
  /** RFC 3339. The seats are held until then. */
  readonly expiresAt: string
  status: OrderStatus
  /** Means of payment that were declined. Each attempt has a key of its own. */
  declined: number
  bookingId?: string
  /** What the tickets' QR pictures say. */
  codes?: readonly string[]
}

export type Orders = ReturnType<typeof createOrders>

export function createOrders() {
  const orders = new Map<string, Order>()
  const customers = new Map<string, string>()
  const messages = new Set<string>()
  return {
    newId: () => `order-${randomUUID()}`,

    /** The shop's own id of a person: it says nothing about them, and Evently keeps limits by it. */
    customerOf(email: string): string {
      const key = email.toLowerCase()
      const id = customers.get(key) ?? `customer-${customers.size + 1}`
      customers.set(key, id)
      return id
    },

    add(order: Order): Order {
      orders.set(order.id, order)
      return order
    },

    find: (id: string) => orders.get(id),
    ofReservation: (id: string) => [...orders.values()].find(({ reservationId }) => reservationId === id),
    ofBooking: (id: string) => [...orders.values()].find(({ bookingId }) => bookingId === id),

    /** Whether a message has come for the first time. */
    isNewMessage(id: string): boolean {
      const isNew = !messages.has(id)
      messages.add(id)
      return isNew
    },
  }
}
