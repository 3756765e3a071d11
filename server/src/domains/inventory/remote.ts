// The inventory over /internal/*, for a process that doesn't run it.
import type { InternalClient } from '../../platform/http/internal-client.ts'
import { undefinedIf } from '../../platform/problems.ts'
import type { PersonalDataPort } from '../users/port.ts'
import { fromHoldShape, toBuyerShape } from './hold-shape.ts'
import type { Hold, Idempotency, InventoryChangesPort, SeatsPort } from './port.ts'

/** A page of people to erase waits for the lanes of their events. */
const eraseMsMax = 30_000

type HoldRef = Pick<Hold, 'id' | 'eventId'>
type OfBooking = 'inventory.beginConfirm' | 'inventory.commit' | 'inventory.decline' | 'inventory.cancel'

export function createRemoteInventory({ call }: InternalClient): SeatsPort {
  const asBooking =
    (id: OfBooking) =>
    async ({ id: holdId, eventId }: HoldRef, bookingId: string) =>
      fromHoldShape(await call(id, { params: { holdId }, body: { eventId, sagaId: bookingId } }))

  return {
    async reserve({ eventId, buyer, asReseller, selection, promotionCode, labels, idempotency }) {
      const asked =
        'items' in selection
          ? { items: selection.items.map(({ ticketTypeId, quantity }) => ({ ticketTypeId, quantity })) }
          : { quantity: selection.quantity }
      const said = labels ? { labels } : {}
      const body = {
        eventId,
        buyer: toBuyerShape(buyer),
        ...grantOf(asReseller),
        ...asked,
        ...said,
        ...keyOf(idempotency),
      }
      const { hold, repeated: replayed } = await call(
        'inventory.reserve',
        { body: { ...body, ...codeOf(promotionCode) } },
        { repeatable: idempotency !== null },
      )
      return { hold: fromHoldShape(hold), replayed }
    },
    async hold(holdId) {
      const hold = await undefinedIf('reservation_not_found', call('inventory.getHold', { params: { holdId } }))
      // A server of the release before doesn't say it.
      return hold && { ...fromHoldShape(hold), leftMs: hold.leftMs ?? Date.parse(hold.expiresAt) - Date.now() }
    },
    release: async ({ id: holdId, eventId }) =>
      fromHoldShape(await call('inventory.release', { params: { holdId }, body: { eventId } })),
    beginConfirm: asBooking('inventory.beginConfirm'),
    reacquireHold: async ({ id: holdId, eventId, buyer }, bookingId) =>
      fromHoldShape(
        await call('inventory.reacquireHold', {
          params: { holdId },
          body: { eventId, sagaId: bookingId, buyer: toBuyerShape(buyer) },
        }),
      ),
    commit: asBooking('inventory.commit'),
    decline: asBooking('inventory.decline'),
    cancel: asBooking('inventory.cancel'),
    returnSeats: async ({ id: holdId, eventId }, bookingId, { returnId, items }) => {
      const returned = items.map(({ ticketTypeId, quantity }) => ({ ticketTypeId, quantity }))
      const body = { eventId, sagaId: bookingId, returnId, items: returned }
      return fromHoldShape(await call('inventory.returnSeats', { params: { holdId }, body }))
    },

    async join({ eventId, buyer, asReseller, quantity, ticketTypeId, acceptFewer, metadata, idempotency }) {
      const body = {
        eventId,
        buyer: toBuyerShape(buyer),
        ...grantOf(asReseller),
        quantity,
        ticketTypeId,
        acceptFewer,
        ...(metadata && { metadata }),
        ...keyOf(idempotency),
      }
      const { place, repeated: replayed } = await call('inventory.join', { body }, { repeatable: idempotency !== null })
      return { entry: place, replayed }
    },
    changeEntry: ({ id: waitlistEntryId, eventId }, change) =>
      call('inventory.changeEntry', { params: { waitlistEntryId }, body: { eventId, ...change } }),
    leave: ({ id: waitlistEntryId, eventId }) =>
      call('inventory.leave', { params: { waitlistEntryId }, body: { eventId } }),
    acceptOffer: async ({ id: waitlistEntryId, eventId }, { promotionCode } = {}) =>
      fromHoldShape(
        await call('inventory.acceptOffer', {
          params: { waitlistEntryId },
          body: { eventId, ...codeOf(promotionCode) },
        }),
      ),
    declineOffer: ({ id: waitlistEntryId, eventId }) =>
      call('inventory.declineOffer', { params: { waitlistEntryId }, body: { eventId } }),
    waitlistEntry: waitlistEntryId =>
      undefinedIf('waitlist_entry_not_found', call('inventory.getPlace', { params: { waitlistEntryId } })),
    noteNotified: async ({ id: waitlistEntryId, eventId }) => {
      await call('inventory.noteNotified', { params: { waitlistEntryId }, body: { eventId } })
    },
    waitersOf: async (eventId, page) =>
      (await call('inventory.waitersOf', { params: { eventId }, query: { ...page } })).data,
    waitlistEntriesOf: async ({ buyerReference: buyer, ...filter }) =>
      (await call('inventory.placesOf', { query: { ...filter, buyer } })).data,
  }
}

const keyOf = (idempotency: Idempotency | null) =>
  idempotency ? { idempotency: { key: idempotency.key, fingerprint: idempotency.fingerprint } } : {}

/** Said only where it is so: a server of the release before refuses what it doesn't know, and has no resellers. */
const grantOf = (asReseller: boolean | undefined) => (asReseller === true ? { asReseller } : {})

const codeOf = (promotionCode: string | undefined) => (promotionCode === undefined ? {} : { promotionCode })

export const createRemoteInventoryData = ({ call }: InternalClient): PersonalDataPort => ({
  erase: ({ buyerReference, ...erasure }) =>
    call(
      'inventory.erase',
      { body: { ...erasure, ...(buyerReference !== null && { buyerReference }) } },
      { timeoutMs: eraseMsMax },
    ),
})

export const createRemoteInventoryChanges = ({ call }: InternalClient): InventoryChangesPort => ({
  changesAfter: async (events, rowsMax) => {
    const asked = events.map(({ eventId, after, availableSeats, typeSeats }) => ({
      eventId,
      ...(after !== undefined && { after }),
      ...(availableSeats !== undefined && { availableSeats }),
      ...(typeSeats !== undefined && { typeSeats }),
    }))
    return (await call('inventory.changesAfter', { body: { events: asked, rowsMax } })).data
  },
  reservationSteps: async pages => {
    const asked = pages.map(({ eventId, after, upTo, accounts }) => ({
      eventId,
      after,
      upTo,
      ...(accounts && { accounts: [...accounts] }),
    }))
    return (await call('inventory.reservationSteps', { body: { pages: asked } })).data
  },
  versionSums: async () => (await call('inventory.versionSums', {})).groups,
  versionsIn: async groups => (await call('inventory.versionsIn', { body: { groups: [...groups] } })).data,
})
