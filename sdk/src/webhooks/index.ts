// Webhook messages: what a receiver checks before it believes one, by the Standard Webhooks specification
// (https://www.standardwebhooks.com). Web Crypto alone, so it runs wherever there is `crypto.subtle`.
export { sign, unwrap, verify } from './webhooks.ts'
export type { SignOptions, SignedHeaders, VerifyOptions } from './webhooks.ts'
export { WebhookError } from './errors.ts'
export type { WebhookErrorReason } from './errors.ts'
export type { WebhookHeaders } from './headers.ts'
export type { AnyWebhookMessage, WebhookMessageOf } from './messages.ts'
export type { WebhookMessageType } from '../generated/shapes.ts'
