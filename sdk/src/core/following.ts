// What a method returns that follows something as it grows. What reads it is loaded when it is first iterated.
import type { Clock } from './clock.ts'
import type { StreamEvent } from './event-stream.ts'

export interface FollowingOptions {
  readonly clock: Clock
  readonly signal: AbortSignal | undefined
  /** Attempts after the first that may fail in a row before it has been connected at all. */
  readonly firstRetriesMax: number
  /** Attempts that may fail in a row from then on. */
  readonly retriesMax: number
}

/** Opens the stream after the message at the cursor. */
export type Connect = (cursor: string | undefined) => Promise<AsyncIterable<StreamEvent>>

/** How far it was read. */
export interface Place {
  /** Undefined before the server has told the first. */
  cursor: string | undefined
  wasConnected: boolean
}

/**
 * Iterated: every message, in order, none left out and none twice, across lost connections and restarts of the server.
 * Iterated again, it goes on where it was left. Throws what is not mended by trying again, such as `activity_gone`.
 */
export class Following<Message> implements AsyncIterable<Message> {
  readonly #place: Place = { cursor: undefined, wasConnected: false }
  readonly #connect: Connect
  readonly #options: FollowingOptions

  constructor(connect: Connect, options: FollowingOptions) {
    this.#connect = connect
    this.#options = options
  }

  /**
   * The position after the message that was got last. Keep it once you have done what the message asks for, and go on
   * with `after` when your program starts again. `undefined` until the server has told the first.
   */
  get cursor(): string | undefined {
    return this.#place.cursor
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Message, void, undefined> {
    yield* (await import('./lazily.ts')).readOn<Message>(this.#place, this.#connect, this.#options)
  }
}
