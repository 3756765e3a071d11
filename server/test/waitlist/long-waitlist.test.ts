import { expect } from 'chai'
import { createInventoryStore } from '../../src/domains/inventory/lane/lane-store.ts'
import { entriesReadMax } from '../../src/domains/inventory/lane/read-statement.ts'
import { fittingSql } from '../../src/domains/inventory/lane/statements.ts'
import type { Command } from '../../src/domains/inventory/rules/commands.ts'
import { newId } from '../../src/platform/ids.ts'
import { aLane, anInventory, aReserve, outcomeOf } from '../inventory/builders.ts'
import { auditInventory } from '../support/audit-inventory.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'

describe('a waitlist longer than one look', () => {
  let databases: TestDatabases
  before(async () => {
    databases = await cloneDatabases()
  })
  after(() => databases.close())

  const aJoin = (ticketTypeId: string | null, entryId = newId('wle')) =>
    ({
      kind: 'join',
      entryId,
      buyer: { userId: newId('usr') },
      quantity: 1,
      ticketTypeId,
      acceptFewer: false,
      idempotency: null,
    }) satisfies Command
  const stateOf = async (id: string) =>
    (await databases.events.pool.query<{ state: string }>('select state from waitlist_entries where id = $1', [id]))
      .rows[0]!.state
  const waiting = async (eventId: string) =>
    (
      await databases.events.pool.query<{ count: number }>(
        `select count(*) from waitlist_entries where event_id = $1 and state = 'waiting'`,
        [eventId],
      )
    ).rows[0]!.count
  const isClean = async (eventId: string) =>
    expect(
      (await auditInventory(databases.events, eventId)).checks.flatMap(({ violations }) => violations),
    ).to.deep.equal([])

  /** Two types with one seat each, both held, and more people waiting for the second than one look shows. */
  async function aCrowdedEvent() {
    const {
      eventId,
      ticketTypeIds: [ga, vip],
    } = await anInventory(databases.events, { capacity: 2, ticketTypes: [{ capacity: 1 }, { capacity: 1 }] })
    const lane = aLane(eventId, createInventoryStore(databases.events.pool))
    const held = [
      aReserve({ selection: { items: [{ ticketTypeId: ga!, quantity: 1 }] } }),
      aReserve({ selection: { items: [{ ticketTypeId: vip!, quantity: 1 }] } }),
    ]
    for (const command of [...held, ...Array.from({ length: entriesReadMax + 5 }, () => aJoin(vip!))])
      expect(outcomeOf(await lane.submit(command))).to.equal('granted')
    return { eventId, lane, ga: ga!, vip: vip!, held: held.map(({ holdId }) => holdId) }
  }

  it('serves who waits for another type behind all of them', async () => {
    const { eventId, lane, ga, held } = await aCrowdedEvent()
    const join = aJoin(ga)
    await lane.submit(join)
    await lane.submit({ kind: 'release', holdId: held[0]!, cause: 'release' })
    expect(await stateOf(join.entryId)).to.equal('offered')
    await isClean(eventId)
  })

  it('gives the public what none of them waits for', async () => {
    const { eventId, lane, ga, held } = await aCrowdedEvent()
    await lane.submit({ kind: 'release', holdId: held[0]!, cause: 'release' })
    expect(
      outcomeOf(await lane.submit(aReserve({ selection: { items: [{ ticketTypeId: ga, quantity: 1 }] } }))),
    ).to.equal('granted')
    await isClean(eventId)
  })

  it('is served to its end when there are seats for everybody', async () => {
    const { eventId, lane, vip } = await aCrowdedEvent()
    await lane.submit({ kind: 'change_capacity', ticketTypeId: null, capacity: 200 })
    await lane.submit({ kind: 'change_capacity', ticketTypeId: vip, capacity: 200 })
    await lane.settled()
    expect(await waiting(eventId)).to.equal(0)
    await isClean(eventId)
  })

  describe('whose claims have ended', () => {
    const manySeats = 100
    const endClaims = (eventId: string, ticketTypeId: string | null = null) =>
      databases.events.pool.query(
        `update ticket_types set pooled_since = pooled_since - interval '601 seconds'
        where event_id = $1 and pooled_since is not null and coalesce($2, id) = id`,
        [eventId, ticketTypeId],
      )
    const offeredOf = async (ids: readonly string[]) =>
      (await Promise.all(ids.map(stateOf))).filter(state => state === 'offered').length

    /**
     * More people ask for all seats than a look shows; behind them those who want what is given, and two seats have
     * come back.
     */
    async function aFrozenWaitlist({
      behind,
      ticketTypeOf = () => null,
    }: {
      behind: readonly number[]
      ticketTypeOf?: (types: readonly string[]) => string | null
    }) {
      const { eventId, ticketTypeIds } = await anInventory(databases.events, {
        capacity: manySeats,
        ticketTypes: [{}, {}],
      })
      const lane = aLane(eventId, createInventoryStore(databases.events.pool))
      const input = (quantity: number) => ({ items: [{ ticketTypeId: ticketTypeIds[0]!, quantity }] })
      const held = [
        aReserve({ selection: input(2) }),
        aReserve({ selection: input(2) }),
        aReserve({ selection: input(manySeats - 4) }),
      ]
      const join = (quantity: number) => ({ ...aJoin(ticketTypeOf(ticketTypeIds)), quantity })
      const whales = Array.from({ length: entriesReadMax + 5 }, () => join(manySeats))
      const others = behind.map(join)
      for (const command of [...held, ...whales, ...others])
        expect(outcomeOf(await lane.submit(command))).to.equal('granted')
      const release = async (n: number) => {
        await lane.submit({ kind: 'release', holdId: held[n]!.holdId, cause: 'release' })
        await lane.settled()
      }
      await release(0)
      return {
        eventId,
        lane,
        release,
        join,
        whales: whales.map(({ entryId }) => entryId),
        others: others.map(({ entryId }) => entryId),
      }
    }
    const groups: Readonly<Record<string, (types: readonly string[]) => string | null>> = {
      'any type': () => null,
      'one type': types => types[0]!,
    }

    for (const [what, ticketTypeOf] of Object.entries(groups)) {
      it(`is served far behind a look, the first first, where all wait for ${what}`, async () => {
        const { eventId, lane, others } = await aFrozenWaitlist({ behind: [3, 1, 2, 1], ticketTypeOf })
        expect(await offeredOf(others)).to.equal(0)
        await endClaims(eventId)
        await lane.submit({ kind: 'advance' })
        await lane.settled()
        expect(await Promise.all(others.map(stateOf))).to.deep.equal(['waiting', 'offered', 'waiting', 'offered'])
        await isClean(eventId)
      })
    }

    it('is served where more fit than a look shows of them', async () => {
      const { eventId, release, others } = await aFrozenWaitlist({
        behind: Array.from({ length: entriesReadMax + 20 }, () => 1),
      })
      await endClaims(eventId)
      await release(2)
      expect(await offeredOf(others)).to.equal(entriesReadMax + 20)
      await isClean(eventId)
    })

    it('serves who joins behind all of them, and who asks for less there', async () => {
      const { eventId, lane, release, join, others } = await aFrozenWaitlist({ behind: [3, 3] })
      await endClaims(eventId)
      await lane.submit({ kind: 'advance' })
      await lane.settled()
      expect(await offeredOf(others)).to.equal(0)
      const late = join(1)
      await lane.submit(late)
      await lane.settled()
      expect(await stateOf(late.entryId)).to.equal('offered')
      await lane.submit({ kind: 'change_entry', entryId: others[1]!, quantity: 1 })
      await lane.settled()
      expect(await Promise.all(others.map(stateOf))).to.deep.equal(['waiting', 'offered'])
      await release(1)
      await isClean(eventId)
    })

    it('gives those behind a look, and the public, nothing before claims have ended (the control)', async () => {
      const { eventId, lane, others } = await aFrozenWaitlist({ behind: [1, 1] })
      await databases.events.pool.query(
        `update ticket_types set pooled_since = pooled_since - interval '590 seconds' where event_id = $1`,
        [eventId],
      )
      await lane.submit({ kind: 'advance' })
      await lane.settled()
      expect(await offeredOf(others)).to.equal(0)
      const {
        rows: [pool],
      } = await databases.events.pool.query('select pooled_seats, available_seats from inventory where event_id = $1', [
        eventId,
      ])
      expect(pool).to.deep.equal({ pooled_seats: 2, available_seats: 0 })
      await isClean(eventId)
    })

    it('is found by an index, however long the waitlist is', async () => {
      const { eventId } = await aFrozenWaitlist({ behind: [1] })
      await databases.events.pool.query(
        `
        insert into waitlist_entries (event_id, id, seq, user_id, quantity, state, joined_version, created_at,
          changed_at)
        select $1, 'wle_many' || n, 1000 + n, 'usr_many' || n, 20, 'waiting', 1, now(), now()
        from generate_series(1, 20000) as n`,
        [eventId],
      )
      await databases.events.pool.query('analyze waitlist_entries')
      const { rows } = await databases.events.pool.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>({
        text: `explain (analyze, format json) ${fittingSql}`,
        values: [eventId, [''], [2], [entriesReadMax], [manySeats]],
      })
      expect(rowsRead(rows[0]!['QUERY PLAN'][0]!.Plan)).to.be.lessThan(20)
      await databases.events.pool.query(`delete from waitlist_entries where id like 'wle_many%'`)
    })

    describe('for one ticket type, while the clock of another still runs', () => {
      /**
       * Two types with one seat each that has come back: nobody has a claim to the first any more, the second can be
       * claimed. The head is as long as a look and wants everything.
       */
      async function aHalfFrozenWaitlist(
        order: 'strict' | 'skip',
        behind: readonly { readonly quantity: number; readonly acceptFewer?: boolean }[],
      ) {
        const { eventId, ticketTypeIds } = await anInventory(databases.events, {
          capacity: 10,
          ticketTypes: [{ capacity: 5 }, { capacity: 5 }],
          waitlistPolicy: { order, skipMax: 3 },
        })
        const lane = aLane(eventId, createInventoryStore(databases.events.pool))
        const held = ticketTypeIds.flatMap(ticketTypeId =>
          [1, 4].map(quantity => aReserve({ selection: { items: [{ ticketTypeId, quantity }] } })),
        )
        const head = Array.from({ length: entriesReadMax }, () => ({ ...aJoin(null), quantity: 10 }))
        const others = behind.map(over => ({ ...aJoin(null), ...over }))
        for (const command of [...held, ...head, ...others])
          expect(outcomeOf(await lane.submit(command))).to.equal('granted')
        for (const { holdId } of [held[0]!, held[2]!]) await lane.submit({ kind: 'release', holdId, cause: 'release' })
        await endClaims(eventId, ticketTypeIds[0]!)
        await lane.submit({ kind: 'advance' })
        await lane.settled()
        return { eventId, others: others.map(({ entryId }) => entryId) }
      }
      const seatsOf = async (entryId: string) =>
        (
          await databases.events.pool.query<{ quantity: number }>(
            'select quantity from holds where waitlist_entry_id = $1',
            [entryId],
          )
        ).rows[0]?.quantity ?? 0

      it('gives the first behind the head the seats of both, where those of the head are skipped', async () => {
        const { eventId, others } = await aHalfFrozenWaitlist('skip', [
          { quantity: 2 },
          { quantity: 2, acceptFewer: true },
        ])
        expect(await Promise.all(others.map(seatsOf))).to.deep.equal([2, 0])
        await isClean(eventId)
      })

      for (const order of ['strict', 'skip'] as const) {
        it(`gives the seat to who it fits, behind more than a look shows who need both (${order})`, async () => {
          const { eventId, others } = await aHalfFrozenWaitlist(order, [
            { quantity: 10 },
            ...Array.from({ length: entriesReadMax + 5 }, () => ({ quantity: 2 })),
            { quantity: 2, acceptFewer: true },
            { quantity: 1 },
          ])
          expect((await Promise.all(others.slice(-2).map(seatsOf))).join(), 'the last two').to.equal('1,0')
          expect(await offeredOf(others)).to.equal(1)
          await isClean(eventId)
        })
      }
    })
  })
})

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Relation Name'?: string
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly PlanNode[]
}
const rowsRead = (node: PlanNode): number =>
  (node['Relation Name'] ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'] : 0) +
  (node.Plans ?? []).reduce((sum, each) => sum + rowsRead(each), 0)
