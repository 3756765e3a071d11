// When a ticket type is on sale. Pure.
import type { Stock, TicketTypeStock } from './inventory-state.ts'

/** From the instant sales begin to just before they end, by the database's clock. */
export const isOnSale = ({ now }: Pick<Stock, 'now'>, { salesStartAt, salesEndAt }: Pick<TicketTypeStock, 'salesStartAt' | 'salesEndAt'>) =>
  (salesStartAt === null || salesStartAt <= now) && (salesEndAt === null || salesEndAt > now)

/** Its seats are never sold again, as things stand. */
export const isSalesOver = ({ now }: Pick<Stock, 'now'>, { salesEndAt }: Pick<TicketTypeStock, 'salesEndAt'>) => salesEndAt !== null && salesEndAt <= now
