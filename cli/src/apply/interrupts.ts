// Ctrl-C while something is written: the first one stops between two writes, the second one stops the write itself.
import type { Stop } from './write.ts'

const signals = ['SIGINT', 'SIGTERM'] as const

/** Runs the work with a `stop` that Ctrl-C, or whoever ends the process, asks for. */
export async function withInterrupts<Result>(
  work: (stop: Stop) => Promise<Result>,
  say: (line: string) => void,
): Promise<Result> {
  const abort = new AbortController()
  const stop = { isAsked: false, signal: abort.signal }
  const onSignal = () => {
    if (stop.isAsked) abort.abort()
    else say('Stopping after the write that is under way; once more to stop at once.')
    stop.isAsked = true
  }
  for (const signal of signals) process.on(signal, onSignal)
  try {
    return await work(stop)
  } finally {
    for (const signal of signals) process.off(signal, onSignal)
  }
}
