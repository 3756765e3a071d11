// The messages as types: one union, told apart by `type`.

/**
 * What a message tells. The list is open: a newer server may send a type that is not in it, so keep a default branch.
 */
export type WebhookMessageType =
  | 'event.published'
  | 'event.updated'
  | 'event.cancelled'
  | 'reservation.created'
  | 'reservation.expired'
  | 'reservation.released'
  | 'booking.confirmed'
  | 'booking.cancelled'
  | 'booking.refunded'
  | 'waitlist.joined'
  | 'waitlist.changed'
  | 'waitlist.offered'
  | 'waitlist.converted'
  | 'waitlist.expired'
  | 'waitlist.declined'
  | 'waitlist.left'
  | 'inventory.sold_out'
  | 'inventory.available'

/** The kind of resource that a message of each family is about. */
interface ResourceTypes {
  readonly event: 'event'
  readonly reservation: 'reservation'
  readonly booking: 'booking'
  readonly waitlist: 'waitlist_entry'
  readonly inventory: 'inventory'
}
type FamilyOf<Type extends WebhookMessageType> = Type extends `${infer Family extends keyof ResourceTypes}.${string}`
  ? Family
  : never

interface MessageOf<Type extends WebhookMessageType> {
  /** `msg_…`, the same for every attempt: keep it to notice what you have had already. */
  readonly id: string
  readonly type: Type
  /** RFC 3339 in UTC. */
  readonly occurredAt: string
  /** It is about a test event: nothing was sold. */
  readonly test: boolean
  /** What it is about; `version` grows with every change, so an older message may be told from a newer one. */
  readonly resource: {
    readonly type: ResourceTypes[FamilyOf<Type>]
    /** For an inventory the id of its event. */
    readonly id: string
    readonly version: number
  }
  /** Ids, states, quantities, amounts and times; nothing about a person. */
  readonly data: Readonly<Record<string, unknown>>
}

/** Any message: `switch (message.type)` tells them apart. */
export type WebhookMessage = { [Type in WebhookMessageType]: MessageOf<Type> }[WebhookMessageType]

/** The message of one type: `WebhookMessageOf<'booking.confirmed'>`. */
export type WebhookMessageOf<Type extends WebhookMessageType> = Extract<WebhookMessage, { type: Type }>
