import { expect } from 'chai'
import { aBooking, anEvent, aReservation, expectStatus, theAdmin } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('fifty confirms with one key at once', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())

  it('are one booking and one charge: one 201, the others replays of it or 409', async () => {
    const event = await anEvent(server)
    const reservation = await aReservation(server, event)
    const confirm = () =>
      server.call('POST', '/bookings/confirm', {
        token: reservation.buyer.token,
        headers: { 'idempotency-key': 'one-key-of-fifty' },
        body: { reservationId: reservation.id, payment: { token: 'tok_ok' } },
      })
    const answers = await Promise.all(Array.from({ length: 50 }, confirm))
    const made = answers.filter(({ status }) => status === 201)
    expect(made.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).to.have.length(1)
    expect(new Set(made.map(({ body }) => body.id)).size).to.equal(1)
    const others = answers.filter(({ status }) => status !== 201)
    expect(
      others.every(({ status, body }) => status === 409 && body.code === 'confirmation_in_progress'),
      JSON.stringify(others.map(({ body }) => body.code)),
    ).to.equal(true)
    const { rows } = await server.databases.bookings.pool.query('select status, amount_minor from sandbox_charges')
    expect(rows).to.deep.equal([{ status: 'captured', amount_minor: 2_500 }])
  })

  it("leave an audit that names the bookings' checks, and is clean", async () => {
    await aBooking(server, await anEvent(server))
    const { body } = expectStatus(
      await server.call('GET', '/admin/audit', { token: (await theAdmin(server)).token }),
      200,
    )
    expect(body.clean, JSON.stringify(body.checks)).to.equal(true)
    expect(body.checks.map(({ name }: { name: string }) => name)).to.include.members([
      'sold-holds-have-bookings',
      'bookings-have-sold-holds',
      'payments-match-bookings',
      'journal-matches-payments',
    ])
  })
})
