// Several who cancel tickets of one booking, give its money back or work on its refunds at the same time.
import { expect } from 'chai'
import type pg from 'pg'
import type { Booking } from '../../src/domains/bookings/booking.ts'
import { createBookingsService } from '../../src/domains/bookings/service.ts'
import { createBookingsStore, type BookingsStore } from '../../src/domains/bookings/store.ts'
import type { Pool } from '../../src/platform/postgres/connections.ts'
import { aCaller, openBoxOffice, paying, type BoxOffice } from './box-office.ts'

describe('a booking that several work on at once', function () {
  this.timeout(60_000)
  let office: BoxOffice
  before(async () => {
    office = await openBoxOffice()
  })
  after(() => office.close())

  async function bought(seats: number, token = 'tok_ok') {
    const event = await office.anEvent({ priceMinor: 1_500 })
    const { caller, hold } = await office.aHold(event, aCaller(), seats)
    const { booking } = await office.service.confirm(caller, paying(hold.id, token), undefined)
    return { caller, booking, event, organizer: aCaller({ userId: event.organizerId, role: 'organizer' }) }
  }
  /** Another process over the same databases. */
  function anotherService(over: Partial<BookingsStore>) {
    const store = { ...office.store, ...over }
    return createBookingsService({
      store,
      saga: office.aSaga(store),
      inventory: office.inventory,
      events: () => office.events,
      access: office.access,
      providers: office.providers,
    })
  }
  async function recovered() {
    await office.laterOn()
    while (await office.service.recover()) {
      /* the next ones */
    }
  }
  const now = async ({ id }: Booking) => (await office.store.find(id))!
  const refundsOf = ({ refunds }: Booking) => refunds.map(({ status, amountMinor }) => `${amountMinor} ${status}`)

  const toldOf = async ({ id }: Booking) => (await office.messages(id)).sort()

  it('tells of each cancellation and of each refund once', async () => {
    const { caller, booking } = await bought(8)
    const [, ...cancelled] = booking.tickets
    await Promise.all(cancelled.map(({ id }) => office.service.cancelTickets(caller, booking.id, [id])))
    await recovered()
    const after = await now(booking)
    expect(after.status).to.equal('confirmed')
    expect(refundsOf(after)).to.deep.equal(cancelled.map(() => '1500 succeeded'))
    expect(await toldOf(booking)).to.deep.equal([
      'booking.confirmed',
      ...cancelled.map(() => 'booking.refunded'),
      ...cancelled.map(() => 'booking.tickets_cancelled'),
    ])
  })

  it('is worked on by the last of those who have begun, also where all of them read it after that', async () => {
    const { caller, booking } = await bought(3)
    const [one, two] = booking.tickets.map(({ id }) => id) as [string, string]
    const both = aGate(2)
    const processes = [1, 2].map(() => {
      const store = createBookingsStore(office.databases.bookings)
      return anotherService({
        ...store,
        async beginUndoing(...asked) {
          const begun = await store.beginUndoing(...asked)
          if (begun !== 'raced') await both()
          return begun
        },
      })
    })
    await Promise.all([one, two].map((id, n) => processes[n]!.cancelTickets(caller, booking.id, [id])))
    await recovered()
    expect(await toldOf(booking)).to.deep.equal([
      'booking.confirmed',
      'booking.refunded',
      'booking.refunded',
      'booking.tickets_cancelled',
      'booking.tickets_cancelled',
    ])
    expect(refundsOf(await now(booking))).to.deep.equal(['1500 succeeded', '1500 succeeded'])
  })

  const takings: Readonly<Record<string, (store: BookingsStore, booking: Booking) => Promise<unknown>>> = {
    'bookings-claim-due': async (store, { id }) => (await store.claimDue(10)).find(booking => booking.id === id),
    'bookings-claim-refund': (store, booking) => store.claimRefund(booking),
  }
  for (const [name, take] of Object.entries(takings))
    it(`is not taken by ${name} where somebody begins before it is read`, async () => {
      const { caller, booking } = await bought(2, 'tok_refund_fails')
      const [one, two] = booking.tickets.map(({ id }) => id) as [string, string]
      await office.service.cancelTickets(caller, booking.id, [one])
      await office.laterOn()
      const slow = createBookingsStore({
        ...office.databases.bookings,
        pool: afterStatement(office.databases.bookings.pool, name, () =>
          office.service.cancelTickets(caller, booking.id, [two]),
        ),
      })
      expect(await take(slow, booking)).to.equal(undefined)
      expect((await now(booking)).status).to.equal('cancelled')
    })

  it('is given back once under a key, also to who has read it before and looked the key up after', async () => {
    const { booking, organizer } = await bought(2)
    const request = { amountMinor: 500, reason: 'r', returnSeats: false }
    const key = { key: 'once', fingerprint: 'f' }
    let made: Promise<unknown> | undefined
    const late = anotherService({
      async usedKey(...asked) {
        await (made ??= office.service.refund(organizer, booking.id, request, key))
        return office.store.usedKey(...asked)
      },
    })
    const { refund, replayed } = await late.refund(organizer, booking.id, request, key)
    expect([refund.amountMinor, replayed]).to.deep.equal([500, true])
    expect(refundsOf(await now(booking))).to.deep.equal(['500 succeeded'])
  })

  it('owes a refund that has come back while another of its refunds was being paid', async () => {
    const { caller, booking, organizer } = await bought(2)
    const refund = { amountMinor: 500, reason: 'r', returnSeats: false }
    const { refund: first } = await office.service.refund(organizer, booking.id, refund, undefined)
    const late = anotherService({
      async cancel(...asked) {
        await office.store.reopenRefund(first.key, 'the account is closed')
        return office.store.cancel(...asked)
      },
    })
    await late.cancel(caller, booking.id)
    const reopened = await now(booking)
    expect([reopened.payment!.status, ...refundsOf(reopened)]).to.deep.equal(['captured', '500 failed', '2500 pending'])
    await recovered()
    const after = await now(booking)
    expect([after.status, after.payment!.status, ...refundsOf(after)]).to.deep.equal([
      'cancelled',
      'refunded',
      '500 succeeded',
      '2500 succeeded',
    ])
  })
})

/** Lets nobody through before so many have come. */
function aGate(many: number): () => Promise<void> {
  let come = 0
  let open!: () => void
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  return () => {
    if (++come === many) open()
    return opened
  }
}

/** The same pool, in which something else happens right after the statement of this name. */
const afterStatement = (pool: Pool, name: string, happens: () => Promise<unknown>): Pool => ({
  connect: () => pool.connect(),
  query: (async (statement: pg.QueryConfig, values?: unknown[]) => {
    const answer = await pool.query(statement, values)
    if (statement.name === name) await happens()
    return answer
  }) as Pool['query'],
})
