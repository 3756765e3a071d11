// The body of a message as endpoints get it. It follows from the message alone, so that every attempt has the same
// bytes; what an older release has sent, a newer one sends too. PostgreSQL keeps the order of `data`'s keys.

export interface SentMessage {
  readonly id: string
  readonly type: string
  readonly occurredAt: Date
  readonly test: boolean
  readonly resource: { readonly type: string; readonly id: string; readonly version: number }
  readonly data: Readonly<Record<string, unknown>>
}

export const bodyOf = ({ id, type, occurredAt, test, resource, data }: SentMessage): string =>
  JSON.stringify({
    id,
    type,
    occurredAt: occurredAt.toISOString(),
    test,
    resource: { type: resource.type, id: resource.id, version: resource.version },
    data,
  })
