// What a buyer of a published event has, no change of it takes away: held seats, the price they were told, and the
// right to cancel until it begins.
import { expect } from 'chai'
import { aBooking, anEvent, aReservation, expectProblem, expectStatus, inDays } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

type Event = Awaited<ReturnType<typeof anEvent>>
type Body = Readonly<Record<string, unknown>>
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString()

describe('a change of a published event', function () {
  this.timeout(20_000)
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())

  const change = (event: Event, body: Body) =>
    server.call('PATCH', `/admin/events/${event.id}`, {
      token: event.organizer.token,
      body,
      headers: { 'if-match': '*' },
    })
  const changeType = (event: Event, body: Body) =>
    server.call('PATCH', `/admin/events/${event.id}/ticket-types/${event.ticketTypes[0]!.id}`, {
      token: event.organizer.token,
      body,
      headers: { 'if-match': '*' },
    })
  const eventAsItIs = async ({ id }: Event) => expectStatus(await server.call('GET', `/events/${id}`), 200).body

  /** Two buyers: one has paid, one holds. Both still have what they had. */
  async function withBuyers(over: Body = {}) {
    const event = await anEvent(server, over)
    const booking = await aBooking(server, event, { quantity: 2 })
    const reservation = await aReservation(server, event, { quantity: 2 })
    return {
      event,
      async haveWhatTheyHad() {
        const paid = await server.call('POST', '/bookings/confirm', {
          token: reservation.buyer.token,
          body: { reservationId: reservation.id, payment: { token: 'tok_ok' } },
        })
        expect(expectStatus(paid, 201).body).to.include({ status: 'confirmed', totalMinor: 5_000 })
        for (const { id, buyer } of [booking, { id: paid.body.id as string, buyer: reservation.buyer }]) {
          expect(
            expectStatus(await server.call('DELETE', `/bookings/${id}`, { token: buyer.token }), 200).body.refund,
          ).to.include({ amountMinor: 5_000 })
        }
      },
    }
  }

  const intoThePast: readonly [what: string, changes: () => Body, code: string][] = [
    ['a start of yesterday', () => ({ startsAt: inDays(-1) }), 'start_in_past'],
    ['a start of this very moment', () => ({ startsAt: inSeconds(0) }), 'start_in_past'],
    [
      'a start that has passed on a clock of its own',
      () => ({ startsAt: inDays(-1).replace('Z', '-00:30') }),
      'start_in_past',
    ],
    [
      'a start that has passed, beside more seats and a later end',
      () => ({ startsAt: inDays(-1), endsAt: inDays(60), capacity: 500, title: 'Already on' }),
      'start_in_past',
    ],
    [
      'an end that has passed',
      () => ({ startsAt: inDays(-2), endsAt: inDays(-1), capacity: 500 }),
      'validation_failed',
    ],
    ['an end before the start', () => ({ endsAt: inDays(29) }), 'validation_failed'],
    ['fewer seats than are held and sold', () => ({ capacity: 3, title: 'Smaller' }), 'capacity_below_taken'],
  ]
  for (const [what, changes, code] of intoThePast) {
    it(`is refused as a whole with ${code} when it names ${what}`, async () => {
      const { event, haveWhatTheyHad } = await withBuyers()
      const before = await eventAsItIs(event)
      const refused = expectProblem(await change(event, changes()), code)
      expect(refused.status).to.equal(code === 'validation_failed' ? 400 : 409)
      expect(await eventAsItIs(event)).to.deep.equal(before)
      await haveWhatTheyHad()
    })
  }

  const harmless: readonly [what: string, make: (event: Event) => Promise<{ status: number }>][] = [
    ['an earlier start that is still to come', event => change(event, { startsAt: inDays(1) })],
    ['a later date', event => change(event, { startsAt: inDays(90), endsAt: inDays(91) })],
    ['an earlier end that is still to come', event => change(event, { startsAt: inDays(1), endsAt: inDays(2) })],
    ['as few seats as are held and sold', event => change(event, { capacity: 4 })],
    ['bounds below what is held', event => change(event, { holdsPerBuyerMax: 1, holdSeatsPerBuyerMax: 1 })],
    ['sales that are over', event => changeType(event, { salesEndAt: inDays(-1) })],
    ['sales that have not begun', event => changeType(event, { salesStartAt: inDays(1) })],
    ['another price', event => changeType(event, { priceMinor: 9_900 })],
    ['a limit below what is held', event => changeType(event, { maxPerUser: 1 })],
  ]
  for (const [what, make] of harmless) {
    it(`may name ${what}, and who holds or has bought loses nothing by it`, async () => {
      const { event, haveWhatTheyHad } = await withBuyers()
      expect((await make(event)).status).to.equal(200)
      await haveWhatTheyHad()
    })
  }

  it('may correct the start of an event that has begun, also to a time that has passed', async () => {
    const event = await anEvent(server)
    await server.databases.events
      .knex('events')
      .where({ id: event.id })
      .update({ starts_at: inSeconds(-3_600) })
    expectStatus(await change(event, { startsAt: inSeconds(-1_800) }), 200)
  })

  it('may give a draft any start', async () => {
    expectStatus(await change(await anEvent(server, { publish: false }), { startsAt: inDays(-1) }), 200)
  })
})
