// When seats may be had: the sales of a ticket type, and of its event. Pure.
import type { InventoryState, TicketTypeState } from './inventory-state.ts'

/** Sales of a ticket type have not begun, are under way, or are over for good, as its times stand. */
export type SalesWindow = 'upcoming' | 'open' | 'ended'
export type SalesTimes = Pick<TicketTypeState, 'salesStartAt' | 'salesEndAt'>

/**
 * Where `now` lies in a type's sales: they are open from the instant they begin to just before they end. Whoever wants
 * to know whether seats may be had asks this, with the database's clock.
 */
export function salesWindowOf({ salesStartAt, salesEndAt }: SalesTimes, now: Date): SalesWindow {
  if (salesEndAt !== null && salesEndAt <= now) return 'ended'
  return salesStartAt !== null && salesStartAt > now ? 'upcoming' : 'open'
}

export const isOnSale = ({ now }: Pick<InventoryState, 'now'>, type: SalesTimes) => salesWindowOf(type, now) === 'open'

/** Its seats are never sold again, as things stand. */
export const isSalesOver = ({ now }: Pick<InventoryState, 'now'>, type: SalesTimes) =>
  salesWindowOf(type, now) === 'ended'

/** The event sells: it is published, not called off, and has not ended. */
export const isEventOnSale = ({ sales, endsAt, now }: Pick<InventoryState, 'sales' | 'endsAt' | 'now'>) =>
  sales === 'open' && endsAt > now

/** Why one of these types can't be had now: when sales of the first begin, where any are still to begin. */
export function notOnSale(types: readonly SalesTimes[], now: Date): { readonly salesStartAt?: string } {
  const starts = types
    .filter(type => salesWindowOf(type, now) === 'upcoming')
    .map(({ salesStartAt }) => salesStartAt!.getTime())
  return starts.length > 0 ? { salesStartAt: new Date(Math.min(...starts)).toISOString() } : {}
}
