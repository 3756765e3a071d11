// What a batch writes of promotions: how often they are used, and the ledger of that.
import type { PromotionUse } from '../rules/ledger-lines.ts'
import type { Promotion } from '../rules/promotion.ts'
import type { Part } from './write-part.ts'

/** How much more often promotions are used than before: also those that were not read. */
export const counted: Part<{ readonly id: string; readonly change: number }> = {
  name: 'counted',
  joins: true,
  columns: [
    ['text', p => p.id],
    ['integer', p => p.change],
  ],
  sql: rows => `
    update promotions set uses = uses + next.change from moved, ${rows} as next (id, change)
    where promotions.event_id = $1 and promotions.id = next.id`,
}

/** All of the event, when the clock of a test event moves their times. */
export const rescheduled: Part<Promotion> = {
  name: 'rescheduled',
  joins: true,
  columns: [
    ['text', p => p.id],
    ['integer', p => p.uses],
    ['timestamptz', p => p.startsAt],
    ['timestamptz', p => p.endsAt],
  ],
  sql: rows => `
    update promotions set uses = next.uses, starts_at = next.starts_at, ends_at = next.ends_at
    from moved, ${rows} as next (id, uses, starts_at, ends_at)
    where promotions.event_id = $1 and promotions.id = next.id`,
}

export const used: Part<PromotionUse> = {
  name: 'used',
  columns: [
    ['text', u => u.promotionId],
    ['text', u => u.holdId],
    ['integer', u => u.change],
    ['integer', u => u.lastOf],
  ],
  sql: rows => `
    insert into promotion_uses (event_id, version, line, promotion_id, hold_id, change, last_of, at)
    select $1, version, line, promotion_id, hold_id, change, last_of, $3
    from moved, ${rows} with ordinality as used (promotion_id, hold_id, change, last_of, line)`,
}
