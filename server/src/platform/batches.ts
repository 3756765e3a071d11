// Many callers, one statement: what arrives while a batch is under way goes into the next.
import { problem } from './problems.ts'

export interface BatchLimits {
  readonly batchMax?: number
  readonly queueMax?: number
  /** What its queue is called in the metrics. */
  readonly name?: string
}

/** How many items wait or are being written in this process, by the name of their queue. */
export const batchQueues = new Map<string, { waiting: number }>()

function queueNamed(name: string) {
  const known = batchQueues.get(name) ?? { waiting: 0 }
  batchQueues.set(name, known)
  return known
}

interface Waiting<Item, Result> { readonly item: Item; resolve(result: Result): void; reject(error: unknown): void }

/**
 * A function that takes one item and settles with its batch. Never delays: a batch starts as soon as the one before it is
 * done, so batches grow only as fast as the load does. `write` answers in the order of its items, and is all or nothing:
 * when PostgreSQL refuses it, each of its items is tried once more alone, so that the fault of one is not the others'.
 * Problems: overloaded.
 */
export function inBatches<Item, Result>(write: (items: readonly Item[]) => Promise<readonly Result[]>, { batchMax = 250, queueMax = 10_000, name = 'other' }: BatchLimits = {}) {
  const counted = queueNamed(name)
  const queue: Waiting<Item, Result>[] = []
  let draining: Promise<void> | undefined

  async function drain() {
    await Promise.resolve() // what the same turn of the event loop still brings belongs into the first batch
    while (queue.length > 0) {
      const batch = queue.splice(0, batchMax)
      await settle(batch)
      counted.waiting -= batch.length
    }
    draining = undefined
  }

  async function settle(batch: readonly Waiting<Item, Result>[]) {
    try {
      const results = await write(batch.map(({ item }) => item))
      batch.forEach(({ resolve }, n) => resolve(results[n]!))
    } catch (error) {
      if (batch.length === 1 || !isRefusal(error)) for (const { reject } of batch) reject(error)
      else for (const each of batch) await settle([each])
    }
  }

  return (item: Item): Promise<Result> => {
    if (queue.length >= queueMax) return Promise.reject(problem('overloaded', undefined, { retryAfterSeconds: 1 }))
    return new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject })
      counted.waiting++
      draining ??= drain()
    })
  }
}

/** PostgreSQL has answered, and nothing has been written; after a broken connection nobody knows. */
const isRefusal = (error: unknown) => (error as { severity?: string } | undefined)?.severity === 'ERROR'
