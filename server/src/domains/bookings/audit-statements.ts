// The audit's questions about bookings, as SQL. Each selects detail, event_id, hold_id, booking_id: a row a violation.
import type { AuditPart } from './port.ts'

/** A provider's book, each entry with key, status and amount_minor: the sandbox's own, what we have seen at Stripe. */
const books = {
  // An older server says of a whole refund that the charge is refunded, and not how much of it.
  sandbox: `(select key, amount_minor, status, case when status = 'refunded' then amount_minor else refunded_minor end
      as repaid_minor
    from sandbox_charges)`,
  stripe: `(select s.key, s.amount_minor, repaid.minor as repaid_minor, case
      when s.status = 'succeeded' then case when repaid.minor >= s.amount_minor then 'refunded' else 'captured' end
      when s.status = 'requires_capture' then 'authorized'
      when s.status = 'canceled' or s.closed_at is not null then 'voided'
      else 'declined' end as status
    from stripe_payments s
    cross join lateral (select coalesce(sum(r.amount_minor), 0)::bigint as minor from stripe_refunds r
      where r.payment_key = s.key and r.status = 'succeeded') as repaid)`,
} as const
export type Journal = keyof typeof books
export const journals: readonly [Journal, ...Journal[]] = ['sandbox', 'stripe']
const tables = { sandbox: 'sandbox_charges', stripe: 'stripe_payments' } as const

/**
 * $1 ids of sold holds, $2 their events, $3 their buyers. A sold hold has a booking that is confirmed, or on its way
 * there or back.
 */
export const holdsWithoutBookingSql = `
select 'the hold is sold, but ' || coalesce('its booking is ' || other.status, 'nobody has booked it') as detail,
  sold.event_id, sold.id as hold_id, other.id as booking_id
from unnest($1::text[], $2::text[], $3::text[]) as sold (id, event_id, user_id)
  left join bookings b on b.user_id = sold.user_id and b.reservation_id = sold.id and b.status <> 'failed'
  left join lateral (select max(status) as status, max(id) as id
    from (select b.status, b.id where b.event_id = sold.event_id) as its) as other on true
where not coalesce(b.event_id = sold.event_id and b.status in ('pending', 'confirmed', 'cancelling'), false)`

/** The next bookings, in the order of their ids. */
export function pageOfBookings({
  eventId,
  after = '',
  limit,
}: {
  eventId: string | undefined
  after: string | undefined
  limit: number
}) {
  const columns = `select id, user_id, reservation_id, event_id, status,
    case when status = 'confirmed' and not exists (select from booking_cancellations c
        where c.user_id = bookings.user_id and c.booking_id = bookings.id and c.state = 'under_way')
      then (select count(*)::int from tickets t
        where t.user_id = bookings.user_id and t.booking_id = bookings.id and t.status = 'valid')
    end as valid_tickets
    from bookings`
  return eventId === undefined
    ? { text: `${columns} where id > $1 order by id limit $2`, values: [after, limit] }
    : { text: `${columns} where event_id = $1 and id > $2 order by id limit $3`, values: [eventId, after, limit] }
}

/**
 * $1 ids of bookings, $2 their buyers: those whose payment or whose entry in its provider's journal is not as it should
 * be, with what is wrong. What was paid is what has gone back and what the organizer keeps. Refunds that are not
 * answered yet may be in the journal already. An older server makes one of all that was paid, and reserves nothing.
 */
export const unsettledSql = `
select * from (
  select event_id, hold_id, booking_id,
    case when not coalesce(case
        when total_minor = 0 then payment is null and refunds = 0
        when paid is distinct from total_minor or owed > paid then false
        when reserved <> owed and not (reserved = 0 and owed = paid) then false
        when payment = 'refunded' and refunds > 0 then repaid = paid
        when repaid = paid then false
        when settled.status = 'confirmed' then payment = 'captured'
        when settled.status = 'failed' and refunds = 0 then payment in ('declined', 'voided', 'refunded')
        when settled.status = 'cancelled' and owed + kept <> paid then false
        else payment = 'captured'
      end, false)
      then 'the booking over ' || total_minor || ' is ' || settled.status || ', its payment '
      || coalesce(payment || ' over ' || paid || ' with ' || reserved || ' reserved for refunds', 'missing')
      || ', its refunds ' || case when refunds = 0 then 'missing'
        else 'over ' || owed || ', ' || repaid || ' of it paid' end
      || case when kept > 0 then ', and ' || kept || ' is kept' else '' end
    end as payment_fault,
    case when payment is not null and not coalesce(case
        when payment = 'captured' or payment = 'refunded' then c.amount_minor = paid
          and (c.status = 'refunded' or payment = 'captured' and c.status = 'captured')
          and c.repaid_minor between repaid and greatest(owed, reserved, repaid)
        else c.key is null or c.status in ('declined', 'voided')
      end, false)
      then 'our payment is ' || payment || ' over ' || paid || case when repaid > 0 then ' with ' || repaid || ' repaid'
        else '' end || ', the journal says ' || coalesce(c.status || ' over ' || c.amount_minor
        || case when c.repaid_minor > 0 then ' with ' || c.repaid_minor || ' repaid' else '' end, 'nothing')
    end as journal_fault
  from (
    select b.event_id, b.reservation_id, b.id, b.status, b.total_minor, b.kept_minor,
      p.status, p.amount_minor, p.refunded_minor, p.provider, p.provider_key, r.refunds, r.owed, r.repaid
    from unnest($1::text[], $2::text[]) as given (id, user_id)
    join bookings b on b.id = given.id and b.user_id = given.user_id
    left join payments p on p.user_id = b.user_id and p.booking_id = b.id
    cross join lateral (
      select count(*) as refunds,
        coalesce(sum(amount_minor), 0) as owed,
        coalesce(sum(amount_minor) filter (where refunds.status = 'succeeded'), 0) as repaid
      from refunds where refunds.user_id = b.user_id and refunds.booking_id = b.id and refunds.status <> 'cancelled'
    ) as r
    where b.status in ('confirmed', 'cancelled', 'failed')
  ) as settled (event_id, hold_id, booking_id, status, total_minor, kept, payment, paid, reserved, provider,
    provider_key, refunds, owed, repaid)
  left join lateral (${journals
    .map(
      journal => `
    select key, status, amount_minor, repaid_minor from ${books[journal]} as book
    where provider = '${journal}' and book.key = provider_key`,
    )
    .join(' union all ')}
  ) as c on true
) as judged
where payment_fault is not null or journal_fault is not null`

/**
 * $1 ids of bookings, $2 their buyers: those with more or fewer valid tickets than they have bought and not cancelled.
 */
export const ticketsSql = `
select valid || ' tickets are valid; ' || quantity || ' were bought, ' || cancelled || ' of them cancelled one by one'
    || case when status = 'confirmed' then '' else ', and the booking is ' || status end as detail,
  event_id, hold_id, booking_id
from (
  select b.event_id, b.reservation_id as hold_id, b.id as booking_id, b.status, b.quantity,
    (select count(*) from tickets t
      where t.user_id = b.user_id and t.booking_id = b.id and t.status = 'valid') as valid,
    (select coalesce(sum(cardinality(ticket_ids)), 0) from booking_cancellations c
      where c.user_id = b.user_id and c.booking_id = b.id) as cancelled
  from unnest($1::text[], $2::text[]) as given (id, user_id)
  join bookings b on b.id = given.id and b.user_id = given.user_id
  where b.status in ('confirmed', 'cancelled', 'failed')
) as counted
where valid <> case status when 'confirmed' then quantity - cancelled else 0 end`

/** $1 ids of bookings, $2 their buyers: tickets that are not admitted by just the scan that has admitted them. */
export const admissionsSql = `
select 'ticket ' || t.id || case
    when c.scan_id is null then ' is admitted by the scan ' || t.admitted_scan || ', which has not admitted it'
    when t.admitted_scan is null then ' was admitted by the scan ' || c.scan_id || ', and is not'
    else ' was admitted by the scan ' || c.scan_id || ', but names ' || t.admitted_scan end as detail,
  b.event_id, b.reservation_id as hold_id, b.id as booking_id
from unnest($1::text[], $2::text[]) as given (id, user_id)
join bookings b on b.id = given.id and b.user_id = given.user_id
join tickets t on t.user_id = b.user_id and t.booking_id = b.id
left join check_ins c on c.event_id = b.event_id and c.ticket_id = t.id and c.verdict = 'admitted'
where t.admitted_scan is distinct from c.scan_id`

/** $1 ids of bookings, $2 their buyers: tickets that were let in by a code which is not theirs, but was before. */
export const admittingCodesSql = `
select 'ticket ' || t.id || ' has the serial ' || t.serial || ', and was admitted by the code of ' || c.serial
  as detail, b.event_id, b.reservation_id as hold_id, b.id as booking_id
from unnest($1::text[], $2::text[]) as given (id, user_id)
join bookings b on b.id = given.id and b.user_id = given.user_id
join tickets t on t.user_id = b.user_id and t.booking_id = b.id
join check_ins c on c.event_id = b.event_id and c.ticket_id = t.id and c.verdict = 'admitted'
where c.serial <> t.serial`

/**
 * $1 ids of bookings, $2 their buyers: tickets whose serial is not 1 and one more for each transfer, or which have the
 * code again that was to be void.
 */
export const transfersSql = `
select 'ticket ' || t.id || case
    when t.serial <> 1 + moved.times then ' has the serial ' || t.serial || ' after ' || moved.times || ' transfers'
    else ' still has the code that a transfer has made void' end as detail,
  b.event_id, b.reservation_id as hold_id, b.id as booking_id
from unnest($1::text[], $2::text[]) as given (id, user_id)
join bookings b on b.id = given.id and b.user_id = given.user_id
join tickets t on t.user_id = b.user_id and t.booking_id = b.id
cross join lateral (
  select count(*)::integer as times, coalesce(bool_or(r.former_code = t.code), false) as is_kept,
    coalesce(max(r.serial), 1) as latest
  from ticket_transfers r where r.user_id = t.user_id and r.booking_id = t.booking_id and r.ticket_id = t.id
) as moved
where t.serial <> 1 + moved.times or t.serial <> moved.latest or moved.is_kept`

/** Rows that no booking leads to, in the order of their places, which are texts. From after one place up to another. */
export interface StrayStatements {
  readonly check: string
  /** Whether its rows are what the check counts; a charge has been counted with its booking. */
  readonly counts: boolean
  /** Before all places. */
  readonly first: readonly string[]
  readonly page: string
  readonly violations: string
}

export const journalCheck = 'journal-matches-payments'

/** A payment's key is its id, by which it is found. */
export const journalStatements = (journal: Journal): StrayStatements => ({
  check: journalCheck,
  counts: false,
  first: [''],
  page: `select array[key] as place from ${tables[journal]} where key > $1 order by key limit $2`,
  violations: `
select 'the journal has a charge that is ' || c.status || ', under a key that no payment has: ' || c.key as detail,
  null::text as event_id, null::text as hold_id, null::text as booking_id
from ${books[journal]} c left join payments p on p.id = c.key and p.provider_key = c.key
where c.key > $1 and c.key <= $2 and p.id is null and c.status in ('authorized', 'captured', 'refunded')`,
})

/** A confirmation's key leads to its booking, every other one keeps the answer itself. */
export const keys: StrayStatements = {
  check: 'keys-lead-to-their-effect',
  counts: true,
  first: ['', ''],
  page:
    'select array[caller, key] as place from idempotency_keys where (caller, key) > ($1, $2) order by caller, ' +
    'key limit $3',
  violations: `
select 'the key ' || k.key || ' of ' || k.caller || case when k.booking_id is null then ' keeps no answer'
  else ' leads to a booking that is not there' end as detail,
  null::text as event_id, null::text as hold_id, k.booking_id
from idempotency_keys k left join bookings b on b.id = k.booking_id and b.user_id = k.caller
where (k.caller, k.key) > ($1, $2) and (k.caller, k.key) <= ($3, $4)
  and case when k.booking_id is null then k.answer is null else b.id is null end`,
}

/** The first rows of one of these. */
export const firstOf = (text: string, rowsMax: number) => `select * from (${text}) as violation limit ${rowsMax}`

/** How many there are of each part; of the bookings those of the event $1, or all. */
export const totals: Readonly<Record<Exclude<AuditPart, 'messages'>, string>> = {
  bookings: 'select count(*) as total from bookings where $1::text is null or event_id = $1',
  journal: `select ${journals.map(journal => `(select count(*) from ${tables[journal]})`).join(' + ')} as total`,
  keys: 'select count(*) as total from idempotency_keys',
}
