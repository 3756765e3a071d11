// The inventory's hot path in the database: one read, one guarded write, and the lock for those who lost a race.
import type pg from 'pg'
import { inBatches } from '../../platform/batches.ts'
import type { Command } from './commands.ts'
import type { Outcome } from './rules.ts'
import { ENTRY, EXPIRED, HOLDS, LINES_WITH_SEATS, READ, WRITE, entryOf, holdOf, stockOf, type EntryRow, type HoldRow, type StockRow } from './statements.ts'
import type { Buyer, Hold, Stock, WaitlistEntry } from './stock.ts'
import { offerIdOf } from './waitlist-rules.ts'

/** What a lane needs of the database. */
export interface LaneStore {
  /** The event's stock with all that the commands name; undefined when there is no such event. */
  read(eventId: string, commands: readonly Command[]): Promise<Stock | undefined>
  /** The new version and the database's time; undefined when another process wrote first or a key has been used: nothing is written then. */
  write(outcome: Outcome): Promise<Pick<Stock, 'version' | 'now'> | undefined>
  /** Runs the work in a transaction that has the event's row for itself, so that nobody can be faster. */
  withLock<T>(eventId: string, work: (store: Omit<LaneStore, 'withLock'>) => Promise<T>): Promise<T>
}

export interface InventoryStore extends LaneStore {
  hold(id: string): Promise<Hold | undefined>
  entry(id: string): Promise<WaitlistEntry | undefined>
  /** At most `limit` holds whose time has passed, oldest first. */
  expired(limit: number): Promise<readonly Pick<Hold, 'id' | 'eventId'>[]>
  /** At most `limit` events on sale where somebody waits and seats are free: time alone may have made them servable. */
  linesWithSeats(limit: number): Promise<readonly string[]>
}

export function createInventoryStore(pool: pg.Pool): InventoryStore {
  return {
    ...statementsOn(pool),

    async withLock(eventId, work) {
      const client = await pool.connect()
      try {
        await client.query('begin')
        // The lock stands alone: a statement that waited for it would see this row fresh and all other tables stale.
        await client.query({ name: 'inventory-lock', text: 'select from inventory where event_id = $1 for update', values: [eventId] })
        const result = await work(statementsOn(client))
        await client.query('commit')
        client.release()
        return result
      } catch (error) {
        // A connection that can't even roll back is broken and must not go back to the pool.
        await client.query('rollback').then(() => client.release(), (broken: Error) => client.release(broken))
        throw error
      }
    },

    hold: inBatches(async (ids: readonly string[]) => {
      const { rows } = await pool.query<HoldRow>({ name: 'inventory-holds', text: HOLDS, values: [ids] })
      const found = new Map(rows.map(row => [row.id, row]))
      return ids.map(id => {
        const row = found.get(id)
        return row && holdOf(row)
      })
    }),

    async entry(id) {
      const { rows: [row] } = await pool.query<EntryRow>({ name: 'inventory-entry', text: ENTRY, values: [id] })
      return row && entryOf(row)
    },

    async expired(limit) {
      const { rows } = await pool.query<{ id: string; event_id: string }>({ name: 'inventory-expired', text: EXPIRED, values: [limit] })
      return rows.map(({ id, event_id: eventId }) => ({ id, eventId }))
    },

    async linesWithSeats(limit) {
      const { rows } = await pool.query<{ event_id: string }>({ name: 'inventory-lines', text: LINES_WITH_SEATS, values: [limit] })
      return rows.map(({ event_id: eventId }) => eventId)
    },
  }
}

function statementsOn(db: Pick<pg.ClientBase, 'query'>): Omit<LaneStore, 'withLock'> {
  return {
    async read(eventId, commands) {
      const { holdIds, entryIds, keys, buyers, needsLine } = namedBy(commands)
      const { rows: [row] } = await db.query<StockRow>({
        name: 'inventory-read', text: READ,
        values: [eventId, holdIds, keys.map(k => k.userId), keys.map(k => k.key), buyers.map(b => b.userId), buyers.map(b => b.named?.reference ?? ''), entryIds, needsLine],
      })
      return row && stockOf(row)
    },

    async write(outcome) {
      const { rows: [row] } = await db.query<Pick<Stock, 'version' | 'now'>>({ name: 'inventory-write', text: WRITE, values: writtenValues(outcome) })
      return row
    },
  }
}

/** What WRITE takes, in its order; columns of sets as arrays. */
function writtenValues({ before, after, holds, entries, movements, resized }: Outcome): unknown[] {
  const touched = new Set(movements.map(({ ticketTypeId }) => ticketTypeId))
  const types = [...after.ticketTypes.values()].filter(({ id }) => resized || touched.has(id))
  const made = holds.filter(({ isNew }) => isNew).map(({ thing }) => thing)
  const changed = holds.filter(({ isNew }) => !isNew).map(({ thing }) => thing)
  const joined = entries.filter(({ isNew }) => isNew).map(({ thing }) => thing)
  const stepped = entries.filter(({ isNew }) => !isNew).map(({ thing }) => thing)
  return [
    before.eventId, before.version, after.now, after.seats.available, after.seats.pooled, after.seats.held, after.seats.sold, after.waitlist.open, after.waitlist.seq,
    types.map(t => t.id), types.map(t => t.seats.available), types.map(t => t.seats.pooled), types.map(t => t.seats.held), types.map(t => t.seats.sold), types.map(t => t.capacityIsOwn),
    made.map(h => h.id), made.map(h => h.kind), made.map(h => h.buyer.userId), made.map(h => h.buyer.named?.reference ?? null), made.map(h => namedJson(h.buyer)),
    made.map(h => h.state), made.map(h => JSON.stringify(h.items)), made.map(h => h.quantity), made.map(h => h.totalMinor), made.map(h => h.currency),
    made.map(h => h.idempotency?.key ?? null), made.map(h => h.idempotency?.fingerprint ?? null), made.map(h => h.expiresAt), made.map(h => h.waitlistEntryId), made.map(h => h.sagaId),
    changed.map(h => h.id), changed.map(h => h.state), changed.map(h => h.sagaId), changed.map(h => h.kind), changed.map(h => h.expiresAt),
    joined.map(e => e.id), joined.map(e => e.seq), joined.map(e => e.buyer.userId), joined.map(e => e.buyer.named?.reference ?? null), joined.map(e => namedJson(e.buyer)), joined.map(e => e.ticketTypeId),
    joined.map(e => e.quantity), joined.map(e => e.acceptFewer), joined.map(e => e.state), joined.map(e => e.skipped), joined.map(e => e.idempotency?.key ?? null), joined.map(e => e.idempotency?.fingerprint ?? null),
    stepped.map(e => e.id), stepped.map(e => e.state), stepped.map(e => e.skipped),
    movements.map(m => m.scope), movements.map(m => m.ticketTypeId), movements.map(m => m.quantity), movements.map(m => m.from), movements.map(m => m.to), movements.map(m => m.cause), movements.map(m => m.holdId),
  ]
}

const namedJson = ({ named }: Buyer) => (named ? JSON.stringify(named) : null)

/** What must be read for a batch beside the counters: the holds, entries, keys and buyers that its commands name, and whether they may move the line. */
function namedBy(commands: readonly Command[]) {
  const holdIds: string[] = [], entryIds: string[] = [], buyers: Buyer[] = []
  const keys: { readonly userId: string; readonly key: string }[] = []
  let needsLine = false
  for (const command of commands) {
    if (command.kind !== 'reserve') needsLine = true
    if ('holdId' in command && (command.kind !== 'reserve' || command.cause === 'update_availability')) holdIds.push(command.holdId)
    if ('entryId' in command) {
      entryIds.push(command.entryId)
      holdIds.push(offerIdOf(command.entryId))
    }
    if ('buyer' in command) {
      buyers.push(command.buyer)
      if (command.idempotency) keys.push({ userId: command.buyer.userId, key: command.idempotency.key })
    }
  }
  return { holdIds, entryIds, keys, buyers, needsLine }
}
