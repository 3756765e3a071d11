// A sound request for each row of the internal part of the matrix.
import { newId } from '../../../src/platform/ids.ts'
import { afterHoldsExpire, expectStatus } from '../../support/builders.ts'
import { full, offered, reserved, waiting, type Attempt, type Prepare, type World } from './world.ts'

const ofEvent = ({ event }: World, over: Attempt = {}): Attempt => ({ params: { eventId: event.id }, ...over })
const ofEntry = async (world: World, body: object = {}): Promise<Attempt> => {
  const { id, eventId } = await waiting(world)
  return { params: { waitlistEntryId: id }, body: { eventId, ...body } }
}
const ofOffer = async (world: World): Promise<Attempt> => {
  const { id, eventId } = await offered(world)
  return { params: { waitlistEntryId: id }, body: { eventId } }
}
/** A hold that one booking has brought this far. */
const ofHold = async (world: World, steps: readonly string[] = []): Promise<Attempt> => {
  const { id: holdId } = await reserved(world)
  const body = { eventId: world.event.id, sagaId: newId('bkg') }
  for (const step of steps)
    expectStatus(await world.server.internal('POST', `/internal/inventory/holds/${holdId}/${step}`, { body }), 200)
  return { params: { holdId }, body }
}

const erasure = () => ({ userId: newId('usr'), salt: 'of the matrix', requestedSecondsAgo: 0 })

export const internalRequests: Readonly<Record<string, Prepare>> = {
  'meta.services': () => ({}),
  'users.verify': () => ({ body: { token: 'x' } }),
  'users.listChanges': () => ({ query: { lastSeconds: 60 } }),
  'users.noteApiKeyUses': () => ({ body: { apiKeyIds: [newId('key')] } }),
  'users.profilesOf': ({ accounts: { attendee } }) => ({ body: { ids: [attendee.id] } }),
  'users.profileOfEmail': ({ accounts: { attendee } }) => ({ body: { email: attendee.email } }),
  'bookings.erase': () => ({ body: erasure() }),
  'inventory.erase': () => ({ body: erasure() }),
  'inventory.updateAvailability': world => ofEvent(world, { body: { delta: -1, reservationId: newId('rsv') } }),
  'events.countOpen': ({ accounts: { organizer } }) => ({ params: { organizerId: organizer.id } }),
  'events.published': () => ({ query: { limit: 10 } }),
  'events.getInAnyState': ofEvent,
  'events.find': ofEvent,
  'events.factsOf': ({ event }) => ({ body: { eventIds: [event.id] } }),
  'events.outbox': () => ({ query: { limit: 10 } }),
  'events.forgetFacts': () => ({ body: { places: [0] } }),
  'inventory.waitersOf': world => ofEvent(world, { query: { afterSeq: 0, limit: 10 } }),
  'inventory.changesAfter': ({ event }) => ({ body: { events: [{ eventId: event.id, after: 0 }], rowsMax: 100 } }),
  'inventory.reservationSteps': ({ event }) => ({ body: { pages: [{ eventId: event.id, after: 0, upTo: 1 }] } }),
  'inventory.versionSums': () => ({}),
  'inventory.versionsIn': ({ event }) => ({ body: { groups: [event.id.slice(-2)] } }),
  'webhooks.noteChanges': ({ event }) => ({ body: { inventories: [event.id], events: true } }),
  'inventory.reserve': ({ event, accounts: { attendee } }) => ({
    body: { eventId: event.id, buyer: { userId: attendee.id }, quantity: 1 },
  }),
  'inventory.getHold': async world => ({ params: { holdId: (await reserved(world)).id } }),
  'inventory.release': async world => ({
    params: { holdId: (await reserved(world)).id },
    body: { eventId: world.event.id },
  }),
  'inventory.beginConfirm': world => ofHold(world),
  async 'inventory.reacquireHold'(world) {
    const { server, event, accounts } = world
    const attempt = await ofHold(world)
    await afterHoldsExpire(server, event.id)
    await server.server.domains.inventory.expireHolds(100)
    return { ...attempt, body: { ...(attempt.body as object), buyer: { userId: accounts.attendee.id } } }
  },
  'inventory.commit': world => ofHold(world, ['begin-confirm']),
  'inventory.decline': world => ofHold(world, ['begin-confirm']),
  'inventory.cancel': world => ofHold(world, ['begin-confirm', 'commit']),
  'inventory.returnSeats': async world => {
    const { params, body } = await ofHold(world, ['begin-confirm', 'commit'])
    const items = [{ ticketTypeId: world.event.ticketTypes[0]!.id, quantity: 1 }]
    return { params: params!, body: { ...(body as object), returnId: `can_${Date.now()}`, items } }
  },
  'inventory.placesOf': ({ accounts: { attendee } }) => ({ query: { userId: attendee.id, limit: 10 } }),
  'inventory.join': async world => ({
    body: {
      eventId: (await full(world)).id,
      buyer: { userId: world.accounts.attendee.id },
      quantity: 1,
      ticketTypeId: null,
      acceptFewer: false,
    },
  }),
  'inventory.getPlace': async world => ({ params: { waitlistEntryId: (await waiting(world)).id } }),
  'inventory.changeEntry': world => ofEntry(world, { acceptFewer: true }),
  'inventory.leave': world => ofEntry(world),
  'inventory.acceptOffer': ofOffer,
  'inventory.declineOffer': ofOffer,
  'inventory.noteNotified': ofOffer,
  'bookings.cancelBookingsOf': world => ofEvent(world, { body: { limit: 1 } }),
  'bookings.countTickets': ofEvent,
  'bookings.auditHolds': () => ({ body: { sold: [] } }),
  'bookings.auditPage': () => ({ body: { part: 'bookings' } }),
  'search.updateAvailability': () => ({ body: { changes: [] } }),
  'search.index': async ({ server, event }) => ({
    body: { event: expectStatus(await server.internal('GET', `/internal/events/${event.id}`), 200).body },
  }),
  'search.remove': ofEvent,
}
