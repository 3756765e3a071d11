// Deliveries as the contract shows them.
import type { Shape } from '../../../contract/types.ts'
import { bodyOf, type SentMessage } from './body.ts'
import type { Attempt, Delivery } from './store.ts'

export const toDelivery = ({
  id,
  messageId,
  type,
  status,
  attempts,
  lastAttemptAt,
  lastStatus,
  nextAttemptAt,
  createdAt,
}: Delivery): Shape<'WebhookDelivery'> => ({
  id,
  messageId,
  type: type as Shape<'WebhookMessageType'>,
  status,
  attempts,
  ...(lastAttemptAt && { lastAttemptAt: lastAttemptAt.toISOString() }),
  ...(lastStatus !== null && { lastStatus }),
  ...(nextAttemptAt && { nextAttemptAt: nextAttemptAt.toISOString() }),
  createdAt: createdAt.toISOString(),
})

export const toDeliveryDetails = (
  delivery: Delivery,
  attempts: readonly Attempt[],
  message: SentMessage,
): Shape<'WebhookDeliveryDetails'> => ({
  ...toDelivery(delivery),
  attemptList: attempts.map(toAttempt),
  body: bodyOf(message),
})

const toAttempt = ({ attempt, startedAt, durationMs, status, answer, error }: Attempt): Shape<'WebhookAttempt'> => ({
  attempt,
  startedAt: startedAt.toISOString(),
  durationMs,
  ...(status !== null && { status }),
  ...(answer !== null && { answer }),
  ...(error !== null && { error }),
})
