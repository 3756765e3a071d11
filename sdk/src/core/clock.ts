// Time and chance, so that tests can put their own in place.
import { abortable } from './abort.ts'

export interface Clock {
  nowMs(): number
  /** Of a clock that nobody sets: for what has passed. */
  monotonicMs(): number
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** From 0 up to 1. */
  random(): number
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (ms, signal) =>
    abortable(signal, resolve => {
      const timer = setTimeout(resolve, ms)
      return () => clearTimeout(timer)
    }),
  random: () => Math.random(),
}
