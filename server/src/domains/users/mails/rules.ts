// How mails about accounts are tried again, and how long their tokens are good for.

export const tokenMinutes = 30
/** So many mails with a token that is good may lie in somebody's inbox: who asks for more gets none. */
export const tokensGoodMax = 5

/** What is older has lost its sense. */
const triedSecondsMax = 24 * 3_600
const retrySecondsMin = 5
const retrySecondsMax = 15 * 60

/** When a mail is tried again after so many failures: twice as long each time; undefined: it is given up. */
export function retrySeconds({ attempts, ageSeconds }: { attempts: number; ageSeconds: number }): number | undefined {
  if (ageSeconds >= triedSecondsMax) return undefined
  return Math.min(retrySecondsMax, retrySecondsMin * 2 ** (attempts - 1))
}
