// Who in a waitlist can be served at all, now or ever. Pure.
import {
  anyType,
  capacityOf,
  mostOfType,
  typesFor,
  type InventoryState,
  type WaitlistEntry,
} from './inventory-state.ts'
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

/** The most seats that somebody could ever have, as capacities, sales and limits per buyer stand. */
export function mostEverFor(state: InventoryState, choice: TypeChoice): number {
  const ofTypes = typesFor(state, choice.ticketTypeId)
    .filter(type => !isSalesOver(state, type))
    .reduce((sum, type) => sum + Math.min(capacityOf(type.seats), mostOfType(type, choice)), 0)
  return Math.min(capacityOf(state.seats), ofTypes)
}
