// Several things done at once, never more than so many.

export interface InParallelOptions {
  readonly atOnceMax: number
  /** Aborted: nothing more is begun, and what is under way is waited for. */
  readonly signal?: AbortSignal
}

/**
 * Does `work` with everything that `source` has, taking each one when a place is free. The first that fails ends it:
 * what is under way is waited for, and then that failure is thrown.
 */
export async function inParallel<Item>(
  source: Iterable<Item> | AsyncIterable<Item>,
  { atOnceMax, signal }: InParallelOptions,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const items = iteratorOf(source)
  const failures: unknown[] = []
  const goOn = () => failures.length === 0 && !signal?.aborted

  async function takeTurns(): Promise<void> {
    while (goOn()) {
      const next = await items.next()
      if (next.done || !goOn()) return
      await work(next.value)
    }
  }

  const turns = Array.from({ length: atOnceMax }, () =>
    takeTurns().catch((error: unknown) => {
      failures.push(error)
    }),
  )
  await Promise.all(turns)
  await items.return?.()
  if (failures.length > 0) throw failures[0]
}

const iteratorOf = <Item>(source: Iterable<Item> | AsyncIterable<Item>) =>
  Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]()
