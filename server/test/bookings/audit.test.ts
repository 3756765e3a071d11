// The bookings' part of the audit: what was really bought is clean, and every check finds the violation that is planted
// for it by hand.
import { expect } from 'chai'
import { pino } from 'pino'
import { createBookingsAudit } from '../../src/domains/bookings/audit.ts'
import { createAudits } from '../../src/domains/inventory/audit/audit-runs.ts'
import { createInventoryMetrics } from '../../src/domains/inventory/metrics.ts'
import { newId } from '../../src/platform/ids.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'
import { openBoxOffice, paying, type BoxOffice } from './box-office.ts'

/**
 * A page has two bookings, charges or keys, and a call three sold holds: its borders cut between what belongs together.
 */
function auditOf({ databases }: Pick<BoxOffice, 'databases'>, eventId?: string) {
  const bookings = createBookingsAudit(databases.bookings, { pageRows: 2 })
  const audits = createAudits({
    database: databases.events,
    bookings: () => bookings,
    metrics: createInventoryMetrics(createMetrics().registry).audits,
    log: pino({ level: 'silent' }),
    pageSize: { writes: 1, events: 1 },
    holdsPerPage: 30,
  })
  return eventId === undefined ? audits.all() : audits.one(eventId)
}
const bookingsChecks = [
  'sold-holds-have-bookings',
  'bookings-have-sold-holds',
  'payments-match-bookings',
  'journal-matches-payments',
  'admissions-match-scans',
  'admitted-by-their-codes',
  'serials-match-transfers',
  'keys-lead-to-their-effect',
]

describe('the audit of the bookings', () => {
  let office: BoxOffice
  before(async () => {
    office = await openBoxOffice()
  })
  after(() => office.close())

  /** A booking that was confirmed some time ago. */
  async function confirmed() {
    const event = await office.anEvent()
    const { booking, caller, hold, charge } = await office.opened(event)
    expect((await office.saga.advance(booking)).kind).to.equal('settled')
    await sql(`update bookings set confirmed_at = confirmed_at - interval '1 minute' where id = $1`, [booking.id])
    return { id: booking.id, caller, key: charge.key, hold, eventId: event.id }
  }
  type Confirmed = Awaited<ReturnType<typeof confirmed>>
  const cancelled = async () => {
    const booking = await confirmed()
    expect((await office.service.cancel(booking.caller, booking.id)).status).to.equal('cancelled')
    await sql(`update bookings set cancelled_at = cancelled_at - interval '1 minute' where id = $1`, [booking.id])
    return booking
  }

  /** Paid after its seats were gone: it has failed, and its money is owed. */
  const owed = async () => {
    const event = await office.anEvent()
    const { booking, caller, hold, charge } = await office.opened(event)
    await office.provider.authorize(charge, { signal: AbortSignal.timeout(1_000) })
    await office.provider.capture(charge, { signal: AbortSignal.timeout(1_000) })
    await office.inventory.release(hold)
    await office.store.fail(
      booking,
      { code: 'seats_gone', detail: 'The seats are gone.', extra: {} },
      'captured',
      newId('ref'),
    )
    return { id: booking.id, caller, key: charge.key, hold, eventId: event.id }
  }

  const sql = (text: string, values: unknown[]) => office.databases.bookings.pool.query(text, values)
  /** One ticket of the booking says that a scan has admitted it. */
  const admit = (bookingId: string) =>
    sql(
      `update tickets set admitted_scan = 'door-1', admitted_at = clock_timestamp()
      where id = (select min(id) from tickets where booking_id = $1)`,
      [bookingId],
    )
  /** A scan says that it has admitted one ticket of the booking. */
  const scan = (bookingId: string, eventId: string) =>
    sql(
      `insert into check_ins (event_id, scan_id, fingerprint, verdict, ticket, conflict, scanned_at, recorded_at)
      select $2, 'door-2', 'of a code', 'admitted', jsonb_build_object('id', min(id)), false, at, at
      from tickets cross join (select clock_timestamp()::timestamptz(3) as at) as now
      where booking_id = $1 group by at`,
      [bookingId, eventId],
    )
  /** The first ticket of the booking says that it was transferred once. */
  const count = (bookingId: string) =>
    sql('update tickets set serial = 2 where id = (select min(id) from tickets where booking_id = $1)', [bookingId])
  /** It was, to this serial; without a code of before, from the one that it has. */
  const move = (bookingId: string, serial: number, formerCode: string | null = null) =>
    sql(
      `insert into ticket_transfers (user_id, booking_id, ticket_id, serial, former_code, by_organizer, transferred_at)
      select user_id, booking_id, id, $2, coalesce($3 || id, code), false, clock_timestamp()
      from tickets where booking_id = $1 order by id limit 1`,
      [bookingId, serial, formerCode],
    )
  const onEvents = (text: string, values: unknown[]) => office.databases.events.pool.query(text, values)
  const foundIn = async (eventId?: string) =>
    (await auditOf(office, eventId)).checks
      .filter(({ name, violations }) => bookingsChecks.includes(name) && violations.length > 0)
      .map(({ name }) => name)

  it('is clean for what was bought, what was repaid, and while money is owed for seats that were gone', async () => {
    const [kept, returned] = [await confirmed(), await cancelled()]
    const { checks, clean } = await auditOf(office, kept.eventId)
    expect(
      checks
        .filter(({ name }) => bookingsChecks.includes(name))
        .map(({ name, checked, violations }) => [name, checked, violations.length]),
    ).to.deep.equal([
      ['sold-holds-have-bookings', 1, 0],
      ['bookings-have-sold-holds', 1, 0],
      ['payments-match-bookings', 1, 0],
      ['journal-matches-payments', 1, 0],
      ['admissions-match-scans', 1, 0],
      ['admitted-by-their-codes', 1, 0],
      ['serials-match-transfers', 1, 0],
      ['keys-lead-to-their-effect', 0, 0],
    ])
    expect(clean).to.equal(true)
    expect(await foundIn(returned.eventId)).to.deep.equal([])
    expect(await foundIn((await owed()).eventId)).to.deep.equal([])
  })

  it('excuses a booking under way', async () => {
    const event = await office.anEvent()
    const { hold, booking } = await office.opened(event)
    await office.inventory.beginConfirm(hold, booking.id)
    await office.inventory.commit(hold, booking.id)
    expect(await foundIn(event.id)).to.deep.equal([])
  })

  it('excuses a hold that was given back after it was read as sold', async () => {
    const booking = await confirmed()
    const bookings = createBookingsAudit(office.databases.bookings)
    const audits = createAudits({
      database: office.databases.events,
      metrics: createInventoryMetrics(createMetrics().registry).audits,
      log: pino({ level: 'silent' }),
      bookings: () => ({
        ...bookings,
        async auditHolds(sold) {
          await office.service.cancel(booking.caller, booking.id)
          const suspected = await bookings.auditHolds(sold)
          expect(suspected, 'suspected, not reported').to.have.length(1)
          return suspected
        },
      }),
    })
    const { checks } = await audits.one(booking.eventId)
    expect(checks.find(({ name }) => name === 'sold-holds-have-bookings')).to.deep.equal({
      name: 'sold-holds-have-bookings',
      checked: 1,
      violations: [],
    })
  })

  /** The hold as it would be after a cancellation that nobody asked for. */
  const giveBack = ({ hold }: Confirmed, changedAt: string) =>
    onEvents(`update holds set state = 'returned', changed_at = ${changedAt} where id = $1`, [hold.id])
  const sellAgain = ({ hold }: Confirmed) => onEvents(`update holds set state = 'sold' where id = $1`, [hold.id])

  it('excuses a hold that has just changed: its booking may have been read before', async () => {
    const booking = await confirmed()
    await giveBack(booking, 'clock_timestamp()')
    expect(await foundIn(booking.eventId)).to.deep.equal([])
    await sellAgain(booking)
  })

  const planted: readonly [
    what: string,
    check: string | readonly string[],
    make: () => Promise<Confirmed>,
    plant: (booking: Confirmed) => Promise<unknown>,
  ][] = [
    [
      'a sold hold that nobody has booked',
      'sold-holds-have-bookings',
      cancelled,
      async booking => {
        await sellAgain(booking)
        await sql(`update bookings set reservation_id = reservation_id || 'x' where id = $1`, [booking.id])
      },
    ],
    [
      "a sold hold whose booking is another buyer's",
      ['sold-holds-have-bookings', 'bookings-have-sold-holds'],
      confirmed,
      ({ hold }) => onEvents('update holds set user_id = $2 where id = $1', [hold.id, newId('usr')]),
    ],
    ['a hold that is still sold after its booking was cancelled', 'sold-holds-have-bookings', cancelled, sellAgain],
    [
      'a confirmed booking whose hold is not sold',
      'bookings-have-sold-holds',
      confirmed,
      booking => giveBack(booking, `clock_timestamp() - interval '1 minute'`),
    ],
    [
      'a confirmed booking whose hold is not there',
      ['sold-holds-have-bookings', 'bookings-have-sold-holds'],
      confirmed,
      ({ id }) => sql(`update bookings set reservation_id = $2 where id = $1`, [id, newId('rsv')]),
    ],
    [
      'a confirmed booking that is not paid',
      'payments-match-bookings',
      confirmed,
      ({ id }) => sql('delete from payments where booking_id = $1', [id]),
    ],
    [
      'a payment of another amount',
      'payments-match-bookings',
      confirmed,
      async ({ id, key }) => {
        await sql('update payments set amount_minor = amount_minor + 1 where booking_id = $1', [id])
        await sql('update sandbox_charges set amount_minor = amount_minor + 1 where key = $1', [key])
      },
    ],
    [
      'a cancelled booking without its refund',
      'payments-match-bookings',
      cancelled,
      ({ id }) => sql('delete from refunds where booking_id = $1', [id]),
    ],
    [
      'a failed booking that was paid, and nobody is to give the money back',
      'payments-match-bookings',
      owed,
      ({ id }) => sql('delete from refunds where booking_id = $1', [id]),
    ],
    [
      'a refund of another amount for a failed booking',
      'payments-match-bookings',
      owed,
      ({ id }) => sql('update refunds set amount_minor = amount_minor - 1 where booking_id = $1', [id]),
    ],
    [
      'a payment that the journal says was never captured',
      'journal-matches-payments',
      confirmed,
      ({ key }) => sql(`update sandbox_charges set status = 'authorized' where key = $1`, [key]),
    ],
    [
      'a refund that the journal knows nothing of',
      'journal-matches-payments',
      cancelled,
      ({ key }) => sql(`update sandbox_charges set status = 'captured', refunded_minor = 0 where key = $1`, [key]),
    ],
    [
      'a ticket that is admitted by a scan that there is none of',
      'admissions-match-scans',
      confirmed,
      ({ id }) => admit(id),
    ],
    [
      'a scan that has admitted a ticket, which is not admitted',
      'admissions-match-scans',
      confirmed,
      ({ id, eventId }) => scan(id, eventId),
    ],
    [
      'a ticket that was admitted by another scan than it says',
      'admissions-match-scans',
      confirmed,
      async ({ id, eventId }) => {
        await admit(id)
        await scan(id, eventId)
      },
    ],
    [
      'a ticket that was admitted by a code of an earlier serial',
      'admitted-by-their-codes',
      confirmed,
      async ({ id, eventId }) => {
        await admit(id)
        await scan(id, eventId)
        await sql(`update tickets set admitted_scan = 'door-2' where booking_id = $1 and admitted_scan is not null`, [
          id,
        ])
        await sql(`update check_ins set serial = 1 where event_id = $1`, [eventId])
        expect(await foundIn(eventId), 'not as long as the serial is the same').to.deep.equal([])
        await move(id, 2, 'OLD')
        await count(id)
      },
    ],
    [
      'a ticket whose serial says that it was transferred, and nobody has done so',
      'serials-match-transfers',
      confirmed,
      ({ id }) => count(id),
    ],
    [
      'a transfer that has left the serial as it was',
      'serials-match-transfers',
      confirmed,
      ({ id }) => move(id, 2, 'OLD'),
    ],
    [
      'a ticket that has its void code again',
      'serials-match-transfers',
      confirmed,
      async ({ id }) => {
        await move(id, 2)
        await count(id)
      },
    ],
    [
      'transfers whose serials have a gap',
      'serials-match-transfers',
      confirmed,
      async ({ id }) => {
        await move(id, 3, 'OLD')
        await count(id)
      },
    ],
  ]
  for (const [what, check, make, plant] of planted) {
    it(`finds ${what}`, async () => {
      const booking = await make()
      await plant(booking)
      expect(await foundIn(booking.eventId)).to.deep.equal([check].flat())
    })
  }

  it('finds all of them in the audit of everything, each once, wherever the pages end', async () => {
    const { checks, clean } = await auditOf(office)
    // The payment that is gone has left its charge behind, which only the audit of everything can see.
    const expected = (name: string) =>
      planted.filter(([, check]) => [check].flat().includes(name)).length +
      (name === 'journal-matches-payments' ? 1 : 0)
    expect(clean).to.equal(false)
    for (const name of bookingsChecks)
      expect(checks.find(check => check.name === name)!.violations, name).to.have.length(expected(name))
  })

  const lostEffects: readonly [what: string, detail: RegExp, plant: (other: BoxOffice) => Promise<unknown>][] = [
    [
      'whose booking is not there',
      /^the key k2 of \S+ leads to a booking that is not there$/,
      other =>
        other.databases.bookings.pool.query(`update idempotency_keys set booking_id = 'bkg_another' where key = 'k2'`),
    ],
    [
      'that was used and keeps no answer',
      /^the key k2 of \S+ keeps no answer$/,
      other => other.databases.bookings.pool.query(`update idempotency_keys set booking_id = null where key = 'k2'`),
    ],
  ]
  for (const [what, detail, plant] of lostEffects) {
    it(`finds an Idempotency-Key ${what}`, async () => {
      const other = await openBoxOffice()
      try {
        const event = await other.anEvent()
        for (const key of ['k1', 'k2', 'k3', 'k4', 'k5']) {
          const { caller, hold } = await other.aHold(event, undefined, 1)
          await other.service.confirm(caller, paying(hold.id), { key, fingerprint: 'f' })
        }
        const keys = async () => (await auditOf(other)).checks.find(({ name }) => name === 'keys-lead-to-their-effect')!
        expect(await keys()).to.deep.include({ checked: 5, violations: [] })
        await plant(other)
        const { violations } = await keys()
        expect(violations).to.have.length(1)
        expect(violations[0]!.detail).to.match(detail)
      } finally {
        await other.close()
      }
    })
  }

  it('finds charges under keys that no payment has, in every page of the journal', async () => {
    const other = await openBoxOffice()
    try {
      const keys = ['pay_orphan_1', 'pay_orphan_2', 'pay_orphan_3', 'pay_orphan_4', 'pay_orphan_5']
      for (const key of keys)
        await other.provider.authorize(
          { key, token: 'tok_ok', amountMinor: 100, currency: 'EUR' },
          { signal: AbortSignal.timeout(1_000) },
        )
      const { checks } = await auditOf(other)
      expect(checks.flatMap(({ violations }) => violations)).to.deep.equal(
        keys.map(key => ({
          detail: `the journal has a charge that is authorized, under a key that no payment has: ${key}`,
        })),
      )
    } finally {
      await other.close()
    }
  })
})
