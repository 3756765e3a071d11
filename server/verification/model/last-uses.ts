// Which use of a promotion is told to be its last: counted once more, from all uses before it.
import type { PromotionUse } from '../../src/domains/inventory/rules/ledger-lines.ts'
import type { Promotion } from '../../src/domains/inventory/rules/promotion.ts'

/** Throws where a use of the promotion, as it was before these, is called the last and isn't, or is it untold. */
export function refuseWrongLast(
  { id, uses, usesMax, isClosed }: Promotion,
  taken: readonly Pick<PromotionUse, 'change' | 'lastOf'>[],
): void {
  let count = uses
  for (const { change, lastOf } of taken) {
    count += change
    const expected = change === 1 && count === usesMax && !isClosed ? usesMax : null
    if (lastOf !== expected) throw new Error(`promotion_uses: use ${count} of ${id} is the last of ${lastOf}`)
  }
}
