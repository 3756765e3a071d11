// Ctrl-C: the command ends with 130. One that has something to put right first is told, and may take its time.
import { exit } from './exit-codes.ts'

let current: AbortController | undefined

/** Aborts when Ctrl-C ends work that has something to put right; undefined where there is none such. */
export const interruption = (): AbortSignal | undefined => current?.signal

/** Calls `onEnd` when Ctrl-C ends a command that has nothing to put right, and at the second Ctrl-C in any case. */
export function watchInterruption(onEnd: () => void): () => void {
  const interrupt = () => {
    process.exitCode = exit.cancelled
    if (current === undefined || current.signal.aborted) return onEnd()
    current.abort(new Interrupted())
  }
  process.on('SIGINT', interrupt)
  return () => process.off('SIGINT', interrupt)
}

/** Thrown where a command that has put things right goes on failing for the interruption. */
export class Interrupted extends Error {
  override readonly name = 'AbortError'
}

/** Work that ends by itself once its signal aborts: Ctrl-C does that, and the exit code is 130 all the same. */
export async function untilInterrupted<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const own = new AbortController()
  current = own
  try {
    return await work(own.signal)
  } finally {
    current = undefined
  }
}
