// What guest lists and scanners' lists ask of the messages: which bookings and tickets of an event have changed since a
// place.

/** The feed of messages: whoever goes on from a place misses nothing, as places are in the order of commits. */
export interface MessageFeed {
  /** The place of the last message that there is. */
  last(): Promise<number>
  /** At most `limit` messages after a place. `isGone`: those right after it are kept no longer. */
  read(
    after: number,
    filter: {
      readonly accountId: string
      readonly test: boolean
      readonly types: readonly string[]
      readonly eventId: string
    },
    limit: number,
  ): Promise<{
    readonly messages: readonly {
      readonly place: number
      readonly resource: { readonly type: string; readonly id: string }
      readonly data: Readonly<Record<string, unknown>>
    }[]
    readonly position: number
    readonly hasMore: boolean
    readonly isGone: boolean
  }>
}

/** After which a copy of a ticket is out of date. */
export const typesThatChangeTickets = [
  'booking.confirmed',
  'booking.cancelled',
  'booking.tickets_cancelled',
  'ticket.transferred',
  'ticket.checked_in',
] as const

type Page = Awaited<ReturnType<MessageFeed['read']>>

export interface ChangedBookings {
  readonly bookingIds: readonly string[]
  readonly position: number
  readonly hasMore: boolean
}

/** The bookings of a page of messages, each once, as far as their tickets are few enough; those of one at least. */
export function changedBookings({ messages, position, hasMore }: Page, ticketsMax: number): ChangedBookings {
  const tickets = new Map<string, number>()
  let sum = 0
  let at = 0
  for (const { place, data } of messages) {
    const id = String(data['bookingId'] ?? data['id'])
    const more = tickets.has(id) ? 0 : Number(data['quantity'] ?? 1)
    if (sum > 0 && sum + more > ticketsMax) return { bookingIds: [...tickets.keys()], position: at, hasMore: true }
    tickets.set(id, more)
    sum += more
    at = place
  }
  return { bookingIds: [...tickets.keys()], position, hasMore }
}

/** Where there are no messages, nothing has changed. */
export const noFeed: MessageFeed = {
  last: async () => 0,
  read: async position => ({ messages: [], position, hasMore: false, isGone: false }),
}
