// What time it is for the server: what expires does so by the server's clock, and this machine's may be minutes off.
import type { Clock } from './clock.ts'
import type { ResponseFacts } from './response.ts'

export interface ServerClock {
  /** The server's time in milliseconds, as far as its answers tell: good to a second or two. */
  nowMs(): number
  /** Reads the `Date` of an answer; when its request went out and when it was there, by this machine's clock. */
  learn(response: ResponseFacts, sentAtMs: number, gotAtMs: number): void
}

/**
 * `Date` has whole seconds and was written at some time between sending and receiving. So each answer says between what
 * two numbers the difference of the clocks must be; the narrowest that all of them agree on is kept.
 */
export function createServerClock(clock: Clock): ServerClock {
  let known: { readonly from: number; readonly to: number } | undefined
  return {
    nowMs: () => clock.nowMs() + (known === undefined ? 0 : Math.round((known.from + known.to) / 2)),
    learn({ headers }, sentAtMs, gotAtMs) {
      const dateMs = Date.parse(headers['date'] ?? '')
      if (Number.isNaN(dateMs)) return
      const told = { from: dateMs - gotAtMs, to: dateMs + 1_000 - sentAtMs }
      const both = known && { from: Math.max(known.from, told.from), to: Math.min(known.to, told.to) }
      known = both && both.from <= both.to ? both : told // no overlap: one of the clocks was set
    },
  }
}
