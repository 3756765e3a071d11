import { expect } from 'chai'
import { anAccount, expectProblem, expectStatus, theAdmin } from '../support/builders.ts'
import { openBoxOffice } from '../bookings/box-office.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import {
  accept,
  afterOfferEnds,
  aFullEvent,
  anOffered,
  auditIsClean,
  aWaiter,
  giveBack,
  leave,
  look,
} from './waitlists.ts'

describe('a waitlist entry', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())
  afterEach(() => auditIsClean(server))

  it('moves up as those ahead go, and is 0 once it waits no more', async () => {
    const event = await aFullEvent(server)
    const waiters = [await aWaiter(server, event), await aWaiter(server, event), await aWaiter(server, event)]
    const positions = async () =>
      (await Promise.all(waiters.map(waiter => look(server, waiter)))).map(({ position }) => position)
    expect(await positions()).to.deep.equal([1, 2, 3])
    await leave(server, waiters[1]!)
    expect(await positions()).to.deep.equal([1, 0, 2])
    await giveBack(server, event.held[0]!)
    expect(await positions()).to.deep.equal([0, 0, 1])
  })

  it('shows its offer while it is open', async () => {
    const { waiter } = await anOffered(server)
    const { status, offer } = await look(server, waiter)
    expect([status, offer.quantity]).to.deep.equal(['offered', 1])
    expect(Date.parse(offer.expiresAt) - Date.now()).to.be.within(590_000, 600_000)
  })

  it('shows the reservation that its offer became', async () => {
    const { waiter } = await anOffered(server)
    const { body } = expectStatus(await accept(server, waiter), 201)
    expect(await look(server, waiter))
      .to.include({ status: 'converted', reservationId: body.id, position: 0 })
      .and.not.to.have.property('offer')
  })

  it('shows an offer past its end as expired, even if no sweep has run', async () => {
    const office = await openBoxOffice() // it has no jobs
    try {
      const event = await office.anEvent({ capacity: 1 })
      const { hold } = await office.aHold(event, undefined, 1)
      const userId = 'usr_00000000000000000000000001'
      const { entry } = await office.inventory.join({
        eventId: event.id,
        buyer: { userId },
        quantity: 1,
        ticketTypeId: null,
        acceptFewer: false,
        idempotency: null,
      })
      await office.inventory.release(hold)
      await afterOfferEnds(office, { ...entry, buyer: undefined as never })
      expect(await office.inventory.waitlistEntry(entry.id))
        .to.include({ status: 'expired', position: 0 })
        .and.not.to.have.property('offer')
      expect(
        (await office.inventory.waitlistEntriesOf({ userId, status: 'expired', limit: 9 })).map(({ id }) => id),
      ).to.deep.equal([entry.id])
      expect(await office.inventory.waitlistEntriesOf({ userId, status: 'offered', limit: 9 })).to.deep.equal([])
    } finally {
      await office.close()
    }
  })

  it("is seen by its buyer, the event's organizer and an admin, and by nobody else", async () => {
    const event = await aFullEvent(server)
    const { id } = await aWaiter(server, event)
    for (const { token } of [event.organizer, await theAdmin(server)])
      expectStatus(await server.call('GET', `/waitlist/${id}`, { token }), 200)
    for (const role of ['attendee', 'organizer'] as const) {
      const { token } = await anAccount(server, { role })
      for (const [method, path] of [
        ['GET', ''],
        ['DELETE', ''],
        ['POST', '/accept'],
        ['POST', '/decline'],
      ] as const) {
        expectProblem(await server.call(method, `/waitlist/${id}${path}`, { token }), 'waitlist_entry_not_found')
      }
    }
  })

  it('is in the list of its buyer, newest first, by event, status and buyer, page by page', async () => {
    const organizer = await anAccount(server, { role: 'organizer' })
    const [one, other] = [await aFullEvent(server, { organizer }), await aFullEvent(server, { organizer })]
    const waiters = [
      await aWaiter(server, one, { buyer: organizer }),
      await aWaiter(server, other, { buyer: organizer }),
    ]
    const named = expectStatus(
      await server.call('POST', '/waitlist/join', {
        token: organizer.token,
        body: { eventId: one.id, quantity: 1, buyer: { reference: 'guest-1' } },
      }),
      201,
    ).body
    await leave(server, waiters[0]!)
    const list = async (query: Readonly<Record<string, string | number>> = {}) =>
      expectStatus(await server.call('GET', '/waitlist', { token: organizer.token, query }), 200).body
    const ids = async (query: Readonly<Record<string, string | number>> = {}) =>
      (await list(query)).data.map(({ id }: { id: string }) => id)
    expect(await ids()).to.deep.equal([named.id, waiters[1]!.id, waiters[0]!.id])
    expect(await ids({ eventId: one.id })).to.deep.equal([named.id, waiters[0]!.id])
    expect(await ids({ status: 'waiting' })).to.deep.equal([named.id, waiters[1]!.id])
    expect(await ids({ status: 'left' })).to.deep.equal([waiters[0]!.id])
    expect(await ids({ buyer: 'guest-1' })).to.deep.equal([named.id])
    const first = await list({ limit: 2 })
    expect(first).to.deep.include({ hasMore: true })
    expect((await list({ limit: 2, cursor: first.nextCursor })).data).to.deep.equal([await look(server, waiters[0]!)])
    expectProblem(
      await server.call('GET', '/waitlist', {
        token: organizer.token,
        query: { status: 'left', cursor: first.nextCursor },
      }),
      'invalid_cursor',
    )
    expect((await server.call('GET', '/waitlist', { token: (await anAccount(server)).token })).body.data).to.deep.equal(
      [],
    )
  })

  it('is no reservation before its offer is accepted', async () => {
    const { waiter } = await anOffered(server)
    const reservationId = waiter.id.replace('wle_', 'rsv_')
    const { token } = waiter.buyer
    for (const method of ['GET', 'DELETE'])
      expectProblem(
        await server.call(method, `/bookings/reservations/${reservationId}`, { token }),
        'reservation_not_found',
      )
    expectProblem(
      await server.call('POST', '/bookings/confirm', { token, body: { reservationId, payment: { token: 'tok_ok' } } }),
      'reservation_not_found',
    )
    expect((await look(server, waiter)).status).to.equal('offered')
  })
})
