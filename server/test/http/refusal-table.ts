// How to be refused: for every operation that changes something that is there, each refusal that it names.
import {
  aBooking,
  afterHoldsExpire,
  anAccount,
  anEvent,
  anEventBody,
  aReseller,
  aReservation,
  expectStatus,
  seriesOf,
  inDays,
  type Account,
} from '../support/builders.ts'
import { newId } from '../../src/platform/ids.ts'
import type { TestServer } from '../support/server.ts'
import { aFullEvent, anOffered, aWaiter } from '../waitlist/waitlists.ts'
import { accountRefusals, type Attempt, type Refusals } from './account-refusals.ts'
import { offerRefusals, promotionRefusals } from './promotion-refusals.ts'
import { hasEnded, putRefusals } from './put-refusals.ts'
import { webhookRefusals } from './webhook-refusals.ts'

const unknown = (prefix: string) => `${prefix}_01jz3t5m8qf0vab9x2k4c7d6eh`
const changes = () => ({
  title: 'Another',
  description: 'Other words.',
  tags: ['other'],
  capacity: 150,
  startsAt: inDays(50),
  endsAt: inDays(51),
  timezone: 'Asia/Tokyo',
  externalId: `x-${Math.random()}`,
  waitlistPolicy: { order: 'skip', skipMax: 2 },
  holdsPerBuyerMax: 2,
  holdSeatsPerBuyerMax: 2,
  claimSecondsMax: 2,
})
const typeChanges = { name: 'Another', priceMinor: 1, capacity: 20, maxPerUser: 3, salesEndAt: inDays(3) }
const anyVersion = { 'if-match': '*' }
export const outdated = { 'if-match': '"0.1"' }
const organizer = (server: TestServer) => anAccount(server, { role: 'organizer' })

type Event = Awaited<ReturnType<typeof anEvent>>
const ofEvent = (
  { id, organizer: { token } }: Pick<Event, 'id' | 'organizer'>,
  over: Partial<Attempt> = {},
): Attempt => ({ path: `/admin/events/${id}`, token, ...over })
export const changeOf = (event: Event, over: Partial<Attempt> = {}) =>
  ofEvent(event, { body: changes(), headers: anyVersion, ...over })
const typeOf = (event: Event, over: Partial<Attempt> = {}) =>
  ofEvent(event, { path: `/admin/events/${event.id}/ticket-types/${event.ticketTypes[0]!.id}`, ...over })
const typeChangeOf = (event: Event, over: Partial<Attempt> = {}) =>
  typeOf(event, { body: typeChanges, headers: anyVersion, ...over })
const stepOf = (event: Event, name: string, over: Partial<Attempt> = {}) =>
  ofEvent(event, { path: `/admin/events/${event.id}/${name}`, ...over })

async function anEnded(server: TestServer, over: Readonly<Record<string, unknown>> = {}) {
  const event = await anEvent(server, over)
  await hasEnded(server, event)
  return event
}
const weekly = { rrule: 'FREQ=WEEKLY;COUNT=2' }
/** Of drafts: nothing of it is still on its way to the search. */
async function aSeries(server: TestServer) {
  const event = await aDraft(server)
  await seriesOf(server, event)
  return event
}
async function aFull(server: TestServer) {
  const event = await anEvent(server, { capacity: 20 })
  await aReservation(server, event, { quantity: 20 })
  return event
}
const aScan = { code: '7K2M-9QXD-4T8B-0ZRW', scanId: 'scan-1' }
async function aReusedScan(server: TestServer, path: string, body: object) {
  const event = await anEvent(server)
  const { token } = event.organizer
  expectStatus(await server.call('POST', `/admin/events/${event.id}/check-ins`, { token, body: aScan }), 200)
  return stepOf(event, path, { body })
}
const ticketOf = (booking: Awaited<ReturnType<typeof aBooking>>) => (booking['tickets'] as { id: string }[])[0]!.id
async function aHolder(server: TestServer): Promise<Attempt> {
  const booking = await aBooking(server, await anEvent(server))
  const body = { tickets: [{ ticketId: ticketOf(booking), holder: { name: 'Grace Hopper' } }] }
  return { path: `/bookings/${booking.id}/holders`, token: booking.buyer.token, body }
}
async function aTransfer(server: TestServer): Promise<Attempt> {
  const booking = await aBooking(server, await anEvent(server))
  const path = `/bookings/${booking.id}/tickets/${ticketOf(booking)}/transfer`
  return { path, token: booking.buyer.token, body: { holder: { name: 'Grace Hopper' } } }
}
/** The same after the booking was cancelled. */
async function withoutBooking(server: TestServer, attempt: Attempt): Promise<Attempt> {
  const { path, token } = attempt
  expectStatus(await server.call('DELETE', path.replace(/(bkg_\w+).*/, '$1'), { token: token! }), 200)
  return attempt
}
const addingReseller = async (server: TestServer, event: Event) =>
  stepOf(event, 'resellers', { body: { accountId: (await anAccount(server)).id, seatsMax: 50 } })
async function ofReseller(server: TestServer) {
  const [event, account] = [await anEvent(server), await anAccount(server)]
  await aReseller(server, event, account)
  return stepOf(event, `resellers/${account.id}`)
}

const aTest = (server: TestServer) => anEvent(server, { test: true })
const aDraft = (server: TestServer, over: Readonly<Record<string, unknown>> = {}) =>
  anEvent(server, { publish: false, ...over })

async function aVenue(server: TestServer, over: Partial<Attempt> = {}): Promise<Attempt> {
  const owner = await organizer(server)
  const { body } = expectStatus(
    await server.call('POST', '/admin/venues', {
      token: owner.token,
      body: { name: 'The Hall', city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna' },
    }),
    201,
  )
  return { path: `/admin/venues/${body.id}`, token: owner.token, ...over }
}
const venueChanges = { body: { name: 'Another', city: 'Linz', timezone: 'Asia/Tokyo' }, headers: anyVersion }
const ofBooking = ({ id, buyer }: { id: string; buyer: Account }): Attempt => ({
  path: `/bookings/${id}`,
  token: buyer.token,
})
const ofReservation = ({ id, buyer }: { id: string; buyer: Account }): Attempt => ({
  path: `/bookings/reservations/${id}`,
  token: buyer.token,
})

const asAttendee = (attempt: (server: TestServer) => Promise<Attempt>) => async (server: TestServer) => ({
  ...(await attempt(server)),
  token: (await anAccount(server)).token,
})
const asStranger = (attempt: (server: TestServer) => Promise<Attempt>) => async (server: TestServer) => ({
  ...(await attempt(server)),
  token: (await organizer(server)).token,
})
/** Of an operation for those who run the thing: `notFound` is what all others are told. */
const ofOrganizer = (
  notFound: string,
  wellFormed: (server: TestServer) => Promise<Attempt>,
  malformed: Partial<Attempt>,
): Refusals => ({
  forbidden: asAttendee(wellFormed),
  [notFound]: asStranger(wellFormed),
  validation_failed: async server => ({ ...(await wellFormed(server)), ...malformed }),
})

/** By operation, and by the code of the refusal. */
export const refusalTable: Readonly<Record<string, Refusals>> = {
  ...accountRefusals,
  ...webhookRefusals,
  ...putRefusals,
  ...promotionRefusals,
  'events.updateVenue': {
    ...ofOrganizer('venue_not_found', server => aVenue(server, venueChanges), {
      body: { name: 'Another', timezone: 'Europe/Atlantis' },
    }),
    precondition_failed: server => aVenue(server, { ...venueChanges, headers: outdated }),
    precondition_required: server => aVenue(server, { body: venueChanges.body }),
    async external_id_taken(server) {
      const attempt = await aVenue(server, venueChanges)
      const body = { ...venueChanges.body, country: 'AT', externalId: 'taken' }
      expectStatus(await server.call('POST', '/admin/venues', { token: attempt.token, body }), 201)
      return { ...attempt, body: { ...venueChanges.body, externalId: 'taken' } }
    },
  },
  'events.deleteVenue': {
    ...ofOrganizer('venue_not_found', server => aVenue(server), { path: '/admin/venues/ven_x' }),
    async venue_in_use(server) {
      const event = await anEvent(server)
      return ofEvent(event, { path: `/admin/venues/${(event['venue'] as { id: string }).id}` })
    },
  },
  'events.update': {
    ...ofOrganizer('event_not_found', async server => changeOf(await anEvent(server)), {
      body: { ...changes(), timezone: 'Europe/Atlantis' },
    }),
    precondition_failed: async server => changeOf(await anEvent(server), { headers: outdated }),
    precondition_required: async server => changeOf(await anEvent(server), { headers: {} }),
    venue_not_found: async server =>
      changeOf(await anEvent(server), { body: { ...changes(), venueId: unknown('ven') } }),
    event_not_editable: async server => changeOf(await anEnded(server)),
    start_in_past: async server => changeOf(await anEvent(server), { body: { ...changes(), startsAt: inDays(-1) } }),
    async external_id_taken(server) {
      const owner = await organizer(server)
      await anEvent(server, { organizer: owner, externalId: 'taken' })
      return changeOf(await anEvent(server, { organizer: owner }), { body: { ...changes(), externalId: 'taken' } })
    },
    capacity_below_taken: async server => changeOf(await aFull(server), { body: { ...changes(), capacity: 19 } }),
  },
  'events.delete': {
    ...ofOrganizer('event_not_found', async server => ofEvent(await aDraft(server)), { path: '/admin/events/evt_x' }),
    event_not_draft: async server => ofEvent(await anEvent(server)),
  },
  'events.publish': {
    ...ofOrganizer('event_not_found', async server => stepOf(await aDraft(server), 'publish'), {
      path: '/admin/events/evt_x/publish',
    }),
    event_not_draft: async server => stepOf(await anEvent(server), 'publish'),
    event_not_publishable: async server => stepOf(await aDraft(server, { startsAt: inDays(-1) }), 'publish'),
  },
  'events.cancel': {
    ...ofOrganizer('event_not_found', async server => stepOf(await anEvent(server), 'cancel'), {
      path: '/admin/events/evt_x/cancel',
    }),
    event_not_published: async server => stepOf(await aDraft(server), 'cancel'),
    event_not_editable: async server => stepOf(await anEnded(server), 'cancel'),
  },
  'events.advanceClock': {
    ...ofOrganizer(
      'event_not_found',
      async server => stepOf(await aTest(server), 'test-clock', { body: { advanceSeconds: 60 } }),
      { body: { advanceSeconds: 0 } },
    ),
    event_not_test: async server => stepOf(await anEvent(server), 'test-clock', { body: { advanceSeconds: 60 } }),
    event_not_editable: async server =>
      stepOf(await anEnded(server, { test: true }), 'test-clock', { body: { advanceSeconds: 60 } }),
  },
  'inventory.addReseller': {
    ...ofOrganizer('event_not_found', async server => addingReseller(server, await anEvent(server)), {
      body: { seatsMax: 50 },
    }),
    user_not_found: async server => {
      const body = { accountId: unknown('usr'), seatsMax: 50 }
      return stepOf(await anEvent(server), 'resellers', { body })
    },
    async reseller_is_organizer(server) {
      const event = await anEvent(server)
      return stepOf(event, 'resellers', { body: { accountId: event.organizer.id, seatsMax: 50 } })
    },
    async reseller_limit_reached(server) {
      const event = await anEvent(server)
      const others = Array.from({ length: 100 }, () => ({ event_id: event.id, account_id: newId('usr'), seats_max: 1 }))
      await server.databases.events.knex('resellers').insert(others)
      return addingReseller(server, event)
    },
  },
  'bookings.checkIn': {
    ...ofOrganizer('event_not_found', async server => stepOf(await anEvent(server), 'check-ins', { body: aScan }), {
      body: { ...aScan, scanId: 'a blank' },
    }),
    scan_id_reused: server => aReusedScan(server, 'check-ins', { ...aScan, code: 'ANOTHER' }),
  },
  'bookings.checkInBatch': {
    ...ofOrganizer(
      'event_not_found',
      async server => stepOf(await anEvent(server), 'check-ins/batch', { body: { scans: [aScan] } }),
      { body: { scans: [] } },
    ),
    scan_id_reused: server => aReusedScan(server, 'check-ins/batch', { scans: [{ ...aScan, code: 'ANOTHER' }] }),
  },
  'inventory.removeReseller': {
    ...ofOrganizer('event_not_found', async server => ofReseller(server), {
      path: '/admin/events/evt_x/resellers/usr_x',
    }),
    reseller_not_found: async server => stepOf(await anEvent(server), `resellers/${unknown('usr')}`),
  },
  'events.duplicate': {
    ...ofOrganizer('event_not_found', async server => stepOf(await anEvent(server), 'duplicate', { body: {} }), {
      body: { endsAt: inDays(1) },
    }),
    async external_id_taken(server) {
      const event = await anEvent(server, { externalId: 'taken' })
      return stepOf(event, 'duplicate', { body: { externalId: 'taken' } })
    },
  },
  'events.createSeries': {
    ...ofOrganizer('event_not_found', async server => stepOf(await anEvent(server), 'series', { body: weekly }), {
      body: { rrule: 'FREQ=WEEKLY' },
    }),
    event_in_series: async server => stepOf(await aSeries(server), 'series', { body: weekly }),
    event_not_editable: async server => stepOf(await anEnded(server), 'series', { body: weekly }),
    async event_not_publishable(server) {
      const event = await anEvent(server)
      // Begun, but not over: its copies would have begun too.
      const begun = { starts_at: new Date(Date.now() - 3 * 86_400_000), ends_at: new Date(Date.now() + 3_600_000) }
      await server.databases.events.knex('events').where({ id: event.id }).update(begun)
      return stepOf(event, 'series', { body: { rrule: 'FREQ=DAILY;COUNT=2' } })
    },
  },
  'events.updateSeries': {
    ...ofOrganizer(
      'event_not_found',
      async server => stepOf(await aSeries(server), 'series', { body: { capacity: 90 } }),
      {
        body: { localStartTime: '25:00' },
      },
    ),
    event_not_in_series: async server => stepOf(await anEvent(server), 'series', { body: { capacity: 90 } }),
  },
  'events.publishSeries': {
    ...ofOrganizer('event_not_found', async server => stepOf(await aSeries(server), 'series/publish'), {
      path: '/admin/events/evt_x/series/publish',
    }),
    event_not_in_series: async server => stepOf(await anEvent(server), 'series/publish'),
  },
  'events.cancelSeries': {
    ...ofOrganizer('event_not_found', async server => stepOf(await aSeries(server), 'series/cancel'), {
      path: '/admin/events/evt_x/series/cancel',
    }),
    event_not_in_series: async server => stepOf(await anEvent(server), 'series/cancel'),
  },
  'events.addTicketType': {
    ...ofOrganizer(
      'event_not_found',
      async server => stepOf(await anEvent(server), 'ticket-types', { body: aType() }),
      { body: { ...aType(), capacity: 101 } },
    ),
    event_not_editable: async server => stepOf(await anEnded(server), 'ticket-types', { body: aType() }),
    currency_mismatch: async server =>
      stepOf(await anEvent(server), 'ticket-types', { body: { ...aType(), currency: 'USD' } }),
    external_id_taken: async server =>
      stepOf(await withTwoTypes(server), 'ticket-types', { body: { ...aType(), name: 'Third', externalId: 'second' } }),
    ticket_type_name_taken: async server =>
      stepOf(await anEvent(server), 'ticket-types', { body: { ...aType(), name: 'GENERAL admission ' } }),
    async ticket_type_limit_reached(server) {
      const { priceMinor: _, currency: __, ...unpriced } = anEventBody()
      const owner = await organizer(server)
      const { body } = expectStatus(
        await server.call('POST', '/admin/events', {
          token: owner.token,
          body: { ...unpriced, ticketTypes: Array.from({ length: 50 }, (_, n) => ({ ...aType(), name: `Row ${n}` })) },
        }),
        201,
      )
      return { path: `/admin/events/${body.id}/ticket-types`, token: owner.token, body: aType() }
    },
  },
  'events.updateTicketType': {
    ...ofOrganizer('event_not_found', async server => typeChangeOf(await anEvent(server)), {
      body: { ...typeChanges, capacity: 101 },
    }),
    precondition_failed: async server => typeChangeOf(await anEvent(server), { headers: outdated }),
    precondition_required: async server => typeChangeOf(await anEvent(server), { headers: {} }),
    ticket_type_not_found: async server => {
      const event = await anEvent(server)
      return typeChangeOf(event, { path: `/admin/events/${event.id}/ticket-types/${unknown('tkt')}` })
    },
    event_not_editable: async server => typeChangeOf(await anEnded(server)),
    ticket_type_name_taken: async server => typeChangeOf(await withTwoTypes(server), { body: { name: aType().name } }),
    external_id_taken: async server =>
      typeChangeOf(await withTwoTypes(server), { body: { ...typeChanges, externalId: 'second' } }),
    capacity_below_taken: async server => typeChangeOf(await aFull(server), { body: { ...typeChanges, capacity: 19 } }),
    ticket_type_in_use: async server => typeChangeOf(await anEvent(server), { body: { hidden: true } }),
  },
  'events.deleteTicketType': {
    ...ofOrganizer('event_not_found', async server => typeOf(await withTwoTypes(server)), {
      path: `/admin/events/${unknown('evt')}/ticket-types/tkt_x`,
    }),
    ticket_type_not_found: async server => {
      const event = await withTwoTypes(server)
      return typeOf(event, { path: `/admin/events/${event.id}/ticket-types/${unknown('tkt')}` })
    },
    event_not_editable: async server => typeOf(await anEnded(server)),
    ticket_type_in_use: async server => typeOf(await anEvent(server)),
  },
  'bookings.releaseReservation': {
    validation_failed: async server => ({
      ...ofReservation(await aReservation(server, await anEvent(server))),
      path: '/bookings/reservations/rsv_x',
    }),
    reservation_not_found: asStranger(async server => ofReservation(await aReservation(server, await anEvent(server)))),
    async reservation_expired(server) {
      const reservation = await aReservation(server, await anEvent(server))
      await afterHoldsExpire(server, reservation['eventId'] as string)
      await server.server.domains.inventory.expireHolds(100)
      return ofReservation(reservation)
    },
    async reservation_not_held(server) {
      const booking = await aBooking(server, await anEvent(server))
      return { ...ofBooking(booking), path: `/bookings/reservations/${booking['reservationId'] as string}` }
    },
  },
  'bookings.cancel': {
    validation_failed: async server => ({
      ...ofBooking(await aBooking(server, await anEvent(server))),
      path: '/bookings/bkg_x',
    }),
    booking_not_found: asStranger(async server => ofBooking(await aBooking(server, await anEvent(server)))),
    async booking_not_cancellable(server) {
      const booking = await aBooking(server, await anEvent(server))
      await server.databases.events
        .knex('events')
        .where({ id: booking['eventId'] })
        .update({ starts_at: inDays(-1) })
      return ofBooking(booking)
    },
  },
  'bookings.setHolders': {
    validation_failed: async server => ({ ...(await aHolder(server)), body: { tickets: [] } }),
    booking_not_found: asStranger(server => aHolder(server)),
    ticket_not_found: async server => {
      const attempt = await aHolder(server)
      return { ...attempt, body: { tickets: [{ ticketId: unknown('tic'), holder: { name: 'Grace' } }] } }
    },
    ticket_not_valid: async server => withoutBooking(server, await aHolder(server)),
  },
  'bookings.transferTicket': {
    validation_failed: async server => ({ ...(await aTransfer(server)), body: { holder: {} } }),
    booking_not_found: asStranger(server => aTransfer(server)),
    ticket_not_found: async server => {
      const { path, ...attempt } = await aTransfer(server)
      return { ...attempt, path: path.replace(/tic_\w+/, unknown('tic')) }
    },
    ticket_not_transferable: async server => withoutBooking(server, await aTransfer(server)),
  },
  'bookings.retryRefund': {
    ...ofOrganizer('booking_not_found', server => aRetriedRefund(server), {
      path: '/admin/bookings/bkg_x/retry-refund',
    }),
    refund_not_failed: server => aRetriedRefund(server),
  },
  'bookings.changeWaitlistEntry': {
    validation_failed: async server => ({ ...(await ofEntry(server, '')), body: { quantity: 0, acceptFewer: true } }),
    waitlist_entry_not_found: asStranger(lessOf),
    entry_not_waiting: async server => ({ ...(await ofOffer(server, '')), body: { acceptFewer: true } }),
    wish_raised: async server => ({ ...(await ofEntry(server, '')), body: { quantity: 2, acceptFewer: true } }),
  },
  'bookings.leaveWaitlist': {
    validation_failed: async server => ({ ...(await ofEntry(server, '')), path: '/waitlist/wle_x' }),
    waitlist_entry_not_found: asStranger(server => ofEntry(server, '')),
  },
  'bookings.acceptOffer': {
    validation_failed: async server => ({ ...(await ofOffer(server, '/accept')), path: '/waitlist/wle_x/accept' }),
    waitlist_entry_not_found: asStranger(server => ofOffer(server, '/accept')),
    ...offerRefusals,
    no_open_offer: server => ofEntry(server, '/accept'),
    async sales_closed(server) {
      const { event, waiter } = await anOffered(server)
      await server.databases.events
        .knex('ticket_types')
        .where({ event_id: event.id })
        .update({ sales_end_at: inDays(-1) })
      return { path: `/waitlist/${waiter.id}/accept`, token: waiter.buyer.token }
    },
  },
  'bookings.declineOffer': {
    validation_failed: async server => ({ ...(await ofOffer(server, '/decline')), path: '/waitlist/wle_x/decline' }),
    waitlist_entry_not_found: asStranger(server => ofOffer(server, '/decline')),
    no_open_offer: server => ofEntry(server, '/decline'),
  },
}

function aType() {
  return { name: 'Balcony', priceMinor: 4_000, currency: 'EUR', capacity: 10, maxPerUser: 2 }
}
async function withTwoTypes(server: TestServer) {
  const event = await anEvent(server)
  expectStatus(
    await server.call('POST', `/admin/events/${event.id}/ticket-types`, {
      token: event.organizer.token,
      body: { ...aType(), externalId: 'second' },
    }),
    201,
  )
  return event
}
async function aRetriedRefund(server: TestServer): Promise<Attempt> {
  const event = await anEvent(server)
  return ofEvent(event, { path: `/admin/bookings/${(await aBooking(server, event)).id}/retry-refund` })
}
/** Somebody who waits. */
async function ofEntry(server: TestServer, step: string): Promise<Attempt> {
  const { id, buyer } = await aWaiter(server, await aFullEvent(server))
  return { path: `/waitlist/${id}${step}`, token: buyer.token }
}
async function lessOf(server: TestServer): Promise<Attempt> {
  return { ...(await ofEntry(server, '')), body: { acceptFewer: true } }
}
async function ofOffer(server: TestServer, step: string): Promise<Attempt> {
  const {
    waiter: { id, buyer },
  } = await anOffered(server)
  return { path: `/waitlist/${id}${step}`, token: buyer.token }
}
