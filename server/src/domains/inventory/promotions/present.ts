// Promotions as the contract shows them; every field is named here, so that a new column never leaks.
import type { Shape } from '../../../contract/types.ts'
import { statusOf, type PromotionRecord } from './rules.ts'

export const toPromotion = (promotion: PromotionRecord): Shape<'Promotion'> => ({
  id: promotion.id,
  eventId: promotion.eventId,
  code: promotion.code,
  kind: promotion.kind,
  status: statusOf(promotion),
  ...(promotion.percent !== null && { percent: promotion.percent }),
  ...(promotion.amountMinor !== null && { amountMinor: promotion.amountMinor }),
  ...(promotion.ticketTypeIds !== null && { ticketTypeIds: [...promotion.ticketTypeIds] }),
  uses: promotion.uses,
  ...(promotion.usesMax !== null && { usesMax: promotion.usesMax }),
  ...(promotion.perBuyerMax !== null && { perBuyerMax: promotion.perBuyerMax }),
  ...(promotion.startsAt && { startsAt: promotion.startsAt.toISOString() }),
  ...(promotion.endsAt && { endsAt: promotion.endsAt.toISOString() }),
  createdAt: promotion.createdAt.toISOString(),
  updatedAt: promotion.updatedAt.toISOString(),
})
