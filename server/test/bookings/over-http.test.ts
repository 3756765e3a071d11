import { expect } from 'chai'
import { aBooking, anAccount, anEvent, aReservation, expectProblem, expectStatus } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('bookings over HTTP', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close()) // fails if an answer did not fit the contract

  it('a reservation can be looked at and given back, twice', async () => {
    const reservation = await aReservation(server, await anEvent(server), { quantity: 2 })
    const path = `/bookings/reservations/${reservation.id}`
    const { token } = reservation.buyer
    expect(expectStatus(await server.call('GET', path, { token }), 200).body).to.include({
      status: 'held',
      quantity: 2,
    })
    for (let times = 0; times < 2; times++)
      expect(expectStatus(await server.call('DELETE', path, { token }), 200).body.status).to.equal('released')
  })

  it('a repeated reserve and a repeated confirm answer as the first time, marked as replayed', async () => {
    const event = await anEvent(server)
    const { token } = await anAccount(server)
    const post = (path: string, body: object) =>
      server.call('POST', path, { token, body, headers: { 'idempotency-key': `key of ${path}` } })
    const twice = async (path: string, body: object) => {
      const [first, again] = [expectStatus(await post(path, body), 201), expectStatus(await post(path, body), 201)]
      expect(again.body).to.deep.equal(first.body)
      expect([first, again].map(({ headers }) => headers['idempotency-replayed'])).to.deep.equal([undefined, 'true'])
      return first.body
    }
    const reservation = await twice('/bookings/reserve', { eventId: event.id, quantity: 1 })
    const body = { reservationId: reservation.id, payment: { token: 'tok_ok' } }
    await twice('/bookings/confirm', body)
    expectProblem(
      await post('/bookings/confirm', { ...body, payment: { token: 'tok_declined' } }),
      'idempotency_key_reused',
    )
  })

  it('anybody may see who takes the payments', async () => {
    const { body } = expectStatus(await server.call('GET', '/bookings/payment-provider'), 200)
    expect(body).to.deep.equal({ provider: 'sandbox' })
  })

  it('a booking is shown, listed and cancelled', async () => {
    const event = await anEvent(server)
    const {
      id,
      buyer: { token },
    } = await aBooking(server, event, { quantity: 2 })
    const { body } = expectStatus(await server.call('GET', `/bookings/${id}`, { token }), 200)
    for (const { qr } of body.tickets) expect(qr).to.match(/^EV1:/)
    const listed = { ...body, tickets: body.tickets.map(({ qr: _, ...ticket }: { qr: string }) => ticket) }
    expect(body).to.include({ status: 'confirmed', totalMinor: 5_000 })
    expect(expectStatus(await server.call('GET', '/bookings', { token }), 200).body.data).to.deep.equal([listed])
    const cancelled = expectStatus(await server.call('DELETE', `/bookings/${id}`, { token }), 200).body
    expect(cancelled).to.include({ status: 'cancelled' })
    expect(cancelled.refund).to.include({ status: 'succeeded', amountMinor: 5_000 })
    expect(expectStatus(await server.call('GET', `/bookings/${id}`, { token }), 200).body).to.deep.equal(cancelled)
  })

  it("the organizer can cancel a booking of theirs, and another organizer can't", async () => {
    const event = await anEvent(server)
    const { id } = await aBooking(server, event)
    expectProblem(
      await server.call('DELETE', `/bookings/${id}`, { token: (await anAccount(server, { role: 'organizer' })).token }),
      'booking_not_found',
    )
    expect(
      expectStatus(await server.call('DELETE', `/bookings/${id}`, { token: event.organizer.token }), 200).body,
    ).to.include({ status: 'cancelled' })
  })

  it('the organizer reads who comes, as pages or as a table', async () => {
    const event = await anEvent(server)
    const { id } = await aBooking(server, event)
    const path = `/admin/events/${event.id}/bookings`
    const { token } = event.organizer
    expect(
      expectStatus(await server.call('GET', path, { token }), 200).body.data.map(
        (booking: { id: string }) => booking.id,
      ),
    ).to.deep.equal([id])
    const table = expectStatus(await server.call('GET', path, { token, headers: { accept: 'text/csv' } }), 200)
    expect(table.headers['content-type']).to.equal('text/csv; charset=utf-8')
    expect(table.text.trimEnd().split('\r\n')).to.have.length(2)
    expectProblem(
      await server.call('GET', path, { token: (await anAccount(server, { role: 'organizer' })).token }),
      'event_not_found',
    )
  })

  const refusals: readonly [payment: object, code: string, status: number][] = [
    [{}, 'payment_required', 402],
    [{ payment: { token: 'tok_declined' } }, 'payment_declined', 402],
    [{ payment: { token: 'tok_ok', provider: 'stripe' } }, 'validation_failed', 400],
  ]
  for (const [payment, code, status] of refusals) {
    it(`a confirm with ${JSON.stringify(payment)} is refused with ${code}`, async () => {
      const reservation = await aReservation(server, await anEvent(server))
      const answer = await server.call('POST', '/bookings/confirm', {
        token: reservation.buyer.token,
        body: { reservationId: reservation.id, ...payment },
      })
      expect(expectProblem(answer, code).status).to.equal(status)
    })
  }
})
