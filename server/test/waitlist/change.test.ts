import { expect } from 'chai'
import { anAccount, expectProblem, expectStatus, theAdmin } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import {
  aFullEvent,
  anOffered,
  auditIsClean,
  availabilityOf,
  aWaiter,
  change,
  giveBack,
  leave,
  look,
  statusesOf,
  tryToJoin,
} from './waitlists.ts'

describe('asking for less at the same waitlist entry', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())
  afterEach(() => auditIsClean(server))

  it('keeps the place, and may be repeated', async () => {
    const event = await aFullEvent(server, { held: [3] })
    const waiters = [await aWaiter(server, event, { quantity: 3 }), await aWaiter(server, event)]
    for (let times = 0; times < 2; times++) {
      expect(expectStatus(await change(server, waiters[0]!, { quantity: 2, acceptFewer: true }), 200).body).to.include({
        id: waiters[0]!.id,
        quantity: 2,
        acceptFewer: true,
        status: 'waiting',
        position: 1,
      })
    }
    await giveBack(server, event.held[0]!)
    expect(await statusesOf(server, waiters)).to.deep.equal(['offered 2', 'offered 1'])
  })

  it('brings the seats in the same write when that is enough; the answer has the offer, each time', async () => {
    const event = await aFullEvent(server, { held: [1, 1] })
    const waiter = await aWaiter(server, event, { quantity: 2 })
    await giveBack(server, event.held[0]!)
    const first = expectStatus(await change(server, waiter, { quantity: 1 }), 200).body
    expect(first).to.include({ status: 'offered', quantity: 1 })
    expect(expectStatus(await change(server, waiter, { quantity: 1 }), 200).body).to.deep.equal(first)
    expect(await availabilityOf(server, event)).to.include({ availableSeats: 0, waitlistOpen: false })
  })

  it('lets those behind have what it leaves', async () => {
    const event = await aFullEvent(server, { held: [2, 1] })
    const waiters = [await aWaiter(server, event, { quantity: 3 }), await aWaiter(server, event)]
    await giveBack(server, event.held[0]!)
    await change(server, waiters[0]!, { quantity: 1 })
    expect(await statusesOf(server, waiters)).to.deep.equal(['offered 1', 'offered 1'])
  })

  it('frees as many for the limit of the buyer', async () => {
    const event = await aFullEvent(server, {
      held: [3],
      priceMinor: undefined,
      currency: undefined,
      ticketTypes: [{ name: 'Seat', priceMinor: 100, currency: 'EUR', maxPerUser: 3 }],
    })
    const waiter = await aWaiter(server, event, { quantity: 3 })
    expectStatus(await change(server, waiter, { quantity: 1 }), 200)
    await giveBack(server, event.held[0]!)
    expectStatus(
      await server.call('POST', '/bookings/reserve', {
        token: waiter.buyer.token,
        body: { eventId: event.id, quantity: 2 },
      }),
      201,
    )
  })

  it('answers a repeated join as it was', async () => {
    const event = await aFullEvent(server, { held: [3] })
    const buyer = await anAccount(server)
    const first = expectStatus(await tryToJoin(server, event, buyer, { key: 'my place', quantity: 3 }), 201).body
    expectStatus(await change(server, { ...first, buyer }, { quantity: 1, acceptFewer: true }), 200)
    expect(
      expectStatus(await tryToJoin(server, event, buyer, { key: 'my place', quantity: 3 }), 201).body,
    ).to.deep.equal(first)
  })

  describe('of its metadata', () => {
    const words = { cart: '1', note: 'x' }
    const changed = async (waiter: Awaited<ReturnType<typeof aWaiter>>, metadata: object, more = {}) =>
      expectStatus(await change(server, waiter, { metadata, ...more }), 200).body

    it('adds, replaces and removes names, and leaves all else of the entry as it is', async () => {
      const event = await aFullEvent(server, { held: [3] })
      const waiter = await aWaiter(server, event, { quantity: 2, metadata: words })
      const before = await look(server, waiter)
      expect(await changed(waiter, { cart: '2', note: null, 'a=b': '' })).to.deep.equal({
        ...before,
        metadata: { cart: '2', 'a=b': '' },
      })
      expect(await changed(waiter, { cart: null, 'a=b': null })).not.to.have.property('metadata')
      expect(await changed(waiter, { gone: null })).not.to.have.property('metadata')
      expect(await changed(waiter, { cart: '3' }, { quantity: 1 })).to.deep.include({
        quantity: 1,
        metadata: { cart: '3' },
      })
    })

    it('is possible whatever has become of the entry, and by who runs the event, and by nobody else', async () => {
      const { waiter } = await anOffered(server, { held: [2] })
      expect(await changed(waiter, words)).to.deep.include({ status: 'offered', metadata: words })
      await leave(server, waiter)
      expect(await changed(waiter, { note: null })).to.deep.include({ status: 'left', metadata: { cart: '1' } })
      const admin = { ...waiter, buyer: await theAdmin(server) }
      expect(await changed(admin, { seen: 'yes' })).to.deep.include({ metadata: { cart: '1', seen: 'yes' } })
      const stranger = { ...waiter, buyer: await anAccount(server) }
      expectProblem(await change(server, stranger, { metadata: words }), 'waitlist_entry_not_found')
    })

    it('keeps what several change at once', async () => {
      const event = await aFullEvent(server, { held: [3] })
      const waiter = await aWaiter(server, event)
      const names = Array.from({ length: 6 }, (_, n) => `name-${n}`)
      await Promise.all(names.map(name => changed(waiter, { [name]: 'x' })))
      expect(Object.keys((await look(server, waiter)).metadata as object)).to.have.members(names)
    })

    it('is refused as a whole: where it would be too much, and with a wish that is refused', async () => {
      const event = await aFullEvent(server, { held: [3] })
      const waiter = await aWaiter(server, event, { quantity: 2, metadata: words })
      const before = await look(server, waiter)
      const tooMuch = Object.fromEntries([...'abcde'].map(name => [name, 'x'.repeat(450)]))
      const refusal = expectProblem(
        await change(server, waiter, { metadata: tooMuch, quantity: 1 }),
        'validation_failed',
      )
      expect(refusal.body.errors).to.deep.include.members([
        { pointer: '/metadata', keyword: 'maxBytes', message: refusal.body.errors![0]!.message },
      ])
      expectProblem(await change(server, waiter, { metadata: { cart: '9' }, quantity: 3 }), 'wish_raised')
      expectProblem(await change(server, waiter, { metadata: { cart: 9 } }), 'validation_failed')
      expect(await look(server, waiter)).to.deep.equal(before)
    })

    for (const metadata of [words, undefined])
      it(`leaves the answer of a repeated join as it was, ${metadata ? 'with' : 'without'} metadata`, async () => {
        const event = await aFullEvent(server, { held: [3] })
        const buyer = await anAccount(server)
        const join = async () =>
          expectStatus(await tryToJoin(server, event, buyer, { key: 'place', ...(metadata && { metadata }) }), 201).body
        const first = await join()
        for (const value of ['2', '3', null]) await changed({ ...first, buyer }, { cart: value })
        expect(await join()).to.deep.equal(first)
      })
  })

  const raised: Readonly<Record<string, object>> = {
    'more seats': { quantity: 3 },
    'all of them again': { acceptFewer: false },
    'more seats, if fewer': { quantity: 3, acceptFewer: true },
  }
  for (const [what, input] of Object.entries(raised)) {
    it(`is refused with wish_raised for ${what}`, async () => {
      const event = await aFullEvent(server, { held: [3] })
      const waiter = await aWaiter(server, event, { quantity: 2, acceptFewer: true })
      const before = await look(server, waiter)
      expectProblem(await change(server, waiter, input), 'wish_raised')
      expect(await look(server, waiter)).to.deep.equal(before)
    })
  }

  it('is refused with entry_not_waiting for an entry that has an offer or has ended', async () => {
    const { event, waiter } = await anOffered(server, { held: [2] })
    expect(await statusesOf(server, [waiter])).to.deep.equal(['offered 1'])
    expectProblem(await change(server, waiter, { acceptFewer: true }), 'entry_not_waiting')
    const next = await aWaiter(server, event, { quantity: 2 })
    await leave(server, next)
    expectProblem(await change(server, next, { quantity: 1 }), 'entry_not_waiting')
  })

  it('is refused without anything to change', async () => {
    const event = await aFullEvent(server)
    const waiter = await aWaiter(server, event)
    for (const body of [{}, { quantity: 0 }, { quantity: 1.5 }, { quantity: null }, { acceptFewer: 'yes' }, { seq: 1 }])
      expectProblem(await change(server, waiter, body), 'validation_failed')
  })

  it("is for the buyer, the event's organizer and an admin, and for nobody else", async () => {
    const event = await aFullEvent(server, { held: [5] })
    const waiter = await aWaiter(server, event, { quantity: 5 })
    for (const role of ['attendee', 'organizer'] as const) {
      expectProblem(
        await change(server, { ...waiter, buyer: await anAccount(server, { role }) }, { quantity: 1 }),
        'waitlist_entry_not_found',
      )
    }
    for (const [quantity, buyer] of [
      [4, waiter.buyer],
      [3, event.organizer],
      [2, await theAdmin(server)],
    ] as const) {
      expect(
        expectStatus(await change(server, { ...waiter, buyer: buyer as typeof waiter.buyer }, { quantity }), 200).body
          .quantity,
      ).to.equal(quantity)
    }
  })
})
