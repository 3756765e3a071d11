// Events as everybody may see them: from their documents with the seats of this moment, else from PostgreSQL, asked
// once for all who wait.
import type { DatabaseClock } from '../../platform/postgres/database-clock.ts'
import { singleFlight } from '../../platform/single-flight.ts'
import { salesPhaseOf, type CountRead, type Document, type Documents, type SeatsLeft } from '../inventory/port.ts'
import { seatsLeftOf } from './present.ts'
import type { EventRecord, EventsStore } from './store.ts'

export interface EventViewsOptions {
  readonly store: Pick<EventsStore, 'find'>
  readonly documents: Documents
  readonly countRead: CountRead
  /** Of the database that keeps the events: by it they end. */
  readonly clock: Pick<DatabaseClock, 'now'>
}

export type EventViews = ReturnType<typeof createEventViews>

interface Seen {
  readonly document: Document
  readonly seats: Document
  readonly event: EventRecord
  /** When it ends, or something of it goes on or off sale. */
  readonly untilMs: number
}

const seenMax = 2_000

export function createEventViews({ store, documents, countRead, clock }: EventViewsOptions) {
  /** What a document and its seats come to, for as long as both are the same and so are its sales. */
  const seen = new Map<string, Seen>()

  /** The event as it was at most 100 ms ago, its status as it is now. */
  async function find(eventId: string): Promise<EventRecord | undefined> {
    const nearDocument = documents.peek('event', eventId, renew),
      nearSeats = documents.peek('availability', eventId, renew)
    if (nearDocument && nearSeats) {
      countRead('process')
      return combine(nearDocument, nearSeats)
    }
    const [document, seats] = await Promise.all([
      nearDocument ?? documents.get('event', eventId),
      nearSeats ?? documents.get('availability', eventId),
    ])
    countRead(document && seats ? 'redis' : 'postgres')
    return document && seats ? combine(document, seats) : ask(eventId)
  }

  function combine(document: Document, seats: Document): EventRecord {
    const stored = document.value as StoredEvent
    const known = seen.get(stored.id)
    const now = clock.now()
    if (known?.document === document && known.seats === seats && now.getTime() < known.untilMs) return known.event
    const event = withSeats(eventOf(stored, now), seats.value as SeatsLeft)
    if (seen.size >= seenMax) seen.clear()
    seen.set(stored.id, { document, seats, event, untilMs: salesPhaseOf(seatsLeftOf(event), now).untilMs })
    return event
  }

  const ask = singleFlight(async (eventId: string) => {
    const event = await store.find(eventId)
    if (event) void keep(event)
    return event
  })

  /** While it is still answered from memory. A failure is for those who then have to ask. */
  function renew(eventId: string) {
    void renewed(eventId).catch(() => {})
  }
  const renewed = singleFlight(async (eventId: string) => {
    const found = await Promise.all([documents.renew('event', eventId), documents.renew('availability', eventId)])
    if (found.includes(undefined)) await ask(eventId)
  })

  /** To be called with what has been read, or with what has been written once that is committed. Never throws. */
  async function keep(event: EventRecord): Promise<void> {
    if (event.status === 'draft') return
    const seats = seatsLeftOf(event)
    const { version } = seats
    await documents.put([
      { family: 'event', id: event.id, version: event.version, value: storedOf(event) },
      { family: 'availability', id: event.id, version, value: seats, holdsChangedAt: version },
    ])
  }

  /** These versions have been written and what they look like isn't at hand: nothing older is shown any more. */
  async function outdate(events: readonly { readonly id: string; readonly version: number }[]): Promise<void> {
    await documents.put(events.map(({ id, version }) => ({ family: 'event', id, version, value: undefined })))
  }

  return { find, keep, outdate }
}

/** What documents of an older release don't have. */
type Later = 'seriesId' | 'language' | 'translations' | 'questions'
type Times = 'startsAt' | 'endsAt' | 'createdAt' | 'updatedAt'
type StoredVenue = Omit<EventRecord['venue'], 'createdAt' | 'updatedAt'> & {
  readonly createdAt: string
  readonly updatedAt: string
}
type StoredType = Omit<EventRecord['inventory']['ticketTypes'][number], 'salesStartAt' | 'salesEndAt'> & {
  readonly salesStartAt: string | null
  readonly salesEndAt: string | null
}
/** The same with its times as texts, as JSON has them. */
type StoredEvent = Omit<EventRecord, Times | 'venue' | 'inventory' | 'now' | 'test' | Later> &
  Partial<Pick<EventRecord, Later>> &
  Readonly<Record<Times, string>> & {
    /** Documents of the release before don't say it. */
    readonly test?: boolean
    readonly venue: StoredVenue
    readonly inventory: Omit<EventRecord['inventory'], 'ticketTypes'> & { readonly ticketTypes: readonly StoredType[] }
  }

const storedOf = (event: EventRecord) => JSON.parse(JSON.stringify(event)) as StoredEvent
const timeOf = (text: string | null) => (text === null ? null : new Date(text))

function eventOf(stored: StoredEvent, now: Date): EventRecord {
  const { venue, inventory, test = false } = stored
  return {
    ...{ seriesId: null, language: null, translations: null, questions: [], ...stored },
    test,
    startsAt: new Date(stored.startsAt),
    endsAt: new Date(stored.endsAt),
    createdAt: new Date(stored.createdAt),
    updatedAt: new Date(stored.updatedAt),
    now,
    venue: { ...venue, createdAt: new Date(venue.createdAt), updatedAt: new Date(venue.updatedAt) },
    inventory: {
      ...inventory,
      ticketTypes: inventory.ticketTypes.map(type => ({
        ...type,
        salesStartAt: timeOf(type.salesStartAt),
        salesEndAt: timeOf(type.salesEndAt),
      })),
    },
  }
}

/** Seats older than the event's own are not the newest: a ticket type it has just got would have none. */
function withSeats(event: EventRecord, { availableSeats, waitlistOpen, version, ticketTypes }: SeatsLeft): EventRecord {
  if (version <= event.inventory.version) return event
  const available = new Map(ticketTypes.map(each => [each.id, each.available]))
  return {
    ...event,
    inventory: {
      ...event.inventory,
      availableSeats,
      waitlistOpen,
      version,
      ticketTypes: event.inventory.ticketTypes.map(type => ({
        ...type,
        available: available.get(type.id) ?? type.available,
      })),
    },
  }
}
