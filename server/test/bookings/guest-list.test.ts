// Who has booked, as the event's organizer sees it: users as their accounts are now, named buyers as they were named.
// And that nobody else sees it, whatever they ask.
import { expect } from 'chai'
import { operationFacts } from '../../src/contract/generated/operation-facts.ts'
import type { OperationId } from '../../src/contract/types.ts'
import { createBuyers } from '../../src/domains/bookings/attendees/buyers.ts'
import { problem } from '../../src/platform/problems.ts'
import {
  aBooking,
  anAccount,
  anEvent,
  aReservation,
  expectStatus,
  password,
  theAdmin,
  type Account,
} from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('the guest list', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close()) // fails if an answer did not fit the contract

  const get = async (path: string, { token }: Pick<Account, 'token'>, headers = {}) =>
    expectStatus(await server.call('GET', path, { token, headers }), 200)
  const listed = async (event: { id: string; organizer: Account }) =>
    (await get(`/admin/events/${event.id}/bookings`, event.organizer)).body.data as { id: string; buyer?: unknown }[]

  async function aNamedBooking(event: { id: string; organizer: Account }, buyer: object) {
    const { token } = event.organizer
    const { body: reservation } = expectStatus(
      await server.call('POST', '/bookings/reserve', { token, body: { eventId: event.id, quantity: 1, buyer } }),
      201,
    )
    const body = { reservationId: reservation.id, payment: { token: 'tok_ok' } }
    return expectStatus(await server.call('POST', '/bookings/confirm', { token, body }), 201).body as { id: string }
  }

  it('has the name and email of users, in the list, of one booking, and of one that is cancelled', async () => {
    const event = await anEvent(server)
    const { id, buyer } = await aBooking(server, event)
    const { name } = (await get('/users/profile', buyer)).body
    const told = { name, email: buyer.email }
    expect((await listed(event)).map(each => each.buyer)).to.deep.equal([told])
    for (const who of [event.organizer, await theAdmin(server)])
      expect((await get(`/bookings/${id}`, who)).body.buyer).to.deep.equal(told)
    const cancelled = await server.call('DELETE', `/bookings/${id}`, { token: event.organizer.token })
    expect(expectStatus(cancelled, 200).body.buyer).to.deep.equal(told)
  })

  it('has a user who has taken another name under that name', async () => {
    const event = await anEvent(server)
    const { buyer } = await aBooking(server, event)
    const renamed = { name: 'Augusta King', email: `king-${event.id}@example.com` }
    const body = { ...renamed, currentPassword: password }
    expectStatus(await server.call('PATCH', '/users/profile', { token: buyer.token, body }), 200)
    expect((await listed(event))[0]!.buyer).to.deep.equal(renamed)
  })

  it('has nothing personal of a user whose account is gone, and still their booking', async () => {
    const event = await anEvent(server)
    const { id, buyer } = await aBooking(server, event)
    const gone = { token: buyer.token, body: { currentPassword: password } }
    expectStatus(await server.call('DELETE', '/users/profile', gone), 204)
    const [booking] = await listed(event)
    expect(booking).to.include({ id, userId: buyer.id }).and.not.to.have.property('buyer')
    const { text } = await get(`/admin/events/${event.id}/bookings`, event.organizer, { accept: 'text/csv' })
    expect(text).to.contain(id).and.not.to.contain(buyer.email)
  })

  it('has a named buyer as they were named, and nothing of the account that named them', async () => {
    const event = await anEvent(server)
    const full = { reference: 'customer-4711', email: 'ada@example.com', name: 'Ada Lovelace' }
    const short = { reference: 'customer-4712' }
    await aNamedBooking(event, full)
    await aNamedBooking(event, short)
    expect((await listed(event)).map(({ buyer }) => buyer)).to.deep.equal([short, full])
    const { text } = await get(`/admin/events/${event.id}/bookings`, event.organizer)
    expect(text).not.to.contain(event.organizer.email)
  })

  it('is of those who were asked for alone: users read as many at once as a page has', async () => {
    const event = await anEvent(server)
    const buyers = [await anAccount(server), await anAccount(server), await anAccount(server)]
    for (const buyer of buyers) await aBooking(server, event, { buyer })
    const { body } = expectStatus(
      await server.internal('POST', '/internal/users/profiles', {
        body: { ids: [buyers[0]!.id, buyers[2]!.id, 'usr_00000000000000000000000000'] },
      }),
      200,
    )
    expect(body.data.map(({ email }: { email: string }) => email)).to.have.members([buyers[0]!.email, buyers[2]!.email])
    expect((await listed(event)).map(({ buyer }) => (buyer as { email: string }).email)).to.deep.equal(
      buyers.map(({ email }) => email).reverse(),
    )
  })

  describe('shows a buyer’s email to nobody else', () => {
    const email = 'only-for-the-organizer@example.com'
    const reference = 'only-for-the-organizer'
    /** Everything that can be read, but for what goes on for ever. */
    const reads = (Object.keys(operationFacts) as OperationId[]).filter(id => {
      const { document, method } = operationFacts[id]
      return document === 'evently' && method === 'get' && id !== 'inventory.streamAvailability'
    })
    const ofOrganizer = ['bookings.get', 'bookings.listForEvent', 'bookings.listTickets']
    const callers: readonly [who: string, may: readonly string[]][] = [
      ['a stranger', []],
      ['another attendee', []],
      ['another organizer', []],
      ['the buyer', ['users.getProfile']],
      ["the event's organizer", ofOrganizer],
      ['an admin', [...ofOrganizer, 'users.listUsers']],
    ]
    const tokens: Record<string, string | undefined> = {}
    const params: Record<string, string> = {}

    before(async () => {
      const event = await anEvent(server)
      const buyer = await anAccount(server, { email })
      const booking = await aBooking(server, event, { buyer })
      const reservation = await aReservation(server, event, { buyer })
      const { body: full } = expectStatus(await server.call('GET', `/events/${event.id}`), 200)
      const rest = await aReservation(server, event, { quantity: full.availableSeats })
      const { body: entry } = expectStatus(
        await server.call('POST', '/waitlist/join', { token: buyer.token, body: { eventId: event.id, quantity: 1 } }),
        201,
      )
      Object.assign(params, {
        eventId: event.id,
        bookingId: booking.id,
        reservationId: reservation.id,
        waitlistEntryId: entry.id,
        venueId: full.venue.id,
        ticketTypeId: full.ticketTypes[0].id,
      })
      Object.assign(tokens, {
        'another attendee': rest.buyer.token,
        'another organizer': (await anAccount(server, { role: 'organizer' })).token,
        'the buyer': buyer.token,
        "the event's organizer": event.organizer.token,
        'an admin': (await theAdmin(server)).token,
      })
    })

    for (const [who, may] of callers) {
      it(`of all that ${who} can read, it is told by ${may.length > 0 ? may.join(' and ') : 'none'}`, async () => {
        const telling: string[] = []
        for (const id of reads) {
          const path = operationFacts[id].path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? 'unknown')
          for (const accept of ['application/json', 'text/csv']) {
            const { text } = await server.call('GET', path, {
              headers: { accept },
              ...(tokens[who] && { token: tokens[who] }),
              ...(id === 'search.search' && { query: { q: 'Evening' } }),
            })
            if (text.includes(email) || text.includes(reference)) telling.push(id)
          }
        }
        expect(new Set(telling)).to.deep.equal(new Set(may))
      })
    }
  })
})

describe('buyers whose accounts can’t be read', () => {
  const aUser = { buyer: { userId: 'usr_1' } }
  const named = { buyer: { userId: 'usr_2', named: { reference: 'r', name: 'Ada' } } }
  const buyersWhere = (profilesOf: () => Promise<never>) => createBuyers({ users: () => ({ profilesOf }) })

  for (const [what, error] of [
    ['the users are away', problem('service_unavailable')],
    ['their database is', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
  ] as const) {
    it(`are null while ${what}; those whom the organizer has named are there`, async () => {
      const buyers = buyersWhere(async () => {
        throw error
      })
      const buyerOf = await buyers.of([aUser, named])
      expect([aUser, named].map(buyerOf)).to.deep.equal([null, named.buyer.named])
      const refused = await buyers.ofNoneMissing([aUser]).catch((thrown: unknown) => thrown)
      expect(refused).to.equal(error)
    })
  }

  it('fail the request where it is a fault of ours', async () => {
    const fault = new TypeError('no such thing')
    const buyers = buyersWhere(async () => {
      throw fault
    })
    expect(await buyers.of([aUser]).catch((thrown: unknown) => thrown)).to.equal(fault)
  })

  it('are not asked for where all buyers are named', async () => {
    const buyerOf = await buyersWhere(async () => {
      throw new Error('asked')
    }).of([named])
    expect(buyerOf(named)).to.deep.equal(named.buyer.named)
  })
})
