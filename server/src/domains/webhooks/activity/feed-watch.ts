// Tells those who wait for messages of an account that there may be new ones. They hold no connection: one statement a
// process, every quarter of a second while somebody waits, asks whose messages have been appended by whichever process.
// What this process appends is looked for at once.
import type { Logger } from 'pino'
import type { AppendedSignal } from '../messages/appended.ts'
import type { FeedQueries } from './feed-queries.ts'

export interface FeedWatchOptions {
  readonly changesAfter: FeedQueries['changesAfter']
  readonly appended: Pick<AppendedSignal, 'next'>
  readonly log: Logger
  readonly lookEveryMs?: number
}

export interface WaitOptions {
  /** Nobody waits longer. */
  readonly timeoutMs: number
  /** Aborted: whoever waits has gone. */
  readonly signal: AbortSignal
}

export type FeedWatch = ReturnType<typeof createFeedWatch>

const lookEveryMsUsually = 250
/** However much is appended in this process, it is not asked more often. */
const pauseMs = 25

export function createFeedWatch({ changesAfter, appended, log, lookEveryMs = lookEveryMsUsually }: FeedWatchOptions) {
  const waiting = new Map<string, Set<() => void>>()
  const closing = new AbortController()
  /** Whoever waits has read up to here at least. */
  let seen = 0
  let running: Promise<void> | undefined
  let isBehind = false

  /**
   * Resolves as soon as there may be messages of the account after the place `after`: whoever waits reads, and waits
   * again. Also when the time is up, when the signal is aborted, and when the process stops.
   */
  function next(accountId: string, after: number, { timeoutMs, signal }: WaitOptions): Promise<void> {
    if (closing.signal.aborted || signal.aborted) return Promise.resolve()
    // Nobody looks, so nobody depends on `seen`. While somebody looks, it must not go back.
    if (!running) seen = after
    if (after < seen) return Promise.resolve()
    return new Promise(resolve => {
      const done = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        forget(accountId, done)
        resolve()
      }
      const timer = setTimeout(done, timeoutMs)
      signal.addEventListener('abort', done)
      waiting.set(accountId, (waiting.get(accountId) ?? new Set()).add(done))
      running ??= run()
    })
  }

  function forget(accountId: string, done: () => void) {
    const others = waiting.get(accountId)
    if (others?.delete(done) && others.size === 0) waiting.delete(accountId)
  }

  async function run() {
    while (waiting.size > 0 && !closing.signal.aborted) {
      await elapsed(closing.signal, pauseMs)
      await appended.next(closing.signal, lookEveryMs - pauseMs)
      if (waiting.size > 0 && !closing.signal.aborted) await look()
    }
    running = undefined // at once: whoever comes after the last turn begins another
  }

  async function look() {
    try {
      const { last, accountIds } = await changesAfter(seen)
      isBehind = false
      if (last === seen) return
      seen = last
      for (const accountId of accountIds ?? [...waiting.keys()]) wake(accountId)
    } catch (error) {
      if (!isBehind) log.warn({ err: error }, 'the activity feed is behind; it is tried again')
      isBehind = true
    }
  }

  function wake(accountId: string) {
    for (const done of [...(waiting.get(accountId) ?? [])]) done()
  }

  /** Wakes everybody, and lets nobody wait any more. */
  async function close() {
    closing.abort()
    for (const accountId of [...waiting.keys()]) wake(accountId)
    await running
  }

  return { next, close, isClosed: () => closing.signal.aborted }
}

function elapsed(signal: AbortSignal, timeoutMs: number): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, timeoutMs)
    signal.addEventListener('abort', done)
  })
}
