// When people who are erased are told of to the other domains, again and again until it is done.

/**
 * Then it is told once more: whatever was under way when it was asked for (a request, a purchase, an access token of a
 * session that has ended) is over, and what it has written since is erased too.
 */
export const finalSeconds = 20 * 60

const moreSeconds = 1
const retrySecondsMin = 2
const retrySecondsMax = 300

/** When it goes on: undefined when nothing is left to do. */
export function nextSeconds(
  outcome: 'done' | 'more' | 'failed',
  { attempts, ageSeconds }: { readonly attempts: number; readonly ageSeconds: number },
): number | undefined {
  switch (outcome) {
    case 'more':
      return moreSeconds
    case 'failed':
      return Math.min(retrySecondsMax, retrySecondsMin * 2 ** Math.min(attempts, 20))
    case 'done':
      return ageSeconds >= finalSeconds ? undefined : finalSeconds - ageSeconds
  }
}
