// Promotions: which code counts, for whom and for which tickets, and what it takes off their price. Pure.
import { foldedText } from '../../../platform/folded-text.ts'
import type { Refusal } from './commands.ts'
import {
  buyerKeyOf,
  type Buyer,
  type Hold,
  type InventoryDraft,
  type InventoryState,
  type Item,
  type PricedItem,
  type TicketTypeState,
} from './inventory-state.ts'
import type { PromotionUse } from './ledger-lines.ts'
import type { Promotion } from './promotion.ts'

/**
 * A code as it is compared: folded, and without blanks. What differs by case alone is one code however the case comes
 * out in context (`ς`, `STRASSE`), and so is what was copied with a soft hyphen or a joiner in it.
 */
export const codeKeyOf = (code: string) => foldedText(code).replaceAll(/\s+/gu, '')

export const promotionUseKeyOf = (promotionId: string, buyer: Buyer) => `${promotionId}\n${buyerKeyOf(buyer)}`

/**
 * The promotion that has this code and counts now. One that is not there, has not begun, is over or was deleted is the
 * same to who asks: nobody finds out by trying which codes are still to come.
 */
export function promotionOfCode({ promotions, now }: InventoryState, code: string): Promotion | undefined {
  const key = codeKeyOf(code)
  for (const promotion of promotions.values())
    if (promotion.codeKey === key && !promotion.isClosed) return isInTime(promotion, now) ? promotion : undefined
  return undefined
}

const isInTime = ({ startsAt, endsAt }: Promotion, now: Date) =>
  (startsAt === null || startsAt <= now) && (endsAt === null || now < endsAt)

type Type = Pick<TicketTypeState, 'id' | 'hidden'>

const isFor = ({ kind, ticketTypeIds }: Promotion, type: Type) =>
  ticketTypeIds === null ? kind === 'discount' || type.hidden : ticketTypeIds.includes(type.id)

/** Whether who has this promotion, or none, may have seats of the type at all. */
export const isOpenTo = (promotion: Promotion | undefined, type: Type) =>
  !type.hidden || (promotion?.kind === 'access' && isFor(promotion, type))

/** Why the buyer can't use the promotion for these tickets, all of which are there and open to it. */
export function refusalOfUse(
  state: InventoryState,
  promotion: Promotion,
  { buyer, items }: { readonly buyer: Buyer; readonly items: readonly Item[] },
): Refusal | undefined {
  if (!items.some(({ ticketTypeId }) => isFor(promotion, state.ticketTypes.get(ticketTypeId)!)))
    return { code: 'promotion_not_for_these_tickets' }
  return refusalOfOneMore(state, promotion, buyer)
}

/** Why there is no use left: for anybody, or for this buyer. */
export function refusalOfOneMore(
  { promotionUses }: InventoryState,
  { id, uses, usesMax, perBuyerMax }: Promotion,
  buyer: Buyer,
): Refusal | undefined {
  if (usesMax !== null && uses >= usesMax) return { code: 'promotion_used_up' }
  if (perBuyerMax !== null && (promotionUses.get(promotionUseKeyOf(id, buyer)) ?? 0) >= perBuyerMax)
    return { code: 'promotion_buyer_limit_reached', limit: perBuyerMax }
  return undefined
}

/** The same items at the price that they have with the promotion: what it takes off is fixed ticket by ticket. */
export const discounted = (
  { ticketTypes }: Pick<InventoryState, 'ticketTypes'>,
  items: readonly PricedItem[],
  promotion: Promotion,
): readonly PricedItem[] =>
  items.map(item => {
    const type = ticketTypes.get(item.ticketTypeId)!
    const unitDiscountMinor = isFor(promotion, type) ? unitDiscountOf(promotion, item.unitPriceMinor) : 0
    return unitDiscountMinor === 0 ? item : { ...item, unitDiscountMinor }
  })

/** What one ticket costs less, in minor units: never more than its price, a share of it rounded half up. */
function unitDiscountOf({ percent, amountMinor }: Promotion, priceMinor: number): number {
  if (percent !== null) return Math.floor((priceMinor * percent + 50) / 100)
  return Math.min(amountMinor ?? 0, priceMinor)
}

/** What items cost together, less what is taken off. */
export const totalOf = (items: readonly PricedItem[]) =>
  items.reduce(
    (sum, { quantity, unitPriceMinor, unitDiscountMinor = 0 }) => sum + quantity * (unitPriceMinor - unitDiscountMinor),
    0,
  )

/** Whether a hold is a use: until it ends unsold, and for ever once it was sold. */
const usedBy = (hold: Hold | undefined): string | null =>
  hold && hold.state !== 'expired' && hold.state !== 'released' ? hold.promotionId : null

/** Counts what becomes of a hold in the draft, before it is put there. What it takes or gives back is a ledger line. */
export function countUses(draft: InventoryDraft, hold: Hold): readonly PromotionUse[] {
  const before = usedBy(draft.holds.get(hold.id)),
    after = usedBy(hold)
  if (before === after) return []
  const change = after === null ? -1 : 1
  const { id: holdId, buyer } = hold
  const promotionId = (after ?? before)!
  // Without a command that asks for the promotion it was not read: what is given back is added to what there is.
  const promotion = draft.promotions.get(promotionId)
  if (promotion) promotion.uses += change
  const key = promotionUseKeyOf(promotionId, buyer)
  draft.promotionUses.set(key, (draft.promotionUses.get(key) ?? 0) + change)
  return [{ promotionId, holdId, change, lastOf: change === 1 ? lastOf(promotion) : null }]
}

/** How many uses there can be of a promotion whose last one has just been taken. Nobody asks for one that is closed. */
const lastOf = (promotion: Promotion | undefined) =>
  promotion && !promotion.isClosed && promotion.uses === promotion.usesMax ? promotion.usesMax : null

/** How much more often each promotion is used than before. */
export function changesOfUses(
  uses: readonly PromotionUse[],
): readonly { readonly id: string; readonly change: number }[] {
  const changes = new Map<string, number>()
  for (const { promotionId, change } of uses) changes.set(promotionId, (changes.get(promotionId) ?? 0) + change)
  return [...changes].map(([id, change]) => ({ id, change }))
}
