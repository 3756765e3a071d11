// What happened to one resource at one version, for one account.

/** A message that has not been appended yet. */
export interface NewMessage {
  readonly id: string
  readonly accountId: string
  readonly type: string
  readonly resource: { readonly type: string; readonly id: string; readonly version: number }
  /** The event that it belongs to, whatever the resource is. */
  readonly eventId: string
  readonly test: boolean
  /** It is in the feed alone: nothing is delivered or mailed. */
  readonly silent?: boolean
  /** Ids, states and amounts; nothing personal. */
  readonly data: Readonly<Record<string, unknown>>
  readonly occurredAt: Date
}

export interface Message extends NewMessage {
  /** Its place in the order of appending. */
  readonly place: number
}
