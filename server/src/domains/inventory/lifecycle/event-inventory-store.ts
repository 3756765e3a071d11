// Every statement by which an event's inventory begins, changes with the event, and ends.
import type { Sql } from '../../../platform/postgres/sql.ts'
import { problem } from '../../../platform/problems.ts'
import { inventoryTooNew, levelOf, levelOfPromotions } from '../lane/inventory-level.ts'
import type { InventoryBounds, InventorySetup, NewInventory, NewTicketType, TicketTypeEdit } from '../port.ts'
import { lowerToLimitSql } from './limit-statements.ts'

export const changes: Omit<InventorySetup, 'changeCapacity' | 'advanceClock'> = {
  async open(sql, ...inventories) {
    await sql('inventory').insert(inventories.map(inventoryRowOf))
    await sql('ticket_types').insert(
      inventories.flatMap(({ eventId, capacity, ticketTypes }) =>
        ticketTypes.map((type, position) => ({
          ...rowOf(eventId, type, capacity),
          position,
          available_seats: type.capacity ?? capacity,
        })),
      ),
    )
    await sql('movements').insert(
      inventories.flatMap(each =>
        ledgerRowsOf(sql, 1, openingOf(each)).map(row => ({ event_id: each.eventId, ...row })),
      ),
    )
  },

  async change(sql, eventId, { sales, endsAt, waitlistPolicy, ...bounds }) {
    await sql('inventory')
      .where({ event_id: eventId })
      .update({
        ...named({ sales, ends_at: endsAt, ...boundsOf(bounds) }),
        ...(waitlistPolicy && {
          waitlist_order: waitlistPolicy.order,
          waitlist_skip_max: waitlistPolicy.skipMax,
          waitlist_order_version: sql.raw(
            'case when waitlist_order = ? then waitlist_order_version else version + 1 end',
            [waitlistPolicy.order],
          ),
        }),
        version: sql.raw('version + 1'),
      })
  },

  async addTicketType(sql, eventId, type) {
    if (type.hidden) await raiseLevel(sql, eventId)
    const { capacity: eventCapacity, waitlist_open: isAwaited, version } = await takeVersion(sql, eventId)
    const { last } = (await sql('ticket_types').where({ event_id: eventId }).max({ last: 'position' }).first()) as {
      last: number | null
    }
    const capacity = type.capacity ?? eventCapacity
    // While somebody waits, new seats are the waitlist's before they are anybody's; what it can't use it gives back.
    const isPooled = isAwaited && !type.hidden
    const bucket = isPooled ? 'pooled' : 'available'
    await sql('ticket_types').insert({
      ...rowOf(eventId, type, eventCapacity),
      position: (last ?? -1) + 1,
      sales_version: version,
      available_seats: isPooled ? 0 : capacity,
      pooled_seats: isPooled ? capacity : 0,
    })
    await writeLedger(sql, eventId, version, [
      { ticketTypeId: type.id, quantity: capacity, from: 'outside', to: bucket, cause: 'opened' },
    ])
  },

  async changeTicketType(sql, eventId, ticketTypeId, edit) {
    const { priceMinor, maxPerUser, salesStartAt, salesEndAt, externalId, hidden } = edit
    const { version } = await takeVersion(sql, eventId)
    if (hidden) await refuseHiding(sql, eventId, ticketTypeId)
    if (hidden) await raiseLevel(sql, eventId)
    const isSoldOtherwise = [maxPerUser, salesStartAt, salesEndAt, hidden].some(change => change !== undefined)
    const columns = named({
      ...textColumnsOf(edit),
      price_minor: priceMinor,
      max_per_user: maxPerUser,
      sales_start_at: salesStartAt,
      sales_end_at: salesEndAt,
      sales_version: isSoldOtherwise ? version : undefined,
      external_id: externalId,
      hidden,
    })
    if (Object.keys(columns).length > 0)
      await sql('ticket_types').where({ event_id: eventId, id: ticketTypeId }).update(columns)
    if (typeof maxPerUser === 'number')
      await sql.raw(lowerToLimitSql, { eventId, version, limit: maxPerUser, ticketTypeId })
  },

  async removeTicketType(sql, eventId, ticketTypeId) {
    // Nobody else has the inventory's row: no lane can hold or sell a seat, and what is read here is how it stays.
    const {
      rows: [type],
    } = await sql.raw<{ rows: { available: number; pooled: number; isFree: boolean }[] }>(
      `
      select available_seats as available, pooled_seats as pooled,
        held_seats + sold_seats = 0
          and exists (select from ticket_types as other
            where other.event_id = type.event_id and other.id <> type.id and (type.hidden or not other.hidden))
          and not exists (select from promotions
            where promotions.event_id = type.event_id and type.id = any(ticket_type_ids) and closed_at is null)
          and not exists (select from waitlist_entries as entry
            where entry.event_id = type.event_id and entry.ticket_type_id = type.id
              and entry.state in ('waiting', 'offered')) as "isFree"
      from ticket_types as type where event_id = ?::text and id = ?::text`,
      [eventId, ticketTypeId],
    )
    if (!type?.isFree) return false
    const { version } = await takeVersion(sql, eventId)
    await sql('ticket_types').where({ event_id: eventId, id: ticketTypeId }).delete()
    await writeLedger(
      sql,
      eventId,
      version,
      (['available', 'pooled'] as const).map(from => ({
        ticketTypeId,
        quantity: type[from],
        from,
        to: 'outside',
        cause: 'capacity_changed',
      })),
    )
    return true
  },

  async orderTicketTypes(sql, eventId, ticketTypeIds) {
    await takeVersion(sql, eventId)
    await sql.raw(
      `
      update ticket_types set position = wanted.position - 1
      from unnest(?::text[]) with ordinality as wanted (id, position)
      where ticket_types.event_id = ?::text and ticket_types.id = wanted.id`,
      [[...ticketTypeIds], eventId],
    )
  },

  async cancel(sql, eventId) {
    const { version } = await takeVersion(sql, eventId)
    await sql('inventory').where({ event_id: eventId }).update({ sales: 'closed' })
    const seats = sql('inventory').where({ event_id: eventId }).select(sql.raw('held_seats + sold_seats'))
    await sql('event_cancellations')
      .insert({ event_id: eventId, version, seats_total: seats })
      .onConflict('event_id')
      .ignore()
  },

  async remove(sql, eventId) {
    for (const table of ['movements', 'promotions', 'ticket_types', 'inventory'])
      await sql(table).where({ event_id: eventId }).delete()
  },
}

/**
 * The inventory's row for this transaction alone, before any other of its event, as everybody locks them. The lock
 * stands alone: a statement that waited for it would see all other tables stale. Problems: service_unavailable, for one
 * of a later release's level.
 */
export async function lockInventory(sql: Sql, eventId: string, level: number): Promise<void> {
  const inventory = await sql('inventory')
    .where({ event_id: eventId })
    .forUpdate()
    .first<{ level: number } | undefined>('level')
  if (inventory && inventory.level > level) throw inventoryTooNew()
}

interface Taken {
  readonly capacity: number
  readonly waitlist_open: boolean
  readonly version: number
}

/** The inventory's next version, and its row for this transaction alone: every lane notices, and none can be faster. */
async function takeVersion(sql: Sql, eventId: string): Promise<Taken> {
  const [taken] = await sql('inventory')
    .where({ event_id: eventId })
    .update({ version: sql.raw('version + 1') })
    .returning<Taken[]>(['capacity', 'waitlist_open', 'version'])
  if (!taken) throw new Error(`event ${eventId} has no inventory`)
  return taken
}

/** A server that doesn't know hidden ticket types is to keep away. */
async function raiseLevel(sql: Sql, eventId: string): Promise<void> {
  await sql('inventory')
    .where({ event_id: eventId })
    .update({ level: sql.raw('greatest(level, ?)', [levelOfPromotions]) })
}

/**
 * Nobody may wait for what nobody sees, and everybody sees something of an event. Who has an offer of it may accept it.
 * Problems: ticket_type_in_use.
 */
async function refuseHiding(sql: Sql, eventId: string, ticketTypeId: string): Promise<void> {
  const { rows } = await sql.raw<{ rows: { isLast: boolean; isAwaited: boolean }[] }>(
    `select not exists (select from ticket_types as other
        where other.event_id = :eventId and other.id <> :ticketTypeId and not other.hidden) as "isLast",
      exists (select from waitlist_entries as entry where entry.event_id = :eventId
        and entry.ticket_type_id = :ticketTypeId and entry.state = 'waiting') as "isAwaited"`,
    { eventId, ticketTypeId },
  )
  const { isLast, isAwaited } = rows[0]!
  const why = isLast
    ? "It can't be hidden: it is the last ticket type of the event that everybody sees."
    : "It can't be hidden while somebody waits for it."
  if (isLast || isAwaited) throw problem('ticket_type_in_use', why, { ticketTypeId })
}

const boundsOf = ({ holdsPerBuyerMax, holdSeatsPerBuyerMax, claimSecondsMax }: Partial<InventoryBounds>) => ({
  holds_per_buyer_max: holdsPerBuyerMax,
  hold_seats_per_buyer_max: holdSeatsPerBuyerMax,
  claim_seconds_max: claimSecondsMax,
})

const inventoryRowOf = (inventory: NewInventory) => ({
  event_id: inventory.eventId,
  organizer_id: inventory.organizerId,
  test: inventory.test,
  level: levelOf({ test: inventory.test, hasHidden: inventory.ticketTypes.some(({ hidden }) => hidden) }),
  capacity: inventory.capacity,
  available_seats: inventory.capacity,
  currency: inventory.currency,
  sales: inventory.sales,
  ends_at: inventory.endsAt,
  waitlist_order: inventory.waitlistPolicy.order,
  waitlist_skip_max: inventory.waitlistPolicy.skipMax,
  ...boundsOf(inventory),
})

const textColumnsOf = ({ name, description, translations }: TicketTypeEdit) => ({
  name,
  description,
  translations: translations && JSON.stringify(translations),
})

/** The columns that a change names. */
const named = (columns: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))

const rowOf = (
  eventId: string,
  { id, priceMinor, capacity, maxPerUser, salesStartAt, salesEndAt, externalId, hidden, ...texts }: NewTicketType,
  eventCapacity: number,
) => ({
  event_id: eventId,
  id,
  ...textColumnsOf(texts),
  price_minor: priceMinor,
  capacity: capacity ?? eventCapacity,
  capacity_is_own: capacity !== null,
  max_per_user: maxPerUser,
  sales_start_at: salesStartAt,
  sales_end_at: salesEndAt,
  external_id: externalId,
  hidden,
})

interface LedgerLine {
  readonly ticketTypeId: string | null
  readonly quantity: number
  readonly from: string
  readonly to: string
  readonly cause: 'opened' | 'capacity_changed'
}

/** The ledger's first lines: the event's seats and each type's come into being. */
const openingOf = ({ capacity, ticketTypes }: NewInventory): LedgerLine[] =>
  [
    { ticketTypeId: null, quantity: capacity },
    ...ticketTypes.map(({ id, capacity: own }) => ({ ticketTypeId: id, quantity: own ?? capacity })),
  ].map(each => ({ ...each, from: 'outside', to: 'available', cause: 'opened' }))

async function writeLedger(sql: Sql, eventId: string, version: number, lines: readonly LedgerLine[]) {
  const rows = ledgerRowsOf(sql, version, lines)
  if (rows.length > 0) await sql('movements').insert(rows.map(row => ({ event_id: eventId, ...row })))
}

const ledgerRowsOf = (sql: Sql, version: number, lines: readonly LedgerLine[]) =>
  lines
    .filter(({ quantity }) => quantity > 0)
    .map(({ ticketTypeId, quantity, from, to, cause }, line) => ({
      version,
      line: line + 1,
      scope: ticketTypeId === null ? 'event' : 'ticket_type',
      ticket_type_id: ticketTypeId,
      quantity,
      source: from,
      target: to,
      cause,
      at: sql.raw('clock_timestamp()'),
    }))
