// The clock of a test event is advanced while other servers confirm, accept and reserve: each comes before or after it.
import { expect } from 'chai'
import { createInventoryStore, type InventoryStore } from '../../src/domains/inventory/lane/lane-store.ts'
import type { Command, Decision } from '../../src/domains/inventory/rules/commands.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Database } from '../../src/platform/postgres/sql.ts'
import { auditInventory } from '../support/audit-inventory.ts'
import type { TestDatabases } from '../support/databases.ts'
import { aLane, anInventory, aReserve, outcomeOf, testTerms } from './builders.ts'
import { openThreeServers } from './three-servers.ts'

const seats = 12
const rounds = 8
/** The control at most: it takes a moment in which both have read. */
const controlRoundsMax = 60

describe('advancing the clock of a test event', function () {
  this.timeout(60_000)
  let databases: TestDatabases
  let servers: readonly Database[]
  let close: () => Promise<void>
  before(async () => {
    ;({ databases, servers, close } = await openThreeServers())
  })
  after(() => close())

  const guarded = () => servers.map(({ pool }) => createInventoryStore(pool))
  /** The guard is met with whatever version there is now, as if it had not been there, and nobody waits for a lock. */
  const unguarded = () => servers.map(({ pool }) => withoutGuard(createInventoryStore(pool), pool))
  function withoutGuard(store: InventoryStore, pool: Database['pool']): InventoryStore {
    const open: InventoryStore = {
      ...store,
      async write(outcome) {
        for (;;) {
          const {
            rows: [row],
          } = await pool.query<{ version: number }>('select version from inventory where event_id = $1', [
            outcome.before.eventId,
          ])
          const written = await store.write({ ...outcome, before: { ...outcome.before, version: row!.version } })
          if (written.kind === 'written') return written
        }
      },
      withLock: (_, work) => work(open),
    }
    return open
  }

  interface Race {
    readonly eventId: string
    /** What two servers send for each seat, while the third advances the clock. */
    readonly commands: readonly Command[]
    readonly seconds: number
    /** The state that a hold is in whose command came first, and its kind. */
    readonly first: string
  }

  async function aTestEvent() {
    const organizerId = newId('usr')
    const { eventId } = await anInventory(databases.events, { capacity: seats, test: true, organizerId })
    const lane = aLane(eventId, createInventoryStore(databases.events.pool))
    const buyer = () => ({ userId: organizerId, named: { reference: newId('usr') } })
    const holdIds = Array.from({ length: seats }, () => newId('rsv'))
    await Promise.all(holdIds.map(holdId => lane.submit(aReserve({ holdId, buyer: buyer() }))))
    return { eventId, lane, buyer, holdIds }
  }

  const races: Readonly<Record<string, () => Promise<Race>>> = {
    async 'a confirm'() {
      const { eventId, holdIds } = await aTestEvent()
      return {
        eventId,
        commands: holdIds.map(holdId => ({ kind: 'begin_confirm', holdId, bookingId: 'saga' })),
        seconds: testTerms.holdSeconds + 1,
        first: 'reservation confirming',
      }
    },
    async 'an accept'() {
      const { eventId, lane, buyer, holdIds } = await aTestEvent()
      const entryIds = holdIds.map(() => newId('wle'))
      for (const entryId of entryIds)
        await lane.submit({
          kind: 'join',
          entryId,
          buyer: buyer(),
          quantity: 1,
          ticketTypeId: null,
          acceptFewer: false,
          idempotency: null,
        })
      for (const holdId of holdIds) await lane.submit({ kind: 'release', holdId, cause: 'release' })
      // Of their ten minutes 200 s are left: who accepts in time has five minutes, and keeps some of them.
      await lane.submit({ kind: 'advance_clock', seconds: testTerms.offerSeconds - 200 })
      return {
        eventId,
        commands: entryIds.map(entryId => ({ kind: 'accept_offer', entryId })),
        seconds: 250,
        first: 'reservation held',
      }
    },
  }

  /** What of a race is not as it should be. */
  async function faultsOf(
    { eventId, commands, seconds, first }: Race,
    stores: readonly InventoryStore[],
  ): Promise<readonly string[]> {
    const lanes = stores.map(store => aLane(eventId, store, { batchMax: 2 }))
    const sent = commands.map((command, n) => lanes[n % 2]!.submit(command))
    // The third begins once some of them have been answered.
    await Promise.race(sent)
    const advanced = lanes[2]!.submit({ kind: 'advance_clock', seconds })
    const settled = await Promise.allSettled([...sent, advanced])
    await Promise.all(lanes.map(lane => lane.settled()))
    const { rows } = await databases.events.pool.query<{ id: string; entry: string | null; standing: string }>(
      `select id, waitlist_entry_id as entry, kind || ' ' || state as standing from holds
      where event_id = $1 and state <> 'released'`,
      [eventId],
    )
    const standingOf = (command: Command) =>
      rows.find(({ id, entry }) =>
        'holdId' in command ? id === command.holdId : 'entryId' in command && entry === command.entryId,
      )?.standing
    const torn = commands.flatMap((command, n) => {
      const answer = settled[n] as PromiseSettledResult<Decision>
      if (answer.status === 'rejected') return [`${command.kind} failed: ${answer.reason}`]
      const standing = standingOf(command)
      const isGranted = answer.value.kind !== 'refused'
      return isGranted === (standing === first) ? [] : [`${outcomeOf(answer.value)}, and it is ${standing}`]
    })
    const { checks } = await auditInventory(databases.events, eventId)
    return [...torn, ...checks.flatMap(({ violations }) => violations.map(({ detail }) => detail))]
  }

  for (const [name, prepare] of Object.entries(races)) {
    it(`beside ${name}: what came first stands, what came after it is over`, async () => {
      const decided = new Set<string>()
      for (let round = 0; round < rounds; round++) {
        const race = await prepare()
        expect(await faultsOf(race, guarded())).to.deep.equal([])
        const { rows } = await databases.events.pool.query<{ state: string }>(
          `select distinct state from holds where event_id = $1 and state <> 'released'`,
          [race.eventId],
        )
        for (const { state } of rows) decided.add(state)
      }
      // Else they have not met: some came before the clock, and some after it.
      expect([...decided])
        .to.include('expired')
        .and.to.have.length(2)
    })

    it(`is torn beside ${name} where nobody guards the version: the control`, async () => {
      let faults: readonly string[] = []
      for (let round = 0; round < controlRoundsMax && faults.length === 0; round++)
        faults = await faultsOf(await prepare(), unguarded())
      expect(faults).not.to.deep.equal([])
    })
  }
})
