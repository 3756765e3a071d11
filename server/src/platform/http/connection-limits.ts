// Places for those who stay connected: so many in all, so many for one of whoever they are counted by, such as an
// address. A place counts from the moment it is given, so that many who come at once get no more.
import { problem } from '../problems.ts'

export interface ConnectionLimitsOptions {
  readonly allMax: number
  readonly eachMax: number
  /** What somebody is told who has as many as they may. */
  readonly refusal: string
}

export type ConnectionLimits = ReturnType<typeof createConnectionLimits>

export interface ConnectionPermit {
  /** It is in use, and whoever uses it says when that ends. */
  keep(): void
  /** Gives the place back; a second time changes nothing. */
  release(): void
}

const retrySeconds = 10
/** A place that isn't used for so long was given to nobody: the request failed on its way out. */
const usedWithinMs = 5_000

export function createConnectionLimits({ allMax, eachMax, refusal }: ConnectionLimitsOptions) {
  const takenBy = new Map<string, number>()
  let count = 0

  function release(holder: string) {
    count--
    const left = (takenBy.get(holder) ?? 1) - 1
    if (left > 0) takenBy.set(holder, left)
    else takenBy.delete(holder)
  }

  return {
    /** Problems: overloaded, rate_limited. */
    acquire(holder: string): ConnectionPermit {
      if (count >= allMax)
        throw problem('overloaded', 'As many streams as this server can take are open.', {
          retryAfterSeconds: retrySeconds,
        })
      const taken = takenBy.get(holder) ?? 0
      if (taken >= eachMax) throw problem('rate_limited', refusal, { retryAfterSeconds: retrySeconds })
      count++
      takenBy.set(holder, taken + 1)
      let isReleased = false
      const releaseOnce = () => {
        clearTimeout(timer)
        if (!isReleased) release(holder)
        isReleased = true
      }
      const timer = setTimeout(releaseOnce, usedWithinMs).unref()
      return {
        keep: () => {
          clearTimeout(timer)
        },
        release: releaseOnce,
      }
    },

    count: () => count,
  }
}
