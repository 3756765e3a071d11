// The guest list: an event's tickets page by page, and for who keeps a copy of it what has changed since.
import type { Caller, Shape } from '../../../contract/types.ts'
import type { Cursors } from '../../../platform/cursors.ts'
import { problem } from '../../../platform/problems.ts'
import type { EventsPort } from '../../events/port.ts'
import type { Access } from '../access.ts'
import { toGuest } from '../present.ts'
import type { Buyers } from './buyers.ts'
import type { Guest, GuestFilter, GuestPlace, GuestQueries } from './guest-queries.ts'
import { changedBookings, typesThatChangeTickets, type MessageFeed } from './message-feed.ts'

export interface GuestListOptions {
  readonly queries: GuestQueries
  readonly feed: MessageFeed
  readonly events: () => Pick<EventsPort, 'get'>
  readonly access: Pick<Access, 'admitOrganizer'>
  readonly buyers: Pick<Buyers, 'of'>
  readonly cursors: Cursors
}

export interface GuestPageRequest {
  readonly after: string | undefined
  readonly cursor: string | undefined
  readonly limit: number
}

/**
 * Where a page begins: behind a ticket of the whole list, or behind a place of the feed. `since`: the end of the feed
 * before the first page was read, from where changes are to be asked for.
 */
type Start = { readonly since: number; readonly before?: GuestPlace } | { readonly changesAfter: number }

export type GuestList = ReturnType<typeof createGuestList>

export function createGuestList({ queries, feed, events, access, buyers, cursors }: GuestListOptions) {
  return { page }

  /** Problems: event_not_found, invalid_cursor, activity_gone. */
  async function page(
    caller: Caller,
    filter: GuestFilter,
    { after, cursor, limit }: GuestPageRequest,
  ): Promise<Shape<'GuestTicketList'>> {
    const { eventId } = filter
    await access.admitOrganizer(caller, eventId)
    const event = await events().get(eventId)
    if (!event) throw problem('event_not_found')
    const list = `tickets ${JSON.stringify(Object.entries(filter).sort())}`
    // Changes are changes of the event, whatever is shown of them: an `after` is good for every filter.
    const changes = `changed tickets ${eventId}`
    const start: Start =
      cursor !== undefined
        ? cursors.decode<Start>(list, cursor)
        : after !== undefined
          ? { changesAfter: cursors.decode<number>(changes, after) }
          : { since: await feed.last() }

    const read = 'changesAfter' in start ? changedAfter(event, start.changesAfter) : someOfAll(start)
    const { guests, next, position } = await read
    const buyerOf = await buyers.of(guests)
    const names = new Map(event.ticketTypes.map(({ id, name }) => [id, name]))
    return {
      data: guests.map(guest => toGuest(guest, { buyer: buyerOf(guest), typeName: names.get(guest.ticketTypeId) })),
      hasMore: next !== undefined,
      nextCursor: next ? cursors.encode(list, next) : null,
      after: cursors.encode(changes, position),
    }

    async function someOfAll({ since, before }: { since: number; before?: GuestPlace }): Promise<Read> {
      const found = await queries.page(filter, before, limit + 1)
      const guests = found.slice(0, limit)
      const last = guests.at(-1)
      const next =
        found.length > limit && last ? { since, before: { bookingId: last.bookingId, ticketId: last.id } } : undefined
      return { guests, next, position: since }
    }

    async function changedAfter(of: Shape<'Event'>, place: number): Promise<Read> {
      const { organizerId: accountId, test } = of
      const messages = await feed.read(place, { accountId, test, eventId, types: typesThatChangeTickets }, limit)
      if (messages.isGone) throw problem('activity_gone', goneWords)
      const { bookingIds, position, hasMore } = changedBookings(messages, limit)
      const guests = bookingIds.length === 0 ? [] : await queries.ofBookings(filter, bookingIds)
      return { guests, next: hasMore ? { changesAfter: position } : undefined, position }
    }
  }
}

interface Read {
  readonly guests: readonly Guest[]
  /** Undefined: this was the last page. */
  readonly next: Start | undefined
  /** Of the feed, from where changes are to be asked for. */
  readonly position: number
}

const goneWords =
  'What has changed since this `after` is kept no longer. Read the whole list again, and go on from its `after`.'
