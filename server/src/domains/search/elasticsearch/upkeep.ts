// Keeps the index in Elasticsearch there, and equal to the events: built when it is missing, compared with them page by
// page.
//
// The outbox and the inventory's feed tell every change, and again when Elasticsearch was away. What they can't know is
// put right here: an index that is gone, or as old as a backup, and seats whose news died with the process that had
// them.
import type { Logger } from 'pino'
import type { Shape } from '../../../contract/types.ts'
import { Problem } from '../../../platform/problems.ts'
import { oneAtATime } from '../../../platform/single-flight.ts'
import type { EventsPort } from '../../events/port.ts'
import type { Refusals } from '../refusals.ts'
import { pageSize } from '../service.ts'
import { derivation } from '../text/tokens.ts'
import type { ElasticsearchEngine } from './engine.ts'
import { seatsToldBy } from './index-mapping.ts'
import type { IndexedEvent } from './index-store.ts'

export interface UpkeepOptions {
  readonly engine: ElasticsearchEngine
  readonly events: () => EventsPort
  readonly reindex: () => Promise<unknown>
  /** Events that were refused are not tried at every look. */
  readonly refusals: Refusals
  readonly log: Logger
}

export type Upkeep = ReturnType<typeof createUpkeep>

/** Between two pages when nothing is known to have gone wrong. */
const pageEveryMs = 10_000

export function createUpkeep({ engine, events, reindex, refusals, log }: UpkeepOptions) {
  let isUp = true
  /** After a start, an outage or a building everything is compared once, without a pause. */
  let urgent = true
  let afterId: string | undefined
  let nextPageAtMs = 0

  return {
    /** One look at the index: builds it, or compares a page of it. True when the next one should follow at once. */
    turn: oneAtATime(turn),
    /** Whether Elasticsearch answered when it was last looked at. */
    isUp: () => isUp,
  }

  async function turn(): Promise<boolean> {
    try {
      if (!(await engine.isPresent())) {
        await reindex()
        compareAll()
      }
      if (!isUp) {
        log.info('Elasticsearch answers again')
        isUp = true
        compareAll()
      }
      if (!urgent && performance.now() < nextPageAtMs) return false
      await comparePage()
      return urgent
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'service_unavailable') throw error
      if (isUp) log.warn({ err: error }, "the search index can't be looked after; it is tried again every second")
      isUp = false
      return false
    }
  }

  function compareAll() {
    urgent = true
    afterId = undefined
  }

  async function comparePage() {
    const [published, indexed] = await Promise.all([
      events().published(afterId, pageSize),
      engine.ids(afterId, pageSize),
    ])
    // As far as both lists go: what lies beyond the shorter one is for the next page.
    const ends = [published.at(pageSize - 1)?.id, indexed.at(pageSize - 1)].filter(end => end !== undefined).sort()
    const isWithin = (id: string) => ends[0] === undefined || id <= ends[0]
    const expected = new Set(published.map(({ id }) => id))
    const repaired = await repair(published.filter(({ id }) => isWithin(id)))
    const removed = await removeUnlessPublished(indexed.filter(id => isWithin(id) && !expected.has(id)))
    if (repaired + removed > 0)
      log.info({ repaired, removed }, 'the search index was not what the events are, and was put right')
    if (ends[0] === undefined) urgent = false
    afterId = ends[0]
    nextPageAtMs = performance.now() + pageEveryMs
  }

  /** What differs is read once more, after the index was: only then it is known which of the two is the newer. */
  async function repair(page: readonly Shape<'Event'>[]): Promise<number> {
    if (page.length === 0) return 0
    const seen = await engine.kept(page.map(({ id }) => id))
    const isDue = (event: Shape<'Event'>) => refusals.mayTry(event.id) && differs(event, seen.get(event.id))
    if (!page.some(isDue)) return 0
    const fresh = await events().published(afterId, pageSize)
    const repairs = fresh
      .filter(event => event.id <= page.at(-1)!.id && isDue(event))
      .map(event => ({ event, seen: seen.get(event.id) }))
    const refused = await engine.repair(repairs)
    refusals.note(
      'upkeep',
      repairs.map(({ event }) => event.id),
      refused,
    )
    return repairs.length - refused.length
  }

  async function removeUnlessPublished(ids: readonly string[]): Promise<number> {
    if (ids.length === 0) return 0
    const seen = await engine.kept(ids)
    let removed = 0
    for (const id of ids) {
      const kept = seen.get(id)
      const event = await events().get(id)
      if (!kept || kept.removed || event?.status === 'published') continue
      await engine.remove(id, Math.max(kept.version, event?.version ?? 0))
      removed++
    }
    return removed
  }
}

export function differs(event: Shape<'Event'>, kept: IndexedEvent | undefined): boolean {
  if (!kept?.seats || kept.version !== event.version || kept.derivation !== derivation) return true
  const { availableSeats, waitlistOpen, ticketTypes } = seatsToldBy(event)
  const available = new Map(kept.seats.ticketTypes.map(type => [type.id, type.available]))
  return (
    kept.seats.availableSeats !== availableSeats ||
    kept.seats.waitlistOpen !== waitlistOpen ||
    ticketTypes.some(type => available.get(type.id) !== type.available)
  )
}
