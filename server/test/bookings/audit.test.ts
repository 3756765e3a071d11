// The bookings' audit: what was really bought is clean, and every check finds the violation that is planted for it by hand.
import { expect } from 'chai'
import { auditBookings } from '../../src/domains/bookings/audit.ts'
import { newId } from '../../src/platform/ids.ts'
import { openBoxOffice, paying, type BoxOffice } from './box-office.ts'

describe('the audit of the bookings', () => {
  let office: BoxOffice
  before(async () => { office = await openBoxOffice() })
  after(() => office.close())

  /** A booking that was confirmed some time ago. */
  async function confirmed() {
    const event = await office.anEvent()
    const { booking, caller, hold, charge } = await office.opened(event)
    expect((await office.saga.advance(booking)).kind).to.equal('settled')
    await sql(`update bookings set confirmed_at = confirmed_at - interval '1 minute' where id = $1`, [booking.id])
    return { id: booking.id, caller, key: charge.key, sold: { id: hold.id, eventId: event.id } }
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
    await office.provider.authorize(charge, AbortSignal.timeout(1_000))
    await office.provider.capture(charge, AbortSignal.timeout(1_000))
    await office.inventory.release(hold)
    await office.store.fail(booking, { code: 'seats_gone', detail: 'The seats are gone.', extra: {} }, 'captured', newId('ref'))
    return { id: booking.id, caller, key: charge.key, sold: { id: hold.id, eventId: event.id } }
  }

  const sql = (text: string, values: unknown[]) => office.databases.bookings.pool.query(text, values)
  const foundIn = async (eventId: string | undefined, sold: readonly { id: string; eventId: string }[]) =>
    (await auditBookings(office.databases.bookings, { eventId, sold, journal: 'sandbox' })).filter(({ violations }) => violations.length > 0).map(({ name }) => name)

  it('is clean for what was bought, for what was cancelled and repaid, and while money is owed for seats that were gone', async () => {
    const [kept, returned] = [await confirmed(), await cancelled()]
    const checks = await auditBookings(office.databases.bookings, { eventId: kept.sold.eventId, sold: [kept.sold], journal: 'sandbox' })
    expect(checks.map(({ name, checked, violations }) => [name, checked, violations.length])).to.deep.equal([
      ['sold-holds-have-bookings', 1, 0], ['bookings-have-sold-holds', 1, 0], ['payments-match-bookings', 1, 0], ['journal-matches-payments', 1, 0], ['keys-lead-to-their-effect', 0, 0]])
    expect(await foundIn(returned.sold.eventId, [])).to.deep.equal([])
    expect(await foundIn((await owed()).sold.eventId, [])).to.deep.equal([])
  })

  it('excuses a booking under way', async () => {
    const event = await office.anEvent()
    const { hold } = await office.opened(event)
    expect(await foundIn(event.id, [{ id: hold.id, eventId: event.id }])).to.deep.equal([])
  })

  const planted: readonly [what: string, check: string, make: () => Promise<Confirmed>, plant: (booking: Confirmed) => Promise<unknown>, isSold: boolean][] = [
    ['a sold hold that nobody has booked', 'sold-holds-have-bookings', confirmed, ({ id }) => sql(`update bookings set reservation_id = reservation_id || 'x', confirmed_at = clock_timestamp() where id = $1`, [id]), true],
    ['a hold that is still sold after its booking was cancelled', 'sold-holds-have-bookings', cancelled, async () => {}, true],
    ['a confirmed booking whose hold is not sold', 'bookings-have-sold-holds', confirmed, async () => {}, false],
    ['a confirmed booking that is not paid', 'payments-match-bookings', confirmed, ({ id }) => sql('delete from payments where booking_id = $1', [id]), true],
    ['a payment of another amount', 'payments-match-bookings', confirmed, async ({ id, key }) => {
      await sql('update payments set amount_minor = amount_minor + 1 where booking_id = $1', [id])
      await sql('update sandbox_charges set amount_minor = amount_minor + 1 where key = $1', [key])
    }, true],
    ['a cancelled booking without its refund', 'payments-match-bookings', cancelled, ({ id }) => sql('delete from refunds where booking_id = $1', [id]), false],
    ['a failed booking that was paid, and nobody is to give the money back', 'payments-match-bookings', owed, ({ id }) => sql('delete from refunds where booking_id = $1', [id]), false],
    ['a refund of another amount for a failed booking', 'payments-match-bookings', owed, ({ id }) => sql('update refunds set amount_minor = amount_minor - 1 where booking_id = $1', [id]), false],
    ['a payment that the journal says was never captured', 'journal-matches-payments', confirmed, ({ key }) => sql(`update sandbox_charges set status = 'authorized' where key = $1`, [key]), true],
    ['a refund that the journal knows nothing of', 'journal-matches-payments', cancelled, ({ key }) => sql(`update sandbox_charges set status = 'captured' where key = $1`, [key]), false],
  ]
  for (const [what, check, make, plant, isSold] of planted) {
    it(`finds ${what}`, async () => {
      const booking = await make()
      await plant(booking)
      expect(await foundIn(booking.sold.eventId, isSold ? [booking.sold] : [])).to.deep.equal([check])
    })
  }

  const lostEffects: readonly [what: string, detail: RegExp, plant: (other: BoxOffice) => Promise<unknown>][] = [
    ['whose booking is not there', /^the key k of \S+ leads to a booking that is not there$/, other => other.databases.bookings.pool.query('update bookings set user_id = $1', ['usr_another'])],
    ['that was used and keeps no answer', /^the key k of \S+ keeps no answer$/, other => other.databases.bookings.pool.query('update idempotency_keys set booking_id = null')],
  ]
  for (const [what, detail, plant] of lostEffects) {
    it(`finds an Idempotency-Key ${what}`, async () => {
      const other = await openBoxOffice()
      try {
        const { caller, hold } = await other.aHold(await other.anEvent())
        await other.service.confirm(caller, paying(hold.id), { key: 'k', fingerprint: 'f' })
        const keys = async () => (await auditBookings(other.databases.bookings, { eventId: undefined, sold: [], journal: 'sandbox' })).find(({ name }) => name === 'keys-lead-to-their-effect')!
        expect(await keys()).to.deep.include({ checked: 1, violations: [] })
        await plant(other)
        const { violations } = await keys()
        expect(violations).to.have.length(1)
        expect(violations[0]!.detail).to.match(detail)
      } finally {
        await other.close()
      }
    })
  }

  it('finds a charge under a key that no payment has', async () => {
    const other = await openBoxOffice()
    try {
      await other.provider.authorize({ key: 'pay_orphan', token: 'tok_ok', amountMinor: 100, currency: 'EUR' }, AbortSignal.timeout(1_000))
      const checks = await auditBookings(other.databases.bookings, { eventId: undefined, sold: [], journal: 'sandbox' })
      expect(checks.flatMap(({ violations }) => violations)).to.deep.equal([
        { detail: 'the journal has a charge that is authorized, under a key that no payment has: pay_orphan' }])
    } finally {
      await other.close()
    }
  })
})
