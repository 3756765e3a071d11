// What a transaction of this domain has at hand: its stores, the inventory's setup, and the idempotency keys.
//
// Rows are locked in one order everywhere, so that nobody waits in a circle: a venue, its events by their ids, an
// event's inventory, its ticket types and whatever else the lanes write, what the search has still to hear.
import { answerOnce, type KeptAnswer, type KeyedRequest } from '../../platform/postgres/idempotency.ts'
import { inTransaction, type Database, type Sql } from '../../platform/postgres/sql.ts'
import type {
  CapacityChange,
  InventoryChange,
  InventorySetup,
  NewInventory,
  NewTicketType,
  TicketTypeEdit,
} from '../inventory/port.ts'
import { createSeriesStore } from './series/store.ts'
import { createEventsStore } from './store.ts'
import { createVenuesStore } from './venues/store.ts'
import { zoneClock, type ZoneClock } from './zone-clock.ts'

export type EventsTransaction = ReturnType<typeof eventsTransactionOn>

function eventsTransactionOn(sql: Sql, inventory: InventorySetup, clock: ZoneClock) {
  return {
    events: createEventsStore(sql, clock),
    venues: createVenuesStore(sql),
    series: createSeriesStore(sql),
    inventory: {
      open: (openings: readonly NewInventory[]) => inventory.open(sql, ...openings),
      change: (eventId: string, change: InventoryChange) => inventory.change(sql, eventId, change),
      advanceClock: (eventId: string, seconds: number) => inventory.advanceClock(sql, eventId, seconds),
      changeCapacity: (eventId: string, change: CapacityChange) => inventory.changeCapacity(sql, eventId, change),
      addTicketType: (eventId: string, type: NewTicketType) => inventory.addTicketType(sql, eventId, type),
      changeTicketType: (eventId: string, ticketTypeId: string, change: TicketTypeEdit) =>
        inventory.changeTicketType(sql, eventId, ticketTypeId, change),
      removeTicketType: (eventId: string, ticketTypeId: string) =>
        inventory.removeTicketType(sql, eventId, ticketTypeId),
      orderTicketTypes: (eventId: string, ticketTypeIds: readonly string[]) =>
        inventory.orderTicketTypes(sql, eventId, ticketTypeIds),
      cancel: (eventId: string) => inventory.cancel(sql, eventId),
      remove: (eventId: string) => inventory.remove(sql, eventId),
    },
    answerOnce: <Body>(request: KeyedRequest, work: () => Promise<KeptAnswer<Body>>) => answerOnce(sql, request, work),
  }
}

/** Runs the work in one transaction over all of them. */
export type InEventsTransaction = <Result>(work: (stores: EventsTransaction) => Promise<Result>) => Promise<Result>

export const inEventsTransaction =
  (database: Database, inventory: InventorySetup, clock: ZoneClock = zoneClock): InEventsTransaction =>
  work =>
    inTransaction(database, sql => eventsTransactionOn(sql, inventory, clock), work)

/** What this transaction has just written can be read. */
export function justWritten<Thing>(thing: Thing | undefined): Thing {
  if (!thing) throw new Error("what was just written can't be read")
  return thing
}
