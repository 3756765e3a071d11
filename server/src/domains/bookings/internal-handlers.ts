// What other services ask of the bookings: BookingsPort, as the internal document has it.
import { ok, type HandlersOf } from '../../contract/types.ts'
import type { BookingsPort } from './port.ts'

export const bookingsInternalHandlers = (port: BookingsPort): HandlersOf<'bookings', 'internal'> => ({
  'bookings.cancelBookingsOf': async ({ params, body }) =>
    ok({ more: await port.cancelBookingsOf(params.eventId, body.limit) }),
  'bookings.auditHolds': async ({ body: { sold } }) => ok({ violations: [...(await port.auditHolds(sold))] }),
  'bookings.auditPage': async ({ body }) => {
    const { rows, checks, confirmed, next, total } = await port.auditPage(body)
    return ok({
      rows,
      checks: checks.map(({ name, checked, violations }) => ({ name, checked, violations: [...violations] })),
      confirmed: [...confirmed],
      ...(next !== undefined && { next }),
      ...(total !== undefined && { total }),
    })
  },
})
