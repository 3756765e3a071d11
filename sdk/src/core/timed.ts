// What expires, with the time that is left: counted by the server's clock, whatever this machine's says.
import type { ServerClock } from './server-clock.ts'

/** Something of the contract that expires. */
export type Timed<Shape> = Shape & {
  /**
   * Seconds until `expiresAt`, whole ones, as they are when you read it; 0 once they are over. Corrected by how far
   * this machine's clock is off the server's. It is no part of the JSON.
   */
  readonly secondsLeft: number
}

/** Adds `secondsLeft` to an answer that has `expiresAt`. */
export function withSecondsLeft(data: unknown, serverClock: ServerClock): void {
  const { expiresAt } = (data ?? {}) as { readonly expiresAt?: unknown }
  if (typeof expiresAt !== 'string') return
  const endMs = Date.parse(expiresAt)
  Object.defineProperty(data, 'secondsLeft', {
    get: () => Math.max(0, Math.floor((endMs - serverClock.nowMs()) / 1_000)),
  })
}
