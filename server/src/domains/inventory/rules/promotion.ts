// A promotion, as plain data.

/** A code that an organizer has given out. A use of it is one hold, until that ends unsold. */
export interface Promotion {
  readonly id: string
  /** As `codeKeyOf` in promotion-rules. */
  readonly codeKey: string
  readonly kind: 'discount' | 'access'
  /** A discount has one of the two: a share of each ticket's price, or an amount off each ticket. */
  readonly percent: number | null
  readonly amountMinor: number | null
  /** Null: all of them; of an access code all that are hidden. */
  readonly ticketTypeIds: readonly string[] | null
  readonly uses: number
  readonly usesMax: number | null
  readonly perBuyerMax: number | null
  readonly startsAt: Date | null
  readonly endsAt: Date | null
  /** It was deleted after it had been used: only the purchases that had it by then go on with it. */
  readonly isClosed: boolean
}

export type PromotionDraft = Omit<Promotion, 'uses' | 'startsAt' | 'endsAt'> & {
  uses: number
  startsAt: Date | null
  endsAt: Date | null
}
