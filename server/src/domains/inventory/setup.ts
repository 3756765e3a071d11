// How an event's inventory begins, changes with the event, and ends: inside the events domain's own transaction.
import type { Sql } from '../../platform/sql.ts'
import type { InventorySetup, NewInventory } from './port.ts'

export const inventorySetup: InventorySetup = {
  async open(sql, inventory) {
    const { eventId, organizerId, capacity, currency, endsAt, sales, waitlistPolicy, ticketTypes } = inventory
    await sql('inventory').insert({
      event_id: eventId, organizer_id: organizerId, capacity, available_seats: capacity, currency, sales, ends_at: endsAt,
      waitlist_order: waitlistPolicy.order, waitlist_skip_max: waitlistPolicy.skipMax,
    })
    await sql('ticket_types').insert(ticketTypes.map((type, position) => ({
      event_id: eventId, id: type.id, position, name: type.name, price_minor: type.priceMinor,
      capacity: type.capacity ?? capacity, capacity_is_own: type.capacity !== null, available_seats: type.capacity ?? capacity,
      max_per_user: type.maxPerUser, sales_start_at: type.salesStartAt, sales_end_at: type.salesEndAt,
    })))
    await writeOpening(sql, inventory)
  },

  async change(sql, eventId, { sales, endsAt, waitlistPolicy }) {
    await sql('inventory').where({ event_id: eventId }).update({
      ...(sales && { sales }), ...(endsAt && { ends_at: endsAt }),
      ...(waitlistPolicy && { waitlist_order: waitlistPolicy.order, waitlist_skip_max: waitlistPolicy.skipMax }),
      version: sql.raw('version + 1'),
    })
  },

  async remove(sql, eventId) {
    for (const table of ['movements', 'ticket_types', 'inventory']) await sql(table).where({ event_id: eventId }).delete()
  },
}

/** The ledger's first lines: the event's seats and each type's come into being. */
async function writeOpening(sql: Sql, { eventId, capacity, ticketTypes }: NewInventory) {
  const opened = [{ id: null as string | null, quantity: capacity }, ...ticketTypes.map(({ id, capacity: own }) => ({ id, quantity: own ?? capacity }))].filter(({ quantity }) => quantity > 0)
  await sql('movements').insert(opened.map(({ id, quantity }, line) => ({
    event_id: eventId, version: 1, line: line + 1, scope: id === null ? 'event' : 'ticket_type', ticket_type_id: id, quantity, source: 'outside', target: 'available', cause: 'opened', at: sql.raw('clock_timestamp()'),
  })))
}
