// The inventory's hot path in the database: one read, one guarded write, and the lock for those who lost a race.
import type pg from 'pg'
import { problem } from '../../platform/problems.ts'
import type { Command, Outcome } from './rules.ts'
import { CAPACITY_MINIMUM, CHANGE_CAPACITY, EXPIRED, HOLD, READ, WRITE, holdOf, stockOf, type HoldRow, type StockRow } from './statements.ts'
import type { Hold, Stock } from './stock.ts'

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
  /** The event's seats in all. Problems: event_not_found, capacity_below_taken. */
  changeCapacity(eventId: string, capacity: number): Promise<void>
  /** At most `limit` holds whose time has passed, oldest first. */
  expired(limit: number): Promise<readonly Pick<Hold, 'id' | 'eventId'>[]>
}

export function createInventoryStore(pool: pg.Pool): InventoryStore {
  async function locking<T>(eventId: string, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    try {
      await client.query('begin')
      // The lock stands alone: a statement that waited for it would see this row fresh and all other tables stale.
      await client.query({ name: 'inventory-lock', text: 'select from inventory where event_id = $1 for update', values: [eventId] })
      const result = await work(client)
      await client.query('commit')
      client.release()
      return result
    } catch (error) {
      // A connection that can't even roll back is broken and must not go back to the pool.
      await client.query('rollback').then(() => client.release(), (broken: Error) => client.release(broken))
      throw error
    }
  }

  return {
    ...statementsOn(pool),
    withLock: (eventId, work) => locking(eventId, client => work(statementsOn(client))),
    changeCapacity: (eventId, capacity) => locking(eventId, client => changeCapacity(client, eventId, capacity)),

    async hold(id) {
      const { rows: [row] } = await pool.query<HoldRow>({ name: 'inventory-hold', text: HOLD, values: [id] })
      return row && holdOf(row)
    },

    async expired(limit) {
      const { rows } = await pool.query<{ id: string; event_id: string }>({ name: 'inventory-expired', text: EXPIRED, values: [limit] })
      return rows.map(({ id, event_id: eventId }) => ({ id, eventId }))
    },
  }
}

function statementsOn(db: Pick<pg.ClientBase, 'query'>): Omit<LaneStore, 'withLock'> {
  return {
    async read(eventId, commands) {
      const { holdIds, keys, buyers } = namedBy(commands)
      const { rows: [row] } = await db.query<StockRow>({
        name: 'inventory-read', text: READ,
        values: [eventId, holdIds, keys.map(k => k.userId), keys.map(k => k.key), buyers.map(b => b.userId), buyers.map(b => b.named?.reference ?? '')],
      })
      return row && stockOf(row)
    },

    async write({ before, after, made, changed, movements }) {
      const touched = new Set(movements.map(({ ticketTypeId }) => ticketTypeId))
      const types = [...after.ticketTypes.values()].filter(({ id }) => touched.has(id))
      const { rows: [row] } = await db.query<Pick<Stock, 'version' | 'now'>>({
        name: 'inventory-write', text: WRITE,
        values: [
          before.eventId, before.version, after.now, after.seats.available, after.seats.pooled, after.seats.held, after.seats.sold,
          types.map(t => t.id), types.map(t => t.seats.available), types.map(t => t.seats.pooled), types.map(t => t.seats.held), types.map(t => t.seats.sold),
          made.map(h => h.id), made.map(h => h.buyer.userId), made.map(h => h.buyer.named?.reference ?? null), made.map(h => (h.buyer.named ? JSON.stringify(h.buyer.named) : null)),
          made.map(h => h.state), made.map(h => JSON.stringify(h.items)), made.map(h => h.quantity), made.map(h => h.totalMinor), made.map(h => h.currency),
          made.map(h => h.idempotency?.key ?? null), made.map(h => h.idempotency?.fingerprint ?? null), made.map(h => h.expiresAt),
          changed.map(h => h.id), changed.map(h => h.state), changed.map(h => h.sagaId),
          movements.map(m => m.ticketTypeId), movements.map(m => m.quantity), movements.map(m => m.from), movements.map(m => m.to), movements.map(m => m.cause), movements.map(m => m.holdId),
        ],
      })
      return row
    },
  }
}

async function changeCapacity(client: pg.ClientBase, eventId: string, capacity: number) {
  const { rows: [taken] } = await client.query<{ minimum: number }>(CAPACITY_MINIMUM, [eventId])
  if (!taken) throw problem('event_not_found')
  if (capacity < taken.minimum) throw problem('capacity_below_taken', undefined, { minimumCapacity: taken.minimum })
  await client.query(CHANGE_CAPACITY, [eventId, capacity])
}

/** What must be read for a batch beside the counters: the holds, keys and buyers that its commands name. */
function namedBy(commands: readonly Command[]) {
  const reserves = commands.filter(command => command.kind === 'reserve')
  return {
    holdIds: commands.map(({ holdId }) => holdId),
    buyers: reserves.map(({ buyer }) => buyer),
    keys: reserves.flatMap(({ buyer: { userId }, idempotency }) => (idempotency ? [{ userId, key: idempotency.key }] : [])),
  }
}
