// What messages, mails and lists say of bookings that a promotion made cheaper: the three amounts, which add up.
import { expect } from 'chai'
import { anAccount, anEvent, aPromotion, expectStatus, type Account } from '../support/builders.ts'
import { messagesWhen } from '../support/messages.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

type Event = Awaited<ReturnType<typeof anEvent>>
interface Priced {
  readonly items: readonly { quantity: number; unitPriceMinor: number; unitDiscountMinor?: number }[]
  readonly subtotalMinor: number
  readonly discountMinor: number
  readonly totalMinor: number
}

describe('messages of discounted bookings', function () {
  this.timeout(60_000)
  let server: TestServer
  const listening = new Set<string>()
  before(async () => {
    server = await startTestServer({
      alsoListen: async accounts => new Set(accounts.filter(each => listening.has(each))),
    })
  })
  after(() => server.close()) // fails if an answer did not fit the contract

  const as = async ({ token }: Account, method: string, path: string, body?: object) => {
    const answer = await server.call(method, path, { token, ...(body && { body }) })
    return expectStatus(answer, answer.status === 201 ? 201 : 200).body
  }
  /** Types of these prices; the code is for those that `isFor` says. */
  async function withCode(prices: readonly number[], promotion: object, isFor: (n: number) => boolean = () => true) {
    const ticketTypes = prices.map((priceMinor, n) => ({ name: `Type ${n}`, priceMinor, currency: 'EUR' }))
    const event = await anEvent(server, { priceMinor: undefined, currency: undefined, ticketTypes })
    listening.add(event.organizer.id)
    const ticketTypeIds = event.ticketTypes.map(({ id }) => id).filter((_, n) => isFor(n))
    const { id, code } = await aPromotion(server, event, { kind: 'discount', ticketTypeIds, ...promotion })
    return { event, promotionId: id, code }
  }
  async function buy(event: Event, promotionCode: string, quantities: readonly number[]) {
    const buyer = await anAccount(server)
    const items = quantities.map((quantity, n) => ({ ticketTypeId: event.ticketTypes[n]!.id, quantity }))
    const reserved = await as(buyer, 'POST', '/bookings/reserve', { eventId: event.id, items, promotionCode })
    const payment = reserved.totalMinor > 0 ? { payment: { token: 'tok_ok' } } : {}
    const booking = await as(buyer, 'POST', '/bookings/confirm', { reservationId: reserved.id, ...payment })
    return { buyer, booking }
  }
  const sumOf = ({ items }: Priced, each: (item: Priced['items'][number]) => number) =>
    items.reduce((sum, item) => sum + item.quantity * each(item), 0)

  const sales: Readonly<
    Record<string, readonly [prices: number[], takes: object, quantities: number[], amounts: number[], isFor?: number]>
  > = {
    'a share with half a cent, rounded up ticket by ticket': [[1_005], { percent: 50 }, [3], [3_015, 1_509, 1_506]],
    'a share below half a cent': [[1_003], { percent: 33 }, [3], [3_009, 993, 2_016]],
    'several lines, each rounded for itself': [[1_005, 333, 25], { percent: 10 }, [1, 2, 3], [1_746, 176, 1_570]],
    'one of two types': [[1_005, 2_500], { percent: 50 }, [1, 2], [6_005, 503, 5_502], 0],
    'an amount above the price of one of them': [[300, 2_500], { amountMinor: 500 }, [2, 1], [3_100, 1_100, 2_000]],
    'all of it': [[2_500], { percent: 100 }, [2], [5_000, 5_000, 0]],
  }
  for (const [what, [prices, takes, quantities, amounts, only]] of Object.entries(sales))
    it(`say what was paid: ${what}`, async () => {
      const { event, promotionId, code } = await withCode(prices, takes, n => only === undefined || n === only)
      const { booking } = await buy(event, code, quantities)
      const messages = await messagesWhen(server, event.id, seen =>
        ['reservation.created', 'booking.confirmed'].every(type => seen.some(each => each.type === type)),
      )
      const told = messages.filter(({ type }) => type === 'reservation.created' || type === 'booking.confirmed')
      expect(new Set(told.map(({ type }) => type)).size).to.equal(2)
      for (const priced of [booking, ...told.map(({ data }) => data)] as Priced[]) {
        const { subtotalMinor, discountMinor, totalMinor } = priced
        expect([subtotalMinor, discountMinor, totalMinor]).to.deep.equal(amounts)
        expect(sumOf(priced, item => item.unitPriceMinor)).to.equal(subtotalMinor)
        expect(sumOf(priced, item => item.unitDiscountMinor ?? 0)).to.equal(discountMinor)
        expect(priced).to.include({ promotionId })
      }
    })

  it('say the same of a booking when parts of it are cancelled, and what of it goes back', async () => {
    const { event, code } = await withCode([1_005], { percent: 33 })
    const { buyer, booking } = await buy(event, code, [3])
    const path = `/bookings/${booking.id}`
    await as(buyer, 'POST', `${path}/cancel-tickets`, { ticketIds: [booking.tickets[0].id] })
    await as(buyer, 'DELETE', path)
    const wanted = ['booking.tickets_cancelled', 'booking.cancelled', 'booking.refunded']
    const messages = await messagesWhen(server, event.id, seen =>
      wanted.every(type => seen.some(each => each.type === type)),
    )
    const own = messages.filter(({ type, accountId }) => type.startsWith('booking.') && accountId === buyer.id)
    for (const { type, data } of own)
      expect(data, type).to.include({ subtotalMinor: 3_015, discountMinor: 996, totalMinor: 2_019 })
    const back = (type: string) => own.find(each => each.type === type)!.data.refund.amountMinor
    expect([back('booking.tickets_cancelled'), back('booking.cancelled')]).to.deep.equal([673, 1_346])
    expect(own.at(-1)!.data.refundedMinor).to.equal(2_019)
  })

  it("are right beside the organizer's lists: of bookings, of guests, and both as tables", async () => {
    const { event, promotionId, code } = await withCode([1_005], { percent: 33 })
    const { buyer, booking } = await buy(event, code, [2])
    const lists = `/admin/events/${event.id}`
    const { data } = await as(event.organizer, 'GET', `${lists}/bookings`)
    expect(data).to.have.length(1)
    expect(data[0]).to.deep.include({ id: booking.id, subtotalMinor: 2_010, discountMinor: 664, totalMinor: 1_346 })
    expect(data[0]).to.include({ promotionId })
    const guests = await as(event.organizer, 'GET', `${lists}/tickets`)
    expect(guests.data.map((guest: { bookingId: string }) => guest.bookingId)).to.deep.equal([booking.id, booking.id])
    for (const list of ['bookings', 'tickets']) {
      const { token } = event.organizer
      const table = await server.call('GET', `${lists}/${list}`, { token, headers: { accept: 'text/csv' } })
      const rows = expectStatus(table, 200).text.trim().split('\r\n')
      expect(rows.slice(1).every(row => row.includes(booking.id))).to.equal(true)
      expect(rows).to.have.length(3)
      // Codes are no business of who reads a list of guests.
      expect(table.text).not.to.contain(code)
    }
    expect(buyer.id).to.equal(booking.userId)
  })
})
