// How an event's inventory begins, changes with the event, and ends: inside the events domain's own transaction.
import type { Sql } from '../../../platform/postgres/sql.ts'
import { inventoryLevel } from '../lane/inventory-level.ts'
import type { InventorySetup } from '../port.ts'
import { changes, lockInventory } from './event-inventory-store.ts'

type Setup = Omit<InventorySetup, 'changeCapacity' | 'advanceClock'>

/**
 * `level`: what this server knows of inventories. Every change of one that is there begins with its row, of a level
 * that is known here.
 */
export function createInventorySetup(level = inventoryLevel): Setup {
  const onLocked =
    <More extends unknown[], Result>(change: (sql: Sql, eventId: string, ...more: More) => Promise<Result>) =>
    async (sql: Sql, eventId: string, ...more: More): Promise<Result> => {
      await lockInventory(sql, eventId, level)
      return change(sql, eventId, ...more)
    }
  const { open, change, addTicketType, changeTicketType, removeTicketType, orderTicketTypes, cancel, remove } = changes
  return {
    open,
    change: onLocked(change),
    addTicketType: onLocked(addTicketType),
    changeTicketType: onLocked(changeTicketType),
    removeTicketType: onLocked(removeTicketType),
    orderTicketTypes: onLocked(orderTicketTypes),
    cancel: onLocked(cancel),
    remove: onLocked(remove),
  }
}
