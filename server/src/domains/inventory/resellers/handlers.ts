// The contract's operations on resellers: its shapes in, one call, its shapes out.
import { noContent, ok, type HandlersOf } from '../../../contract/types.ts'
import type { ResellersService } from './service.ts'

export type ResellerOperation = 'inventory.listResellers' | 'inventory.addReseller' | 'inventory.removeReseller'

export const resellerHandlers = (service: ResellersService): Pick<HandlersOf<'inventory'>, ResellerOperation> => ({
  'inventory.listResellers': async ({ params, query, caller }) => ok(await service.list(caller, params.eventId, query)),

  'inventory.addReseller': ({ params, body, caller, idempotency }) =>
    service.add(caller, params.eventId, body, idempotency),

  'inventory.removeReseller': async ({ params, caller }) => {
    await service.remove(caller, params.eventId, params.accountId)
    return noContent()
  },
})
