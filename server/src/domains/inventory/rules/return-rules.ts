// A part of what was bought goes back: some of a sold hold's seats, once for each return. Pure.
import { refuse, type Decision, type ReturnSeats } from './commands.ts'
import { freedTo } from './hold-rules.ts'
import { seatsLeftOf, type InventoryState, type Item, type PricedItem } from './inventory-state.ts'

/**
 * The ladder: the hold → whose it is → the same return again → it is sold → it has so many seats left. A hold of which
 * nothing is left is returned. Freed seats go to those who wait, as those of a cancellation do.
 */
export function returnSeats(state: InventoryState, { holdId, bookingId, returnId, items }: ReturnSeats): Decision {
  const hold = state.holds.get(holdId)
  if (!hold) return refuse({ code: 'reservation_not_found' })
  if (hold.bookingId !== bookingId) return notHeld
  const holdOfReturn = state.returns.get(returnId)
  if (holdOfReturn !== undefined) return holdOfReturn === holdId ? { kind: 'replayed', result: { hold } } : notHeld
  if (hold.state !== 'sold' || !items.every(item => item.quantity <= leftOf(hold.items, item))) return notHeld
  const left = hold.items.map(item => withReturned(item, items))
  return {
    kind: 'granted',
    result: {
      hold: { ...hold, items: left, state: left.some(item => seatsLeftOf(item) > 0) ? 'sold' : 'returned' },
      seatsReturn: { id: returnId, holdId, items },
    },
    movements: items.map(({ ticketTypeId, quantity }) => ({
      scope: 'seat',
      ticketTypeId,
      quantity,
      from: 'sold',
      to: freedTo(state),
      cause: 'return_seats',
      holdId,
    })),
  }
}

const notHeld = refuse({ code: 'reservation_not_held' })

function leftOf(items: readonly PricedItem[], { ticketTypeId }: Item): number {
  const item = items.find(each => each.ticketTypeId === ticketTypeId)
  return item ? seatsLeftOf(item) : 0
}

function withReturned(item: PricedItem, returned: readonly Item[]): PricedItem {
  const more = returned.find(({ ticketTypeId }) => ticketTypeId === item.ticketTypeId)
  return more ? { ...item, returned: (item.returned ?? 0) + more.quantity } : item
}
