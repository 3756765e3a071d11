// What the bookings count.
import { Counter, type Registry } from 'prom-client'

export const createBookingsMetrics = (registry: Registry) => ({
  refundsGivenUp: new Counter({
    name: 'evently_refunds_given_up_total',
    help: 'Refunds that kept failing and need the attention of an organizer.',
    registers: [registry],
  }),
})
