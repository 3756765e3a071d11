// The audit's questions about the waitlist: nobody was passed over, and nothing that was owed to the waitlist went to
// the public.
import { movementsSql, ofEvent, type Check } from './seat-checks.ts'

/**
 * How long somebody may wait at the head for seats that are there: every write serves the waitlist itself, but time
 * alone can open a sale.
 */
const unservedGraceSeconds = 5

/** How long somebody may go on waiting for what is not sold any more. */
const unendedGraceSeconds = 60

/** A place in the ledger as one number: lines of one version are far fewer than this. */
const point = (version: string, line: string) => `${version} * 1000000 + ${line}`
const never = '9223372036854775807'

/** Nobody was offered anything, or passed over, where nobody has ever waited: most events are left alone. */
const hasLineSql = `${ofEvent('event_id')}
  and event_id in (select event_id from waitlist_entries where ${ofEvent('event_id')})`

/** Offers with their place in the ledger. */
const offersSql = `
  select holds.event_id, holds.waitlist_entry_id as entry_id, holds.id as hold_id, holds.items, offered.version,
    ${point('offered.version', 'offered.line')} as point
  from (
    select event_id, hold_id, min(version) as version, min(line) as line from ${movementsSql} as movements
    where ${hasLineSql} and cause = 'offer' group by event_id, hold_id
  ) as offered join all_holds as holds on holds.id = offered.hold_id and holds.event_id = offered.event_id
  where holds.waitlist_entry_id is not null`

/** How many seats there were, of events and of types, from one change of that until the next. */
const capacitiesSql = `
  select event_id, coalesce(ticket_type_id, '') as thing, version, lead(version) over changes as until,
    sum(case when target = 'outside' then -quantity else quantity end) over changes as capacity
  from ${movementsSql} as movements where ${hasLineSql} and (source = 'outside' or target = 'outside')
  window changes as (partition by event_id, coalesce(ticket_type_id, '') order by version, line)`

const duringWait =
  `capacities.event_id = entry.event_id and coalesce(capacities.until, ${never}) >= ` +
  'entry.joined_version and ' +
  `capacities.version <= coalesce(entry.served_version, ${never})`

// Who asks for more than there ever are keeps nobody from anything, and how many there are can change: `fits` is who
// could have been served at any time of their waiting. For any type that is what all types come to, without those whose
// sales or limit have been over or other in the meantime; a class is the type waited for, '' for any.
/**
 * Entries that have lowered what they ask for, with the most that they asked: before that, what would do now may not
 * have done.
 */
const loweredSql = `
  select step.event_id, step.entry_id, max(step.quantity) as quantity, bool_and(step.accept_fewer) as accept_fewer
  from (select distinct event_id, entry_id from waitlist_steps
    where ${ofEvent('event_id')} and state = 'changed') as changed
  join waitlist_steps as step on step.event_id = changed.event_id and step.entry_id = changed.entry_id
    and step.state in ('joined', 'changed')
  group by step.event_id, step.entry_id`

/** With OFFERS and CAPACITIES: who waited, and between which places in the ledger. */
const waitingSql = `
  select entry.event_id, entry.id, coalesce(entry.ticket_type_id, '') as class, entry.seq, entry.quantity,
    entry.accept_fewer, entry.joined_version, entry.served_version,
    coalesce(offers.point, ${point('entry.served_version', '0')}, ${never}) as stopped,
    entry.quantity <= (select min(capacity) from capacities where thing = '' and ${duringWait}) and entry.quantity <= (
      select sum(least) from (
        select least(min(capacities.capacity), case when entry.ticket_type_id is null then min(type.max_per_user) end)
          as least from capacities
        join ticket_types as type on type.event_id = capacities.event_id and type.id = capacities.thing
        where ${duringWait} and coalesce(entry.ticket_type_id, capacities.thing) = capacities.thing
          and (entry.ticket_type_id is not null
            or (not type.hidden and type.sales_version <= entry.joined_version
              and (type.sales_end_at is null or type.sales_end_at > now())))
        group by capacities.thing having min(capacities.version) <= entry.joined_version
      ) as capacities_of_types) as fits
  from (
    select entry.id, entry.event_id, ticket_type_id, seq, joined_version, served_version,
      coalesce(lowered.quantity, entry.quantity) as quantity,
      coalesce(lowered.accept_fewer, entry.accept_fewer) as accept_fewer
    from waitlist_entries as entry
    left join (${loweredSql}) as lowered on lowered.event_id = entry.event_id and lowered.entry_id = entry.id
    where ${ofEvent('entry.event_id')}
  ) as entry left join offers on offers.event_id = entry.event_id and offers.entry_id = entry.id
  where ${ofEvent('entry.event_id')}`

/** Offers of seats to which the claims of those before had ended: of which class, and where that is written. */
const endedClaimsSql = `
  select step.event_id, step.hold_id, coalesce(entry.ticket_type_id, '') as class, min(step.version) as version,
    min(step.line) as line
  from waitlist_steps as step
  join waitlist_entries as entry on entry.id = step.entry_id and entry.event_id = step.event_id
  where ${ofEvent('step.event_id')} and step.state = 'claim_ended' group by 1, 2, 3`

/** Whoever wants one seat, or takes fewer, could have had what somebody behind was offered. */
const couldHave = '(waiting.fits or waiting.accept_fewer or waiting.quantity = 1)'

export const waitlistChecks: readonly Check[] = [
  {
    name: 'waitlist-agrees-with-entries',
    count: `select count(*) as checked from waitlist_entries where ${ofEvent('event_id')}`,
    violations: `
      with line as (select event_id, count(*) filter (where state = 'waiting') as waiting, max(seq) as seq
        from waitlist_entries where ${ofEvent('event_id')} group by event_id),
      pooled as (select event_id, max(pooled_seats) as seats from ticket_types where ${ofEvent('event_id')}
        group by event_id)
      select 'the line is ' || case when waitlist_open then 'open' else 'closed' end || ' at place ' || waitlist_seq
        || ' with ' || greatest(pooled_seats, pooled.seats) || ' seats in its pool, and '
        || coalesce(waiting, 0) || ' wait, the last at place ' || coalesce(seq, 0) as detail, event_id,
        null as ticket_type_id
      from inventory left join line using (event_id) left join pooled using (event_id)
      where ${ofEvent('event_id')}
        and (waitlist_open <> (coalesce(waiting, 0) > 0) or waitlist_seq < coalesce(seq, 0)
          or (not waitlist_open and greatest(pooled_seats, pooled.seats) > 0))`,
  },
  {
    // The head of the waitlist as nextOffer sees it: nobody stands before it, so nothing is claimed.
    name: 'head-of-line-is-served',
    count: `select count(distinct event_id) as checked from waitlist_entries
      where ${ofEvent('event_id')} and state = 'waiting'`,
    violations: `
      with lines as (select distinct event_id from waitlist_entries where ${ofEvent('event_id')} and state = 'waiting')
      select head.id || ' waits for ' || head.quantity || ' and could have ' || there.seats as detail,
        inventory.event_id, head.ticket_type_id
      from lines join inventory using (event_id)
      cross join lateral (
        select id, ticket_type_id, quantity, accept_fewer, changed_at from waitlist_entries
        where event_id = inventory.event_id and state = 'waiting' order by seq limit 1
      ) as head
      cross join lateral (
        -- Without a type on sale there is no seat: LEAST would pass over the sum that is null.
        select least(inventory.pooled_seats + inventory.available_seats,
            coalesce(sum(least(pooled_seats + available_seats,
              case when head.ticket_type_id is null then max_per_user end)), 0)) as seats,
          max(sales_start_at) as since from ticket_types
        where event_id = inventory.event_id
          and case when head.ticket_type_id is null then not hidden else id = head.ticket_type_id end
          and (sales_start_at is null or sales_start_at <= now()) and (sales_end_at is null or sales_end_at > now())
      ) as there
      where sales = 'open' and ends_at > now()
        and (there.seats >= head.quantity or (head.accept_fewer and there.seats > 0))
        and greatest(head.changed_at, there.since, (
          select at from movements where event_id = inventory.event_id and target in ('available', 'pooled')
          order by version desc, line desc limit 1
        )) < now() - interval '${unservedGraceSeconds} seconds'`,
  },
  {
    // An offer of seats of a type, while somebody before its receiver waited for that type or for any. For each offer
    // the latest end of waiting among those before it, by one sort per class: comparing each with each would take for
    // ever. After a claim has ended, only entries that the seats did not fit may be passed over. They are few, so each
    // is compared with each.
    name: 'offers-in-order',
    count: `select count(distinct hold_id) as checked from ${movementsSql} as movements
      where ${hasLineSql} and cause = 'offer'`,
    violations: `
      with offers as materialized (${offersSql}), capacities as materialized (${capacitiesSql}),
        waiting as materialized (${waitingSql}), ended as materialized (${endedClaimsSql}),
      places as (
        select event_id, class, seq, 1 as rank, stopped, null::bigint as point, null as hold_id from waiting
        where ${couldHave}
        union all
        select offers.event_id, wanted.class, entry.seq, 0, null, offers.point, offers.hold_id
        from offers join waitlist_entries as entry on entry.id = offers.entry_id and entry.event_id = offers.event_id
        join inventory on inventory.event_id = offers.event_id
        cross join lateral (select item ->> 'ticketTypeId' from jsonb_array_elements(offers.items) as item
          union select '') as wanted (class)
        where inventory.waitlist_order = 'strict' and offers.version >= inventory.waitlist_order_version
          and not exists (select from ended
            where ended.event_id = offers.event_id and ended.hold_id = offers.hold_id and ended.class = wanted.class)
      ),
      ordered as (select *, max(stopped) over (partition by event_id, class
        order by seq, rank rows between unbounded preceding and 1 preceding) as latest from places)
      select 'offered at version ' || (ordered.point / 1000000) || ' to place ' || ordered.seq || ', while '
        || passed.id || ' waited at place ' || passed.seq as detail,
        ordered.event_id, nullif(ordered.class, '') as ticket_type_id, ordered.hold_id
      from ordered cross join lateral (
        select id, seq from waiting
        where waiting.event_id = ordered.event_id and waiting.class = ordered.class and waiting.seq < ordered.seq
          and waiting.stopped > ordered.point and ${couldHave} order by seq limit 1
      ) as passed
      where ordered.latest > ordered.point
      union all
      select 'offered at version ' || offers.version || ' to place ' || receiver.seq || ', while ' || passed.id
        || ' waited at place ' || passed.seq || ', and the seats fitted that place too',
        offers.event_id, nullif(ended.class, ''), offers.hold_id
      from ended join offers on offers.event_id = ended.event_id and offers.hold_id = ended.hold_id
      join waitlist_entries as receiver on receiver.id = offers.entry_id and receiver.event_id = offers.event_id
      cross join lateral (
        select sum((item ->> 'quantity')::integer) as seats from jsonb_array_elements(offers.items) as item
        where ended.class in ('', item ->> 'ticketTypeId')
      ) as offered
      join waitlist_entries as passed on passed.event_id = offers.event_id and passed.seq < receiver.seq
        and coalesce(passed.ticket_type_id, '') = ended.class
        and coalesce(passed.served_version, ${never}) > offers.version
      where offered.seats >= coalesce((
        select case when accept_fewer then 1 else quantity end from waitlist_steps as step
        where step.event_id = passed.event_id and step.entry_id = passed.id and step.state in ('joined', 'changed')
          and (step.version, step.line) < (ended.version, ended.line)
        order by step.version desc, step.line desc limit 1
      ), passed.quantity)`,
  },
  {
    // The clock alone ends the waiting, so a job has to come by, which looks at so many waitlists a second. An event
    // that was called off has a job of its own.
    name: 'waiting-ends-with-sales',
    count: `select count(*) as checked from waitlist_entries where ${ofEvent('event_id')} and state = 'waiting'`,
    violations: `
      select entry.id || ' waits though ' || case when ends_at <= now() then 'the event' else 'its sales' end
        || ' ended at ' || over.since as detail, entry.event_id, entry.ticket_type_id
      from waitlist_entries as entry join inventory on inventory.event_id = entry.event_id
      cross join lateral (
        select least(inventory.ends_at,
            case when bool_and(sales_end_at is not null) then max(sales_end_at) end) as since
        from ticket_types
        where event_id = entry.event_id
          and case when entry.ticket_type_id is null then not hidden else id = entry.ticket_type_id end
      ) as over
      where ${ofEvent('entry.event_id')} and entry.state = 'waiting' and sales = 'open'
        and over.since < now() - interval '${unendedGraceSeconds} seconds'`,
  },
  {
    // What a claim's end is for: seats that stay pooled fit nobody who waits.
    name: 'ended-claims-free-the-seats',
    count: `select count(*) as checked from ticket_types where ${ofEvent('event_id')} and pooled_since is not null`,
    violations: `
      with types as (
        select type.event_id, type.id,
          least(inventory.available_seats + inventory.pooled_seats, type.available_seats + type.pooled_seats) as seats,
          inventory.available_seats + inventory.pooled_seats as of_event, type.max_per_user,
          type.hidden,
          greatest(type.sales_start_at, type.pooled_since + make_interval(secs => claim_seconds_max)) as since
        from ticket_types as type join inventory on inventory.event_id = type.event_id
        where ${ofEvent('type.event_id')} and waitlist_open and sales = 'open' and ends_at > now()
          and type.pooled_since is not null and (type.sales_end_at is null or type.sales_end_at > now())
      ), there as (
        select event_id, id as class, seats, since from types
        where since < now() - interval '${unservedGraceSeconds} seconds'
        union all
        select event_id, '', least(min(of_event), sum(least(seats, max_per_user))), max(since) from types
        where since < now() - interval '${unservedGraceSeconds} seconds' and not hidden group by event_id
      )
      select left_over.id || ' waits for ' || left_over.quantity || ' and could have ' || there.seats
        || ', to which claims have ended' as detail, there.event_id, nullif(there.class, '') as ticket_type_id
      from there cross join lateral (
        select id, quantity, changed_at from waitlist_entries
        where event_id = there.event_id and state = 'waiting' and coalesce(ticket_type_id, '') = there.class
          and (case when accept_fewer then 1 else quantity end) <= there.seats order by seq limit 1
      ) as left_over
      where greatest(left_over.changed_at, (
        select at from movements where event_id = there.event_id and target in ('available', 'pooled')
        order by version desc, line desc limit 1
      )) < now() - interval '${unservedGraceSeconds} seconds'`,
  },
  {
    // The steps of an entry become messages later: the last step must match the entry. Entries older than the steps
    // have none.
    name: 'steps-match-entries',
    count: `select count(*) as checked from waitlist_steps where ${ofEvent('event_id')}`,
    violations: `
      select entry.id || ' is ' || entry.state || ' for ' || entry.quantity || ', its last step says ' || last.state
        || ' for ' || last.quantity as detail, entry.event_id, entry.ticket_type_id, last.hold_id
      from (
        select distinct on (event_id, entry_id) event_id, entry_id, state, quantity, accept_fewer, hold_id
        from waitlist_steps
        where ${ofEvent('event_id')} and state <> 'claim_ended'
        order by event_id desc, entry_id desc, version desc, line desc
      ) as last join waitlist_entries as entry on entry.event_id = last.event_id and entry.id = last.entry_id
      where entry.state <> case when last.state in ('joined', 'changed') then 'waiting' else last.state end
        or entry.quantity <> last.quantity or entry.accept_fewer <> last.accept_fewer`,
  },
  {
    // A walk through the versions, counting who waits: what becomes available while somebody waits for it was owed to
    // them. Strictly between joining and being served: within one version the two may have come in either order.
    name: 'freed-seats-go-to-the-line',
    count: `select count(*) as checked from ${movementsSql} as movements
      where ${hasLineSql} and target = 'available' and source <> 'outside'`,
    violations: `
      with offers as materialized (${offersSql}), capacities as materialized (${capacitiesSql}),
        waiting as materialized (${waitingSql}),
      spans as (
        select event_id, class, joined_version, served_version from waiting
        where fits and (served_version is null or served_version > joined_version)
        union all
        select event_id, '*', joined_version, served_version from waiting
        where fits and (served_version is null or served_version > joined_version)
      ),
      lines as materialized (select event_id, min(joined_version) as opened,
        max(coalesce(served_version, ${never})) as closed from spans group by event_id),
      steps as (
        select event_id, class, joined_version as version, 2 as rank, 1 as change, null::integer as quantity,
          null as source, null as hold_id from spans
        union all
        select event_id, class, served_version, 0, -1, null, null, null from spans where served_version is not null
        union all
        select movements.event_id, wanted.class, movements.version, 1, 0, movements.quantity, movements.source,
          movements.hold_id
        from lines
        join ${movementsSql} as movements on movements.event_id = lines.event_id and movements.version > lines.opened
          and movements.version < lines.closed
        cross join lateral (select unnest(case movements.scope when 'event' then array['*']
          else array[movements.ticket_type_id, ''] end)) as wanted (class)
        where movements.target = 'available' and (movements.scope <> 'event' or movements.source = 'outside')
          -- A pool is rightly closed when the type's sales are over, or the event is.
          and (movements.source <> 'pooled' or exists (
            select from ticket_types as type
            where type.event_id = movements.event_id and type.id = movements.ticket_type_id
              and type.sales_version < movements.version and not type.hidden
              and (type.sales_end_at is null or type.sales_end_at > movements.at)
              and (select ends_at from inventory where inventory.event_id = movements.event_id) > movements.at))
      ),
      walked as (select *, sum(change) over (partition by event_id, class
        order by version, rank rows unbounded preceding) as waiting from steps)
      select quantity || ' seats went from ' || source || ' to available at version ' || version || ', while '
        || waiting || ' waited for them' as detail,
        event_id, nullif(nullif(class, ''), '*') as ticket_type_id, hold_id
      from walked where rank = 1 and waiting > 0`,
  },
]
