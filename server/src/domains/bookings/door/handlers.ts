// The contract's operations at the door: its shapes in, one call, its shapes out.
import { ok, type HandlersOf, type Shape } from '../../../contract/types.ts'
import { pageOf, type Cursors } from '../../../platform/cursors.ts'
import type { PublicKey } from '../codes/code-keys.ts'
import type { DoorService } from './service.ts'
import type { ListedTicket } from './ticket-list-store.ts'
import type { ListPlace, TicketLists } from './ticket-lists.ts'
import type { Admission, CheckIn, Scan } from './verdicts.ts'

export type DoorOperation =
  | 'bookings.checkIn'
  | 'bookings.checkInBatch'
  | 'bookings.listCheckIns'
  | 'bookings.getCheckInKey'
  | 'bookings.getCheckInList'

export interface DoorHandlerOptions {
  readonly door: DoorService
  readonly lists: TicketLists
  readonly cursors: Cursors
}

export const doorHandlers = ({
  door,
  lists,
  cursors,
}: DoorHandlerOptions): Pick<HandlersOf<'bookings'>, DoorOperation> => ({
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
    const { valid: validTickets, admitted: admittedTickets } = counts
    return ok({ data: data.map(toCheckIn), ...rest, admittedTickets, validTickets })
  },

  'bookings.getCheckInKey': async ({ params: { eventId }, caller }) =>
    ok({ eventId, keys: (await lists.keys(caller, eventId)).map(toKey) }),

  'bookings.getCheckInList': async ({ params: { eventId }, query: { after, limit }, caller }) => {
    const name = `check-in list ${eventId}`
    const from = after === undefined ? undefined : cursors.decode<ListPlace>(name, after)
    const { tickets, keys, hasMore, next } = await lists.read(caller, eventId, { from, limit })
    const nextCursor = cursors.encode(name, next)
    return ok({ eventId, data: tickets.map(toListed), hasMore, nextCursor, keys: keys.map(toKey) })
  },
})

const toKey = ({ id, pem, x }: PublicKey): Shape<'CheckInKey'> => ({
  id,
  pem,
  jwk: { kty: 'OKP', crv: 'Ed25519', x, kid: id, alg: 'EdDSA', use: 'sig' },
})

const toListed = ({ admission, ...ticket }: ListedTicket): Shape<'CheckInTicket'> => ({
  ...ticket,
  ...(admission && { admission: toAdmission(admission) }),
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
