// Time and chance, so that tests can put their own in place.
import { onAbort } from './abort.ts'

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
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        forget()
        resolve()
      }, ms)
      const forget = onAbort(signal, () => {
        clearTimeout(timer)
        reject(signal?.reason as Error)
      })
    }),
  random: () => Math.random(),
}
