// What other domains may ask of the bookings.

export interface BookingsPort {
  /**
   * Cancels and repays at most `limit` confirmed bookings of an event that doesn't take place; true when there may be more.
   * May be asked again and by several at once: a booking is cancelled and repaid once. A refund that fails is tried again
   * by the bookings themselves.
   */
  cancelBookingsOf(eventId: string, limit: number): Promise<boolean>
}
