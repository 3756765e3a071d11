// Lines that a fault may repeat thousands of times a second: so many are written, and the next one says how many were
// not.

/**
 * Returns a function that says whether a line may be written now: undefined if not, else what the line has to tell of
 * those left out.
 */
export function createLineBound({ linesPerSecondMax }: { readonly linesPerSecondMax: number }) {
  let second = 0
  let lines = 0
  let untold = 0

  return function room(): { readonly untold?: number } | undefined {
    const now = Math.floor(performance.now() / 1_000)
    if (now !== second) [second, lines] = [now, 0]
    if (lines >= linesPerSecondMax) {
      untold++
      return undefined
    }
    lines++
    const untoldLines = untold > 0 ? { untold } : {}
    untold = 0
    return untoldLines
  }
}
