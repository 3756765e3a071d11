// How many seats were sold in the last minute, from what was seen of them.

const windowMs = 60_000

export interface SoldRate {
  /** So many seats are sold at this time. */
  see(soldSeats: number, nowMs: number): void
  /** Sold within the last minute; less than none, where more were given back. Undefined before the second sight. */
  lastMinute(nowMs: number): number | undefined
}

export function createSoldRate(): SoldRate {
  const seen: { readonly ms: number; readonly soldSeats: number }[] = []
  return {
    see(soldSeats, nowMs) {
      seen.push({ ms: nowMs, soldSeats })
      // One sight from before the window is kept: it says how it stood when the window began.
      while (seen.length > 2 && seen[1]!.ms <= nowMs - windowMs) seen.shift()
    },
    lastMinute(nowMs) {
      if (seen.length < 2) return undefined
      const before = seen.findLast(({ ms }) => ms <= nowMs - windowMs) ?? seen[0]!
      return seen.at(-1)!.soldSeats - before.soldSeats
    },
  }
}
