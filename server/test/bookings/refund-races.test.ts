// Many give one booking's money and tickets back at the same time, over HTTP and at two servers: never more than was
// paid. The control has neither the fence nor the database's check, and the same look sees more.
import { expect } from 'chai'
import { aBooking, anEvent, expectStatus, theAdmin } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type Answer, type TestServer } from '../support/server.ts'

const tickets = 6
const priceMinor = 2_500
const paidMinor = tickets * priceMinor
/** How somebody is told that others were first, or that a server has too much to do. */
const ordinary = [
  'refund_exceeds_payment',
  'ticket_not_cancellable',
  'booking_not_cancellable',
  'booking_not_refundable',
  'refund_not_failed',
  'overloaded',
]

describe('refunds and cancellations of one booking at once, at two servers', function () {
  this.timeout(120_000)

  async function openTwoServers() {
    const one = await startTestServer()
    const other = await startTestServer({ databases: one.databases })
    const servers: readonly TestServer[] = [one, other]
    return {
      databases: one.databases,
      one,
      anyServer: (n: number) => servers[n % 2]!,
      close: async () => {
        await other.close()
        await one.close()
      },
    }
  }
  type House = Awaited<ReturnType<typeof openTwoServers>>
  let house: House
  before(async () => {
    house = await openTwoServers()
  })
  after(() => house.close())

  type Sold = Awaited<ReturnType<typeof sell>>
  async function sell({ one }: House, token = 'tok_ok') {
    const event = await anEvent(one, { capacity: tickets, priceMinor })
    const booking = await aBooking(one, event, { quantity: tickets, token })
    return { event, booking, ticketIds: (booking['tickets'] as { id: string }[]).map(({ id }) => id) }
  }

  /** What one of them asks; `n` counts them. */
  type Ask = (house: House, sold: Sold, n: number) => Promise<Answer>
  const refund =
    (more: (sold: Sold, n: number) => object): Ask =>
    ({ anyServer }, sold, n) =>
      anyServer(n).call('POST', `/admin/bookings/${sold.booking.id}/refunds`, {
        token: sold.event.organizer.token,
        headers: { 'idempotency-key': `refund-${n}` },
        body: { amountMinor: 700 + n, reason: 'The view was blocked', ...more(sold, n) },
      })
  const money = refund(() => ({}))
  const moneyForTicket = refund(({ ticketIds }, n) => ({ ticketIds: [ticketIds[n % tickets]] }))
  const moneyAndSeat = refund(({ ticketIds }, n) => ({ ticketIds: [ticketIds[n % tickets]], returnSeats: true }))
  const cancelTicket: Ask = ({ anyServer }, { booking, ticketIds }, n) =>
    anyServer(n).call('POST', `/bookings/${booking.id}/cancel-tickets`, {
      token: booking.buyer.token,
      body: { ticketIds: [ticketIds[n % tickets]] },
    })
  const cancelBooking: Ask = ({ anyServer }, { booking }, n) =>
    anyServer(n).call('DELETE', `/bookings/${booking.id}`, { token: booking.buyer.token })
  const retryRefund: Ask = ({ anyServer }, { booking, event }, n) =>
    anyServer(n).call('POST', `/admin/bookings/${booking.id}/retry-refund`, { token: event.organizer.token })
  const callOff: Ask = ({ anyServer }, { event }, n) =>
    anyServer(n).call('POST', `/admin/events/${event.id}/cancel`, { token: event.organizer.token })

  const askAll = (of: House, sold: Sold, asks: readonly Ask[], times = 40) =>
    Promise.all(Array.from({ length: times }, (_, n) => asks[n % asks.length]!(of, sold, n)))

  /** What is to go back and what has, by our book and by the provider's; undefined while something is under way. */
  async function booksOf({ databases: { bookings } }: House, { booking: { id } }: Sold) {
    const { rows } = await bookings.pool.query<{ open: boolean; owed: number; reserved: number; repaid: number }>(
      `select b.due_at is not null or b.status = 'cancelling' as open, p.refunded_minor::integer as reserved,
        (select coalesce(sum(amount_minor), 0)::integer from refunds where booking_id = b.id) as owed,
        c.refunded_minor::integer as repaid
      from bookings b join payments p on p.booking_id = b.id join sandbox_charges c on c.key = p.provider_key
      where b.id = $1`,
      [id],
    )
    const [{ open, ...books }] = rows as [(typeof rows)[number]]
    return open ? undefined : books
  }
  const settledBooksOf = async (of: House, sold: Sold) =>
    (await eventually(
      () => booksOf(of, sold),
      books => books !== undefined,
      { withinMs: 60_000 },
    ))!

  /** The refunds of which is told, once for each time that everybody is. */
  async function toldOf({ databases: { bookings } }: House, { booking: { id } }: Sold) {
    const { rows } = await bookings.pool.query<{ refund: string }>(
      `select refund from (
        select data #>> '{refund,id}' as refund, resource_version as version from messages
          where type = 'booking.refunded' and resource_id = $1
        union select payload #>> '{refund,id}', version from outbox
          where type = 'booking.refunded' and resource ->> 'id' = $1) as told order by refund`,
      [id],
    )
    return rows.map(({ refund }) => refund)
  }

  async function auditOf({ one }: House, { event }: Sold) {
    const { token } = await theAdmin(one)
    const { body } = expectStatus(await one.call('GET', `/admin/events/${event.id}/audit`, { token }), 200)
    return (body.checks as { name: string; violations: { detail: string }[] }[]).flatMap(({ name, violations }) =>
      violations.map(({ detail }) => `${name}: ${detail}`),
    )
  }

  const races: readonly [what: string, asks: readonly Ask[], endsWhole: boolean][] = [
    ['money alone', [money], false],
    ['money for one ticket or another', [money, moneyForTicket], false],
    ['tickets by their buyer and money by the organizer', [cancelTicket, money, moneyForTicket], false],
    ['tickets by both of them', [cancelTicket, moneyAndSeat], false],
    ['a ticket, the booking and money', [cancelTicket, cancelBooking, money, moneyAndSeat], true],
    ['all of that, while the event is called off', [cancelTicket, money, callOff, cancelBooking, moneyForTicket], true],
  ]
  for (const [what, asks, endsWhole] of races)
    it(`${what}: goes back once, and never more than was paid`, async () => {
      const sold = await sell(house)
      const answers = await askAll(house, sold, asks)
      const codes = answers.filter(({ status }) => status >= 300).map(({ body }) => body.code as string)
      expect(codes.filter(code => !ordinary.includes(code))).to.deep.equal([])
      expect(answers.filter(({ status }) => status < 300)).to.have.length.greaterThan(0)
      const books = await settledBooksOf(house, sold)
      expect(books.owed).to.be.at.most(paidMinor).and.be.greaterThan(0)
      expect(books).to.deep.equal({ owed: books.owed, reserved: books.owed, repaid: books.owed })
      if (endsWhole) expect(books.owed).to.equal(paidMinor)
      const seen = expectStatus(
        await house.one.call('GET', `/bookings/${sold.booking.id}`, { token: sold.booking.buyer.token }),
        200,
      ).body
      expect(seen.refundedMinor).to.equal(books.owed)
      expect(await toldOf(house, sold)).to.deep.equal(seen.refunds.map(({ id }: { id: string }) => id).sort())
      const valid = seen.tickets.filter(({ status }: { status: string }) => status === 'valid').length
      const { rows } = await house.databases.events.pool.query(
        'select sold_seats as sold, held_seats as held from inventory where event_id = $1',
        [sold.event.id],
      )
      expect(rows).to.deep.equal([{ sold: valid, held: 0 }])
      expect(await auditOf(house, sold)).to.deep.equal([])
    })

  it('refunds that fail, are tried again by many and by the job: each is paid once', async () => {
    const sold = await sell(house, 'tok_refund_fails_once')
    await askAll(house, sold, [cancelTicket, money, retryRefund])
    const { knex } = house.databases.bookings
    await knex('bookings')
      .where({ id: sold.booking.id })
      .whereNotNull('due_at')
      .update({ due_at: new Date(0) })
    await askAll(house, sold, [retryRefund], 10)
    const books = await settledBooksOf(house, sold)
    expect(books.owed).to.be.at.most(paidMinor)
    expect(books).to.deep.equal({ owed: books.owed, reserved: books.owed, repaid: books.owed })
    expect(await auditOf(house, sold)).to.deep.equal([])
  })

  describe('without what guards it (the control)', () => {
    let careless: House
    before(async () => {
      careless = await openTwoServers()
      // Nobody's work on a booking can be seen by anybody else, and the database lets any sum pass.
      await careless.databases.bookings.pool.query(`
        create function forget_fence() returns trigger language plpgsql as
          'begin if old.status <> ''pending'' then new.fence := old.fence; end if; return new; end';
        create trigger bookings_forget_fence before update on bookings for each row execute function forget_fence();
        alter table payments drop constraint payments_never_repaid_twice;`)
    })
    after(() => careless.close())

    it('more than was paid is to go back, and the audit says so', async () => {
      const sold = await sell(careless)
      await askAll(careless, sold, [money, moneyForTicket])
      const owed = await careless.databases.bookings.knex('refunds').where({ booking_id: sold.booking.id })
      expect(owed.reduce((sum, { amount_minor: minor }) => sum + Number(minor), 0)).to.be.above(paidMinor)
      expect((await auditOf(careless, sold)).join('\n')).to.match(/payments-match-bookings: .* its refunds over/)
    })
  })
})
