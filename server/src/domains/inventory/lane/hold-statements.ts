// What a batch writes of holds, and of what has gone back of them.
import type { SeatsReturn } from '../rules/commands.ts'
import type { Outcome } from '../rules/decide.ts'
import type { Hold } from '../rules/inventory-state.ts'
import { namedJson, setOf, thingsOf, type Column, type Part } from './write-part.ts'

const madeColumns: readonly Column<Hold>[] = [
  ['text', h => h.id],
  ['text', h => h.buyer.userId],
  ['text', h => h.idempotency?.key ?? null],
  ['text', h => h.idempotency?.fingerprint ?? null],
  ['text', h => h.kind],
  ['text', h => h.buyer.named?.reference ?? null],
  ['jsonb', h => namedJson(h.buyer)],
  ['text', h => h.state],
  ['jsonb', h => JSON.stringify(h.items)],
  ['integer', h => h.quantity],
  ['bigint', h => h.totalMinor],
  ['text', h => h.currency],
  ['timestamptz', h => h.expiresAt],
  ['text', h => h.waitlistEntryId],
  ['text', h => h.bookingId],
]
const madeWith = (rows: string, more: string) => `
    insert into holds (id, event_id, user_id, idempotency_key, idempotency_fingerprint, kind, buyer_reference, buyer,
      state, items, quantity, total_minor, currency, expires_at,
      waitlist_entry_id, saga_id${more}, created_at, changed_at)
    select id, $1, user_id, key, fingerprint, kind, buyer_reference, buyer, state, items, quantity, total_minor,
      currency, expires_at, entry_id, saga_id${more}, $3, $3
    from moved, ${rows} as hold (id, user_id, key, fingerprint, kind, buyer_reference, buyer, state, items, quantity,
      total_minor, currency, expires_at, entry_id, saga_id${more})`

const made: Part<Hold> = { name: 'made', columns: madeColumns, sql: rows => madeWith(rows, '') }

/** Some of them have labels: a part of its own, so that all others cost nothing more. */
const labelled: Part<Hold> = {
  name: 'labelled',
  columns: [
    ...madeColumns,
    ['text', h => h.labels?.externalId ?? null],
    ['jsonb', h => (h.labels?.metadata ? JSON.stringify(h.labels.metadata) : null)],
  ],
  sql: rows => madeWith(rows, ', external_id, metadata'),
}

/** With a promotion, and perhaps with labels. */
const madePromoted: Part<Hold> = {
  name: 'promoted',
  columns: [...labelled.columns, ['text', h => h.promotionId]],
  sql: rows => madeWith(rows, ', external_id, metadata, promotion_id'),
}

const changedColumns: readonly Column<Hold>[] = [
  ['text', h => h.id],
  ['text', h => h.state],
  ['text', h => h.bookingId],
  ['text', h => h.kind],
  ['timestamptz', h => h.expiresAt],
]
const changedWith = (rows: string, more: { readonly columns: string; readonly set: string }) => `
    update holds
    set state = next.state, saga_id = next.saga_id, kind = next.kind, expires_at = next.expires_at${more.set},
      -- How long a purchase has been going on is told by this: the clock of a test event doesn't begin it again.
      changed_at = case when holds.state = 'confirming' and next.state = 'confirming' then changed_at else $3 end
    from moved, ${rows} as next (id, state, saga_id, kind, expires_at${more.columns})
    where holds.id = next.id and holds.event_id = $1`

const changed: Part<Hold> = {
  name: 'changed',
  joins: true,
  columns: changedColumns,
  sql: rows => changedWith(rows, { columns: '', set: '' }),
}

/** Offers that were accepted with a promotion: their price is another now. */
const repriced: Part<Hold> = {
  name: 'repriced',
  joins: true,
  columns: [
    ...changedColumns,
    ['jsonb', h => JSON.stringify(h.items)],
    ['bigint', h => h.totalMinor],
    ['text', h => h.promotionId],
  ],
  sql: rows =>
    changedWith(rows, {
      columns: ', items, total_minor, promotion_id',
      set: ', items = next.items, total_minor = next.total_minor, promotion_id = next.promotion_id',
    }),
}

/** With their items: some of the seats have gone back. A part of its own, as no other change has to do with them. */
const lessened: Part<Hold> = {
  name: 'less',
  joins: true,
  columns: [...changedColumns, ['jsonb', h => JSON.stringify(h.items)]],
  sql: rows => changedWith(rows, { columns: ', items', set: ', items = next.items' }),
}

const returned: Part<SeatsReturn> = {
  name: 'back',
  columns: [
    ['text', r => r.id],
    ['text', r => r.holdId],
    ['jsonb', r => JSON.stringify(r.items)],
  ],
  sql: rows => `
    insert into hold_returns (event_id, return_id, hold_id, items, version, returned_at)
    select $1, given.id, hold_id, items, version, $3 from moved, ${rows} as given (id, hold_id, items)`,
}

/**
 * New holds and changed ones: those that get a promotion, and those of which something has gone back, apart from the
 * others. One that gets a promotion is written with its items anyway.
 */
export function setsOfHolds({ before, holds, returns }: Outcome) {
  const given = new Set(returns.map(({ holdId }) => holdId))
  const isPromoted = ({ id, promotionId }: Hold) => promotionId !== (before.holds.get(id)?.promotionId ?? null)
  const isPlain = (hold: Hold) => !isPromoted(hold)
  const [fresh, old] = [thingsOf(holds, true), thingsOf(holds, false)]
  const plain = fresh.filter(isPlain)
  return [
    setOf(plain.some(({ labels }) => labels) ? labelled : made, plain),
    setOf(madePromoted, fresh.filter(isPromoted)),
    setOf(
      changed,
      old.filter(hold => isPlain(hold) && !given.has(hold.id)),
    ),
    setOf(
      lessened,
      old.filter(hold => isPlain(hold) && given.has(hold.id)),
    ),
    setOf(repriced, old.filter(isPromoted)),
    setOf(returned, returns),
  ]
}
