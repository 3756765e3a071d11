// An event's tickets for scanners without a network: first all of them, then those that have changed, again and again.
//
// Where to read on from is a place in the feed of messages, never a time: two transactions that overlap commit in any
// order, whatever clocks say. Whatever changes a ticket (it is sold, cancelled, let in, gets another code) leaves a
// message, and only one transaction at a time appends messages (webhooks/messages/append-statement.ts): the order of
// places is the order of commits, so that nothing comes before a place that was read. A message comes after the change
// that it tells of, and the ticket is read after the message: a reader sees that change or a later one, which has its
// own message.
//
// The end of the feed is read before the first ticket of the whole list: what changes while the list is read comes
// after that place, and so once more.
import type { Caller } from '../../../contract/types.ts'
import { problem } from '../../../platform/problems.ts'
import type { Access } from '../access.ts'
import { typesThatChangeTickets, type MessageFeed } from '../attendees/message-feed.ts'
import type { CodeKeys, PublicKey } from '../codes/code-keys.ts'
import type { ListedTicket, TicketListStore } from './ticket-list-store.ts'

/** In the feed; and while the whole list is read, behind which booking. */
export interface ListPlace {
  readonly place: number
  readonly bookingId?: string
}

export interface TicketListsOptions {
  readonly store: TicketListStore
  readonly access: Pick<Access, 'admitOrganizer' | 'feedOf'>
  readonly keys: Pick<CodeKeys, 'publicKeys'>
  readonly feed: MessageFeed
}

export interface TicketPage {
  readonly tickets: readonly ListedTicket[]
  readonly keys: readonly PublicKey[]
  readonly hasMore: boolean
  readonly next: ListPlace
}

export type TicketLists = ReturnType<typeof createTicketLists>

export function createTicketLists({ store, access, keys, feed }: TicketListsOptions) {
  return {
    /** Problems: event_not_found. */
    async keys(caller: Caller, eventId: string): Promise<readonly PublicKey[]> {
      await access.admitOrganizer(caller, eventId)
      return keys.publicKeys(eventId)
    },

    /** Problems: event_not_found, activity_gone. */
    async read(
      caller: Caller,
      eventId: string,
      { from, limit }: { readonly from: ListPlace | undefined; readonly limit: number },
    ): Promise<TicketPage> {
      await access.admitOrganizer(caller, eventId)
      const isWhole = from === undefined || from.bookingId !== undefined
      const page = isWhole
        ? await wholePage(eventId, from ?? { place: await feed.last() }, limit)
        : await changedPage(eventId, from.place, limit)
      return { ...page, keys: keys.publicKeys(eventId) }
    },
  }

  async function wholePage(eventId: string, { place, bookingId = '' }: ListPlace, limit: number) {
    const { tickets, lastBookingId } = await store.page(eventId, bookingId, limit)
    return lastBookingId === undefined
      ? { tickets, hasMore: false, next: { place } }
      : { tickets, hasMore: true, next: { place, bookingId: lastBookingId } }
  }

  async function changedPage(eventId: string, after: number, limit: number) {
    const filter = { ...(await access.feedOf(eventId)), types: typesThatChangeTickets }
    const { messages, position, hasMore, isGone } = await feed.read(after, filter, limit)
    if (isGone) throw problem('activity_gone', 'Changes since this cursor are no longer kept: download the whole list.')
    const idsOf = (type: string) => messages.flatMap(({ resource }) => (resource.type === type ? [resource.id] : []))
    const tickets = await store.named(eventId, { bookingIds: idsOf('booking'), ticketIds: idsOf('ticket') })
    return { tickets, hasMore, next: { place: position } }
  }
}
