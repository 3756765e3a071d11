// One question at a time: whoever asks it while it is being answered gets that answer too. For answers that are kept
// then, lru-cache's `fetch` does the same and is used (users/remote.ts, bookings/access.ts). These are not kept, or go
// to a cache whose versions decide what is newer (inventory/projections/).

/** Asks once for all who ask with the same key at the same time. Nothing is kept once the answer is there. */
export function singleFlight<Result>(ask: (key: string) => Promise<Result>): (key: string) => Promise<Result> {
  const running = new Map<string, Promise<Result>>()
  return key => {
    const known = running.get(key)
    if (known) return known
    const answer = ask(key).finally(() => {
      running.delete(key)
    })
    running.set(key, answer)
    return answer
  }
}

/** The same for work without a key. */
export function oneAtATime<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined
  return () =>
    (running ??= work().finally(() => {
      running = undefined
    }))
}

/**
 * The same for work whose answer must not be older than the question: whoever asks while it is being done waits for the
 * next turn, and shares it with all others who wait.
 */
export function nextTurn<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<unknown> = Promise.resolve()
  let waiting: Promise<Result> | undefined
  return () =>
    (waiting ??= running.then(() => {
      waiting = undefined
      const answer = work()
      running = answer.catch(() => {}) // the next turn is its own
      return answer
    }))
}
