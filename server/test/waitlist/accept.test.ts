import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import {
  accept,
  afterOfferEnds,
  aFullEvent,
  anOffered,
  auditIsClean,
  aWaiter,
  decline,
  leave,
  type Waiter,
} from './waitlists.ts'

describe('accepting an offer', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())
  afterEach(() => auditIsClean(server))

  it('makes a reservation of it, which is then confirmed like any other', async () => {
    const { event, waiter } = await anOffered(server)
    const { token } = waiter.buyer
    const { body } = expectStatus(await accept(server, waiter), 201)
    expect(body).to.include({
      eventId: event.id,
      userId: waiter.buyer.id,
      status: 'held',
      quantity: 1,
      totalMinor: 2_500,
      currency: 'EUR',
    })
    expect(Date.parse(body.expiresAt) - Date.now()).to.be.greaterThan(290_000)
    expect(
      expectStatus(await server.call('GET', `/bookings/reservations/${body.id}`, { token }), 200).body,
    ).to.deep.equal(body)
    expectStatus(
      await server.call('POST', '/bookings/confirm', {
        token,
        body: { reservationId: body.id, payment: { token: 'tok_ok' } },
      }),
      201,
    )
  })

  const since: readonly [
    what: string,
    status: string,
    step: (waiter: Waiter, reservationId: string) => Promise<unknown>,
  ][] = [
    ['nothing', 'held', async () => {}],
    [
      'its end',
      'expired',
      afterOfferEnds.bind(undefined, {
        get databases() {
          return server.databases
        },
      }),
    ],
    [
      'its release',
      'released',
      ({ buyer: { token } }, id) => server.call('DELETE', `/bookings/reservations/${id}`, { token }),
    ],
    [
      'its sale',
      'confirmed',
      ({ buyer: { token } }, id) =>
        server.call('POST', '/bookings/confirm', { token, body: { reservationId: id, payment: { token: 'tok_ok' } } }),
    ],
  ]
  for (const [what, status, step] of since) {
    for (const key of ['mine', undefined]) {
      it(`gives the same again ${key ? 'under its' : 'without a'} key: after ${what} it is ${status}`, async () => {
        const { waiter } = await anOffered(server)
        const first = expectStatus(await accept(server, waiter, key), 201)
        await step(waiter, first.body.id as string)
        const again = expectStatus(await accept(server, waiter, key), 201)
        expect(again.body).to.deep.equal({ ...first.body, status, expiresAt: again.body.expiresAt })
        if (key)
          expect([first, again].map(({ headers }) => headers['idempotency-replayed'])).to.deep.equal([
            undefined,
            'true',
          ])
      })
    }
  }

  it('makes one reservation however often it is asked at once', async () => {
    const { waiter } = await anOffered(server)
    const answers = await Promise.all(Array.from({ length: 8 }, () => accept(server, waiter)))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).to.equal(1)
  })

  it('is refused under a key that stands for another entry, without any effect', async () => {
    const { waiter } = await anOffered(server)
    expectStatus(await accept(server, waiter, 'mine'), 201)
    const event = await aFullEvent(server)
    const second = await aWaiter(server, event, { buyer: waiter.buyer })
    expectProblem(await accept(server, second, 'mine'), 'idempotency_key_reused')
  })

  it('is refused with no_open_offer once the offer has ended, swept or not', async () => {
    const { waiter } = await anOffered(server)
    await afterOfferEnds(server, waiter)
    expectProblem(await accept(server, waiter), 'no_open_offer')
  })

  it('is refused with no_open_offer before there is one', async () => {
    expectProblem(await accept(server, await aWaiter(server, await aFullEvent(server))), 'no_open_offer')
  })

  it('is refused with no_open_offer after it was declined or left', async () => {
    for (const end of [decline, leave]) {
      const { waiter } = await anOffered(server)
      expectStatus(await end(server, waiter), 200)
      expectProblem(await accept(server, waiter), 'no_open_offer')
    }
  })

  it("is the buyer's own: not even the organizer accepts for them", async () => {
    const { event, waiter } = await anOffered(server)
    expectProblem(await accept(server, { ...waiter, buyer: event.organizer }), 'waitlist_entry_not_found')
  })
})
