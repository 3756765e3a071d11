// Bounds how much of one kind is done at once.

export type Turns = ReturnType<typeof createTurns>

/** At most `atOnceMax` pieces of work run at once; the others wait, and begin in the order in which they came. */
export function createTurns(atOnceMax: number) {
  const waiting: (() => void)[] = []
  let running = 0

  return async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    // Whoever ends hands its turn over, so that nobody who comes just then is faster.
    if (running >= atOnceMax) await new Promise<void>(resolve => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
