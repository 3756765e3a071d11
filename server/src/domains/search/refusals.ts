// Events that the index has refused: counted, named in the log, and left alone for longer each time they are refused
// again.
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { DocumentRefusal } from './taken-apart.ts'

/** What was being done when a document was refused. */
export type RefusedDuring = 'change' | 'reindex' | 'upkeep' | 'seats'

export interface RefusalsOptions {
  readonly log: Logger
  readonly count: (during: RefusedDuring, refused: number) => void
  /** Milliseconds that only go forward. */
  readonly nowMs?: () => number
}

export type Refusals = ReturnType<typeof createRefusals>

const rememberedMax = 10_000
const firstPauseMs = 10_000
const pauseMsMax = 60 * 60_000
/** Events that one turn names in the log; the rest are only counted. */
const namedMax = 20

export function createRefusals({ log, count, nowMs = () => performance.now() }: RefusalsOptions) {
  const resting = new LRUCache<string, { readonly pauseMs: number; readonly untilMs: number }>({ max: rememberedMax })

  return {
    /** Whether it may be tried: it was never refused, or long enough ago. */
    mayTry: (eventId: string) => (resting.get(eventId)?.untilMs ?? 0) <= nowMs(),

    /** Called after each attempt with the events that were tried, and those of them that were refused. */
    note(during: RefusedDuring, tried: readonly string[], refused: readonly DocumentRefusal[]) {
      const faulty = new Set(refused.map(({ eventId }) => eventId))
      for (const eventId of tried) if (!faulty.has(eventId)) resting.delete(eventId)
      for (const eventId of faulty) {
        const pauseMs = Math.min(pauseMsMax, 2 * (resting.get(eventId)?.pauseMs ?? firstPauseMs / 2))
        resting.set(eventId, { pauseMs, untilMs: nowMs() + pauseMs })
      }
      if (faulty.size === 0) return
      count(during, faulty.size)
      const events = refused.slice(0, namedMax)
      log.error(
        { during, refused: faulty.size, events },
        'events could not be put into the search index; all others were',
      )
    },
  }
}
