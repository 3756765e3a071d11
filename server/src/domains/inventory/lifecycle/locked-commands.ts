// Commands that are carried out in the events domain's own transaction, by the rules and statements of the lanes.
//
// What changes together with an event is changed as a whole or not at all, so it can't be done in the lane, in a
// transaction of another connection. Here the inventory's row is locked first, and so nobody is faster: what frees
// seats also serves the waitlist, in the same write. The lanes notice by the version, as with every change that comes
// from the events.
import { connectionOf, type Sql } from '../../../platform/postgres/sql.ts'
import type { LaneObserver } from '../lane/lane.ts'
import { statementsOn } from '../lane/lane-store.ts'
import { problemOf } from '../refusals.ts'
import type { Command, Terms } from '../rules/commands.ts'
import { decideAll, type Outcome } from '../rules/decide.ts'
import { lockInventory } from './event-inventory-store.ts'

export interface LockedCommandsOptions {
  readonly terms: Terms
  /** What this server knows of inventories. */
  readonly level: number
  /** Told of each change once it is committed, as of a lane's batches. */
  readonly onChanged: LaneObserver['changed']
}

export interface Carried {
  readonly outcome: Outcome
  /** To be called once the transaction is committed. */
  committed(): void
}

export type LockedCommands = ReturnType<typeof createLockedCommands>

export function createLockedCommands({ terms, level, onChanged }: LockedCommandsOptions) {
  /** Decides and writes one command. Throws its refusal as a problem. */
  return async (sql: Sql, eventId: string, command: Command): Promise<Carried> => {
    await lockInventory(sql, eventId, level)
    const statements = statementsOn(await connectionOf(sql), level)
    const before = await statements.read(eventId, [command], { limits: false })
    if (!before) throw new Error(`event ${eventId} has no inventory`)
    const outcome = decideAll(before, [command], terms)
    const [decision] = outcome.decisions
    if (decision?.kind === 'refused') throw problemOf(decision.refusal)
    if (outcome.isEmpty) return { outcome, committed: () => {} }
    const written = await statements.write(outcome)
    if (written.kind !== 'written') throw new Error(`event ${eventId}: a write under the row's lock lost its race`)
    const { version, now } = written
    return { outcome, committed: () => onChanged({ ...outcome.after, version, now }, outcome) }
  }
}
