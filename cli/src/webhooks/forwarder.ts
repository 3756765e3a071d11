// Hands messages to the local app: those about one resource one after the other, those about others beside them.
//
//   nobody listens      → all wait, until somebody does: an app that is started again misses nothing
//   2xx                 → delivered
//   410                 → given up at once
//   any other answer, a time-out, a connection that the app closes
//                       → tried again after 1, 2, 4, 8 seconds; given up after `attemptsMax`
//
// What is delivered or given up is settled. A source is as far as all its messages up to there are settled, so whoever
// goes on from there repeats some at most, and misses none.
import { setMaxListeners } from 'node:events'
import type { Attempted } from './attempt.ts'

export interface Parcel {
  readonly messageId: string
  readonly type: string
  readonly resource: { readonly type: string; readonly id: string }
  readonly test: boolean
  readonly body: string
  /** Where it comes from, and the position after it there. */
  readonly source: string
  readonly cursor?: string | undefined
  /** The headers it was recorded with, if they are to be sent again as they were. */
  readonly recordedHeaders?: Readonly<Record<string, string>>
}

/** An attempt, and the headers that made it a message. */
export interface Shipped extends Attempted {
  readonly headers: Readonly<Record<string, string>>
}

/** What has become of one attempt. */
export interface Report extends Shipped {
  readonly parcel: Parcel
  readonly attempt: number
  /** Missing where the message is settled. */
  readonly againInMs?: number
}

export interface ForwarderOptions {
  readonly send: (parcel: Parcel, signal: AbortSignal) => Promise<Shipped>
  readonly attemptsMax: number
  readonly signal: AbortSignal
  /** Told of each attempt that has reached the app. */
  readonly onAttempt: (report: Report) => void
  /** The app can't be reached, or can again. */
  readonly onAway: (reason: string | undefined) => void
  /** All that came before this position is settled. */
  readonly onProgress: (source: string, cursor: string) => void
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>
}

export type Forwarder = ReturnType<typeof createForwarder>

const atOnceMax = 8
/** Read ahead, and not settled yet. */
const unsettledMax = 256
const backoffMsFirst = 1_000
const awayMsFirst = 250
const awayMsMax = 2_000

export function createForwarder(options: ForwarderOptions) {
  const { attemptsMax, signal, sleep = sleepFor } = options
  setMaxListeners(0, signal) // each message that waits is one
  const unsettled = new Map<string, Unsettled[]>()
  const lastOf = new Map<string, Promise<void>>()
  const counts = { delivered: 0, givenUp: 0 }
  const door = createDoor({ signal, sleep, onAway: options.onAway })
  const turn = createTurn(atOnceMax)
  const room = createTurn(unsettledMax)
  const running = new Set<Promise<void>>()
  let fault: unknown
  let fail: (error: unknown) => void = () => undefined
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject
  })
  failed.catch(() => undefined) // `offer` and `end` tell it too

  /** Resolves once there is room for the next one. Rejects when the app can't ever be spoken to. */
  async function offer(parcel: Parcel): Promise<void> {
    await room.take(signal)
    if (fault !== undefined) throw fault as Error
    const entry: Unsettled = { cursor: parcel.cursor, isSettled: false }
    const before = unsettled.get(parcel.source)
    if (before) before.push(entry)
    else unsettled.set(parcel.source, [entry])
    const key = `${parcel.resource.type}/${parcel.resource.id}`
    const work = (lastOf.get(key) ?? Promise.resolve())
      .then(() => deliver(parcel))
      .then(() => settle(parcel.source, entry))
      .catch((error: unknown) => {
        fault ??= error // all that come after it fail in the same way
        fail(fault)
      })
      .finally(() => {
        room.giveBack()
        running.delete(work)
        if (lastOf.get(key) === work) lastOf.delete(key)
      })
    lastOf.set(key, work)
    running.add(work)
  }

  async function deliver(parcel: Parcel): Promise<void> {
    for (let n = 1; ; ) {
      if (fault !== undefined) throw fault as Error
      await door.pass()
      const attempted = await turn.while(signal, () => options.send(parcel, signal))
      if (attempted.outcome === 'untrusted') throw new UntrustedApp(attempted.error ?? '')
      if (attempted.outcome === 'away') {
        door.shut(attempted.error ?? '')
        continue
      }
      door.open()
      const isOver = attempted.outcome !== 'failed' || n === attemptsMax
      const againInMs = backoffMsFirst * 2 ** (n - 1)
      options.onAttempt({ ...attempted, parcel, attempt: n, ...(isOver ? {} : { againInMs }) })
      if (isOver) {
        counts[attempted.outcome === 'delivered' ? 'delivered' : 'givenUp'] += 1
        return
      }
      await sleep(againInMs, signal)
      n += 1
    }
  }

  function settle(source: string, entry: Unsettled): void {
    entry.isSettled = true
    const entries = unsettled.get(source) ?? []
    const first = entries.findIndex(({ isSettled }) => !isSettled)
    const done = entries.splice(0, first === -1 ? entries.length : first)
    const cursor = done.findLast(one => one.cursor !== undefined)?.cursor
    if (cursor !== undefined) options.onProgress(source, cursor)
  }

  return {
    offer,
    /** Rejects as soon as one can't ever be handed over. */
    failed,
    counts: counts as Readonly<typeof counts>,
    /** Whether all that came from there is settled. */
    isIdle: (source: string) => (unsettled.get(source) ?? []).length === 0,
    /** Once all that was offered is settled, or was broken off. Rejects as `offer`. */
    async end(): Promise<void> {
      while (running.size > 0) await Promise.all(running)
      if (fault !== undefined) throw fault as Error
    },
  }
}

interface Unsettled {
  readonly cursor: string | undefined
  isSettled: boolean
}

/** TLS fails, and would at the next attempt. */
export class UntrustedApp extends Error {
  override readonly name = 'UntrustedApp'
}

interface DoorOptions {
  readonly signal: AbortSignal
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  readonly onAway: (reason: string | undefined) => void
}

/** Shut while nobody listens: it opens by itself after a while, longer each time, so that somebody looks. */
function createDoor({ signal, sleep, onAway }: DoorOptions) {
  let waiting: Promise<void> | undefined
  let times = 0
  return {
    async pass(): Promise<void> {
      while (waiting) await waiting
      signal.throwIfAborted()
    },
    shut(reason: string): void {
      if (waiting) return
      if (times === 0) onAway(reason)
      waiting = sleep(Math.min(awayMsMax, awayMsFirst * 2 ** times), signal).finally(() => {
        waiting = undefined
      })
      waiting.catch(() => undefined) // whoever waits hears it
      times += 1
    },
    open(): void {
      if (times > 0) onAway(undefined)
      times = 0
    },
  }
}

/** At most so many at a time. */
function createTurn(max: number) {
  let taken = 0
  const waiting: (() => void)[] = []
  async function take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (taken < max) {
      taken += 1
      return
    }
    await new Promise<void>((resolve, reject) => {
      const next = () => {
        signal.removeEventListener('abort', abort)
        resolve() // it takes over from who has given back
      }
      const abort = () => {
        waiting.splice(waiting.indexOf(next), 1)
        reject(signal.reason as Error)
      }
      signal.addEventListener('abort', abort, { once: true })
      waiting.push(next)
    })
  }
  function giveBack(): void {
    const next = waiting.shift()
    if (next) next()
    else taken -= 1
  }
  return {
    take,
    giveBack,
    async while<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
      await take(signal)
      try {
        return await work()
      } finally {
        giveBack()
      }
    },
  }
}

export function sleepFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort)
      resolve()
    }, ms)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
}
