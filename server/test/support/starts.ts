// Starts of the program that may fail, each to its end, and what is left of them.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { eventually } from './processes.ts'
import { compiledMain, serverProgram } from './server-program.ts'

export const execute = promisify(execFile)

/** As a user who is nobody else's; only root can start something as another. */
export const nobody = { uid: 65_534, gid: 65_534 }
export const isRoot = process.getuid?.() === 0

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  /** The account it runs as. */
  readonly account?: { readonly uid: number; readonly gid: number }
  /** How many files it may have open. */
  readonly descriptors?: number
}

export interface Start {
  readonly child: ChildProcess
  said(): string
  /** Resolves when it is up; rejects with what it has said when it ends before. */
  readonly up: Promise<string>
  readonly ended: Promise<{
    readonly code: number | null
    readonly signal: NodeJS.Signals | null
    readonly said: string
  }>
}

const running = new Set<ChildProcess>()

/** For after each test: what a failed one has left running would keep the test run from its end. */
export function endStarts() {
  for (const child of running) child.kill('SIGKILL')
}

const program = await serverProgram()

/** `main.ts` with nothing in its environment but what is given, on any free ports. */
export function start({ env = {}, args = [], account = undefined, descriptors = undefined }: StartOptions): Start {
  const [command, ...rest] =
    descriptors === undefined
      ? [process.execPath, program, ...args]
      : // As it is shipped: its many files are what it needs descriptors for.
        ['/bin/sh', '-c', `ulimit -n ${descriptors} && exec "$@"`, 'sh', process.execPath, compiledMain, ...args]
  const child = spawn(command!, rest, {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      EVENTLY_INTERNAL_PORT: '0',
      EVENTLY_LOG_LEVEL: 'error',
      EVENTLY_DRAIN_SECONDS: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: '/',
    ...account,
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  let said = ''
  for (const output of [child.stdout, child.stderr])
    output.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    said,
  }))
  const isUp = eventually(
    async () => said,
    text => text.includes('Evently is up at') || child.exitCode !== null || child.signalCode !== null,
    { withinMs: 60_000 },
  )
  const up = isUp.then(text => {
    const url = /Evently is up at (http:\S+)/.exec(text)?.[1]
    if (!url) throw new Error(`it ended before it was up:\n${said}`)
    return url
  })
  up.catch(() => {}) // whoever waits for its end alone
  return { child, said: () => said, up, ended }
}

/** A start that is to fail: its exit code, and all that it has said. */
export const startToEnd = (options: StartOptions) => start(options).ended

export async function stopped({ child, ended }: Start): Promise<number | null> {
  child.kill('SIGTERM')
  return (await ended).code
}

/** A folder for data that everybody may enter, gone at the end with all that runs in it. */
export async function aDataFolder(): Promise<{ readonly path: string; close(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'evently-start-'))
  await chmod(path, 0o755)
  return {
    path,
    async close() {
      for (const pid of await processesIn(path)) process.kill(pid, 'SIGKILL')
      await rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
    },
  }
}

/** Processes that work in the folder or name it in their command line: PostgreSQL, initdb, pg_ctl. */
export async function processesIn(folder: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).map(Number).filter(pid => pid > 0 && pid !== process.pid)
  const told = await Promise.all(
    pids.map(async pid =>
      (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(folder) ? [pid] : [],
    ),
  )
  return told.flat()
}

/** Somebody who listens already, with that port. */
export async function aListener(
  host = '127.0.0.1',
): Promise<{ readonly port: number; readonly server: Server; close(): void }> {
  const server = createServer()
  server.listen({ host, port: 0 })
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    server,
    close: () => {
      server.close()
    },
  }
}
