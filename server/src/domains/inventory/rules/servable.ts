// Who in a waitlist can be served at all, now or ever. Pure.
import { anyType, capacityOf, type InventoryState, type WaitlistEntry } from './inventory-state.ts'
import { isEventOnSale, isSalesOver } from './sales-window.ts'

type TypeChoice = Pick<WaitlistEntry, 'ticketTypeId'>

/** Somebody waits, and the event is on sale. */
export const isWaitlistServable = (state: InventoryState) => state.waitlist.open && isEventOnSale(state)

/** Whether a group's seats may still be sold at all: the event and sales of some type that will do are not over. */
export const isGroupServable = (state: InventoryState, group: string) =>
  state.endsAt > state.now && typesFor(state, group === anyType ? null : group).some(type => !isSalesOver(state, type))

/** A capacity lowered below what somebody asked for, or the end of a type's sales, must not stop the whole waitlist. */
export const canEverFit = (state: InventoryState, { ticketTypeId, quantity }: TypeChoice & { quantity: number }) =>
  quantity <= mostEverFor(state, { ticketTypeId })

/** The most seats that somebody could ever have, as capacities and sales stand. */
export function mostEverFor(state: InventoryState, { ticketTypeId }: TypeChoice): number {
  const ofTypes = typesFor(state, ticketTypeId)
    .filter(type => !isSalesOver(state, type))
    .reduce((sum, { seats }) => sum + capacityOf(seats), 0)
  return Math.min(capacityOf(state.seats), ofTypes)
}

/** The types whose seats will do. */
export const typesFor = ({ ticketTypes }: Pick<InventoryState, 'ticketTypes'>, ticketTypeId: string | null) =>
  [...ticketTypes.values()].filter(({ id }) => ticketTypeId === null || id === ticketTypeId)
