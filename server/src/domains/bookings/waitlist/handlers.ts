// The contract's waitlist operations: its shapes in, one call, its shapes out.
import { created, ok, type HandlersOf } from '../../../contract/types.ts'
import { pageOf, type Cursors } from '../../../platform/cursors.ts'
import { refuseMetadata, smallMetadataBytesMax } from '../../../platform/metadata.ts'
import { toReservation } from '../present.ts'
import type { WaitlistService } from './service.ts'

export interface WaitlistHandlerOptions {
  readonly service: WaitlistService
  readonly cursors: Cursors
}

export type WaitlistOperation =
  | 'bookings.joinWaitlist'
  | 'bookings.listWaitlistEntries'
  | 'bookings.getWaitlistEntry'
  | 'bookings.changeWaitlistEntry'
  | 'bookings.leaveWaitlist'
  | 'bookings.acceptOffer'
  | 'bookings.declineOffer'

export function waitlistHandlers({
  service,
  cursors,
}: WaitlistHandlerOptions): Pick<HandlersOf<'bookings'>, WaitlistOperation> {
  return {
    'bookings.joinWaitlist': async ({
      body: { eventId, quantity, ticketTypeId, acceptFewer, buyer, metadata },
      caller,
      idempotency,
    }) => {
      refuseMetadata(metadata, { bytesMax: smallMetadataBytesMax })
      const words = metadata && Object.keys(metadata).length > 0 ? { metadata } : {}
      const { entry, replayed } = await service.join(
        caller,
        { eventId, quantity, ticketTypeId: ticketTypeId ?? null, acceptFewer, buyer, ...words },
        idempotency,
      )
      return created(entry, { replayed })
    },

    'bookings.listWaitlistEntries': async ({ query: { buyer, limit, cursor, ...filter }, caller: { userId } }) => {
      const list = `places ${JSON.stringify([userId, filter.eventId, filter.status, buyer, filter.metadata])}`
      const beforeId = cursor === undefined ? undefined : cursors.decode<string>(list, cursor)
      const rows = await service.list({ ...filter, userId, buyerReference: buyer, beforeId, limit: limit + 1 })
      return ok(pageOf(rows, limit, ({ id }) => cursors.encode(list, id)))
    },

    'bookings.getWaitlistEntry': async ({ params, caller }) => ok(await service.get(caller, params.waitlistEntryId)),

    'bookings.changeWaitlistEntry': async ({ params, body, caller }) =>
      ok(await service.change(caller, params.waitlistEntryId, body)),

    'bookings.leaveWaitlist': async ({ params, caller }) => ok(await service.leave(caller, params.waitlistEntryId)),

    'bookings.acceptOffer': async ({ params, body, caller, idempotency }) => {
      const accepted = { id: params.waitlistEntryId, promotionCode: body?.promotionCode }
      const { body: answer, replayed } = await service.acceptOffer(caller, accepted, idempotency, toReservation)
      return created(answer, { replayed })
    },

    'bookings.declineOffer': async ({ params, caller }) =>
      ok(await service.declineOffer(caller, params.waitlistEntryId)),
  }
}
