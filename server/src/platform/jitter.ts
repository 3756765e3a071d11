// Pauses that differ a little each time, so that many who wait do not all come back at once.

/** The pause, up to this share of it shorter or longer. */
export const jittered = (ms: number, share = 0.1): number => ms * (1 - share + 2 * share * Math.random())
