// Ctrl-C: the command ends with 130. One that has something to put right first is told, and may take its time.
import { exit } from './exit-codes.ts'

/** Work that has something to put right. */
interface Interruptible {
  readonly signal: AbortSignal
  /** Answers whether it ends by itself now. */
  interrupted(): boolean
}

let current: Interruptible | undefined
let endAtOnce: () => void = () => undefined

/** Aborts when Ctrl-C ends work that has something to put right; undefined where there is none such. */
export const interruption = (): AbortSignal | undefined => current?.signal

/** Calls `onEnd` when Ctrl-C ends a command that has nothing to put right, and once more Ctrl-C than it takes. */
export function watchInterruption(onEnd: () => void): () => void {
  endAtOnce = onEnd
  process.on('SIGINT', interrupt)
  return () => process.off('SIGINT', interrupt)
}

function interrupt(): void {
  process.exitCode = exit.cancelled
  if (!current?.interrupted()) endAtOnce()
}

/** Thrown where a command that has put things right goes on failing for the interruption. */
export class Interrupted extends Error {
  override readonly name = 'AbortError'
}

/**
 * Work that ends by itself once its signal aborts: Ctrl-C does that, and the exit code is 130 all the same.
 * `bySigterm`: whoever ends the process does it too.
 */
export function untilInterrupted<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  { bySigterm = false } = {},
): Promise<Result> {
  const { signal, abort } = aborting()
  return during({ signal, interrupted: abort }, () => work(signal), { bySigterm })
}

/** Asked between any two steps; the signal ends one that is under way. */
export interface Stop {
  readonly isAsked: boolean
  readonly signal: AbortSignal
}

/** Work whose steps should not be broken off: the first Ctrl-C asks it to stop, the second one aborts the signal. */
export function untilStopped<Result>(
  work: (stop: Stop) => Promise<Result>,
  say: (sentence: string) => void,
): Promise<Result> {
  const { signal, abort } = aborting()
  const stop = { isAsked: false, signal }
  const interrupted = () => {
    if (stop.isAsked) return abort()
    stop.isAsked = true
    say('Stopping after the write that is under way; once more to stop at once.')
    return true
  }
  return during({ signal, interrupted }, () => work(stop), { bySigterm: true })
}

function aborting() {
  const own = new AbortController()
  const abort = () => {
    if (own.signal.aborted) return false
    own.abort(new Interrupted())
    return true
  }
  return { signal: own.signal, abort }
}

async function during<Result>(
  own: Interruptible,
  work: () => Promise<Result>,
  { bySigterm }: { readonly bySigterm: boolean },
): Promise<Result> {
  current = own
  if (bySigterm) process.on('SIGTERM', interrupt)
  try {
    return await work()
  } finally {
    current = undefined
    process.off('SIGTERM', interrupt)
  }
}
