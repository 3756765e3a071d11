// Servers as processes of their own, to be killed as a crash would.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { TestDatabases } from './databases.ts'
import { serverProgram } from './server-program.ts'
import { testEnvironment } from './server.ts'

export interface ServerProcess {
  readonly url: string
  readonly pid: number
  /** What it has said so far, on both of its outputs. */
  said(): string
  /** Resolves when it has ended, by itself or not, to what ended it: its exit code, or a signal. */
  readonly ended: Promise<number | NodeJS.Signals>
  /** What it has written to standard error so far. */
  errors(): string
  /** Ends the process on the spot, as a crash does. */
  kill(): Promise<void>
  /** Asks it to stop, as Ctrl-C does; resolves to its exit code. */
  stop(): Promise<number | null>
}

/** As much as anybody looks at. */
const saidMax = 4 * 1024 * 1024

/** Starts `main.ts` on these databases and any free port; resolves when it listens. */
export async function spawnServer(
  databases: { readonly urls: Partial<TestDatabases['urls']> },
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [await serverProgram()], {
    env: { PATH: process.env['PATH'], ...testEnvironment(databases.urls), EVENTLY_LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals)
  let errors = ''
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-saidMax)
  })
  for (const output of [child.stdout, child.stderr])
    output.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-saidMax)
    })
  const url = await listening(child)
  return {
    url,
    ended,
    pid: child.pid!,
    errors: () => errors,
    said: () => said,
    async kill() {
      child.kill('SIGKILL')
      await exited(child)
    },
    async stop() {
      child.kill('SIGTERM')
      return exited(child)
    },
  }
}

async function exited(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const url = /Evently is up at (http:\S+)/.exec(said)?.[1]
      if (url) resolve(url)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code, signal) =>
      reject(new Error(`the server ended with ${code ?? signal} before it listened:\n${said}`)),
    )
  })
}

/** Asks until it is so; fails after `withinMs` with what was last seen. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isSo: (seen: T) => boolean,
  { withinMs, everyMs = 100 }: { withinMs: number; everyMs?: number },
): Promise<T> {
  const untilMs = performance.now() + withinMs
  let pauseMs = Math.min(5, everyMs) // most things are so soon
  for (;;) {
    const seen = await ask()
    if (isSo(seen)) return seen
    if (performance.now() > untilMs) throw new Error(`not so within ${withinMs} ms; last seen: ${JSON.stringify(seen)}`)
    await new Promise(resolve => setTimeout(resolve, pauseMs))
    pauseMs = Math.min(pauseMs * 2, everyMs)
  }
}
