// The one statement that reads what a batch is decided on: the event's counters and types, and of the rest only what
// its commands ask for. PostgreSQL plans it again each time (see platform/postgres/sql.ts), and planning all of it
// takes a millisecond.
//
// Sets come through unnest and joins: "id = any($n)" in a prepared statement on a growing table becomes a sequential
// scan after five runs (2,200 instead of 22,000 reserves/s).
import type { Command } from '../rules/commands.ts'
import { statementName } from '../../../platform/postgres/statement-name.ts'
import { mayServeWaitlist } from '../rules/decide.ts'
import { isBounded } from '../rules/hold-rules.ts'
import type { Buyer } from '../rules/inventory-state.ts'
import { offerIdOf } from '../rules/offer-rules.ts'
import { codeKeyOf } from '../rules/promotion-rules.ts'
import { allPromotionsSql, namedPromotionsSql } from './promotion-queries.ts'

export interface ReadStatement {
  readonly name: string
  readonly text: string
  readonly values: readonly unknown[]
}

export const holdColumns = `holds.id, holds.event_id, holds.user_id, holds.buyer, holds.kind, holds.state, holds.items,
  holds.quantity, holds.total_minor, holds.currency, holds.promotion_id, holds.saga_id, holds.waitlist_entry_id,
  holds.external_id, holds.metadata, holds.idempotency_key, holds.idempotency_fingerprint, holds.created_at,
  holds.expires_at`
export const entryColumns = [
  'id',
  'event_id',
  'seq',
  'user_id',
  'buyer',
  'ticket_type_id',
  'quantity',
  'accept_fewer',
  'state',
  'expired_reason',
  'skipped',
  'idempotency_key',
  'idempotency_fingerprint',
  'created_at',
]
  .map(column => `waitlist_entries.${column}`)
  .join(', ')

/** Seats of an `item` that have not gone back. */
export const seatsLeftSql = `((item ->> 'quantity')::integer - coalesce((item ->> 'returned')::integer, 0))`

/** Seats of a hold that have not gone back. */
export const seatsLeftOfHoldSql = (hold: string) =>
  `(select sum(${seatsLeftSql})::integer from jsonb_array_elements(${hold}.items) as item)`

/** How many of each group in the waitlist one batch looks at. */
export const entriesReadMax = 50

/** A set of values that a part joins with; `types` are its columns'. */
interface Part {
  readonly name: string
  readonly types: readonly string[]
  sql(given: readonly string[]): string
}

const distinct = (columns: string, unnested: string) =>
  `(select distinct ${columns} from ${unnested} as given (${columns}))`

const holds: Part = {
  name: 'holds',
  types: ['text'],
  sql: ([ids]) => `
  (select json_agg(found)
    from (select ${holdColumns} from ${distinct('id', `unnest(${ids})`)} as named
      join holds on holds.id = named.id and holds.event_id = $1) as found) as holds`,
}

const earlier: Part = {
  name: 'earlier',
  types: ['text', 'text'],
  sql: given =>
    ['holds', 'waitlist_entries']
      .map(
        table => `
  (select json_agg(found)
    from (select ${table === 'holds' ? holdColumns : entryColumns}
      from ${distinct('user_id, key', `unnest(${given.join(', ')})`)} as used
    join ${table} on ${table}.user_id = used.user_id and ${table}.idempotency_key = used.key
      and ${table}.event_id = $1) as found) as earlier_${table === 'holds' ? 'holds' : 'entries'}`,
      )
      .join(','),
}

/** Written as the indexes have it. */
const ofBuyer = `holds.event_id = $1 and holds.user_id = buyers.user_id
  and coalesce(holds.buyer_reference, '') = buyers.reference`

/**
 * The holds of a buyer that have not ended, at an instant of the database's clock; with `buyers` and \`at\` in reach.
 */
export const openHoldsOfBuyer = (at: string) =>
  `holds
  where ${ofBuyer} and holds.state in ('held', 'confirming')
    and (holds.state = 'confirming' or holds.expires_at > ${at})`

const open: Part = {
  name: 'open',
  types: ['text', 'text'],
  sql: given => `
  (select json_agg(json_build_array(user_id, reference, holds, seats, until))
    from ${distinct('user_id, reference', `unnest(${given.join(', ')})`)} as buyers
    cross join lateral (select count(*) as holds, sum(quantity) as seats,
      min(expires_at) filter (where state = 'held') as until from ${openHoldsOfBuyer('clock.at')}) as sums
    where sums.holds > 0) as open_holds`,
}

/** A waitlist entry counts for its buyer's limits like the seats it may be offered. */
const taken: Part = {
  name: 'taken',
  types: ['text', 'text'],
  sql: given => `
  (select json_agg(json_build_array(user_id, reference, ticket_type_id, quantity)) from (
    select user_id, reference, ticket_type_id, sum(quantity) as quantity
    from ${distinct('user_id, reference', `unnest(${given.join(', ')})`)} as buyers
    cross join lateral (
      select item ->> 'ticketTypeId' as ticket_type_id, ${seatsLeftSql} as quantity
      from (
        select items from holds where ${ofBuyer} and holds.state in ('held', 'confirming')
        union all select items from holds where ${ofBuyer} and holds.state = 'sold'
      ) as taking cross join lateral jsonb_array_elements(items) as item
      union all
      select ticket_types.id, case when waitlist_entries.ticket_type_id is null
        then least(waitlist_entries.quantity, max_per_user) else waitlist_entries.quantity end
      from waitlist_entries
      join ticket_types on ticket_types.event_id = $1
        and case when waitlist_entries.ticket_type_id is null then not hidden
          else waitlist_entries.ticket_type_id = ticket_types.id end
      where waitlist_entries.event_id = $1 and waitlist_entries.user_id = buyers.user_id
        and coalesce(waitlist_entries.buyer_reference, '') = buyers.reference and waitlist_entries.state = 'waiting'
    ) as taken
    group by 1, 2, 3) as sums) as taken`,
}

/**
 * What an account has outstanding over the buyers that it names, with `resellers` in reach. Both are looked up by the
 * indexes that keep each buyer apart, of which event and account are the beginning.
 */
export const outstandingOfReseller = (at: string) => `
  select coalesce(sum(quantity), 0) as seats from (
    select quantity from holds
    where holds.event_id = resellers.event_id and holds.user_id = resellers.account_id
      and coalesce(holds.buyer_reference, '') > '' and holds.state in ('held', 'confirming')
      and (holds.state = 'confirming' or holds.expires_at > ${at})
    union all
    select quantity from waitlist_entries as entry
    where entry.event_id = resellers.event_id and entry.user_id = resellers.account_id
      and coalesce(entry.buyer_reference, '') > '' and entry.state = 'waiting'
  ) as outstanding`

/** Returns that have been made, of which hold. */
const returns: Part = {
  name: 'returns',
  types: ['text'],
  sql: ([ids]) => `
  (select json_agg(json_build_array(return_id, hold_id))
    from ${distinct('id', `unnest(${ids})`)} as named
    join hold_returns on hold_returns.event_id = $1 and hold_returns.return_id = named.id) as returns`,
}

/** The grants of accounts that name buyers, as they are now. */
const grants: Part = {
  name: 'grants',
  types: ['text'],
  sql: ([accounts]) => `
  (select json_agg(json_build_array(account_id, seats_max, seats))
    from ${distinct('account', `unnest(${accounts})`)} as naming
    join resellers on resellers.event_id = $1 and resellers.account_id = naming.account
    cross join lateral (${outstandingOfReseller('clock.at')}) as outstanding) as resellers`,
}

/** The head of the waitlist, group by group, and the entries that the commands name: by entry, by offer, by buyer. */
const waitlist: Part = {
  name: 'line',
  types: ['text', 'text', 'text', 'text'],
  sql: ([entryIds, holdIds, userIds, references]) => `
  (select json_agg(found) from (
    select ${entryColumns} from unnest(${entryIds}) as named (id)
    join waitlist_entries on waitlist_entries.id = named.id and waitlist_entries.event_id = $1
    union select ${entryColumns} from unnest(${holdIds}) as named (id)
    join holds on holds.id = named.id and holds.event_id = $1
      join waitlist_entries on waitlist_entries.id = holds.waitlist_entry_id and waitlist_entries.event_id = $1
    union select ${entryColumns} from unnest(${userIds}, ${references}) as buyer (user_id, reference)
    join waitlist_entries
      on waitlist_entries.event_id = $1 and waitlist_entries.user_id = buyer.user_id
      and coalesce(waitlist_entries.buyer_reference, '') = buyer.reference
      and waitlist_entries.state in ('waiting', 'offered')
    ) as found) as entries,
  case when waitlist_open then coalesce((select json_agg(first order by first.seq) from (
    select id as ticket_type_id from ticket_types where event_id = $1 union all select '') as groups
    cross join lateral (select ${entryColumns} from waitlist_entries
      where event_id = $1 and state = 'waiting'
        and coalesce(waitlist_entries.ticket_type_id, '') = groups.ticket_type_id order by seq
        limit ${entriesReadMax + 1}) as first), '[]') end as line`,
}

/** What the clock of a test event is about: all that is held, and those in the waitlist who have an offer. */
const standing: Part = {
  name: 'standing',
  types: [],
  sql: () => `
  (select json_agg(found) from (select ${holdColumns} from holds
    where holds.event_id = $1 and holds.state in ('held', 'confirming')) as found) as standing_holds,
  (select json_agg(found) from (select ${entryColumns} from waitlist_entries
    where waitlist_entries.event_id = $1 and waitlist_entries.state = 'offered') as found) as offered_entries,
  ${allPromotionsSql}`,
}

const promotions: Part = {
  name: 'promotions',
  types: ['text', 'text', 'text', 'text', 'text'],
  sql: namedPromotionsSql,
}

/**
 * The statement that reads for these commands; `limits`: whether a ticket type may have one, so that buyers' seats are
 * wanted.
 */
export function readStatement(
  eventId: string,
  commands: readonly Command[],
  { limits }: { limits: boolean },
): ReadStatement {
  const { holdIds, returnIds, entryIds, keys, buyers, reservers, resellers, needsWaitlist } = namedBy(commands)
  const { codes, reacquired, promoted } = promotionsNamedBy(commands)
  const setsOf = (of: readonly Buyer[]) => [
    of.map(({ userId }) => userId),
    of.map(({ named }) => named?.reference ?? ''),
  ]
  const buyerSets = setsOf(buyers)
  const wanted: (readonly [Part, readonly (readonly string[])[]])[] = []
  if (holdIds.length > 0) wanted.push([holds, [holdIds]])
  if (returnIds.length > 0) wanted.push([returns, [returnIds]])
  if (keys.length > 0) wanted.push([earlier, [keys.map(({ userId }) => userId), keys.map(({ key }) => key)]])
  if (reservers.length > 0) wanted.push([open, setsOf(reservers)])
  if (buyers.length > 0 && limits) wanted.push([taken, buyerSets])
  if (resellers.length > 0) wanted.push([grants, [resellers]])
  if (commands.some(({ kind }) => kind === 'advance_clock')) wanted.push([standing, []])
  if (codes.length + reacquired.length > 0)
    wanted.push([promotions, [codes, reacquired, ...setsOf(promoted), entryIds]])
  if (needsWaitlist) wanted.push([waitlist, [entryIds, holdIds, ...buyerSets]])
  const name = statementName(
    'inventory-read',
    wanted.map(([part]) => part.name),
  )
  const text = texts.get(name) ?? textOf(wanted.map(([part]) => part))
  texts.set(name, text)
  return { name, text, values: [eventId, ...wanted.flatMap(([, sets]) => sets)] }
}

const texts = new Map<string, string>()

function textOf(parts: readonly Part[]): string {
  let used = 1
  const columns = parts.map(({ types, sql }) => `,${sql(types.map(type => `$${++used}::${type}[]`))}`)
  return `
select inventory.event_id, case when test then organizer_id end as test_of, inventory.version, clock.at as now, sales,
  ends_at, currency, waitlist_open, waitlist_seq, waitlist_order, waitlist_skip_max, claim_seconds_max,
  holds_per_buyer_max, hold_seats_per_buyer_max, level,
  available_seats, pooled_seats, held_seats, sold_seats,
  (select json_agg(json_build_array(id, price_minor, max_per_user, sales_start_at, sales_end_at, available_seats,
    pooled_seats, held_seats, sold_seats, capacity_is_own, pooled_since, claims_ended, hidden) order by position)
    from ticket_types where event_id = $1) as ticket_types${columns.join('')}
from inventory cross join (select clock_timestamp() as at offset 0) as clock where event_id = $1`
}

/**
 * What must be read beside the counters: the holds, entries, keys and buyers that the commands name, and whether they
 * may move the waitlist.
 */
function namedBy(commands: readonly Command[]) {
  const holdIds: string[] = [],
    returnIds: string[] = [],
    entryIds: string[] = [],
    buyers: Buyer[] = [],
    reservers: Buyer[] = [],
    resellers: string[] = []
  const keys: { readonly userId: string; readonly key: string }[] = []
  for (const command of commands) {
    if ('holdId' in command && (command.kind !== 'reserve' || command.cause === 'update_availability'))
      holdIds.push(command.holdId)
    if ('returnId' in command) returnIds.push(command.returnId)
    if ('expiredId' in command) holdIds.push(command.expiredId)
    if ('entryId' in command) {
      entryIds.push(command.entryId)
      holdIds.push(offerIdOf(command.entryId))
    }
    if ('buyer' in command) {
      buyers.push(command.buyer)
      if (isBounded(command)) reservers.push(command.buyer)
      if ('asReseller' in command && command.asReseller === true) resellers.push(command.buyer.userId)
      if ('idempotency' in command && command.idempotency)
        keys.push({ userId: command.buyer.userId, key: command.idempotency.key })
    }
  }
  return {
    holdIds,
    returnIds,
    entryIds,
    keys,
    buyers,
    reservers,
    resellers,
    needsWaitlist: commands.some(mayServeWaitlist),
  }
}

/** Codes, the holds that have a promotion already, and who would use it. An offer's buyer is its entry's. */
function promotionsNamedBy(commands: readonly Command[]) {
  const codes: string[] = [],
    reacquired: string[] = [],
    promoted: Buyer[] = []
  for (const command of commands) {
    const isAsked = 'promotionCode' in command && command.promotionCode !== undefined
    if (isAsked) codes.push(codeKeyOf(command.promotionCode))
    if (command.kind === 'reacquire') reacquired.push(command.expiredId)
    if ('buyer' in command && (isAsked || command.kind === 'reacquire')) promoted.push(command.buyer)
  }
  return { codes, reacquired, promoted }
}
