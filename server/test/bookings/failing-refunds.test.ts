import { expect } from 'chai'
import { afterRefund, retryDelayMs } from '../../src/domains/bookings/rules.ts'
import {
  aBooking,
  aReservation,
  anAccount,
  anEvent,
  expectProblem,
  expectStatus,
  theAdmin,
} from '../support/builders.ts'
import { toldOf } from '../support/messages.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { openBoxOffice, paying, type BoxOffice } from './box-office.ts'

describe('a refund that keeps failing', () => {
  let office: BoxOffice
  before(async () => {
    office = await openBoxOffice()
  })
  after(() => office.close())

  /** A cancelled booking whose refund has failed so often that the next failure is the last. */
  async function almostGivenUp(token: string) {
    const event = await office.anEvent()
    const { caller, hold } = await office.aHold(event)
    const { booking } = await office.service.confirm(caller, paying(hold.id, token), undefined)
    await office.service.cancel(caller, booking.id)
    await office.databases.bookings.knex('bookings').where({ id: booking.id }).update({ attempts: 30 })
    await office.laterOn()
    return { event, caller, id: booking.id }
  }
  const givenUp = async () => (await office.refundsGivenUp.get()).values[0]!.value

  it('is tried later and later for about a day, then marked for a person, counted, and left alone', async () => {
    const waitedMs = Array.from({ length: 30 }, (_, attempts) => retryDelayMs(attempts)!).reduce(
      (sum, delay) => sum + delay,
    )
    expect(waitedMs / 3_600_000).to.be.within(18, 30)
    const { event, caller, id } = await almostGivenUp('tok_refund_fails')
    const before = await givenUp()
    await office.service.recover()
    const booking = await office.service.get(caller, id)
    expect(booking.refund).to.deep.include({
      status: 'needs_attention',
      reason: 'the bank refuses refunds',
      attempts: 2,
      nextAttemptAt: null,
    })
    expect(booking.status).to.equal('cancelled')
    expect(await givenUp()).to.equal(before + 1)
    expect(office.errors.filter(({ booking: of }) => of === id).map(({ msg }) => msg)).to.deep.equal([
      'a refund keeps failing and needs the attention of the organizer',
    ])
    await office.laterOn()
    await office.service.recover()
    expect((await office.service.get(caller, id)).refund!.attempts).to.equal(2)
    expect(await office.seats(event)).to.include({ available: 10 })
  })

  it('is not marked when it succeeds at the last try', async () => {
    const { caller, id } = await almostGivenUp('tok_refund_fails_once')
    await office.service.recover()
    expect((await office.service.get(caller, id)).refund).to.deep.include({
      status: 'succeeded',
      reason: null,
      attempts: 2,
    })
  })

  it('is asked for as long as it takes while the provider gives no answer', () => {
    expect(afterRefund('pending', 1_000)).to.deep.equal({ status: 'pending', retryDelayMs: 3_600_000 })
    expect(afterRefund('failed', 1_000)).to.deep.equal({ status: 'needs_attention', retryDelayMs: undefined })
    expect(afterRefund('failed', 0)).to.deep.equal({ status: 'failed', retryDelayMs: 5_000 })
  })

  it('is marked all the same when the event was called off', async () => {
    const event = await office.anEvent()
    const { caller, hold } = await office.aHold(event)
    const { booking } = await office.service.confirm(caller, paying(hold.id, 'tok_refund_fails'), undefined)
    await office.service.cancelBookingsOf(event.id, 10)
    expect((await office.service.get(caller, booking.id)).refund!.status).to.equal('failed')
    await office.databases.bookings.knex('bookings').where({ id: booking.id }).update({ attempts: 30 })
    await office.laterOn()
    await office.service.recover()
    expect((await office.service.get(caller, booking.id)).refund!.status).to.equal('needs_attention')
  })
})

describe('a failed refund over HTTP', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close()) // fails if an answer did not fit the contract

  async function failed() {
    const event = await anEvent(server)
    const { id, buyer } = await aBooking(server, event, { token: 'tok_refund_fails' })
    expectStatus(await server.call('DELETE', `/bookings/${id}`, { token: buyer.token }), 200)
    return {
      event,
      id,
      buyer,
      retry: (token: string) => server.call('POST', `/admin/bookings/${id}/retry-refund`, { token }),
    }
  }

  it('is found by the organizer, with its reason and what comes next, which the buyer is not told', async () => {
    const { event, id, buyer } = await failed()
    await aBooking(server, event)
    const path = `/admin/events/${event.id}/bookings`
    const found = async (refund: string) =>
      expectStatus(await server.call('GET', path, { token: event.organizer.token, query: { refund } }), 200).body
        .data as { id: string; refund: object }[]
    const [booking, ...others] = await found('failed')
    expect([booking!.id, others]).to.deep.equal([id, []])
    expect(booking!.refund)
      .to.include({ status: 'failed', reason: 'the bank refuses refunds', attempts: 1 })
      .and.to.have.property('nextAttemptAt')
    expect(await found('needs_attention')).to.deep.equal([])
    const seen = async (token: string) =>
      Object.keys(expectStatus(await server.call('GET', `/bookings/${id}`, { token }), 200).body.refund)
    expect(await seen(event.organizer.token)).to.include.members(['reason', 'attempts', 'nextAttemptAt'])
    expect(await seen((await theAdmin(server)).token)).to.include.members(['reason'])
    expect(await seen(buyer.token)).to.have.members(['id', 'status', 'amountMinor'])
  })

  it('is tried again when its organizer says so, counts from zero, and pays once', async () => {
    const { event, id, retry } = await failed()
    const {
      bookings: { knex },
    } = server.databases
    await knex('refunds').where({ booking_id: id }).update({ status: 'needs_attention' })
    await knex('bookings').where({ id }).update({ due_at: null, attempts: 31 })
    expect(expectStatus(await retry(event.organizer.token), 200).body.refund)
      .to.include({ status: 'failed', attempts: 2 })
      .and.to.have.property('nextAttemptAt')
    await knex('sandbox_charges').where({ token: 'tok_refund_fails', status: 'captured' }).update({ token: 'tok_ok' })
    expect(expectStatus(await retry(event.organizer.token), 200).body).to.deep.include({
      payment: { ...(await paymentOf(id)), status: 'refunded' },
    })
    expectProblem(await retry(event.organizer.token), 'refund_not_failed')
    expect(await refundsTold(id)).to.equal(1)
  })

  const refundsTold = async (id: string) =>
    (await toldOf(server.databases.bookings, id)).filter(type => type === 'booking.refunded').length

  const paymentOf = async (id: string) => {
    const row = await server.databases.bookings.knex('payments').where({ booking_id: id }).first('id', 'provider')
    return row as { id: string; provider: string }
  }

  it('is tried once when ten say so at once', async () => {
    const { event, id, retry } = await failed()
    await server.databases.bookings
      .knex('sandbox_charges')
      .where({ token: 'tok_refund_fails', status: 'captured' })
      .update({ token: 'tok_ok' })
    for (const { status, body } of await Promise.all(Array.from({ length: 10 }, () => retry(event.organizer.token))))
      expect(status === 200 || body.code === 'refund_not_failed').to.equal(true)
    await eventually(
      async () =>
        await server.databases.bookings.knex('refunds').where({ booking_id: id }).first<{ status: string }>('status'),
      seen => seen.status === 'succeeded',
      { withinMs: 5_000 },
    )
    expect(await refundsTold(id)).to.equal(1)
  })

  it('is not for its buyer to try again, nor for another organizer, and only if it has failed', async () => {
    const { event, buyer, retry } = await failed()
    expectProblem(await retry(buyer.token), 'forbidden')
    expectProblem(await retry((await anAccount(server, { role: 'organizer' })).token), 'booking_not_found')
    const { id } = await aBooking(server, event)
    expectProblem(
      await server.call('POST', `/admin/bookings/${id}/retry-refund`, { token: event.organizer.token }),
      'refund_not_failed',
    )
  })

  it('is never owed for a payment whose capture was refused', async () => {
    const reservation = await aReservation(server, await anEvent(server))
    expectProblem(
      await server.call('POST', '/bookings/confirm', {
        token: reservation.buyer.token,
        body: { reservationId: reservation.id, payment: { token: 'tok_capture_refused' } },
      }),
      'capture_refused',
    )
  })
})
