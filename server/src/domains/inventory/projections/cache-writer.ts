// What the lanes have written, on its way into the projections: gathered, so that a hot event costs a few writes a
// second and no lane waits.
import { seatsLeftAfter } from '../present.ts'
import { documentOf } from '../queries/availability.ts'
import type { Outcome } from '../rules/decide.ts'
import type { InventoryState } from '../rules/inventory-state.ts'
import type { WaitlistChange, NewDocument, Projections } from './cache.ts'
import { createReservationWriter } from './reservation-writer.ts'

/** Events whose newest state is kept while it can't be written. */
const eventsMax = 10_000

export type ProjectionFeed = ReturnType<typeof createProjectionFeed>

export function createProjectionFeed({ documents, waitlists, reservations, kind }: Projections) {
  const reservationWriter = reservations && createReservationWriter(reservations)
  const changed = new Map<string, NewDocument>()
  let waitlistChanges: WaitlistChange[] = []

  return {
    /** Told after every batch; only remembers. */
    changed(state: InventoryState, { holds, entries, before }: Outcome) {
      if (state.sales === 'draft') return // nobody may see it, and nobody reserves from it
      reservationWriter?.changed(state, { holds })
      const known = changed.get(state.eventId)
      const holdsChangedAt = holds.some(({ isNew }) => !isNew)
        ? Math.max(state.version, known?.holdsChangedAt ?? 0)
        : known?.holdsChangedAt
      const document = documentOf(seatsLeftAfter(state), holdsChangedAt)
      documents.note([document])
      if (kind === 'redis' && (changed.size < eventsMax || known)) changed.set(state.eventId, newestOf(known, document))
      if (!state.waitlist.open && entries.length === 0) return
      const change: WaitlistChange = {
        eventId: state.eventId,
        fromVersion: before.version,
        version: state.version,
        joined: entries.filter(({ thing, isNew }) => isNew && thing.state === 'waiting').map(({ thing }) => thing.seq),
        gone: entries.filter(({ thing }) => thing.state !== 'waiting').map(({ thing }) => thing.seq),
      }
      if (kind === 'redis') waitlistChanges.push(change)
      else void waitlists.change([change])
    },

    /**
     * Writes the newest state of every event that has changed since; what can't be written is kept for the next time.
     */
    async flush() {
      if (kind === 'process') return
      const newest = [...changed.values()],
        moved = merged(waitlistChanges)
      changed.clear()
      waitlistChanges = []
      const [isWritten] = await Promise.all([
        documents.put(newest),
        waitlists.change(moved),
        reservationWriter?.flush(),
      ])
      if (!isWritten) for (const document of newest) if (!changed.has(document.id)) changed.set(document.id, document)
    },
  }
}

/** A change by the events arrives here after its commit: a lane may have sent a later one by then. */
const newestOf = (known: NewDocument | undefined, document: NewDocument): NewDocument =>
  known && known.version > document.version
    ? { ...known, ...(document.holdsChangedAt !== undefined && { holdsChangedAt: document.holdsChangedAt }) }
    : document

/** One change an event: a waitlist's changes can be made in any order. */
function merged(changes: readonly WaitlistChange[]): readonly WaitlistChange[] {
  const byEvent = new Map<string, WaitlistChange>()
  for (const change of changes) {
    const earlier = byEvent.get(change.eventId)
    byEvent.set(
      change.eventId,
      earlier
        ? {
            ...change,
            fromVersion: earlier.fromVersion,
            joined: [...earlier.joined, ...change.joined],
            gone: [...earlier.gone, ...change.gone],
          }
        : change,
    )
  }
  return [...byEvent.values()]
}
