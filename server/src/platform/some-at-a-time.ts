// A list worked through a few at a time: while a store writes one thing, the next is made ready.
import { setImmediate as nextTick } from 'node:timers/promises'

/**
 * Calls `work` for each of the things in turn, for `atOnceMax` of them at once at most; each waits for the one that
 * was begun as many before it. Rejects with the first failure, once what was begun has ended; nothing more is begun
 * then.
 */
export async function someAtATime<Thing>(
  things: Iterable<Thing> | AsyncIterable<Thing>,
  atOnceMax: number,
  work: (thing: Thing) => Promise<void>,
): Promise<void> {
  const begun: Promise<void>[] = []
  try {
    for await (const thing of things) {
      if (begun.length === atOnceMax) await begun.shift()
      const last = work(thing)
      last.catch(() => {}) // waited for below, or a turn later
      begun.push(last)
      await nextTick() // what it asks of the store is on its way before the next is made ready
    }
    for (const each of begun) await each
  } finally {
    await Promise.allSettled(begun)
  }
}
