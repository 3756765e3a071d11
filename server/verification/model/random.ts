// Chance that can be repeated: the same seed draws the same numbers, on every machine.

/** Draws whole numbers from 0 to just below `below`. */
export type Draw = (below: number) => number

/** Mulberry32: 32 bits of state, far longer than a scenario needs, and a few nanoseconds a number. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
