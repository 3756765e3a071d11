// The deliveries' use cases: what an endpoint was sent, and sending it again.
import type { Caller, Idempotency, Shape } from '../../../contract/types.ts'
import { pageOf, type Cursors } from '../../../platform/cursors.ts'
import { newId } from '../../../platform/ids.ts'
import { answerOnce } from '../../../platform/postgres/idempotency.ts'
import { inTransaction, type Database } from '../../../platform/postgres/sql.ts'
import { problem } from '../../../platform/problems.ts'
import { examplesByType } from '../endpoints/examples.ts'
import type { EndpointsService } from '../endpoints/service.ts'
import { toDelivery, toDeliveryDetails } from './present.ts'
import { createDeliveriesStore, type Delivery, type DeliveriesStore, type DeliveryStatus } from './store.ts'

export type DeliveriesService = ReturnType<typeof createDeliveriesService>

export interface DeliveriesServiceOptions {
  readonly database: Database
  readonly cursors: Cursors
  readonly endpoints: Pick<EndpointsService, 'get'>
  /** Told when something was queued. */
  readonly onQueued: () => void
}

interface ListInput {
  readonly status?: DeliveryStatus
  readonly limit: number
  readonly cursor?: string
}

export function createDeliveriesService({ database, cursors, endpoints, onQueued }: DeliveriesServiceOptions) {
  const store = createDeliveriesStore(database.knex)

  return { list, get, redeliver, sendTest }

  /** Newest first. Problems: webhook_endpoint_not_found, invalid_cursor. */
  async function list(caller: Caller, endpointId: string, { status, limit, cursor }: ListInput) {
    await endpoints.get(caller, endpointId)
    const name = `webhook deliveries of ${endpointId} ${status}`
    const beforeNumber = cursor === undefined ? undefined : cursors.decode<number>(name, cursor)
    const of = { accountId: caller.userId, endpointId }
    const rows = await store.list({ ...of, status, beforeNumber, limit: limit + 1 })
    return pageOf(rows, limit, last => cursors.encode(name, last.number))
  }

  /** Problems: webhook_endpoint_not_found, webhook_delivery_not_found. */
  async function get(caller: Caller, endpointId: string, deliveryId: string): Promise<Shape<'WebhookDeliveryDetails'>> {
    await endpoints.get(caller, endpointId)
    const delivery = await store.find({ accountId: caller.userId, endpointId, deliveryId })
    const message = delivery && (await store.message(delivery.number))
    if (!delivery || !message) throw problem('webhook_delivery_not_found')
    return toDeliveryDetails(delivery, await store.attempts(delivery.number), message)
  }

  /** Problems: webhook_endpoint_not_found, webhook_delivery_not_found, webhook_endpoint_disabled, those of a key. */
  function redeliver(
    caller: Caller,
    { endpointId, deliveryId }: { endpointId: string; deliveryId: string },
    idempotency: Idempotency | undefined,
  ) {
    return queued(caller, endpointId, idempotency, async deliveries => {
      const of = { accountId: caller.userId, endpointId, deliveryId }
      const delivery = await deliveries.find(of)
      // Its message goes with its day, a little before it does.
      if (!delivery || !(await deliveries.message(delivery.number))) throw problem('webhook_delivery_not_found')
      await deliveries.requeue(delivery.number)
      return deliveryId
    })
  }

  /** Problems: webhook_endpoint_not_found, webhook_endpoint_disabled, those of an Idempotency-Key. */
  function sendTest(
    caller: Caller,
    { endpointId, type }: { endpointId: string; type: string },
    idempotency: Idempotency | undefined,
  ) {
    return queued(caller, endpointId, idempotency, async (deliveries, now) => {
      const id = newId('whd')
      const message = { ...examplesByType().get(type)!, id: newId('msg'), occurredAt: now, test: true }
      await deliveries.insertExample({ id, endpointId, message })
      return id
    })
  }

  /** Queues something for an endpoint that is enabled; the delivery as it is then. */
  async function queued(
    { userId: accountId }: Caller,
    endpointId: string,
    idempotency: Idempotency | undefined,
    queue: (deliveries: DeliveriesStore, now: Date) => Promise<string>,
  ): Promise<{ body: Shape<'WebhookDelivery'>; replayed: boolean }> {
    const answer = await inTransaction(
      database,
      sql => ({ deliveries: createDeliveriesStore(sql), sql }),
      ({ deliveries, sql }) =>
        answerOnce(sql, { caller: accountId, idempotency }, async () => {
          const endpoint = await deliveries.lockEndpoint(accountId, endpointId)
          if (!endpoint) throw problem('webhook_endpoint_not_found')
          if (endpoint.isDisabled) throw problem('webhook_endpoint_disabled')
          await deliveries.unpause(endpointId)
          const deliveryId = await queue(deliveries, endpoint.now)
          const delivery = await deliveries.find({ accountId, endpointId, deliveryId })
          return { status: 202, body: toDelivery(delivery as Delivery) }
        }),
    )
    if (!answer.replayed) onQueued()
    return answer
  }
}
