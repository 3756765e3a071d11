// Who pays for a test event: the sandbox, whatever the server's own provider is.
import { expect } from 'chai'
import { anAccount, anEvent, aReservation, expectProblem, expectStatus, theAdmin } from '../support/builders.ts'
import { startStripeServer, type StripeServer } from './stripe-server.ts'

describe('a test event of a server that is paid through Stripe', function () {
  this.timeout(30_000)
  let house: StripeServer
  before(async () => {
    house = await startStripeServer()
  })
  after(() => house.close())

  async function aReserved(test: boolean) {
    const organizer = await anAccount(house.server, { role: 'organizer' })
    const event = await anEvent(house.server, { organizer, test })
    const { id } = await aReservation(house.server, event, { buyer: organizer })
    const confirm = (payment: object) =>
      house.call('POST', '/bookings/confirm', { token: organizer.token, body: { reservationId: id, payment } })
    return { organizer, event, confirm }
  }
  const keysAt = async (table: 'sandbox_charges' | 'stripe_payments') =>
    (await house.databases.bookings.knex(table).pluck('key')) as string[]
  const keyOf = async (bookingId: string) => {
    const row = await house.databases.bookings.knex('payments').where({ booking_id: bookingId }).first('provider_key')
    return String(row?.provider_key)
  }

  it('is paid, cancelled and refunded by the sandbox alone', async () => {
    const { organizer, confirm } = await aReserved(true)
    const { body } = expectStatus(await confirm({ token: 'tok_ok' }), 201)
    expect(body).to.include({ status: 'confirmed', test: true })
    expect(body.payment).to.include({ provider: 'sandbox', status: 'captured' })
    const key = await keyOf(body.id)
    expect([
      (await keysAt('sandbox_charges')).includes(key),
      (await keysAt('stripe_payments')).includes(key),
    ]).to.deep.equal([true, false])
    const cancelled = expectStatus(await house.call('DELETE', `/bookings/${body.id}`, { token: organizer.token }), 200)
    expect(cancelled.body.payment).to.include({ provider: 'sandbox', status: 'refunded' })
  })

  it('leaves live events to Stripe (the control)', async () => {
    const { confirm } = await aReserved(false)
    const { body } = expectStatus(await confirm({ token: 'pm_card_visa' }), 201)
    expect(body).to.include({ status: 'confirmed', test: false })
    expect(body.payment).to.include({ provider: 'stripe' })
    const key = await keyOf(body.id)
    expect([
      (await keysAt('sandbox_charges')).includes(key),
      (await keysAt('stripe_payments')).includes(key),
    ]).to.deep.equal([false, true])
  })

  const named: readonly [test: boolean, provider: string, token: string, answer: 201 | 400][] = [
    [true, 'sandbox', 'tok_ok', 201],
    [true, 'stripe', 'pm_card_visa', 400],
    [false, 'stripe', 'pm_card_visa', 201],
    [false, 'sandbox', 'tok_ok', 400],
  ]
  for (const [test, provider, token, status] of named)
    it(`${status === 201 ? 'takes' : 'refuses'} ${provider} by name of a ${test ? 'test' : 'live'} event`, async () => {
      const { confirm } = await aReserved(test)
      const answer = await confirm({ provider, token })
      if (status === 201) expect(expectStatus(answer, 201).body.payment.provider).to.equal(provider)
      else expectProblem(answer, 'validation_failed', ['/payment/provider'])
    })

  it('has its declined payments from the sandbox too', async () => {
    const { confirm } = await aReserved(true)
    expectProblem(await confirm({ token: 'tok_declined' }), 'payment_declined')
  })

  it('is audited in the same run as live ones, each by the book of its provider', async () => {
    const { token } = await theAdmin(house.server)
    const audit = async () => {
      const { body } = expectStatus(await house.call('GET', '/admin/audit', { token }), 200)
      return body.checks.flatMap(({ name, violations }: { name: string; violations: unknown[] }) =>
        violations.map(() => name),
      )
    }
    expect(await audit()).to.deep.equal([])
    // What each book says otherwise is found in either.
    for (const [test, token] of [
      [true, 'tok_ok'],
      [false, 'pm_card_visa'],
    ] as const) {
      const { confirm } = await aReserved(test)
      const { body } = expectStatus(await confirm({ token }), 201)
      const rows = house.databases.bookings.knex(test ? 'sandbox_charges' : 'stripe_payments')
      const key = await keyOf(body.id)
      await rows.clone().where({ key }).update({ amount_minor: 1 })
      expect(await audit(), String(test)).to.deep.equal(['journal-matches-payments'])
      await rows.clone().where({ key }).update({ amount_minor: 2_500 })
    }
    expect(await audit()).to.deep.equal([])
  })
})
