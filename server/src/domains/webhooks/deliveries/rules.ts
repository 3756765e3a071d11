// When a delivery is tried again, and what an answer means: pure decisions.

/** A message is tried for so long; an endpoint that nothing has arrived at for so long is disabled. */
export const triedSecondsMax = 3 * 24 * 3_600
/** After the first failure, the second, and so on; then always after the last of them. */
const pauses = [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800] as const
/** Each pause, up to this share of it shorter or longer: what failed together doesn't come back together. */
const jitterShare = 0.2
/** So many failures in a row, and an endpoint is sent one message at a time, with a pause after each failure. */
export const failuresBeforePause = 5
/** A quarter of the time since it began to fail: a second at least, this at most, up to a fifth shorter or longer. */
export const pauseSecondsMax = 300
/** Failures in a row are counted so far. */
export const failuresMax = 1_000
/** Messages to one endpoint that are under way at the same time, in one process. */
const sendingMax = 20
/** In all of them. More than one process has: a process that dies leaves its places taken until their leases end. */
const sendingOverAllMax = 100

/** How many messages may be under way to an endpoint that has failed so often in a row. */
export const sendingMaxOf = (failures: number): { readonly here: number; readonly overAll: number } =>
  failures >= failuresBeforePause ? { here: 1, overAll: 1 } : { here: sendingMax, overAll: sendingOverAllMax }

/** Longer than that no endpoint is waited for, whatever it asks. */
export const retryAfterSecondsMax = 12 * 3_600

export interface Tried {
  /** This time too. */
  readonly tries: number
  /** Since the first time. */
  readonly ageSeconds: number
  /** What the endpoint asked for. */
  readonly retryAfterSeconds?: number | undefined
}

/**
 * Seconds until a delivery is tried again; undefined: it is given up. `random` is from 0 to 1. The last try comes when
 * the three days are over, not before.
 */
export function retrySeconds({ tries, ageSeconds, retryAfterSeconds = 0 }: Tried, random: number): number | undefined {
  if (ageSeconds >= triedSecondsMax) return undefined
  const pause = pauses[Math.min(tries, pauses.length) - 1]!
  const jittered = pause * (1 - jitterShare + 2 * jitterShare * random)
  return Math.max(Math.min(jittered, triedSecondsMax - ageSeconds), retryAfterSeconds)
}

/**
 * The seconds of a Retry-After header, which are a number or a time (RFC 9110 §10.2.3), and no more than
 * `retryAfterSecondsMax`; undefined where it says nothing that counts. A time is compared with the answer's own Date.
 */
export function retryAfterSecondsOf(
  retryAfter: string | undefined,
  date: string | undefined,
  nowMs: number,
): number | undefined {
  if (retryAfter === undefined) return undefined
  const text = retryAfter.trim()
  const seconds = /^\d{1,15}$/.test(text) ? Number(text) : secondsUntil(text, date, nowMs)
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, retryAfterSecondsMax) : undefined
}

function secondsUntil(time: string, date: string | undefined, nowMs: number): number {
  const answeredMs = Date.parse(date ?? '')
  return (Date.parse(time) - (Number.isNaN(answeredMs) ? nowMs : answeredMs)) / 1_000
}

export const isDelivered = (status: number | undefined) => status !== undefined && status >= 200 && status <= 299
export const isGone = (status: number | undefined) => status === 410
