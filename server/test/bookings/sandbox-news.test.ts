// What the sandbox tells without being asked, over HTTP: money given back at the provider, and disputes.
import { expect } from 'chai'
import { anEvent, aReservation, expectProblem, expectStatus, theAdmin } from '../support/builders.ts'
import { toldOf } from '../support/messages.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('a payment that the sandbox has news of', function () {
  this.timeout(60_000)
  let server: TestServer
  let event: Awaited<ReturnType<typeof anEvent>>
  before(async () => {
    server = await startTestServer({ env: { EVENTLY_RECOVERY_SECONDS: '2' } })
    event = await anEvent(server, { capacity: 100 })
  })
  after(() => server.close())

  /** Two tickets for 50.00. */
  async function bought(paymentToken: string) {
    const { id, buyer } = await aReservation(server, event, { quantity: 2 })
    const body = { reservationId: id, payment: { token: paymentToken } }
    const confirmed = expectStatus(
      await server.call('POST', '/bookings/confirm', { token: buyer.token, body }),
      201,
    ).body
    return { id: String(confirmed.id), token: buyer.token }
  }
  const becomes = ({ id, token }: { id: string; token: string }, isSo: (seen: Record<string, unknown>) => boolean) =>
    eventually(async () => expectStatus(await server.call('GET', `/bookings/${id}`, { token }), 200).body, isSo, {
      withinMs: 15_000,
    })

  it('shows half of it given back there, and gives back the other half alone', async () => {
    const booking = await bought('tok_refunded_at_provider')
    const seen = await becomes(booking, ({ refundedMinor }) => refundedMinor === 2_500)
    expect(seen).to.deep.include({ status: 'confirmed' })
    const refund = (amountMinor: number) =>
      server.call('POST', `/admin/bookings/${booking.id}/refunds`, {
        token: event.organizer.token,
        body: { amountMinor, reason: 'by hand' },
      })
    expect(expectProblem(await refund(2_501), 'refund_exceeds_payment').body).to.include({ refundableMinor: 2_500 })
    const last = expectStatus(
      await server.call('DELETE', `/bookings/${booking.id}`, { token: booking.token }),
      200,
    ).body
    expect(last).to.deep.include({ status: 'cancelled', refundedMinor: 5_000 })
    expect(await toldOf(server.databases.bookings, booking.id)).to.deep.equal([
      'booking.confirmed',
      'booking.refunded',
      'booking.cancelled',
      'booking.refunded',
    ])
  })

  it('shows a dispute, and the tickets stay valid', async () => {
    const booking = await bought('tok_disputed')
    const seen = await becomes(booking, ({ disputes }) => disputes !== undefined)
    expect(seen['disputes']).to.have.nested.property('[0].status', 'open')
    expect(seen['tickets']).to.satisfy((tickets: { status: string }[]) => tickets.every(t => t.status === 'valid'))
    expect(await toldOf(server.databases.bookings, booking.id)).to.deep.equal(['booking.confirmed', 'booking.disputed'])
  })

  it('shows a dispute that is lost as a refund of all that was left', async () => {
    const booking = await bought('tok_dispute_lost')
    const seen = await becomes(booking, ({ refundedMinor }) => refundedMinor === 5_000)
    expect(seen).to.deep.include({ status: 'confirmed' })
    expect(seen['payment']).to.include({ status: 'refunded' })
    expect(seen['disputes']).to.have.nested.property('[0].status', 'lost')
    expect(await toldOf(server.databases.bookings, booking.id)).to.deep.equal([
      'booking.confirmed',
      'booking.disputed',
      'booking.disputed',
      'booking.refunded',
    ])
    const cancelled = expectStatus(
      await server.call('DELETE', `/bookings/${booking.id}`, { token: booking.token }),
      200,
    )
    expect(cancelled.body).to.deep.include({ status: 'cancelled', refundedMinor: 5_000 })
  })

  it('leaves books behind that agree', async () => {
    const { token } = await theAdmin(server)
    const { body } = expectStatus(await server.call('GET', '/admin/audit', { token }), 200)
    const checks = body.checks as { name: string; violations: { detail: string }[] }[]
    expect(
      checks.flatMap(({ name, violations }) => violations.map(({ detail }) => `${name}: ${detail}`)),
    ).to.deep.equal([])
  })
})
