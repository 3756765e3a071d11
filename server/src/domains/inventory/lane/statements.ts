// The smaller statements of the lanes and of the sweep.
import { entryColumns, holdColumns, entriesReadMax } from './read-statement.ts'

/** More than this nobody can ask for in one entry, by the contract. */
const entryQuantityMax = 100

/** Planned once (Database.plannedOncePool): the limit keeps the look-up one by one in the index. */
export const holdsSql = `select ${holdColumns} from unnest($1::text[]) as given (id)
  cross join lateral (select * from holds where holds.id = given.id limit 1) as holds`

/** With the version of the inventory at which they are so. */
export const holdsAtVersionSql = `select ${holdColumns}, inventory.version as inventory_version
  from unnest($1::text[]) as given (id) join holds on holds.id = given.id
  join inventory on inventory.event_id = holds.event_id`

/** Those that are in the archive, as they would be in the table. */
export const archivedHoldsSql = `select ${holdColumns} from unnest($1::text[]) as given (id)
  join archived_holds as holds on holds.id = given.id`

/** The same, with the version of the inventory now: nothing of them changes any more. */
export const archivedHoldsAtVersionSql = `select ${holdColumns}, inventory.version as inventory_version
  from unnest($1::text[]) as given (id) join archived_holds as holds on holds.id = given.id
  join inventory on inventory.event_id = holds.event_id`

/**
 * Holds whose time has passed, oldest first: what the sweep is to return. Those of a later release's events are for its
 * servers.
 */
export const expiredSql = `select holds.id, holds.event_id from holds
  join inventory on inventory.event_id = holds.event_id
  where holds.state = 'held' and holds.expires_at <= now() and inventory.level <= $2
    and holds.event_id <> all($3::text[]) order by holds.expires_at, holds.id limit $1`

/** Who would do with so many seats or fewer: how the index on it says it. */
const leastSql = '(case when entry.accept_fewer then 1 else entry.quantity end)'

const waitsInWantedGroupSql = `select ${entryColumns.replaceAll('waitlist_entries.', 'entry.')}
        from waitlist_entries as entry
        where event_id = $1 and state = 'waiting' and coalesce(entry.ticket_type_id, '') = wanted.group_id`

/**
 * Who of a long waitlist counts, however far behind: $2 are the groups, $3 the seats that nobody has a claim to, $4 the
 * places up to which their heads go, and $5 the most seats there could ever be. Of each group the first behind the head
 * that could ever be served, and the first that so many seats fit. One look into the index for each number of seats:
 * "the first with at most so many" would go through everybody who asks for more.
 */
export const fittingSql = `
  select wanted.group_id, first.*
  from unnest($2::text[], $3::integer[], $4::bigint[], $5::integer[]) as wanted (group_id, seats, seen_to, most_ever)
  cross join lateral (
    (
      select true as is_next, next.* from (${waitsInWantedGroupSql}
        and entry.seq > wanted.seen_to and (entry.quantity <= wanted.most_ever or entry.accept_fewer)
        order by seq limit 1) as next
    ) union all (
      select false, each.* from generate_series(1, least(wanted.seats, ${entryQuantityMax})) as asked (seats)
      cross join lateral (${waitsInWantedGroupSql}
        and ${leastSql} = asked.seats order by seq limit ${entriesReadMax + 1}) as each
      order by seq limit ${entriesReadMax + 1}
    )
  ) as first order by seq`

/**
 * Events whose claims to pooled seats have ended since their waitlist was last served: it may be servable by the clock
 * alone.
 */
export const claimsToEndSql = `
  select distinct event_id from (
    select ticket_types.event_id from ticket_types join inventory on inventory.event_id = ticket_types.event_id
    where pooled_since is not null and not claims_ended
      and pooled_since <= clock_timestamp() - make_interval(secs => claim_seconds_max) and sales = 'open'
      and ends_at > clock_timestamp() and level <= $2
    order by pooled_since limit $1
  ) as due`

/**
 * Groups in the waitlist with the seats there are for them now, those of them that nobody has a claim to any more, and
 * the most there could ever be: for any type of each no more than its limit per buyer.
 */
const groupsSql = `
  with types as (
    select id, capacity, max_per_user, available_seats + pooled_seats as free,
      pooled_since <= clock_timestamp() - make_interval(secs => claim_seconds_max) as is_unclaimed,
      sales_start_at is null or sales_start_at <= clock_timestamp() as is_on_sale, hidden
    from ticket_types
    where event_id = open.event_id and (sales_end_at is null or sales_end_at > clock_timestamp())
  )
  select id, least(open.capacity, capacity) as capacity, least(open.free, free) as seats,
    case when is_unclaimed then least(open.free, free) else 0 end as unclaimed from types where is_on_sale
  union all
  select '', least(open.capacity, sum(least(capacity, max_per_user))),
    least(open.free, sum(least(free, max_per_user)) filter (where is_on_sale)),
    least(open.free, coalesce(sum(least(free, max_per_user)) filter (where is_on_sale and is_unclaimed), 0))
  from types where not hidden having bool_or(is_on_sale)`

const waitsInGroupSql = `from waitlist_entries as entry
  where entry.event_id = open.event_id and entry.state = 'waiting' and coalesce(entry.ticket_type_id, '') = groups.id`

/**
 * The next open waitlists, $2 of them from $1 on, and of each whether it may be servable: the first of a group could
 * have what it waits for, or anybody what nobody has a claim to. Or something else is due: somebody waits for what is
 * not sold any more, nobody waits at all, or a clock that an older server has not started.
 */
export const openWaitlistsSql = `
  select event_id, sales = 'open' and (
    ends_at <= clock_timestamp()
    or not exists (select from waitlist_entries as entry
      where entry.event_id = open.event_id and entry.state = 'waiting')
    or exists (select from (
        select id, sales_end_at <= clock_timestamp() as is_over from ticket_types where event_id = open.event_id
        union all select '', bool_and(coalesce(sales_end_at <= clock_timestamp(), false)) from ticket_types
          where event_id = open.event_id and not hidden
      ) as groups where is_over and exists (select ${waitsInGroupSql}))
    or free > 0 and (exists (
      select from (${groupsSql}) as groups where groups.seats > 0 and (
        exists (
          select
          from (select ${leastSql} as least ${waitsInGroupSql} and entry.quantity <= groups.capacity order by entry.seq
            limit case waitlist_order when 'skip' then ${entriesReadMax} else 1 end) as head
          where head.least <= groups.seats)
        or (groups.unclaimed > 0 and exists (select ${waitsInGroupSql} and ${leastSql} <= groups.unclaimed))))
    or exists (
      select from ticket_types as type where type.event_id = open.event_id and type.pooled_since is null
        and least(open.free, type.available_seats + type.pooled_seats) > least(open.available_seats,
          type.available_seats)))
  ) as is_due
  from (select *, available_seats + pooled_seats as free from inventory
    where waitlist_open and event_id > $1 and level <= $3 order by event_id limit $2) as open order by event_id`
