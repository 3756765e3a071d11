// What other domains may ask of the inventory.
import type { Sql } from '../../platform/sql.ts'
import type { Buyer, Hold, Idempotency, Item, Sales } from './stock.ts'

export type { Buyer, Hold, HoldState, Idempotency, Item, PricedItem, Sales } from './stock.ts'

export interface ReserveWish {
  readonly eventId: string
  readonly buyer: Buyer
  readonly wish: { readonly quantity: number } | { readonly items: readonly Item[] }
  readonly idempotency: Idempotency | null
}

/**
 * Seats, over whatever lies between. Problems come as Problems: sold_out, sales_closed, limit_exceeded, event_not_found,
 * ticket_type_not_found, ticket_type_required, idempotency_key_reused, reservation_not_found, reservation_expired,
 * reservation_not_held, confirmation_in_progress, overloaded.
 */
export interface InventoryPort {
  /** Sets seats aside for `holdSeconds`. `repeated`: this key has been answered before with this hold. */
  reserve(wish: ReserveWish): Promise<{ readonly hold: Hold; readonly repeated: boolean }>
  hold(id: string): Promise<Hold | undefined>
  /** Gives a held hold back before it is bought. */
  release(hold: Pick<Hold, 'id' | 'eventId'>): Promise<Hold>
  /** held → confirming, owned by this saga; no expiry can strike until it commits or declines. */
  beginConfirm(hold: Pick<Hold, 'id' | 'eventId'>, sagaId: string): Promise<Hold>
  /** confirming → sold: the point of no return. */
  commit(hold: Pick<Hold, 'id' | 'eventId'>, sagaId: string): Promise<Hold>
  /** confirming → held while time is left, else released. */
  decline(hold: Pick<Hold, 'id' | 'eventId'>, sagaId: string): Promise<Hold>
  /** sold → returned. */
  cancel(hold: Pick<Hold, 'id' | 'eventId'>, sagaId: string): Promise<Hold>
  /** The event's seats in all. Problems: event_not_found, capacity_below_taken. */
  changeCapacity(eventId: string, capacity: number): Promise<void>
}

export interface NewTicketType {
  readonly id: string
  readonly name: string
  readonly priceMinor: number
  /** Null: bounded by the event alone. */
  readonly capacity: number | null
  readonly maxPerUser: number | null
  readonly salesStartAt: Date | null
  readonly salesEndAt: Date | null
}

export interface NewInventory {
  readonly eventId: string
  readonly organizerId: string
  readonly capacity: number
  readonly currency: string
  readonly endsAt: Date
  readonly sales: Sales
  readonly waitlistPolicy: { readonly order: 'strict' | 'skip'; readonly skipMax: number }
  readonly ticketTypes: readonly NewTicketType[]
}

/**
 * What only the events domain may ask, inside its own transaction: both domains share the events database by design, so
 * an event and its inventory begin and end together. Each change moves the inventory's version, so that every lane notices.
 */
export interface InventorySetup {
  open(sql: Sql, inventory: NewInventory): Promise<void>
  change(sql: Sql, eventId: string, change: { readonly sales?: Sales; readonly endsAt?: Date; readonly waitlistPolicy?: NewInventory['waitlistPolicy'] }): Promise<void>
  /** Removes the inventory of a draft, which has never had a hold. */
  remove(sql: Sql, eventId: string): Promise<void>
}
