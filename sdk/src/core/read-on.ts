// Reading what is followed: it connects again after whatever ends the stream, and goes on after the last message that
// its reader has got.
import type { Connection } from './connection.ts'
import type { RequestOptions } from './contract.ts'
import { readEvents } from './event-stream.ts'
import type { Place } from './following.ts'
import type { OpenAnswer } from './http.ts'
import type { Shared } from './shared.ts'

/** Opens the stream after the message at the cursor. */
export type Open = (cursor: string | undefined) => Promise<OpenAnswer>

/** A stream that has lived for so long was a good one: the next attempt is a first attempt. */
const goodMs = 5_000

/** The server says something every 15 seconds: a stream that is silent for so long is dead. */
const silentMsMax = 45_000

/**
 * Moves `place` with every message. Throws what is not mended by trying again. The client's own `retriesMax` bounds the
 * attempts in a row before it has been connected at all, that of the options later ones too.
 */
export async function* readOn<Message>(
  shared: Shared,
  place: Place,
  open: Open,
  { clock, retriesMax: ownMax }: Pick<Connection, 'clock' | 'retriesMax'>,
  { signal, retriesMax }: RequestOptions,
): AsyncGenerator<Message, void, undefined> {
  const { ConnectionError, isPassing, retryDelayMs } = shared
  for (let failures = 0; ; ) {
    const startedMs = clock.nowMs()
    let isGood = false
    let ending: unknown
    try {
      for await (const { id, data } of readEvents(shared, await open(place.cursor), { silentMsMax })) {
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
    if (!isPassing(ending) || failures >= (retriesMax ?? (place.wasConnected ? Infinity : ownMax))) throw ending
    await clock.sleep(retryDelayMs(ending, failures, clock.random()), signal)
    failures += 1
  }
}
