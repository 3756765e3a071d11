// The SQL that erases named buyers from bookings, from what is kept of answers, and from messages, and holders from
// tickets.
import { erasureSlackSeconds } from '../../users/port.ts'

export const namesPerPage = 500

/** $1 the account, $2 one of its buyers or null, $3 how long ago it was asked for. */
const theirs = `user_id = $1 and buyer_reference is not null and buyer_erased_at is null
  and ($2::text is null or (buyer_reference = $2
    and created_at <= clock_timestamp() - make_interval(secs => $3::float8 - ${erasureSlackSeconds})))`

/** $4 the salt: the inventory makes the same of it. */
const erased = `'erased-' || left(encode(sha256(convert_to($4::text || buyer_reference, 'UTF8')), 'hex'), 24)`

/** A purchase or a cancellation under way is left to its saga, which knows its buyer by name. */
export const eraseBookingsSql = `
  update bookings as erasing
  set buyer_reference = found.reference, buyer = jsonb_build_object('reference', found.reference),
    metadata = null, buyer_erased_at = clock_timestamp()
  from (
    select id, user_id, ${erased} as reference from bookings
    where ${theirs} and status not in ('pending', 'cancelling')
    order by id limit ${namesPerPage} for update skip locked
  ) as found
  where erasing.id = found.id and erasing.user_id = found.user_id
  returning erasing.id, erasing.user_id as "userId"`

/** What an account has said of its own: $1 the account, when it goes. */
export const forgetWordsSql = `
  update bookings as erasing set metadata = null
  from (
    select id, user_id from bookings
    where user_id = $1 and metadata is not null and status not in ('pending', 'cancelling')
    order by id limit ${namesPerPage} for update skip locked
  ) as found
  where erasing.id = found.id and erasing.user_id = found.user_id
  returning erasing.id`

/**
 * What somebody else keeps at the moment was passed over, and is still to be erased; an account's own purchase or
 * cancellation that is under way keeps its words until then.
 */
export const underWaySql = `
  select exists (select from bookings where ${theirs})
    or ($2::text is null and exists (select from bookings where user_id = $1 and status in ('pending', 'cancelling')))
    as "underWay"`

/** $1 ids of bookings, $2 their accounts: who comes with their tickets, and who has had them. */
export const eraseHoldersSql = `
  with given as (
    select * from unnest($1::text[], $2::text[]) as given (id, user_id)
  ), transferred as (
    update ticket_transfers as erasing set from_holder = null, to_holder = null from given
    where erasing.user_id = given.user_id and erasing.booking_id = given.id
  )
  update tickets as erasing set holder = null, answers = null from given
  where erasing.user_id = given.user_id and erasing.booking_id = given.id`

/** The same of a page of all of an account's tickets. */
export const eraseAllHoldersSql = `
  update tickets as erasing set holder = null, answers = null
  from (
    select user_id, booking_id, id from tickets
    where user_id = $1 and (holder is not null or answers is not null) limit ${namesPerPage}
  ) as found
  where erasing.user_id = found.user_id and erasing.booking_id = found.booking_id and erasing.id = found.id`
export const eraseAllTransfersSql = `
  update ticket_transfers as erasing set from_holder = null, to_holder = null
  from (
    select user_id, booking_id, ticket_id, serial from ticket_transfers
    where user_id = $1 and (from_holder is not null or to_holder is not null) limit ${namesPerPage}
  ) as found
  where erasing.user_id = found.user_id and erasing.booking_id = found.booking_id
    and erasing.ticket_id = found.ticket_id and erasing.serial = found.serial`

/** Messages and kept answers show a booking or a reservation without its buyer from then on. */
const withoutBuyer = (
  table: string,
  { key, account, shown, path, has }: Readonly<Record<'key' | 'account' | 'shown' | 'path' | 'has', string>>,
) => `
  update ${table} as erasing set ${shown} = erasing.${shown} #- '{${path}}'
  where erasing.${account} = $1 and erasing.${key} in (
    select ${key} from ${table}
    where ${account} = $1 and ${has} and ($2::text is null
      or (${shown} #>> '{${path},reference}' = $2
        and created_at <= clock_timestamp() - make_interval(secs => $3::float8 - ${erasureSlackSeconds})))
    limit ${namesPerPage})`

export const eraseMessagesSql = withoutBuyer('outbox', {
  key: 'id',
  account: 'user_id',
  shown: 'payload',
  path: 'buyer',
  has: `jsonb_exists(payload, 'buyer')`,
})
/** Nobody can ask for them again. What they show beside buyers is the account's own words, of its endpoints. */
export const forgetAnswersSql = `
  delete from idempotency_keys where caller = $1 and key in (
    select key from idempotency_keys where caller = $1 and booking_id is null limit ${namesPerPage})`

export const eraseAnswersSql = withoutBuyer('idempotency_keys', {
  key: 'key',
  account: 'caller',
  shown: 'answer',
  path: 'body,buyer',
  has: `answer #> '{body,buyer}' is not null`,
})
