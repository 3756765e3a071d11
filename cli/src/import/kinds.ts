// What can be imported: its fields, how a row becomes a request, and how it is sent.
import type { Evently, RequestOptions } from '@evently/sdk'
import type { FieldReader } from './fields.ts'

export type Outcome = 'made' | 'changed' | 'unchanged'

export interface Sent {
  readonly id: string
  readonly outcome: Outcome
}

/** A row that can be sent. */
export interface RowToSend {
  readonly externalId: string | undefined
  /** `options` have the key for a row without an id of its own: sent twice, it is made once. */
  send(options: RequestOptions): Promise<Sent>
}

export interface Kind {
  readonly name: 'events' | 'venues'
  readonly fields: readonly string[]
  readonly required: readonly string[]
  /** Undefined where the row has a fault, which the reader has then. */
  toSend(row: FieldReader, evently: Evently): Promise<RowToSend | undefined>
}
