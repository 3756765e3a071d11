// The `evently` command as a process of its own, with a folder for its profiles.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../../../cli/bin/run.js', import.meta.url))

export interface CliRun {
  readonly child: ChildProcess
  /** What it has printed so far. */
  stdout(): string
  stderr(): string
  /** Resolves to its exit code, or to the signal that has ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
  /** Resolves once it has said this, on either output. Rejects if it ends before. */
  says(text: string): Promise<void>
}

export interface Cli {
  readonly folder: string
  start(...args: readonly string[]): CliRun
  /** To its end. Rejects with what it has said unless it ends with `code`. */
  run(args: readonly string[], options?: { readonly code?: number; readonly stdin?: string }): Promise<CliRun>
  /** Kills what still runs. */
  close(): Promise<void>
}

/** A user of the command, who is signed in by a key. */
export async function aCli(url: string, apiKey: string, env: Readonly<Record<string, string>> = {}): Promise<Cli> {
  const folder = await mkdtemp(join(tmpdir(), 'evently-cli-'))
  const running = new Set<ChildProcess>()
  const own = {
    PATH: process.env['PATH'],
    TZ: 'UTC',
    HOME: folder,
    EVENTLY_CONFIG_DIR: folder,
    EVENTLY_BASE_URL: url,
    EVENTLY_API_KEY: apiKey,
    ...env,
  }
  const start = (...args: readonly string[]): CliRun => {
    const child = spawn(process.execPath, [program, ...args], { env: own, stdio: 'pipe' })
    running.add(child)
    const said = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (chunk: string) => {
        said[name] += chunk
      })
    child.stdin.on('error', () => undefined) // it may be gone before it reads
    const ended = once(child, 'close').then(([code, signal]) => {
      running.delete(child)
      return (code ?? signal) as number | NodeJS.Signals
    })
    return {
      child,
      stdout: () => said.stdout,
      stderr: () => said.stderr,
      ended,
      says: text =>
        saying(
          child,
          () => (said.stdout + said.stderr).includes(text),
          () => `${text} in ${said.stderr}`,
        ),
    }
  }
  return {
    folder,
    start,
    async run(args, { code = 0, stdin = '' } = {}) {
      const run = start(...args)
      run.child.stdin?.end(stdin)
      const ended = await run.ended
      if (ended !== code) throw new Error(`evently ${args.join(' ')} ended with ${ended}:\n${run.stderr()}`)
      return run
    },
    async close() {
      const ends = [...running].map(child => once(child, 'close'))
      for (const child of running) child.kill('SIGKILL')
      await Promise.all(ends)
      await rm(folder, { recursive: true })
    },
  }
}

function saying(child: ChildProcess, isSaid: () => boolean, wanted: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (isSaid()) resolve()
    }
    child.stdout?.on('data', look)
    child.stderr?.on('data', look)
    child.once('close', () => (isSaid() ? resolve() : reject(new Error(`it has ended and not said ${wanted()}`))))
    look()
  })
}
