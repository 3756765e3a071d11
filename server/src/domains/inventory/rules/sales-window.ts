// When a ticket type is on sale. Pure.
import type { InventoryState, TicketTypeState } from './inventory-state.ts'

/** From the instant sales begin to just before they end, by the database's clock. */
export const isOnSale = (
  { now }: Pick<InventoryState, 'now'>,
  { salesStartAt, salesEndAt }: Pick<TicketTypeState, 'salesStartAt' | 'salesEndAt'>,
) => (salesStartAt === null || salesStartAt <= now) && (salesEndAt === null || salesEndAt > now)

/** Its seats are never sold again, as things stand. */
export const isSalesOver = (
  { now }: Pick<InventoryState, 'now'>,
  { salesEndAt }: Pick<TicketTypeState, 'salesEndAt'>,
) => salesEndAt !== null && salesEndAt <= now
