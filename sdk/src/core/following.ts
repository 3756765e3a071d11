// What a method returns that follows something as it grows.

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
  readonly #read: (place: Place) => AsyncGenerator<Message, void, undefined>

  /** `read` goes on from the place, and moves it with every message. */
  constructor(read: (place: Place) => AsyncGenerator<Message, void, undefined>) {
    this.#read = read
  }

  /**
   * The position after the message that was got last. Keep it once you have done what the message asks for, and go on
   * with `after` when your program starts again. `undefined` until the server has told the first.
   */
  get cursor(): string | undefined {
    return this.#place.cursor
  }

  [Symbol.asyncIterator](): AsyncGenerator<Message, void, undefined> {
    return this.#read(this.#place)
  }
}
