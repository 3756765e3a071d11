// Background loops: one turn after the other, never two at once, errors logged and tried again at the next turn.
import type { Logger } from 'pino'
import { jittered } from './jitter.ts'

export interface Turn {
  readonly seconds: number
  readonly failed: boolean
}

export interface Job {
  readonly name: string
  /** Tells of every turn when it has ended. */
  onTurn(listener: (turn: Turn) => void): void
  /** Begins no further turn and resolves when the running one has ended. */
  close(): Promise<void>
}

export interface WakeableJob extends Job {
  /** There is something to do: the next turn begins `gatherMs` later, or when the running one has ended and rested. */
  wake(): void
}

export interface JobOptions {
  readonly name: string
  readonly everyMs: number
  /** How long a turn waits for more of what has woken it. */
  readonly gatherMs?: number
  /** How long at least there is no turn after one, however often it is woken. */
  readonly restMs?: number
  readonly log: Logger
}

/**
 * Runs `work` every `everyMs` ± 10 %, so that many processes don't strike together. A turn that answers `true` has left
 * work behind (a full batch) and is followed by the next at once.
 */
export function startJob(
  { name, everyMs, gatherMs = 0, restMs = 0, log }: JobOptions,
  work: () => Promise<boolean | void>,
): WakeableJob {
  const listeners: ((turn: Turn) => void)[] = []
  let closed = false
  let isRunning = false
  let isWoken = false
  let endedMs = -Infinity
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  const plan = (delayMs: number) => {
    isRunning = false
    if (!closed)
      timer = setTimeout(() => {
        running = turn()
      }, delayMs)
  }

  const wakeUp = () => plan(Math.max(gatherMs, endedMs + restMs - performance.now()))

  async function turn() {
    isRunning = true
    isWoken = false
    const startedMs = performance.now()
    const report = (failed: boolean) => {
      for (const listener of listeners) listener({ seconds: (performance.now() - startedMs) / 1_000, failed })
    }
    try {
      const more = await work()
      report(false)
      endedMs = performance.now()
      if (!more && isWoken) wakeUp()
      else plan(more ? 0 : jittered(everyMs))
    } catch (error) {
      report(true)
      log.error({ err: error, job: name }, 'a job failed; it will be tried again')
      plan(jittered(everyMs))
    }
  }

  plan(jittered(everyMs))
  return {
    name,
    onTurn(listener) {
      listeners.push(listener)
    },
    wake() {
      if (isWoken) return
      isWoken = true
      if (isRunning) return
      clearTimeout(timer)
      wakeUp()
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await running
    },
  }
}
