// How the process ends: by a signal, by a fault that nobody caught, or because it could not start. Whatever is open by
// then is closed first, so that no PostgreSQL of ours stays behind; and it ends in bounded time, whatever hangs.
import type { Logger } from 'pino'
import { ConfigError } from './config/environment.ts'
import { scrubbed } from './platform/observability/log.ts'
import { StartError } from './platform/start-error.ts'
import type { Server } from './server.ts'

/** Within what orchestrators mostly wait before they kill (30 s). */
const stopMsMax = 25_000
/** After a fault of our own nothing is certain any more; what is under way still gets this long. */
const faultStopMsMax = 5_000
const exitAtOnce = 130

export interface Ending {
  /** Aborted when the process is to end before its server is up. */
  readonly signal: AbortSignal
  /** Hands over the server, to be closed from now on. Throws when the process is to end already. */
  up(server: Server): void
  /** Says why the start has failed, and ends. */
  failed(error: unknown): void
}

/** Listens to signals and faults from now on. */
export function watchEnding(log: Logger): Ending {
  const aborting = new AbortController()
  let server: Server | undefined
  let ending = false
  let exitCode = 0

  /**
   * The worst reason decides the exit code; the server is closed once, and a later call can only shorten the time for
   * it.
   */
  function end({ code, msMax, drain = false }: { code: number; msMax: number; drain?: boolean }) {
    exitCode = Math.max(exitCode, code)
    // Keeps the process: without anything else to wait for, it would end as if all were well.
    setTimeout(giveUp, msMax, msMax)
    if (ending) return
    ending = true
    if (server) void close(server, drain)
    // Whoever starts the server closes what is open, and calls `failed`.
    else aborting.abort(new Error('the process is to end'))
  }

  async function close(running: Server, drain: boolean) {
    try {
      if (drain) await running.drain()
      await running.close()
    } catch (error) {
      process.stderr.write(`Did not stop cleanly: ${scrubbed(String(error))}\n`)
      exitCode = 1
    }
    process.exit(exitCode)
  }

  function giveUp(msMax: number) {
    const left = server?.left().slice(0, 20).join(', ') ?? 'the start'
    process.stderr.write(`Did not stop within ${msMax / 1_000} s; given up: ${left}\n`)
    process.exit(1)
  }

  stopOnSignals(({ drain }) => {
    if (ending) process.exit(exitAtOnce)
    const what = server ? 'answering what is under way, then closing the databases' : 'closing what was opened so far'
    process.stderr.write(`\nStopping: ${what}.\n`)
    end({ code: 0, msMax: stopMsMax, drain })
  })
  // A start has nobody to answer, and PostgreSQL to stop.
  stopOnFaults(log, () => end({ code: 1, msMax: server ? faultStopMsMax : stopMsMax }))

  return {
    signal: aborting.signal,
    up(started) {
      server = started
      if (!ending) return
      void close(started, false)
      throw aborting.signal.reason
    },
    failed(error) {
      const asked = ending // then the start has failed because it was to
      if (!asked) process.stderr.write(reasonOf(error))
      if (!server) process.exit(asked ? exitCode : 1)
      if (!asked) end({ code: 1, msMax: stopMsMax })
    },
  }
}

/** What a start that failed says on standard error: a sentence, never a stack. */
export function reasonOf(error: unknown): string {
  if (error instanceof ConfigError) return `${error.message}\n`
  // Made for this place, without a secret.
  if (error instanceof StartError) return `Evently could not start: ${error.message}\n`
  return scrubbed(`Evently could not start: ${error instanceof Error ? error.message || error.name : String(error)}\n`)
}

/**
 * The first signal stops in order; a second one doesn't wait. SIGTERM comes from what also has balancers to tell, so
 * they are given time to notice; Ctrl-C comes from somebody who waits.
 */
function stopOnSignals(stop: (manner: { drain: boolean }) => void) {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      stop({ drain: signal === 'SIGTERM' })
    })
}

/**
 * A fault that nobody caught leaves the process in a state that nobody knows: it ends, and its supervisor starts
 * another.
 */
function stopOnFaults(log: Logger, stop: () => void) {
  let hasReported = false
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(fault, (error: unknown) => {
      if (hasReported) return // one is enough to end by
      hasReported = true
      log.fatal({ err: error }, 'a fault that nobody caught: the process ends')
      stop()
    })
  }
}
