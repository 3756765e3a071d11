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
