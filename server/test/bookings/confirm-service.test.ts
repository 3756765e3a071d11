import { expect } from 'chai'
import { openBoxOffice, paying, problemOf, aCaller, type BoxOffice } from './box-office.ts'

describe('confirming a reservation', () => {
  let office: BoxOffice
  before(async () => {
    office = await openBoxOffice()
  })
  after(() => office.close())

  it('sells the seats, captures the payment and issues a ticket a seat', async () => {
    const event = await office.anEvent()
    const { caller, hold } = await office.aHold(event)
    const { booking, replayed } = await office.service.confirm(caller, paying(hold.id), undefined)
    expect(replayed).to.equal(false)
    expect(booking).to.deep.include({ status: 'confirmed', totalMinor: 3_000 })
    expect(booking.payment).to.include({ status: 'captured', provider: 'sandbox' })
    expect(booking.tickets).to.have.length(2)
    for (const { code } of booking.tickets) expect(code).to.match(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(await office.seats(event)).to.deep.equal({ available: 8, held: 0, sold: 2 })
    expect(await office.charge(booking.payment!.key)).to.equal('captured')
    expect(await office.messages(booking.id)).to.deep.equal(['booking.confirmed'])
    expect((await office.service.get(caller, booking.id)).tickets).to.deep.equal(booking.tickets)
  })

  it('needs no payment where nothing is to be paid', async () => {
    const event = await office.anEvent({ priceMinor: 0 })
    const { caller, hold } = await office.aHold(event)
    const { booking } = await office.service.confirm(caller, { reservationId: hold.id, payment: undefined }, undefined)
    expect(booking.status).to.equal('confirmed')
    expect(booking.payment).to.equal(null)
  })

  it('answers a confirmation that is repeated under its key with the same booking, as it was then', async () => {
    const event = await office.anEvent()
    const { caller, hold } = await office.aHold(event)
    const key = { key: 'k1', fingerprint: 'f' }
    const { booking } = await office.service.confirm(caller, paying(hold.id), key)
    await office.service.cancel(caller, booking.id)
    const again = await office.service.confirm(caller, paying(hold.id), key)
    expect(again.replayed).to.equal(true)
    expect(again.booking).to.deep.include({
      id: booking.id,
      status: 'confirmed',
      refund: null,
      tickets: booking.tickets,
    })
  })

  it('refuses a key that was used with another request', async () => {
    const event = await office.anEvent()
    const { caller, hold } = await office.aHold(event)
    await office.service.confirm(caller, paying(hold.id), { key: 'k', fingerprint: 'one' })
    const { hold: other } = await office.aHold(event, caller)
    expect(
      await problemOf(office.service.confirm(caller, paying(other.id), { key: 'k', fingerprint: 'other' })),
    ).to.include({ code: 'idempotency_key_reused' })
  })

  it('pays once when twenty requests confirm the same reservation at once', async () => {
    const event = await office.anEvent()
    const { caller, hold } = await office.aHold(event)
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        office.service.confirm(caller, paying(hold.id), n % 2 ? { key: 'same', fingerprint: 'f' } : undefined).then(
          ({ booking }) => booking.id,
          (error: { code: string }) => error.code,
        ),
      ),
    )
    expect(new Set(outcomes.filter(outcome => outcome !== 'confirmation_in_progress')).size).to.equal(1)
    expect(await office.databases.bookings.knex('bookings').where({ reservation_id: hold.id })).to.have.length(1)
    expect(await office.seats(event)).to.include({ sold: 2, held: 0 })
  })

  it('leaves the seats held for another try when the payment is declined; the key replays the refusal', async () => {
    const event = await office.anEvent()
    const { caller, hold } = await office.aHold(event)
    const key = { key: 'declined', fingerprint: 'f' }
    const declined = await problemOf(office.service.confirm(caller, paying(hold.id, 'tok_declined'), key))
    expect(declined).to.include({ code: 'payment_declined' })
    expect(declined.extra).to.deep.equal({ reason: 'card declined', expiresAt: hold.expiresAt.toISOString() })
    expect((await problemOf(office.service.confirm(caller, paying(hold.id, 'tok_declined'), key))).extra).to.deep.equal(
      declined.extra,
    )
    const { booking } = await office.service.confirm(caller, paying(hold.id), undefined)
    expect(booking.status).to.equal('confirmed')
    expect((await office.store.list({ userId: caller.userId, limit: 10 })).map(({ status }) => status)).to.deep.equal([
      'confirmed',
      'failed',
    ])
  })

  it('finds a charge whose answer came too late, and confirms', async () => {
    const { caller, hold } = await office.aHold(await office.anEvent())
    const { booking } = await office.service.confirm(caller, paying(hold.id, 'tok_late_success'), undefined)
    expect(booking.payment!.status).to.equal('captured')
  })

  it('says that it does not know when the provider is silent, and the booking stays pending', async () => {
    const event = await office.anEvent()
    const { caller, hold } = await office.aHold(event)
    const unknown = await problemOf(office.service.confirm(caller, paying(hold.id, 'tok_timeout'), undefined))
    expect(unknown).to.include({ code: 'payment_outcome_unknown' })
    const booking = await office.service.get(caller, unknown.extra.bookingId!)
    expect(booking.status).to.equal('pending')
    expect(booking.payment!.status).to.equal('unknown')
    expect(await office.seats(event)).to.include({ held: 2 })
    expect(await problemOf(office.service.confirm(caller, paying(hold.id, 'tok_timeout'), undefined))).to.include({
      code: 'payment_outcome_unknown',
    })
    await office.laterOn()
    await office.laterOn()
    await office.service.recover()
    expect((await office.service.get(caller, booking.id)).failure).to.include({ code: 'payment_declined' })
    expect(await office.charge(booking.payment!.key)).to.equal('voided')
    expect((await office.inventory.hold(hold.id))!.state).to.equal('held')
  })

  it('answers as the booking has ended when another process ends it between the look at it and the claim', async () => {
    const { caller, hold } = await office.aHold(await office.anEvent())
    const key = { key: 'ended-meanwhile', fingerprint: 'f' }
    expect(await problemOf(office.service.confirm(caller, paying(hold.id, 'tok_timeout'), key))).to.include({
      code: 'payment_outcome_unknown',
    })
    const { claim } = office.store
    office.store.claim = async booking => {
      office.store.claim = claim
      await office.laterOn()
      await office.laterOn()
      await office.service.recover()
      return office.store.claim(booking)
    }
    expect(await problemOf(office.service.confirm(caller, paying(hold.id, 'tok_timeout'), key))).to.include({
      code: 'payment_declined',
    })
  })

  const refusals: readonly [string, (caller: ReturnType<typeof aCaller>, id: string) => Promise<unknown>, string][] = [
    ['of somebody else', (_, id) => office.service.confirm(aCaller(), paying(id), undefined), 'reservation_not_found'],
    [
      'without the payment it needs',
      (caller, id) => office.service.confirm(caller, { reservationId: id, payment: undefined }, undefined),
      'payment_required',
    ],
    [
      'with a provider that is not set up',
      (caller, id) =>
        office.service.confirm(caller, { reservationId: id, payment: { provider: 'stripe', token: 't' } }, undefined),
      'validation_failed',
    ],
    [
      'that was given back',
      async (caller, id) => {
        await office.service.releaseReservation(caller, id)
        return office.service.confirm(caller, paying(id), undefined)
      },
      'reservation_not_held',
    ],
    [
      'whose time has passed',
      async (caller, id) => {
        await office.databases.events
          .knex('holds')
          .where({ id })
          .update({ expires_at: new Date(0) })
        return office.service.confirm(caller, paying(id), undefined)
      },
      'reservation_expired',
    ],
  ]
  for (const [which, attempt, code] of refusals) {
    it(`refuses a reservation ${which} with ${code}, and charges nothing`, async () => {
      const { caller, hold } = await office.aHold(await office.anEvent())
      const before = await office.databases.bookings.knex('sandbox_charges').count('* as n').first()
      expect(await problemOf(attempt(caller, hold.id))).to.include({ code })
      expect(await office.databases.bookings.knex('sandbox_charges').count('* as n').first()).to.deep.equal(before)
    })
  }
})
