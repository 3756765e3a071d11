// The SQL that erases people from holds and waitlist entries: what is still open, what has ended, and what is left.
import { erasureSlackSeconds } from '../../users/port.ts'

export const entriesPerPage = 25
export const holdsPerPage = 200
export const namesPerPage = 500

/** $1 the account, $2 one of its buyers or null, $3 how long ago it was asked for. */
const theirs = `user_id = $1
  and ($2::text is null or (buyer_reference = $2
    and created_at <= clock_timestamp() - make_interval(secs => $3::float8 - ${erasureSlackSeconds})))`

export const openEntriesSql = `
  select id, event_id from waitlist_entries where ${theirs} and state in ('waiting', 'offered')
  order by id limit ${entriesPerPage}`

export const eraseGrantsSql = 'delete from resellers where account_id = $1'

/** Offers end with their waitlist entries, and a purchase that is being paid for is left to its saga. */
export const heldSql = `
  select id, event_id from holds where ${theirs} and state = 'held' and kind = 'reservation'
  order by id limit ${holdsPerPage}`

export const openLeftSql = `
  select exists (select from holds where ${theirs} and state in ('held', 'confirming')) as open`

const named = `${theirs} and buyer_reference is not null and buyer_erased_at is null`

/** $4 the salt. Nobody who doesn't know it finds the reference that this was made from. */
const erased = `'erased-' || left(encode(sha256(convert_to($4::text || buyer_reference, 'UTF8')), 'hex'), 24)`

const eraseNames = (table: string, ended: string, also = '') => `
  update ${table} as erasing
  set buyer_reference = found.reference, buyer = jsonb_build_object('reference', found.reference),
    metadata = null,${also} buyer_erased_at = clock_timestamp()
  from (
    select id, event_id, ${erased} as reference from ${table} where ${named} and ${ended}
    order by id limit ${namesPerPage} for update skip locked
  ) as found
  where erasing.id = found.id and erasing.event_id = found.event_id
  returning erasing.id`

/** What an account has said of its own: $1 the account, when it goes. */
const forgetWords = (table: string, ended: string, { has = 'metadata is not null', also = '' } = {}) => `
  update ${table} as erasing set metadata = null${also}
  from (
    select id, event_id from ${table} where user_id = $1 and ${has} and ${ended}
    order by id limit ${namesPerPage} for update skip locked
  ) as found
  where erasing.id = found.id and erasing.event_id = found.event_id
  returning erasing.id`

const holdsEnded = `state not in ('held', 'confirming')`
const entriesEnded = `state not in ('waiting', 'offered')`
export const forgetOfHoldsSql = forgetWords('holds', holdsEnded)
export const forgetOfArchivedSql = forgetWords('archived_holds', 'true')
export const forgetOfEntriesSql = forgetWords('waitlist_entries', entriesEnded, {
  has: '(metadata is not null or metadata_at_joining is not null)',
  also: ', metadata_at_joining = null',
})

export const eraseHoldsSql = eraseNames('holds', holdsEnded)
export const eraseArchivedSql = eraseNames('archived_holds', 'true')
export const eraseEntriesSql = eraseNames('waitlist_entries', entriesEnded, ' metadata_at_joining = null,')
