// What a batch that was decided on remembered counters has not read: the statement that writes it must find it out
// itself. See write-statement.ts.
import { arrayLiteral } from '../../../platform/postgres/array-literal.ts'
import type { Outcome } from '../rules/decide.ts'
import { buyerKeyOf, type Buyer, type Hold } from '../rules/inventory-state.ts'
import { openHoldsOfBuyer } from './read-statement.ts'

/**
 * What has not been read before this write, because it was decided on remembered counters: it must be found out in the
 * statement itself.
 */
export interface Check {
  readonly name: string
  /** What its findings are called in the answer. */
  readonly findings: 'used_keys' | 'looked_up' | 'unfollowed'
  /** Which of its findings stop the write. */
  readonly stops: string
  /** One index answers it best when tables are empty, another when they are full. */
  readonly hasRivalIndexes?: true
  readonly types: readonly string[]
  values(outcome: Outcome): readonly unknown[]
  sql(given: readonly string[]): string
}

const isKeyed = ({ idempotency }: Hold) => idempotency !== null
const newHolds = ({ holds }: Outcome) => holds.flatMap(({ thing, isNew }) => (isNew ? [thing] : []))

/** Keys of the new holds under which a hold of this event has been made before. */
const usedKeys: Check = {
  name: 'keys',
  findings: 'used_keys',
  stops: 'true',
  types: ['text[]', 'text[]'],
  values: outcome => {
    const keyed = newHolds(outcome).filter(isKeyed)
    return [
      arrayLiteral(keyed, ({ buyer }) => buyer.userId),
      arrayLiteral(keyed, ({ idempotency }) => idempotency!.key),
    ]
  },
  sql: given => usedFor('holds', given),
}

/** The same, where somebody has joined the waitlist of this event: a key may have been used for that. */
const usedKeysOfWaitlist: Check = {
  ...usedKeys,
  name: 'line-keys',
  hasRivalIndexes: true,
  sql: given => `${usedFor('holds', given)} union all ${usedFor('waitlist_entries', given)}`,
}

/** The limit keeps the look-up one by one in the index: a join reads the whole table while nothing has analyzed it. */
function usedFor(table: 'holds' | 'waitlist_entries', given: readonly string[]) {
  return `select used.user_id, used.key from unnest(${given.join(', ')}) as used (user_id, key)
    cross join lateral (select from ${table} as made
      where made.user_id = used.user_id and made.idempotency_key = used.key and made.event_id = $1 limit 1) as made`
}

/** The buyers of new holds whose holds are not known. */
function unknownBuyers(outcome: Outcome): ReadonlyMap<string, Buyer> {
  const unknown = new Map<string, Buyer>()
  for (const { buyer } of newHolds(outcome)) {
    const key = buyerKeyOf(buyer)
    if (!outcome.before.openHolds.has(key)) unknown.set(key, buyer)
  }
  return unknown
}

/** What the buyers with unknown holds have, and whether that and the new holds are more than one buyer may have. */
const heldByBuyers: Check = {
  name: 'bounds',
  findings: 'looked_up',
  stops: 'is_over',
  types: ['text[]', 'text[]', 'bigint[]', 'bigint[]', 'bigint', 'bigint'],
  values: outcome => {
    const { openHolds, bounds } = outcome.after
    const buyers = [...unknownBuyers(outcome)].map(([key, buyer]) => ({ ...buyer, ...openHolds.get(key)! }))
    return [
      arrayLiteral(buyers, ({ userId }) => userId),
      arrayLiteral(buyers, ({ named }) => named?.reference ?? ''),
      arrayLiteral(buyers, ({ holds }) => holds),
      arrayLiteral(buyers, ({ seats }) => seats),
      bounds.holdsPerBuyerMax,
      bounds.holdSeatsPerBuyerMax,
    ]
  },
  sql: ([
    users,
    references,
    holds,
    seats,
    holdsMax,
    seatsMax,
  ]) => `select buyers.user_id, buyers.reference, open.holds, open.seats,
      open.holds + buyers.holds > ${holdsMax} or open.seats + buyers.seats > ${seatsMax} as is_over
    from unnest(${users}, ${references}, ${holds}, ${seats}) as buyers (user_id, reference, holds, seats)
    cross join lateral (select count(*) as holds, coalesce(sum(quantity), 0) as seats
      from ${openHoldsOfBuyer('$3')}) as open
    where open.holds > 0`,
}

/**
 * Whether the write that this one follows has been made. The version doesn't tell: where that write was refused,
 * another process may have brought the inventory to the same one. But only that write makes this hold.
 */
const followed: Check = {
  name: 'followed',
  findings: 'unfollowed',
  stops: 'true',
  types: ['text'],
  values: ({ before }) => [before.follows],
  sql: ([holdId]) => `select 1 as missing where not exists (select from holds where id = ${holdId} and event_id = $1)`,
}

/** The checks of this outcome's statement. */
export function checksOf(outcome: Outcome): readonly Check[] {
  const { isRemembered, follows, waitlist } = outcome.before
  if (!isRemembered || !outcome.holds.some(({ isNew }) => isNew)) return []
  return [
    ...(follows === undefined ? [] : [followed]),
    waitlist.seq > 0 ? usedKeysOfWaitlist : usedKeys,
    ...(unknownBuyers(outcome).size > 0 ? [heldByBuyers] : []),
  ]
}
