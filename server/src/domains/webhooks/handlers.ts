// The contract's operations of endpoints and deliveries: its shapes in, one call, its shapes out.
import { accepted, created, noContent, ok, type HandlersOf } from '../../contract/types.ts'
import { toDelivery } from './deliveries/present.ts'
import type { DeliveriesService } from './deliveries/service.ts'
import { toEndpoint } from './endpoints/present.ts'
import { etagOf } from './endpoints/rules.ts'
import type { EndpointsService } from './endpoints/service.ts'
import type { Endpoint } from './endpoints/store.ts'

export const webhooksHandlers = ({
  endpoints,
  deliveries,
}: {
  endpoints: EndpointsService
  deliveries: DeliveriesService
}): Omit<HandlersOf<'webhooks'>, 'webhooks.listActivity'> => ({
  'webhooks.listEndpoints': async ({ caller, query: { limit = 20, ...filter } }) => {
    const page = await endpoints.list(caller, { ...filter, limit })
    return ok({ ...page, data: page.data.map(toEndpoint) })
  },
  'webhooks.createEndpoint': async ({ caller, body, idempotency }) => {
    const { body: endpoint, etag, replayed } = await endpoints.create(caller, body, idempotency)
    return created(endpoint, { ...(etag !== undefined && { etag }), replayed })
  },
  'webhooks.putEndpoint': async ({ caller, params, body, condition }) => {
    const { endpoint, secret, unchanged } = await endpoints.put(caller, params.externalId, body, condition)
    const etag = etagOf(endpoint)
    if (secret === undefined) return ok({ ...toEndpoint(endpoint), unchanged }, { etag })
    return created({ ...toEndpoint(endpoint), unchanged, secret }, { etag })
  },
  'webhooks.getEndpoint': async ({ caller, params }) =>
    okEndpoint(await endpoints.get(caller, params.webhookEndpointId)),
  'webhooks.updateEndpoint': async ({ caller, params, ifMatch, body }) =>
    okEndpoint(await endpoints.update(caller, params.webhookEndpointId, ifMatch, body)),
  'webhooks.deleteEndpoint': async ({ caller, params }) => {
    await endpoints.remove(caller, params.webhookEndpointId)
    return noContent()
  },
  'webhooks.rotateSecret': async ({ caller, params, idempotency }) => {
    const { body, replayed } = await endpoints.rotateSecret(caller, params.webhookEndpointId, idempotency)
    return ok(body, { replayed })
  },

  'webhooks.listDeliveries': async ({ caller, params, query: { limit = 20, ...filter } }) => {
    const page = await deliveries.list(caller, params.webhookEndpointId, { ...filter, limit })
    return ok({ ...page, data: page.data.map(toDelivery) })
  },
  'webhooks.getDelivery': async ({ caller, params }) =>
    ok(await deliveries.get(caller, params.webhookEndpointId, params.deliveryId)),
  'webhooks.redeliver': async ({ caller, params: { webhookEndpointId, deliveryId }, idempotency }) => {
    const { body, replayed } = await deliveries.redeliver(
      caller,
      { endpointId: webhookEndpointId, deliveryId },
      idempotency,
    )
    return accepted(body, { replayed })
  },
  'webhooks.sendTest': async ({ caller, params: { webhookEndpointId }, body: { type }, idempotency }) => {
    const { body, replayed } = await deliveries.sendTest(caller, { endpointId: webhookEndpointId, type }, idempotency)
    return accepted(body, { replayed })
  },
})

const okEndpoint = (endpoint: Endpoint) => ok(toEndpoint(endpoint), { etag: etagOf(endpoint) })
