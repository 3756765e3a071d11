import { expect } from 'chai'
import { auditInventory } from '../../src/domains/inventory/audit.ts'
import type { Command } from '../../src/domains/inventory/commands.ts'
import { LINE_MAX } from '../../src/domains/inventory/read-statement.ts'
import { createInventoryStore } from '../../src/domains/inventory/store.ts'
import { newId } from '../../src/platform/ids.ts'
import { aLane, anInventory, aReserve, outcomeOf } from '../inventory/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'

describe('a line longer than one look', () => {
  let databases: TestDatabases
  before(async () => { databases = await cloneDatabases() })
  after(() => databases.close())

  const aJoin = (ticketTypeId: string | null, entryId = newId('wle')) => ({ kind: 'join', entryId, buyer: { userId: newId('usr') }, quantity: 1, ticketTypeId, acceptFewer: false, idempotency: null }) satisfies Command
  const stateOf = async (id: string) => (await databases.events.pool.query<{ state: string }>('select state from waitlist_entries where id = $1', [id])).rows[0]!.state
  const waiting = async (eventId: string) => (await databases.events.pool.query<{ count: number }>(`select count(*) from waitlist_entries where event_id = $1 and state = 'waiting'`, [eventId])).rows[0]!.count
  const isClean = async (eventId: string) => expect((await auditInventory(databases.events, eventId)).checks.flatMap(({ violations }) => violations)).to.deep.equal([])

  /** Two types with one seat each, both held, and more people waiting for the second than one look shows. */
  async function aCrowdedEvent() {
    const { eventId, ticketTypeIds: [ga, vip] } = await anInventory(databases.events, { capacity: 2, ticketTypes: [{ capacity: 1 }, { capacity: 1 }] })
    const lane = aLane(eventId, createInventoryStore(databases.events.pool))
    const held = [aReserve({ wish: { items: [{ ticketTypeId: ga!, quantity: 1 }] } }), aReserve({ wish: { items: [{ ticketTypeId: vip!, quantity: 1 }] } })]
    for (const command of [...held, ...Array.from({ length: LINE_MAX + 5 }, () => aJoin(vip!))]) expect(outcomeOf(await lane.submit(command))).to.equal('granted')
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
    expect(outcomeOf(await lane.submit(aReserve({ wish: { items: [{ ticketTypeId: ga, quantity: 1 }] } })))).to.equal('granted')
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
})
