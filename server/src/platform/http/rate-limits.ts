// How much of what a caller may ask for: the quotas, what each is counted against, and what the answers say of it.
//
// An account is limited, not a seat: thousands of buyers may come in the same second, each is far from a quota of their
// own. Guesses at one account's password are limited wherever they come from, by a short window: whoever guesses keeps
// its owner from signing in for a minute at most after the last guess, never where its owner has been signed in lately,
// and never from using or refreshing a session.
// The fields are those of https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/.
import { hash } from 'node:crypto'
import { emailKeyOf } from '../../contract/emails.ts'
import type { Caller } from '../../contract/types.ts'
import { problem } from '../problems.ts'
import type { Count, Quota, WindowCounters } from '../redis/window-counters.ts'
import { neighbourhoodOf, networkOf } from './addresses.ts'

/** The contract's `x-evently-rate-limit`. */
export type RateLimitClass = 'auth' | 'read' | 'write' | 'none'

/** Requests a minute. The introduction of openapi/evently.yaml says the same. */
export const rateQuotas = {
  read: 1_200,
  write: 600,
  /** A box office or a partner acts for many buyers. */
  tradeRead: 12_000,
  tradeWrite: 6_000,
  anonymous: 1_200,
  auth: 120,
  account: 10,
  credentials: 100,
} as const

export type RateQuotas = Readonly<Record<keyof typeof rateQuotas, number>>

/** A request on its way: from where, and what the answer is to say of the limits. */
export interface RateLimitSubject {
  readonly address: string
  headers?: { readonly 'RateLimit-Policy': string; readonly RateLimit: string }
}

export interface RateLimits {
  /**
   * A token that was none. Throws rate_limited past the quota; whoever shows a good one from the same network isn't
   * kept out.
   */
  countGuess(counted: RateLimitSubject): void
  /** Counts a request; a promise only where Redis is asked. Throws or rejects with rate_limited. */
  take(limit: RateLimitClass, caller: Caller | undefined, counted: RateLimitSubject): Promise<void> | undefined
  /**
   * Counts an attempt at the password of the account of this name. Where the quota is used up, whoever is at home (in a
   * network that the account's owner uses) is counted apart: others' guesses don't keep the owner out. Rejects with
   * rate_limited.
   */
  takeAccount(name: string, counted: RateLimitSubject, isAtHome: () => Promise<boolean>): Promise<void>
}

const windowSeconds = 60

interface Policy extends Quota {
  readonly policy: string
}

const quota = (name: string, perMinute: number): Policy => ({
  name,
  quota: perMinute,
  windowSeconds,
  policy: `"${name}";q=${perMinute};w=${windowSeconds}`,
})

export function createRateLimits(counters: WindowCounters, quotas: RateQuotas = rateQuotas): RateLimits {
  const people = { read: quota('read', quotas.read), write: quota('write', quotas.write) }
  const trade = { read: quota('read', quotas.tradeRead), write: quota('write', quotas.tradeWrite) }
  const [anonymous, auth, account, credentials] = [
    quota('anonymous', quotas.anonymous),
    quota('auth', quotas.auth),
    quota('account', quotas.account),
    quota('credentials', quotas.credentials),
  ]

  function tell(of: Policy, { used, refused, resetSeconds }: Count, counted: RateLimitSubject) {
    const left = `"${of.name}";r=${refused ? 0 : Math.max(0, of.quota - used)};t=${resetSeconds}`
    const { headers } = counted
    counted.headers = headers
      ? {
          'RateLimit-Policy': `${headers['RateLimit-Policy']}, ${of.policy}`,
          RateLimit: `${headers.RateLimit}, ${left}`,
        }
      : { 'RateLimit-Policy': of.policy, RateLimit: left }
    if (refused)
      throw problem(
        'rate_limited',
        `More than ${of.quota} requests a minute (limit "${of.name}"); go on in ${resetSeconds} s.`,
        { retryAfterSeconds: resetSeconds },
      )
  }

  async function takeStrictly(of: Policy, key: string, counted: RateLimitSubject) {
    tell(of, await counters.countStrictly(of, key), counted)
  }

  return {
    countGuess(counted) {
      const count = counters.count(credentials, networkOf(counted.address))
      if (count.refused) tell(credentials, count, counted)
    },
    take(limit, caller, counted) {
      if (limit === 'none') return undefined
      if (limit === 'auth')
        return caller
          ? takeStrictly(account, caller.userId, counted)
          : takeStrictly(auth, networkOf(counted.address), counted)
      if (!caller) return void tell(anonymous, counters.count(anonymous, networkOf(counted.address)), counted)
      const of = (caller.kind === 'api_key' || caller.role !== 'attendee' ? trade : people)[limit]
      return void tell(of, counters.count(of, caller.kind === 'api_key' ? caller.credentialId : caller.userId), counted)
    },
    async takeAccount(name, counted, isAtHome) {
      // Hashed: no address of anybody's mail is kept in Redis.
      const key = hash('sha256', emailKeyOf(name), 'base64url')
      const count = await counters.countStrictly(account, key)
      if (count.refused && (await isAtHome()))
        return takeStrictly(account, `${key} ${neighbourhoodOf(counted.address)}`, counted)
      tell(account, count, counted)
    },
  }
}
