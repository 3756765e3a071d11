// Where somebody stands in a waitlist: from the projection, where the waitlist is known; else counted in PostgreSQL,
// and the waitlist is made known.
import type { Logger } from 'pino'
import type { Sql } from '../../../platform/postgres/sql.ts'
import type { CountRead, Projections } from '../projections/cache.ts'
import { createPositionQueries } from './position-queries.ts'

export interface WaitlistPositionsOptions {
  readonly sql: Sql
  readonly projections: Projections
  readonly countRead: CountRead
  readonly log: Logger
}

export type WaitlistPositions = ReturnType<typeof createWaitlistPositions>

/**
 * A waitlist that changes faster than it can be read is not read again for so long: until then each place is counted.
 */
const rebuildEveryMs = 500
const waitlistsMax = 10_000

export function createWaitlistPositions({
  sql,
  projections: { waitlists, kind },
  countRead,
  log,
}: WaitlistPositionsOptions) {
  const { count, read } = createPositionQueries(sql)
  const triedAtMs = new Map<string, number>()
  const running = new Set<Promise<void>>()

  /** The place, from 1, of one who waits; `version` is the inventory's, read with the entry. */
  async function rank({ eventId, seq, version }: { eventId: string; seq: number; version: number }): Promise<number> {
    const known = await waitlists.rank(eventId, seq, version)
    countRead(known === undefined ? 'postgres' : kind)
    if (known !== undefined) return known
    rebuildSoon(eventId)
    return count(eventId, seq)
  }

  /** Nobody waits for it. */
  function rebuildSoon(eventId: string) {
    const nowMs = performance.now()
    if (nowMs - (triedAtMs.get(eventId) ?? -Infinity) < rebuildEveryMs) return
    if (triedAtMs.size >= waitlistsMax) triedAtMs.clear()
    triedAtMs.set(eventId, nowMs)
    const work: Promise<void> = waitlists
      .rebuild(eventId, () => read(eventId))
      .catch((error: unknown) => {
        log.debug({ err: error, eventId }, 'a line could not be rebuilt')
      })
      .finally(() => {
        running.delete(work)
      })
    running.add(work)
  }

  return {
    rank,
    settled: async () => {
      await Promise.all(running)
    },
  }
}
