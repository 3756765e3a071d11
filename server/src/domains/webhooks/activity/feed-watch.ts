// Tells those who wait for messages of an account that there may be new ones. They hold no connection: one statement a
// process, every quarter of a second while somebody waits, asks whose messages have been appended by whichever process.
// What this process appends is looked for at once.
import type { Logger } from 'pino'
import { setTimeout as delay } from 'node:timers/promises'
import type { FeedQueries } from './feed-queries.ts'

/** Something was appended in this process: resolves then, or when the time is up, or when the signal is aborted. */
export type NextAppended = (signal: AbortSignal, timeoutMs: number) => Promise<void>

export interface FeedWatchOptions {
  readonly changesAfter: FeedQueries['changesAfter']
  /** Undefined: it is looked for at every turn alone. */
  readonly nextAppended?: NextAppended | undefined
  readonly log: Logger
  readonly lookEveryMs?: number
}

export type FeedWatch = ReturnType<typeof createFeedWatch>

const lookEveryMsUsually = 250
/** However much is appended in this process, it is not asked more often. */
const pauseMs = 25

export function createFeedWatch({
  changesAfter,
  nextAppended = elapsed,
  log,
  lookEveryMs = lookEveryMsUsually,
}: FeedWatchOptions) {
  const waiting = new Map<string, Set<() => void>>()
  const closing = new AbortController()
  /** Whoever waits has read up to here at least. */
  let seen = 0
  let running: Promise<void> | undefined
  let isBehind = false

  /**
   * Calls back once, as soon as there may be messages of the account after the place `after`: who is called reads, and
   * waits again. Also when the process stops. Answers how to take that back.
   */
  function wait(accountId: string, after: number, wake: () => void): () => void {
    if (waiting.size === 0) seen = after
    const isLate = after < seen
    if (isLate || closing.signal.aborted) {
      const timer = setImmediate(wake)
      return () => clearImmediate(timer)
    }
    const own = () => wake() // the same callback may wait twice
    waiting.set(accountId, (waiting.get(accountId) ?? new Set()).add(own))
    running ??= run().finally(() => {
      running = undefined
    })
    return () => {
      const others = waiting.get(accountId)
      if (others?.delete(own) && others.size === 0) waiting.delete(accountId)
    }
  }

  async function run() {
    while (waiting.size > 0 && !closing.signal.aborted) {
      await elapsed(closing.signal, pauseMs)
      await nextAppended(closing.signal, lookEveryMs - pauseMs)
      if (waiting.size > 0 && !closing.signal.aborted) await look()
    }
  }

  async function look() {
    const from = seen
    try {
      const { last, accountIds } = await changesAfter(from)
      isBehind = false
      if (last === from) return
      // Somebody who came first of all in between may have read further than this look.
      seen = Math.max(seen, last)
      for (const accountId of accountIds ?? [...waiting.keys()]) wakeThose(accountId)
    } catch (error) {
      if (!isBehind) log.warn({ err: error }, 'the activity feed is behind; it is tried again')
      isBehind = true
    }
  }

  function wakeThose(accountId: string) {
    const those = waiting.get(accountId)
    waiting.delete(accountId)
    for (const wake of those ?? []) wake()
  }

  /** Wakes everybody, and lets nobody wait any more. */
  async function close() {
    closing.abort()
    for (const accountId of [...waiting.keys()]) wakeThose(accountId)
    await running
  }

  return { wait, close }
}

async function elapsed(signal: AbortSignal, timeoutMs: number): Promise<void> {
  await delay(timeoutMs, undefined, { signal }).catch(() => {}) // aborted: it is over as well
}
