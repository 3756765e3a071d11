// A message on its way to an endpoint: how --wait sees it arrive.
import type { Evently, WebhookDelivery } from '@evently/sdk'
import { CommandError, exit } from './failures.ts'
import { notOver, waited } from './waiting.ts'
import type { WaitFlags } from './waiting.ts'

export interface DeliveryIds {
  readonly endpointId: string
  readonly deliveryId: string
}

/** The delivery once it has ended, as it is when the time is up; and what is to be thrown once it is shown. */
export async function endedDelivery(
  evently: Evently,
  { endpointId, deliveryId }: DeliveryIds,
  flags: WaitFlags,
): Promise<{ readonly delivery: WebhookDelivery; readonly fault: CommandError | undefined }> {
  const { data: delivery, isOver } = await waited(flags, {
    read: () => evently.webhookEndpoints.delivery(endpointId, deliveryId),
    isOver: ({ status }) => status !== 'pending',
  })
  const next = `evently webhooks delivery ${deliveryId} --endpoint ${endpointId}`
  if (!isOver) return { delivery, fault: notOver('it was not delivered', next) }
  if (delivery.status === 'delivered') return { delivery, fault: undefined }
  const fault = new CommandError('delivery_failed', `It was not delivered. See why: ${next}`, exit.partlyDone)
  return { delivery, fault }
}
