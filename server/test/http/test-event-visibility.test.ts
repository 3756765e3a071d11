// Who sees a test event: of every operation, what strangers are told of it. To them it isn't there.
import { expect } from 'chai'
import { operationFacts } from '../../src/contract/generated/operation-facts.ts'
import type { OperationId } from '../../src/contract/types.ts'
import {
  aBooking,
  anAccount,
  anEvent,
  anEventBody,
  aReseller,
  aReservation,
  expectProblem,
  expectStatus,
  seriesOf,
  theAdmin,
  type Account,
} from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type Answer } from '../support/server.ts'
import { aWaiter } from '../waitlist/waitlists.ts'
import { entryOf, fullOf, offerOf, promotionOf, reservationOf } from './test-event-world.ts'
import type { Attempt, Event, World } from './test-event-world.ts'

const word = 'Zweitvorstellung'

/**
 * `hidden`: a sound request about a test event, and what a stranger is told. `listed`: where test events might be told
 * of, and what of it names one; `toOwner`: the organizer finds it there. `without`: an operation that no event is in.
 */
type Row =
  | { readonly hidden: (world: World) => Promise<Attempt> | Attempt; readonly code: string }
  | {
      readonly listed: (world: World) => Attempt
      readonly toOwner: boolean
      readonly toAdmin: boolean
      /** A test event and a live one, as they are told of there. */
      readonly traceOf: (event: Event) => string
      /** Test events have a list of their own, which is what is asked for. */
      readonly apart?: true
    }
  | { readonly without: string }

const ofEvent =
  (path: string, over: Omit<Attempt, 'path'> = {}) =>
  ({ event }: World): Attempt => ({ path: path.replace('EVENT', event.id), ...over })
const ofDraft = (path: string) =>
  hiddenEvent(async ({ server, organizer }) => ({
    path: `/admin/events/${(await anEvent(server, { organizer, test: true, publish: false })).id}${path}`,
  }))
const ofSeries = (path: string, over: Omit<Attempt, 'path'> = {}) =>
  hiddenEvent(async ({ server, organizer }) => {
    const { data } = await seriesOf(server, await anEvent(server, { organizer, test: true }))
    return { path: `/admin/events/${data[0]!.eventId}/${path}`, ...over }
  })
const grace = { holder: { name: 'Grace Hopper' } }
const aRefund = { amountMinor: 1, reason: 'Sorry' }
const anyVersion = { 'if-match': '*' }
const aCode = { code: 'X', kind: 'access' }
const hiddenEvent = (hidden: (world: World) => Promise<Attempt> | Attempt): Row => ({ hidden, code: 'event_not_found' })
const traceOfId = ({ id }: Event) => id

const hiddenBooking = (attempt: (path: string, ticketId: string) => Attempt): Row => ({
  async hidden({ server, organizer, event }) {
    const { id, tickets } = await aBooking(server, event, { buyer: organizer })
    return attempt(`/bookings/${id}`, (tickets as { id: string }[])[0]!.id)
  },
  code: 'booking_not_found',
})
const anAccountMatter: Row = { without: 'accounts have no events' }
const aPublicPage: Row = { without: 'a page about the server' }
const anEndpointMatter: Row = { without: "endpoints are an account's own, and name no event" }
const aVenueMatter: Row = { without: 'venues are shared by events, and name none' }

const table: Readonly<Record<string, Row>> = {
  'users.register': anAccountMatter,
  'users.login': anAccountMatter,
  'users.refresh': anAccountMatter,
  'users.logout': anAccountMatter,
  'users.requestPasswordReset': anAccountMatter,
  'users.confirmPasswordReset': anAccountMatter,
  'users.requestEmailVerification': anAccountMatter,
  'users.confirmEmailVerification': anAccountMatter,
  'users.getProfile': anAccountMatter,
  'users.updateProfile': anAccountMatter,
  'users.deleteProfile': anAccountMatter,
  'users.changePassword': anAccountMatter,
  'users.eraseBuyer': anAccountMatter,
  'users.listSessions': anAccountMatter,
  'users.endSession': anAccountMatter,
  'users.listApiKeys': anAccountMatter,
  'users.createApiKey': anAccountMatter,
  'users.deleteApiKey': anAccountMatter,
  'users.listUsers': anAccountMatter,
  'users.updateUser': anAccountMatter,
  'users.sendPasswordReset': anAccountMatter,

  'events.list': {
    listed: () => ({ path: '/events', query: { limit: 100 } }),
    toOwner: false,
    toAdmin: false,
    traceOf: traceOfId,
  },
  'events.get': hiddenEvent(ofEvent('/events/EVENT')),
  'events.listVenues': aVenueMatter,
  'events.getVenue': aVenueMatter,
  'events.createVenue': aVenueMatter,
  'events.putVenue': aVenueMatter,
  'events.updateVenue': aVenueMatter,
  'events.deleteVenue': aVenueMatter,
  'events.listManaged': {
    listed: () => ({ path: '/admin/events', query: { limit: 100 } }),
    toOwner: true,
    toAdmin: true,
    traceOf: traceOfId,
  },
  'events.create': { without: 'the event is not there yet' },
  'events.put': { without: "an external id is the caller's own: nobody else's event has it" },
  'events.update': hiddenEvent(ofEvent('/admin/events/EVENT', { body: { description: 'x' }, headers: anyVersion })),
  'events.delete': ofDraft(''),
  'events.publish': ofDraft('/publish'),
  'events.cancel': hiddenEvent(async ({ server, organizer }) => ({
    path: `/admin/events/${(await anEvent(server, { organizer, test: true })).id}/cancel`,
  })),
  'events.advanceClock': hiddenEvent(ofEvent('/admin/events/EVENT/test-clock', { body: { advanceSeconds: 1 } })),
  'events.duplicate': hiddenEvent(ofEvent('/admin/events/EVENT/duplicate', { body: {} })),
  'events.createSeries': hiddenEvent(ofEvent('/admin/events/EVENT/series', { body: { rrule: 'FREQ=WEEKLY;COUNT=2' } })),
  'events.getSeries': {
    hidden: async ({ server, organizer }) => ({
      path: `/series/${(await seriesOf(server, await anEvent(server, { organizer, test: true }))).seriesId}`,
    }),
    code: 'series_not_found',
  },
  'events.listSeries': { without: "series are an account's own: nobody else is shown one" },
  'events.updateSeries': ofSeries('series', { body: { description: 'x' } }),
  'events.publishSeries': ofSeries('series/publish'),
  'events.cancelSeries': ofSeries('series/cancel'),
  'events.addTicketType': hiddenEvent(async ({ server, organizer }) => ({
    path: `/admin/events/${(await anEvent(server, { organizer, test: true })).id}/ticket-types`,
    body: { name: 'Balcony', priceMinor: 1, currency: 'EUR' },
  })),
  'events.updateTicketType': hiddenEvent(({ event }) => ({
    path: `/admin/events/${event.id}/ticket-types/${event.ticketTypes[0]!.id}`,
    body: { maxPerUser: 99 },
    headers: anyVersion,
  })),
  'events.deleteTicketType': hiddenEvent(async ({ server, organizer }) => {
    const ticketTypes = ['Stalls', 'Balcony'].map(name => ({ name, priceMinor: 1, currency: 'EUR' }))
    const body = anEventBody({ test: true, priceMinor: undefined, currency: undefined, ticketTypes })
    const made = expectStatus(await server.call('POST', '/admin/events', { token: organizer.token, body }), 201)
      .body as Event
    return { path: `/admin/events/${made.id}/ticket-types/${made.ticketTypes[1]!.id}` }
  }),
  'inventory.getAvailability': hiddenEvent(ofEvent('/events/EVENT/availability')),
  'inventory.streamAvailability': hiddenEvent(ofEvent('/events/EVENT/stream')),
  'inventory.listWaitlist': hiddenEvent(ofEvent('/admin/events/EVENT/waitlist')),
  'inventory.listResellers': hiddenEvent(ofEvent('/admin/events/EVENT/resellers')),
  'inventory.addReseller': hiddenEvent(async ({ server, event }) => ({
    path: `/admin/events/${event.id}/resellers`,
    body: { accountId: (await anAccount(server)).id, seatsMax: 50 },
  })),
  'inventory.removeReseller': hiddenEvent(async ({ server, organizer, event }) => {
    const account = await anAccount(server)
    await aReseller(server, { id: event.id, organizer }, account)
    return { path: `/admin/events/${event.id}/resellers/${account.id}` }
  }),
  'inventory.listPromotions': hiddenEvent(ofEvent('/admin/events/EVENT/promotions')),
  'inventory.createPromotion': hiddenEvent(ofEvent('/admin/events/EVENT/promotions', { body: aCode })),
  'inventory.updatePromotion': hiddenEvent(async w => ({ path: await promotionOf(w), body: { usesMax: 5 } })),
  'inventory.deletePromotion': hiddenEvent(async w => ({ path: await promotionOf(w) })),
  'inventory.listMovements': hiddenEvent(ofEvent('/admin/events/EVENT/movements')),
  'inventory.getStats': hiddenEvent(ofEvent('/admin/events/EVENT/stats')),
  'inventory.auditEvent': hiddenEvent(ofEvent('/admin/events/EVENT/audit')),
  'inventory.auditAll': { without: "for admins, who see every organizer's events" },
  'inventory.getAuditProgress': { without: "for admins, who see every organizer's events" },
  'bookings.reserve': hiddenEvent(({ event }) => ({
    path: '/bookings/reserve',
    body: { eventId: event.id, quantity: 1 },
  })),
  'bookings.getReservation': {
    hidden: async world => ({ path: await reservationOf(world) }),
    code: 'reservation_not_found',
  },
  'bookings.releaseReservation': {
    hidden: async world => ({ path: await reservationOf(world) }),
    code: 'reservation_not_found',
  },
  'bookings.confirm': {
    async hidden({ server, organizer, event }) {
      const { id } = await aReservation(server, event, { buyer: organizer })
      return { path: '/bookings/confirm', body: { reservationId: id, payment: { token: 'tok_ok' } } }
    },
    code: 'reservation_not_found',
  },
  'bookings.list': { listed: () => ({ path: '/bookings' }), toOwner: true, toAdmin: false, traceOf: traceOfId },
  'bookings.get': hiddenBooking(path => ({ path })),
  'bookings.cancel': hiddenBooking(path => ({ path })),
  'bookings.cancelTickets': hiddenBooking((path, ticketId) => ({
    path: `${path}/cancel-tickets`,
    body: { ticketIds: [ticketId] },
  })),
  'bookings.listRefunds': hiddenBooking(path => ({ path: `/admin${path}/refunds` })),
  'bookings.refund': hiddenBooking(path => ({ path: `/admin${path}/refunds`, body: aRefund })),
  'bookings.setHolders': hiddenBooking((path, ticketId) => ({
    path: `${path}/holders`,
    body: { tickets: [{ ticketId, ...grace }] },
  })),
  'bookings.transferTicket': hiddenBooking((path, id) => ({ path: `${path}/tickets/${id}/transfer`, body: grace })),
  'bookings.listTransfers': hiddenBooking((path, ticketId) => ({ path: `${path}/tickets/${ticketId}/transfers` })),
  'bookings.retryRefund': {
    async hidden(world) {
      const { server, organizer, event } = world
      const { id } = await aBooking(server, event, { buyer: organizer, token: 'tok_refund_fails' })
      expectStatus(await server.call('DELETE', `/bookings/${id}`, { token: organizer.token }), 200)
      const { knex } = server.databases.bookings
      await knex('refunds').where({ booking_id: id }).update({ status: 'needs_attention' })
      await knex('bookings').where({ id }).update({ due_at: null, attempts: 31 })
      return { path: `/admin/bookings/${id}/retry-refund` }
    },
    code: 'booking_not_found',
  },
  'bookings.listForEvent': hiddenEvent(ofEvent('/admin/events/EVENT/bookings')),
  'bookings.getTicketQr': hiddenBooking((path, ticketId) => ({ path: `${path}/tickets/${ticketId}/qr` })),
  'bookings.getCalendar': hiddenBooking(path => ({ path: `${path}/calendar` })),
  'bookings.getCheckInKey': hiddenEvent(ofEvent('/admin/events/EVENT/check-in-key')),
  'bookings.getCheckInList': hiddenEvent(ofEvent('/admin/events/EVENT/check-in-list')),
  'bookings.listTickets': hiddenEvent(ofEvent('/admin/events/EVENT/tickets')),
  'bookings.listCheckIns': hiddenEvent(ofEvent('/admin/events/EVENT/check-ins')),
  'bookings.checkIn': hiddenEvent(ofEvent('/admin/events/EVENT/check-ins', { body: { code: 'X', scanId: 'scan-1' } })),
  'bookings.checkInBatch': hiddenEvent(
    ofEvent('/admin/events/EVENT/check-ins/batch', { body: { scans: [{ code: 'X', scanId: 'scan-2' }] } }),
  ),
  'bookings.joinWaitlist': hiddenEvent(async world => ({
    path: '/waitlist/join',
    body: { eventId: (await fullOf(world)).event.id, quantity: 1 },
  })),
  'bookings.listWaitlistEntries': {
    listed: () => ({ path: '/waitlist' }),
    toOwner: true,
    toAdmin: false,
    traceOf: traceOfId,
  },
  'bookings.getWaitlistEntry': {
    hidden: async world => ({ path: `/waitlist/${(await entryOf(world)).id}` }),
    code: 'waitlist_entry_not_found',
  },
  'bookings.changeWaitlistEntry': {
    hidden: async world => ({ path: `/waitlist/${(await entryOf(world)).id}`, body: { acceptFewer: true } }),
    code: 'waitlist_entry_not_found',
  },
  'bookings.leaveWaitlist': {
    hidden: async world => ({ path: `/waitlist/${(await entryOf(world)).id}` }),
    code: 'waitlist_entry_not_found',
  },
  'bookings.acceptOffer': {
    hidden: async world => ({ path: `/waitlist/${(await offerOf(world)).id}/accept` }),
    code: 'waitlist_entry_not_found',
  },
  'bookings.declineOffer': {
    hidden: async world => ({ path: `/waitlist/${(await offerOf(world)).id}/decline` }),
    code: 'waitlist_entry_not_found',
  },
  'bookings.getPaymentProvider': { without: 'about the server, not about an event' },
  'bookings.receiveStripeWebhook': { without: 'for the payment provider' },

  'search.search': {
    listed: () => ({ path: '/search', query: { q: word, limit: 100 } }),
    toOwner: false,
    toAdmin: false,
    traceOf: traceOfId,
  },
  'search.suggest': {
    listed: () => ({ path: '/search/suggestions', query: { q: word.slice(0, 6) } }),
    toOwner: false,
    toAdmin: false,
    traceOf: ({ title }) => String(title),
  },
  'search.reindex': { without: 'for admins; what it puts into the index is looked at below' },

  'webhooks.listActivity': {
    listed: () => ({ path: '/activity', query: { mode: 'test', limit: 100 } }),
    toOwner: true,
    toAdmin: false,
    traceOf: traceOfId,
    apart: true,
  },
  'webhooks.listEndpoints': anEndpointMatter,
  'webhooks.createEndpoint': anEndpointMatter,
  'webhooks.putEndpoint': anEndpointMatter,
  'webhooks.getEndpoint': anEndpointMatter,
  'webhooks.updateEndpoint': anEndpointMatter,
  'webhooks.deleteEndpoint': anEndpointMatter,
  'webhooks.rotateSecret': anEndpointMatter,
  'webhooks.sendTest': anEndpointMatter,
  'webhooks.listDeliveries': anEndpointMatter,
  'webhooks.getDelivery': anEndpointMatter,
  'webhooks.redeliver': anEndpointMatter,
  'meta.live': aPublicPage,
  'meta.ready': aPublicPage,
  'meta.metrics': aPublicPage,
  'meta.document': aPublicPage,
  'meta.docs': aPublicPage,
  'meta.problem': aPublicPage,
}

describe('a test event', function () {
  this.timeout(30_000)
  let world: World
  let live: Event
  /** Strangers, and what each of them is: nobody signs in as the first. */
  let strangers: Readonly<Record<string, Account | undefined>>
  let admin: Account
  before(async () => {
    const server = await startTestServer()
    const organizer = await anAccount(server, { role: 'organizer' })
    admin = await theAdmin(server)
    strangers = {
      nobody: undefined,
      attendee: await anAccount(server),
      'another organizer': await anAccount(server, { role: 'organizer' }),
    }
    const event = await anEvent(server, { organizer, test: true, title: `${word} im Probelauf` })
    live = await anEvent(server, { organizer, title: `${word} im Theater` })
    world = { server, organizer, event }
    // What of each kind there is in lists: everybody lists their own.
    for (const each of [event, live]) await aBooking(server, each, { buyer: organizer })
    for (const test of [true, false]) {
      const full = await anEvent(server, { organizer, test, capacity: 1 })
      await aReservation(server, full, { buyer: organizer })
      waited[test ? 'test' : 'live'] = full
      await aWaiter(server, full, { buyer: organizer })
    }
  })
  after(() => world.server.close())
  const waited: { test?: Event; live?: Event } = {}

  it('is asked for here in every public operation', () => {
    const all = Object.entries(operationFacts).filter(([, { service }]) => !service)
    expect(Object.keys(table)).to.have.members(all.map(([id]) => id))
  })

  const methodOf = (id: string) => operationFacts[id as OperationId].method.toUpperCase()
  const send = (id: string, { path, ...options }: Attempt, by: Account | undefined): Promise<Answer> =>
    world.server.call(methodOf(id), path, { ...options, ...(by && { token: by.token }) })

  /** What somebody is told who would be let in if the thing were theirs, or what stops them before that. */
  function refusalFor(id: string, who: string, code: string) {
    const { authentication, role } = operationFacts[id as OperationId]
    if (who === 'nobody' && authentication === 'required') return 'unauthenticated'
    return who === 'attendee' && role ? 'forbidden' : code
  }

  for (const [id, row] of Object.entries(table)) {
    if ('hidden' in row)
      it(`is not there for strangers, and is for its organizer: ${id}`, async () => {
        const attempt = await row.hidden(world)
        for (const [who, account] of Object.entries(strangers))
          expectProblem(await send(id, attempt, account), refusalFor(id, who, row.code))
        if (attempt.path.endsWith('/stream')) return // it has no end; the matrix opens it
        const { status, text } = await send(id, attempt, world.organizer)
        expect(status, text).to.be.within(200, 299)
      })
    if ('listed' in row)
      it(`is told of to nobody but ${row.toOwner ? 'its organizer' : 'who has its id'}: ${id}`, async () => {
        const isWaited = id === 'bookings.listWaitlistEntries'
        const [test, ordinary] = isWaited ? [waited.test!, waited.live!] : [world.event, live]
        const known = row.apart ? test : ordinary
        const everybody = { ...strangers, organizer: world.organizer, admin }
        const { authentication, role } = operationFacts[id as OperationId]
        for (const [who, account] of Object.entries(everybody)) {
          if ((who === 'nobody' && authentication === 'required') || (who === 'attendee' && role)) continue
          const isTold = (who === 'organizer' && row.toOwner) || (who === 'admin' && row.toAdmin)
          // What is told of the live one is the control: it is listed for whom the test event is not.
          const knows = who === 'organizer' || isTold || !row.toOwner
          const { text } = await eventually(
            async () => expectStatus(await send(id, row.listed(world), account), 200),
            answer => !knows || answer.text.includes(row.traceOf(known)),
            { withinMs: 5_000 },
          )
          expect(text.includes(row.traceOf(test)), `${who}: ${text.slice(0, 300)}`).to.equal(isTold)
        }
      })
  }

  it('is not in the index when that is built anew, nor counted in its facets', async () => {
    const { server } = world
    expectStatus(await server.call('POST', '/admin/search/reindex', { token: admin.token }), 200)
    const { body } = expectStatus(await server.call('GET', '/search', { query: { q: word } }), 200)
    expect(body.data.map(({ id }: { id: string }) => id)).to.deep.equal([live.id])
    expect(JSON.stringify(body.facets)).to.include('"count":1').and.not.include('"count":2')
  })

  it('is found among the test events, or left out of them, by its organizer', async () => {
    const { server, organizer } = world
    const found = async (test: boolean) => {
      const { body } = expectStatus(
        await server.call('GET', '/admin/events', { token: organizer.token, query: { test, limit: 100 } }),
        200,
      )
      return body.data as { id: string; test: boolean }[]
    }
    const [tests, lives] = [await found(true), await found(false)]
    expect(tests.map(({ id }) => id)).to.include(world.event.id)
    expect(lives.map(({ id }) => id)).to.include(live.id)
    expect([tests.every(({ test }) => test), lives.some(({ test }) => test)]).to.deep.equal([true, false])
  })
})
