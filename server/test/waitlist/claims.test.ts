import { expect } from 'chai'
import { anAccount, anEvent, expectProblem, expectStatus } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import {
  accept,
  afterClaimsEnd,
  aFullEvent,
  auditIsClean,
  availabilityOf,
  aWaiter,
  changeEvent,
  change,
  giveBack,
  leave,
  look,
  publicReserve,
  statusesOf,
  tryToJoin,
  type Waiter,
} from './waitlists.ts'

describe('a claim to seats that come back', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())
  afterEach(() => auditIsClean(server))

  const soon = { withinMs: 10_000 }
  const isOffered = (waiter: Waiter) =>
    eventually(
      () => look(server, waiter),
      ({ status }) => status === 'offered',
      soon,
    )
  const stepsOf = async ({ id, eventId }: Waiter) => {
    const { rows } = await server.databases.events.pool.query<{ state: string; quantity: number }>(
      'select state, quantity from waitlist_steps where event_id = $1 and entry_id = $2 order by version, line',
      [eventId, id],
    )
    return rows.map(({ state, quantity }) => `${state} ${quantity}`)
  }
  /** The pool's clock, by ticket type. */
  const clocksOf = async ({ id }: { id: string }) =>
    (
      await server.databases.events.pool.query<{ pooled_since: Date | null }>(
        'select pooled_since from ticket_types where event_id = $1 order by position',
        [id],
      )
    ).rows.map(row => row.pooled_since !== null)

  /** Three seats, all held; at the head of the waitlist one entry that asks for all of them. */
  async function aFreeze(over: Readonly<Record<string, unknown>> = {}) {
    const event = await aFullEvent(server, { held: [1, 1, 1], ...over })
    return { event, whale: await aWaiter(server, event, { quantity: 3 }) }
  }

  it("ends by the clock alone: an entry for all seats doesn't keep them from the next that they fit", async () => {
    const { event, whale } = await aFreeze()
    const behind = await aWaiter(server, event)
    await giveBack(server, event.held[0]!)
    expect(await statusesOf(server, [whale, behind])).to.deep.equal(['waiting', 'waiting'])
    await afterClaimsEnd(server, event)
    await isOffered(behind)
    expect(await look(server, whale)).to.include({ status: 'waiting', position: 1, passedOver: 1 })
    expect(await stepsOf(whale)).to.deep.equal(['joined 3', 'claim_ended 3'])
    expect(await stepsOf(behind)).to.deep.equal(['joined 1', 'offered 1'])
  })

  it('keeps the seats for as long as the event says (the control)', async () => {
    const { event, whale } = await aFreeze()
    const behind = await aWaiter(server, event)
    await giveBack(server, event.held[0]!)
    // A moment less than ten minutes; somebody who comes and goes lets the waitlist be served.
    await server.databases.events.knex.raw(
      `update ticket_types set pooled_since = pooled_since - interval '590 seconds' where event_id = ?`,
      [event.id],
    )
    await leave(server, await aWaiter(server, event))
    expect(await statusesOf(server, [whale, behind])).to.deep.equal(['waiting', 'waiting'])
    expectStatus(await changeEvent(server, event, { claimSecondsMax: 500 }), 200)
    await isOffered(behind)
  })

  it('tells the public why nothing is left: the seats are kept for the waitlist, which they may join', async () => {
    const { event } = await aFreeze()
    await giveBack(server, event.held[0]!)
    const { body } = expectProblem(await publicReserve(server, event), 'sold_out')
    expect(body)
      .to.include({
        available: 0,
        detail: 'No seat is left. 1 more is kept for the waitlist: join it to be offered seats.',
      })
      .and.not.to.have.property('kept')
    await afterClaimsEnd(server, event)
    expectProblem(await publicReserve(server, event), 'sold_out')
    expect(await statusesOf(server, [await aWaiter(server, event)])).to.deep.equal(['offered 1'])
  })

  it('goes to the first entry that the seats fit, and passes over nobody who fits', async () => {
    const { event, whale } = await aFreeze()
    const others = [
      await aWaiter(server, event, { quantity: 2 }),
      await aWaiter(server, event),
      await aWaiter(server, event, { quantity: 3, acceptFewer: true }),
      await aWaiter(server, event),
    ]
    await giveBack(server, event.held[0]!)
    await afterClaimsEnd(server, event)
    await isOffered(others[1]!)
    await giveBack(server, event.held[1]!)
    await giveBack(server, event.held[2]!)
    expect(await statusesOf(server, [whale, ...others])).to.deep.equal([
      'waiting',
      'waiting',
      'offered 1',
      'waiting',
      'waiting',
    ])
    await afterClaimsEnd(server, event)
    await isOffered(others[0]!)
    expect(await statusesOf(server, [whale, ...others])).to.deep.equal([
      'waiting',
      'offered 2',
      'offered 1',
      'waiting',
      'waiting',
    ])
    expect((await look(server, whale)).passedOver).to.equal(2)
  })

  it('serves in the write that frees more, once the pool has stood for so long', async () => {
    const { event, whale } = await aFreeze()
    const pair = await aWaiter(server, event, { quantity: 2 })
    await giveBack(server, event.held[0]!)
    await afterClaimsEnd(server, event)
    await giveBack(server, event.held[1]!)
    expect(await statusesOf(server, [whale, pair])).to.deep.equal(['waiting', 'offered 2'])
  })

  it('begins again with the next pool', async () => {
    const { event, whale } = await aFreeze()
    const [first, second] = [await aWaiter(server, event), await aWaiter(server, event)]
    expect(await clocksOf(event)).to.deep.equal([false])
    await giveBack(server, event.held[0]!)
    expect(await clocksOf(event)).to.deep.equal([true])
    await afterClaimsEnd(server, event)
    await isOffered(first)
    expect(await clocksOf(event)).to.deep.equal([false])
    await giveBack(server, event.held[1]!)
    await leave(server, await aWaiter(server, event))
    expect(await statusesOf(server, [whale, first, second])).to.deep.equal(['waiting', 'offered 1', 'waiting'])
  })

  it('leaves the seats pooled while they fit no entry; the public gets what is left when nobody waits', async () => {
    const { event, whale } = await aFreeze()
    await giveBack(server, event.held[0]!)
    await afterClaimsEnd(server, event)
    await eventually(
      async () =>
        (await server.databases.events.knex('ticket_types').where({ event_id: event.id }).first('claims_ended')) as {
          claims_ended: boolean
        },
      row => row.claims_ended,
      soon,
    )
    expect(await availabilityOf(server, event)).to.include({ availableSeats: 0, waitlistOpen: true })
    expectProblem(await publicReserve(server, event), 'sold_out')
    await leave(server, whale)
    expect(await availabilityOf(server, event)).to.include({ availableSeats: 1, waitlistOpen: false })
    expect(await clocksOf(event)).to.deep.equal([false])
  })

  it("ends by the clock of its own type: what another has pooled for long doesn't end it", async () => {
    const types = {
      priceMinor: undefined,
      currency: undefined,
      ticketTypes: [
        { name: 'GA', priceMinor: 1_000, currency: 'EUR', capacity: 2 },
        { name: 'VIP', priceMinor: 5_000, currency: 'EUR', capacity: 2 },
      ],
    }
    const event = await anEvent(server, { capacity: 4, ...types })
    const [ga, vip] = event.ticketTypes.map(({ id }: { id: string }) => id) as [string, string]
    const buyer = await anAccount(server)
    const held: string[] = []
    for (const ticketTypeId of [ga, ga, vip, vip]) {
      held.push(
        expectStatus(
          await server.call('POST', '/bookings/reserve', {
            token: buyer.token,
            body: { eventId: event.id, items: [{ ticketTypeId, quantity: 1 }] },
          }),
          201,
        ).body.id,
      )
    }
    const whales = [
      await aWaiter(server, event, { quantity: 2, ticketTypeId: ga }),
      await aWaiter(server, event, { quantity: 2, ticketTypeId: vip }),
    ]
    const behind = [
      await aWaiter(server, event, { ticketTypeId: ga }),
      await aWaiter(server, event, { ticketTypeId: vip }),
    ]
    for (const id of [held[0]!, held[2]!]) await giveBack(server, { id, buyer })
    await server.databases.events
      .knex('ticket_types')
      .where({ id: ga })
      .update({ pooled_since: new Date(Date.now() - 700_000) })
    await isOffered(behind[0]!)
    expect(await statusesOf(server, [...whales, ...behind])).to.deep.equal([
      'waiting',
      'waiting',
      'offered 1',
      'waiting',
    ])
  })

  it('is written down step by step, to the end of each place', async () => {
    const { event, whale } = await aFreeze()
    const waiters = [whale, await aWaiter(server, event), await aWaiter(server, event)]
    await giveBack(server, event.held[0]!)
    expectStatus(await change(server, whale, { quantity: 1 }), 200)
    await accept(server, whale)
    await giveBack(server, event.held[1]!)
    expectStatus(
      await server.call('POST', `/waitlist/${waiters[1]!.id}/decline`, { token: waiters[1]!.buyer.token }),
      200,
    )
    await leave(server, waiters[2]!)
    expect(await Promise.all(waiters.map(stepsOf))).to.deep.equal([
      ['joined 3', 'changed 1', 'offered 1', 'converted 1'],
      ['joined 1', 'offered 1', 'declined 1'],
      ['joined 1', 'offered 1', 'left 1'],
    ])
    const { rows } = await server.databases.events.pool.query(
      `
      select step.state from waitlist_steps as step
      join holds on holds.id = step.hold_id and holds.event_id = step.event_id
      where step.event_id = $1 and step.state in ('offered', 'converted') and step.expires_at > step.at`,
      [event.id],
    )
    expect(rows).to.have.length(4)
  })

  it('is for no more seats than one buyer may hold', async () => {
    const event = await aFullEvent(server, { held: [5], holdSeatsPerBuyerMax: 5 })
    expectStatus(await changeEvent(server, event, { holdSeatsPerBuyerMax: 2 }), 200)
    const { body } = expectProblem(
      await tryToJoin(server, event, await anAccount(server), { quantity: 3 }),
      'limit_exceeded',
    )
    expect(body).to.include({
      limit: 2,
      detail: 'One buyer may hold 2 seats of this event at most: ask for no more than that.',
    })
    await aWaiter(server, event, { quantity: 2 })
  })

  it('stays for as many as it was made for when the bound is lowered, and is served with them', async () => {
    const event = await aFullEvent(server, { held: [5], holdSeatsPerBuyerMax: 5 })
    const waiter = await aWaiter(server, event, { quantity: 4 })
    expectStatus(await changeEvent(server, event, { holdSeatsPerBuyerMax: 2 }), 200)
    await giveBack(server, event.held[0]!)
    expect(await statusesOf(server, [waiter])).to.deep.equal(['offered 4'])
  })
})
