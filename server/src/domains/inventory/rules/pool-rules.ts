// What is kept for the waitlist, and when it goes back to the public. Pure.
import {
  anyType,
  groupOf,
  type InventoryDraft,
  type InventoryState,
  type Movement,
  type TicketTypeState,
} from './inventory-state.ts'
import { canEverFit, isGroupServable } from './servable.ts'

/**
 * A look at all of the waitlist has found nobody: it is closed, even where those before have only seen a part of it.
 */
export const hasWaitlistEnded = ({ waitlist }: Pick<InventoryState, 'waitlist'>) =>
  waitlist.unseen.size === 0 && waitlist.entries.length === 0

/**
 * What of the pool goes back to the public: everything once nobody waits, and while somebody does, what none of them
 * could use.
 */
export function poolToClose(draft: InventoryDraft): Movement[] {
  const wanted = new Set([
    ...draft.waitlist.entries.filter(entry => canEverFit(draft, entry)).map(groupOf),
    ...[...draft.waitlist.unseen.keys()].filter(group => isGroupServable(draft, group)),
  ])
  const isWanted = ({ id, hidden }: Pick<TicketTypeState, 'id' | 'hidden'>) =>
    wanted.has(id) || (wanted.has(anyType) && !hidden)
  const back = (scope: 'event' | 'ticket_type', ticketTypeId: string | null, quantity: number): Movement[] =>
    quantity > 0
      ? [
          {
            scope,
            ticketTypeId,
            quantity,
            from: 'pooled',
            to: 'available',
            cause: 'pool_closed' as const,
            holdId: null,
          },
        ]
      : []
  const types = [...draft.ticketTypes.values()]
  // The event's own seats are of use to the waitlist only as far as the types that somebody waits for have seats left.
  const useful = types.reduce((sum, type) => (isWanted(type) ? sum + type.seats.pooled + type.seats.available : sum), 0)
  return [
    ...back('event', null, draft.seats.pooled - useful),
    ...types.flatMap(type => (isWanted(type) ? [] : back('ticket_type', type.id, type.seats.pooled))),
  ]
}
