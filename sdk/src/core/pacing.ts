// Keeps a client below the server's rate limits by what the answers say of them: `RateLimit: "write";r=599;t=60` is 599
// requests in the next 60 seconds (draft-ietf-httpapi-ratelimit-headers).
//
// A limit is not known before the first answer. Until then as many requests go out at once as every limit allows.
import { abortable } from './abort.ts'
import type { Clock } from './clock.ts'

export interface Pacer {
  /**
   * Waits until one more request of those that are counted under `key` may go out. Rejects with the signal's reason, or
   * with `tooLate` of the wait.
   */
  admit(key: PaceKey | undefined, options: AdmitOptions): Promise<Permit>
}

export interface PaceKey {
  readonly name: string
  /** As many at once as every limit of its kind allows, for as long as no answer has said what is left. */
  readonly unknownMax: number
}

interface AdmitOptions {
  readonly signal: AbortSignal
  readonly leftMs: () => number
  readonly tooLate: (waitMs: number) => Error
}

/** Of one request: what its answer said, or that there was none. */
export interface Permit {
  done(headers?: Readonly<Record<string, string>>): void
}

interface Limit {
  /** The least that an answer has told of this window. */
  readonly told: number
  /** Without what is under way. */
  left: number
  readonly resetAtMs: number
}

interface Pace {
  /** By the policy's name; undefined as long as there was no answer. */
  limits: Map<string, Limit> | undefined
  underWay: number
  readonly unknownMax: number
  readonly waiting: Set<() => void>
}

/** Beyond it those that nobody uses any more are forgotten. */
const pacesMax = 1_000
/** Ends of one window, as answers tell them in whole seconds and after different times on the way. */
const sameWindowMs = 5_000
const freely: Permit = { done: () => undefined }

export function createPacer(clock: Clock): Pacer {
  const paces = new Map<string, Pace>()

  function paceOf({ name, unknownMax }: PaceKey): Pace {
    const known = paces.get(name)
    if (known !== undefined) return known
    if (paces.size >= pacesMax) for (const [each, pace] of paces) if (isIdle(pace)) paces.delete(each)
    const pace: Pace = { limits: undefined, underWay: 0, unknownMax, waiting: new Set() }
    paces.set(name, pace)
    return pace
  }

  /** Nothing is known of it that a new one would not know. */
  const isIdle = ({ limits, underWay, waiting }: Pace) =>
    underWay === 0 && waiting.size === 0 && [...(limits?.values() ?? [])].every(({ resetAtMs }) => isOver(resetAtMs))
  const isOver = (resetAtMs: number) => resetAtMs <= clock.monotonicMs()

  /** 0: now. Undefined: nobody knows yet. */
  function waitMs(pace: Pace): number | undefined {
    const limits = [...(pace.limits?.values() ?? [])]
    // A window is over: what the next one has is not known before the next answer.
    if (limits.some(({ resetAtMs }) => isOver(resetAtMs))) pace.limits = undefined
    if (pace.limits === undefined) return pace.underWay < pace.unknownMax ? 0 : undefined
    return Math.max(0, ...limits.map(({ left, resetAtMs }) => (left <= 0 ? resetAtMs - clock.monotonicMs() : 0)))
  }

  async function admit(key: PaceKey | undefined, { signal, leftMs, tooLate }: AdmitOptions): Promise<Permit> {
    if (key === undefined) return freely
    const pace = paceOf(key)
    for (let wait = waitMs(pace); wait !== 0; wait = waitMs(pace)) {
      if (wait !== undefined && wait >= leftMs()) throw tooLate(wait)
      await (wait === undefined ? answerOf(pace, signal) : clock.sleep(wait, signal))
    }
    pace.underWay += 1
    for (const limit of pace.limits?.values() ?? []) limit.left -= 1
    return permitOf(pace)
  }

  function permitOf(pace: Pace): Permit {
    let isDone = false
    return {
      done(headers) {
        if (isDone) return
        isDone = true
        pace.underWay -= 1
        if (headers) learn(pace, headers)
        for (const wake of pace.waiting) wake()
      },
    }
  }

  /**
   * What is under way may be counted in it or not: it counts, until its own answer says. Answers may come in another
   * order than they were counted in: of one window, the least that was told is the latest.
   */
  function learn(pace: Pace, headers: Readonly<Record<string, string>>) {
    const limits = (pace.limits ??= new Map())
    for (const { name, left, seconds } of limitsIn(headers['ratelimit'] ?? '')) {
      const resetAtMs = clock.monotonicMs() + seconds * 1_000
      const known = limits.get(name)
      if (known !== undefined && resetAtMs < known.resetAtMs - sameWindowMs) continue
      const isSame = known !== undefined && resetAtMs <= known.resetAtMs + sameWindowMs
      const told = isSame ? Math.min(left, known.told) : left
      limits.set(name, { told, left: told - pace.underWay, resetAtMs })
    }
  }

  return { admit }
}

const answerOf = ({ waiting }: Pace, signal: AbortSignal) =>
  abortable<void>(signal, wake => {
    waiting.add(wake)
    return () => waiting.delete(wake)
  })

/** The items of a `RateLimit` field: each its policy's name, `r` and `t`. */
export function limitsIn(field: string): { readonly name: string; readonly left: number; readonly seconds: number }[] {
  return [...field.matchAll(/"([^"]*)"((?:\s*;\s*\w+=\d+)*)/g)].flatMap(([, name = '', parameters = '']) => {
    const [left, seconds] = ['r', 't'].map(letter => new RegExp(`;\\s*${letter}=(\\d+)`).exec(parameters)?.[1])
    return left === undefined || seconds === undefined ? [] : [{ name, left: Number(left), seconds: Number(seconds) }]
  })
}
