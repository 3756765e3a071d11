// The bookings over /internal/*, for a process that doesn't run them.
import type { InternalClient } from '../../platform/http/internal-client.ts'
import type { BookingsPort } from './port.ts'

/** A page of refunds at a slow provider, and a look at every booking there is, take longer than a buyer would wait. */
const CANCEL_MS_MAX = 60_000
const AUDIT_MS_MAX = 120_000

export const createRemoteBookings = ({ call }: InternalClient): BookingsPort => ({
  cancelBookingsOf: async (eventId, limit) => (await call('bookings.cancelBookingsOf', { params: { eventId }, body: { limit } }, { timeoutMs: CANCEL_MS_MAX })).more,
  audit: async (eventId, sold) => {
    const holds = sold.map(({ id, eventId: of }) => ({ id, eventId: of }))
    return (await call('bookings.audit', { body: { ...(eventId !== undefined && { eventId }), sold: holds } }, { timeoutMs: AUDIT_MS_MAX })).checks
  },
})
