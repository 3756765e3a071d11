// How capacities change along with their event: in the events domain's own transaction, by the rules and statements of
// the lanes.
//
// What a change of an event names is made as a whole or not at all, so its seats can't change in the lane, in a
// transaction of another connection. Here the inventory's row is locked first, and so nobody is faster: what frees
// seats also serves the waitlist, in the same write. The lanes notice by the version, as with every change that comes
// from the events.
import { connectionOf, type Sql } from '../../../platform/postgres/sql.ts'
import type { LaneObserver } from '../lane/lane.ts'
import { statementsOn } from '../lane/lane-store.ts'
import type { InventorySetup } from '../port.ts'
import { problemOf } from '../refusals.ts'
import type { Terms } from '../rules/commands.ts'
import { decideAll } from '../rules/decide.ts'
import { lockInventory } from './event-inventory-store.ts'

export interface CapacityChangesOptions {
  readonly terms: Terms
  /** What this server knows of inventories. */
  readonly level: number
  /** Told of each change once it is committed, as of a lane's batches. */
  readonly onChanged: LaneObserver['changed']
}

export const createCapacityChanges = ({
  terms,
  level,
  onChanged,
}: CapacityChangesOptions): Pick<InventorySetup, 'changeCapacity'> => ({
  async changeCapacity(sql: Sql, eventId, change) {
    await lockInventory(sql, eventId, level)
    const statements = statementsOn(await connectionOf(sql), level)
    const command = { kind: 'change_capacity', ...change } as const
    const before = await statements.read(eventId, [command], { limits: false })
    if (!before) throw new Error(`event ${eventId} has no inventory`)
    const outcome = decideAll(before, [command], terms)
    const [decision] = outcome.decisions
    if (decision?.kind === 'refused') throw problemOf(decision.refusal)
    const written = await statements.write(outcome)
    if (written.kind !== 'written') throw new Error(`event ${eventId}: a write under the row's lock lost its race`)
    const { version, now } = written
    return { committed: () => onChanged({ ...outcome.after, version, now }, outcome) }
  },
})
