// A sound request for each row of the public part of the matrix.
import { anAccount, anEventBody, aPromotion, aReseller } from '../../support/builders.ts'
import { aReservation, expectStatus, seriesOf } from '../../support/builders.ts'
import { anEndedDelivery, anEndpoint, nobodysUrl } from '../../webhooks/webhooks-server.ts'
import {
  aKey,
  aVenue,
  booked,
  full,
  offered,
  ofOrganizer,
  passwordOf,
  refundGivenUp,
  resold,
  reserved,
  signedIn,
  waiting,
  type Attempt,
  type Prepare,
  type World,
} from './world.ts'

let serial = 0
const nothing = () => ({})
/** Of the form that mails have, and in none of them. */
const mailedToken = 'x'.repeat(43)
const anyVersion = { 'if-match': '*' }
const aBuyer = () => ({ reference: `customer-${++serial}` })
const aScan = () => ({ code: '7K2M-9QXD-4T8B-0ZRW', scanId: `scan-${++serial}` })
const aType = () => ({ name: `Balcony ${++serial}`, priceMinor: 4_000, currency: 'EUR' })
const ofEvent = ({ event }: World, over: Attempt = {}): Attempt => ({ params: { eventId: event.id }, ...over })
const ofDraft = async (world: World): Promise<Attempt> => ({
  params: { eventId: (await ofOrganizer(world, { publish: false })).id },
})
const testOf = (world: World, over: Readonly<Record<string, unknown>> = {}) =>
  ofOrganizer(world, { test: true, ...over })
const ofTest = async (world: World, over: Attempt = {}): Promise<Attempt> => ({
  params: { eventId: (await testOf(world)).id },
  ...over,
})
/** Full by what its organizer holds. */
async function fullTest(world: World) {
  const event = await testOf(world, { capacity: 2 })
  await aReservation(world.server, event, { buyer: world.accounts.organizer, quantity: 2 })
  return event
}
/** The event, in a series of two. */
async function inSeries(world: World) {
  const event = await ofOrganizer(world)
  await seriesOf(world.server, event)
  return event.id
}
/** A series of two, of what is in it; by default it is on sale. */
const aSeries = async (world: World, over: { readonly publish?: boolean } = {}): Promise<Attempt> => ({
  params: { seriesId: (await seriesOf(world.server, await ofOrganizer(world, over))).seriesId },
})
const ofVenue = async (world: World, over: Attempt = {}): Promise<Attempt> => ({
  params: { venueId: await aVenue(world) },
  ...over,
})
const ofReservation = async (world: World): Promise<Attempt> => ({
  params: { reservationId: (await reserved(world)).id },
})
const ofBooking = async (world: World): Promise<Attempt> => ({ params: { bookingId: (await booked(world)).id } })
async function ofTicket(world: World) {
  const { id, tickets } = await booked(world)
  return { bookingId: id, ticketId: (tickets as { id: string }[])[0]!.id }
}
const ofEntry = async (world: World, over: Attempt = {}): Promise<Attempt> => ({
  params: { waitlistEntryId: (await waiting(world)).id },
  ...over,
})
const ofOffer = async (world: World): Promise<Attempt> => ({ params: { waitlistEntryId: (await offered(world)).id } })
const ofReseller = async ({ server, event }: World) => {
  const account = await anAccount(server)
  await aReseller(server, event, account)
  return { eventId: event.id, accountId: account.id }
}
const ofPromotion = async ({ server, event, accounts: { organizer } }: World) => ({
  eventId: event.id,
  promotionId: (await aPromotion(server, { id: event.id, organizer })).id,
})
const anEndpointBody = () => ({ url: nobodysUrl, types: ['booking.confirmed'] })
const ofEndpoint = async ({ server, accounts: { attendee } }: World, over: Attempt = {}): Promise<Attempt> => {
  // There may be only so many.
  await server.databases.bookings.knex('webhook_endpoints').where({ account_id: attendee.id }).delete()
  return { params: { webhookEndpointId: (await anEndpoint(server, attendee, { url: nobodysUrl })).id }, ...over }
}
const ofDelivery = async (world: World): Promise<Attempt> => {
  const { params } = await ofEndpoint(world)
  return { params: { ...params, deliveryId: await anEndedDelivery(world.server, params!['webhookEndpointId']!) } }
}
const refreshing = async (world: World): Promise<Attempt> => ({
  body: { refreshToken: (await signedIn(world)).refreshToken },
})

export const publicRequests: Readonly<Record<string, Prepare>> = {
  'users.register': () => ({
    body: { email: `matrix-${++serial}@example.com`, password: passwordOf('attendee'), name: 'Somebody' },
  }),
  'users.login': ({ accounts: { attendee } }) => ({
    body: { email: attendee.email, password: passwordOf('attendee') },
  }),
  'users.refresh': refreshing,
  'users.logout': refreshing,
  'users.getProfile': nothing,
  'users.updateProfile': () => ({ body: { name: 'Another' } }),
  'users.changePassword': ({ column }) => ({
    body: { currentPassword: passwordOf(column), newPassword: passwordOf(column) },
  }),
  'users.deleteProfile': () => ({ body: { currentPassword: 'not the password' } }),
  'users.requestPasswordReset': () => ({ body: { email: `matrix-${++serial}@example.com` } }),
  'users.confirmPasswordReset': () => ({ body: { token: mailedToken, newPassword: passwordOf('attendee') } }),
  'users.requestEmailVerification': nothing,
  'users.confirmEmailVerification': () => ({ body: { token: mailedToken } }),
  'users.sendPasswordReset': async ({ server }) => ({ params: { userId: (await anAccount(server)).id } }),
  'users.eraseBuyer': () => ({ params: aBuyer() }),
  'users.listSessions': nothing,
  async 'users.endSession'(world) {
    const { accessToken: token } = await signedIn(world)
    const { body } = expectStatus(await world.server.call('GET', '/users/sessions', { token }), 200)
    return { params: { sessionId: body.data.find(({ current }: { current: boolean }) => current).id } }
  },
  'users.listApiKeys': nothing,
  'users.createApiKey': () => ({ body: { name: 'Ticket shop', scopes: ['events:read'] } }),
  'users.deleteApiKey': async ({ server, accounts: { attendee } }) => ({
    params: { apiKeyId: (await aKey(server, attendee, ['events:read'])).id },
  }),
  'users.listUsers': nothing,
  'users.updateUser': async ({ server }) => ({
    params: { userId: (await anAccount(server)).id },
    body: { disabled: true },
  }),

  'events.list': nothing,
  'events.get': ofEvent,
  'events.get, a draft': ofDraft,
  'events.get, a test event': ofTest,
  'events.listVenues': nothing,
  'events.getVenue': ofVenue,
  'events.createVenue': () => ({
    body: { name: 'The Hall', city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna' },
  }),
  'events.putVenue': () => ({
    params: { externalId: `hall-${++serial}` },
    body: { name: 'The Hall', city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna' },
  }),
  'events.updateVenue': world => ofVenue(world, { body: { name: 'Another' }, headers: anyVersion }),
  'events.deleteVenue': ofVenue,
  'events.listManaged': nothing,
  'events.create': () => ({ body: anEventBody() }),
  async 'events.create, at a venue'(world) {
    const { venue: _, ...body } = anEventBody()
    return { body: { ...body, venueId: await aVenue(world) } }
  },
  'events.put': () => ({ params: { externalId: `evening-${++serial}` }, body: anEventBody() }),
  'events.update': world => ofEvent(world, { body: { description: 'Other words.' }, headers: anyVersion }),
  'events.delete': ofDraft,
  'events.publish': ofDraft,
  'events.cancel': async world => ({ params: { eventId: (await ofOrganizer(world)).id } }),
  'events.advanceClock': world => ofTest(world, { body: { advanceSeconds: 60 } }),
  'events.duplicate': world => ofEvent(world, { body: {} }),
  'events.createSeries': async world => ({
    params: { eventId: (await ofOrganizer(world)).id },
    body: { rrule: 'FREQ=WEEKLY;COUNT=2' },
  }),
  'events.getSeries': world => aSeries(world),
  'events.getSeries, of drafts': world => aSeries(world, { publish: false }),
  'events.listSeries': nothing,
  'events.updateSeries': async world => ({
    params: { eventId: await inSeries(world) },
    body: { description: 'Other words.' },
  }),
  'events.publishSeries': async world => ({ params: { eventId: await inSeries(world) } }),
  'events.cancelSeries': async world => ({ params: { eventId: await inSeries(world) } }),
  'events.addTicketType': async world => ({ params: { eventId: (await ofOrganizer(world)).id }, body: aType() }),
  'events.updateTicketType': world =>
    ofEvent(world, {
      params: { eventId: world.event.id, ticketTypeId: world.event.ticketTypes[0]!.id },
      body: { priceMinor: 3_000 },
      headers: anyVersion,
    }),
  async 'events.deleteTicketType'(world) {
    const { id: eventId, organizer } = await ofOrganizer(world)
    const { body } = expectStatus(
      await world.server.call('POST', `/admin/events/${eventId}/ticket-types`, {
        token: organizer.token,
        body: aType(),
      }),
      201,
    )
    return { params: { eventId, ticketTypeId: body.id } }
  },

  'inventory.getAvailability': ofEvent,
  'inventory.getAvailability, a draft': ofDraft,
  'inventory.getAvailability, a test event': ofTest,
  'inventory.streamAvailability': ofEvent,
  'inventory.streamAvailability, a draft': ofDraft,
  'inventory.streamAvailability, a test event': ofTest,
  'inventory.listWaitlist': ofEvent,
  'inventory.listMovements': ofEvent,
  'inventory.getStats': ofEvent,
  'inventory.listResellers': ofEvent,
  'inventory.addReseller': async world => {
    const { accountId, eventId } = await ofReseller(world)
    return { params: { eventId }, body: { accountId, seatsMax: 20 } }
  },
  'inventory.removeReseller': async world => ({ params: await ofReseller(world) }),
  'inventory.listPromotions': ofEvent,
  'inventory.createPromotion': world => ofEvent(world, { body: { code: `NEW-${++serial}`, kind: 'access' } }),
  'inventory.updatePromotion': async world => ({ params: await ofPromotion(world), body: { usesMax: 5 } }),
  'inventory.deletePromotion': async world => ({ params: await ofPromotion(world) }),
  'inventory.auditEvent': ofEvent,
  'inventory.auditAll': nothing,
  'inventory.getAuditProgress': nothing,

  'bookings.reserve': ({ event }) => ({ body: { eventId: event.id, quantity: 1 } }),
  'bookings.reserve, a buyer': ({ event }) => ({ body: { eventId: event.id, quantity: 1, buyer: aBuyer() } }),
  'bookings.reserve, a buyer by grant': async world => ({
    body: { eventId: await resold(world, await ofOrganizer(world)), quantity: 1, buyer: aBuyer() },
  }),
  'bookings.reserve, of a test event': async world => ({ body: { eventId: (await testOf(world)).id, quantity: 1 } }),
  'bookings.reserve, a buyer of a test event': async world => ({
    body: { eventId: (await testOf(world)).id, quantity: 1, buyer: aBuyer() },
  }),
  'bookings.getReservation': ofReservation,
  'bookings.releaseReservation': ofReservation,
  'bookings.confirm': async world => ({
    body: { reservationId: (await reserved(world)).id, payment: { token: 'tok_ok' } },
  }),
  'bookings.list': nothing,
  'bookings.get': ofBooking,
  'bookings.cancel': ofBooking,
  'bookings.cancelTickets': async world => {
    const { id, tickets } = await booked(world)
    return { params: { bookingId: id as string }, body: { ticketIds: [(tickets as { id: string }[])[0]!.id] } }
  },
  'bookings.listRefunds': ofBooking,
  'bookings.refund': async world => ({ ...(await ofBooking(world)), body: { amountMinor: 1, reason: 'Sorry' } }),
  'bookings.setHolders': async world => {
    const { bookingId, ticketId } = await ofTicket(world)
    return { params: { bookingId }, body: { tickets: [{ ticketId, holder: { name: 'Grace Hopper' } }] } }
  },
  'bookings.transferTicket': async world => ({
    params: await ofTicket(world),
    body: { holder: { name: 'Grace Hopper' } },
  }),
  'bookings.listTransfers': async world => ({ params: await ofTicket(world) }),
  'bookings.retryRefund': async world => ({ params: { bookingId: await refundGivenUp(world) } }),
  'bookings.listForEvent': ofEvent,
  'bookings.getTicketQr': async world => ({ params: await ofTicket(world) }),
  'bookings.getCalendar': ofBooking,
  'bookings.listTickets': ofEvent,
  'bookings.listCheckIns': ofEvent,
  'bookings.getCheckInKey': ofEvent,
  'bookings.getCheckInList': ofEvent,
  'bookings.checkIn': world => ofEvent(world, { body: aScan() }),
  'bookings.checkInBatch': world => ofEvent(world, { body: { scans: [aScan(), aScan()] } }),
  'bookings.joinWaitlist': async world => ({ body: { eventId: (await full(world)).id, quantity: 1 } }),
  'bookings.joinWaitlist, a buyer': async world => ({
    body: { eventId: (await full(world)).id, quantity: 1, buyer: aBuyer() },
  }),
  'bookings.joinWaitlist, a buyer by grant': async world => ({
    body: { eventId: await resold(world, await full(world)), quantity: 1, buyer: aBuyer() },
  }),
  'bookings.joinWaitlist, of a test event': async world => ({
    body: { eventId: (await fullTest(world)).id, quantity: 1 },
  }),
  'bookings.joinWaitlist, a buyer of a test event': async world => ({
    body: { eventId: (await fullTest(world)).id, quantity: 1, buyer: aBuyer() },
  }),
  'bookings.listWaitlistEntries': nothing,
  'bookings.getWaitlistEntry': ofEntry,
  'bookings.changeWaitlistEntry': world => ofEntry(world, { body: { acceptFewer: true } }),
  'bookings.leaveWaitlist': ofEntry,
  'bookings.acceptOffer': ofOffer,
  'bookings.declineOffer': ofOffer,
  // Payments don't go through Stripe here: no signature is sound.
  'bookings.getPaymentProvider': nothing,
  'bookings.receiveStripeWebhook': () => ({
    body: { id: 'evt_1PXa2b3c4d5e6f7g', object: 'event', type: 'payment_intent.succeeded', data: { object: {} } },
    headers: { 'stripe-signature': 't=1,v1=0' },
  }),

  'webhooks.listActivity': nothing,
  'webhooks.listEndpoints': nothing,
  'webhooks.createEndpoint': () => ({ body: anEndpointBody() }),
  'webhooks.putEndpoint': () => ({ params: { externalId: `shop-${++serial}` }, body: anEndpointBody() }),
  'webhooks.getEndpoint': ofEndpoint,
  'webhooks.updateEndpoint': world => ofEndpoint(world, { body: { description: 'Another' }, headers: anyVersion }),
  'webhooks.deleteEndpoint': ofEndpoint,
  'webhooks.rotateSecret': ofEndpoint,
  'webhooks.sendTest': world => ofEndpoint(world, { body: { type: 'booking.confirmed' } }),
  'webhooks.listDeliveries': ofEndpoint,
  'webhooks.getDelivery': ofDelivery,
  'webhooks.redeliver': ofDelivery,

  'search.search': () => ({ query: { q: 'Evening' } }),
  'search.suggest': () => ({ query: { q: 'Eve' } }),
  'search.reindex': nothing,

  'meta.live': nothing,
  'meta.ready': nothing,
  'meta.metrics': nothing,
  'meta.document': nothing,
  'meta.docs': nothing,
  'meta.problem': () => ({ params: { code: 'sold_out' } }),
}
