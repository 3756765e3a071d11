// The audit's questions about seats: counters, holds and ledger against each other, as SQL.

import { seatsLeftOfHoldSql, seatsLeftSql } from '../lane/read-statement.ts'

/** How long a hold may stay `held` past its end: the sweep runs every second. */
const expiryGraceSeconds = 6
/** How long a confirmation may own a hold: the provider's time-out, and what its recovery needs. */
const confirmingSecondsMax = 60

export interface Check {
  readonly name: string
  /** How many things the check looks at. Left out: the violations' own statement says it, in a row without detail. */
  readonly count?: string
  /** A row a violation: detail, event_id and, where it has them, ticket_type_id, hold_id. */
  readonly violations: string
}

/** Stands for the events that are looked at: see `statementFor`. */
export const ofEvent = (column: string) => `(${column} of these events)`

/** One event, or those from the first id on and before the next page's; without that, all the rest. */
export type EventRange =
  | { readonly eventId: string }
  | { readonly fromId: string; readonly beforeId: string | undefined }

/**
 * The statement for these events, with its bindings: written for them, so that PostgreSQL finds them by their index.
 */
export function statementFor(
  text: string,
  range: EventRange,
): readonly [text: string, bindings: Readonly<Record<string, string>>] {
  const condition = (column: string) =>
    'eventId' in range
      ? `${column} = :eventId`
      : range.beforeId === undefined
        ? `${column} >= :fromId`
        : `(${column} >= :fromId and ${column} < :beforeId)`
  const bindings = Object.fromEntries(Object.entries(range).filter(([, value]) => value !== undefined)) as Readonly<
    Record<string, string>
  >
  return [text.replace(/\(([\w.]+) of these events\)/g, (_, column: string) => condition(column)), bindings]
}

/**
 * The ledger as it counts: of an event whose history is folded, the lines that carry it forward and what came after.
 * Those before them are on their way out.
 */
export const movementsSql = `(
  select movements.* from movements left join ledger_folds as fold on fold.event_id = movements.event_id
  where ${ofEvent('movements.event_id')} and movements.version >= coalesce(fold.version, 0))`

/**
 * Their holds, with how many of their seats carried lines count as sold; null where no line of theirs was folded. A
 * partial index leads to those of each of these states, so that no write has to keep up an index of all.
 */
const states = [['held', 'confirming'], ['sold'], ['expired', 'released', 'returned']] as const
const holdsSql = `(${states
  .map(
    states => `
  select id, event_id, user_id, state, items, quantity, ${seatsLeftOfHoldSql('holds')} as seats_left, idempotency_key,
    carried_seats
  from holds
  where ${ofEvent('event_id')} and state in (${states.map(state => `'${state}'`).join(', ')})`,
  )
  .join(' union all ')}
  union all
  select id, archived.event_id, user_id, archived.state, items, quantity, ${seatsLeftOfHoldSql('archived')},
    idempotency_key, case when fold.version is not null then
      case archived.state when 'sold' then ${seatsLeftOfHoldSql('archived')} else 0 end end
  from archived_holds as archived left join ledger_folds as fold on fold.event_id = archived.event_id
  where ${ofEvent('archived.event_id')}
)`

const buckets = ['available', 'pooled', 'held', 'sold'] as const

const netOf = (bucket: string) =>
  `coalesce(sum(case when target = '${bucket}' then quantity when source = '${bucket}' then -quantity end),
    0) as ${bucket}`
const sums = buckets.map(bucket => `sum(${bucket}) as ${bucket}`).join(', ')

/** What the ledger comes to, per event and per ticket type: it is long, and read once. */
const ledgerSql = `
  ledger as materialized (
    select event_id, ticket_type_id, scope, ${buckets.map(netOf).join(', ')}
    from ${movementsSql} as movements group by event_id, ticket_type_id, scope
  ),
  ledger_of_events as (
    select event_id, ${sums} from ledger where scope in ('seat', 'event') group by event_id
  ),
  ledger_of_types as (
    select event_id, ticket_type_id, ${sums} from ledger where scope in ('seat', 'ticket_type')
    group by event_id, ticket_type_id
  )`

const describe = (left: string, right: string) =>
  buckets
    .map(
      bucket => `'${bucket} is ' || ${left}.${bucket}_seats || ', the ledger says ' || coalesce(${right}.${bucket}, 0)`,
    )
    .join(` || '; ' || `)
const differ = (left: string, right: string) =>
  buckets.map(bucket => `${left}.${bucket}_seats <> coalesce(${right}.${bucket}, 0)`).join(' or ')

/** What has been made under an Idempotency-Key: holds and waitlist entries. */
const keyedSql = `
  select user_id, event_id, idempotency_key as key, id from ${holdsSql} as holds where idempotency_key is not null
  union all
  select user_id, event_id, idempotency_key, id from waitlist_entries
  where ${ofEvent('event_id')} and idempotency_key is not null`

export const seatChecks: readonly Check[] = [
  {
    name: 'counters-add-up',
    count: `select (select count(*) from inventory where ${ofEvent('event_id')}) + (select count(*) from ticket_types
      where ${ofEvent('event_id')}) as checked`,
    violations: `
      select 'capacity ' || capacity || ' is not ' || available_seats || ' + ' || pooled_seats || ' + ' || held_seats
        || ' + ' || sold_seats || ', or one is below 0' as detail, event_id, ticket_type_id
      from (
        select event_id, null as ticket_type_id, capacity, available_seats, pooled_seats, held_seats, sold_seats
        from inventory
        union all select event_id, id, capacity, available_seats, pooled_seats, held_seats, sold_seats from ticket_types
      ) as counters
      where ${ofEvent('event_id')}
        and (capacity <> available_seats + pooled_seats + held_seats + sold_seats
          or least(available_seats, pooled_seats, held_seats, sold_seats) < 0)`,
  },
  {
    name: 'ledger-matches-counters',
    count: `select count(*) as checked from ${movementsSql} as movements`,
    violations: `
      with ${ledgerSql}
      select ${describe('inventory', 'ledger')} as detail, inventory.event_id, null as ticket_type_id
      from inventory left join ledger_of_events as ledger using (event_id)
      where ${ofEvent('inventory.event_id')} and (${differ('inventory', 'ledger')})
      union all
      select ${describe('ticket_types', 'ledger')}, ticket_types.event_id, ticket_types.id
      from ticket_types
      left join ledger_of_types as ledger on ledger.event_id = ticket_types.event_id
        and ledger.ticket_type_id = ticket_types.id
      where ${ofEvent('ticket_types.event_id')} and (${differ('ticket_types', 'ledger')})`,
  },
  {
    name: 'holds-match-counters',
    count: `select count(*) as checked from ${holdsSql} as holds`,
    violations: `
      with taken as (
        select event_id, item ->> 'ticketTypeId' as ticket_type_id,
          sum((item ->> 'quantity')::integer) filter (where state in ('held', 'confirming')) as held,
          sum(${seatsLeftSql}) filter (where state = 'sold') as sold
        from ${holdsSql} as holds cross join lateral jsonb_array_elements(items) as item
        where state in ('held', 'confirming', 'sold') group by 1, 2
      ), taken_of_event as (select event_id, sum(held) as held, sum(sold) as sold from taken group by event_id)
      select 'held is ' || held_seats || ', the holds say ' || coalesce(held, 0) || '; sold is ' || sold_seats
        || ', the holds say ' || coalesce(sold, 0) as detail, inventory.event_id, null as ticket_type_id
      from inventory left join taken_of_event using (event_id)
      where ${ofEvent('inventory.event_id')} and (held_seats <> coalesce(held, 0) or sold_seats <> coalesce(sold, 0))
      union all
      select 'held is ' || held_seats || ', the holds say ' || coalesce(held, 0) || '; sold is ' || sold_seats
        || ', the holds say ' || coalesce(sold, 0), ticket_types.event_id, ticket_types.id
      from ticket_types
      left join taken on taken.event_id = ticket_types.event_id and taken.ticket_type_id = ticket_types.id
      where ${ofEvent('ticket_types.event_id')}
        and (held_seats <> coalesce(held, 0) or sold_seats <> coalesce(sold, 0))`,
  },
  {
    name: 'holds-match-their-movements',
    count: `select count(*) as checked from ${holdsSql} as holds`,
    violations: `
      with moved as (
        select event_id, hold_id,
          sum(case when target = 'held' then quantity when source = 'held' then -quantity else 0 end) as held,
          sum(case when target = 'sold' then quantity when source = 'sold' then -quantity else 0 end) as sold,
          sum(quantity) filter (where source = 'held') as resolved
        from ${movementsSql} as movements where scope = 'seat' and hold_id is not null
        group by event_id, hold_id
      )
      select coalesce('state ' || state || ' of ' || holds.quantity || ' seats', 'there is no such hold of this event')
        || ', but the ledger has ' || coalesce(held, 0) || ' held, ' || coalesce(sold, 0) || ' sold and '
        || coalesce(resolved, 0) || ' resolved' as detail,
        coalesce(holds.event_id, moved.event_id) as event_id, null as ticket_type_id,
        coalesce(holds.id, moved.hold_id) as hold_id
      from ${holdsSql} as holds full join moved on moved.event_id = holds.event_id and moved.hold_id = holds.id
      where holds.id is null or (moved.hold_id is null and carried_seats is null)
        or coalesce(held, 0) <> case when state in ('held', 'confirming') then holds.quantity else 0 end
        or coalesce(sold, 0) <> case when state = 'sold' then seats_left else 0 end - coalesce(carried_seats, 0)
        or coalesce(resolved, 0)
          <> case when state in ('held', 'confirming') or carried_seats is not null then 0 else holds.quantity end`,
  },
  {
    // What has gone back of a hold, by its own items, by its returns and by the lines of the ledger.
    name: 'returns-match-their-holds',
    count: `select count(*) as checked from hold_returns where ${ofEvent('event_id')}`,
    violations: `
      with by_holds as (
        select event_id, id as hold_id, item ->> 'ticketTypeId' as ticket_type_id,
          (item ->> 'returned')::integer as seats
        from ${holdsSql} as holds cross join lateral jsonb_array_elements(items) as item
        where jsonb_exists(item, 'returned')
      ), by_returns as (
        select event_id, hold_id, item ->> 'ticketTypeId' as ticket_type_id,
          sum((item ->> 'quantity')::integer)::integer as seats
        from hold_returns cross join lateral jsonb_array_elements(items) as item
        where ${ofEvent('event_id')} group by 1, 2, 3
      ), by_ledger as (
        select event_id, hold_id, ticket_type_id, sum(quantity)::integer as seats
        from movements where ${ofEvent('event_id')} and cause = 'return_seats' group by 1, 2, 3
      )
      select 'its items say that ' || coalesce(by_holds.seats, 0) || ' seats have gone back, its returns '
        || coalesce(by_returns.seats, 0) || coalesce(', the ledger ' || by_ledger.seats, '') as detail,
        event_id, ticket_type_id, hold_id
      from by_holds full join by_returns using (event_id, hold_id, ticket_type_id)
        full join by_ledger using (event_id, hold_id, ticket_type_id)
      where by_holds.seats is distinct from by_returns.seats
        or (by_ledger.seats is distinct from by_returns.seats
          and not exists (select from ledger_folds as fold where fold.event_id = by_returns.event_id
            and fold.version is not null))`,
  },
  {
    name: 'holds-resolved-in-time',
    count: `select count(*) as checked from holds where ${ofEvent('event_id')} and state in ('held', 'confirming')`,
    violations: `
      select state || ' ' || round(extract(epoch
        from now() - case when state = 'held' then expires_at else changed_at end)) || ' s too long' as detail,
          event_id, null as ticket_type_id, id as hold_id
      from holds where ${ofEvent('event_id')}
        and ((state = 'held' and expires_at < now() - interval '${expiryGraceSeconds} seconds')
          or (state = 'confirming' and changed_at < now() - interval '${confirmingSecondsMax} seconds'))`,
  },
  {
    // By caller, event and key.
    name: 'one-effect-per-key',
    violations: `
      with made as materialized (select event_id, user_id, key, count(*) as effects, min(id) as first, max(id) as last
        from (${keyedSql}) as keyed group by event_id, user_id, key)
      select null as detail, null as event_id, null as ticket_type_id, coalesce(sum(effects), 0)::bigint as checked
      from made
      union all
      select 'the key ' || key || ' of ' || user_id || ' has made ' || first || ' and ' || last, event_id, null, null
      from made where effects > 1`,
  },
]
