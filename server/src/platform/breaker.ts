// A breaker before a store that helps and may be away: after a few failures nobody waits for it, until it has answered
// a probe.
import CircuitBreaker from 'opossum'

export interface BreakerOptions {
  /**
   * A small piece of work that shows whether the store answers. While the breaker is open, one at a time is all that is
   * asked of it.
   */
  readonly probe: () => Promise<unknown>
  readonly probeEveryMs: number
  /** What does not show that the store is away: it has answered. */
  readonly isAnswer: (error: Error) => boolean
  /** Beyond this a piece of work has failed; undefined where it has a time-out of its own. */
  readonly timeoutMs?: number
  /** It opens when of three calls or more within so many milliseconds more than half have failed. */
  readonly windowMs: number
  /** And when so many have failed one after the other, for what fails too slowly to fill a window. */
  readonly failuresInARowMax?: number
  readonly onOpen?: () => void
  readonly onClose?: () => void
}

export interface Breaker {
  /** Does the work, or rejects at once while the breaker is open (`isRefusedByBreaker`). */
  run<Result>(work: () => Promise<Result>): Promise<Result>
  isOpen(): boolean
  close(): void
}

const callsMin = 3

export function createBreaker({
  probe,
  probeEveryMs,
  isAnswer,
  timeoutMs,
  windowMs,
  failuresInARowMax = Infinity,
  onOpen,
  onClose,
}: BreakerOptions): Breaker {
  const breaker = new CircuitBreaker((work: () => Promise<unknown>) => work(), {
    timeout: timeoutMs ?? false,
    resetTimeout: probeEveryMs,
    errorThresholdPercentage: 50,
    volumeThreshold: callsMin,
    rollingCountTimeout: windowMs,
    rollingCountBuckets: 4,
    errorFilter: isAnswer,
  })
  let failures = 0
  let isBroken = false
  breaker.on('success', () => {
    failures = 0
  })
  breaker.on('failure', () => {
    if (++failures >= failuresInARowMax) breaker.open()
  })
  // It would let the next caller through to try; nobody is to wait, so the one that tries is the probe.
  breaker.on('halfOpen', () => {
    breaker.fire(probe).catch(() => {})
  })
  breaker.on('open', () => {
    if (!isBroken) onOpen?.() // it opens again after each probe that gets no answer
    isBroken = true
  })
  breaker.on('close', () => {
    isBroken = false
    failures = 0
    onClose?.()
  })

  return {
    run: work => breaker.fire(work) as Promise<never>,
    isOpen: () => isBroken,
    close: () => {
      breaker.shutdown()
    },
  }
}

/** Whether this was not done because a breaker is open. */
export const isRefusedByBreaker = (error: unknown) => (error as { code?: unknown } | undefined)?.code === 'EOPENBREAKER'
