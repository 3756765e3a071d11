// The messages as types: one union, told apart by `type`, each with the data that the contract describes for it.
import type { components } from '../generated/types.ts'
import type { WebhookMessageType } from '../generated/shapes.ts'

type Schemas = components['schemas']
type MessageNames = Extract<Exclude<keyof Schemas, 'WebhookMessage'>, `${string}Message`>

/**
 * Any message: `switch (message.type)` tells them apart. The list is open: a newer server may send a type that is not
 * in it, so keep a default branch.
 */
export type AnyWebhookMessage = Schemas[MessageNames]

/** The message of one type: `WebhookMessageOf<'booking.confirmed'>`. */
export type WebhookMessageOf<Type extends WebhookMessageType> = Extract<AnyWebhookMessage, { type: Type }>
