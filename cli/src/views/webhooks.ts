// Webhook endpoints and deliveries, for people to read.
import type { WebhookDelivery, WebhookDeliveryDetails, WebhookEndpoint } from '@evently/sdk'
import { metadataText } from '../metadata-input.ts'
import { fields, table } from '../table.ts'
import { timeText } from '../times.ts'

const stateOf = ({ disabled, disabledReason, failingSince }: WebhookEndpoint) => {
  if (disabled) return `disabled (${disabledReason ?? 'owner'})`
  return failingSince === undefined ? 'enabled' : `failing since ${timeText(failingSince)}`
}

export const endpointView = (endpoint: WebhookEndpoint & { readonly secret?: string }) =>
  fields({
    'ID': endpoint.id,
    'External ID': endpoint.externalId,
    'URL': endpoint.url,
    'Types': endpoint.types.join(', '),
    'Description': endpoint.description,
    'Mode': endpoint.mode,
    'State': stateOf(endpoint),
    'Metadata': metadataText(endpoint.metadata),
    'Version': endpoint.version,
    'Secret': endpoint.secret,
  })

export const endpointsView = ({ data }: { readonly data: readonly WebhookEndpoint[] }) =>
  data.length === 0
    ? ''
    : table(data, {
        'ID': endpoint => endpoint.id,
        'URL': endpoint => endpoint.url,
        'TYPES': endpoint => endpoint.types.length,
        'MODE': endpoint => endpoint.mode,
        'STATE': stateOf,
      })

const timeOr = (time: string | undefined) => (time === undefined ? '' : timeText(time))

export const deliveriesView = ({ data }: { readonly data: readonly WebhookDelivery[] }) =>
  data.length === 0
    ? ''
    : table(data, {
        'ID': delivery => delivery.id,
        'TYPE': delivery => delivery.type,
        'STATUS': delivery => delivery.status,
        'ATTEMPTS': delivery => delivery.attempts,
        'ANSWER': delivery => delivery.lastStatus,
        'LAST': delivery => timeOr(delivery.lastAttemptAt),
        'NEXT': delivery => timeOr(delivery.nextAttemptAt),
      })

export const deliveryView = ({ id, messageId, type, status, attempts, nextAttemptAt }: WebhookDelivery) =>
  fields({
    ID: id,
    Message: messageId,
    Type: type,
    Status: status,
    Attempts: attempts,
    Next: timeOr(nextAttemptAt),
  })

export const deliveryDetailsView = (delivery: WebhookDeliveryDetails) => {
  const lastAnswered = delivery.attemptList.find(({ answer }) => answer)
  return [
    deliveryView(delivery),
    ...(delivery.attemptList.length === 0
      ? []
      : [
          table(delivery.attemptList, {
            'ATTEMPT': attempt => attempt.attempt,
            'AT': attempt => timeText(attempt.startedAt),
            'TOOK': attempt => `${attempt.durationMs} ms`,
            'STATUS': attempt => attempt.status,
            'REASON': attempt => attempt.error ?? '',
          }),
        ]),
    ...(lastAnswered ? [fields({ [`Answer ${lastAnswered.attempt}`]: lastAnswered.answer })] : []),
    delivery.body,
  ].join('\n\n')
}
