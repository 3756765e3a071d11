// Places for streams: so many in all, so many from one address. A place counts from the moment it is given, so that
// many who come at once get no more.
import { problem } from '../../../platform/problems.ts'

export interface ConnectionLimitsOptions {
  readonly streamsMax: number
  readonly streamsPerAddressMax: number
}

export interface ConnectionPermit {
  /** The stream is open and says itself when it ends. */
  keep(): void
  /** Gives the place back; a second time changes nothing. */
  release(): void
}

const retrySeconds = 10
/** A place whose stream isn't opened for so long was given to nobody: the request failed on its way out. */
const openedWithinMs = 5_000

export function createConnectionLimits({ streamsMax, streamsPerAddressMax }: ConnectionLimitsOptions) {
  const perAddress = new Map<string, number>()
  let count = 0

  function release(address: string) {
    count--
    const left = (perAddress.get(address) ?? 1) - 1
    if (left > 0) perAddress.set(address, left)
    else perAddress.delete(address)
  }

  return {
    /** Problems: overloaded, rate_limited. */
    acquire(address: string): ConnectionPermit {
      if (count >= streamsMax)
        throw problem('overloaded', 'As many streams as this server can take are open.', {
          retryAfterSeconds: retrySeconds,
        })
      const taken = perAddress.get(address) ?? 0
      if (taken >= streamsPerAddressMax)
        throw problem('rate_limited', `At most ${streamsPerAddressMax} streams may be open from one address.`, {
          retryAfterSeconds: retrySeconds,
        })
      count++
      perAddress.set(address, taken + 1)
      let isReleased = false
      const releaseOnce = () => {
        clearTimeout(timer)
        if (!isReleased) release(address)
        isReleased = true
      }
      const timer = setTimeout(releaseOnce, openedWithinMs).unref()
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
