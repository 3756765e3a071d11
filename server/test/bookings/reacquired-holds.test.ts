import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import { pino } from 'pino'
import { toBooking } from '../../src/domains/bookings/present.ts'
import { createSaga } from '../../src/domains/bookings/saga/saga.ts'
import { createBookingsStore } from '../../src/domains/bookings/store.ts'
import { newId } from '../../src/platform/ids.ts'
import { problem } from '../../src/platform/problems.ts'
import { afterHoldsExpire, anEvent, aReservation, expectProblem, expectStatus, theAdmin } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer } from '../support/server.ts'
import { aCaller, openBoxOffice, paying, problemOf, providerTimeoutMs, type BoxOffice } from './box-office.ts'

describe('a purchase that a crash has kept past the end of its hold', () => {
  let office: BoxOffice
  before(async () => {
    office = await openBoxOffice()
  })
  after(() => office.close())

  type Opened = Awaited<ReturnType<BoxOffice['opened']>>
  const soon = () => ({ signal: AbortSignal.timeout(1_000) })

  /** The hold's time passes, the lease runs out, and the recovery job comes by. */
  async function recovered(event: { id: string }, { caller, booking }: Opened) {
    await afterHoldsExpire(office, event.id)
    await office.laterOn()
    await office.service.recover()
    return office.service.get(caller, booking.id)
  }

  /** Somebody else gets all that the expired hold gives back. */
  async function sellToOthers(event: { id: string }) {
    await afterHoldsExpire(office, event.id)
    await office.expireHolds()
    const { hold: other, caller } = await office.aHold(event)
    await office.service.confirm(caller, paying(other.id), undefined)
  }

  /** What had been done before the crash. */
  const befores: readonly [what: string, step: (opened: Opened) => Promise<unknown>][] = [
    ['nothing more was done', async () => {}],
    ['the money was authorized', ({ charge }) => office.provider.authorize(charge, soon())],
    [
      'the money was taken',
      async ({ charge }) => {
        await office.provider.authorize(charge, soon())
        await office.provider.capture(charge, soon())
      },
    ],
  ]
  for (const [what, step] of befores) {
    it(`gets the same seats in a new hold, and is charged once (${what})`, async () => {
      const event = await office.anEvent({ capacity: 2 })
      const opened = await office.opened(event)
      await step(opened)
      const booking = await recovered(event, opened)
      expect(booking).to.deep.include({
        status: 'confirmed',
        expiredReservationId: opened.hold.id,
        items: opened.hold.items,
        totalMinor: 3_000,
      })
      expect(booking.reservationId).to.not.equal(opened.hold.id)
      expect(await office.charge(opened.charge.key)).to.equal('captured')
      expect(await office.seats(event)).to.deep.equal({ available: 0, held: 0, sold: 2 })
      expect(await office.inventory.hold(opened.hold.id)).to.include({ state: 'expired' })
      expect(await office.inventory.hold(booking.reservationId)).to.deep.include({
        state: 'sold',
        buyer: opened.hold.buyer,
      })
      expect(await office.messages(booking.id)).to.deep.equal(['booking.confirmed'])
    })
  }

  it('is found by the reservation that its buyer confirmed, and can be cancelled like any other', async () => {
    const event = await office.anEvent()
    const opened = await office.opened(event)
    const { id, reservationId } = await recovered(event, opened)
    const again = await office.service.confirm(opened.caller, paying(opened.hold.id), {
      key: 'again',
      fingerprint: 'f',
    })
    expect(again).to.deep.include({ replayed: true }).and.to.have.nested.property('booking.id', id)
    const cancelled = await office.service.cancel(opened.caller, id)
    expect(cancelled.refund).to.include({ status: 'succeeded' })
    expect(await office.inventory.hold(reservationId)).to.include({ state: 'returned' })
    expect(await office.seats(event)).to.deep.equal({ available: 10, held: 0, sold: 0 })
  })

  const gone: readonly [what: string, code: string, charge: string, payment: string][] = [
    ['nothing more was done', 'reservation_expired', 'voided', 'voided'],
    ['the money was authorized', 'seats_gone', 'voided', 'voided'],
    ['the money was taken', 'seats_gone', 'refunded', 'refunded'],
  ]
  for (const [n, [what, code, charge, payment]] of gone.entries()) {
    it(`fails with ${code} when others have the seats, and nobody keeps its money (${what})`, async () => {
      const event = await office.anEvent({ capacity: 2 })
      const opened = await office.opened(event)
      await befores[n]![1](opened)
      await sellToOthers(event)
      const booking = await recovered(event, opened)
      expect(booking)
        .to.deep.include({ status: 'failed', expiredReservationId: null })
        .and.to.have.nested.property('failure.code', code)
      expect(booking.payment!.status).to.equal(payment)
      expect(booking.refund?.status).to.equal(payment === 'refunded' ? 'succeeded' : undefined)
      expect(await office.messages(booking.id)).to.deep.equal(payment === 'refunded' ? ['booking.refunded'] : [])
      expect(await office.charge(opened.charge.key)).to.equal(charge)
      expect(await office.seats(event)).to.deep.equal({ available: 0, held: 0, sold: 2 })
    })
  }

  /** Its money was taken, its seats are gone, and the provider doesn't repay at the first try. */
  async function owed(token: string) {
    const event = await office.anEvent({ capacity: 2 })
    const opened = await office.opened(event, token)
    await befores[2]![1](opened)
    await sellToOthers(event)
    return { event, opened, booking: await recovered(event, opened) }
  }

  it("has failed at once also when its money doesn't come back yet; that is tried again until it does", async () => {
    const {
      opened: { caller, charge },
      booking,
    } = await owed('tok_refund_fails_once')
    expect(booking)
      .to.deep.include({ status: 'failed', cancelledAt: null })
      .and.to.have.nested.property('failure.code', 'seats_gone')
    expect(booking.payment!.status).to.equal('captured')
    expect(booking.refund).to.include({
      status: 'failed',
      reason: 'the bank refuses refunds just now',
      attempts: 1,
      amountMinor: 3_000,
    })
    expect(booking.refund!.nextAttemptAt!.getTime()).to.be.greaterThan(Date.now())
    await office.laterOn()
    await office.service.recover()
    const repaid = await office.service.get(caller, booking.id)
    expect(repaid).to.include({ status: 'failed', cancelledAt: null })
    expect([
      repaid.payment!.status,
      repaid.refund!.status,
      repaid.refund!.attempts,
      repaid.refund!.nextAttemptAt,
    ]).to.deep.equal(['refunded', 'succeeded', 2, null])
    expect(await office.charge(charge.key)).to.equal('refunded')
    expect(await office.messages(booking.id)).to.deep.equal(['booking.refunded'])
  })

  it("is in its organizer's list when its money never comes back, and repaid when they say so", async () => {
    const {
      event,
      opened: { caller },
      booking,
    } = await owed('tok_refund_fails')
    const {
      bookings: { knex },
    } = office.databases
    await knex('bookings').where({ id: booking.id }).update({ attempts: 30 })
    await office.laterOn()
    await office.service.recover()
    const [found, ...others] = await office.service.list({ eventId: event.id, refund: 'needs_attention', limit: 10 })
    expect([found!.id, found!.refund!.nextAttemptAt, others]).to.deep.equal([booking.id, null, []])
    await knex('sandbox_charges').where({ key: booking.payment!.key }).update({ token: 'tok_ok' })
    const organizer = aCaller({ userId: event.organizerId, role: 'organizer' })
    expect((await office.service.retryRefund(organizer, booking.id)).refund).to.include({ status: 'succeeded' })
    expect(await problemOf(office.service.retryRefund(organizer, booking.id))).to.include({ code: 'refund_not_failed' })
    expect((await office.service.get(caller, booking.id)).status).to.equal('failed')
  })

  it('is repaid also when a crash comes before the refund, or before the refund is written down', async () => {
    for (const isAsked of [false, true]) {
      const event = await office.anEvent({ capacity: 2 })
      const opened = await office.opened(event)
      await befores[2]![1](opened)
      await sellToOthers(event)
      const { booking, charge, caller } = opened
      const refundId = newId('ref')
      await office.store.fail(
        booking,
        { code: 'seats_gone', detail: 'The seats are gone.', extra: {} },
        'captured',
        refundId,
      )
      if (isAsked)
        await office.provider.refund(
          { key: refundId, chargeKey: charge.key, amountMinor: charge.amountMinor, currency: charge.currency },
          soon(),
        )
      expect(await office.store.release(booking, 0)).to.equal(true)
      await office.laterOn()
      await office.service.recover()
      const repaid = await office.service.get(caller, booking.id)
      expect([repaid.status, repaid.payment!.status, repaid.refund!.status, repaid.refund!.id]).to.deep.equal([
        'failed',
        'refunded',
        'succeeded',
        refundId,
      ])
    }
  })

  it('has nothing left to give back once it has failed without money', async () => {
    const { booking } = await office.opened(await office.anEvent())
    await office.store.fail(booking, { code: 'reservation_expired', detail: 'Too late.', extra: {} }, 'voided')
    expect(await office.store.release(booking, 0)).to.equal(false)
    expect(
      await office.databases.bookings.knex('bookings').where({ id: booking.id }).first('due_at', 'lease_until'),
    ).to.deep.equal({ due_at: null, lease_until: null })
  })

  it("doesn't get past those who wait: the seats are theirs", async () => {
    const event = await office.anEvent({ capacity: 2 })
    const opened = await office.opened(event)
    await office.inventory.join({
      eventId: event.id,
      buyer: { userId: newId('usr') },
      quantity: 2,
      ticketTypeId: null,
      acceptFewer: false,
      idempotency: null,
    })
    const booking = await recovered(event, opened)
    expect(booking.failure).to.include({ code: 'reservation_expired' })
    expect(await office.seats(event)).to.deep.equal({ available: 0, held: 2, sold: 0 })
    const offered = await office.databases.events.knex('holds').where({ event_id: event.id, state: 'held' })
    expect(offered.map(({ kind }) => kind as string)).to.deep.equal(['offer'])
  })

  it('gives the new seats back at once when the payment is declined', async () => {
    const event = await office.anEvent()
    const booking = await recovered(event, await office.opened(event, 'tok_declined'))
    expect(booking.failure).to.include({ code: 'payment_declined' })
    expect(await office.seats(event)).to.deep.equal({ available: 10, held: 0, sold: 0 })
  })

  it('tells the buyer that the payment was declined when that was known before the hold was gone', async () => {
    const event = await office.anEvent()
    const opened = await office.opened(event, 'tok_declined')
    await office.provider.authorize(opened.charge, soon())
    await office.inventory.release(opened.hold)
    const booking = await recovered(event, opened)
    expect(booking.failure)
      .to.deep.include({ code: 'payment_declined' })
      .and.to.have.nested.property('extra.reason', 'card declined')
    expect(booking.payment!.status).to.equal('declined')
  })

  const crashes: readonly [after: string, step: (opened: Opened, reacquired: { id: string }) => Promise<unknown>][] = [
    ['the new hold is there', async () => {}],
    ['the booking has moved to it', ({ booking }, { id }) => office.store.moveToHold(booking, id)],
    [
      'the new hold is sold',
      ({ booking, hold: { eventId } }, { id }) => office.inventory.commit({ id, eventId }, booking.id),
    ],
  ]
  for (const [n, [after]] of crashes.entries()) {
    it(`is finished with that same hold when a second crash strikes after ${after}`, async () => {
      const event = await office.anEvent()
      const opened = await office.opened(event)
      const {
        hold,
        booking: { id: bookingId },
        charge,
      } = opened
      await afterHoldsExpire(office, event.id)
      const reacquired = await office.inventory.reacquireHold(hold, bookingId)
      await office.provider.authorize(charge, soon())
      for (const [, step] of crashes.slice(0, n + 1)) await step(opened, reacquired)
      const booking = await recovered(event, opened)
      expect(booking).to.include({ status: 'confirmed', reservationId: reacquired.id, expiredReservationId: hold.id })
      expect(await office.seats(event)).to.deep.equal({ available: 8, held: 0, sold: 2 })
    })
  }

  it('is not reacquired by its first run: its buyer is there to reserve again', async () => {
    const event = await office.anEvent()
    const { booking } = await office.opened(event)
    await afterHoldsExpire(office, event.id)
    expect(await office.saga.advance(booking)).to.have.nested.property('failure.code', 'reservation_expired')
    expect(await office.databases.events.knex('holds').where({ event_id: event.id })).to.have.length(1)
  })

  it('never keeps an authorization when the sale itself is refused', async () => {
    const { caller, booking, charge } = await office.opened(await office.anEvent())
    const inventory = { ...office.inventory, commit: () => Promise.reject(problem('reservation_not_held')) }
    const saga = createSaga({
      store: createBookingsStore(office.databases.bookings),
      inventory,
      providers: office.providers,
      providerTimeoutMs,
      unknownMsMax: 30_000,
      present: toBooking,
      refundsGivenUp: { inc() {} },
      log: pino({ level: 'silent' }),
    })
    expect(await saga.advance(booking)).to.have.nested.property('failure.code', 'seats_gone')
    expect(await office.charge(charge.key)).to.equal('voided')
    expect((await office.service.get(caller, booking.id)).payment!.status).to.equal('voided')
  })

  it('is shown over HTTP with both reservations, and the audit is clean', async () => {
    const server = await startTestServer({ env: { EVENTLY_RECOVERY_SECONDS: '1' } })
    try {
      const event = await anEvent(server, { capacity: 1 })
      const {
        id: reservationId,
        buyer: { token },
      } = await aReservation(server, event)
      const row = (await server.databases.events.knex('holds').where({ id: reservationId }).first())!
      const hold = {
        id: reservationId,
        eventId: event.id,
        buyer: { userId: row.user_id as string },
        items: row.items,
        quantity: 1,
        totalMinor: row.total_minor,
        currency: row.currency,
        promotionId: null,
        expiresAt: row.expires_at,
      } as never
      const id = newId('pay')
      await createBookingsStore(server.databases.bookings, 1).open({
        id: newId('bkg'),
        hold,
        payment: { id, key: id, provider: 'sandbox', token: 'tok_ok', status: 'requested' },
        test: false,
        idempotency: undefined,
      })
      await afterHoldsExpire(server, event.id)
      const confirm = () =>
        server.call('POST', '/bookings/confirm', { token, body: { reservationId, payment: { token: 'tok_ok' } } })
      const { body } = await eventually(confirm, ({ status }) => status === 201, { withinMs: 20_000 })
      expect(body).to.include({ status: 'confirmed', expiredReservationId: reservationId })
      expect(
        expectStatus(await server.call('GET', `/bookings/reservations/${body.reservationId}`, { token }), 200).body,
      ).to.include({ status: 'confirmed' })
      expect(
        expectStatus(await server.call('GET', `/bookings/reservations/${reservationId}`, { token }), 200).body,
      ).to.include({ status: 'expired' })
      expectProblem(
        await server.call('DELETE', `/bookings/reservations/${reservationId}`, { token }),
        'reservation_expired',
      )
      const causes = async () => {
        const movements = await server.call('GET', `/admin/events/${event.id}/movements`, {
          token: event.organizer.token,
        })
        return (expectStatus(movements, 200).body.data as { cause: string }[]).map(({ cause }) => cause)
      }
      expect(await causes()).to.include('reacquire')
      // As a server of the earlier release would have written it.
      const ledger = server.databases.events.knex('movements').where({ event_id: event.id })
      expect(await ledger.clone().where({ cause: 'reacquire' }).update({ cause: 'hold_anew' })).to.equal(1)
      expect(await causes())
        .to.include('reacquire')
        .and.not.include('hold_anew')
      await server.databases.events.knex.raw(
        await readFile(new URL('../../../../migrations/events/0010_reacquire.sql', import.meta.url), 'utf8'),
      )
      expect(await ledger.clone().pluck('cause'))
        .to.include('reacquire')
        .and.not.include('hold_anew')
      const { token: admin } = await theAdmin(server)
      await eventually(
        () => server.call('GET', '/admin/audit', { token: admin }),
        audit => audit.body.clean === true,
        { withinMs: 15_000 },
      )
    } finally {
      await server.close()
    }
  })
})
