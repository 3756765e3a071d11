// Pure decisions about reservations and bookings: how a hold looks from outside, how long to wait, what can be
// cancelled.

type HoldState = 'held' | 'confirming' | 'sold' | 'expired' | 'released' | 'returned'
export type ReservationStatus = 'held' | 'confirming' | 'confirmed' | 'expired' | 'released'

/**
 * A hold past its end shows as expired, even if no sweep has run. A returned one was confirmed, whatever came after.
 */
export function reservationStatusOf({
  state,
  leftMs,
}: {
  readonly state: HoldState
  readonly leftMs: number
}): ReservationStatus {
  switch (state) {
    case 'held':
      return leftMs > 0 ? 'held' : 'expired'
    case 'sold':
    case 'returned':
      return 'confirmed'
    default:
      return state
  }
}

/** How long the recovery job leaves a booking to the request that made it, unless said otherwise. */
export const recoverySecondsDefault = 8
/** With more than this, what a crash left behind could take longer than the 30 s that are promised. */
export const recoverySecondsMax = 12

/** Everything about leases that goes with it, so that a test may hurry all of it and keep the proportions. */
export const recoveryTimings = (recoverySeconds: number) => ({
  graceSeconds: recoverySeconds,
  /**
   * A running saga has this long until another may take over: longer than one call to the provider and what it waits
   * before renewing.
   */
  leaseSeconds: recoverySeconds * 1.2,
  /**
   * A lease this old is renewed before the provider is asked: one call takes at most `providerTimeoutMs`, and the lease
   * outlasts both.
   */
  leaseAgeMsMax: (recoverySeconds * 1_000) / 3,
  /** When the recovery job looks again at a booking that a run could not settle. */
  pendingRetryMs: (recoverySeconds * 1_000) / 3,
  recoverEveryMs: (recoverySeconds * 1_000) / 3,
  providerTimeoutMs: (recoverySeconds * 2_000) / 3,
  /**
   * Passed by the time a recovery has asked a silent provider once more, so that no further turn is needed to close the
   * key.
   */
  unknownMsMax: recoverySeconds * 1_800,
})

/**
 * The longest that a booking can take from a crash to its end, while the provider answers questions but never the
 * request to pay: the lease runs out, the job comes by (± 10 %), looks, asks once more in vain, looks again and closes
 * the key.
 */
export function recoveredMsMax(recoverySeconds: number): number {
  const { leaseSeconds, recoverEveryMs, providerTimeoutMs } = recoveryTimings(recoverySeconds)
  return (
    leaseSeconds * 1_000 +
    recoverEveryMs * 1.1 +
    2 * lookupPausesMs.reduce((sum, pause) => sum + pause * 1.1, 0) +
    providerTimeoutMs
  )
}

/** How long to wait before each look at a payment that the provider doesn't know yet. */
export const lookupPausesMs = [0, 100, 300]

/** A refund that fails is tried again this often at most: for about a day. */
const attemptsMax = 30
const retryMsMin = 5_000
const retryMsMax = 3_600_000

/**
 * When to try again after `attempts` failures: twice as long each time, an hour at most; undefined when it is enough.
 */
export function retryDelayMs(attempts: number): number | undefined {
  return attempts >= attemptsMax ? undefined : Math.min(retryMsMax, retryMsMin * 2 ** attempts)
}

/**
 * How it goes on with a refund that has not succeeded, after `attempts` earlier ones: failing for a day, it is for a
 * person to look at. One that isn't answered is asked for as long as it takes: nobody could say more than the provider
 * itself.
 */
export function afterRefund(
  outcome: 'failed' | 'pending',
  attempts: number,
): { readonly status: 'failed' | 'pending' | 'needs_attention'; readonly retryDelayMs: number | undefined } {
  const delayMs = retryDelayMs(attempts)
  if (outcome === 'failed')
    return { status: delayMs === undefined ? 'needs_attention' : 'failed', retryDelayMs: delayMs }
  return { status: 'pending', retryDelayMs: delayMs ?? retryMsMax }
}

/** A booking can be cancelled until its event begins. */
export const isCancellable = (status: string, { hasBegun }: { readonly hasBegun: boolean }) =>
  status === 'confirmed' && !hasBegun
