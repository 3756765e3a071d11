// What goes back of bookings that a promotion made cheaper: what was paid for each ticket, and never the use.
import { expect } from 'chai'
import { anAccount, anEvent, expectStatus, type Account } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { auditIsClean } from '../waitlist/waitlists.ts'

interface Ticket {
  readonly id: string
  readonly ticketTypeId: string
  readonly status: string
}
interface Booking {
  readonly id: string
  readonly status: string
  readonly totalMinor: number
  readonly refundedMinor?: number
  readonly refunds?: readonly { readonly status: string; readonly amountMinor: number }[]
  readonly payment?: { readonly status: string }
  readonly tickets: readonly Ticket[]
}
type Event = Awaited<ReturnType<typeof anEvent>>

describe('what goes back of a discounted booking', function () {
  this.timeout(60_000)
  let server: TestServer
  let organizer: Account
  let buyer: Account
  before(async () => {
    server = await startTestServer()
    organizer = await anAccount(server, { role: 'organizer' })
    buyer = await anAccount(server)
  })
  after(async () => {
    await auditIsClean(server)
    await server.close() // fails if an answer did not fit the contract
  })

  const as = async ({ token }: Account, method: string, path: string, body?: object) =>
    (await expectDone(server.call(method, path, { token, ...(body && { body }) }))).body
  async function expectDone(asked: ReturnType<TestServer['call']>) {
    const answer = await asked
    return expectStatus(answer, answer.status === 201 ? 201 : 200)
  }
  const managed = ({ id }: Event, path: string) => `/admin/events/${id}/${path}`
  /** Types of 10.05 and 25.00, and a code. */
  async function withCode(promotion: object, over: object = {}) {
    const ticketTypes = [
      { name: 'Circle', priceMinor: 1_005, currency: 'EUR' },
      { name: 'Stalls', priceMinor: 2_500, currency: 'EUR' },
    ]
    const event = await anEvent(server, { organizer, priceMinor: undefined, currency: undefined, ticketTypes, ...over })
    const [circle, stalls] = event.ticketTypes.map(({ id }) => id) as [string, string]
    await as(organizer, 'POST', managed(event, 'promotions'), { code: 'LESS', kind: 'discount', ...promotion })
    return { event, circle, stalls }
  }
  async function bought(event: Event, items: readonly object[]): Promise<Booking> {
    const asked = { eventId: event.id, items, promotionCode: 'less' }
    const { id: reservationId, totalMinor } = await as(buyer, 'POST', '/bookings/reserve', asked)
    const payment = totalMinor > 0 ? { payment: { token: 'tok_ok' } } : {}
    return as(buyer, 'POST', '/bookings/confirm', { reservationId, ...payment })
  }
  const cancelTickets = (booking: Booking, ticketIds: readonly string[]): Promise<Booking> =>
    as(buyer, 'POST', `/bookings/${booking.id}/cancel-tickets`, { ticketIds })
  const cancel = (booking: Booking): Promise<Booking> => as(buyer, 'DELETE', `/bookings/${booking.id}`)
  const repaid = ({ refunds = [] }: Booking) => refunds.map(({ amountMinor }) => amountMinor)
  const stats = async (event: Event) => as(organizer, 'GET', managed(event, 'stats'))
  const usesOf = async (event: Event) =>
    (await as(organizer, 'GET', managed(event, 'promotions'))).data.map(({ uses }: { uses: number }) => uses)
  const levelOf = async ({ id }: Event): Promise<number> =>
    (await server.databases.events.knex('inventory').where({ event_id: id }).first('level')).level

  it('is what each ticket has cost, and all of it together what was captured; the use is not given back', async () => {
    const { event, circle } = await withCode({ percent: 33, usesMax: 2, perBuyerMax: 1 })
    const booking = await bought(event, [{ ticketTypeId: circle, quantity: 3 }])
    // 10.05 less a third of it, 3.32.
    expect(booking.totalMinor).to.equal(3 * 673)
    expect((await stats(event)).revenueMinor).to.equal(3 * 673)
    const lessened = await cancelTickets(booking, [booking.tickets[1]!.id])
    expect([lessened.status, repaid(lessened), lessened.payment!.status]).to.deep.equal([
      'confirmed',
      [673],
      'captured',
    ])
    expect(await stats(event)).to.deep.include({ soldSeats: 2, revenueMinor: 2 * 673 })
    expect(await usesOf(event), 'after a part').to.deep.equal([1])
    const gone = await cancel(booking)
    expect([gone.status, repaid(gone), gone.refundedMinor]).to.deep.equal(['cancelled', [673, 1_346], 3 * 673])
    expect(gone.payment!.status).to.equal('refunded')
    expect(await stats(event)).to.deep.include({ soldSeats: 0, revenueMinor: 0 })
    expect(await usesOf(event), 'after all of it').to.deep.equal([1])
  })

  it('is the share of that price that the policy says, ticket by ticket or of all at once', async () => {
    const policy = { cancellationPolicy: { untilMinutesBefore: 60, refundPercent: 50 } }
    const { event, circle } = await withCode({ percent: 33 }, policy)
    const items = [{ ticketTypeId: circle, quantity: 3 }]
    const [byParts, atOnce] = [await bought(event, items), await bought(event, items)]
    await cancelTickets(byParts, [byParts.tickets[0]!.id])
    expect(repaid(await cancel(byParts))).to.deep.equal([337, 2 * 337])
    expect(repaid(await cancel(atOnce))).to.deep.equal([3 * 337])
  })

  it('is the whole price of tickets that the promotion is not for', async () => {
    const { event, circle, stalls } = await withCode({ amountMinor: 1_000 })
    const mixed = [
      { ticketTypeId: circle, quantity: 1 },
      { ticketTypeId: stalls, quantity: 2 },
    ]
    await as(organizer, 'POST', managed(event, 'promotions'), {
      code: 'STALLS',
      kind: 'discount',
      amountMinor: 300,
      ticketTypeIds: [stalls],
    })
    const asked = { eventId: event.id, items: mixed, promotionCode: 'stalls' }
    const { id: reservationId } = await as(buyer, 'POST', '/bookings/reserve', asked)
    const booking: Booking = await as(buyer, 'POST', '/bookings/confirm', {
      reservationId,
      payment: { token: 'tok_ok' },
    })
    expect(booking.totalMinor).to.equal(1_005 + 2 * 2_200)
    for (const { id } of booking.tickets) await cancelTickets(booking, [id])
    const gone: Booking = await as(buyer, 'GET', `/bookings/${booking.id}`)
    const ofEach = booking.tickets.map(({ ticketTypeId }) => (ticketTypeId === circle ? 1_005 : 2_200))
    expect([gone.status, repaid(gone)]).to.deep.equal(['cancelled', ofEach])
  })

  it('is nothing where the promotion took off all of it: its tickets are cancelled without a refund', async () => {
    const { event, circle } = await withCode({ percent: 100 })
    const booking = await bought(event, [{ ticketTypeId: circle, quantity: 2 }])
    expect(booking.totalMinor).to.equal(0)
    const lessened = await cancelTickets(booking, [booking.tickets[0]!.id])
    expect([lessened.status, repaid(lessened)]).to.deep.equal(['confirmed', []])
    const gone = await cancel(booking)
    expect([gone.status, repaid(gone)]).to.deep.equal(['cancelled', []])
    expect(await stats(event)).to.deep.include({ soldSeats: 0, revenueMinor: 0 })
    expect(await usesOf(event)).to.deep.equal([1])
  })

  it('is nothing of a ticket that was free in a booking that was paid', async () => {
    const { event, circle, stalls } = await withCode({ amountMinor: 1_005 })
    const booking = await bought(event, [
      { ticketTypeId: circle, quantity: 1 },
      { ticketTypeId: stalls, quantity: 1 },
    ])
    const free = booking.tickets.find(({ ticketTypeId }) => ticketTypeId === circle)!
    expect(repaid(await cancelTickets(booking, [free.id]))).to.deep.equal([])
    expect(repaid(await cancel(booking))).to.deep.equal([1_495])
  })

  it('keeps servers away that know of promotions, but of no returns: the higher level stays', async () => {
    const { event, circle } = await withCode({ percent: 10 })
    expect(await levelOf(event), 'with promotions').to.equal(4)
    const booking = await bought(event, [{ ticketTypeId: circle, quantity: 2 }])
    await cancelTickets(booking, [booking.tickets[0]!.id])
    expect(await levelOf(event), 'with a return').to.equal(5)
    await as(organizer, 'POST', managed(event, 'promotions'), { code: 'MORE', kind: 'discount', percent: 5 })
    const hidden = { name: 'Crew', priceMinor: 0, currency: 'EUR', hidden: true }
    await as(organizer, 'POST', managed(event, 'ticket-types'), hidden)
    expect(await levelOf(event), 'with more promotions and hidden types').to.equal(5)
  })
})
