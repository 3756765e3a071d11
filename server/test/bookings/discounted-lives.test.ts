// What happens to discounted bookings, and that what goes back is what was paid whatever happened in between.
import { expect } from 'chai'
import { anAccount, anEvent, aPromotion, expectStatus, type Account } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { auditIsClean } from '../waitlist/waitlists.ts'

type Event = Awaited<ReturnType<typeof anEvent>>
interface Bought {
  readonly event: Event
  readonly promotion: { readonly id: string; readonly path: string; readonly code: string }
  readonly buyer: Account
  readonly booking: { readonly id: string; readonly totalMinor: number; readonly tickets: readonly { id: string }[] }
}

describe('a discounted booking', function () {
  this.timeout(60_000)
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(async () => {
    await auditIsClean(server)
    await server.close() // fails if an answer did not fit the contract
  })

  const as = async ({ token }: Account, method: string, path: string, body?: object) => {
    const headers = { ...(method === 'PATCH' && { 'if-match': '*' }) }
    const answer = await server.call(method, path, { token, headers, ...(body && { body }) })
    return expectStatus(answer, [200, 201, 204].find(status => status === answer.status) ?? 200).body
  }
  async function reserve({ event, promotion }: Pick<Bought, 'event' | 'promotion'>, buyer: Account, quantity: number) {
    const asked = { eventId: event.id, quantity, promotionCode: promotion.code }
    return as(buyer, 'POST', '/bookings/reserve', asked)
  }
  const confirm = (buyer: Account, { id, totalMinor }: { id: string; totalMinor: number }) =>
    as(buyer, 'POST', '/bookings/confirm', {
      reservationId: id,
      ...(totalMinor > 0 && { payment: { token: 'tok_ok' } }),
    })
  async function withCode(priceMinor: number, terms: object, over: object = {}) {
    const event = await anEvent(server, { priceMinor, ...over })
    return { event, promotion: await aPromotion(server, event, { kind: 'discount', ...terms }) }
  }
  const typePath = ({ id, ticketTypes }: Event) => `/admin/events/${id}/ticket-types/${ticketTypes[0]!.id}`

  /** Before and after the sale: three tickets of 10.05 less a third, 6.73 each. */
  const happens: Readonly<
    Record<string, Readonly<Partial<Record<'held' | 'sold', (bought: Bought) => Promise<unknown>>>>>
  > = {
    'nothing': {},
    'the promotion is deleted while it is held': {
      held: ({ event, promotion }) => as(event.organizer, 'DELETE', promotion.path),
    },
    'the promotion is over while it is held': {
      held: ({ event, promotion }) =>
        as(event.organizer, 'PATCH', promotion.path, { endsAt: new Date(Date.now() - 1_000).toISOString() }),
    },
    'its code is given out again for another price': {
      async held({ event, promotion }) {
        await as(event.organizer, 'DELETE', promotion.path)
        await aPromotion(server, event, { kind: 'discount', percent: 90, code: promotion.code })
      },
    },
    'the tickets cost more while it is held': {
      held: ({ event }) => as(event.organizer, 'PATCH', typePath(event), { priceMinor: 9_900 }),
    },
    'the tickets cost less after the sale': {
      sold: ({ event }) => as(event.organizer, 'PATCH', typePath(event), { priceMinor: 1 }),
    },
    'a ticket is transferred': {
      sold: ({ booking, buyer }) =>
        as(buyer, 'POST', `/bookings/${booking.id}/tickets/${booking.tickets[0]!.id}/transfer`, {
          holder: { name: 'Grace Hopper', email: 'grace@example.com' },
        }),
    },
  }
  for (const [what, { held, sold }] of Object.entries(happens))
    it(`gives back what each ticket has cost when this has happened: ${what}`, async () => {
      const { event, promotion } = await withCode(1_005, { percent: 33 })
      const buyer = await anAccount(server)
      const reservation = await reserve({ event, promotion }, buyer, 3)
      const bought = { event, promotion, buyer, booking: { ...reservation, tickets: [] } }
      await held?.(bought)
      const booking = await confirm(buyer, reservation)
      expect(booking).to.include({ subtotalMinor: 3_015, discountMinor: 996, totalMinor: 2_019 })
      await sold?.({ ...bought, booking })
      const path = `/bookings/${booking.id}`
      const lessened = await as(buyer, 'POST', `${path}/cancel-tickets`, { ticketIds: [booking.tickets[0].id] })
      expect(lessened.refundedMinor).to.equal(673)
      expect((await as(buyer, 'DELETE', path)).refundedMinor).to.equal(2_019)
    })

  it('gives all of it back, and no more, when the event is called off after a part was', async () => {
    const { event, promotion } = await withCode(1_005, { percent: 33 })
    const buyer = await anAccount(server)
    const booking = await confirm(buyer, await reserve({ event, promotion }, buyer, 3))
    await as(buyer, 'POST', `/bookings/${booking.id}/cancel-tickets`, { ticketIds: [booking.tickets[0].id] })
    await as(event.organizer, 'POST', `/admin/events/${event.id}/cancel`)
    await eventually(
      () => as(buyer, 'GET', `/bookings/${booking.id}`),
      ({ status, refundedMinor }) => status === 'cancelled' && refundedMinor === 2_019,
      { withinMs: 20_000 },
    )
  })

  it('has the price of its time: repriced tickets are discounted from what they cost now', async () => {
    const { event, promotion } = await withCode(1_005, { amountMinor: 500 })
    const before = await reserve({ event, promotion }, await anAccount(server), 1)
    await as(event.organizer, 'PATCH', typePath(event), { priceMinor: 300 })
    const after = await reserve({ event, promotion }, await anAccount(server), 2)
    expect([before.totalMinor, after.totalMinor, after.discountMinor]).to.deep.equal([505, 0, 600])
  })

  const prices: readonly [currency: string, priceMinor: number, terms: object, off: number][] = [
    ['EUR', 1, { percent: 49 }, 0],
    ['EUR', 1, { percent: 50 }, 1],
    ['JPY', 1, { percent: 99 }, 1],
    ['JPY', 99, { percent: 50 }, 50],
    ['KWD', 1_234, { percent: 15 }, 185],
    ['KWD', 1, { amountMinor: 1 }, 1],
    ['EUR', 1_000_000_000, { percent: 99 }, 990_000_000],
    ['EUR', 0, { percent: 50 }, 0],
  ]
  for (const [currency, priceMinor, terms, off] of prices)
    it(`takes ${JSON.stringify(terms)} off ${priceMinor} minor units of ${currency}: ${off}`, async () => {
      const { event, promotion } = await withCode(priceMinor, terms, { currency })
      const held = await reserve({ event, promotion }, await anAccount(server), 2)
      expect(held).to.include({ currency, discountMinor: 2 * off, totalMinor: 2 * (priceMinor - off) })
    })

  it('is had by any way in which its code may be written, and the bound per buyer counts all of them', async () => {
    const event = await anEvent(server)
    const promotion = await aPromotion(server, event, {
      kind: 'discount',
      percent: 20,
      perBuyerMax: 2,
      code: 'Straße 10',
    })
    const buyer = await anAccount(server)
    for (const code of ['STRASSE10', ' straẞe\u00a010'])
      expect(await reserve({ event, promotion: { ...promotion, code } }, buyer, 1)).to.include({
        promotionId: promotion.id,
      })
    const third = await server.call('POST', '/bookings/reserve', {
      token: buyer.token,
      body: { eventId: event.id, quantity: 1, promotionCode: 'stra\u00adße 10' },
    })
    expect([third.status, third.body.code]).to.deep.equal([409, 'promotion_buyer_limit_reached'])
    const taken = { kind: 'access', code: 'STRASSE 1\u200d0' }
    const { status, body } = await server.call('POST', `/admin/events/${event.id}/promotions`, {
      token: event.organizer.token,
      body: taken,
    })
    expect([status, body.code]).to.deep.equal([409, 'promotion_code_taken'])
  })
})
