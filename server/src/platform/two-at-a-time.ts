// A sequence worked through two at a time: while a store writes one thing, the next is made ready.

/**
 * Calls `work` for each of the things, for two of them at once at most. Rejects with the first failure, once what was
 * begun has ended; nothing more is begun then.
 */
export async function twoAtATime<Thing>(
  things: AsyncIterable<Thing>,
  work: (thing: Thing) => Promise<void>,
): Promise<void> {
  let earlier: Promise<void> = Promise.resolve()
  let last: Promise<void> = Promise.resolve()
  try {
    for await (const thing of things) {
      await earlier
      earlier = last
      last = work(thing)
      last.catch(() => {}) // waited for below, or a turn later
    }
    await earlier
    await last
  } finally {
    await Promise.allSettled([earlier, last])
  }
}
