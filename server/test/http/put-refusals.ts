// How to be refused with what is made or replaced by an external id.
import {
  anAccount,
  anEvent,
  anEventBody,
  aReservation,
  expectStatus,
  inDays,
  type Account,
} from '../support/builders.ts'
import type { TestServer } from '../support/server.ts'
import { nobodysUrl } from '../webhooks/webhooks-server.ts'
import type { Attempt, Refusals } from './account-refusals.ts'

type Over = Readonly<Record<string, unknown>>

const externalId = 'known'
const outdated = { 'if-match': '"0"' }
const organizer = (server: TestServer) => anAccount(server, { role: 'organizer' })

/** Another event than there is: in every part, as far as `over` doesn't say. */
const eventBody = (over: Over = {}) =>
  anEventBody({
    venue: { name: 'Another Hall', city: 'Graz', country: 'AT', timezone: 'Europe/Vienna' },
    description: 'Other words.',
    capacity: 150,
    startsAt: inDays(50),
    endsAt: inDays(51),
    waitlistPolicy: { order: 'skip', skipMax: 2 },
    ...over,
  })
const putEvent = ({ token }: Account, over: Partial<Attempt> = {}): Attempt => ({
  path: `/admin/events/by-external-id/${externalId}`,
  token,
  body: eventBody(),
  ...over,
})
async function known(server: TestServer, over: Over = {}) {
  const owner = await organizer(server)
  return { owner, event: await anEvent(server, { organizer: owner, externalId, ...over }) }
}
/** Replacing an event by this. */
const replacing =
  (body: Over, before: Over = {}) =>
  async (server: TestServer) =>
    putEvent((await known(server, before)).owner, { body: eventBody(body) })
export const hasEnded = (server: TestServer, { id }: { readonly id: string }) =>
  server.databases.events
    .knex('events')
    .where({ id })
    .update({ starts_at: inDays(-2), ends_at: inDays(-1) })
const withSeats = async (server: TestServer, quantity: number, body: object) => {
  const { owner, event } = await known(server)
  await aReservation(server, event, { quantity })
  return putEvent(owner, { body })
}

const venueBody = { name: 'Another Hall', city: 'Graz', country: 'AT', timezone: 'Europe/Vienna' }
async function ofVenue(server: TestServer, over: Partial<Attempt> = {}): Promise<Attempt> {
  const { token } = await organizer(server)
  const body = { name: 'The Hall', city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna', externalId }
  expectStatus(await server.call('POST', '/admin/venues', { token, body }), 201)
  return { path: `/admin/venues/by-external-id/${externalId}`, token, body: venueBody, ...over }
}

const endpointBody = { url: nobodysUrl, types: ['booking.confirmed'] }
async function ofEndpoint(server: TestServer, over: Partial<Attempt> = {}): Promise<Attempt> {
  const { token } = await anAccount(server)
  const body = { ...endpointBody, externalId }
  expectStatus(await server.call('POST', '/webhook-endpoints', { token, body }), 201)
  return {
    path: `/webhook-endpoints/by-external-id/${externalId}`,
    token,
    body: { ...endpointBody, description: 'Another' },
    ...over,
  }
}

export const putRefusals: Readonly<Record<string, Refusals>> = {
  'webhooks.putEndpoint': {
    validation_failed: server => ofEndpoint(server, { body: { ...endpointBody, url: 'https://10.0.0.1/hook' } }),
    precondition_failed: server => ofEndpoint(server, { headers: outdated }),
    async webhook_endpoint_limit_reached(server) {
      const attempt = await ofEndpoint(server)
      for (let n = 1; n < 20; n++)
        expectStatus(await server.call('POST', '/webhook-endpoints', { token: attempt.token, body: endpointBody }), 201)
      return { ...attempt, path: '/webhook-endpoints/by-external-id/one-more' }
    },
  },
  'events.putVenue': {
    forbidden: async server => ({ ...(await ofVenue(server)), token: (await anAccount(server)).token }),
    validation_failed: server => ofVenue(server, { body: { ...venueBody, timezone: 'Europe/Atlantis' } }),
    precondition_failed: server => ofVenue(server, { headers: outdated }),
  },
  'events.put': {
    forbidden: async server => putEvent(await anAccount(server)),
    validation_failed: replacing({ test: true }),
    precondition_failed: async server => putEvent((await known(server)).owner, { headers: outdated }),
    venue_not_found: replacing({ venue: undefined, venueId: 'ven_01jz3t5m8qf0vab9x2k4c7d6eh' }),
    async event_not_editable(server) {
      const { owner, event } = await known(server)
      await hasEnded(server, event) // a cancelled one goes on changing: its bookings follow
      return putEvent(owner)
    },
    event_not_publishable: replacing({ startsAt: inDays(-1), publish: true }, { publish: false }),
    start_in_past: replacing({ startsAt: inDays(-1) }),
    async external_id_taken(server) {
      const { owner } = await known(server)
      const venue = { ...venueBody, externalId: 'hall' }
      expectStatus(await server.call('POST', '/admin/venues', { token: owner.token, body: venue }), 201)
      return putEvent(owner, { body: eventBody({ venue: { ...venue, name: 'A Third Hall' } }) })
    },
    currency_mismatch: replacing({ currency: 'USD' }),
    capacity_below_taken: server => withSeats(server, 20, eventBody({ capacity: 19 })),
    async ticket_type_in_use(server) {
      const { priceMinor: _, currency: __, ...body } = eventBody()
      return withSeats(server, 1, { ...body, ticketTypes: [{ name: 'Balcony', priceMinor: 1, currency: 'EUR' }] })
    },
  },
}
