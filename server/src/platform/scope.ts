// Things that must be closed, closed in the opposite order of their opening.
export interface Closable { close(): Promise<void> | void }

export interface Scope {
  /** Hands the thing back and remembers to close it. */
  opened<Thing extends Closable>(thing: Thing): Thing
  onClose(close: () => Promise<void> | void): void
  /** Closes everything, last in first out, even when one of them fails; throws the first error at the end. */
  close(): Promise<void>
}

export function createScope(): Scope {
  const closers: (() => Promise<void> | void)[] = []
  return {
    opened(thing) {
      closers.push(() => thing.close())
      return thing
    },
    onClose(close) {
      closers.push(close)
    },
    async close() {
      const errors: unknown[] = []
      for (let closer = closers.pop(); closer; closer = closers.pop()) {
        try {
          await closer()
        } catch (error) {
          errors.push(error)
        }
      }
      if (errors.length > 0) throw errors[0]
    },
  }
}
