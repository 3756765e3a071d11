// The `evently` command as a process of its own, as people run it: from its package, with a folder for its profiles and
// files.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What makes the CLI's package, among its own tests, which are compiled in another project. */
const packing = fileURLToPath(new URL('../../../../cli/dist/test/support/packed-cli.js', import.meta.url))

/** The `evently` of the CLI's package: what Node runs, in a fifth of the time that the work tree's takes to start. */
export async function packedCli(): Promise<string> {
  const packed = (await import(packing)) as { packedCli(): Promise<string> }
  return packed.packedCli()
}

export interface CliEnd {
  /** Null where a signal has ended it. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface CliRun {
  readonly child: ChildProcess
  /** What it has printed so far. */
  stdout(): string
  stderr(): string
  /** Resolves once it has said this, on either output. Rejects if it ends before. */
  says(text: string): Promise<void>
  readonly ended: Promise<CliEnd>
}

export interface CliOptions {
  readonly baseUrl?: string
  readonly apiKey?: string
  readonly stdin?: string
}

export interface Cli {
  /** The file that Node runs. */
  readonly program: string
  /** Where it runs, and its home. */
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
  /** Begins a command. */
  start(args: readonly string[], options?: CliOptions): CliRun
  /** Runs a command to its end. */
  run(args: readonly string[], options?: CliOptions): Promise<CliEnd>
  /** Runs a command to its end. Rejects with what it has said unless that is a good one. */
  runWell(args: readonly string[], options?: CliOptions): Promise<CliEnd>
  /** Kills what still runs. */
  close(): Promise<void>
}

/** A user of the command, who is signed in by a key where there is one. */
export async function openCli({ url }: { readonly url: string }, key?: string): Promise<Cli> {
  const program = await packedCli()
  const folder = await mkdtemp(join(tmpdir(), 'evently-cli-'))
  const running = new Set<ChildProcess>()
  const envOf = ({ baseUrl = url, apiKey = key }: CliOptions): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'],
    TZ: 'UTC',
    HOME: folder,
    EVENTLY_CONFIG_DIR: folder,
    EVENTLY_BASE_URL: baseUrl,
    ...(apiKey !== undefined && { EVENTLY_API_KEY: apiKey }),
  })
  const start: Cli['start'] = (args, options = {}) => {
    const child = spawn(process.execPath, [program, ...args], { cwd: folder, env: envOf(options), stdio: 'pipe' })
    running.add(child)
    child.once('close', () => running.delete(child))
    return runOf(child, options.stdin ?? '')
  }
  return {
    program,
    folder,
    env: envOf({}),
    start,
    run: (args, options) => start(args, options).ended,
    async runWell(args, options) {
      const end = await start(args, options).ended
      if (end.code !== 0) throw new Error(`evently ${args.join(' ')} ended with ${end.code}:\n${end.stderr}`)
      return end
    },
    async close() {
      const ends = [...running].map(child => once(child, 'close'))
      for (const child of running) child.kill('SIGKILL')
      await Promise.all(ends)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function runOf(child: ChildProcess, stdin: string): CliRun {
  let [stdout, stderr] = ['', '']
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk))
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
  child.stdin?.on('error', () => undefined) // a command that reads no stdin may be gone before it is written
  child.stdin?.end(stdin)
  const said = () => stdout + stderr
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    says: text =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (said().includes(text)) resolve()
        }
        child.stdout?.on('data', look)
        child.stderr?.on('data', look)
        child.once('close', () => reject(new Error(`it has ended and not said ${text} in ${said()}`)))
        look()
      }),
    ended: once(child, 'close').then(([code, signal]) => ({ code, signal, stdout, stderr })),
  }
}
