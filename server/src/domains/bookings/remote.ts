// The bookings over /internal/*, for a process that doesn't run them.
import type { InternalClient } from '../../platform/http/internal-client.ts'
import type { PersonalDataPort } from '../users/port.ts'
import type { BookingsPort } from './port.ts'

/** A page of refunds at a slow provider takes longer than a buyer would wait, and a page of an audit may. */
const cancelMsMax = 60_000
const auditPageMsMax = 35_000
const eraseMsMax = 30_000
/** Whoever looks at an event waits for it; without it they see the rest. */
const countMsMax = 3_000

export const createRemoteBookings = ({ call }: InternalClient): BookingsPort => ({
  cancelBookingsOf: async (eventId, limit) =>
    (await call('bookings.cancelBookingsOf', { params: { eventId }, body: { limit } }, { timeoutMs: cancelMsMax }))
      .more,
  countTickets: eventId => call('bookings.countTickets', { params: { eventId } }, { timeoutMs: countMsMax }),
  auditHolds: async sold => {
    const holds = sold.map(({ id, eventId, userId }) => ({ id, eventId, userId }))
    return (await call('bookings.auditHolds', { body: { sold: holds } }, { timeoutMs: auditPageMsMax })).violations
  },
  auditPage: ({ part, eventId, after }) =>
    call(
      'bookings.auditPage',
      { body: { part, ...(eventId !== undefined && { eventId }), ...(after !== undefined && { after }) } },
      { timeoutMs: auditPageMsMax },
    ),
})

export const createRemoteBookingsData = ({ call }: InternalClient): PersonalDataPort => ({
  erase: ({ buyerReference, ...erasure }) =>
    call(
      'bookings.erase',
      { body: { ...erasure, ...(buyerReference !== null && { buyerReference }) } },
      { timeoutMs: eraseMsMax },
    ),
})
