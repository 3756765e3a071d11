// What other services ask of the bookings: BookingsPort, as the internal document has it.
import { ok, type HandlersOf } from '../../contract/types.ts'
import type { BookingsPort } from './port.ts'

export const bookingsInternalHandlers = (port: BookingsPort): HandlersOf<'bookings', 'internal'> => ({
  'bookings.cancelBookingsOf': async ({ params, body }) => ok({ more: await port.cancelBookingsOf(params.eventId, body.limit) }),
  'bookings.audit': async ({ body: { eventId, sold } }) => {
    const checks = await port.audit(eventId, sold)
    return ok({ checks: checks.map(({ name, checked, violations }) => ({ name, checked, violations: violations.map(violation => ({ ...violation })) })) })
  },
})
