// The inventory's hot path in the database: one read, one guarded write, and the lock for those who lost a race.
import type pg from 'pg'
import { inBatches } from '../../../platform/batches.ts'
import { withClient, withPipeline, type Pool } from '../../../platform/postgres/connections.ts'
import { converse, type Conversation } from '../../../platform/postgres/conversation.ts'
import type { SeenHold } from '../port.ts'
import type { Command } from '../rules/commands.ts'
import { mayServeWaitlist, type Outcome } from '../rules/decide.ts'
import {
  buyerKeyOf,
  idempotencyKeyOf,
  type Hold,
  type OpenHolds,
  type InventoryState,
} from '../rules/inventory-state.ts'
import { entriesToFind, type EntriesToFind } from '../rules/unread-entries.ts'
import { inventoryTooNew, inventoryLevel } from './inventory-level.ts'
import { readStatement } from './read-statement.ts'
import { holdOf, inventoryStateOf, withFitting, type FittingRow, type HoldRow, type InventoryRow } from './rows.ts'
import {
  archivedHoldsAtVersionSql,
  archivedHoldsSql,
  claimsToEndSql,
  expiredSql,
  fittingSql,
  holdsAtVersionSql,
  holdsSql,
  openWaitlistsSql,
} from './statements.ts'
import { markOf, writeStatement } from './write-statement.ts'

/** What a lane needs of the database. */
export interface LaneStore {
  /**
   * The event's state with all that the commands name; undefined when there is no such event. Without `limits` nobody's
   * seats so far are read. Without commands only the counters are, which costs next to nothing.
   */
  read(
    eventId: string,
    commands: readonly Command[],
    options: { readonly limits: boolean },
  ): Promise<InventoryState | undefined>
  /**
   * Writes it all or nothing, and says why it was nothing. One that follows another (`before.follows`) is sent right
   * behind it.
   */
  write(outcome: Outcome): Promise<WriteResult>
  /** Whether somebody may wait for a connection: then nothing more is to be sent behind a write that is under way. */
  isCrowded(): boolean
  /**
   * Runs the work in a transaction that has the event's row for itself, so that nobody can be faster. It is over once
   * the work has written.
   */
  withLock<T>(eventId: string, work: (store: UnlockedStore) => Promise<T>): Promise<T>
}

export type UnlockedStore = Pick<LaneStore, 'read' | 'write'>

export type WriteResult =
  /** The new version and the database's time. */
  | { readonly kind: 'written'; readonly version: number; readonly now: Date; readonly lookedUp: HeldByBuyer }
  /** Another process wrote first. */
  | { readonly kind: 'raced' }
  /**
   * What was decided without reading them: keys that have been used, as `idempotencyKeyOf`, and buyers who would hold
   * too much, as `buyerKeyOf`.
   */
  | { readonly kind: 'unread'; readonly keys: readonly string[]; readonly buyers: readonly string[] }

export type Written = WriteResult & { readonly kind: 'written' }

/** By `buyerKeyOf`: what buyers held before the write, as far as it had to be looked up. */
export type HeldByBuyer = ReadonlyMap<string, OpenHolds>

export interface InventoryStore extends LaneStore {
  hold(id: string): Promise<SeenHold | undefined>
  /** With the version of the inventory at which it is so. */
  holdAtVersion(id: string): Promise<{ readonly hold: SeenHold; readonly version: number } | undefined>
  /** At most `limit` holds whose time has passed, oldest first, but for those of `passedOver` events. */
  expired(limit: number, passedOver: readonly string[]): Promise<readonly Pick<Hold, 'id' | 'eventId'>[]>
  /**
   * Events on sale whose line the clock alone may have made servable: at most `limit` of those where claims have ended,
   * and what is found among the next open waitlists, so that each of them is looked at in its turn.
   */
  waitlistsWithSeats(limit: number): Promise<readonly string[]>
}

/** For each event that may be served so many open waitlists are looked at. */
const waitlistsLookedAt = 10

export interface InventoryStoreOptions {
  /** What this server knows of inventories; a test speaks for a later release by another one. */
  readonly level?: number
  /** Where statements go that are planned once (Database.plannedOncePool); left out: where all go. */
  readonly plannedOncePool?: Pool
  /** Database.isCrowded; left out: nobody ever waits. */
  readonly isCrowded?: () => boolean
}

export function createInventoryStore(
  pool: Pool,
  { level = inventoryLevel, plannedOncePool = pool, isCrowded = () => false }: InventoryStoreOptions = {},
): InventoryStore {
  let lookedAtTo = ''

  /** By their ids; those that are not in the table, which are few, are looked for in the archive. */
  async function seen<Row extends SeenRow>(
    ids: readonly string[],
    { name, text, archived }: { readonly name: string; readonly text: string; readonly archived: string },
  ): Promise<ReadonlyMap<string, Row>> {
    const { rows } = await plannedOncePool.query<Row>({ name, text: withTimeLeft(text), values: [ids] })
    const found = new Map(rows.map(row => [row.id, row]))
    const missing = ids.filter(id => !found.has(id))
    if (missing.length === 0) return found
    const over = await pool.query<Row>({ name: `${name}-archived`, text: withTimeLeft(archived), values: [missing] })
    return new Map([...rows, ...over.rows].map(row => [row.id, row]))
  }

  return {
    ...statementsOn(pool, level, followingOn(plannedOncePool)),

    isCrowded,

    withLock: (eventId, work) => inLockedTransaction(plannedOncePool, { eventId, level }, work),

    hold: inBatches(
      async (ids: readonly string[]) => {
        const found = await seen<SeenRow>(ids, { name: 'inventory-holds', text: holdsSql, archived: archivedHoldsSql })
        return ids.map(id => {
          const row = found.get(id)
          return row && seenHoldOf(row)
        })
      },
      { name: 'inventory-holds' },
    ),

    holdAtVersion: inBatches(async (ids: readonly string[]) => {
      const found = await seen<SeenRow & { inventory_version: number }>(ids, {
        name: 'inventory-holds-at-version',
        text: holdsAtVersionSql,
        archived: archivedHoldsAtVersionSql,
      })
      return ids.map(id => {
        const row = found.get(id)
        return row && { hold: seenHoldOf(row), version: row.inventory_version }
      })
    }),

    async expired(limit, passedOver) {
      const { rows } = await pool.query<{ id: string; event_id: string }>({
        name: 'inventory-expired',
        text: expiredSql,
        values: [limit, level, [...passedOver]],
      })
      return rows.map(({ id, event_id: eventId }) => ({ id, eventId }))
    },

    async waitlistsWithSeats(limit) {
      const { rows: due } = await pool.query<{ event_id: string }>({
        name: 'inventory-claims-to-end',
        text: claimsToEndSql,
        values: [limit, level],
      })
      const page = limit * waitlistsLookedAt
      const { rows: waitlists } = await pool.query<{ event_id: string; is_due: boolean }>({
        name: 'inventory-open-lines',
        text: openWaitlistsSql,
        values: [lookedAtTo, page, level],
      })
      lookedAtTo = waitlists.length < page ? '' : waitlists.at(-1)!.event_id
      return [
        ...new Set([...due, ...waitlists.filter(({ is_due: isDue }) => isDue)].map(({ event_id: eventId }) => eventId)),
      ]
    },
  }
}

type SeenRow = HoldRow & { left_ms: number }

/**
 * What is left of a hold is computed here, by the clock that ends it: nobody compares `expires_at` with a clock of
 * their own.
 */
const withTimeLeft = (holds: string) =>
  `select found.*, (extract(epoch from found.expires_at - clock_timestamp()) * 1000)::double precision as left_ms
  from (${holds}) as found`
const seenHoldOf = (row: SeenRow): SeenHold => ({ ...holdOf(row), leftMs: row.left_ms })

type Statements = Pick<pg.ClientBase, 'query'>
/** Sends a statement that is planned once, and writes the outcome if there is one. */
type SendPlannedOnce = <Row extends pg.QueryResultRow>(
  statement: pg.QueryConfig,
  outcome?: Outcome,
) => Promise<pg.QueryResult<Row>>

/** Sends a write that follows another on the same connection, while that is not answered yet. */
function followingOn(pool: Pick<Pool, 'connect'>): SendPlannedOnce {
  /** What was sent last on each connection, by its mark. */
  const underWay = new Map<string, Conversation>()
  return async <Row extends pg.QueryResultRow>(statement: pg.QueryConfig, outcome?: Outcome) => {
    const { follows } = outcome?.before ?? {}
    const behind = follows === undefined ? undefined : underWay.get(follows)
    const conversation = behind && !behind.isOver() ? behind : converse(pool)
    const mark = outcome && markOf(outcome)
    if (mark !== undefined) underWay.set(mark, conversation)
    try {
      return await conversation.query<Row>(statement)
    } finally {
      if (mark !== undefined) underWay.delete(mark)
    }
  }
}

/**
 * The lock stands alone: a statement that waited for it would see this row fresh and all other tables stale. But nobody
 * waits for its answer, nor does the commit wait for the write's: others wait for the row as long as PostgreSQL works,
 * and not for as long as this process is busy.
 */
function inLockedTransaction<T>(
  pool: Pick<Pool, 'connect'>,
  { eventId, level }: { readonly eventId: string; readonly level: number },
  work: (store: UnlockedStore) => Promise<T>,
): Promise<T> {
  return withClient(pool, (client, discard) =>
    withPipeline(client, async () => {
      const sent: Promise<unknown>[] = []
      const send = (statement: string | pg.QueryConfig) => {
        const answer = client.query(statement)
        answer.catch(() => {}) // what comes behind it fails too
        sent.push(answer)
      }
      send('begin')
      send({ name: 'inventory-lock', text: 'select from inventory where event_id = $1 for update', values: [eventId] })
      let isPlannedOnce = true
      /** What is not planned once is planned for the tables as they are. */
      const plannedEachTime = {
        query(statement: pg.QueryConfig) {
          if (isPlannedOnce) send('set local plan_cache_mode = force_custom_plan')
          isPlannedOnce = false
          return client.query(statement)
        },
      } as Statements
      const store = statementsOn(plannedEachTime, level, statement => client.query(statement))
      let isCommitting = false
      const commit = () => {
        if (!isCommitting) send('commit')
        isCommitting = true
      }
      try {
        const result = await work({
          read: store.read,
          write(outcome) {
            const written = store.write(outcome)
            commit()
            return written
          },
        })
        commit()
        await Promise.all(sent)
        return result
      } catch (error) {
        if (!isCommitting) await client.query('rollback').catch(discard)
        await Promise.all(sent) // the first that failed tells more
        throw error
      }
    }),
  )
}

/** A lane's two statements on this connection, or on these two. */
export function statementsOn(
  db: Statements,
  level: number,
  sendPlannedOnce: SendPlannedOnce = statement => db.query(statement),
): UnlockedStore {
  /**
   * In a waitlist longer than one read, the first entry that unclaimed seats fit may stand anywhere. Rare enough for a
   * statement of its own; should the event change between the two, the version in the write's guard tells.
   */
  async function withFittingEntries(state: InventoryState, commands: readonly Command[]): Promise<InventoryState> {
    const wanted = commands.some(mayServeWaitlist) ? entriesToFind(state) : new Map<string, EntriesToFind>()
    if (wanted.size === 0) return state
    const each = [...wanted.values()]
    const { rows } = await db.query<FittingRow>({
      name: 'inventory-fitting',
      text: fittingSql,
      values: [
        state.eventId,
        [...wanted.keys()],
        each.map(({ seats }) => seats),
        each.map(({ seenTo }) => seenTo),
        each.map(({ mostEver }) => mostEver),
      ],
    })
    return withFitting(state, wanted, rows)
  }

  return {
    async read(eventId, commands, options) {
      const { name, text, values } = readStatement(eventId, commands, options)
      const {
        rows: [row],
      } = await (commands.length === 0
        ? sendPlannedOnce<InventoryRow>({ name, text, values: [...values] })
        : db.query<InventoryRow>({ name, text, values: [...values] }))
      if (row && row.level > level) throw inventoryTooNew()
      return row && withFittingEntries(inventoryStateOf(row), commands)
    },

    async write(outcome) {
      const { name, text, values, isPlannedOnce } = writeStatement(outcome, level)
      const {
        rows: [row],
      } = await (isPlannedOnce
        ? sendPlannedOnce<WriteRow>({ name, text, values: [...values] }, outcome)
        : db.query<WriteRow>({ name, text, values: [...values] }))
      return writeResultOf(row!)
    },
  }
}

interface WriteRow {
  version: number | null
  now: Date
  used_keys?: readonly { user_id: string; key: string }[] | null
  looked_up?: readonly BuyerRow[] | null
  unfollowed?: readonly unknown[] | null
}
interface BuyerRow {
  user_id: string
  reference: string
  holds: number
  seats: number
  is_over: boolean
}

function writeResultOf({ version, now, used_keys: keys, looked_up: lookedUp, unfollowed }: WriteRow): WriteResult {
  if (version !== null)
    return {
      kind: 'written',
      version,
      now,
      lookedUp: new Map(
        (lookedUp ?? []).map(row => [keyOfBuyer(row), { holds: row.holds, seats: row.seats, until: null }]),
      ),
    }
  const over = (lookedUp ?? []).filter(({ is_over: isOver }) => isOver)
  if (unfollowed || (!keys && over.length === 0)) return { kind: 'raced' }
  return {
    kind: 'unread',
    keys: (keys ?? []).map(({ user_id: userId, key }) => idempotencyKeyOf(userId, key)),
    buyers: over.map(keyOfBuyer),
  }
}

const keyOfBuyer = ({ user_id: userId, reference }: BuyerRow) =>
  buyerKeyOf({ userId, ...(reference !== '' && { named: { reference } }) })
