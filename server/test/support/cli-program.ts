// The CLI as a process of its own beside a server, as people run it.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface CliOutcome {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface CliRun {
  readonly child: ChildProcess
  readonly ended: Promise<CliOutcome>
}

export interface Cli {
  /** Where it runs. */
  readonly folder: string
  readonly program: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Begins a command. */
  begin(args: readonly string[], options?: { readonly stdin?: string }): CliRun
  /** Runs a command to its end. */
  run(args: readonly string[], options?: { readonly stdin?: string }): Promise<CliOutcome>
  close(): Promise<void>
}

export const cliProgram = fileURLToPath(new URL('../../../../cli/bin/run.js', import.meta.url))

/** In a folder of its own, with an API key. */
export async function openCli(server: { readonly url: string }, apiKey: string): Promise<Cli> {
  const folder = await mkdtemp(join(tmpdir(), 'evently-cli-'))
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    EVENTLY_CONFIG_DIR: folder,
    EVENTLY_BASE_URL: server.url,
    EVENTLY_API_KEY: apiKey,
  }
  const begin: Cli['begin'] = (args, { stdin = '' } = {}) => {
    const child = spawn(process.execPath, [cliProgram, ...args], { cwd: folder, env, stdio: 'pipe' })
    return { child, ended: outcomeOf(child, stdin) }
  }
  return {
    folder,
    program: cliProgram,
    env,
    begin,
    run: (args, options) => begin(args, options).ended,
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

async function outcomeOf(child: ChildProcess, stdin: string): Promise<CliOutcome> {
  let [stdout, stderr] = ['', '']
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk))
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
  child.stdin?.on('error', () => undefined) // a command that reads no stdin may be gone before it is written
  child.stdin?.end(stdin)
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  return { code, signal, stdout, stderr }
}
