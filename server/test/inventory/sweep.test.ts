import { expect } from 'chai'
import { pino } from 'pino'
import { afterHoldsExpire, anAccount, anEvent, aReservation, expectProblem, expectStatus } from '../support/builders.ts'
import { newId } from '../../src/platform/ids.ts'
import { startEventsServer, type EventsServer } from '../events/events-server.ts'
import { inventoryLevel } from '../../src/domains/inventory/lane/inventory-level.ts'
import { startServer } from '../../src/server.ts'
import { eventually } from '../support/processes.ts'
import { callOn, startTestServer, testConfig, type Call, type TestServer } from '../support/server.ts'

/** What a release after this one writes into inventories that this one must leave alone. */
const later = inventoryLevel + 1

describe('the sweep of expired holds', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())

  const holdsOf = async (eventId: string) =>
    (await server.databases.events.knex('holds').where({ event_id: eventId }).orderBy('id')).map(
      ({ state }: { state: string }) => state,
    )
  const sweep = (limit: number) => server.server.domains.inventory.expireHolds(limit)
  const inventoryOf = (eventId: string) => server.databases.events.knex('inventory').where({ event_id: eventId })

  const expire = (broken: { id: string }, whole: { id: string }) =>
    server.databases.events.pool.query(
      `update holds
      set expires_at = clock_timestamp() - case event_id when $1 then interval '2 s' else interval '1 s' end
      where event_id in ($1, $2)`,
      [broken.id, whole.id],
    )

  it("passes over an event whose holds can't be returned, so that others have their turn", async function () {
    this.timeout(60_000)
    const attempt = async () => {
      const [broken, whole] = [await anEvent(server), await anEvent(server)]
      for (let n = 0; n < 3; n++) for (const event of [broken, whole]) await aReservation(server, event)
      // Its counters say that nothing is held: a hold that came back would leave fewer seats than none.
      await inventoryOf(broken.id).update({ available_seats: 100, held_seats: 0 })
      await expire(broken, whole)
      const first = await sweep(3).catch((error: Error) => error.message)
      const second = await sweep(3).catch((error: Error) => error.message)
      const holds = [await holdsOf(broken.id), await holdsOf(whole.id)]
      await inventoryOf(broken.id).update({ available_seats: 97, held_seats: 3 })
      return { first, second, holds }
    }
    const passedOver = {
      first: '3 of 3 holds could not be returned',
      second: true,
      holds: [
        ['held', 'held', 'held'],
        ['expired', 'expired', 'expired'],
      ],
    }
    // The server's own job sweeps every second, and may come in between; then once more.
    const seen = await eventually(attempt, ({ first, second }) => typeof first === 'string' && second === true, {
      withinMs: 40_000,
    })
    expect(seen).to.deep.equal(passedOver)
  })
})

describe('many holds that end at once', () => {
  let server: EventsServer // without jobs: nobody else sweeps
  before(async () => {
    server = await startEventsServer({ laneQueueMax: 10_000 })
  })
  after(() => server.close())

  const count = 600
  const page = 150
  const reserve = async (eventId: string) =>
    (
      await server.inventory.port.reserve({
        eventId,
        buyer: { userId: newId('usr') },
        selection: { quantity: 1 },
        idempotency: null,
      })
    ).hold
  const heldOf = async (eventId: string) =>
    Number(
      (
        await server.database.pool.query(`select count(*) as n from holds where event_id = $1 and state = 'held'`, [
          eventId,
        ])
      ).rows[0].n,
    )
  async function manyOver(holds = count) {
    const event = await server.anEvent({ publish: true, capacity: holds + 100 })
    await Promise.all(Array.from({ length: holds }, () => reserve(event.id)))
    await server.database.pool.query(
      `update holds set expires_at = clock_timestamp() - interval '1 s' where event_id = $1`,
      [event.id],
    )
    return event
  }
  /** A sweep that has returned the first holds: the rest of its page waits in the lane. */
  async function beginSweep(event: { id: string }, limit: number) {
    const held = await heldOf(event.id)
    const ended = server.inventory.expireHolds(limit)
    await eventually(
      () => heldOf(event.id),
      left => left < held,
      { withinMs: 20_000 },
    )
    return { ended }
  }

  it('are returned in pages, and nobody waits for more than one of them', async () => {
    const event = await manyOver()
    const sweep = await beginSweep(event, page)
    await reserve(event.id)
    expect(await heldOf(event.id)).to.be.at.least(count - page + 1)
    expect(await sweep.ended, 'there are more').to.equal(true)
    expect(await heldOf(event.id)).to.equal(count - page + 1)
    let pages = 1
    while (await server.inventory.expireHolds(page)) pages++
    expect(pages).to.equal(count / page)
    expect(await heldOf(event.id)).to.equal(1)
    expect(await server.audit(event.id)).to.deep.equal([])
  }).timeout(60_000)

  it('would all go before whoever comes, were they one page', async () => {
    const event = await manyOver()
    const sweep = await beginSweep(event, count)
    await reserve(event.id)
    expect(await heldOf(event.id)).to.equal(1)
    await sweep.ended
  }).timeout(60_000)

  it('delay no other event', async () => {
    const event = await manyOver(4 * count)
    const other = await server.anEvent({ publish: true })
    const sweep = await beginSweep(event, 4 * count)
    const first = await Promise.race([
      sweep.ended.then(() => 'the sweep'),
      reserve(other.id).then(() => 'the other event'),
    ])
    expect(first).to.equal('the other event')
    await sweep.ended
  }).timeout(60_000)
})

describe('an event of a later release', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())

  it("is left to that release's servers: nothing is written here, and everybody is told to come back", async () => {
    const event = await anEvent(server, { capacity: 3 })
    const { knex } = server.databases.events
    const [held, given, bought, expired] = await Promise.all(
      Array.from({ length: 3 }, () => aReservation(server, event)),
    ).then(async holds => [...holds, await aReservation(server, await anEvent(server))])
    const waiter = await anAccount(server)
    const entry = expectStatus(
      await server.call('POST', '/waitlist/join', { token: waiter.token, body: { eventId: event.id, quantity: 1 } }),
      201,
    )
    const bookedBy = bought!.buyer
    const booking = expectStatus(
      await server.call('POST', '/bookings/confirm', {
        token: bookedBy.token,
        body: { reservationId: bought!.id, payment: { token: 'tok_ok' } },
      }),
      201,
    )
    await knex('inventory').where({ event_id: event.id }).update({ level: later })
    const rows = async () =>
      JSON.stringify([
        await knex('inventory').where({ event_id: event.id }),
        await knex('holds').where({ event_id: event.id }).orderBy('id'),
        await knex('waitlist_entries').where({ event_id: event.id }).orderBy('id'),
        await knex('ticket_types').where({ event_id: event.id }).orderBy('id'),
      ])
    const before = await rows()

    const organizer = event.organizer.token
    const headers = { 'if-match': event.etag }
    const attempts: Record<string, () => ReturnType<TestServer['call']>> = {
      reserve: () =>
        server.call('POST', '/bookings/reserve', { token: waiter.token, body: { eventId: event.id, quantity: 1 } }),
      confirm: () =>
        server.call('POST', '/bookings/confirm', {
          token: held!.buyer.token,
          body: { reservationId: held!.id, payment: { token: 'tok_ok' } },
        }),
      release: () => server.call('DELETE', `/bookings/reservations/${given!.id}`, { token: given!.buyer.token }),
      leave: () => server.call('DELETE', `/waitlist/${entry.body.id}`, { token: waiter.token }),
      'raise the capacity': () =>
        server.call('PATCH', `/admin/events/${event.id}`, { token: organizer, headers, body: { capacity: 5 } }),
      'bound its holds': () =>
        server.call('PATCH', `/admin/events/${event.id}`, { token: organizer, headers, body: { holdsPerBuyerMax: 5 } }),
      'add a type': () =>
        server.call('POST', `/admin/events/${event.id}/ticket-types`, {
          token: organizer,
          body: { name: 'Balcony', priceMinor: 1, currency: 'EUR' },
        }),
      'call it off': () => server.call('POST', `/admin/events/${event.id}/cancel`, { token: organizer }),
    }
    for (const [what, attempt] of Object.entries(attempts)) {
      const answer = await attempt()
      expect([what, answer.status, answer.body.code, Number(answer.headers['retry-after']) > 0]).to.deep.equal([
        what,
        503,
        'service_unavailable',
        true,
      ])
    }
    await afterHoldsExpire(server, event.id)
    await knex('ticket_types')
      .where({ event_id: event.id })
      .update({ pooled_since: knex.raw("clock_timestamp() - interval '1 hour'"), claims_ended: false })
    const overdue = await rows()
    await server.server.domains.inventory.expireHolds(100)
    await server.server.domains.inventory.advanceLines(100)
    expect(await rows()).to.equal(overdue)
    const withoutTimes = (text: string) => text.replaceAll(/"(expires_at|pooled_since)":("[^"]*"|null)/g, '')
    expect(withoutTimes(overdue)).to.equal(withoutTimes(before))

    // What it says can be read nevertheless, and its neighbours are served.
    expectStatus(await server.call('GET', `/bookings/${booking.body.id}`, { token: bookedBy.token }), 200)
    expectStatus(
      await server.call('DELETE', `/bookings/reservations/${expired!.id}`, { token: expired!.buyer.token }),
      200,
    )
    await knex('inventory').where({ event_id: event.id }).update({ level: 1 })
    expectProblem(await attempts['reserve']!(), 'sold_out')
  })

  it('is served by that release beside this one, and a race of the two is won by the one that knows it', async () => {
    const event = await anEvent(server, { capacity: 50 })
    const newer = await startServer(testConfig(server.databases.urls), pino({ level: 'silent' }), {
      inventoryLevel: later,
    })
    try {
      await server.databases.events.knex('inventory').where({ event_id: event.id }).update({ level: later })
      const buyer = await anAccount(server)
      const reserveAt = (call: Call) =>
        call('POST', '/bookings/reserve', { token: buyer.token, body: { eventId: event.id, quantity: 1 } })
      const answers = await Promise.all(
        Array.from(
          { length: 20 },
          async (_, n) => (await reserveAt(n % 2 === 0 ? callOn(newer.url) : server.call)).status,
        ),
      )
      expect(answers).to.deep.equal(Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? 201 : 503)))
      expectStatus(await reserveAt(server.call), 503)
      await server.databases.events.knex('inventory').where({ event_id: event.id }).update({ level: 1 })
      expectStatus(await reserveAt(server.call), 201)
    } finally {
      await newer.close()
    }
  })

  it('is not written by a lane that remembers it from before', async () => {
    const event = await anEvent(server, { capacity: 50 })
    const buyer = await anAccount(server)
    const reserve = () =>
      server.call('POST', '/bookings/reserve', { token: buyer.token, body: { eventId: event.id, quantity: 1 } })
    expectStatus(await reserve(), 201)
    // The level alone, as if the version had not moved with it: the guard looks at both.
    await server.databases.events.knex('inventory').where({ event_id: event.id }).update({ level: later })
    expectStatus(await reserve(), 503)
  })
})
