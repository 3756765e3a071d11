import { expect } from 'chai'
import {
  afterHoldsExpire,
  aReservation,
  anAccount,
  anEvent,
  expectProblem,
  expectStatus,
  inDays,
} from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('bookings.reserve', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())

  const reserve = async (body: object, { token, key }: { token?: string; key?: string } = {}) =>
    server.call('POST', '/bookings/reserve', {
      token: token ?? (await anAccount(server)).token,
      body,
      ...(key && { headers: { 'idempotency-key': key } }),
    })
  const types = (...over: object[]) => ({
    priceMinor: undefined,
    currency: undefined,
    ticketTypes: over.map((each, n) => ({ name: `Type ${n}`, priceMinor: 1_000 * (n + 1), currency: 'EUR', ...each })),
  })

  it('holds seats at their price for five minutes', async () => {
    const event = await anEvent(server, { priceMinor: 2_500 })
    const { body } = expectStatus(await reserve({ eventId: event.id, quantity: 2 }), 201)
    expect(body).to.include({ eventId: event.id, status: 'held', quantity: 2, totalMinor: 5_000, currency: 'EUR' })
    expect(Date.parse(body.expiresAt) - Date.parse(body.createdAt)).to.equal(300_000)
  })

  it('sells exactly the seats there are to everybody who races for them, and says what is left', async () => {
    const event = await anEvent(server, { capacity: 30 })
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        reserve({ eventId: event.id, quantity: 1, buyer: { reference: `b-${n}` } }, { token: event.organizer.token }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).to.have.length(30)
    for (const answer of answers)
      if (answer.status !== 201) expect(expectProblem(answer, 'sold_out').body.available).to.equal(0)
    expect(
      expectStatus(await server.call('GET', `/admin/events/${event.id}/audit`, { token: event.organizer.token }), 200)
        .body.clean,
    ).to.equal(true)
  })

  it('holds several types together or none of them', async () => {
    const event = await anEvent(server, { capacity: 10, ...types({ capacity: 5 }, { capacity: 1 }) })
    const [a, b] = event.ticketTypes
    expectProblem(
      await reserve({
        eventId: event.id,
        items: [
          { ticketTypeId: a!.id, quantity: 2 },
          { ticketTypeId: b!.id, quantity: 2 },
        ],
      }),
      'sold_out',
    )
    expect((await server.call('GET', `/events/${event.id}/availability`)).body.availableSeats).to.equal(6)
    expect(
      expectStatus(
        await reserve({
          eventId: event.id,
          items: [
            { ticketTypeId: a!.id, quantity: 2 },
            { ticketTypeId: b!.id, quantity: 1 },
          ],
        }),
        201,
      ).body.totalMinor,
    ).to.equal(4_000)
  })

  it('gives the seats back when their time has passed', async () => {
    const event = await anEvent(server, { capacity: 1 })
    const { id, buyer } = await aReservation(server, event)
    await afterHoldsExpire(server, event.id)
    expect((await server.call('GET', `/bookings/reservations/${id}`, { token: buyer.token })).body.status).to.equal(
      'expired',
    )
    expectProblem(
      await server.call('POST', '/bookings/confirm', {
        token: buyer.token,
        body: { reservationId: id, payment: { token: 'tok_ok' } },
      }),
      'reservation_expired',
    )
    await server.server.domains.inventory.expireHolds(10)
    expectStatus(await reserve({ eventId: event.id, quantity: 1 }), 201)
  })

  it('answers a repeated key as it did the first time, and another request under it not at all', async () => {
    const [event, other] = [await anEvent(server), await anEvent(server)]
    const { token } = await anAccount(server)
    const first = expectStatus(await reserve({ eventId: event.id, quantity: 1 }, { token, key: 'k' }), 201)
    const again = expectStatus(await reserve({ eventId: event.id, quantity: 1 }, { token, key: '"k"' }), 201)
    expect(again.body).to.deep.equal(first.body)
    expect(again.headers['idempotency-replayed']).to.equal('true')
    expectProblem(await reserve({ eventId: event.id, quantity: 2 }, { token, key: 'k' }), 'idempotency_key_reused')
    // A key counts per event.
    const elsewhere = expectStatus(await reserve({ eventId: other.id, quantity: 1 }, { token, key: 'k' }), 201)
    expect(elsewhere.body.id).not.to.equal(first.body.id)
    expect(expectStatus(await reserve({ eventId: event.id, quantity: 1 }, { key: 'k' }), 201).body.id).not.to.equal(
      first.body.id,
    )
  })

  const confirm = (id: string, token: string) =>
    server.call('POST', '/bookings/confirm', { token, body: { reservationId: id, payment: { token: 'tok_ok' } } })
  const since: readonly [
    what: string,
    status: string,
    step: (reservation: { id: string; eventId: string }, token: string) => Promise<unknown>,
  ][] = [
    ['nothing', 'held', async () => {}],
    ['its end, swept or not', 'expired', ({ eventId }) => afterHoldsExpire(server, eventId)],
    ['its release', 'released', ({ id }, token) => server.call('DELETE', `/bookings/reservations/${id}`, { token })],
    ['its sale', 'confirmed', ({ id }, token) => confirm(id, token)],
    [
      'the cancelling of its booking',
      'confirmed',
      async ({ id }, token) => server.call('DELETE', `/bookings/${(await confirm(id, token)).body.id}`, { token }),
    ],
  ]
  for (const [what, status, step] of since) {
    it(`repeated under its key after ${what} shows the reservation as ${status}, as a look at it does`, async () => {
      const event = await anEvent(server)
      const { token } = await anAccount(server)
      const first = expectStatus(await reserve({ eventId: event.id, quantity: 1 }, { token, key: 'true' }), 201)
      await step(first.body, token)
      const again = expectStatus(await reserve({ eventId: event.id, quantity: 1 }, { token, key: 'true' }), 201)
      expect(again.headers['idempotency-replayed']).to.equal('true')
      expect(again.body).to.include({ id: first.body.id, status })
      expect(again.body).to.deep.equal(
        expectStatus(await server.call('GET', `/bookings/reservations/${first.body.id}`, { token }), 200).body,
      )
    })
  }

  const refusals: [
    string,
    Readonly<Record<string, unknown>>,
    (event: { id: string; ticketTypes: { id: string }[] }) => object,
    string,
  ][] = [
    ['a draft', { publish: false }, ({ id }) => ({ eventId: id, quantity: 1 }), 'event_not_found'],
    [
      'an event that is not there',
      {},
      () => ({ eventId: 'evt_00000000000000000000000000', quantity: 1 }),
      'event_not_found',
    ],
    [
      'a type that is not there',
      {},
      ({ id }) => ({ eventId: id, items: [{ ticketTypeId: 'tkt_00000000000000000000000000', quantity: 1 }] }),
      'ticket_type_not_found',
    ],
    [
      'a bare quantity of several types',
      types({}, {}),
      ({ id }) => ({ eventId: id, quantity: 1 }),
      'ticket_type_required',
    ],
    [
      'more than one buyer may have',
      types({ maxPerUser: 2 }),
      ({ id }) => ({ eventId: id, quantity: 3 }),
      'limit_exceeded',
    ],
    [
      'a type before its sales begin',
      types({ salesStartAt: inDays(1) }),
      ({ id }) => ({ eventId: id, quantity: 1 }),
      'sales_closed',
    ],
    [
      'both quantity and items',
      {},
      ({ id, ticketTypes: [type] }) => ({ eventId: id, quantity: 1, items: [{ ticketTypeId: type!.id, quantity: 1 }] }),
      'validation_failed',
    ],
    ['neither quantity nor items', {}, ({ id }) => ({ eventId: id }), 'validation_failed'],
    ['no seat', {}, ({ id }) => ({ eventId: id, quantity: 0 }), 'validation_failed'],
    [
      'a named buyer by a stranger',
      {},
      ({ id }) => ({ eventId: id, quantity: 1, buyer: { reference: 'x' } }),
      'buyer_not_allowed',
    ],
  ]
  for (const [what, over, body, code] of refusals) {
    it(`refuses ${what} with ${code}`, async () => {
      expectProblem(await reserve(body(await anEvent(server, over))), code)
    })
  }
})
