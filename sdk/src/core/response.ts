// What is known of an answer besides its data.

/** What came with the data. */
export interface ResponseFacts {
  readonly status: number
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly requestId: string | undefined
  /** For `ifMatch`. */
  readonly etag: string | undefined
  /** This is the stored answer of an earlier request with the same Idempotency-Key. */
  readonly replayed: boolean
}
