// Ctrl-C: the command ends with 130. Work that has something to put right first is told, and may take its time.
import { exit } from './exit-codes.ts'

/** What is aborted at the first Ctrl-C, and at each that follows. */
let stages: readonly AbortController[] = []
let end: () => void = () => process.exit(exit.cancelled)

/** Aborts when Ctrl-C ends work that has something to put right; undefined where there is none such. */
export const interruption = (): AbortSignal | undefined => stages[0]?.signal

/**
 * Calls `onEnd` when Ctrl-C ends a command that has nothing to put right, and at one Ctrl-C more than its work listens
 * for.
 */
export function watchInterruption(onEnd: () => void): () => void {
  end = onEnd
  process.on('SIGINT', interrupt)
  return () => process.off('SIGINT', interrupt)
}

function interrupt(): void {
  process.exitCode = exit.cancelled
  const next = stages.find(({ signal }) => !signal.aborted)
  if (next) next.abort(new Interrupted())
  else end()
}

/** Thrown where a command that has put things right goes on failing for the interruption. */
export class Interrupted extends Error {
  override readonly name = 'AbortError'
}

/**
 * Work that ends by itself once its first signal aborts: Ctrl-C does that, and whoever ends the process (SIGTERM); the
 * exit code is 130 all the same. The second signal aborts at the next Ctrl-C, for work that `mayInsist`: it finishes
 * what is under way after the first.
 */
export async function untilInterrupted<Result>(
  work: (signal: AbortSignal, insisted: AbortSignal) => Promise<Result>,
  { mayInsist = false } = {},
): Promise<Result> {
  const [first, second] = [new AbortController(), new AbortController()]
  stages = mayInsist ? [first, second] : [first]
  process.on('SIGTERM', interrupt)
  try {
    return await work(first.signal, second.signal)
  } finally {
    process.off('SIGTERM', interrupt)
    stages = []
  }
}
