// What other services ask of the bookings: BookingsPort, as the internal document has it.
import { ok, type HandlersOf } from '../../contract/types.ts'
import type { PersonalDataPort } from '../users/port.ts'
import type { BookingsPort } from './port.ts'

export const bookingsInternalHandlers = (
  port: BookingsPort,
  personalData: PersonalDataPort,
): HandlersOf<'bookings', 'internal'> => ({
  'bookings.erase': async ({ body: { buyerReference = null, ...erasure } }) => {
    const { more, underWay } = await personalData.erase({ ...erasure, buyerReference })
    return ok({ more, underWay })
  },
  'bookings.cancelBookingsOf': async ({ params, body }) =>
    ok({ more: await port.cancelBookingsOf(params.eventId, body.limit) }),
  'bookings.countTickets': async ({ params }) => {
    const { valid, admitted } = await port.countTickets(params.eventId)
    return ok({ valid, admitted })
  },
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
