// Events keep the time on the clock of their zone. When a government changes that clock, and this process learns of it
// by a later edition of the tz database, the instants of events to come are worked out again from their local times.
import type { Logger } from 'pino'
import { Temporal } from 'temporal-polyfill'
import type { AfterChange } from './after-change.ts'
import { hasSalesBeyond } from './rules.ts'
import { noticeDue } from './search-outbox.ts'
import { noteUpdate } from './service.ts'
import type { EventRecord, EventsStore } from './store.ts'
import type { KeptTimes } from './local-times-store.ts'
import { justWritten, type EventsTransaction, type InEventsTransaction } from './transaction.ts'
import { zoneClock, type ZoneClock } from './zone-clock.ts'

export interface ZoneChangesOptions {
  readonly store: Pick<EventsStore, 'timesBefore' | 'keepLocalTimes'>
  readonly inTransaction: InEventsTransaction
  readonly afterChange: AfterChange
  readonly log: Logger
  readonly clock?: ZoneClock
}

export type ZoneChanges = ReturnType<typeof createZoneChanges>

const eventsPerPage = 500

export function createZoneChanges({ store, inTransaction, afterChange, log, clock = zoneClock }: ZoneChangesOptions) {
  return { followZones }

  /**
   * Moves every event to come whose instants no longer fit its local times, and keeps by which edition those of the
   * others were looked at. Answers how many were moved. It may be repeated, and several processes may do it at once.
   */
  async function followZones(): Promise<number> {
    let moved = 0
    let afterId = ''
    for (;;) {
      const page = await store.timesBefore(clock.edition, afterId, eventsPerPage)
      const isMoved = (event: KeptTimes) => timesNow(event) !== undefined
      await store.keepLocalTimes(page.filter(event => !isMoved(event)))
      for (const { id } of page.filter(isMoved)) if (await move(id)) moved++
      if (page.length < eventsPerPage) break
      afterId = page.at(-1)!.id
    }
    if (moved > 0)
      log.warn({ events: moved, edition: clock.edition }, 'events were moved: the rules of their zones changed')
    return moved
  }

  /** Where its local times put the event now; undefined where it is there already, or nothing can be said. */
  function timesNow({ startsAt, endsAt, timezone, localStartsAt, localEndsAt }: KeptTimes) {
    if (localStartsAt === null || localEndsAt === null) return undefined
    const start = instantNow(startsAt, localStartsAt, timezone)
    const end = instantNow(endsAt, localEndsAt, timezone)
    const isSame = start.getTime() === startsAt.getTime() && end.getTime() === endsAt.getTime()
    return isSame || end <= start ? undefined : { startsAt: start, endsAt: end }
  }

  /** A time that comes twice stays the one that it was. */
  function instantNow(instant: Date, local: string, timezone: string): Date {
    const instants = clock.instantsOf(Temporal.PlainDateTime.from(local), timezone)
    return instants.find(each => each.getTime() === instant.getTime()) ?? instants[0]!
  }

  async function move(eventId: string): Promise<boolean> {
    const after = await inTransaction(async stores => {
      const before = await stores.events.lock(eventId)
      const kept = before && (await stores.events.keptTimes(eventId))
      const times = kept && timesNow(kept)
      return before && times ? moveTo(stores, before, times) : undefined
    })
    if (!after) return false
    const { id, organizerId, timezone, startsAt, endsAt } = after
    log.warn(
      { eventId: id, organizerId, timezone, startsAt, endsAt, edition: clock.edition },
      'an event keeps its local time: the rules of its zone changed, so it begins and ends at other instants',
    )
    await afterChange(after)
    return true
  }
}

async function moveTo(
  { events, inventory }: EventsTransaction,
  before: EventRecord,
  times: { readonly startsAt: Date; readonly endsAt: Date },
): Promise<EventRecord> {
  const { id: eventId } = before
  await events.update(eventId, times)
  await inventory.change(eventId, { endsAt: times.endsAt })
  // No sale goes on after its event.
  for (const type of before.inventory.ticketTypes)
    if (type.salesEndAt && hasSalesBeyond({ salesStartAt: null, salesEndAt: type.salesEndAt }, times.endsAt))
      await inventory.changeTicketType(eventId, type.id, { salesEndAt: times.endsAt })
  if (before.status === 'published') await events.rememberForSearch({ eventId, version: before.version + 1 }, noticeDue)
  const after = justWritten(await events.find(eventId))
  await noteUpdate(events, before, after)
  return after
}
