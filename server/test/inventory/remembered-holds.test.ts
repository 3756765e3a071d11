import { expect } from 'chai'
import type { Lane } from '../../src/domains/inventory/lane/lane.ts'
import { createInventoryStore, type InventoryStore } from '../../src/domains/inventory/lane/lane-store.ts'
import { createHoldMemory } from '../../src/domains/inventory/lane/remembered-holds.ts'
import type { Command } from '../../src/domains/inventory/rules/commands.ts'
import type { Database } from '../../src/platform/postgres/sql.ts'
import type { Pool } from '../../src/platform/postgres/connections.ts'
import { auditInventory } from '../support/audit-inventory.ts'
import type { TestDatabases } from '../support/databases.ts'
import { eventually } from '../support/processes.ts'
import { aLane, anInventory, aReserve, outcomeOf, testTerms } from './builders.ts'
import { openThreeServers } from './three-servers.ts'

describe('remembered holds', () => {
  let databases: TestDatabases
  let servers: readonly Database[]
  let close: () => Promise<void>

  before(async () => {
    ;({ databases, servers, close } = await openThreeServers())
  })
  after(() => close())

  const begin = (holdId: string, bookingId: string): Command => ({ kind: 'begin_confirm', holdId, bookingId })
  const commit = (holdId: string, bookingId: string): Command => ({ kind: 'commit', holdId, bookingId })
  const decline = (holdId: string, bookingId: string): Command => ({ kind: 'decline', holdId, bookingId })
  const isClean = async (eventId: string) => (await auditInventory(databases.events, eventId)).clean

  /** A server's lane, how often it has read, and what it is told that somebody has looked at. */
  function serverOf(eventId: string, n: number, options: Parameters<typeof aLane>[2] & { storeOf?: StoreOf } = {}) {
    const { storeOf = store => store, holdMemory = createHoldMemory(), ...limits } = options
    const store = storeOf(createInventoryStore(servers[n]!.pool), servers[n]!.pool)
    const counts = { reads: 0 }
    const read: InventoryStore['read'] = (...asked) => {
      counts.reads++
      return store.read(...asked)
    }
    const lane = aLane(eventId, { ...store, read }, { ...limits, holdMemory })
    const look = async (holdId: string) => {
      const lookedAt = holdMemory.moment()
      const hold = (await store.hold(holdId))!
      return { show: () => lane.found(hold, lookedAt) }
    }
    const submit = async (command: Command) => outcomeOf(await lane.submit(command))
    return { lane, counts, look, submit, lookAndShow: async (holdId: string) => (await look(holdId)).show() }
  }

  async function held(lane: Pick<Lane, 'submit'>, over: Parameters<typeof aReserve>[0] = {}): Promise<string> {
    const command = aReserve(over)
    expect(outcomeOf(await lane.submit(command))).to.equal('granted')
    return command.holdId
  }

  /** By the database's clock. */
  async function isOver(holdId: string): Promise<boolean> {
    const over = 'select expires_at < clock_timestamp() as over from holds where id = $1'
    const { rows } = await databases.events.pool.query<{ over: boolean }>(over, [holdId])
    return rows[0]!.over
  }

  it('let a purchase begin and end without another read', async () => {
    const { eventId } = await anInventory(databases.events)
    const { lane, counts, submit, lookAndShow } = serverOf(eventId, 0)
    const holdId = await held(lane, { idempotency: { key: 'once', fingerprint: 'same' } })
    await lookAndShow(holdId)
    expect(counts.reads).to.equal(1)
    expect(await submit(begin(holdId, 'bkg-1'))).to.equal('granted')
    expect(await submit(commit(holdId, 'bkg-1'))).to.equal('granted')
    expect(counts.reads).to.equal(1)
    expect(await isClean(eventId)).to.equal(true)
  })

  it('are decided on beside new reservations, which are still checked', async () => {
    const { eventId } = await anInventory(databases.events, { holdsPerBuyerMax: 2 })
    const { lane, counts, submit, lookAndShow } = serverOf(eventId, 0)
    const buyer = { userId: 'usr-buys' }
    const [first] = [await held(lane, { buyer }), await held(lane, { buyer })]
    await lookAndShow(first)
    counts.reads = 0
    const answers = await Promise.all([begin(first, 'bkg-1'), aReserve(), aReserve({ buyer })].map(submit))
    expect(answers).to.deep.equal(['granted', 'granted', 'hold_limit_reached'])
    counts.reads = 0
    // What is sold does not count any more: the write finds out that the buyer may reserve once more.
    expect(await Promise.all([commit(first, 'bkg-1'), aReserve({ buyer })].map(submit))).to.deep.equal([
      'granted',
      'granted',
    ])
    expect(await submit(aReserve({ buyer }))).to.equal('hold_limit_reached')
    expect(await isClean(eventId)).to.equal(true)
  })

  it('are read again to be refused, or when they have ended', async () => {
    const { eventId } = await anInventory(databases.events)
    const { lane, counts, submit, lookAndShow } = serverOf(eventId, 0)
    const holdId = await held(lane)
    await lookAndShow(holdId)
    expect(await submit(begin(holdId, 'bkg-1'))).to.equal('granted')
    expect(await submit(begin(holdId, 'bkg-2'))).to.equal('confirmation_in_progress')
    expect(counts.reads).to.equal(2)
    expect(await submit(commit(holdId, 'bkg-1'))).to.equal('granted')
    expect(counts.reads).to.equal(2)
    expect(await submit(commit(holdId, 'bkg-1'))).to.equal('replayed')
    expect(counts.reads).to.equal(3)
  })

  it('are read again where they may have ended while the answer to a write was on its way', async () => {
    const { eventId } = await anInventory(databases.events)
    let isAnsweredAt = async () => {}
    const { lane, counts, submit, lookAndShow } = serverOf(eventId, 0, {
      storeOf: store => ({
        ...store,
        async write(outcome) {
          const result = await store.write(outcome)
          await isAnsweredAt()
          return result
        },
      }),
      terms: { ...testTerms, holdSeconds: 1 },
    })
    const holdId = await held(lane)
    await lookAndShow(holdId)
    isAnsweredAt = async () => void (await eventually(() => isOver(holdId), Boolean, { withinMs: 5_000, everyMs: 10 }))
    await held(lane)
    const { reads } = counts
    expect(await submit(begin(holdId, 'bkg-1'))).to.equal('reservation_expired')
    expect(counts.reads).to.equal(reads + 1)
  })

  it('do not count once another server has written, whatever it was', async () => {
    const { eventId } = await anInventory(databases.events)
    const [here, there] = [serverOf(eventId, 0), serverOf(eventId, 1)]
    const [first, second] = [await held(here.lane), await held(here.lane)]
    await here.lookAndShow(first)
    await here.lookAndShow(second)
    expect(await there.submit(begin(first, 'bkg-there'))).to.equal('granted')
    expect(await here.submit(begin(first, 'bkg-here'))).to.equal('confirmation_in_progress')
    expect(await here.submit(begin(second, 'bkg-here'))).to.equal('granted')
    expect(await there.submit(commit(first, 'bkg-there'))).to.equal('granted')
    expect(await here.submit(commit(second, 'bkg-here'))).to.equal('granted')
    expect(await isClean(eventId)).to.equal(true)
  })

  it('would be sold to two without the version guard (the control)', async () => {
    const { eventId } = await anInventory(databases.events)
    const unguarded: StoreOf = (store, pool) => ({
      ...store,
      async write(outcome) {
        const { rows } = await pool.query<{ version: number }>('select version from inventory where event_id = $1', [
          eventId,
        ])
        return store.write({ ...outcome, before: { ...outcome.before, version: rows[0]!.version } })
      },
    })
    const both = [serverOf(eventId, 0, { storeOf: unguarded }), serverOf(eventId, 1, { storeOf: unguarded })]
    const holdId = await held(both[0]!.lane)
    await held(both[1]!.lane)
    for (const server of both) await server.lookAndShow(holdId)
    for (const [n, { submit }] of both.entries()) expect(await submit(begin(holdId, `bkg-${n}`))).to.equal('granted')
    for (const [n, { submit }] of both.entries()) expect(await submit(commit(holdId, `bkg-${n}`))).to.equal('granted')
    expect(await isClean(eventId)).to.equal(false)
  })

  it('are not what was seen before this server changed them', async () => {
    const { eventId } = await anInventory(databases.events)
    const { lane, submit, look } = serverOf(eventId, 0)
    const holdId = await held(lane)
    const seen = await look(holdId)
    expect(await submit(begin(holdId, 'bkg-1'))).to.equal('granted')
    seen.show()
    expect(await submit(begin(holdId, 'bkg-2'))).to.equal('confirmation_in_progress')
    expect(await submit(decline(holdId, 'bkg-1'))).to.equal('granted')
    expect(await submit(begin(holdId, 'bkg-2'))).to.equal('granted')
    seen.show()
    expect(await submit(commit(holdId, 'bkg-1'))).to.equal('reservation_not_held')
    expect(await submit(commit(holdId, 'bkg-2'))).to.equal('granted')
    seen.show()
    expect(await submit(begin(holdId, 'bkg-3'))).to.equal('reservation_not_held')
  })

  for (const later of [0, 1, 2, 3, 4, 5, 9])
    it(`are not what was seen before a change that is forgotten, ${later} changes later`, async () => {
      const { eventId } = await anInventory(databases.events)
      const { lane, submit, look } = serverOf(eventId, 0, { holdMemory: createHoldMemory(2) })
      const holdId = await held(lane)
      const seen = await look(holdId)
      expect(await submit(begin(holdId, 'bkg-1'))).to.equal('granted')
      for (let n = 0; n < later; n++)
        expect(await submit(begin(await held(lane), `bkg-later-${n}`))).to.equal('granted')
      seen.show()
      expect(await submit(begin(holdId, 'bkg-2'))).to.equal('confirmation_in_progress')
    })

  it('are not what was seen while a write under the lock had not committed', async () => {
    const holdMemory = createHoldMemory(1) // all is forgotten as soon as it can be
    const [{ eventId }, other] = [await anInventory(databases.events), await anInventory(databases.events)]
    const [there, beside] = [serverOf(eventId, 1), serverOf(other.eventId, 2, { holdMemory })]
    let meanwhile = async () => {}
    const storeOf: StoreOf = store => ({
      ...store,
      withLock: (id, work) =>
        store.withLock(id, async locked => {
          const written = await work(locked)
          await meanwhile()
          return written
        }),
    })
    const here = serverOf(eventId, 0, { holdMemory, storeOf, lockedBatches: 0 })
    const holdId = await held(here.lane)
    const elsewhere = await held(beside.lane)
    await here.lookAndShow(holdId)
    await held(there.lane)
    let seen = { show() {} }
    meanwhile = async () => {
      seen = await here.look(holdId)
      await beside.lookAndShow(elsewhere)
    }
    // It has lost the race to the other server, and takes the lock.
    expect(await here.submit(begin(holdId, 'bkg-1'))).to.equal('granted')
    seen.show()
    expect(await here.submit(begin(holdId, 'bkg-2'))).to.equal('confirmation_in_progress')
  })

  it('forgets the oldest when there are too many, over all lanes', async () => {
    const holdMemory = createHoldMemory(2)
    const [one, other] = [await anInventory(databases.events), await anInventory(databases.events)]
    const here = serverOf(one.eventId, 0, { holdMemory })
    const beside = serverOf(other.eventId, 0, { holdMemory })
    const holdId = await held(here.lane)
    expect(await here.submit(begin(holdId, 'bkg-1'))).to.equal('granted')
    for (let n = 0; n < 4; n++)
      expect(await beside.submit(begin(await held(beside.lane), `bkg-beside-${n}`))).to.equal('granted')
    here.counts.reads = 0
    expect(await here.submit(commit(holdId, 'bkg-1'))).to.equal('granted')
    expect(here.counts.reads).to.equal(1)
  })

  it('sell each hold once when three servers confirm it for different bookings, and the ledger agrees', async () => {
    const { eventId } = await anInventory(databases.events, { capacity: 200 })
    const all = servers.map((_, n) => serverOf(eventId, n, { holdMemory: createHoldMemory(20) }))
    const holdIds: string[] = []
    for (let n = 0; n < 60; n++) holdIds.push(await held(all[n % 3]!.lane))
    const sold = new Map(holdIds.map(holdId => [holdId, 0]))
    const buy = async ({ submit }: (typeof all)[number], holdId: string, bookingId: string, isDeclined: boolean) => {
      if ((await submit(begin(holdId, bookingId))) !== 'granted') return
      if (isDeclined) await submit(decline(holdId, bookingId))
      else if ((await submit(commit(holdId, bookingId))) === 'granted') sold.set(holdId, sold.get(holdId)! + 1)
    }
    await Promise.all(
      all.flatMap((server, n) =>
        holdIds.map(async (holdId, place) => {
          const early = place % 2 === 0 ? await server.look(holdId) : undefined
          for (let turn = 0; turn < 4; turn++) {
            if (early) early.show()
            else await server.lookAndShow(holdId)
            await buy(server, holdId, `bkg-${n}-${turn}-${holdId}`, turn < 2)
          }
        }),
      ),
    )
    expect(new Set(sold.values())).to.deep.equal(new Set([1]))
    expect(await isClean(eventId)).to.equal(true)
  })
})

type StoreOf = (store: InventoryStore, pool: Pool) => InventoryStore
