// A list worked through two at a time: while a store writes one thing, the next is made ready.
import { setImmediate as nextTick } from 'node:timers/promises'

/**
 * Calls `work` for each of the things, for two of them at once at most. Rejects with the first failure, once what was
 * begun has ended; nothing more is begun then.
 */
export async function twoAtATime<Thing>(things: Iterable<Thing>, work: (thing: Thing) => Promise<void>): Promise<void> {
  let earlier: Promise<void> = Promise.resolve()
  let last: Promise<void> = Promise.resolve()
  try {
    for (const thing of things) {
      await earlier
      earlier = last
      last = work(thing)
      last.catch(() => {}) // waited for below, or a turn later
      await nextTick() // what it asks of the store is on its way before the next is made ready
    }
    await earlier
    await last
  } finally {
    await Promise.allSettled([earlier, last])
  }
}
