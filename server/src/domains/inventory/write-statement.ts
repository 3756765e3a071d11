// The one statement that writes a batch. Counters, holds, line and ledger commit together or not at all: everything hangs
// on "moved", and when that finds no row (another process wrote first, or a key has been used) nothing else happens.
//
// It is put together from the parts that a batch needs. PostgreSQL plans it anew each time (see platform/sql.ts), and a
// batch of reservations, the hot one, is planned in half the time without the parts of the line.
import type { Outcome } from './rules.ts'
import type { Buyer, Hold, Movement, TicketTypeStock, WaitlistEntry } from './stock.ts'

export interface WriteStatement { readonly name: string; readonly text: string; readonly values: readonly unknown[] }

/** A column of a set: its type, and its value in a row. Sets travel as one array a column. */
type Column<Row> = readonly [type: string, valueOf: (row: Row) => unknown]
interface Part<Row> {
  readonly name: string
  readonly columns: readonly Column<Row>[]
  /** What is done with the set, which `rows` stands for in a FROM clause. */
  sql(rows: string): string
}

const namedJson = ({ named }: Buyer) => (named ? JSON.stringify(named) : null)

const made: Part<Hold> = {
  name: 'made',
  columns: [
    ['text', h => h.id], ['text', h => h.buyer.userId], ['text', h => h.idempotency?.key ?? null], ['text', h => h.idempotency?.fingerprint ?? null], ['text', h => h.kind],
    ['text', h => h.buyer.named?.reference ?? null], ['jsonb', h => namedJson(h.buyer)], ['text', h => h.state], ['jsonb', h => JSON.stringify(h.items)], ['integer', h => h.quantity],
    ['bigint', h => h.totalMinor], ['text', h => h.currency], ['timestamptz', h => h.expiresAt], ['text', h => h.waitlistEntryId], ['text', h => h.sagaId],
  ],
  sql: rows => `
    insert into holds (id, event_id, user_id, idempotency_key, idempotency_fingerprint, kind, buyer_reference, buyer, state, items, quantity, total_minor, currency, expires_at,
      waitlist_entry_id, saga_id, created_at, changed_at)
    select id, $1, user_id, key, fingerprint, kind, buyer_reference, buyer, state, items, quantity, total_minor, currency, expires_at, entry_id, saga_id, $3, $3
    from moved, ${rows} as hold (id, user_id, key, fingerprint, kind, buyer_reference, buyer, state, items, quantity, total_minor, currency, expires_at, entry_id, saga_id)`,
}

const changed: Part<Hold> = {
  name: 'changed',
  columns: [['text', h => h.id], ['text', h => h.state], ['text', h => h.sagaId], ['text', h => h.kind], ['timestamptz', h => h.expiresAt]],
  sql: rows => `
    update holds set state = next.state, saga_id = next.saga_id, kind = next.kind, expires_at = next.expires_at, changed_at = $3
    from moved, ${rows} as next (id, state, saga_id, kind, expires_at)
    where holds.id = next.id and holds.event_id = moved.event_id`,
}

const joined: Part<WaitlistEntry> = {
  name: 'joined',
  columns: [
    ['text', e => e.id], ['bigint', e => e.seq], ['text', e => e.buyer.userId], ['text', e => e.buyer.named?.reference ?? null], ['jsonb', e => namedJson(e.buyer)], ['text', e => e.ticketTypeId],
    ['integer', e => e.quantity], ['boolean', e => e.acceptFewer], ['text', e => e.state], ['integer', e => e.skipped], ['text', e => e.idempotency?.key ?? null], ['text', e => e.idempotency?.fingerprint ?? null],
  ],
  sql: rows => `
    insert into waitlist_entries (id, event_id, seq, user_id, buyer_reference, buyer, ticket_type_id, quantity, accept_fewer, state, skipped, idempotency_key, idempotency_fingerprint,
      joined_version, served_version, created_at, changed_at)
    select id, $1, seq, user_id, buyer_reference, buyer, ticket_type_id, quantity, accept_fewer, state, skipped, key, fingerprint, version, case when state <> 'waiting' then version end, $3, $3
    from moved, ${rows} as entry (id, seq, user_id, buyer_reference, buyer, ticket_type_id, quantity, accept_fewer, state, skipped, key, fingerprint)`,
}

const stepped: Part<WaitlistEntry> = {
  name: 'stepped',
  columns: [['text', e => e.id], ['text', e => e.state], ['integer', e => e.skipped]],
  sql: rows => `
    update waitlist_entries set state = next.state, skipped = next.skipped, served_version = coalesce(served_version, case when next.state <> 'waiting' then version end), changed_at = $3
    from moved, ${rows} as next (id, state, skipped)
    where waitlist_entries.id = next.id and waitlist_entries.event_id = moved.event_id`,
}

const typed: Part<TicketTypeStock> = {
  name: 'typed',
  columns: [['text', t => t.id], ['integer', t => t.seats.available], ['integer', t => t.seats.pooled], ['integer', t => t.seats.held], ['integer', t => t.seats.sold], ['boolean', t => t.capacityIsOwn]],
  sql: rows => `
    update ticket_types set available_seats = next.available, pooled_seats = next.pooled, held_seats = next.held, sold_seats = next.sold,
      capacity = next.available + next.pooled + next.held + next.sold, capacity_is_own = next.capacity_is_own
    from moved, ${rows} as next (id, available, pooled, held, sold, capacity_is_own)
    where ticket_types.event_id = moved.event_id and ticket_types.id = next.id`,
}

const written: Part<Movement> = {
  name: 'written',
  columns: [['text', m => m.scope], ['text', m => m.ticketTypeId], ['integer', m => m.quantity], ['text', m => m.from], ['text', m => m.to], ['text', m => m.cause], ['text', m => m.holdId]],
  sql: rows => `
    insert into movements (event_id, version, line, scope, ticket_type_id, quantity, source, target, cause, hold_id, at)
    select $1, version, line, scope, ticket_type_id, quantity, source, target, cause, hold_id, $3
    from moved, ${rows} with ordinality as movement (scope, ticket_type_id, quantity, source, target, cause, hold_id, line)`,
}

/** Columns of `moved`; the parts' sets follow them. */
const MOVED_VALUES = 9
/** Where `made`, always the first part, has its users and keys: $11 and $12. */
const UNUSED_KEYS = `
    and not exists (select from unnest($${MOVED_VALUES + 2}::text[], $${MOVED_VALUES + 3}::text[]) as used (user_id, key) join holds on holds.user_id = used.user_id and holds.idempotency_key = used.key)`

/** The statement that writes an outcome; its name stands for its text, so each combination of parts is parsed once a connection. */
export function writeStatement({ before, after, holds, entries, movements, resized }: Outcome): WriteStatement {
  const touched = new Set(movements.map(({ ticketTypeId }) => ticketTypeId))
  const thingsOf = <Thing>(all: readonly { thing: Thing; isNew: boolean }[], areNew: boolean) => all.filter(({ isNew }) => isNew === areNew).map(({ thing }) => thing)
  const sets = [
    setOf(made, thingsOf(holds, true)), setOf(changed, thingsOf(holds, false)), setOf(joined, thingsOf(entries, true)), setOf(stepped, thingsOf(entries, false)),
    setOf(typed, [...after.ticketTypes.values()].filter(({ id }) => resized || touched.has(id))), setOf(written, movements),
  ].filter(({ size }) => size > 0)
  const name = ['inventory-write', ...sets.map(({ part }) => part.name)].join('-')
  const text = texts.get(name) ?? textOf(sets.map(({ part }) => part))
  texts.set(name, text)
  const { seats, waitlist } = after
  return { name, text, values: [before.eventId, before.version, after.now, seats.available, seats.pooled, seats.held, seats.sold, waitlist.open, waitlist.seq, ...sets.flatMap(({ arrays }) => arrays())] }
}

const texts = new Map<string, string>()

const setOf = <Row>(part: Part<Row>, rows: readonly Row[]) =>
  ({ part, size: rows.length, arrays: () => part.columns.map(([, valueOf]) => rows.map(valueOf)) })

function textOf(parts: readonly { readonly name: string; readonly columns: readonly { readonly 0: string }[]; sql(rows: string): string }[]): string {
  let used = MOVED_VALUES
  const steps = parts.map(({ name, columns, sql }) => `, ${name} as (${sql(`unnest(${columns.map(column => `$${++used}::${column[0]}[]`).join(', ')})`)})`)
  return `
with moved as (
  update inventory
  set available_seats = $4, pooled_seats = $5, held_seats = $6, sold_seats = $7, capacity = $4::integer + $5 + $6 + $7, waitlist_open = $8, waitlist_seq = $9, version = version + 1
  where event_id = $1 and version = $2${parts[0]?.name === made.name ? UNUSED_KEYS : ''}
  returning event_id, version, $3::timestamptz as at -- also where no part needs it, so that its type is known
)${steps.join('')}
select version, clock_timestamp() as now from moved`
}
