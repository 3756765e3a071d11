// Many callers, one statement: what arrives while a batch is under way goes into the next.
import type { Span } from '@opentelemetry/api'
import { currentSpan, inBatchSpan } from './observability/tracing.ts'
import { isFaultOfData } from './postgres/sqlstates.ts'
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

interface QueuedItem<Item, Result> {
  readonly item: Item
  readonly span: Span | undefined
  resolve(result: Result): void
  reject(error: unknown): void
}

/**
 * A function that takes one item and settles with its batch. Never delays: a batch starts as soon as the one before it
 * is done, so batches grow only as fast as the load does. `write` answers in the order of its items, and is all or
 * nothing; where the fault is one item's, only that one fails (`settleTogether`). Problems: overloaded.
 */
export function inBatches<Item, Result>(
  write: (items: readonly Item[]) => Promise<readonly Result[]>,
  { batchMax = 250, queueMax = 10_000, name = 'other' }: BatchLimits = {},
) {
  const counted = queueNamed(name)
  const spanName = `batch ${name}`
  const queue: QueuedItem<Item, Result>[] = []
  let draining: Promise<void> | undefined

  async function drain() {
    await Promise.resolve() // what the same turn of the event loop still brings belongs into the first batch
    while (queue.length > 0) {
      const batch = queue.splice(0, batchMax)
      settleEach(
        batch,
        await inBatchSpan(spanName, { 'evently.batch.size': batch.length }, batch, () =>
          settleTogether(
            batch.map(({ item }) => item),
            write,
          ),
        ),
      )
      counted.waiting -= batch.length
    }
    draining = undefined
  }

  return (item: Item): Promise<Result> => {
    if (queue.length >= queueMax) return Promise.reject(problem('overloaded', undefined, { retryAfterSeconds: 1 }))
    return new Promise((resolve, reject) => {
      queue.push({ item, span: currentSpan(), resolve, reject })
      counted.waiting++
      draining ??= drain()
    })
  }
}

/**
 * Writes all items together. When that fails by what one of them may be guilty of, its halves are written apart, and
 * theirs, until the item at fault stands alone: nobody's failure is another's, and a batch of n with one such item
 * costs 2 log2 n more writes. Any other failure (a lost connection, a full disk) is that of all who are not written
 * yet, and nothing is written twice. `isOfOneItem` tells the two apart.
 */
export async function settleTogether<Item, Result>(
  items: readonly Item[],
  write: (items: readonly Item[]) => Promise<readonly Result[]>,
  isOfOneItem: (error: unknown) => boolean = isDataFault,
): Promise<readonly PromiseSettledResult<Result>[]> {
  try {
    const results = await write(items)
    return items.map((_, n) => ({ status: 'fulfilled', value: results[n]! }))
  } catch (error) {
    if (items.length === 1 || !isOfOneItem(error)) return items.map(() => ({ status: 'rejected', reason: error }))
    const middle = Math.ceil(items.length / 2)
    // One after the other: whoever came first is written first.
    const first = await settleTogether(items.slice(0, middle), write, isOfOneItem)
    const everybodys = first.find(outcome => outcome.status === 'rejected' && !isOfOneItem(outcome.reason))
    return [
      ...first,
      ...(everybodys
        ? items.slice(middle).map(() => everybodys)
        : await settleTogether(items.slice(middle), write, isOfOneItem)),
    ]
  }
}

/** Hands each of those who wait their own outcome. */
export function settleEach<Result>(
  waiting: readonly Pick<QueuedItem<unknown, Result>, 'resolve' | 'reject'>[],
  outcomes: readonly PromiseSettledResult<Result>[],
) {
  waiting.forEach(({ resolve, reject }, n) => {
    const outcome = outcomes[n]!
    if (outcome.status === 'fulfilled') resolve(outcome.value)
    else reject(outcome.reason)
  })
}

/** A fault of ours in what was to be written, found before anything was sent: it may be one item's. */
export class NothingWritten extends Error {}

const isDataFault = (error: unknown) => error instanceof NothingWritten || isFaultOfData(error)
