import { expect } from 'chai'
import { aBooking, anEvent, aReservation, expectStatus, theAdmin } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('confirms with one key at once, over two processes', function () {
  this.timeout(60_000)
  let server: TestServer
  let other: TestServer
  before(async () => {
    server = await startTestServer()
    other = await startTestServer({ databases: server.databases })
  })
  after(async () => {
    await other.close()
    await server.close()
  })

  /** As many as named, every other one at the other process, of a reservation of their own. */
  async function confirmAtOnce(count: number, { token, priceMinor }: { token?: string; priceMinor?: number }) {
    const event = await anEvent(server, priceMinor === undefined ? {} : { priceMinor })
    const reservation = await aReservation(server, event)
    const confirm = (_: unknown, n: number) =>
      (n % 2 ? other : server).call('POST', '/bookings/confirm', {
        token: reservation.buyer.token,
        headers: { 'idempotency-key': 'one-key-of-many' },
        body: { reservationId: reservation.id, ...(token && { payment: { token } }) },
      })
    const answers = await Promise.all(Array.from({ length: count }, confirm))
    const charges = await server.databases.bookings.pool.query(
      `select c.status, c.amount_minor from sandbox_charges c
       join payments p on p.provider_key = c.key join bookings b on b.id = p.booking_id where b.reservation_id = $1`,
      [reservation.id],
    )
    return { answers, charges: charges.rows as object[] }
  }

  for (const [what, count, given, charged] of [
    ['fifty', 50, { token: 'tok_ok' }, [{ status: 'captured', amount_minor: 2_500 }]],
    ['ten whose provider is slow', 10, { token: 'tok_slow' }, [{ status: 'captured', amount_minor: 2_500 }]],
    ['twenty that are free', 20, { priceMinor: 0 }, []],
  ] as const)
    it(`${what} are one booking: one 201, the others replays of it`, async () => {
      const { answers, charges } = await confirmAtOnce(count, given)
      expect(answers.map(({ status, body }) => `${status} ${body.code ?? body.status}`)).to.deep.equal(
        Array.from({ length: count }, () => '201 confirmed'),
      )
      expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).to.have.length(1)
      expect(new Set(answers.map(({ body }) => body.id)).size).to.equal(1)
      expect(charges).to.deep.equal(charged)
    })

  it('that are declined are all declined, for the same reason', async () => {
    const { answers } = await confirmAtOnce(10, { token: 'tok_declined' })
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.code} ${body.reason}`))).to.deep.equal(
      new Set(['402 payment_declined card declined']),
    )
  })

  it('whose provider is silent all hear so, and which booking to look at', async () => {
    const { answers } = await confirmAtOnce(10, { token: 'tok_timeout' })
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.code}`))).to.deep.equal(
      new Set(['503 payment_outcome_unknown']),
    )
    expect(new Set(answers.map(({ body }) => String(body.bookingId).slice(0, 4)))).to.deep.equal(new Set(['bkg_']))
    expect(new Set(answers.map(({ body }) => body.bookingId)).size).to.equal(1)
    expect(answers.every(({ headers }) => Number(headers['retry-after']) > 0)).to.equal(true)
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
      'admissions-match-scans',
      'admitted-by-their-codes',
      'serials-match-transfers',
    ])
  })
})
