// Things that must be closed, closed in the opposite order of their opening.
export interface Closable {
  close(): Promise<void> | void
}

export interface Scope {
  /** Hands the thing back and remembers to close it. */
  opened<Thing extends Closable>(thing: Thing, name?: string): Thing
  onClose(close: () => Promise<void> | void, name?: string): void
  /** What is still open, the next to be closed first: whoever waits too long for `close` can say for what. */
  open(): readonly string[]
  /**
   * Closes everything, last in first out, even when one of them fails; throws the first error at the end. Another call
   * waits for the first.
   */
  close(): Promise<void>
}

export function createScope(): Scope {
  const closers: { readonly name: string; readonly close: () => Promise<void> | void }[] = []
  let closing: Promise<void> | undefined

  async function closeAll() {
    const errors: unknown[] = []
    for (let closer = closers.at(-1); closer; closers.splice(closers.indexOf(closer), 1), closer = closers.at(-1)) {
      try {
        await closer.close()
      } catch (error) {
        errors.push(error)
      }
    }
    closing = undefined
    if (errors.length > 0) throw errors[0]
  }

  return {
    opened(thing, name = 'something') {
      closers.push({ name, close: () => thing.close() })
      return thing
    },
    onClose(close, name = 'something') {
      closers.push({ name, close })
    },
    open: () => closers.map(({ name }) => name).reverse(),
    close: () => (closing ??= closeAll()),
  }
}
