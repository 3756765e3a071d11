// The events' use cases: make, publish, change and delete an event, look at one, list many.
import { faultOfMixedCurrencies } from '../../contract/codes.ts'
import type { Caller, Idempotency, IfMatch, Shape } from '../../contract/types.ts'
import { pageOf, type Cursors } from '../../platform/cursors.ts'
import { mergedMetadata, refuseMetadata } from '../../platform/metadata.ts'
import { problem, refuseFaults } from '../../platform/problems.ts'
import type { InventoryChange } from '../inventory/port.ts'
import { changeableEvent, ownEvent } from './access.ts'
import type { AfterChange } from './after-change.ts'
import type { EventViews } from './cached-events.ts'
import { changedProperties } from './changed-properties.ts'
import { copyOf } from './copies.ts'
import { openEvent } from './opening.ts'
import { etagOf, toManagedEvent } from './present.ts'
import {
  faultsOfCopy,
  faultsOfEvent,
  isEditable,
  isPublishable,
  maySee,
  moved,
  policyOf,
  shareCurrency,
  statusAt,
  ticketTypesOf,
  timesAfter,
  timesOfCopy,
} from './rules.ts'
import { noticeDue, type SearchNotices } from './search-outbox.ts'
import type { EventListInput } from './event-filter.ts'
import type { EventEdit, EventRecord, EventsStore } from './store.ts'
import { faultsOfNames } from './ticket-types/names.ts'
import { textsOfChange } from './rules/texts.ts'
import { justWritten, type InEventsTransaction } from './transaction.ts'
import { venueOf } from './venues/service.ts'

export type EventsService = ReturnType<typeof createEventsService>

export interface EventsServiceOptions {
  readonly store: EventsStore
  readonly inTransaction: InEventsTransaction
  readonly afterChange: AfterChange
  readonly notices: SearchNotices
  readonly eventChanged: (eventId: string) => void
  readonly views: EventViews
  readonly cursors: Cursors
}

export type ListPage = Omit<EventListInput, 'after'> & { readonly cursor?: string }

export function createEventsService({
  store,
  inTransaction,
  afterChange,
  notices,
  eventChanged,
  views,
  cursors,
}: EventsServiceOptions) {
  return { create, duplicate, publish, update, cancel, advanceClock, remove, get, list, listManaged }

  /**
   * Makes an event with its inventory, and its venue where that is new. Problems: validation_failed, currency_mismatch,
   * venue_not_found, external_id_taken, event_not_publishable, idempotency_in_flight, idempotency_key_reused.
   */
  async function create(caller: Caller, input: Shape<'EventToMake'>, idempotency: Idempotency | undefined) {
    refuseFaults([...faultsOfEvent(input), ...faultsOfNames(input.ticketTypes ?? [])])
    refuseMetadata(input.metadata)
    refuseMetadata(input.venue?.metadata, { pointer: '/venue/metadata' })
    if (!shareCurrency(ticketTypesOf(input))) throw problem('currency_mismatch')
    const answer = await inTransaction(stores =>
      stores.answerOnce({ caller: caller.userId, idempotency }, async () => {
        const venue = await venueOf(stores, caller, input)
        const event = await openEvent(stores, { organizerId: caller.userId, venue, input })
        return { status: 201, body: toManagedEvent(event), etag: etagOf(event) }
      }),
    )
    if (!answer.replayed && answer.body.status === 'published') {
      eventChanged(answer.body.id)
      await notices.tell({ eventId: answer.body.id, version: answer.body.version })
    }
    return answer
  }

  /**
   * Makes a draft of an event, of the same organizer, for another date: nothing of what was held, sold or waited for,
   * and none of its promotions.
   * Problems: event_not_found, validation_failed, external_id_taken, idempotency_in_flight, idempotency_key_reused.
   */
  function duplicate(
    caller: Caller,
    eventId: string,
    input: Shape<'DuplicateBody'>,
    idempotency: Idempotency | undefined,
  ) {
    return inTransaction(stores =>
      stores.answerOnce({ caller: caller.userId, idempotency }, async () => {
        const original = ownEvent(await stores.events.find(eventId), caller)
        refuseFaults(faultsOfCopy(input, { ...original, ticketTypes: original.inventory.ticketTypes }))
        const { organizerId } = original
        const venue = await venueOf(stores, caller, { venueId: original.venue.id })
        const times = timesOfCopy(input, original)
        const copy = copyOf(original, { ...times, moveSales: time => moved(time, times.movedMs) })
        const { title = copy.title, externalId } = input
        const event = await openEvent(stores, {
          organizerId,
          venue,
          input: { ...copy, title, ...(externalId !== undefined && { externalId }) },
        })
        return { status: 201, body: toManagedEvent(event), etag: etagOf(event) }
      }),
    )
  }

  /** Puts a draft on sale. Problems: event_not_found, event_not_draft, event_not_publishable. */
  async function publish(caller: Caller, eventId: string): Promise<EventRecord> {
    const event = await inTransaction(async ({ events, inventory: seats }) => {
      const draft = ownEvent(await events.lock(eventId), caller)
      if (draft.status !== 'draft') throw problem('event_not_draft')
      if (!isPublishable(draft, draft.now))
        throw problem('event_not_publishable', 'The event has already begun: give it another startsAt first.')
      await events.update(eventId, { status: 'published' })
      await seats.change(eventId, { sales: 'open' })
      await events.rememberForSearch({ eventId, version: draft.version + 1 }, noticeDue)
      await events.noteFact([eventId], 'event.published')
      return justWritten(await events.find(eventId))
    })
    eventChanged(eventId)
    await views.keep(event)
    await notices.tell({ eventId, version: event.version })
    return event
  }

  /**
   * Changes what is named, all of it or nothing. Problems: event_not_found, precondition_failed, event_not_editable,
   * validation_failed, start_in_past, venue_not_found, external_id_taken, capacity_below_taken.
   */
  async function update(
    caller: Caller,
    eventId: string,
    ifMatch: IfMatch,
    changes: Shape<'EventChanges'>,
  ): Promise<EventRecord> {
    const { venueId, externalId, capacity } = changes
    const { event, resized } = await inTransaction(async ({ events, venues, inventory: seats }) => {
      const venue = venueId === undefined ? undefined : await venues.hold(venueId)
      const before = changeableEvent(await events.lock(eventId), caller, ifMatch, changes)
      if (venueId !== undefined && !venue) throw problem('venue_not_found')
      const isTaken =
        externalId && (await events.isExternalIdTaken(before.organizerId, externalId, { except: eventId }))
      if (isTaken) throw problem('external_id_taken')

      const times = timesAfter(changes, before)
      await events.update(eventId, { ...wordsOf(changes, before), venueId, externalId, ...times })
      const ofSeats = seatsChangeOf(changes)
      if (Object.keys(ofSeats).length > 0) await seats.change(eventId, ofSeats)
      const isResized = capacity !== undefined && capacity !== before.inventory.capacity
      const resized = isResized ? await seats.changeCapacity(eventId, { ticketTypeId: null, capacity }) : undefined
      if (before.status === 'published')
        await events.rememberForSearch({ eventId, version: before.version + 1 }, noticeDue)
      const event = justWritten(await events.find(eventId))
      await noteUpdate(events, before, event)
      return { event, resized }
    })
    resized?.committed()
    await afterChange(event)
    return event
  }

  /**
   * Calls a published event off: sales end with this very write, and a job of the inventory then ends what is held, the
   * waitlist and the bookings. Repeating it is no error. Problems: event_not_found, event_not_published,
   * event_not_editable.
   */
  async function cancel(caller: Caller, eventId: string): Promise<EventRecord> {
    const { event, isNew } = await inTransaction(async ({ events, inventory: seats }) => {
      const before = ownEvent(await events.lock(eventId), caller)
      if (before.status === 'cancelled') return { event: before, isNew: false }
      if (before.status === 'draft') throw problem('event_not_published')
      if (!isEditable(statusAt(before, before.now))) throw problem('event_not_editable', 'The event is over.')
      await events.update(eventId, { status: 'cancelled' })
      await seats.cancel(eventId)
      await events.rememberForSearch({ eventId, version: before.version + 1 }, noticeDue)
      await events.noteFact([eventId], 'event.cancelled')
      return { event: justWritten(await events.find(eventId)), isNew: true }
    })
    if (isNew) eventChanged(eventId)
    if (isNew) await views.keep(event)
    if (isNew) await notices.tell({ eventId, version: event.version })
    return event
  }

  /**
   * Brings what is to come of a test event nearer, and lets happen what is due by then, all of it or nothing. Problems:
   * event_not_found, event_not_test, event_not_editable, idempotency_in_flight, idempotency_key_reused.
   */
  async function advanceClock(
    caller: Caller,
    eventId: string,
    { advanceSeconds }: Shape<'TestClockBody'>,
    idempotency: Idempotency | undefined,
  ) {
    let advanced: { readonly event: EventRecord; committed(): Promise<void> } | undefined
    const answer = await inTransaction(stores =>
      stores.answerOnce({ caller: caller.userId, idempotency }, async () => {
        const { events, inventory: seats } = stores
        const before = ownEvent(await events.lock(eventId), caller)
        if (!before.test) throw problem('event_not_test')
        // A draft that has ended has nothing to come either; its times would go back for ever.
        if (!isEditable(statusAt(before, before.now)) || before.endsAt <= before.now)
          throw problem('event_not_editable')
        const byMs = -advanceSeconds * 1_000
        await events.update(eventId, { startsAt: moved(before.startsAt, byMs), endsAt: moved(before.endsAt, byMs) })
        const { effects, committed } = await seats.advanceClock(eventId, advanceSeconds)
        const event = justWritten(await events.find(eventId))
        advanced = { event, committed }
        const body: Shape<'TestClockResult'> = {
          event: toManagedEvent(event),
          advancedSeconds: advanceSeconds,
          ...effects,
        }
        return { status: 200, body, etag: etagOf(event) }
      }),
    )
    if (advanced && !answer.replayed) {
      await advanced.committed()
      await afterChange(advanced.event)
    }
    return answer
  }

  /** Takes away a draft. Problems: event_not_found, event_not_draft. */
  async function remove(caller: Caller, eventId: string): Promise<void> {
    const notice = await inTransaction(async ({ events, series, inventory: seats }) => {
      const draft = ownEvent(await events.lock(eventId), caller)
      if (draft.status !== 'draft')
        throw problem('event_not_draft', 'Only a draft can be deleted; a published event is cancelled instead.')
      await seats.remove(eventId)
      await events.remove(eventId)
      if (draft.seriesId !== null) await series.forgetEmptySeries(draft.seriesId)
      const removed = { eventId, version: draft.version + 1 }
      await events.rememberForSearch(removed, noticeDue)
      return removed
    })
    await notices.tell(notice)
  }

  /** One event, for whoever may see it. Problems: event_not_found. */
  async function get(caller: Caller | undefined, eventId: string): Promise<EventRecord> {
    const event = await views.find(eventId)
    if (!event || !maySee(caller, event)) throw problem('event_not_found')
    return event
  }

  /** What is on sale, for everybody. Problems: validation_failed (a price in which currency?), invalid_cursor. */
  async function list(input: ListPage) {
    const published = { ...input, status: 'published', test: false } as const
    if (input.maxPrice !== undefined && input.currency === undefined) {
      const currencies = await store.currencies(published)
      if (currencies.length > 1) refuseFaults([faultOfMixedCurrencies(currencies, 'maxPrice')])
    }
    return pageThrough('events', published)
  }

  /** The caller's own events in every state; everybody's for an admin. Problems: invalid_cursor. */
  function listManaged(caller: Caller, input: ListPage) {
    return pageThrough('managed events', caller.role === 'admin' ? input : { ...input, organizerId: caller.userId })
  }

  async function pageThrough(name: string, { cursor, limit, ...input }: ListPage) {
    // Whatever the order in which a client names its filters.
    const list = `${name} ${JSON.stringify(input, Object.keys(input).sort())}`
    const after = cursor === undefined ? undefined : cursors.decode<{ at: string; id: string }>(list, cursor)
    const rows = await store.list({ ...input, after, limit: limit + 1 })
    const positionOf = (event: EventRecord) => ({
      at: (input.sort.endsWith('startsAt') ? event.startsAt : event.createdAt).toISOString(),
      id: event.id,
    })
    return pageOf(rows, limit, last => cursors.encode(list, positionOf(last)))
  }
}

/** Notes for messages what differs between two states of an event, if anything does. */
export async function noteUpdate(
  events: Pick<EventsStore, 'noteFact'>,
  before: EventRecord,
  after: EventRecord,
): Promise<void> {
  const changed = changedProperties(before, after)
  if (changed.length > 0) await events.noteFact([after.id], 'event.updated', changed)
}

/** What changes of an event's words and links. Problem: validation_failed. */
function wordsOf(changes: Shape<'EventChanges'>, before: EventRecord): EventEdit {
  const { title, description, category, tags, timezone, imageUrl, websiteUrl, cancellationPolicy, questions } = changes
  return {
    ...{ title, description, category, tags, timezone, imageUrl, websiteUrl, cancellationPolicy, questions },
    ...textsOfChange(changes),
    metadata: mergedMetadata(before.metadata, changes.metadata),
  }
}

/** What changes of the inventory with its event. */
function seatsChangeOf(changes: Shape<'EventChanges'>): InventoryChange {
  const { endsAt, waitlistPolicy, holdsPerBuyerMax, holdSeatsPerBuyerMax, claimSecondsMax } = changes
  return {
    ...(endsAt !== undefined && { endsAt: new Date(endsAt) }),
    ...(waitlistPolicy && { waitlistPolicy: policyOf(waitlistPolicy) }),
    ...(holdsPerBuyerMax !== undefined && { holdsPerBuyerMax }),
    ...(holdSeatsPerBuyerMax !== undefined && { holdSeatsPerBuyerMax }),
    ...(claimSecondsMax !== undefined && { claimSecondsMax }),
  }
}
