// Ctrl-C, for commands that go on until then: they end what they have begun, and say how to go on.
import { setMaxListeners } from 'node:events'

class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

/** Aborted by Ctrl-C or a SIGTERM. The next one ends the process on the spot. */
export function interruption(): AbortController {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal) // each message that waits is one
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => controller.abort(new Interrupted('Interrupted.')))
  return controller
}

/** Whether it was the user who ended it. */
export const isInterrupted = (signal: AbortSignal) => signal.reason instanceof Interrupted
