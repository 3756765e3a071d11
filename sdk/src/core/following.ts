// What a method returns that follows something as it grows: it connects again after whatever ends the stream, and goes
// on after the last message that its reader has got.
import type { Clock } from './clock.ts'
import { ConnectionError } from './errors.ts'
import type { StreamEvent } from './event-stream.ts'
import { isPassing, retryDelayMs } from './retries.ts'

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

/**
 * Iterated: every message, in order, none left out and none twice, across lost connections and restarts of the server.
 * Iterated again, it goes on where it was left. Throws what is not mended by trying again, such as `activity_gone`.
 */
export class Following<Message> implements AsyncIterable<Message> {
  readonly #connect: (cursor: string | undefined) => Promise<AsyncIterable<StreamEvent>>
  readonly #options: FollowingOptions
  #cursor: string | undefined
  #wasConnected = false

  constructor(connect: (cursor: string | undefined) => Promise<AsyncIterable<StreamEvent>>, options: FollowingOptions) {
    this.#connect = connect
    this.#options = options
  }

  /**
   * The position after the message that was got last. Keep it once you have done what the message asks for, and go on
   * with `after` when your program starts again. `undefined` until the server has told the first.
   */
  get cursor(): string | undefined {
    return this.#cursor
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Message, void, undefined> {
    const { clock, signal } = this.#options
    for (let failures = 0; ; ) {
      const startedMs = clock.nowMs()
      let isGood = false
      let ending: unknown
      try {
        for await (const { id, data } of await this.#connect(this.#cursor)) {
          this.#wasConnected = true
          this.#cursor = id ?? this.#cursor
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
      if (!isPassing(ending) || failures >= this.#failuresMax) throw ending
      await clock.sleep(retryDelayMs(ending, failures, clock.random()), signal)
      failures += 1
    }
  }

  get #failuresMax(): number {
    return this.#wasConnected ? this.#options.retriesMax : this.#options.firstRetriesMax
  }
}
