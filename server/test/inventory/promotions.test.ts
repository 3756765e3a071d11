// Promotions over HTTP: what an organizer makes, what a buyer pays with a code, and when a use comes back.
import { expect } from 'chai'
import {
  afterHoldsExpire,
  anAccount,
  anEvent,
  expectProblem,
  expectStatus,
  inDays,
  type Account,
} from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { anOffered, auditIsClean, look } from '../waitlist/waitlists.ts'

type Event = Awaited<ReturnType<typeof anEvent>>

describe('promotions', function () {
  this.timeout(30_000)
  let server: TestServer
  let organizer: Account
  before(async () => {
    server = await startTestServer()
    organizer = await anAccount(server, { role: 'organizer' })
  })
  after(async () => {
    await auditIsClean(server)
    await server.close() // fails if an answer did not fit the contract
  })

  const as = ({ token }: Account, method: string, path: string, body?: object) =>
    server.call(method, path, { token, ...(body && { body }) })
  const pathOf = ({ id }: Event, promotion = '') => `/admin/events/${id}/promotions${promotion && `/${promotion}`}`
  const make = (event: Event, body: object) => as(event.organizer, 'POST', pathOf(event), body)
  const made = async (event: Event, body: object) =>
    expectStatus(await make(event, { code: 'EARLY-10', kind: 'discount', percent: 20, ...body }), 201).body
  const edit = (event: Event, id: string, body: object) => as(event.organizer, 'PATCH', pathOf(event, id), body)
  const remove = (event: Event, id: string) => as(event.organizer, 'DELETE', pathOf(event, id))
  const list = async (event: Event) => expectStatus(await as(event.organizer, 'GET', pathOf(event)), 200).body.data
  const usesOf = async (event: Event) => (await list(event)).map(({ uses }: { uses: number }) => uses)
  const anOwnEvent = (over: Readonly<Record<string, unknown>> = {}) => anEvent(server, { organizer, ...over })
  /** Types of 25.00 and 10.05, and one that is hidden. */
  const withTypes = (over: Readonly<Record<string, unknown>> = {}) => {
    const type = (name: string, priceMinor: number, hidden = false) => ({ name, priceMinor, currency: 'EUR', hidden })
    const ticketTypes = [type('Stalls', 2_500), type('Circle', 1_005), type('Crew', 1_500, true)]
    return anOwnEvent({ priceMinor: undefined, currency: undefined, ticketTypes, ...over })
  }

  const reserveAs = (buyer: Account, event: { id: string }, over: object = {}) =>
    as(buyer, 'POST', '/bookings/reserve', { eventId: event.id, quantity: 1, ...over })
  const reserve = async (event: { id: string }, over: object = {}) => reserveAs(await anAccount(server), event, over)
  async function held(event: { id: string }, over: object = {}) {
    const buyer = await anAccount(server)
    const { body } = expectStatus(await reserveAs(buyer, event, { promotionCode: 'EARLY-10', ...over }), 201)
    return { ...body, buyer } as { id: string; buyer: Account } & Record<string, unknown>
  }
  const confirm = ({ id, buyer }: { id: string; buyer: Account }, payment?: object) =>
    as(buyer, 'POST', '/bookings/confirm', { reservationId: id, ...(payment && { payment }) })
  const paid = { token: 'tok_ok' }

  describe('are made', () => {
    it('with what their organizer says, and listed in their order', async () => {
      const event = await withTypes()
      const [stalls] = event.ticketTypes.map(({ id }) => id)
      const discount = { code: ' Early  10 ', kind: 'discount', percent: 20, usesMax: 100, perBuyerMax: 1 }
      const first = expectStatus(await make(event, discount), 201).body
      expect(first).to.deep.include({ ...discount, status: 'active', uses: 0, eventId: event.id })
      const [startsAt, endsAt] = [inDays(1), inDays(2)]
      const second = await made(event, { code: 'Later', startsAt, endsAt, ticketTypeIds: [stalls] })
      expect(second).to.deep.include({ status: 'upcoming', startsAt, endsAt, ticketTypeIds: [stalls] })
      const third = expectStatus(await make(event, { code: 'crew only', kind: 'access' }), 201).body
      expect(third).not.to.have.any.keys('percent', 'amountMinor')
      expect(await list(event)).to.deep.equal([first, second, third])
    })

    it('once, however often the request is repeated with its key', async () => {
      const event = await anOwnEvent()
      const headers = { 'idempotency-key': 'promotion-once' }
      const body = { code: 'ONCE', kind: 'discount', amountMinor: 500 }
      const ask = () => server.call('POST', pathOf(event), { token: organizer.token, body, headers })
      const [one, other] = [await ask(), await ask()]
      expect(other.body).to.deep.equal(one.body)
      expect(await list(event)).to.have.length(1)
    })

    const faults: readonly [what: string, body: object, pointers: readonly string[]][] = [
      ['a discount that takes nothing off', { percent: undefined }, ['/percent']],
      ['both a share and an amount', { amountMinor: 500 }, ['']],
      ['an access code that takes something off', { kind: 'access' }, ['/percent']],
      ['more than the whole price', { percent: 101 }, ['/percent']],
      ['a share that is no whole number', { percent: 12.5 }, ['/percent']],
      ['an end before its beginning', { startsAt: inDays(2), endsAt: inDays(1) }, ['/endsAt']],
      ['a day that no calendar has', { endsAt: '2030-02-30T12:00:00Z' }, ['/endsAt']],
      ['a code of blanks', { code: '   ' }, ['/code']],
      ['no ticket type', { ticketTypeIds: [] }, ['/ticketTypeIds']],
      ['no use', { usesMax: 0 }, ['/usesMax']],
    ]
    for (const [what, body, pointers] of faults)
      it(`not with ${what}`, async () => {
        const event = await anOwnEvent()
        const input = { code: 'X', kind: 'discount', percent: 20, ...body }
        expectProblem(await make(event, input), 'validation_failed', pointers)
        expect(await list(event)).to.deep.equal([])
      })

    it('not with a code that another one has, whatever its case and blanks', async () => {
      const event = await anOwnEvent()
      const { id } = await made(event, { code: 'Early 10' })
      for (const code of ['Early 10', 'EARLY10', ' e arly10'])
        expectProblem(await make(event, { code, kind: 'discount', percent: 1 }), 'promotion_code_taken')
      expectStatus(await remove(event, id), 204)
      await made(event, { code: 'EARLY10' })
      await made(await anOwnEvent(), { code: 'EARLY10' })
    })

    it('not of an event that is over, nor for ticket types of another one', async () => {
      const event = await anOwnEvent()
      const other = await anOwnEvent()
      const foreign = { code: 'X', kind: 'discount', percent: 1, ticketTypeIds: [other.ticketTypes[0]!.id] }
      expectProblem(await make(event, foreign), 'ticket_type_not_found')
      expectStatus(await as(organizer, 'POST', `/admin/events/${other.id}/cancel`), 200)
      expectProblem(await make(other, { code: 'X', kind: 'discount', percent: 1 }), 'event_not_editable')
    })
  })

  describe('fix the price with the reservation', () => {
    const prices: readonly [takes: object, price: number, off: number][] = [
      [{ percent: 20 }, 2_500, 500],
      [{ percent: 50 }, 1_005, 503],
      [{ percent: 33 }, 1_005, 332],
      [{ percent: 1 }, 49, 0],
      [{ percent: 1 }, 50, 1],
      [{ percent: 100 }, 2_500, 2_500],
      [{ amountMinor: 700 }, 2_500, 700],
      [{ amountMinor: 9_000 }, 2_500, 2_500],
    ]
    for (const [takes, priceMinor, off] of prices)
      it(`taking ${JSON.stringify(takes)} off ${priceMinor}: ${off} a ticket`, async () => {
        const event = await anOwnEvent({ priceMinor })
        await made(event, { percent: undefined, ...takes })
        const { buyer: _, ...body } = await held(event, { quantity: 3 })
        expect(body).to.include({
          subtotalMinor: 3 * priceMinor,
          discountMinor: 3 * off,
          totalMinor: 3 * (priceMinor - off),
        })
        expect(body['items']).to.deep.equal([
          {
            ticketTypeId: event.ticketTypes[0]!.id,
            quantity: 3,
            unitPriceMinor: priceMinor,
            ...(off > 0 && { unitDiscountMinor: off }),
          },
        ])
      })

    it('for the ticket types that they are for alone, and the total is the sum of its lines', async () => {
      const event = await withTypes()
      const [stalls, circle] = event.ticketTypes.map(({ id }) => id)
      await made(event, { percent: 50, ticketTypeIds: [circle] })
      const items = [
        { ticketTypeId: stalls, quantity: 1 },
        { ticketTypeId: circle, quantity: 3 },
      ]
      const reservation = await held(event, { quantity: undefined, items })
      expect(reservation).to.include({ subtotalMinor: 5_515, discountMinor: 1_509, totalMinor: 4_006 })
      const other = { promotionCode: 'EARLY-10', quantity: undefined, items: [items[0]!] }
      expectProblem(await reserve(event, other), 'promotion_not_for_these_tickets')
    })

    it('as it was then: it is what is booked, paid and told, whatever becomes of the promotion', async () => {
      const event = await anOwnEvent()
      const { id } = await made(event, { percent: undefined, amountMinor: 700 })
      const reservation = await held(event, { quantity: 2 })
      expectStatus(await remove(event, id), 204)
      const booking = expectStatus(await confirm(reservation, paid), 201).body
      const price = { subtotalMinor: 5_000, discountMinor: 1_400, totalMinor: 3_600, promotionId: id }
      expect(booking).to.include(price)
      const { rows } = await server.databases.bookings.pool.query(
        'select amount_minor::integer as amount from payments where booking_id = $1',
        [booking.id],
      )
      expect(rows).to.deep.equal([{ amount: 3_600 }])
      const path = `/bookings/${booking.id}`
      expect(expectStatus(await as(reservation.buyer, 'GET', path), 200).body).to.deep.include(price)
      const stats = expectStatus(await as(organizer, 'GET', `/admin/events/${event.id}/stats`), 200).body
      expect(stats).to.include({ soldSeats: 2, revenueMinor: 3_600 })
      expect(stats.ticketTypes[0]).to.include({ revenueMinor: 3_600 })
    })

    it('so that nothing is to be paid where nothing is left of it', async () => {
      const event = await anOwnEvent()
      await made(event, { percent: 100 })
      const reservation = await held(event, { quantity: 2 })
      expect(reservation).to.include({ subtotalMinor: 5_000, discountMinor: 5_000, totalMinor: 0 })
      const booking = expectStatus(await confirm(reservation), 201).body
      expect(booking).to.include({ status: 'confirmed', totalMinor: 0 })
      expect(booking).not.to.have.property('payment')
    })

    it('is what comes back when the booking is cancelled', async () => {
      const event = await anOwnEvent()
      await made(event, {})
      const reservation = await held(event, { quantity: 2 })
      const booking = expectStatus(await confirm(reservation, paid), 201).body
      const { body } = expectStatus(await as(reservation.buyer, 'DELETE', `/bookings/${booking.id}`), 200)
      expect(body.refund).to.include({ amountMinor: 4_000, status: 'succeeded' })
    })
  })

  describe('are used', () => {
    const known: readonly [what: string, over: object][] = [
      ['no promotion has', { promotionCode: 'NOBODYS' }],
      ['counts from tomorrow on', { promotionCode: 'tomorrow' }],
      ['counted until yesterday', { promotionCode: 'yesterday' }],
      ['was deleted', { promotionCode: 'deleted' }],
      ['another event has', { promotionCode: 'others' }],
    ]
    for (const [what, over] of known)
      it(`by nobody with a code that ${what}: all of them are told the same`, async () => {
        const event = await anOwnEvent()
        await made(event, { code: 'tomorrow', startsAt: inDays(1) })
        await made(event, { code: 'yesterday', startsAt: inDays(-2), endsAt: inDays(-1) })
        expectStatus(await remove(event, (await made(event, { code: 'deleted' })).id), 204)
        await made(await anOwnEvent(), { code: 'others' })
        const { body } = expectProblem(await reserve(event, over), 'promotion_not_found')
        const plain = await reserve(event, { promotionCode: 'NEVER' })
        expect({ ...body, requestId: '' }).to.deep.equal({ ...plain.body, requestId: '' })
      })

    it('as often as they may be, and by one buyer as often as one may', async () => {
      const event = await anOwnEvent()
      const { id } = await made(event, { usesMax: 3, perBuyerMax: 1 })
      const buyer = await anAccount(server)
      const ask = (by: Account) => reserveAs(by, event, { promotionCode: 'early-10' })
      expectStatus(await ask(buyer), 201)
      expect(expectProblem(await ask(buyer), 'promotion_buyer_limit_reached').body.limit).to.equal(1)
      await held(event)
      await held(event)
      expectProblem(await reserve(event, { promotionCode: 'EARLY-10' }), 'promotion_used_up')
      expect((await list(event))[0]).to.include({ status: 'used_up', uses: 3 })
      expectStatus(await edit(event, id, { usesMax: 4 }), 200)
      await held(event)
    })

    it('once by a request that is repeated with its key', async () => {
      const event = await anOwnEvent()
      await made(event, { usesMax: 1 })
      const { token } = await anAccount(server)
      const body = { eventId: event.id, quantity: 1, promotionCode: 'EARLY-10' }
      const ask = () => server.call('POST', '/bookings/reserve', { token, body, headers: { 'idempotency-key': 'k' } })
      expect((await ask()).body.id).to.equal((await ask()).body.id)
      const other = { ...body, promotionCode: 'OTHER' }
      const again = await server.call('POST', '/bookings/reserve', {
        token,
        body: other,
        headers: { 'idempotency-key': 'k' },
      })
      expectProblem(again, 'idempotency_key_reused')
      expect(await usesOf(event)).to.deep.equal([1])
    })

    const ends: readonly [what: string, uses: number, end: (event: Event) => Promise<unknown>][] = [
      [
        'is released',
        0,
        async event => {
          const { id, buyer } = await held(event)
          expectStatus(await as(buyer, 'DELETE', `/bookings/reservations/${id}`), 200)
        },
      ],
      [
        'expires',
        0,
        async event => {
          await held(event)
          await afterHoldsExpire(server, event.id)
          await server.server.domains.inventory.expireHolds(100)
        },
      ],
      ['is sold', 1, async event => expectStatus(await confirm(await held(event), paid), 201)],
      [
        'is sold and cancelled',
        1,
        async event => {
          const reservation = await held(event)
          const { id } = expectStatus(await confirm(reservation, paid), 201).body
          expectStatus(await as(reservation.buyer, 'DELETE', `/bookings/${id}`), 200)
        },
      ],
      [
        'is declined, and stays held',
        1,
        async event => expectProblem(await confirm(await held(event), { token: 'tok_declined' }), 'payment_declined'),
      ],
    ]
    for (const [what, uses, end] of ends)
      it(`${uses} times once a reservation ${what}`, async () => {
        const event = await anOwnEvent()
        await made(event, { usesMax: 1 })
        await end(event)
        expect(await usesOf(event)).to.deep.equal([uses])
        const next = await reserve(event, { promotionCode: 'EARLY-10' })
        if (uses === 1) expectProblem(next, 'promotion_used_up')
        else expectStatus(next, 201)
      })

    it('by who accepts an offer, at the price of the offer', async () => {
      const { event, waiter } = await anOffered(server)
      const own = event as unknown as Event
      await made(own, { usesMax: 1 })
      const path = `/waitlist/${waiter.id}/accept`
      expectProblem(await as(waiter.buyer, 'POST', path, { promotionCode: 'NEVER' }), 'promotion_not_found')
      expect((await look(server, waiter)).status).to.equal('offered')
      const { body } = expectStatus(await as(waiter.buyer, 'POST', path, { promotionCode: 'early-10' }), 201)
      expect(body).to.include({ subtotalMinor: 2_500, discountMinor: 500, totalMinor: 2_000 })
      const again = expectStatus(await as(waiter.buyer, 'POST', path), 201).body
      expect(again).to.deep.equal(body)
      expect(await usesOf(own)).to.deep.equal([1])
      const booking = expectStatus(await confirm({ id: body.id, buyer: waiter.buyer }, paid), 201).body
      expect(booking).to.include({ totalMinor: 2_000, discountMinor: 500 })
    })

    it('by none whose time has not come by the clock of a test event', async () => {
      const event = await anOwnEvent({ test: true })
      await made(event, { startsAt: inDays(2), endsAt: inDays(4) })
      const ask = (reference: string) =>
        reserveAs(organizer, event, { promotionCode: 'EARLY-10', buyer: { reference } })
      const advance = async (days: number) =>
        expectStatus(
          await as(organizer, 'POST', `/admin/events/${event.id}/test-clock`, { advanceSeconds: days * 86_400 }),
          200,
        )
      expectProblem(await ask('one'), 'promotion_not_found')
      await advance(3)
      expectStatus(await ask('one'), 201)
      expect((await list(event))[0]).to.include({ status: 'active', uses: 1 })
      await advance(2)
      expectProblem(await ask('two'), 'promotion_not_found')
      expect((await list(event))[0]).to.include({ status: 'ended', uses: 0 })
    })
  })
})
