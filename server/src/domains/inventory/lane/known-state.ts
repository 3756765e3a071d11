// What a lane knows of its event between two writes, and how late it may be by the database's clock.
import type { Outcome } from '../rules/decide.ts'
import type { InventoryState } from '../rules/inventory-state.ts'
import type { Written } from './lane-store.ts'
import { markOf } from './write-statement.ts'

/**
 * The state that was last written, or is expected to be. The database's clock was at `state.now` at some time of the
 * last exchange: it ended at `atMs` by this process's clock, and began `lagMs` earlier.
 */
export interface Known {
  readonly state: InventoryState
  readonly atMs: number
  readonly lagMs: number
}
/** By an exchange that began at `begunMs`, by this process's clock, and has ended now. */
export function knownSince(begunMs: number, state: InventoryState): Known {
  const atMs = performance.now()
  return { state, atMs, lagMs: atMs - begunMs }
}

/** What belongs to the commands of one batch and not to the event. */
export const notRemembered = {
  isRemembered: true,
  follows: undefined,
  holds: new Map(),
  earlier: new Map(),
  openHolds: new Map(),
  takenByBuyer: new Map(),
  returns: new Map(),
  promotions: new Map(),
  promotionUses: new Map(),
  resellers: new Map(),
  entries: new Map(),
} as const

/** Before the write is answered. */
export const stateExpected = (outcome: Outcome): InventoryState => ({
  ...outcome.after,
  version: outcome.before.version + 1,
  ...notRemembered,
  follows: markOf(outcome),
})

export const stateAfter = ({ after }: Outcome, { version, now }: Written): InventoryState => ({
  ...after,
  version,
  now,
  ...notRemembered,
})
