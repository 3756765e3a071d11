// The contract's operations on promotions: its shapes in, one call, its shapes out.
import { created, noContent, ok, type HandlersOf } from '../../../contract/types.ts'
import type { PromotionsService } from './service.ts'

export type PromotionOperation =
  | 'inventory.listPromotions'
  | 'inventory.createPromotion'
  | 'inventory.updatePromotion'
  | 'inventory.deletePromotion'

export const promotionHandlers = (service: PromotionsService): Pick<HandlersOf<'inventory'>, PromotionOperation> => ({
  'inventory.listPromotions': async ({ params, query, caller }) =>
    ok(await service.list(caller, params.eventId, query)),

  'inventory.createPromotion': async ({ params, body, caller, idempotency }) => {
    const { body: promotion, replayed } = await service.create(caller, params.eventId, body, idempotency)
    return created(promotion, { replayed })
  },

  'inventory.updatePromotion': async ({ params, body, caller }) =>
    ok(await service.update(caller, params.eventId, params.promotionId, body)),

  'inventory.deletePromotion': async ({ params, caller }) => {
    await service.remove(caller, params.eventId, params.promotionId)
    return noContent()
  },
})
