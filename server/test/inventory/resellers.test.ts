// Resellers: who makes and ends them, what bounds them, and what is left of what they had. Over HTTP.
import { expect } from 'chai'
import {
  aBooking,
  afterHoldsExpire,
  anAccount,
  anEvent,
  aReseller,
  expectProblem,
  expectStatus,
  password,
  theAdmin,
  type Account,
} from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { accept, aFullEvent, aWaiter, auditIsClean, giveBack, leave, look } from '../waitlist/waitlists.ts'

type Event = { readonly id: string; readonly organizer: Account }
let serial = 0
const aBuyer = () => ({ reference: `customer-${++serial}` })

describe('a reseller', function () {
  this.timeout(20_000)
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(async () => {
    await auditIsClean(server)
    await server.close() // fails if an answer did not fit the contract
  })

  const pathOf = ({ id }: Event) => `/admin/events/${id}/resellers`
  const add = (event: Event, body: object, { token }: Account = event.organizer) =>
    server.call('POST', pathOf(event), { token, body })
  const remove = (event: Event, { id }: Account) =>
    server.call('DELETE', `${pathOf(event)}/${id}`, { token: event.organizer.token })
  const list = async (event: Event, query: Record<string, string | number> = {}) =>
    expectStatus(await server.call('GET', pathOf(event), { token: event.organizer.token, query }), 200).body
  const reserve = (event: { id: string }, { token }: Account, over: object = {}) =>
    server.call('POST', '/bookings/reserve', {
      token,
      body: { eventId: event.id, quantity: 1, buyer: aBuyer(), ...over },
    })
  const join = (event: { id: string }, { token }: Account, over: object = {}) =>
    server.call('POST', '/waitlist/join', {
      token,
      body: { eventId: event.id, quantity: 1, buyer: aBuyer(), ...over },
    })
  const confirm = ({ token }: Account, reservationId: string, payment = 'tok_ok') =>
    server.call('POST', '/bookings/confirm', { token, body: { reservationId, payment: { token: payment } } })
  const release = ({ token }: Account, id: string) => server.call('DELETE', `/bookings/reservations/${id}`, { token })
  const outstandingOf = async (event: Event) => (await list(event)).data[0].outstandingSeats as number

  /** An event with a reseller who may have so many seats outstanding. */
  async function resold(seatsMax: number, over: object = {}) {
    const event = await anEvent(server, { capacity: 500, ...over })
    const shop = await anAccount(server)
    await aReseller(server, event, shop, seatsMax)
    return { event, shop }
  }

  describe('is made by the organizer', () => {
    it('by the email of an account, however it is written, or by its id, and given another bound', async () => {
      const event = await anEvent(server)
      const shop = await anAccount(server)
      const email = shop.email.toUpperCase()
      const added = expectStatus(await add(event, { email, seatsMax: 50 }), 201).body
      expect(added).to.include({ accountId: shop.id, email, seatsMax: 50, outstandingSeats: 0 })
      const changed = expectStatus(await add(event, { accountId: shop.id, seatsMax: 3 }), 200).body
      expect(changed).to.deep.equal({ ...added, seatsMax: 3 })
      expect((await list(event)).data).to.deep.equal([changed])
    })

    it('for one event alone', async () => {
      const { event, shop } = await resold(10)
      const other = await anEvent(server, { organizer: event.organizer })
      expectStatus(await reserve(event, shop), 201)
      expectProblem(await reserve(other, shop), 'buyer_not_allowed')
      expect((await list(other)).data).to.deep.equal([])
    })

    it('and listed page by page, in the order in which the accounts were made', async () => {
      const event = await anEvent(server)
      const shops: Account[] = []
      for (let n = 0; n < 5; n++) shops.push(await anAccount(server))
      for (const shop of shops.toReversed()) await aReseller(server, event, shop)
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page: { data: { accountId: string }[]; nextCursor: string | null } = await list(event, {
          limit: 2,
          ...(cursor !== null && { cursor }),
        })
        seen.push(...page.data.map(({ accountId }) => accountId))
        cursor = page.nextCursor
      } while (cursor !== null)
      expect(seen).to.deep.equal(shops.map(({ id }) => id))
    })

    type Refused = [what: string, body: (event: Event) => object, code: string, pointers?: readonly string[]]
    const refused: readonly Refused[] = [
      ['an email that nobody has', () => ({ email: 'nobody@example.com', seatsMax: 1 }), 'user_not_found'],
      ['an id that nobody has', () => ({ accountId: 'usr_00000000000000000000000000', seatsMax: 1 }), 'user_not_found'],
      ['the organizer', ({ organizer }) => ({ accountId: organizer.id, seatsMax: 1 }), 'reseller_is_organizer'],
      ['the organizer by email', ({ organizer }) => ({ email: organizer.email, seatsMax: 1 }), 'reseller_is_organizer'],
      ['nobody', () => ({ seatsMax: 1 }), 'validation_failed'],
      [
        'an id and an email',
        ({ organizer }) => ({ accountId: organizer.id, email: organizer.email, seatsMax: 1 }),
        'validation_failed',
      ],
      ['no bound', ({ organizer }) => ({ email: organizer.email }), 'validation_failed', ['/seatsMax']],
      ...[0, -1, 1.5, 10_001, '5', null].map(
        (seatsMax): Refused => [
          `a bound of ${JSON.stringify(seatsMax)}`,
          ({ organizer }) => ({ email: organizer.email, seatsMax }),
          'validation_failed',
          ['/seatsMax'],
        ],
      ),
    ]
    for (const [what, body, code, pointers] of refused)
      it(`but not of ${what}: ${code}`, async () => {
        const event = await anEvent(server)
        expectProblem(await add(event, body(event)), code, pointers)
        expect((await list(event)).data).to.deep.equal([])
      })

    it('by an admin too, who names the organizer no more than they do', async () => {
      const event = await anEvent(server)
      const admin = await theAdmin(server)
      expectProblem(await add(event, { accountId: event.organizer.id, seatsMax: 1 }, admin), 'reseller_is_organizer')
      expectStatus(await add(event, { accountId: (await anAccount(server)).id, seatsMax: 1 }, admin), 201)
    })

    it('a hundred times at most, also when two are made at once', async () => {
      const event = await anEvent(server)
      await server.databases.events
        .knex('resellers')
        .insert(Array.from({ length: 99 }, (_, n) => ({ event_id: event.id, account_id: `usr_${n}`, seats_max: 1 })))
      const shops = await Promise.all(Array.from({ length: 5 }, () => anAccount(server)))
      const answers = await Promise.all(shops.map(({ id }) => add(event, { accountId: id, seatsMax: 1 })))
      expect(answers.map(({ status, body }) => (status === 201 ? 201 : body.code)).toSorted()).to.deep.equal([
        201,
        ...Array<string>(4).fill('reseller_limit_reached'),
      ])
      const there = shops[answers.findIndex(({ status }) => status === 201)]!
      expectStatus(await add(event, { accountId: there.id, seatsMax: 2 }), 200)
      expectStatus(await remove(event, there), 204)
      expectStatus(await add(event, { accountId: shops[0]!.id, seatsMax: 1 }), 201)
    })
  })

  describe('names buyers', () => {
    it('by session and by API key, and sees what it has made for them and nothing else', async () => {
      const { event, shop } = await resold(10)
      const own = expectStatus(await reserve(event, shop, { buyer: { reference: 'ada' } }), 201).body
      expect(own).to.deep.include({ userId: shop.id, buyer: { reference: 'ada' } })
      const scopes = ['bookings:read', 'bookings:write']
      const { key } = expectStatus(
        await server.call('POST', '/api-keys', { token: shop.token, body: { name: 'Shop', scopes } }),
        201,
      ).body
      const byKey = expectStatus(
        await reserve(event, { ...shop, token: key }, { buyer: { reference: 'bob' } }),
        201,
      ).body
      const booking = expectStatus(await confirm({ ...shop, token: key }, byKey.id), 201).body
      const { body } = expectStatus(await server.call('GET', '/bookings', { token: key, query: { buyer: 'bob' } }), 200)
      expect(body.data.map(({ id }: { id: string }) => id)).to.deep.equal([booking.id])

      const others = await aBooking(server, event)
      for (const path of [`/bookings/${others.id}`, `/admin/events/${event.id}/bookings`])
        expect((await server.call('GET', path, { token: shop.token })).status, path).to.be.oneOf([403, 404])
    })

    it('with the limits of the event for each of them', async () => {
      const { event, shop } = await resold(10, { holdsPerBuyerMax: 1 })
      expectStatus(await reserve(event, shop, { buyer: { reference: 'ada' } }), 201)
      expectProblem(await reserve(event, shop, { buyer: { reference: 'ada' } }), 'hold_limit_reached')
      expectStatus(await reserve(event, shop, { buyer: { reference: 'bob' } }), 201)
      const other = await anAccount(server)
      await aReseller(server, event, other)
      expectStatus(await reserve(event, other, { buyer: { reference: 'ada' } }), 201) // somebody else's Ada
    })

    it('until it is removed: then nothing new, and what it has is its own to bring to an end', async () => {
      const { event, shop } = await resold(10)
      const [one, two] = [await reserve(event, shop), await reserve(event, shop)].map(
        each => expectStatus(each, 201).body,
      )
      expectStatus(await remove(event, shop), 204)
      expectProblem(await remove(event, shop), 'reseller_not_found')
      expectProblem(await reserve(event, shop), 'buyer_not_allowed')
      expectProblem(await join(event, shop), 'buyer_not_allowed')
      expectStatus(await reserve(event, shop, { buyer: undefined }), 201)
      expectStatus(await confirm(shop, one.id), 201)
      expectStatus(await release(shop, two.id), 200)
    })

    it('who keep their places in the waitlist when it is removed', async () => {
      const event = await aFullEvent(server)
      const shop = await anAccount(server)
      await aReseller(server, event, shop)
      const waiter = await aWaiter(server, event, { buyer: shop, ...{ quantity: 1 } })
      const named = expectStatus(await join(event, shop), 201).body
      expectStatus(await remove(event, shop), 204)
      expectStatus(await leave(server, waiter), 200)
      await giveBack(server, event.held[0]!)
      expect(await look(server, { ...named, buyer: shop })).to.include({ status: 'offered' })
      expectStatus(await accept(server, { ...named, buyer: shop }), 201)
    })

    it('no more when its account is gone, which takes its grants with it', async () => {
      const { event, shop } = await resold(10)
      expectStatus(
        await server.call('DELETE', '/users/profile', { token: shop.token, body: { currentPassword: password } }),
        204,
      )
      await eventually(
        () => list(event),
        ({ data }) => data.length === 0,
        { withinMs: 15_000 },
      )
      for (const who of [{ email: shop.email }, { accountId: shop.id }])
        expectProblem(await add(event, { ...who, seatsMax: 1 }), 'user_not_found')
    })
  })

  describe('has a bound of outstanding seats', () => {
    it('over all buyers that it names, and is told what is left', async () => {
      const { event, shop } = await resold(5)
      expectStatus(await reserve(event, shop, { quantity: 3 }), 201)
      const refused = expectProblem(await reserve(event, shop, { quantity: 3 }), 'outstanding_seats_exceeded')
      expect(refused.body).to.include({ outstandingSeats: 3, seatsMax: 5, seatsLeft: 2 })
      expect(refused.body.detail).to.equal(
        'Your account may have 5 seats of this event outstanding, over all buyers that you name: held, offered or ' +
          'waited for. 3 are. Ask for 2 at most. Else: confirm or release a reservation, or leave the waitlist.',
      )
      expectStatus(await reserve(event, shop, { quantity: 2 }), 201)
      expect(expectProblem(await reserve(event, shop), 'outstanding_seats_exceeded').body).to.include({ seatsLeft: 0 })
    })

    it('that counts what is held now: not what was released, has expired, swept or not, or was bought', async () => {
      const { event, shop } = await resold(1)
      const held = async () => expectStatus(await reserve(event, shop), 201).body.id as string
      const full = async () => {
        expectProblem(await reserve(event, shop), 'outstanding_seats_exceeded')
        expect(await outstandingOf(event)).to.equal(1)
      }
      const first = await held()
      await full()
      expectStatus(await release(shop, first), 200)
      const second = await held()
      await full()
      expectStatus(await confirm(shop, second), 201)
      expect(await outstandingOf(event)).to.equal(0)
      await held()
      await full()
      await afterHoldsExpire(server, event.id)
      expect(await outstandingOf(event)).to.equal(0)
      await held()
      await full()
    })

    it('that counts what is being confirmed', async () => {
      const { event, shop } = await resold(1)
      const { id } = expectStatus(await reserve(event, shop), 201).body
      expectProblem(await confirm(shop, id, 'tok_timeout'), 'payment_outcome_unknown')
      expectProblem(await reserve(event, shop), 'outstanding_seats_exceeded')
      expect(await outstandingOf(event)).to.equal(1)
    })

    it('that counts neither what it buys for itself nor what others have, nor another event', async () => {
      const { event, shop } = await resold(1)
      const other = await anEvent(server, { organizer: event.organizer })
      await aReseller(server, other, shop, 1)
      expectStatus(await reserve(event, shop, { quantity: 5, buyer: undefined }), 201)
      expectStatus(await reserve(event, event.organizer, { quantity: 5 }), 201)
      expectStatus(await reserve(other, shop), 201)
      expect(await outstandingOf(event)).to.equal(0)
      expectStatus(await reserve(event, shop), 201)
      expectProblem(await reserve(event, shop), 'outstanding_seats_exceeded')
    })

    it('that counts what its buyers wait for, and no more when it is offered', async () => {
      const event = await aFullEvent(server, { held: [2, 1] })
      const shop = await anAccount(server)
      await aReseller(server, event, shop, 3)
      const entry = expectStatus(await join(event, shop, { quantity: 2 }), 201).body
      expect(expectProblem(await join(event, shop, { quantity: 2 }), 'outstanding_seats_exceeded').body).to.include({
        outstandingSeats: 2,
        seatsLeft: 1,
      })
      const last = expectStatus(await join(event, shop), 201).body
      await giveBack(server, event.held[0]!)
      expect(await look(server, { ...entry, buyer: shop })).to.include({ status: 'offered' })
      expect(await outstandingOf(event)).to.equal(3)
      expectProblem(await join(event, shop), 'outstanding_seats_exceeded')
      expectStatus(await leave(server, { ...last, buyer: shop }), 200)
      expectStatus(await accept(server, { ...entry, buyer: shop }), 201)
      expect(await outstandingOf(event)).to.equal(2) // a reservation now
      expectStatus(await join(event, shop), 201)
    })

    it('that takes nothing away when it is lowered, and lets it have more when it is raised', async () => {
      const { event, shop } = await resold(4)
      const { id } = expectStatus(await reserve(event, shop, { quantity: 4 }), 201).body
      expectStatus(await add(event, { accountId: shop.id, seatsMax: 2 }), 200)
      expect(expectProblem(await reserve(event, shop), 'outstanding_seats_exceeded').body).to.include({
        outstandingSeats: 4,
        seatsMax: 2,
        seatsLeft: 0,
      })
      expectStatus(await add(event, { accountId: shop.id, seatsMax: 5 }), 200)
      expectStatus(await reserve(event, shop), 201)
      expectStatus(await confirm(shop, id), 201)
    })

    it('that holds when it asks for many at once', async () => {
      const { event, shop } = await resold(10)
      const answers = await Promise.all(Array.from({ length: 60 }, () => reserve(event, shop)))
      expect(answers.map(({ status, body }) => (status === 201 ? 201 : body.code)).toSorted()).to.deep.equal([
        ...Array<number>(10).fill(201),
        ...Array<string>(50).fill('outstanding_seats_exceeded'),
      ])
      expect(await outstandingOf(event)).to.equal(10)
    })
  })

  it('is answered as before under its key, though the bound is reached since', async () => {
    const { event, shop } = await resold(1)
    const body = { eventId: event.id, quantity: 1, buyer: aBuyer() }
    const send = () =>
      server.call('POST', '/bookings/reserve', { token: shop.token, body, headers: { 'idempotency-key': 'once' } })
    const first = expectStatus(await send(), 201)
    expect(expectStatus(await send(), 201).body.id).to.equal(first.body.id)
    expectStatus(await remove(event, shop), 204)
    expect(expectStatus(await send(), 201).body.id).to.equal(first.body.id)
  })
})
