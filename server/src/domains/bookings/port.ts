// What other domains may ask of the bookings.

/** A hold that a buyer has been sold, as the inventory has it. */
export interface SoldHold { readonly id: string; readonly eventId: string }

export interface BookingsCheck {
  readonly name: string
  readonly checked: number
  readonly violations: readonly { readonly detail: string; readonly eventId?: string; readonly holdId?: string; readonly bookingId?: string }[]
}

export interface BookingsPort {
  /**
   * Cancels and repays at most `limit` confirmed bookings of an event that doesn't take place; true when there may be more.
   * May be asked again and by several at once: a booking is cancelled and repaid once. A refund that fails is tried again
   * by the bookings themselves.
   */
  cancelBookingsOf(eventId: string, limit: number): Promise<boolean>
  /** Bookings, payments and the sandbox's journal against each other and against the holds sold, which were read just before. */
  audit(eventId: string | undefined, sold: readonly SoldHold[]): Promise<readonly BookingsCheck[]>
}
