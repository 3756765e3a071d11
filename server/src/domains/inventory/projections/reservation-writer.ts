// What the lanes have done to reservations, on its way into Redis: a document for each that is held, none for those
// that are over.
import type { Outcome } from '../rules/decide.ts'
import type { Hold, HoldState, InventoryState } from '../rules/inventory-state.ts'
import type { HeldReservations, NewReservation } from './cache.ts'

/** Changes that are kept while they can't be written; what is more is left to the rebuild. */
const pendingMax = 10_000
const over: ReadonlySet<HoldState> = new Set(['sold', 'expired', 'released'])

/** Undefined: it is over, and its document is to go. */
type Pending = { readonly reservation: NewReservation; readonly atMs: number } | undefined

export type ReservationWriter = ReturnType<typeof createReservationWriter>

export function createReservationWriter(reservations: HeldReservations) {
  const pending = new Map<string, Pending>()

  function remember(id: string, change: Pending) {
    if (pending.size < pendingMax || pending.has(id)) pending.set(id, change)
  }

  return {
    /** Told after every batch; only remembers. */
    changed({ version, now }: InventoryState, { holds }: Pick<Outcome, 'holds'>) {
      for (const { thing: hold } of holds) {
        if (hold.kind !== 'reservation') continue
        if (hold.state === 'held') {
          const leftMs = hold.expiresAt.getTime() - now.getTime()
          remember(hold.id, { reservation: { ...documentOf(hold, version), leftMs }, atMs: performance.now() })
        } else if (over.has(hold.state)) remember(hold.id, undefined)
      }
    },

    /** Writes what has changed since; what can't be written is kept for the next time. */
    async flush() {
      const changes = [...pending]
      pending.clear()
      const nowMs = performance.now()
      const ended = changes.flatMap(([id, change]) => (change ? [] : [id]))
      const held = changes.flatMap(([, change]) => (change ? [leftAt(change, nowMs)] : []))
      const [isPut, isRemoved] = await Promise.all([
        reservations.put(held.filter(({ leftMs }) => leftMs >= 1)),
        reservations.remove(ended),
      ])
      for (const [id, change] of changes) if (!(change ? isPut : isRemoved) && !pending.has(id)) remember(id, change)
    },
  }
}

/** A held reservation as it is kept. Its key is the caller's own, and nobody else's to read. */
export const documentOf = (hold: Hold, version: number): Omit<NewReservation, 'leftMs'> => ({
  id: hold.id,
  version,
  hold: { ...hold, idempotency: null },
})

const leftAt = ({ reservation, atMs }: NonNullable<Pending>, nowMs: number): NewReservation => ({
  ...reservation,
  leftMs: reservation.leftMs - (nowMs - atMs),
})
