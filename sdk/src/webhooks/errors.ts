// Why a message is not believed. Of no other error's family: a page that only calls the API doesn't carry it.

/**
 * - `body_not_raw`: what was handed in is not the body as it came: a framework has parsed or changed it
 * - `header_missing`, `header_malformed`: of `webhook-id`, `webhook-timestamp` and `webhook-signature`
 * - `secret_malformed`: no secret of an endpoint, which is `whsec_` and base64
 * - `timestamp_too_old`, `timestamp_too_new`: the signature is right; the message is repeated, or a clock is wrong
 * - `signature_mismatch`: another secret, another body, or not from Evently
 * - `message_malformed`: the signature is right, and the body is no message
 */
export type WebhookErrorReason =
  | 'body_not_raw'
  | 'header_missing'
  | 'header_malformed'
  | 'secret_malformed'
  | 'timestamp_too_old'
  | 'timestamp_too_new'
  | 'signature_mismatch'
  | 'message_malformed'

/**
 * A message that must not be believed: answer 400 and do nothing. `reason` and the message say why; neither has a
 * secret or a signature in it.
 */
export class WebhookError extends Error {
  override readonly name = 'WebhookError'
  readonly reason: WebhookErrorReason

  constructor(reason: WebhookErrorReason, message: string) {
    super(message)
    this.reason = reason
  }
}
