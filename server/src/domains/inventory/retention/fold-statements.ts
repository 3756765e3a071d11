// The SQL of folding: which event is next, what is in its way, and each step of it. Every step may be repeated.

import { seatsLeftOfHoldSql } from '../lane/read-statement.ts'

/** One of them is moved or deleted in a tenth of a second, and a lane's statement never waits for more. */
export const holdsPerPage = 1_000
export const linesPerPage = 5_000

/** Longer than a page takes; an audit may take longer, and is repeated then without harm. */
const leaseSeconds = 60
/** Who writes to the inventory late may have things to be told of: their messages read the ledger's lines. */
const quietSeconds = 120

const claimed = `state, audited_version as "auditedVersion"`

/** $1 the level that this server knows. One whose turn it is, unless another process has it. */
export const claimSql = `
  update ledger_folds set due_at = clock_timestamp() + make_interval(secs => ${leaseSeconds})
  where event_id in (
    select fold.event_id from ledger_folds as fold
    where state <> 'complete' and due_at <= clock_timestamp()
      and exists (select from inventory where inventory.event_id = fold.event_id and inventory.level <= $1)
    order by due_at, event_id limit 1 for update skip locked)
  returning event_id as "eventId", ${claimed}`

/** $1 the level, $2 for how many days the history stays whole, $3 the level of an inventory whose history is folded. */
export const beginSql = `
  with next as (
    update inventory set fold_begun = true, level = greatest(level, $3)
    where event_id in (
      select event_id from inventory
      where not fold_begun and sales <> 'draft' and level <= $1
        and ends_at <= clock_timestamp() - make_interval(days => $2)
      order by ends_at limit 1 for update skip locked)
    returning event_id
  )
  insert into ledger_folds (event_id, due_at)
  select event_id, clock_timestamp() + make_interval(secs => ${leaseSeconds}) from next
  returning event_id as "eventId", ${claimed}`

/** Why the event can't be folded yet, and the inventory's version; no row: it is gone. */
export const obstacleSql = `
  select version, case
    when exists (select from holds where event_id = $1 and state in ('held', 'confirming')) then 'open holds'
    when exists (select from waitlist_entries where event_id = $1 and state in ('waiting', 'offered'))
      then 'waitlist entries that wait'
    when exists (select from event_cancellations where event_id = $1 and state <> 'complete')
      then 'its cancellation'
    when (select max(at) from (
        (select at from movements where event_id = $1 order by version desc, line desc limit 1)
        union all (select at from waitlist_steps where event_id = $1 order by version desc, line desc limit 1)
      ) as last) > clock_timestamp() - interval '${quietSeconds} seconds' then 'what was just written to be told'
  end as obstacle
  from inventory where event_id = $1`

export const auditedSql = `update ledger_folds set audited_version = $2, waits_for = null
  where event_id = $1 and state = 'archiving'`

const columns = `id, event_id, user_id, buyer_reference, buyer, kind, state, items, quantity, total_minor, currency,
  promotion_id, saga_id, waitlist_entry_id, external_id, metadata, idempotency_key, idempotency_fingerprint, created_at,
  expires_at, changed_at, buyer_erased_at`

/** Partial indexes lead to the holds of an event, one to each of these. */
const pageOfHolds = [`= 'sold'`, `in ('expired', 'released', 'returned')`]
  .map(
    states => `
    (select id from holds where event_id = $1 and state ${states} and carried_seats is null limit ${holdsPerPage})`,
  )
  .join(' union all ')

/**
 * $1 the event, $2 the version that was audited. A page of holds goes to the archive, and the version goes up: a lane
 * that has read one of them then loses its race, instead of changing a hold that isn't there. As nothing else has
 * changed, what was audited is so at the new version too. Answers it and how many were moved; null: something was
 * written since. What was restored since an earlier folding has lines after it, and stays.
 */
export const archiveSql = `
  with turned as (
    update inventory set version = version + 1 where event_id = $1 and version = $2 returning version
  ), page as (
    select over.id from turned cross join (${pageOfHolds}) as over limit ${holdsPerPage}
  ), moved as (
    delete from holds using page where holds.id = page.id and holds.event_id = $1 and carried_seats is null
      and state in ('sold', 'expired', 'released', 'returned')
    returning holds.*
  ), kept as (
    insert into archived_holds (${columns}) select ${columns} from moved returning id
  ), noted as (
    update ledger_folds set audited_version = turned.version from turned
    where event_id = $1 and state = 'archiving'
  )
  select (select version from turned) as version, count(*) as moved from kept`

/** The inventory's row for this transaction alone: nothing is written, and nothing restored, until it has ended. */
export const lockSql = 'select version from inventory where event_id = $1 for update'

export const leftSql = `select exists (select from holds where event_id = $1) as left`

/**
 * $1 the event, $2 the version that was audited. What the ledger comes to, per event and per ticket type: one line per
 * bucket that has seats. Who has the lock and finds the version knows that nothing was written since the audit.
 */
export const carrySql = `
  with moved as (
    update inventory set version = version + 1 where event_id = $1 and version = $2 returning version
  ), lines as (
    select ticket_type_id, scope, quantity, source, target from movements where event_id = $1 and version <= $2
  ), counted as (
    select null as ticket_type_id, quantity, source, target from lines where scope in ('seat', 'event')
    union all
    select ticket_type_id, quantity, source, target from lines where scope in ('seat', 'ticket_type')
  ), sums as (
    select ticket_type_id, bucket, sum(case when target = bucket then quantity else -quantity end) as quantity
    from counted cross join unnest(array['available', 'pooled', 'held', 'sold']) as bucket
    where bucket in (source, target) group by ticket_type_id, bucket
  ), carried as (
    insert into movements (event_id, version, line, scope, ticket_type_id, quantity, source, target, cause, at)
    select $1, moved.version, row_number() over (order by sums.ticket_type_id nulls first, sums.bucket),
      case when sums.ticket_type_id is null then 'event' else 'ticket_type' end, sums.ticket_type_id, sums.quantity,
      'outside', sums.bucket, 'carried_forward', clock_timestamp()
    from moved cross join sums where sums.quantity > 0
  )
  update ledger_folds
  set state = 'deleting', version = moved.version, folded_at = clock_timestamp(), waits_for = null,
    movements = (select count(*) from lines), holds = (select count(*) from archived_holds where event_id = $1)
  from moved where event_id = $1 and state = 'archiving'
  returning ledger_folds.version, ledger_folds.movements, ledger_folds.holds`

/** How many lines have been deleted. */
export const deleteSql = `
  delete from movements using ledger_folds as fold
  where movements.event_id = $1 and fold.event_id = $1 and movements.version < fold.version
    and (movements.version, movements.line) in (
      select version, line from movements as first
      where first.event_id = $1 and first.version < fold.version
      order by version, line limit ${linesPerPage})`

export const completeSql = `update ledger_folds set state = 'complete', finished_at = clock_timestamp()
  where event_id = $1 and state = 'deleting'`

/** $2: after how many seconds it is looked at again. $3: what it waits for. */
export const yieldSql = `
  update ledger_folds set due_at = clock_timestamp() + make_interval(secs => $2::float8), waits_for = $3
  where event_id = $1 and state <> 'complete'`

/** $1 the hold, $2 its event: back from the archive, to be written to. True when it was there. */
export const restoreSql = `
  with back as (delete from archived_holds where id = $1 and event_id = $2 returning *)
  insert into holds (${columns}, carried_seats)
  select ${columns}, case when exists (select from ledger_folds where event_id = $2 and version is not null)
    then case when state = 'sold' then ${seatsLeftOfHoldSql('back')} else 0 end end
  from back returning id`

/** What carries an event's ledger forward; no row: nothing does, its ledger is whole. */
export const foldedSql = `select version, movements, holds, folded_at as "foldedAt"
  from ledger_folds where event_id = $1 and version is not null`
