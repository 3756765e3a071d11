// Runs `evently` within the process of the test: the whole of it but its start, at a hundredth of the cost.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { main } from '../../src/main.ts'
import { startScriptedServer } from './scripted-server.ts'
import type { Asked, Script } from './scripted-server.ts'
import type { Outcome } from './terminal.ts'

export interface RunHere {
  (args: readonly string[], options?: { readonly env?: Environment; readonly stdin?: string }): Promise<Outcome>
}
type Environment = Readonly<Record<string, string | undefined>>

export interface Here {
  readonly url: string
  readonly asked: Asked[]
  /** Of its profiles; another one for each test. */
  readonly folder: string
  readonly run: RunHere
}

/** With a scripted server, which EVENTLY_BASE_URL names, and an API key. */
export async function here(script: Script, test: (here: Here) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'evently-cli-'))
  const server = await startScriptedServer(script)
  const own = { EVENTLY_CONFIG_DIR: folder, EVENTLY_BASE_URL: server.url, EVENTLY_API_KEY: 'evk_test', TZ: 'UTC' }
  const run: RunHere = async (args, { env = {}, stdin = '' } = {}) => runHere(args, { ...own, ...env }, stdin)
  try {
    await test({ url: server.url, asked: server.asked, folder, run })
  } finally {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Only what a test names of EVENTLY_ and of the proxies' variables is there. */
const foreign = /^(EVENTLY_|XDG_|https?_proxy$|no_proxy$|all_proxy$)/i

async function runHere(args: readonly string[], env: Environment, stdin: string): Promise<Outcome> {
  const before = { env: { ...process.env }, exitCode: process.exitCode }
  for (const name of Object.keys(process.env)) if (foreign.test(name)) delete process.env[name]
  for (const [name, value] of Object.entries(env)) if (value !== undefined) process.env[name] = value
  process.exitCode = undefined
  const [stdout, stderr] = [new Kept(), new Kept()]
  const putBack = [
    replaced('stdout', stdout),
    replaced('stderr', stderr),
    replaced('stdin', Readable.from(stdin === '' ? [] : [Buffer.from(stdin)])),
  ]
  try {
    await main([...args])
    return { code: Number(process.exitCode ?? 0), stdout: stdout.text, stderr: stderr.text }
  } finally {
    for (const back of putBack) back()
    process.exitCode = before.exitCode
    for (const name of Object.keys(process.env)) if (!(name in before.env)) delete process.env[name]
    Object.assign(process.env, before.env)
  }
}

/** Keeps what is written. It has no file descriptor: nothing is written past it. */
class Kept extends Writable {
  text = ''

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void) {
    this.text += chunk.toString()
    done()
  }
}

function replaced(name: 'stdin' | 'stdout' | 'stderr', stream: unknown): () => void {
  const own = Object.getOwnPropertyDescriptor(process, name)!
  Object.defineProperty(process, name, { value: stream, configurable: true, writable: true })
  return () => {
    Object.defineProperty(process, name, own)
  }
}
