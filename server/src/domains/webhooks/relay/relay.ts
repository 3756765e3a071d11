// How facts become messages, each once: from the bookings' outbox, from what has happened to events, and from the
// inventories by their versions. Any number of processes may do it at the same time: each takes facts, or moves
// cursors, in the transaction that appends the messages.
//
// No other service is asked within a transaction: what is needed is read before it, and what the transaction takes or
// moves decides whether that still holds.
import { LRUCache } from 'lru-cache'
import type { Database, Sql } from '../../../platform/postgres/sql.ts'
import { inTransaction } from '../../../platform/postgres/sql.ts'
import type { EventsPort } from '../../events/port.ts'
import type { InventoryChanges, InventoryChangesPort, ReservationPage, ReservationStep } from '../../inventory/port.ts'
import type { AppendMessages } from '../messages/append-statement.ts'
import type { NewMessage } from '../messages/message.ts'
import { step } from './recovery-steps.ts'
import { bookingMessages, eventMessages, inventoryMessages, seatsLeftAfter, type EventOfMessages } from './rules.ts'
import { createRelayStore, type RelayStore } from './store.ts'

/** Who wants to hear of reservations. */
export interface Listeners {
  /** All of them, where they are few; undefined: they are many. */
  few(): Promise<ReadonlySet<string> | undefined>
  /** Those of the accounts that do. */
  among(accountIds: readonly string[]): Promise<ReadonlySet<string>>
}

export interface RelayOptions {
  readonly database: Database
  readonly append: AppendMessages
  readonly events: () => Pick<EventsPort, 'factsOf' | 'facts' | 'forgetFacts'>
  readonly inventory: () => InventoryChangesPort
  readonly listeners: Listeners
  /** Messages have been appended, and their transaction has committed. */
  readonly onAppended: () => void
}

export type Relay = ReturnType<typeof createRelay>

const factsPerTurn = 1_000
const inventoriesPerTurn = 20
const rowsPerInventory = 1_000
const groupsPerQuestion = 64
/** What never changes of so many events is kept. */
const eventsKept = 10_000

export function createRelay({ database, append, events, inventory, listeners, onAppended }: RelayOptions) {
  const store = createRelayStore(database.knex)
  const known = new LRUCache<string, NonNullable<EventOfMessages>>({ max: eventsKept })
  /** Events whose inventories may have changed, the first to be noted first. */
  const pending = new Set<string>()

  return {
    relayBookings,
    relayEvents,
    relayInventories,
    note,
    findBehind,
    behind,
    /** Up to which version of its inventory messages of the event have been made; undefined: of none. */
    toldUpTo: async (eventId: string) => (await store.cursorsOf([eventId])).get(eventId)?.version,
    pending: () => pending.size,
  }

  /** Of the bookings' outbox; true when there may be more at once. */
  async function relayBookings(): Promise<boolean> {
    const facts = await store.bookingFacts(factsPerTurn)
    if (facts.length === 0) return false
    const eventOf = await eventsOf(facts.map(({ payload }) => payload.eventId))
    await step('relay.bookings', () =>
      appending(async relaying => {
        const taken = await relaying.takeBookingFacts(facts.map(({ id }) => id))
        return facts.flatMap(fact => (taken.has(fact.id) ? bookingMessages(fact, eventOf(fact.payload.eventId)) : []))
      }),
    )
    return facts.length === factsPerTurn
  }

  /** Of what has happened to events; true when there may be more at once. */
  async function relayEvents(): Promise<boolean> {
    const facts = await events().facts(factsPerTurn)
    if (facts.length === 0) return false
    const eventOf = await eventsOf(facts.map(({ eventId }) => eventId))
    await step('relay.events', () =>
      appending(async relaying => {
        const eventIds = [...new Set(facts.map(({ eventId }) => eventId))]
        const told = await relaying.lockEventVersions(eventIds)
        const untold = facts.filter(({ eventId, version }) => version > told.get(eventId)!)
        if (untold.length > 0)
          await relaying.moveEventVersions(new Map(untold.map(({ eventId, version }) => [eventId, version])))
        return untold.flatMap(fact => eventMessages(fact, eventOf(fact.eventId)))
      }),
    )
    await step('relay.forget', () => events().forgetFacts(facts.map(({ place }) => place)))
    return facts.length === factsPerTurn
  }

  /** Of inventories that may have changed; true when there are more of them. What fails is tried at the next turn. */
  async function relayInventories(): Promise<boolean> {
    const eventIds = [...pending].slice(0, inventoriesPerTurn)
    if (eventIds.length === 0) return false
    for (const eventId of eventIds) pending.delete(eventId)
    try {
      for (const eventId of await relayPages(eventIds)) pending.add(eventId)
    } catch (error) {
      for (const eventId of eventIds) pending.add(eventId)
      throw error
    }
    return pending.size > 0
  }

  /** Of each of these inventories the next page; answers those that have more. */
  async function relayPages(eventIds: readonly string[]): Promise<readonly string[]> {
    const cursors = await store.cursorsOf(eventIds)
    const asked = eventIds.map(eventId => {
      const { version: after, ...left } = cursors.get(eventId) ?? {}
      return { ...left, eventId, after }
    })
    const all = await inventory().changesAfter(asked, rowsPerInventory)
    const changes = all.filter(({ eventId, upTo }) => upTo !== cursors.get(eventId)?.version)
    if (changes.length === 0) return []

    const eventOf = await eventsOf(changes.map(({ eventId }) => eventId))
    const { reservations, listening } = await heardReservations(changes, eventOf)
    const pages = changes.map(each => {
      const page = {
        changes: each,
        event: eventOf(each.eventId),
        reservations: reservations.get(each.eventId) ?? [],
        listening,
      }
      const move = {
        eventId: each.eventId,
        from: cursors.get(each.eventId)?.version,
        version: each.upTo,
        ...seatsLeftAfter(each),
      }
      return { move, messages: inventoryMessages(page) }
    })
    await step('relay.inventory', () =>
      appending(async relaying => {
        const moved = await relaying.moveCursors(pages.map(({ move }) => move))
        return pages.flatMap(({ move, messages }) => (moved.has(move.eventId) ? messages : []))
      }),
    )
    return changes.flatMap(({ eventId, upTo, current }) => (upTo < current ? [eventId] : []))
  }

  /** Runs `work` in a transaction and appends, as its last act, the messages that it answers. */
  async function appending(work: (relaying: RelayStore) => Promise<readonly NewMessage[]>): Promise<void> {
    const storesOn = (sql: Sql) => ({ sql, relaying: createRelayStore(sql) })
    const count = await inTransaction(database, storesOn, async ({ sql, relaying }) => {
      const messages = await work(relaying)
      if (messages.length > 0) await step('relay.append', () => append(sql, messages))
      else await relaying.mayBeLost()
      return messages.length
    })
    if (count > 0) onAppended()
  }

  /**
   * The reservations that somebody may want to hear of, and who does. Listeners are asked for after the changes were
   * read: whoever began to listen before a reservation hears of it.
   */
  async function heardReservations(changes: readonly InventoryChanges[], eventOf: EventOf): Promise<Heard> {
    const few = await listeners.few()
    if (few?.size === 0) return { reservations: new Map(), listening: few }

    const pages = changes.map(({ eventId, after, upTo }): ReservationPage => {
      const isHeardByOrganizer = !few || few.has(eventOf(eventId)?.organizerId ?? '')
      return { eventId, after, upTo, ...(!isHeardByOrganizer && { accounts: [...few] }) }
    })
    const steps = await inventory().reservationSteps(pages)
    const listening = few ?? (await listeners.among(accountsOf(changes, steps, eventOf)))
    return { reservations: byEvent(steps), listening }
  }

  /** What never changes of these events. */
  async function eventsOf(eventIds: readonly string[]): Promise<EventOf> {
    const unknown = [...new Set(eventIds)].filter(eventId => !known.has(eventId))
    const found = new Map(eventIds.map(eventId => [eventId, known.get(eventId)]))
    if (unknown.length > 0)
      for (const { id, organizerId, test } of await events().factsOf(unknown)) {
        known.set(id, { organizerId, test })
        found.set(id, { organizerId, test })
      }
    return eventId => found.get(eventId)
  }

  /** These inventories may have changed. */
  function note(eventIds: readonly string[]) {
    for (const eventId of eventIds) pending.add(eventId)
  }

  /**
   * Notes every inventory of whose versions no messages have been made, whoever has forgotten it. `everySeconds`: one
   * process does it at a time, so often.
   */
  async function findBehind(everySeconds: number): Promise<void> {
    if (await store.takeCheck(everySeconds)) note((await behind()).map(({ eventId }) => eventId))
  }

  /** The inventories of whose versions no messages have been made, and up to which they have. */
  async function behind(): Promise<readonly { readonly eventId: string; readonly after: number | undefined }[]> {
    const sums = await inventory().versionSums()
    const ours = await store.cursorSums()
    const groups = sums.filter(({ group, sum }) => ours.get(group) !== sum).map(({ group }) => group)
    const found: { eventId: string; after: number | undefined }[] = []
    for (let first = 0; first < groups.length; first += groupsPerQuestion) {
      const some = groups.slice(first, first + groupsPerQuestion)
      const versions = await inventory().versionsIn(some)
      const cursors = await store.cursorVersionsIn(some)
      for (const { eventId, version } of versions)
        if ((cursors.get(eventId) ?? -1) < version) found.push({ eventId, after: cursors.get(eventId) })
    }
    return found
  }
}

type EventOf = (eventId: string) => EventOfMessages

interface Heard {
  readonly reservations: ReadonlyMap<string, readonly ReservationStep[]>
  readonly listening: ReadonlySet<string>
}

/** Whose reservations began or ended, those that an accepted offer has begun too, and the organizers. */
function accountsOf(changes: readonly InventoryChanges[], steps: readonly ReservationStep[], eventOf: EventOf) {
  const accounts = new Set(steps.map(({ userId }) => userId))
  for (const { eventId, steps: ofEntries } of changes) {
    for (const { state, userId } of ofEntries) if (state === 'converted') accounts.add(userId)
    const event = eventOf(eventId)
    if (event) accounts.add(event.organizerId)
  }
  return [...accounts]
}

function byEvent<Thing extends { readonly eventId: string }>(things: readonly Thing[]): ReadonlyMap<string, Thing[]> {
  const groups = new Map<string, Thing[]>()
  for (const thing of things) {
    const group = groups.get(thing.eventId)
    if (group) group.push(thing)
    else groups.set(thing.eventId, [thing])
  }
  return groups
}
