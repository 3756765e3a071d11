// Reading what is followed: it connects again after whatever ends the stream, and goes on after the last message that
// its reader has got.
import type { Clock } from './clock.ts'
import { ConnectionError } from './errors.ts'
import type { StreamEvent } from './event-stream.ts'
import type { Place } from './following.ts'
import { isPassing, retryDelayMs } from './retries.ts'

/** Opens the stream after the message at the cursor. */
export type Connect = (cursor: string | undefined) => Promise<AsyncIterable<StreamEvent>>

export interface FollowingOptions {
  readonly clock: Clock
  readonly signal: AbortSignal | undefined
  /** Attempts after the first that may fail in a row before it has been connected at all. */
  readonly firstRetriesMax: number
  /** Attempts that may fail in a row from then on. */
  readonly retriesMax: number
}

/** A stream that has lived for so long was a good one: the next attempt is a first attempt. */
const goodMs = 5_000

/** Moves `place` with every message. Throws what is not mended by trying again. */
export async function* readOn<Message>(
  place: Place,
  connect: Connect,
  { clock, signal, firstRetriesMax, retriesMax }: FollowingOptions,
): AsyncGenerator<Message, void, undefined> {
  for (let failures = 0; ; ) {
    const startedMs = clock.nowMs()
    let isGood = false
    let ending: unknown
    try {
      for await (const { id, data } of await connect(place.cursor)) {
        place.wasConnected = true
        place.cursor = id ?? place.cursor
        if (data === undefined) continue
        isGood = true
        yield JSON.parse(data) as Message
      }
      ending = new ConnectionError('The stream has ended.')
    } catch (error) {
      ending = error
    }
    signal?.throwIfAborted()
    if (isGood || clock.nowMs() - startedMs >= goodMs) failures = 0
    if (!isPassing(ending) || failures >= (place.wasConnected ? retriesMax : firstRetriesMax)) throw ending
    await clock.sleep(retryDelayMs(ending, failures, clock.random()), signal)
    failures += 1
  }
}
