// The contract's operations at the door: its shapes in, one call, its shapes out.
import { ok, type HandlersOf, type Shape } from '../../../contract/types.ts'
import { pageOf, type Cursors } from '../../../platform/cursors.ts'
import type { DoorService } from './service.ts'
import type { Admission, CheckIn, Scan } from './verdicts.ts'

export type DoorOperation = 'bookings.checkIn' | 'bookings.checkInBatch' | 'bookings.listCheckIns'

export interface DoorHandlerOptions {
  readonly door: DoorService
  readonly cursors: Cursors
}

export const doorHandlers = ({ door, cursors }: DoorHandlerOptions): Pick<HandlersOf<'bookings'>, DoorOperation> => ({
  'bookings.checkIn': async ({ params: { eventId }, body, caller }) => {
    const [checkIn] = await door.checkIn(caller, eventId, [toScan(body)])
    return ok(toCheckIn(checkIn!))
  },

  'bookings.checkInBatch': async ({ params: { eventId }, body: { scans }, caller }) =>
    ok({ data: (await door.checkIn(caller, eventId, scans.map(toScan))).map(toCheckIn) }),

  'bookings.listCheckIns': async ({
    params: { eventId },
    query: { verdict, conflict, ticketId, limit, cursor },
    caller,
  }) => {
    const name = `check-ins ${JSON.stringify([eventId, verdict, conflict, ticketId])}`
    const before =
      cursor === undefined ? undefined : cursors.decode<{ recordedAt: string; scanId: string }>(name, cursor)
    const filter = { eventId, verdict, conflict, ticketId, before, limit: limit + 1 }
    const { checkIns, counts } = await door.list(caller, filter)
    const { data, ...rest } = pageOf(checkIns, limit, ({ recordedAt, scanId }) =>
      cursors.encode(name, { recordedAt: recordedAt.toISOString(), scanId }),
    )
    return ok({ data: data.map(toCheckIn), ...rest, ...counts })
  },
})

const toScan = ({ code, scanId, at, device }: Shape<'Scan'>): Scan => ({
  code,
  scanId,
  at: at === undefined ? undefined : new Date(at),
  device,
})

const toCheckIn = ({
  scanId,
  verdict,
  ticket,
  admission,
  device,
  conflict,
  scannedAt,
  recordedAt,
}: CheckIn): Shape<'CheckIn'> => ({
  scanId,
  verdict,
  ...(ticket && { ticket: { id: ticket.id, ticketTypeId: ticket.ticketTypeId, bookingId: ticket.bookingId } }),
  ...(admission && { admission: toAdmission(admission) }),
  ...(device !== undefined && { device }),
  conflict,
  scannedAt: scannedAt.toISOString(),
  recordedAt: recordedAt.toISOString(),
})

const toAdmission = ({ scanId, at, device }: Admission): Shape<'Admission'> => ({
  scanId,
  at: at.toISOString(),
  ...(device !== undefined && { device }),
})
