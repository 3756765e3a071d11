// The one statement that writes a batch. Counters, holds, line and ledger commit together or not at all: everything
// hangs on "moved", and when that finds no row nothing else happens: another process wrote first, or what was decided
// on remembered counters meets a key that has been used or a buyer who holds too much; the row that it answers says
// which.
//
// It is put together from the parts that a batch needs, so that planning it takes as little as it can. One that only
// adds rows, as a batch of reservations does, is planned once a connection: each of its look-ups goes by a whole key,
// or within one event's ticket types, so that no size of any table makes another plan better
// (Database.plannedOncePool).
import { statementName } from '../../../platform/postgres/statement-name.ts'
import { isReclocked, type Outcome } from '../rules/decide.ts'
import type { Movement, TicketTypeState, WaitlistEntry } from '../rules/inventory-state.ts'
import { changesOfUses } from '../rules/promotion-rules.ts'
import type { WaitlistStep } from '../rules/waitlist-steps.ts'
import { setsOfHolds } from './hold-statements.ts'
import { levelOfReturned } from './inventory-level.ts'
import { counted, rescheduled, used } from './promotion-statements.ts'
import { checksOf, type Check } from './write-checks.ts'
import { namedJson, setOf, thingsOf, type Column, type Part } from './write-part.ts'

export interface WriteStatement {
  readonly name: string
  readonly text: string
  readonly values: readonly unknown[]
  /** One plan is the best for tables of any size. */
  readonly isPlannedOnce: boolean
}

const joined: Part<WaitlistEntry> = {
  name: 'joined',
  columns: [
    ['text', e => e.id],
    ['bigint', e => e.seq],
    ['text', e => e.buyer.userId],
    ['text', e => e.buyer.named?.reference ?? null],
    ['jsonb', e => namedJson(e.buyer)],
    ['text', e => e.ticketTypeId],
    ['integer', e => e.quantity],
    ['boolean', e => e.acceptFewer],
    ['text', e => e.state],
    ['integer', e => e.skipped],
    ['text', e => e.idempotency?.key ?? null],
    ['text', e => e.idempotency?.fingerprint ?? null],
    ['jsonb', e => (e.metadata ? JSON.stringify(e.metadata) : null)],
  ],
  sql: rows => `
    insert into waitlist_entries (id, event_id, seq, user_id, buyer_reference, buyer, ticket_type_id, quantity,
      accept_fewer, state, skipped, idempotency_key, idempotency_fingerprint, metadata,
      joined_version, served_version, created_at, changed_at)
    select id, $1, seq, user_id, buyer_reference, buyer, ticket_type_id, quantity, accept_fewer, state, skipped, key,
      fingerprint, metadata, version, case when state <> 'waiting' then version end, $3, $3
    from moved, ${rows} as entry (id, seq, user_id, buyer_reference, buyer, ticket_type_id, quantity, accept_fewer,
      state, skipped, key, fingerprint, metadata)`,
}

const stepped: Part<WaitlistEntry> = {
  name: 'stepped',
  joins: true,
  columns: [
    ['text', e => e.id],
    ['text', e => e.state],
    ['integer', e => e.skipped],
    ['integer', e => e.quantity],
    ['boolean', e => e.acceptFewer],
    ['text', e => e.expiredReason],
  ],
  sql: rows => `
    update waitlist_entries
    set state = next.state, skipped = next.skipped, quantity = next.quantity, accept_fewer = next.accept_fewer,
      expired_reason = next.expired_reason,
      served_version = coalesce(served_version, case when next.state <> 'waiting' then version end), changed_at = $3
    from moved, ${rows} as next (id, state, skipped, quantity, accept_fewer, expired_reason)
    where waitlist_entries.id = next.id and waitlist_entries.event_id = moved.event_id`,
}

const typedColumns: readonly Column<TicketTypeState>[] = [
  ['text', t => t.id],
  ['integer', t => t.seats.available],
  ['integer', t => t.seats.pooled],
  ['integer', t => t.seats.held],
  ['integer', t => t.seats.sold],
  ['boolean', t => t.capacityIsOwn],
]
const typedWith = (rows: string, more: { readonly columns: string; readonly set: string }) => `
    update ticket_types
    set available_seats = next.available, pooled_seats = next.pooled, held_seats = next.held, sold_seats = next.sold,
      capacity = next.available + next.pooled + next.held + next.sold, capacity_is_own = next.capacity_is_own${more.set}
    from moved, ${rows} as next (id, available, pooled, held, sold, capacity_is_own${more.columns})
    where ticket_types.event_id = $1 and ticket_types.id = next.id`

const typed: Part<TicketTypeState> = {
  name: 'typed',
  columns: typedColumns,
  sql: rows => typedWith(rows, { columns: '', set: '' }),
}

/** With the clocks of their pools: a part of its own, as a sale has nothing to do with them. */
const clocked: Part<TicketTypeState> = {
  name: 'clocked',
  columns: [...typedColumns, ['timestamptz', t => t.pooledSince], ['boolean', t => t.claimsEnded]],
  sql: rows =>
    typedWith(rows, {
      columns: ', pooled_since, claims_ended',
      set: ', pooled_since = next.pooled_since, claims_ended = next.claims_ended',
    }),
}

/** With the times of their sales too, which the clock of a test event moves. */
const advanced: Part<TicketTypeState> = {
  name: 'advanced',
  columns: [...clocked.columns, ['timestamptz', t => t.salesStartAt], ['timestamptz', t => t.salesEndAt]],
  sql: rows =>
    typedWith(rows, {
      columns: ', pooled_since, claims_ended, sales_start_at, sales_end_at',
      set:
        ', pooled_since = next.pooled_since, claims_ended = next.claims_ended, sales_start_at = next.sales_start_at, ' +
        'sales_end_at = next.sales_end_at, sales_version = version',
    }),
}

const steps: Part<WaitlistStep> = {
  name: 'steps',
  columns: [
    ['text', s => s.entryId],
    ['text', s => s.holdId],
    ['text', s => s.state],
    ['integer', s => s.quantity],
    ['boolean', s => s.acceptFewer],
    ['timestamptz', s => s.expiresAt],
  ],
  sql: rows => `
    insert into waitlist_steps (event_id, version, line, entry_id, hold_id, state, quantity, accept_fewer, expires_at,
      at)
    select $1, version, line, entry_id, hold_id, state, quantity, accept_fewer, expires_at, $3
    from moved, ${rows} with ordinality as step (entry_id, hold_id, state, quantity, accept_fewer, expires_at, line)`,
}

const written: Part<Movement> = {
  name: 'written',
  columns: [
    ['text', m => m.scope],
    ['text', m => m.ticketTypeId],
    ['integer', m => m.quantity],
    ['text', m => m.from],
    ['text', m => m.to],
    ['text', m => m.cause],
    ['text', m => m.holdId],
  ],
  sql: rows => `
    insert into movements (event_id, version, line, scope, ticket_type_id, quantity, source, target, cause, hold_id, at)
    select $1, version, line, scope, ticket_type_id, quantity, source, target, cause, hold_id, $3
    from moved, ${rows}
    with ordinality as movement (scope, ticket_type_id, quantity, source, target, cause, hold_id, line)`,
}

/** Values of `moved`, and one more where the event's end moves; the checks' and the sets' follow them. */
const movedValues = 10

/**
 * The statement that writes an outcome; its name stands for its text, so each combination of parts is parsed once a
 * connection.
 */
export function writeStatement(outcome: Outcome, level: number): WriteStatement {
  const {
    before,
    after,
    entries,
    movements,
    uses,
    steps: stepsTaken,
    returns,
    resized,
    reclocked,
    isAdvanced,
  } = outcome
  const isLessened = returns.length > 0
  const touched = new Set(movements.map(({ ticketTypeId }) => ticketTypeId))
  const checks = checksOf(outcome)
  const sets = [
    ...setsOfHolds(outcome),
    isAdvanced ? setOf(rescheduled, [...after.promotions.values()]) : setOf(counted, changesOfUses(uses)),
    setOf(used, uses),
    setOf(joined, thingsOf(entries, true)),
    setOf(stepped, thingsOf(entries, false)),
    setOf(
      isAdvanced ? advanced : reclocked ? clocked : typed,
      [...after.ticketTypes.values()].filter(
        type => resized || isAdvanced || touched.has(type.id) || isReclocked(type, before.ticketTypes.get(type.id)!),
      ),
    ),
    setOf(written, movements),
    setOf(steps, stepsTaken),
  ].filter(({ size }) => size > 0)
  const parts = sets.map(({ part }) => part)
  const name = statementName('inventory-write', [
    ...(isAdvanced ? ['end'] : []),
    ...checks.map(check => check.name),
    ...parts.map(part => part.name),
  ])
  const text = texts.get(name) ?? textOf(checks, parts, { movesEnd: isAdvanced, isLessened })
  texts.set(name, text)
  const { seats, waitlist } = after
  return {
    name,
    text,
    isPlannedOnce: !parts.some(({ joins }) => joins) && !checks.some(({ hasRivalIndexes }) => hasRivalIndexes),
    values: [
      before.eventId,
      before.version,
      after.now,
      seats.available,
      seats.pooled,
      seats.held,
      seats.sold,
      waitlist.open,
      waitlist.seq,
      level,
      ...(isAdvanced ? [after.endsAt] : []),
      ...checks.flatMap(check => check.values(outcome)),
      ...sets.flatMap(({ arrays }) => arrays()),
    ],
  }
}

/**
 * The hold by which a write is known to have been made, where another may be sent behind it before it is answered: a
 * write that makes holds, is planned once, and changes nothing else. Undefined: nothing may follow it until then. The
 * hold's id was made for it alone: no command that is decided on memory brings an id of somebody else's.
 */
export function markOf({ before, holds, entries, steps: stepsTaken, ...outcome }: Outcome): string | undefined {
  const isOther = outcome.resized || outcome.reclocked || outcome.isAdvanced || before.waitlist.seq > 0
  if (isOther || entries.length + stepsTaken.length > 0 || !holds.every(({ isNew }) => isNew)) return undefined
  return holds[0]?.thing.id
}

const texts = new Map<string, string>()

interface NamedPart {
  readonly name: string
  readonly columns: readonly { readonly 0: string }[]
  sql(rows: string): string
}

function textOf(
  checks: readonly Check[],
  parts: readonly NamedPart[],
  { movesEnd, isLessened }: { readonly movesEnd: boolean; readonly isLessened: boolean },
): string {
  let used = movesEnd ? movedValues + 1 : movedValues
  const next = (type: string) => `$${++used}::${type}`
  const found = checks.map(({ findings, stops, types, sql }) => ({ findings, stops, sql: sql(types.map(next)) }))
  const steps = parts.map(
    ({ name, columns, sql }) =>
      `, ${name} as (${sql(`unnest(${columns.map(column => next(`${column[0]}[]`)).join(', ')})`)})`,
  )
  const looked = found.map(({ findings, sql }) => `${findings} as materialized (${sql}), `).join('')
  const unless = found.map(({ findings, stops }) => ` and not exists (select from ${findings} where ${stops})`).join('')
  const seen = found
    .map(({ findings }) => `, (select json_agg(found) from ${findings} as found) as ${findings}`)
    .join('')
  return `
with ${looked}moved as (
  update inventory
  set available_seats = $4, pooled_seats = $5, held_seats = $6, sold_seats = $7, capacity = $4::integer + $5 + $6 + $7,
    waitlist_open = $8, waitlist_seq = $9${movesEnd ? `, ends_at = $${movedValues + 1}` : ''}${
      isLessened ? `, level = greatest(level, ${levelOfReturned})` : ''
    }, version = version + 1
  where event_id = $1 and version = $2 and level <= $10${unless}
  returning event_id, version, $3::timestamptz as at -- also where no part needs it, so that its type is known
)${steps.join('')}
select (select version from moved) as version, clock_timestamp() as now${seen}`
}
