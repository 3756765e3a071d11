// Series: an event's copies are made by a rule, all of them in one transaction; an event and those that follow it are
// then changed, published and called off one by one, each as if it were alone.
import type { Logger } from 'pino'
import { Temporal } from 'temporal-polyfill'
import type { Caller, Idempotency, Shape } from '../../../contract/types.ts'
import { newId } from '../../../platform/ids.ts'
import { Problem, problem, validationProblem } from '../../../platform/problems.ts'
import { editableEvent, ownEvent } from '../access.ts'
import type { AfterChange } from '../after-change.ts'
import { changedProperties } from '../changed-properties.ts'
import { copyOf } from '../copies.ts'
import { openEvents } from '../opening.ts'
import { statusAt } from '../rules.ts'
import { noticeDue } from '../search-outbox.ts'
import { noteUpdate, type EventsService } from '../service.ts'
import type { EventRecord, EventsStore } from '../store.ts'
import { justWritten, type EventsTransaction, type InEventsTransaction } from '../transaction.ts'
import { venueOf } from '../venues/service.ts'
import { zoneClock } from '../zone-clock.ts'
import { recurrenceOf, type Occurrence } from './recurrence.ts'
import { toRule } from './reading.ts'
import { step } from './recovery-steps.ts'
import type { SeriesStore } from './store.ts'

export type SeriesService = ReturnType<typeof createSeriesService>

export interface SeriesServiceOptions {
  readonly store: Pick<EventsStore, 'find'> & Pick<SeriesStore, 'following'>
  readonly inTransaction: InEventsTransaction
  readonly afterChange: AfterChange
  readonly eventChanged: (eventId: string) => void
  /** What is done to each event of a series. */
  readonly events: Pick<EventsService, 'update' | 'publish' | 'cancel'>
  readonly log: Logger
}

/** Copies that are written at a time: one with many ticket types has a hundred rows. */
const copiesPerPage = 20
/** The search hears of copies from its outbox: telling it of hundreds would keep the caller waiting. */
const atOnce = { dueInSeconds: 0 } as const
/** Somebody else may change an event between its reading and its change. */
const attemptsMax = 3

type Outcome = Shape<'SeriesOutcome'>

export function createSeriesService(options: SeriesServiceOptions) {
  const { store, inTransaction, afterChange, eventChanged, events, log } = options
  return { create, update, publish, cancel }

  /**
   * Makes an event's copies by a rule, all of them or none. Problems: validation_failed, event_not_found,
   * event_in_series, event_not_editable, event_not_publishable, idempotency_in_flight, idempotency_key_reused.
   */
  async function create(
    caller: Caller,
    eventId: string,
    input: Shape<'SeriesBody'>,
    idempotency: Idempotency | undefined,
  ) {
    let made: { readonly first: EventRecord; readonly copies: readonly string[] } | undefined
    const answer = await inTransaction(stores =>
      stores.answerOnce({ caller: caller.userId, idempotency }, async () => {
        const found = ownEvent(await stores.events.find(eventId), caller)
        // Before the event, as everybody locks them.
        await venueOf(stores, caller, { venueId: found.venue.id })
        const original = editableEvent(await stores.events.lock(eventId), caller)
        if (original.seriesId !== null) throw inSeries(original.seriesId)
        const recurrence = recurrenceOf(input, original)
        if (recurrence.fault) throw validationProblem([recurrence.fault])

        const [, ...later] = recurrence.occurrences
        const seriesId = newId('ser')
        const copies = await openCopies(stores, { original, seriesId, later })
        const rule = {
          id: seriesId,
          organizerId: original.organizerId,
          rrule: recurrence.rrule,
          exdates: input.exdates,
          timezone: original.timezone,
          localStartsAt: zoneClock
            .localOf(original.startsAt, original.timezone)
            .toString({ smallestUnit: 'second', roundingMode: 'trunc' }),
        }
        const createdAt = await stores.series.keepSeries(rule)
        const first = await intoSeries(stores, original, seriesId)
        made = { first, copies }
        const status = original.status as 'draft' | 'published'
        const body: Shape<'Series'> = {
          ...toRule(rule),
          createdAt: createdAt.toISOString(),
          data: recurrence.occurrences.map(({ startsAt, endsAt }, n) => ({
            eventId: [eventId, ...copies][n]!,
            startsAt: startsAt.toISOString(),
            endsAt: endsAt.toISOString(),
            status,
          })),
        }
        return { status: 201, body }
      }),
    )
    if (made && !answer.replayed) {
      await afterChange(made.first)
      if (made.first.status === 'published') for (const id of made.copies) eventChanged(id)
    }
    return answer
  }

  /** Problems: event_not_found, event_not_in_series; those of each event are in its outcome. */
  function update(caller: Caller, eventId: string, changes: Shape<'SeriesChanges'>): Promise<Shape<'SeriesOutcomes'>> {
    return eachFollowing(caller, eventId, async event => {
      for (let attempt = 1; ; attempt++) {
        const before = attempt === 1 ? event : ownEvent(await store.find(event.id), caller)
        try {
          const after = await events.update(caller, event.id, [String(before.version)], changesOf(before, changes))
          return changedProperties(before, after).length > 0
        } catch (error) {
          if (!(error instanceof Problem) || error.code !== 'precondition_failed' || attempt === attemptsMax)
            throw error
        }
      }
    })
  }

  /** Problems: event_not_found, event_not_in_series; those of each event are in its outcome. */
  function publish(caller: Caller, eventId: string): Promise<Shape<'SeriesOutcomes'>> {
    return eachFollowing(caller, eventId, async event => {
      if (statusAt(event, event.now) === 'published') return false
      await events.publish(caller, event.id)
      return true
    })
  }

  /** Problems: event_not_found, event_not_in_series; those of each event are in its outcome. */
  function cancel(caller: Caller, eventId: string): Promise<Shape<'SeriesOutcomes'>> {
    return eachFollowing(caller, eventId, async event => {
      if (event.status === 'cancelled') return false
      await events.cancel(caller, event.id)
      return true
    })
  }

  /** Changes an event and those that follow it one by one, and tells of each what became of it. */
  async function eachFollowing(
    caller: Caller,
    eventId: string,
    change: (event: EventRecord) => Promise<boolean>,
  ): Promise<Shape<'SeriesOutcomes'>> {
    const from = ownEvent(await store.find(eventId), caller)
    if (from.seriesId === null) throw problem('event_not_in_series')
    const data: Outcome[] = []
    for (const id of await store.following(from)) {
      const event = await store.find(id)
      if (!event) continue // a draft that has been deleted meanwhile
      const told = { eventId: id, startsAt: event.startsAt.toISOString() }
      data.push({ ...told, ...(await step('series.change', () => outcomeOf(event, change))) })
    }
    const count = (outcome: Outcome['outcome']) => data.filter(each => each.outcome === outcome).length
    return {
      seriesId: from.seriesId,
      changed: count('changed'),
      unchanged: count('unchanged'),
      refused: count('refused'),
      data,
    }
  }

  /** What fails for one event is told of it, and the others are still changed. */
  async function outcomeOf(
    event: EventRecord,
    change: (event: EventRecord) => Promise<boolean>,
  ): Promise<Pick<Outcome, 'outcome' | 'problem'>> {
    try {
      return { outcome: (await change(event)) ? 'changed' : 'unchanged' }
    } catch (error) {
      if (!(error instanceof Problem)) log.error({ err: error, eventId: event.id }, 'an event of a series failed')
      const { code, message } = error instanceof Problem ? error : problem('internal_error')
      return { outcome: 'refused', problem: { code, detail: message } }
    }
  }
}

interface Copies {
  readonly original: EventRecord
  readonly seriesId: string
  readonly later: readonly Occurrence[]
}

async function openCopies(stores: EventsTransaction, { original, seriesId, later }: Copies): Promise<string[]> {
  const { organizerId, venue, timezone, status } = original
  const openings = later.map(({ startsAt, endsAt, movedLocally }) => {
    // At ten in the morning a week before stays at ten in the morning a week before.
    const moveSales = (time: Date) =>
      zoneClock.instantsOf(zoneClock.localOf(time, timezone).add(movedLocally), timezone)[0]!
    const copy = copyOf(original, { startsAt, endsAt, moveSales })
    return { organizerId, venue, seriesId, input: { ...copy, publish: status === 'published' } }
  })
  const ids: string[] = []
  for (let from = 0; from < openings.length; from += copiesPerPage) {
    const page = openings.slice(from, from + copiesPerPage)
    ids.push(...(await step('series.page', () => openEvents(stores, page, atOnce))))
  }
  return ids
}

/** The event that the others are copies of. */
async function intoSeries({ events }: EventsTransaction, before: EventRecord, seriesId: string): Promise<EventRecord> {
  await events.update(before.id, { seriesId })
  if (before.status === 'published')
    await events.rememberForSearch({ eventId: before.id, version: before.version + 1 }, noticeDue)
  const first = justWritten(await events.find(before.id))
  await noteUpdate(events, before, first)
  return first
}

/** The changes of one event: it stays on its day. */
function changesOf(event: EventRecord, changes: Shape<'SeriesChanges'>): Shape<'EventChanges'> {
  const { localStartTime, durationMinutes, ...others } = changes
  if (localStartTime === undefined && durationMinutes === undefined) return others
  const startsAt = localStartTime === undefined ? event.startsAt : onItsDay(event, localStartTime)
  const durationMs =
    durationMinutes === undefined ? event.endsAt.getTime() - event.startsAt.getTime() : durationMinutes * 60_000
  return {
    ...others,
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + durationMs).toISOString(),
  }
}

function onItsDay({ startsAt, timezone }: EventRecord, time: string): Date {
  const local = zoneClock.localOf(startsAt, timezone).toPlainDate().toPlainDateTime(Temporal.PlainTime.from(time))
  const instants = zoneClock.instantsOf(local, timezone)
  return instants.find(each => each.getTime() === startsAt.getTime()) ?? instants[0]!
}

const inSeries = (seriesId: string) =>
  problem('event_in_series', `The event is part of the series ${seriesId}; its copies are there.`)
