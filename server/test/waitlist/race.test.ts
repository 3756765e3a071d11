import { expect } from 'chai'
import { createInventoryStore, type InventoryStore } from '../../src/domains/inventory/lane/lane-store.ts'
import type { Command, Join } from '../../src/domains/inventory/rules/commands.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Database } from '../../src/platform/postgres/sql.ts'
import { aLane, anInventory, aReserve, outcomeOf } from '../inventory/builders.ts'
import { openThreeServers } from '../inventory/three-servers.ts'
import { auditInventory } from '../support/audit-inventory.ts'
import type { TestDatabases } from '../support/databases.ts'

describe('a waitlist under a race', () => {
  let databases: TestDatabases
  let servers: readonly Database[]
  let close: () => Promise<void>
  before(async () => {
    ;({ databases, servers, close } = await openThreeServers())
  })
  after(() => close())

  const commandsPerWave = 90
  const aJoin = (): Join => ({
    kind: 'join',
    entryId: newId('wle'),
    buyer: { userId: newId('usr') },
    quantity: 1,
    ticketTypeId: null,
    acceptFewer: false,
    idempotency: null,
  })

  /** An event sold out, and then cancels, joins, leaves, declines and public reserves from three servers at once. */
  async function storm(stores: readonly InventoryStore[]) {
    const { eventId } = await anInventory(databases.events, { capacity: 100 })
    const sure = aLane(eventId, createInventoryStore(databases.events.pool))
    const holdIds = Array.from({ length: 100 }, () => newId('rsv'))
    for (const kind of ['reserve', 'begin_confirm', 'commit'] as const) {
      await Promise.all(
        holdIds.map(holdId =>
          sure.submit(kind === 'reserve' ? aReserve({ holdId }) : { kind, holdId, bookingId: 'saga' }),
        ),
      )
    }
    const lanes = stores.map(store => aLane(eventId, store, { batchMax: 20 }))
    const joins = Array.from({ length: 80 }, aJoin)
    const commands: Command[] = []
    // Fewer join than seats come free: the waitlist empties and fills, and the public has its chances in between.
    for (let n = 0; n < 960; n++) {
      commands.push(n % 12 === 0 ? joins[n / 12]! : aReserve())
      if (n % 10 === 5) commands.push({ kind: 'cancel', holdId: holdIds[(n - 5) / 10]!, bookingId: 'saga' })
      if (n % 96 === 95) commands.push({ kind: 'leave', entryId: joins[(n - 11) / 12]!.entryId })
      if (n % 96 === 47) commands.push({ kind: 'decline_offer', entryId: joins[(n - 47) / 12]!.entryId })
    }
    // In waves, so that later commands meet what earlier ones have left.
    const counts: Record<string, number> = {}
    for (let from = 0; from < commands.length; from += commandsPerWave) {
      const settled = await Promise.allSettled(
        commands.slice(from, from + commandsPerWave).map((command, n) => lanes[n % lanes.length]!.submit(command)),
      )
      for (const one of settled) {
        const outcome = one.status === 'rejected' ? 'failed' : outcomeOf(one.value)
        counts[outcome] = (counts[outcome] ?? 0) + 1
      }
    }
    await Promise.all(lanes.map(lane => lane.settled()))
    return { eventId, counts }
  }

  /**
   * Seats that went from anybody's to a public reservation while somebody waited who could have had them; all ask for
   * one.
   */
  const soldPast = async (eventId: string) =>
    (
      await databases.events.pool.query(
        `
    select version, line from movements as sale where event_id = $1 and cause = 'reserve' and exists (
      select from waitlist_entries as entry
      where entry.event_id = $1 and entry.joined_version < sale.version
        and coalesce(entry.served_version, sale.version + 1) > sale.version)`,
        [eventId],
      )
    ).rows
  /** Entries that were served while one before them still waited. */
  const overtaken = async (eventId: string) =>
    (
      await databases.events.pool.query(
        `
    select later.id from waitlist_entries as later
    join waitlist_entries as earlier on earlier.event_id = $1 and earlier.seq < later.seq
    join holds on holds.waitlist_entry_id = later.id
    where later.event_id = $1 and coalesce(earlier.served_version, later.served_version + 1) > later.served_version`,
        [eventId],
      )
    ).rows

  it('sells no seat past anybody who waits for it, and keeps the order', async () => {
    const { eventId, counts } = await storm(servers.map(({ pool }) => createInventoryStore(pool)))
    expect(counts).not.to.have.property('failed')
    const {
      rows: [made],
    } = await databases.events.pool.query(
      `select count(*) filter (where kind = 'offer') as offers,
        count(*) filter (where kind = 'reservation') - 100 as sold from holds where event_id = $1`,
      [eventId],
    )
    expect(made.offers, 'offers').to.be.greaterThan(20)
    expect(made.sold, 'public sales').to.be.greaterThan(5)
    expect(await soldPast(eventId)).to.deep.equal([])
    expect(await overtaken(eventId)).to.deep.equal([])
    expect(
      (await auditInventory(databases.events, eventId)).checks.flatMap(({ violations }) => violations),
    ).to.deep.equal([])
  })

  it('is served once and in order by three servers when claims end, whichever of them looks first', async () => {
    const stores = servers.map(({ pool }) => createInventoryStore(pool))
    const { eventId } = await anInventory(databases.events, { capacity: 30 })
    const lanes = stores.map(store => aLane(eventId, store))
    const held = Array.from({ length: 30 }, () => aReserve())
    const [whale, ...others] = [{ ...aJoin(), quantity: 30 }, ...Array.from({ length: 40 }, aJoin)]
    for (const command of [...held, whale!, ...others]) await lanes[0]!.submit(command)
    for (const { holdId } of held.slice(0, 20)) await lanes[1]!.submit({ kind: 'release', holdId, cause: 'release' })
    await databases.events.pool.query(
      `update ticket_types set pooled_since = pooled_since - interval '601 seconds' where event_id = $1`,
      [eventId],
    )
    // Each server's job looks, and at the same time more comes back and more is asked for.
    const look = async (n: number) => {
      for (const id of await stores[n]!.waitlistsWithSeats(10))
        if (id === eventId) await lanes[n]!.submit({ kind: 'advance' })
    }
    await Promise.all([
      ...lanes.map((_, n) => look(n)),
      ...held.slice(20).map(({ holdId }, n) => lanes[n % 3]!.submit({ kind: 'release', holdId, cause: 'release' })),
      ...Array.from({ length: 20 }, (_, n) => lanes[n % 3]!.submit(aReserve())),
    ])
    await Promise.all(lanes.map(lane => lane.settled()))
    const { rows } = await databases.events.pool.query<{ entry: string }>(
      `select waitlist_entry_id as entry from holds where event_id = $1 and kind = 'offer' order by waitlist_entry_id`,
      [eventId],
    )
    // What comes back once the pool has been emptied is a pool of its own, which the head claims.
    expect(rows.length).to.be.within(20, 30)
    expect(rows.map(({ entry }) => entry)).to.deep.equal(
      others
        .slice(0, rows.length)
        .map(({ entryId }) => entryId)
        .sort(),
    )
    expect(await soldPast(eventId)).to.deep.equal([])
    expect(
      (await auditInventory(databases.events, eventId)).checks.flatMap(({ violations }) => violations),
    ).to.deep.equal([])
  })

  it('without the version guard it does not hold (the control)', async () => {
    // The schema would refuse two holders of one place: without that, every write meets the guard with whatever version
    // there is by then, and nobody waits for the row's lock.
    await databases.events.pool.query('alter table waitlist_entries drop constraint waitlist_entries_seq_unique')
    const { eventId } = await storm(
      servers.map(({ pool }) => {
        const store = createInventoryStore(pool)
        const unguarded: InventoryStore = {
          ...store,
          async write(outcome) {
            for (;;) {
              const {
                rows: [row],
              } = await pool.query<{ version: number }>('select version from inventory where event_id = $1', [
                outcome.before.eventId,
              ])
              const written = await store.write({ ...outcome, before: { ...outcome.before, version: row!.version } })
              if (written) return written
            }
          },
          withLock: (_, work) => work(unguarded),
        }
        return unguarded
      }),
    )
    const { checks } = await auditInventory(databases.events, eventId)
    const broken = [
      ...(await soldPast(eventId)),
      ...(await overtaken(eventId)),
      ...checks.flatMap(({ violations }) => violations),
    ].length
    expect(broken).to.be.greaterThan(0)
  })
})
