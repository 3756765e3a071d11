import { expect } from 'chai'
import { createInventoryStore, type InventoryStore } from '../../src/domains/inventory/lane/lane-store.ts'
import type { Command } from '../../src/domains/inventory/rules/commands.ts'
import type { InventoryState } from '../../src/domains/inventory/rules/inventory-state.ts'
import { newId } from '../../src/platform/ids.ts'
import { aLane, anInventory, aReserve, outcomeOf } from '../inventory/builders.ts'
import { auditInventory } from '../support/audit-inventory.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'

describe('what the waitlist would be otherwise', () => {
  let databases: TestDatabases
  before(async () => {
    databases = await cloneDatabases()
  })
  after(() => databases.close())

  const aJoin = (entryId: string): Command => ({
    kind: 'join',
    entryId,
    buyer: { userId: newId('usr') },
    quantity: 1,
    ticketTypeId: null,
    acceptFewer: false,
    idempotency: null,
  })

  /** One seat, sold; somebody waits; the seat is returned, and the public asks for it before anything else happens. */
  async function aSeatComesFree(storeFor: (command: 'freeing' | 'other') => InventoryStore) {
    const { eventId } = await anInventory(databases.events, { capacity: 1 })
    const [lane, freeing] = [aLane(eventId, storeFor('other')), aLane(eventId, storeFor('freeing'))]
    const [sold, entryId] = [aReserve(), newId('wle')]
    for (const command of [
      sold,
      { kind: 'begin_confirm', holdId: sold.holdId, bookingId: 'bkg' },
      { kind: 'commit', holdId: sold.holdId, bookingId: 'bkg' },
      aJoin(entryId),
    ] as const)
      await lane.submit(command)
    await freeing.submit({ kind: 'cancel', holdId: sold.holdId, bookingId: 'bkg' })
    const jumped = outcomeOf(await lane.submit(aReserve()))
    await lane.submit({ kind: 'advance' })
    const {
      rows: [entry],
    } = await databases.events.pool.query<{ state: string }>('select state from waitlist_entries where id = $1', [
      entryId,
    ])
    return { public: jumped, entry: entry!.state }
  }

  it('a seat that comes free is offered in the write that frees it: the public finds nothing', async () => {
    const store = createInventoryStore(databases.events.pool)
    expect(await aSeatComesFree(() => store)).to.deep.equal({ public: 'sold_out', entry: 'offered' })
  })

  it("offered in a write of its own, the seat would be the public's first (the control)", async () => {
    const store = createInventoryStore(databases.events.pool)
    // The write that frees sees no line: the seat becomes available, and the waitlist is served by whoever comes next.
    const blind = (state: InventoryState): InventoryState => ({
      ...state,
      waitlist: { ...state.waitlist, open: false, entries: [], unseen: new Map() },
    })
    const later: InventoryStore = {
      ...store,
      read: async (...asked) => {
        const state = await store.read(...asked)
        return state && blind(state)
      },
      write: outcome =>
        store.write({ ...outcome, after: { ...outcome.after, waitlist: { ...outcome.after.waitlist, open: true } } }),
    }
    expect(await aSeatComesFree(command => (command === 'freeing' ? later : store))).to.deep.equal({
      public: 'granted',
      entry: 'waiting',
    })
  })

  it('a waitlist served by SKIP LOCKED would be served out of order (the control)', async () => {
    const { eventId } = await anInventory(databases.events, { capacity: 1 })
    const lane = aLane(eventId, createInventoryStore(databases.events.pool))
    await lane.submit(aReserve())
    const [first, second] = [newId('wle'), newId('wle')]
    for (const id of [first, second]) await lane.submit(aJoin(id))

    // Two workers as job queues have them: each takes the first in the waitlist that nobody has locked. The faster one
    // commits first.
    const workers = [await databases.events.pool.connect(), await databases.events.pool.connect()]
    const served: string[] = []
    try {
      const taken: string[] = []
      for (const worker of workers) {
        await worker.query('begin')
        const {
          rows: [row],
        } = await worker.query<{ id: string }>(
          `select id from waitlist_entries where event_id = $1 and state = 'waiting' order by seq for update skip locked
          limit 1`,
          [eventId],
        )
        taken.push(row!.id)
      }
      for (const n of [1, 0]) {
        await workers[n]!.query('commit')
        served.push(taken[n]!)
      }
    } finally {
      for (const worker of workers) worker.release()
    }
    expect(served).to.deep.equal([second, first])
  })

  /**
   * A seat comes back to a waitlist whose head asks for all; the pool's clock runs out, and the waitlist is served.
   * What became of those behind.
   */
  async function aFreeze(storeOf: (store: InventoryStore) => InventoryStore) {
    const { eventId } = await anInventory(databases.events, { capacity: 2 })
    const lane = aLane(eventId, storeOf(createInventoryStore(databases.events.pool)))
    const held = [aReserve(), aReserve()]
    const behind = [newId('wle'), newId('wle')]
    for (const command of [...held, { ...aJoin(newId('wle')), quantity: 2 } as Command, ...behind.map(aJoin)])
      expect(outcomeOf(await lane.submit(command))).to.equal('granted')
    await lane.submit({ kind: 'release', holdId: held[0]!.holdId, cause: 'release' })
    await databases.events.pool.query(
      `update ticket_types set pooled_since = pooled_since - interval '601 seconds' where event_id = $1`,
      [eventId],
    )
    await lane.submit({ kind: 'advance' })
    const states = await Promise.all(
      behind.map(
        async id =>
          (
            await databases.events.pool.query<{ state: string }>('select state from waitlist_entries where id = $1', [
              id,
            ])
          ).rows[0]!.state,
      ),
    )
    const { checks } = await auditInventory(databases.events, eventId)
    return { states, broken: checks.filter(({ violations }) => violations.length > 0).map(({ name }) => name) }
  }

  it("a claim ends by the pool's clock, and the seat goes to the next", async () => {
    expect(await aFreeze(store => store)).to.deep.equal({ states: ['offered', 'waiting'], broken: [] })
  })

  it('without its end one entry for the whole capacity keeps every seat that comes back (the control)', async () => {
    const forEver = (state: InventoryState): InventoryState => ({
      ...state,
      waitlist: { ...state.waitlist, claimSecondsMax: Infinity },
    })
    const frozen = await aFreeze(store => ({
      ...store,
      read: async (...asked) => {
        const state = await store.read(...asked)
        return state && forEver(state)
      },
    }))
    expect(frozen.states).to.deep.equal(['waiting', 'waiting'])
  })

  it("an end that is not written down is one that the audit doesn't believe (the control)", async () => {
    const silent = (store: InventoryStore): InventoryStore => ({
      ...store,
      write: outcome =>
        store.write({ ...outcome, steps: outcome.steps.filter(({ state }) => state !== 'claim_ended') }),
    })
    expect(await aFreeze(silent)).to.deep.equal({ states: ['offered', 'waiting'], broken: ['offers-in-order'] })
  })

  it('the lane serves the same waitlist in order, however many free seats at once', async () => {
    const { eventId } = await anInventory(databases.events, { capacity: 5 })
    const lanes = Array.from({ length: 3 }, () => aLane(eventId, createInventoryStore(databases.events.pool)))
    const held = Array.from({ length: 5 }, () => aReserve())
    for (const command of held) await lanes[0]!.submit(command)
    const entries = Array.from({ length: 5 }, () => newId('wle'))
    for (const id of entries) await lanes[0]!.submit(aJoin(id))
    await Promise.all(held.map(({ holdId }, n) => lanes[n % 3]!.submit({ kind: 'release', holdId, cause: 'release' })))
    const { rows } = await databases.events.pool.query<{ id: string }>(
      'select id from waitlist_entries where event_id = $1 and served_version is not null order by served_version, seq',
      [eventId],
    )
    expect(rows.map(({ id }) => id)).to.deep.equal(entries)
  })
})
