// What other services ask of the inventory: InventoryPort, as the internal document has it.
import { noContent, ok, type HandlersOf, type InternalShape } from '../../contract/types.ts'
import { problem } from '../../platform/problems.ts'
import type { PersonalDataPort } from '../users/port.ts'
import { toHoldShape } from './hold-shape.ts'
import type { Hold, InventoryChangesPort, InventoryPort, ReserveInput } from './port.ts'
import type { InventoryReports } from './queries/event-queries.ts'
import type { InventoryService } from './service.ts'

export interface InventoryInternalHandlerOptions {
  readonly port: InventoryPort
  readonly service: Pick<InventoryService, 'updateAvailability'>
  readonly reports: Pick<InventoryReports, 'availability'>
  readonly personalData: PersonalDataPort
  readonly changes: InventoryChangesPort
}

export function inventoryInternalHandlers({
  port,
  service,
  reports,
  personalData,
  changes,
}: InventoryInternalHandlerOptions): HandlersOf<'inventory', 'internal'> {
  const okHold = async (hold: Promise<Hold>) => ok(toHoldShape(await hold))

  return {
    'inventory.erase': async ({ body: { buyerReference = null, ...erasure } }) => {
      const { more, underWay } = await personalData.erase({ ...erasure, buyerReference })
      return ok({ more, underWay })
    },

    'inventory.reserve': async ({ body }) => {
      const { eventId, buyer, asReseller, labels, promotionCode, idempotency, ...input } = body
      const { hold, replayed } = await port.reserve({
        eventId,
        buyer,
        ...(asReseller === true && { asReseller }),
        selection: selectionOf(input),
        promotionCode,
        ...(labels && { labels }),
        idempotency: idempotency ?? null,
      })
      return ok({ hold: toHoldShape(hold), repeated: replayed })
    },
    'inventory.getHold': async ({ params }) => {
      const hold = await port.hold(params.holdId)
      if (!hold) throw problem('reservation_not_found')
      return ok({ ...toHoldShape(hold), leftMs: Math.floor(hold.leftMs) })
    },
    'inventory.release': ({ params, body: { eventId } }) => okHold(port.release({ id: params.holdId, eventId })),
    'inventory.beginConfirm': ({ params, body: { eventId, sagaId: bookingId } }) =>
      okHold(port.beginConfirm({ id: params.holdId, eventId }, bookingId)),
    'inventory.reacquireHold': ({ params, body: { eventId, sagaId: bookingId, buyer } }) =>
      okHold(port.reacquireHold({ id: params.holdId, eventId, buyer }, bookingId)),
    'inventory.commit': ({ params, body: { eventId, sagaId: bookingId } }) =>
      okHold(port.commit({ id: params.holdId, eventId }, bookingId)),
    'inventory.decline': ({ params, body: { eventId, sagaId: bookingId } }) =>
      okHold(port.decline({ id: params.holdId, eventId }, bookingId)),
    'inventory.cancel': ({ params, body: { eventId, sagaId: bookingId } }) =>
      okHold(port.cancel({ id: params.holdId, eventId }, bookingId)),
    'inventory.returnSeats': ({ params, body: { eventId, sagaId: bookingId, returnId, items } }) =>
      okHold(port.returnSeats({ id: params.holdId, eventId }, bookingId, { returnId, items })),

    'inventory.join': async ({ body: { asReseller, idempotency, ...input } }) => {
      const { entry: place, replayed } = await port.join({
        ...input,
        ...(asReseller === true && { asReseller }),
        idempotency: idempotency ?? null,
      })
      return ok({ place, repeated: replayed })
    },
    'inventory.getPlace': async ({ params }) => {
      const place = await port.waitlistEntry(params.waitlistEntryId)
      if (!place) throw problem('waitlist_entry_not_found')
      return ok(place)
    },
    'inventory.placesOf': async ({ query: { buyer, ...filter } }) =>
      ok({ data: [...(await port.waitlistEntriesOf({ ...filter, buyerReference: buyer }))] }),
    'inventory.noteNotified': async ({ params, body: { eventId } }) => {
      await port.noteNotified({ id: params.waitlistEntryId, eventId })
      return noContent()
    },
    'inventory.waitersOf': async ({ params, query }) => {
      const waiters = await port.waitersOf(params.eventId, query)
      return ok({ data: waiters.map(({ id, seq, userId }) => ({ id, seq, userId })) })
    },
    'inventory.changeEntry': async ({ params, body: { eventId, ...change } }) =>
      ok(await port.changeEntry({ id: params.waitlistEntryId, eventId }, change)),
    'inventory.leave': async ({ params, body: { eventId } }) =>
      ok(await port.leave({ id: params.waitlistEntryId, eventId })),
    'inventory.acceptOffer': ({ params, body: { eventId, promotionCode } }) =>
      okHold(port.acceptOffer({ id: params.waitlistEntryId, eventId }, { promotionCode })),
    'inventory.declineOffer': async ({ params, body: { eventId } }) =>
      ok(await port.declineOffer({ id: params.waitlistEntryId, eventId })),

    'inventory.changesAfter': async ({ body: { events, rowsMax } }) =>
      ok({ data: [...(await changes.changesAfter(events, rowsMax))] }),
    'inventory.reservationSteps': async ({ body: { pages } }) =>
      ok({ data: [...(await changes.reservationSteps(pages))] }),
    'inventory.versionSums': async () => ok({ groups: [...(await changes.versionSums())] }),
    'inventory.versionsIn': async ({ body: { groups } }) => ok({ data: [...(await changes.versionsIn(groups))] }),

    'inventory.updateAvailability': async ({ params, body }) => {
      await service.updateAvailability({ eventId: params.eventId, ...body })
      const report = await reports.availability(params.eventId)
      if (!report) throw problem('event_not_found')
      return ok({ eventId: report.eventId, availableSeats: report.availableSeats, version: report.version })
    },
  }
}

/** The contract sees to it that there is one of the two. */
const selectionOf = ({
  quantity,
  items,
}: Pick<InternalShape<'ReserveInput'>, 'quantity' | 'items'>): ReserveInput['selection'] =>
  items ? { items } : { quantity: quantity ?? 0 }
