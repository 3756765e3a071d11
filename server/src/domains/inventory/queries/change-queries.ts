// What messages tell of inventories, read from the ledger and the waitlist's steps: version v+1 of an inventory can
// only be written once v has committed, so whatever is read at one moment is a gapless prefix.
import type { Database } from '../../../platform/postgres/sql.ts'
import type { InventoryChangesPort, ReservationStep } from '../port.ts'
import { serviceBuyer } from '../rules/commands.ts'

export const createInventoryChanges = ({ pool }: Pick<Database, 'pool'>): InventoryChangesPort => ({
  async changesAfter(events, rowsMax) {
    const { rows } = await pool.query<ChangesRow>({
      name: 'inventory-changes',
      text: changesSql,
      values: [
        events.map(({ eventId }) => eventId),
        events.map(({ after }) => after ?? null),
        events.map(({ availableSeats }) => availableSeats ?? null),
        events.map(({ typeSeats }) => typeSeats ?? null),
        rowsMax,
      ],
    })
    return rows.map(({ cancelledVersion, ageSeconds, ...changes }) => ({
      ...changes,
      ...(ageSeconds !== null && { ageSeconds }),
      ...(cancelledVersion !== null && { cancelledVersion }),
    }))
  },

  async reservationSteps(pages) {
    const { rows } = await pool.query<ReservationRow>({
      name: 'inventory-reservation-steps',
      text: reservationsSql,
      values: [
        pages.map(({ eventId }) => eventId),
        pages.map(({ after }) => after),
        pages.map(({ upTo }) => upTo),
        pages.map(({ accounts }) => (accounts ? JSON.stringify(accounts) : null)),
      ],
    })
    return rows.map(({ expiresAt, ...step }) => ({ ...step, ...(expiresAt !== null && { expiresAt }) }))
  },

  async versionSums() {
    const { rows } = await pool.query<{ group: string; sum: number }>(sumsSql)
    return rows
  },

  async versionsIn(groups) {
    const { rows } = await pool.query<{ eventId: string; version: number }>(versionsSql, [groups])
    return rows
  },
})

type Changes = Awaited<ReturnType<InventoryChangesPort['changesAfter']>>[number]
type ChangesRow = Omit<Changes, 'cancelledVersion' | 'ageSeconds'> & {
  readonly cancelledVersion: number | null
  readonly ageSeconds: number | null
}
type ReservationRow = Omit<ReservationStep, 'expiresAt'> & { readonly expiresAt: string | null }

const iso = (time: string) => `to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** What never changes of a hold: how many of its seats have gone back does. */
const seatsOf = (hold: string) => `jsonb_strip_nulls(jsonb_build_object('id', ${hold}.id,
  'items', case when ${hold}.state in ('sold', 'returned')
    then (select jsonb_agg(item - 'returned') from jsonb_array_elements(${hold}.items) as item) else ${hold}.items end,
  'quantity', ${hold}.quantity, 'totalMinor', ${hold}.total_minor, 'currency', ${hold}.currency,
  'promotionId', ${hold}.promotion_id, 'waitlistEntryId', ${hold}.waitlist_entry_id,
  'externalId', ${hold}.external_id, 'createdAt', ${iso(`${hold}.created_at`)}))`

/** How many more there are in the public's bucket, of the scopes that are named. */
const added = (scopes: string) => `sum(case when scope not in (${scopes}) then 0
  when target = 'available' then quantity when source = 'available' then -quantity else 0 end)`

const within = (table: string) =>
  `${table}.event_id = page.event_id and ${table}.version > page.after and ${table}.version <= page.up_to`

const isOfAccount = `holds.user_id <> '${serviceBuyer}'`

// A page ends with a whole version: where there are more rows than asked for, with the last that surely is.
//
// Versions in which the last seat goes or the first comes back are shown alone; what lies between two of them is summed
// up, so that a crowd's thousand versions are one. Where nobody says what was left before, each is shown alone.
const changesSql = `
  with started as (
    select inventory.event_id, inventory.version as current, inventory.ends_at,
      coalesce(asked.after, start.version, 0) as after,
      case when asked.after is null then coalesce(start.available_seats, 0) else asked.available_seats
        end as available_seats,
      case when asked.after is null then coalesce(start.type_seats, 0) else asked.type_seats end as type_seats
    from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[])
      as asked (event_id, after, available_seats, type_seats)
    join inventory on inventory.event_id = asked.event_id
    left join message_starts as start on start.event_id = asked.event_id
    where inventory.sales <> 'draft'
  ), page as (
    select started.*, case when read.rows < $5 then current else greatest(read.last - 1, read.first) end as up_to,
      extract(epoch from clock_timestamp() - first_at)::double precision as age_seconds
    from started cross join lateral (
      select count(*) as rows, min(version) as first, max(version) as last, min(at) as first_at from (
        (select version, at from movements where event_id = started.event_id and version > started.after
          order by version, line limit $5)
        union all
        (select version, at from waitlist_steps where event_id = started.event_id and version > started.after
          order by version, line limit $5)
        order by version limit $5) as row) as read
  ), moved as (
    select page.event_id, page.available_seats, page.type_seats, changed.*
    from page cross join lateral (
      select version, ${added(`'seat', 'event'`)} as seats, ${added(`'seat', 'ticket_type'`)} as types, min(at) as at
      from movements
      where ${within('movements')} and 'available' in (source, target) and cause <> 'carried_forward'
      group by version) as changed
    where changed.seats <> 0 or changed.types <> 0
  ), totalled as (
    select moved.*, available_seats + sum(seats) over ledger as seats_left,
      type_seats + sum(types) over ledger as types_left
    from moved window ledger as (partition by event_id order by version)
  ), turned as (
    select totalled.*,
      coalesce((least(seats_left, types_left) > 0) <> (least(seats_left - seats, types_left - types) > 0), true)
        as turns
    from totalled
  ), stretched as (
    select turned.*, count(*) filter (where turns) over (partition by event_id order by version) as stretch from turned
  ), shown as (
    select event_id, max(version) as version, sum(seats)::integer as seats, sum(types)::integer as types, max(at) as at
    from stretched group by event_id, stretch, turns
  )
  select page.event_id as "eventId", page.after, page.up_to as "upTo", page.current,
    page.age_seconds as "ageSeconds", coalesce(page.available_seats, 0) as "availableSeats",
    coalesce(page.type_seats, 0) as "typeSeats",
    ${iso('page.ends_at')} as "endsAt",
    (select coalesce(version, 0) from event_cancellations where event_id = page.event_id) as "cancelledVersion",
    coalesce((select json_agg(json_build_object('version', version, 'seats', seats, 'types', types, 'at', ${iso('at')})
        order by version)
      from shown where shown.event_id = page.event_id), '[]') as versions,
    coalesce((select json_agg(jsonb_strip_nulls(jsonb_build_object('version', step.version, 'line', step.line,
        'state', step.state, 'entryId', step.entry_id, 'userId', entry.user_id, 'ticketTypeId', entry.ticket_type_id,
        'quantity', step.quantity, 'acceptFewer', step.accept_fewer,
        'expiredReason', case when step.state = 'expired' then entry.expired_reason end,
        'createdAt', ${iso('entry.created_at')}, 'expiresAt', ${iso('step.expires_at')}, 'at', ${iso('step.at')},
        'hold', case when hold.id is not null then ${seatsOf('hold')} end)) order by step.version, step.line)
      from waitlist_steps as step
      join waitlist_entries as entry on entry.id = step.entry_id and entry.event_id = step.event_id
      left join holds as hold on hold.id = step.hold_id and hold.event_id = step.event_id
        and step.state in ('offered', 'converted')
      where ${within('step')} and step.state <> 'claim_ended'), '[]') as steps,
    coalesce((select json_agg(json_build_object('version', used.version, 'line', used.line,
        'promotionId', used.promotion_id, 'kind', promotions.kind, 'usesMax', used.last_of, 'at', ${iso('used.at')})
        order by used.version, used.line)
      from promotion_uses as used
      join promotions on promotions.event_id = used.event_id and promotions.id = used.promotion_id
      where ${within('used')} and used.last_of is not null), '[]') as "usedUp"
  from page`

// An offer is no reservation before it is accepted, which is a step of its entry. Servers of earlier releases wrote
// `hold_anew` for `reacquire`.
const reservationsSql = `
  select page.event_id as "eventId", step.version, step.line, step.kind, holds.user_id as "userId",
    ${seatsOf('holds')} as hold, case when step.kind = 'created' then ${iso('holds.expires_at')} end as "expiresAt",
    ${iso('step.at')} as at
  from unnest($1::text[], $2::bigint[], $3::bigint[], $4::jsonb[]) as page (event_id, after, up_to, accounts)
  cross join lateral (
    select version, hold_id, min(line) as line, min(at) as at, case
        when cause in ('reacquire', 'hold_anew') then 'reacquired'
        when target = 'held' then 'created'
        when cause = 'expire' then 'expired'
        else 'released' end as kind
    from movements
    where ${within('movements')} and hold_id is not null and (
      (target = 'held' and cause <> 'offer')
      or (source = 'held' and target <> 'sold' and cause not in ('offer_declined', 'offer_expired')))
    group by version, hold_id, kind) as step
  join holds on holds.id = step.hold_id and holds.event_id = page.event_id
  where ${isOfAccount} and (page.accounts is null or jsonb_exists(page.accounts, holds.user_id))
  order by page.event_id, step.version, step.line`

const sumsSql = `
  select right(event_id, 2) as group, sum(version)::bigint as sum from inventory where sales <> 'draft' group by 1`
const versionsSql = `
  select event_id as "eventId", version from inventory
  where sales <> 'draft' and right(event_id, 2) = any($1::text[]) order by event_id`
