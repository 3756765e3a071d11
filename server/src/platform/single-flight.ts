// One question at a time: whoever asks it while it is being answered gets that answer too.

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
