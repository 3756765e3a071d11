// How many seats there are: of the event, and of a ticket type. Pure.
import { refuse, type ChangeCapacity, type Decision } from './commands.ts'
import { freedTo } from './hold-rules.ts'
import { capacityOf, type Counts, type Movement, type InventoryState } from './inventory-state.ts'

/**
 * Sets a capacity. New seats go to the waitlist if somebody waits; seats that go are taken from what is available, then
 * from the pool, never from what is held or sold. Types without a capacity of their own follow the event's.
 */
export function changeCapacity(state: InventoryState, { ticketTypeId, capacity }: ChangeCapacity): Decision {
  if (ticketTypeId === null) {
    const newCapacity = capacity ?? capacityOf(state.seats)
    const followers = [...state.ticketTypes.values()].filter(({ capacityIsOwn }) => !capacityIsOwn)
    return resize(state, [{ id: null, seats: state.seats }, ...followers], newCapacity)
  }
  const type = state.ticketTypes.get(ticketTypeId)
  if (!type) return refuse({ code: 'ticket_type_not_found', ticketTypeId })
  return resize(state, [type], capacity ?? capacityOf(state.seats))
}

function resize(
  state: InventoryState,
  resized: readonly { readonly id: string | null; readonly seats: Readonly<Counts> }[],
  newCapacity: number,
): Decision {
  const minimumCapacity = Math.max(...resized.map(({ seats }) => seats.held + seats.sold))
  if (newCapacity < minimumCapacity) return refuse({ code: 'capacity_below_taken', minimumCapacity })
  return {
    kind: 'granted',
    result: {},
    movements: resized.flatMap(({ id, seats }) => movementsToReach(state, id, seats, newCapacity)),
  }
}

function movementsToReach(
  state: InventoryState,
  ticketTypeId: string | null,
  seats: Readonly<Counts>,
  newCapacity: number,
): Movement[] {
  const difference = newCapacity - capacityOf(seats)
  const ledgerLine = (quantity: number, from: Movement['from'], to: Movement['to']): Movement[] =>
    quantity > 0
      ? [
          {
            scope: ticketTypeId === null ? 'event' : 'ticket_type',
            ticketTypeId,
            quantity,
            from,
            to,
            cause: 'capacity_changed',
            holdId: null,
          },
        ]
      : []
  if (difference >= 0) return ledgerLine(difference, 'outside', freedTo(state))
  const fromAvailable = Math.min(-difference, seats.available)
  return [
    ...ledgerLine(fromAvailable, 'available', 'outside'),
    ...ledgerLine(-difference - fromAvailable, 'pooled', 'outside'),
  ]
}
