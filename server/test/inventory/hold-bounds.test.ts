import { expect } from 'chai'
import { createInventoryStore, type InventoryStore } from '../../src/domains/inventory/lane/lane-store.ts'
import type { Outcome } from '../../src/domains/inventory/rules/decide.ts'
import { buyerKeyOf } from '../../src/domains/inventory/rules/inventory-state.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Database } from '../../src/platform/postgres/sql.ts'
import { auditInventory } from '../support/audit-inventory.ts'
import { afterHoldsExpire, anAccount, anEvent, expectProblem, expectStatus, type Account } from '../support/builders.ts'
import type { TestDatabases } from '../support/databases.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { aLane, anInventory, aReserve, outcomeOf, race } from './builders.ts'
import { openThreeServers } from './three-servers.ts'

const byDefault = { holdsPerBuyerMax: 3, holdSeatsPerBuyerMax: 20 }

describe('what one buyer may hold of an event at a time', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())

  const reserve = (event: { id: string }, buyer: Account, over: object = {}) =>
    server.call('POST', '/bookings/reserve', { token: buyer.token, body: { eventId: event.id, quantity: 1, ...over } })

  it('is three reservations and twenty seats, unless the organizer says otherwise', async () => {
    const event = await anEvent(server, { ...byDefault, capacity: 500 })
    const buyer = await anAccount(server)
    const first = expectStatus(await reserve(event, buyer, { quantity: 18 }), 201)
    const refused = expectProblem(await reserve(event, buyer, { quantity: 3 }), 'hold_limit_reached')
    expect(refused.body).to.include({
      status: 409,
      heldReservations: 1,
      heldSeats: 18,
      heldUntil: first.body.expiresAt,
      ...byDefault,
    })
    expect(refused.body.detail).to.equal(
      'One buyer may hold 3 reservations with 20 seats of this event at a time; ' +
        'this one holds 1 reservation with 18 seats. ' +
        `Confirm or release one, or wait until ${first.body.expiresAt}, when the first of them expires.`,
    )
    for (let n = 0; n < 2; n++) expectStatus(await reserve(event, buyer), 201)
    expect(expectProblem(await reserve(event, buyer), 'hold_limit_reached').body).to.include({
      heldReservations: 3,
      heldSeats: 20,
    })
    expectStatus(await reserve(event, await anAccount(server), { quantity: 20 }), 201)
  })

  it('is what the organizer says, up to 10,000', async () => {
    const event = await anEvent(server, { holdsPerBuyerMax: 1, holdSeatsPerBuyerMax: 2, capacity: 500 })
    const buyer = await anAccount(server)
    expect(expectProblem(await reserve(event, buyer, { quantity: 3 }), 'hold_limit_reached').body).to.include({
      heldReservations: 0,
      heldSeats: 0,
      detail: 'One buyer may hold 1 reservation with 2 seats of this event at a time.',
    })
    expectStatus(await reserve(event, buyer), 201)
    expectProblem(await reserve(event, buyer), 'hold_limit_reached')
    expectStatus(
      await server.call('PATCH', `/admin/events/${event.id}`, {
        token: event.organizer.token,
        headers: { 'if-match': event.etag },
        body: { holdsPerBuyerMax: 2 },
      }),
      200,
    )
    expectStatus(await reserve(event, buyer), 201)
    expectProblem(await reserve(event, buyer), 'hold_limit_reached')
  })

  it('counts what is held now: not what was released, has expired, swept or not, or was bought', async () => {
    const event = await anEvent(server, { holdsPerBuyerMax: 1, capacity: 500 })
    const buyer = await anAccount(server)
    const held = async () => expectStatus(await reserve(event, buyer), 201).body.id as string
    const full = async () => expectProblem(await reserve(event, buyer), 'hold_limit_reached')

    const first = await held()
    await full()
    expectStatus(await server.call('DELETE', `/bookings/reservations/${first}`, { token: buyer.token }), 200)
    const second = await held()
    await full()
    expectStatus(
      await server.call('POST', '/bookings/confirm', {
        token: buyer.token,
        body: { reservationId: second, payment: { token: 'tok_ok' } },
      }),
      201,
    )
    await held()
    await full()
    await afterHoldsExpire(server, event.id)
    await held()
    await full()
  })

  it('counts what is being confirmed, with no end to wait for', async () => {
    const event = await anEvent(server, { holdsPerBuyerMax: 1, capacity: 500 })
    const buyer = await anAccount(server)
    const {
      body: { id },
    } = expectStatus(await reserve(event, buyer), 201)
    const unknown = await server.call('POST', '/bookings/confirm', {
      token: buyer.token,
      body: { reservationId: id, payment: { token: 'tok_timeout' } },
    })
    expectProblem(unknown, 'payment_outcome_unknown')
    const refused = expectProblem(await reserve(event, buyer), 'hold_limit_reached')
    expect(refused.body).to.include({ heldReservations: 1 }).and.not.have.property('heldUntil')
  })

  it('is counted for each buyer that an organizer names, also one whose reference is odd', async () => {
    const event = await anEvent(server, { holdsPerBuyerMax: 1, capacity: 500 })
    const references = ['one', 'two', 'one two', '"one","two"', ' one']
    for (const reference of references)
      expectStatus(await reserve(event, event.organizer, { buyer: { reference } }), 201)
    for (const reference of references)
      expectProblem(await reserve(event, event.organizer, { buyer: { reference } }), 'hold_limit_reached')
    expectStatus(await reserve(event, event.organizer), 201)
    expectProblem(await reserve(event, event.organizer), 'hold_limit_reached')
  })

  it('counts an offer, which itself is never refused', async () => {
    const event = await anEvent(server, { holdsPerBuyerMax: 1, capacity: 2 })
    const [buyer, other] = [await anAccount(server), await anAccount(server)]
    const {
      body: { id: othersHold },
    } = expectStatus(await reserve(event, other), 201)
    expectStatus(await reserve(event, buyer), 201)
    const entry = expectStatus(
      await server.call('POST', '/waitlist/join', { token: buyer.token, body: { eventId: event.id, quantity: 1 } }),
      201,
    )
    expectStatus(await server.call('DELETE', `/bookings/reservations/${othersHold}`, { token: other.token }), 200)
    expect((await server.call('GET', `/waitlist/${entry.body.id}`, { token: buyer.token })).body.status).to.equal(
      'offered',
    )
    expect(expectProblem(await reserve(event, buyer), 'hold_limit_reached').body).to.include({
      heldReservations: 2,
      heldSeats: 2,
    })
    expectStatus(await server.call('POST', `/waitlist/${entry.body.id}/accept`, { token: buyer.token }), 201)
  })

  it('is 100 seats in one request, whatever the bounds', async () => {
    const event = await anEvent(server, {
      capacity: 500,
      priceMinor: undefined,
      currency: undefined,
      ticketTypes: ['A', 'B'].map(name => ({ name, priceMinor: 0, currency: 'EUR' })),
    })
    const buyer = await anAccount(server)
    const [a, b] = event.ticketTypes.map(({ id }) => id)
    const both = (ofA: number, ofB: number) =>
      reserve(event, buyer, {
        quantity: undefined,
        items: [
          { ticketTypeId: a, quantity: ofA },
          { ticketTypeId: b, quantity: ofB },
        ],
      })
    const { body } = expectProblem(await both(51, 50), 'validation_failed')
    expect(body.errors).to.deep.equal([
      { pointer: '/items', keyword: 'maximum', message: 'asks for 101 seats in all; one request takes at most 100' },
    ])
    expectStatus(await both(50, 50), 201)
  })
})

describe('bounds on holds, in lanes', () => {
  let databases: TestDatabases
  let servers: readonly Database[]
  let close: () => Promise<void>
  const lanesOn = (eventId: string, wrap: (store: InventoryStore) => InventoryStore = store => store) =>
    servers.map(({ pool, plannedOncePool }) => aLane(eventId, wrap(createInventoryStore(pool, { plannedOncePool }))))
  const bounded = async (over: object) => {
    const { eventId } = await anInventory(databases.events, { capacity: 500 })
    await databases.events.knex('inventory').where({ event_id: eventId }).update(over)
    return eventId
  }

  before(async () => {
    ;({ databases, servers, close } = await openThreeServers())
  })
  after(() => close())

  const buyers = Array.from({ length: 20 }, (_, n) => ({ userId: `usr-${n}` }))
  const commands = () =>
    Array.from({ length: 400 }, (_, n) => aReserve({ buyer: buyers[n % 20]!, selection: { quantity: 2 } }))

  it('hold against one buyer at three servers, at once', async () => {
    const eventId = await bounded({ holds_per_buyer_max: 3 })
    expect(await race(lanesOn(eventId), commands())).to.deep.equal({ granted: 60, hold_limit_reached: 340 })
    const bySeats = await bounded({ hold_seats_per_buyer_max: 5 })
    expect(await race(lanesOn(bySeats), commands())).to.deep.equal({ granted: 40, hold_limit_reached: 360 })
    expect((await auditInventory(databases.events, eventId)).clean).to.equal(true)
  })

  it("don't hold if what was decided on memory counts as read (the control)", async () => {
    const unchecked = (store: InventoryStore): InventoryStore => ({
      ...store,
      write: outcome => store.write({ ...outcome, before: { ...outcome.before, isRemembered: false } }),
    })
    const eventId = await bounded({ holds_per_buyer_max: 3 })
    const [lane] = lanesOn(eventId, unchecked)
    const answers: string[] = []
    for (let n = 0; n < 10; n++) answers.push(outcomeOf(await lane!.submit(aReserve({ buyer: buyers[0]! }))))
    expect(answers.filter(answer => answer === 'granted').length).to.be.greaterThan(3)
  })

  it('cost the others one write a batch, however one insists who holds as much as one may', async () => {
    const eventId = await bounded({ holds_per_buyer_max: 1 })
    const writes: Outcome[] = []
    const [lane] = lanesOn(eventId, store => ({
      ...store,
      write: outcome => {
        writes.push(outcome)
        return store.write(outcome)
      },
    }))
    const insists = () => aReserve({ buyer: { userId: 'usr-insists' } })
    for (const command of [insists(), aReserve()]) expect(outcomeOf(await lane!.submit(command))).to.equal('granted')
    writes.length = 0
    for (let batch = 0; batch < 10; batch++) {
      const answers = await Promise.all([
        lane!.submit(insists()),
        ...Array.from({ length: 5 }, () => lane!.submit(aReserve())),
      ])
      expect(answers.map(outcomeOf)).to.deep.equal(['hold_limit_reached', ...Array(5).fill('granted')])
    }
    expect(writes).to.have.length(11) // the first of them found out
  })

  it('are not forgotten by a lane that has read, and written, after another server has made a hold', async () => {
    const eventId = await bounded({ holds_per_buyer_max: 2 })
    const [here, there] = lanesOn(eventId)
    const buyer = { userId: 'usr-moves' },
      others = aReserve()
    const outcomes: string[] = []
    for (const [lane, command] of [
      [here, aReserve({ buyer })],
      [here, others],
      [there, aReserve({ buyer })],
      [here, { kind: 'release', holdId: others.holdId, cause: 'release' }], // reads, and from here on remembers again
      [here, aReserve({ buyer })],
      [there, aReserve({ buyer })],
    ] as const)
      outcomes.push(outcomeOf(await lane!.submit(command)))
    expect(outcomes).to.deep.equal([
      'granted',
      'granted',
      'granted',
      'granted',
      'hold_limit_reached',
      'hold_limit_reached',
    ])
  })

  it('are looked up once for a buyer while nobody else writes', async () => {
    const eventId = await bounded({ holds_per_buyer_max: 100 })
    const lookedUp: number[] = []
    const [lane] = lanesOn(eventId, store => ({
      ...store,
      async write(outcome) {
        const written = await store.write(outcome)
        if (outcome.before.isRemembered)
          lookedUp.push(
            outcome.holds.filter(({ thing }) => !outcome.before.openHolds.has(buyerKeyOf(thing.buyer))).length,
          )
        return written
      },
    }))
    await lane!.submit(aReserve())
    for (let round = 0; round < 3; round++) await Promise.all(buyers.map(buyer => lane!.submit(aReserve({ buyer }))))
    expect(lookedUp).to.deep.equal([20, 0, 0])
  })

  it("are looked up in an index, however much the buyer's account holds", async () => {
    const eventId = await bounded({ holds_per_buyer_max: 1 })
    const [lane] = lanesOn(eventId)
    await lane!.submit(aReserve())
    await databases.events.pool.query(
      `
      insert into holds (id, event_id, user_id, buyer_reference, kind, state, items, quantity, total_minor, currency,
        created_at, expires_at, changed_at)
      select 'rsv_other' || n, $1, 'usr-partner', 'person-' || n, 'reservation', 'held', '[]', 1, 0, 'EUR', now(),
        now() + interval '1 hour', now() from generate_series(1, 20000) as n`,
      [eventId],
    )
    const named = Array.from({ length: 250 }, (_, n) =>
      aReserve({ buyer: { userId: 'usr-partner', named: { reference: `person-${n + 1}` } } }),
    )
    const plan = await planOf(databases, eventId)
    expect(plan).to.include('holds_open_of_buyer').and.not.include('Seq Scan on holds')
    expect(
      (await Promise.all(named.map(each => lane!.submit(each)))).every(
        answer => outcomeOf(answer) === 'hold_limit_reached',
      ),
    ).to.equal(true)
  })
})

/** How PostgreSQL looks up what a buyer holds. */
async function planOf({ events }: TestDatabases, eventId: string): Promise<string> {
  const { rows } = await events.pool.query<{ 'QUERY PLAN': string }>(
    `explain select count(*) from holds
    where holds.event_id = $1 and holds.user_id = $2 and coalesce(holds.buyer_reference, '') = $3
      and holds.state in ('held', 'confirming')`,
    [eventId, newId('usr'), 'person-1'],
  )
  return rows.map(row => row['QUERY PLAN']).join('\n')
}
