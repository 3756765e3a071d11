// Events and their inventories: holds, the ledger that led to them, lines with their offers, and counters that add up
// to both.
import { idOf, type Numbers } from './numbers.ts'

export function eventsStatements(numbers: Numbers): readonly string[] {
  return [
    ...catalogue(numbers),
    numbered(numbers),
    ...reservations(numbers),
    ...lines(numbers),
    ...counters(numbers),
    'drop table bench_holds, bench_lines',
  ]
}

const catalogue = ({ events, eventId, isLine }: Numbers) => [
  `insert into venues (id, organizer_id, name, city, country, lat, lon, timezone)
    select ${idOf('ven', 'n')}, ${idOf('usr', '4')}, 'Hall ' || n, 'City ' || n % 20, 'AT', 48, 16, 'Europe/Vienna'
    from generate_series(1, 100) as n`,
  `insert into events (id, organizer_id, venue_id, title, category, tags, status, starts_at, ends_at, timezone)
    select ${eventId('e')}, ${idOf('usr', '4 + e % 50')}, ${idOf('ven', '1 + e % 100')}, 'Evening ' || e,
      (array['music', 'theatre', 'sports'])[1 + e % 3], '{evening}',
      case when e % 25 = 0 and not ${isLine('e')} then 'draft' else 'published' end,
      now() + interval '1 day' * (10 + e), now() + interval '1 day' * (11 + e), 'Europe/Vienna'
    from generate_series(1, ${events}) as e`,
  `insert into search_outbox (event_id, version, due_at) select id, version, now() from events
  where status = 'published'`,
  `insert into idempotency_keys (caller, key, fingerprint, status, answer, created_at)
    select ${idOf('usr', '4')}, 'key-' || n, 'f', 201, '{"body":{}}', now() - interval '1 hour' * (n % 100)
    from generate_series(1, 20000) as n`,
]

/** Every hold with its place among those of its event: from it follow the versions at which it was made and ended. */
const numbered = ({ rows }: Numbers) => `
  create unlogged table bench_holds as select *, row_number() over (partition by e order by n) as k
  from (${rows}) as numbered`

const stateSql =
  `case fate when 'confirmed' then 'sold' when 'cancelling' then 'sold' when 'cancelled' then ` +
  `'returned' when ` +
  `'pending' then 'confirming' when 'failed' then 'released' else fate end`

const reservations = ({ eventId, typeId, holdId, bookingId }: Numbers) => [
  `insert into holds (id, event_id, user_id, buyer_reference, buyer, kind, state, items, quantity, total_minor,
    currency, saga_id, idempotency_key, idempotency_fingerprint, created_at, expires_at, changed_at)
    select ${holdId('n')}, ${eventId('e')}, user_id, reference,
      case when reference is not null then jsonb_build_object('reference', reference) end, 'reservation', ${stateSql},
      jsonb_build_array(jsonb_build_object('ticketTypeId', ${typeId('e', 'type')}, 'quantity', quantity,
        'unitPriceMinor', 2500)), quantity, quantity * 2500, 'EUR',
      case when b is not null then ${bookingId('n')} end, case when n % 2 = 0 then 'key-' || n end,
      case when n % 2 = 0 then 'f' end,
      at, case when fate in ('held', 'pending') then now() + interval '1 day' else at + interval '5 minutes' end,
      at + interval '2 minutes'
    from bench_holds order by n`,
  // Three versions for each hold, of which those that took no part in its life stay unused.
  `insert into movements (event_id, version, line, scope, ticket_type_id, quantity, source, target, cause, hold_id, at)
    select ${eventId('e')}, k * 3 + step, 1, 'seat', ${typeId('e', 'type')}, quantity, source, target, cause,
      ${holdId('n')}, at + interval '1 minute' * step
    from bench_holds join (values
      ('expired', 1, 'held', 'available', 'expire'), ('released', 1, 'held', 'available', 'release'),
      ('failed', 1, 'held', 'available', 'decline'),
      ('confirmed', 1, 'held', 'sold', 'commit'), ('cancelling', 1, 'held', 'sold', 'commit'),
      ('cancelled', 1, 'held', 'sold', 'commit'), ('cancelled', 2, 'sold', 'available', 'cancel')
    ) as moved (of_fate, step, source, target, cause) on of_fate = fate
    union all
    select ${eventId('e')}, k * 3, 1, 'seat', ${typeId('e', 'type')}, quantity, 'available', 'held', 'reserve',
      ${holdId('n')}, at from bench_holds
    order by 11, 1, 2`,
]

/**
 * A line: everybody joins, then one sold seat comes back and is offered to one after the other; nobody takes it. The
 * last of them still has the offer; those behind wait.
 */
function lines({
  events,
  eventId,
  typeId,
  holdId,
  boxOffice,
  entryNumber,
  isLine,
  waitingOf,
  offeredOf,
  holds,
}: Numbers) {
  const entry = entryNumber('e', 's')
  // The versions: the returned seat was held and sold at v and v + 1; s joined at v + 1 + s; the offer to s came at v +
  // 1 + waiting + s.
  const offerVersion = 'v + 1 + waiting + s'
  const offers = `(select *, s = offered as is_open from bench_lines, generate_series(1, offered) as s)`
  const isNamed = 's % 2 = 0 and e = 1'
  return [
    `create unlogged table bench_lines as
    select e, ${waitingOf('e')} as waiting, ${offeredOf('e')} as offered,
      3 + 3 * coalesce((select max(k) from bench_holds where bench_holds.e = events.e), 0) as v
      from generate_series(1, ${events}) as events (e) where ${isLine('e')}`,
    `insert into waitlist_entries (event_id, id, seq, user_id, buyer_reference, buyer, ticket_type_id, quantity, state,
      joined_version, served_version, created_at, changed_at)
      select ${eventId('e')}, ${idOf('wle', entry)}, s,
        case when ${isNamed} then ${boxOffice} else ${idOf('usr', '2 + s * 500 + e')} end,
        case when ${isNamed} then 'waiting-' || s end,
        case when ${isNamed} then jsonb_build_object('reference', 'waiting-' || s) end,
        case when s % 3 = 0 then ${typeId('e', '1')} end, case when s > offered and s % 5 = 0 then 2 else 1 end,
        case when s < offered then 'expired' when s = offered then 'offered' else 'waiting' end, v + 1 + s,
        case when s <= offered then ${offerVersion} end, now() - interval '1 hour', now() - interval '1 hour'
      from bench_lines, generate_series(1, waiting) as s order by e, s`,
    `insert into holds (id, event_id, user_id, kind, state, items, quantity, total_minor, currency, saga_id, created_at,
      expires_at, changed_at)
      select ${holdId(`${holds} + e`)}, ${eventId('e')}, ${idOf('usr', '2')}, 'reservation', 'returned',
        jsonb_build_array(jsonb_build_object('ticketTypeId', ${typeId('e', '1')}, 'quantity', 1, 'unitPriceMinor',
          2500)),
        1, 2500, 'EUR', 'none', now() - interval '2 hours', now() - interval '1 hour', now() - interval '1 hour'
      from bench_lines`,
    `insert into holds (id, event_id, user_id, kind, state, items, quantity, total_minor, currency, waitlist_entry_id,
      created_at, expires_at, changed_at)
      select ${holdId(entry)}, ${eventId('e')}, ${idOf('usr', '2 + s * 500 + e')}, 'offer',
        case when is_open then 'held' else 'expired' end,
        jsonb_build_array(jsonb_build_object('ticketTypeId', ${typeId('e', '1')}, 'quantity', 1, 'unitPriceMinor',
          2500)), 1, 2500, 'EUR', ${idOf('wle', entry)},
        now() - interval '1 hour',
        case when is_open then now() + interval '1 day' else now() - interval '50 minutes' end,
        now() - interval '50 minutes'
      from ${offers} as offers`,
    `insert into movements (event_id, version, line, scope, ticket_type_id, quantity, source, target, cause, hold_id,
      at)
      select ${eventId('e')}, version, line, 'seat', ${typeId('e', '1')}, 1, source, target, cause, ${holdId('hold')},
        now() - interval '1 hour' from (
        select e, v as version, 1 as line, 'available' as source, 'held' as target, 'reserve' as cause,
          ${holds} + e as hold from bench_lines
        union all select e, v + 1, 1, 'held', 'sold', 'commit', ${holds} + e from bench_lines
        union all select e, v + 2 + waiting, 1, 'sold', 'pooled', 'cancel', ${holds} + e from bench_lines
        union all select e, ${offerVersion}, 2, 'pooled', 'held', 'offer', ${entry} from ${offers} as offers
        union all select e, ${offerVersion} + 1, 1, 'held', 'pooled', 'offer_expired', ${entry} from ${offers} as offers
        where not is_open
      ) as moved order by e, version, line`,
  ]
}

/** An event with a line is sold out; every other has some seats left. */
const counters = ({ events, eventId, typeId, isLine }: Numbers) => [
  `create unlogged table bench_counters as
    select e, type, coalesce(held, 0) + case when type = 1 and ${isLine('e')} then 1 else 0 end as held,
      coalesce(sold, 0) as sold
    from generate_series(1, ${events}) as events (e) cross join (values (1), (2)) as types (type) left join (
      select e, type, sum(quantity) filter (where fate in ('held', 'pending')) as held,
        sum(quantity) filter (where fate in ('confirmed', 'cancelling')) as sold from bench_holds group by 1, 2
    ) as taken using (e, type)`,
  `insert into inventory (event_id, organizer_id, capacity, available_seats, held_seats, sold_seats, currency, sales,
    ends_at, waitlist_open, waitlist_seq, version)
    select ${eventId('e')}, ${idOf('usr', '4 + e % 50')}, free + sum(held) + sum(sold), free, sum(held), sum(sold),
      'EUR', 'open', now() + interval '1 day' * (11 + e), v is not null,
      coalesce(waiting, 0), coalesce(v + 1 + waiting + offered,
        3 + 3 * (select coalesce(max(k), 0) from bench_holds where bench_holds.e = bench_counters.e))
    from bench_counters left join bench_lines using (e)
    cross join lateral (select case when v is null then 500 else 0 end as free) as seats
    group by e, v, waiting, offered, free`,
  `insert into ticket_types (event_id, id, position, name, price_minor, capacity, capacity_is_own, available_seats,
    held_seats, sold_seats)
    select ${eventId('e')}, ${typeId('e', 'type')}, type, 'Type ' || type, 2500, inventory.capacity, false,
      inventory.capacity - held - sold, held, sold
    from bench_counters join inventory on event_id = ${eventId('e')}`,
  `insert into movements (event_id, version, line, scope, ticket_type_id, quantity, source, target, cause, at)
    select event_id, 1, 1, 'event', null, capacity, 'outside', 'available', 'opened', now() - interval '60 days'
    from inventory
    union all
    select event_id, 1, 1 + position, 'ticket_type', id, capacity, 'outside', 'available', 'opened',
      now() - interval '60 days' from ticket_types`,
  'drop table bench_counters',
]
