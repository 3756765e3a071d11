// How many seats there are: of the event, and of a ticket type. Pure.
import { refuse, type ChangeCapacity, type Decision } from './commands.ts'
import { freedTo } from './hold-rules.ts'
import { capacityOf, type Counts, type Movement, type Stock } from './inventory-state.ts'

/**
 * Sets a capacity. New seats go to the line if somebody waits; seats that go are taken from what is available, then from
 * the pool, never from what is held or sold. Types without a capacity of their own follow the event's.
 */
export function changeCapacity(stock: Stock, { ticketTypeId, capacity }: ChangeCapacity): Decision {
  if (ticketTypeId === null) {
    const target = capacity ?? capacityOf(stock.seats)
    const followers = [...stock.ticketTypes.values()].filter(({ capacityIsOwn }) => !capacityIsOwn)
    return resize(stock, [{ id: null, seats: stock.seats }, ...followers], target)
  }
  const type = stock.ticketTypes.get(ticketTypeId)
  if (!type) return refuse({ code: 'ticket_type_not_found', ticketTypeId })
  return resize(stock, [type], capacity ?? capacityOf(stock.seats))
}

function resize(stock: Stock, things: readonly { readonly id: string | null; readonly seats: Readonly<Counts> }[], target: number): Decision {
  const minimumCapacity = Math.max(...things.map(({ seats }) => seats.held + seats.sold))
  if (target < minimumCapacity) return refuse({ code: 'capacity_below_taken', minimumCapacity })
  return { kind: 'granted', result: {}, movements: things.flatMap(({ id, seats }) => toReach(stock, id, seats, target)) }
}

function toReach(stock: Stock, ticketTypeId: string | null, seats: Readonly<Counts>, target: number): Movement[] {
  const difference = target - capacityOf(seats)
  const line = (quantity: number, from: Movement['from'], to: Movement['to']): Movement[] =>
    quantity > 0 ? [{ scope: ticketTypeId === null ? 'event' : 'ticket_type', ticketTypeId, quantity, from, to, cause: 'capacity_changed', holdId: null }] : []
  if (difference >= 0) return line(difference, 'outside', freedTo(stock))
  const fromAvailable = Math.min(-difference, seats.available)
  return [...line(fromAvailable, 'available', 'outside'), ...line(-difference - fromAvailable, 'pooled', 'outside')]
}
