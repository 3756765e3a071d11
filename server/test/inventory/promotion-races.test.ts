// The uses of a promotion in lanes of three servers, with controls: they are worth what is read and checked of them.
import { expect } from 'chai'
import { createInventoryStore, type InventoryStore } from '../../src/domains/inventory/lane/lane-store.ts'
import type { InventoryState } from '../../src/domains/inventory/rules/inventory-state.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Database } from '../../src/platform/postgres/sql.ts'
import { auditInventory } from '../support/audit-inventory.ts'
import type { TestDatabases } from '../support/databases.ts'
import { aLane, anInventory, aReserve, outcomeOf, race } from './builders.ts'
import { openThreeServers } from './three-servers.ts'

describe('the uses of a promotion, in lanes', function () {
  this.timeout(60_000)
  let databases: TestDatabases
  let servers: readonly Database[]
  let close: () => Promise<void>
  before(async () => {
    ;({ databases, servers, close } = await openThreeServers())
  })
  after(() => close())

  type Wrap = (store: InventoryStore) => InventoryStore
  const lanesOn = (
    eventId: string,
    { at = servers, wrap = store => store }: { at?: readonly Database[]; wrap?: Wrap } = {},
  ) => at.map(({ pool }) => aLane(eventId, wrap(createInventoryStore(pool)), { batchMax: 250 }))

  /** An event with a code of 20 % off, and how it stands. */
  async function promoted(bounds: { uses_max?: number; per_buyer_max?: number }, { capacity = 10_000 } = {}) {
    const { eventId } = await anInventory(databases.events, { capacity })
    const id = newId('prm')
    const promotion = { event_id: eventId, id, code: 'Early', code_key: 'early', kind: 'discount', percent: 20 }
    await databases.events.knex('promotions').insert({ ...promotion, ...bounds })
    const state = async () => {
      const { rows } = await databases.events.pool.query<{ uses: number; holds: number; taken: number }>(
        `select uses, (select count(*) from holds where promotion_id = $1) as holds,
          (select sum(change) from promotion_uses where promotion_id = $1)::integer as taken
        from promotions where id = $1`,
        [id],
      )
      return rows[0]!
    }
    return { eventId, id, state }
  }
  const coded = (over: Parameters<typeof aReserve>[0] = {}) => aReserve({ promotionCode: ' EARLY ', ...over })
  /** How often somebody is told that it is used up, and how often it was: by its uses, one after the other. */
  async function timesUsedUp(id: string, usesMax: number) {
    const { rows } = await databases.events.pool.query<{ change: number; last_of: number | null }>(
      'select change, last_of from promotion_uses where promotion_id = $1 order by version, line',
      [id],
    )
    let uses = 0
    const last = rows.map(({ change }) => (uses += change) === usesMax && change === 1)
    return { told: rows.filter(row => row.last_of === usesMax).length, was: last.filter(Boolean).length }
  }
  const isClean = async (eventId: string) => (await auditInventory(databases.events, eventId)).clean

  for (const [where, count] of [
    ['one server', 1],
    ['two servers', 2],
    ['three servers', 3],
  ] as const)
    it(`are exactly the last 10 for 5,000 buyers at ${where}`, async () => {
      const { eventId, id, state } = await promoted({ uses_max: 10 })
      const commands = Array.from({ length: 5_000 }, () => coded())
      expect(await race(lanesOn(eventId, { at: servers.slice(0, count) }), commands)).to.deep.equal({
        granted: 10,
        promotion_used_up: 4_990,
      })
      expect(await state()).to.deep.equal({ uses: 10, holds: 10, taken: 10 })
      expect(await timesUsedUp(id, 10)).to.deep.equal({ told: 1, was: 1 })
      expect(await isClean(eventId)).to.equal(true)
    })

  it('are counted beside reservations without a code, which are sold from memory', async () => {
    const { eventId, state } = await promoted({ uses_max: 10 })
    const commands = Array.from({ length: 600 }, (_, n) => (n % 3 === 0 ? coded() : aReserve()))
    expect(await race(lanesOn(eventId), commands)).to.deep.equal({ granted: 410, promotion_used_up: 190 })
    expect(await state()).to.deep.equal({ uses: 10, holds: 10, taken: 10 })
    expect(await isClean(eventId)).to.equal(true)
  })

  it('are bounded for each buyer, at three servers at once', async () => {
    const { eventId } = await promoted({ per_buyer_max: 2 })
    const buyers = Array.from({ length: 5 }, () => ({ userId: newId('usr') }))
    const commands = Array.from({ length: 200 }, (_, n) => coded({ buyer: buyers[n % 5]! }))
    expect(await race(lanesOn(eventId), commands)).to.deep.equal({ granted: 10, promotion_buyer_limit_reached: 190 })
    expect(await isClean(eventId)).to.equal(true)
  })

  it('come back as often as holds end unsold, while others ask', async () => {
    const { eventId, id, state } = await promoted({ uses_max: 10 })
    const lanes = lanesOn(eventId)
    const first = Array.from({ length: 10 }, () => coded())
    expect(await race(lanes, first)).to.deep.equal({ granted: 10 })
    const released = first.slice(0, 6).map(({ holdId }) => ({ kind: 'release', holdId, cause: 'release' }) as const)
    const more = Array.from({ length: 100 }, () => coded())
    const counts = await race(lanes, [...released, ...more])
    expect(counts['granted']! - 6).to.be.within(0, 6)
    expect((await state()).uses).to.equal(counts['granted']! - 6 + 4)
    const last = await race(
      lanes,
      Array.from({ length: 20 }, () => coded()),
    )
    expect(last['granted'] ?? 0).to.equal(12 - counts['granted']!)
    expect((await state()).uses).to.equal(10)
    const times = await timesUsedUp(id, 10)
    expect(times.was).to.be.within(2, 7)
    expect(times.told).to.equal(times.was)
    expect(await isClean(eventId)).to.equal(true)
  })

  it('are given back by a lane that has not read the promotion', async () => {
    const { eventId, id, state } = await promoted({ uses_max: 1 })
    const [one, other] = lanesOn(eventId)
    const hold = coded()
    expect(outcomeOf(await one!.submit(hold))).to.equal('granted')
    expect(outcomeOf(await other!.submit({ kind: 'release', holdId: hold.holdId, cause: 'release' }))).to.equal(
      'granted',
    )
    expect(await state()).to.deep.equal({ uses: 0, holds: 1, taken: 0 })
    expect(outcomeOf(await one!.submit(coded()))).to.equal('granted')
    expect(outcomeOf(await one!.submit(coded()))).to.equal('promotion_used_up')
    expect(await timesUsedUp(id, 1)).to.deep.equal({ told: 2, was: 2 })
  })

  it('count from the next batch of every server on when they are changed', async () => {
    const { eventId, id } = await promoted({ uses_max: 1 })
    const lanes = lanesOn(eventId)
    expect(await race(lanes, [coded(), coded(), coded()])).to.deep.equal({ granted: 1, promotion_used_up: 2 })
    await databases.events.knex.transaction(async sql => {
      await sql('inventory')
        .where({ event_id: eventId })
        .update({ version: sql.raw('version + 1') })
      await sql('promotions').where({ id }).update({ uses_max: 3 })
    })
    expect(await race(lanes, [coded(), coded(), coded()])).to.deep.equal({ granted: 2, promotion_used_up: 1 })
  })

  /** Reads that say that nobody has used anything. */
  const forgetful: Wrap = store => {
    const unused = (state: InventoryState | undefined) =>
      state && {
        ...state,
        promotions: new Map([...state.promotions].map(([id, each]) => [id, { ...each, uses: 0 }])),
        promotionUses: new Map(),
      }
    return {
      ...store,
      read: async (...asked) => unused(await store.read(...asked)),
      withLock: (id, work) =>
        store.withLock(id, locked =>
          work({ ...locked, read: async (...asked) => unused(await locked.read(...asked)) }),
        ),
    }
  }

  it('are stopped by the CHECK where a rule has not read them', async () => {
    const { eventId, state } = await promoted({ uses_max: 10 })
    const lanes = lanesOn(eventId, { wrap: forgetful })
    const answers = await Promise.allSettled(Array.from({ length: 60 }, (_, n) => lanes[n % 3]!.submit(coded())))
    expect(answers.filter(({ status }) => status === 'rejected')).not.to.have.length(0)
    expect((await state()).uses).to.equal(10)
  })

  it('are more than there are where neither reads nor checks them (the control)', async () => {
    const { eventId, id, state } = await promoted({ uses_max: 10 })
    await databases.events.knex.raw('alter table promotions drop constraint promotions_uses_within_max')
    await race(
      lanesOn(eventId, { wrap: forgetful }),
      Array.from({ length: 500 }, () => coded()),
    )
    expect((await state()).uses).to.be.greaterThan(10)
    const { told, was } = await timesUsedUp(id, 10)
    expect(told).to.be.greaterThan(was)
    const { checks } = await auditInventory(databases.events, eventId)
    const found = checks.filter(({ violations }) => violations.length > 0).map(({ name }) => name)
    expect(found).to.deep.equal(['promotion-uses-match', 'last-uses-are-the-last'])
  })
})
