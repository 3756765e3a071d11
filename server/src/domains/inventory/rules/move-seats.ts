// The one way in which seats go from bucket to bucket.
import type { Counts, InventoryDraft, LedgerSide, Movement } from './inventory-state.ts'

/** Moves seats in the counters the movement speaks of. A bucket below zero is a broken rule, never an answer. */
export function move(draft: InventoryDraft, { scope, ticketTypeId, quantity, from, to }: Movement) {
  if (scope !== 'ticket_type') shift(draft, draft.seats, quantity, from, to)
  if (scope === 'event') return
  const type = ticketTypeId === null ? undefined : draft.ticketTypes.get(ticketTypeId)
  if (!type) throw new Error(`event ${draft.eventId} has no ticket type ${ticketTypeId}`)
  shift(draft, type.seats, quantity, from, to)
}

function shift({ eventId }: InventoryDraft, counts: Counts, quantity: number, from: LedgerSide, to: LedgerSide) {
  if (from !== 'outside') {
    counts[from] -= quantity
    if (counts[from] < 0) throw new Error(`event ${eventId}: ${counts[from]} seats are ${from}`)
  }
  if (to !== 'outside') counts[to] += quantity
}
