// Brings back the documents of held reservations that Redis has lost: it was emptied, or a write never got there. Goes
// through those that PostgreSQL has, a page at a time, and writes the ones that are missing.
import type { InventoryStore } from '../lane/lane-store.ts'
import type { HeldReservations } from './cache.ts'
import type { HeldPosition, ProjectedFacts } from './cache-truth.ts'
import { documentOf } from './reservation-writer.ts'

export interface ReservationRebuildOptions {
  readonly reservations: HeldReservations
  readonly facts: Pick<ProjectedFacts, 'heldReservations'>
  readonly store: Pick<InventoryStore, 'holdAtVersion'>
}

const reservationsPerPage = 500
const pagesPerTurn = 4

export type ReservationRebuild = ReturnType<typeof createReservationRebuild>

export function createReservationRebuild({ reservations, facts, store }: ReservationRebuildOptions) {
  let after: HeldPosition | undefined

  /** Writes those that are missing among the next held reservations; the turn after goes on where this one ends. */
  return async function rebuildSome(): Promise<void> {
    for (let page = 0; page < pagesPerTurn; page++) {
      const held = await facts.heldReservations(after, reservationsPerPage)
      after = held.length === reservationsPerPage ? held.at(-1) : undefined
      const missing = await reservations.missing(held.map(({ id }) => id))
      const found = await Promise.all(missing.map(id => store.holdAtVersion(id)))
      await reservations.put(
        found.flatMap(each =>
          each && isHeld(each.hold) ? [{ ...documentOf(each.hold, each.version), leftMs: each.hold.leftMs }] : [],
        ),
      )
      if (!after) return
    }
  }
}

/** It may have ended since the page was read. */
const isHeld = ({ state, leftMs }: { readonly state: string; readonly leftMs: number }) =>
  state === 'held' && leftMs >= 1
