// Test files side by side: a few workers, each a process that runs one file after the other, and one queue for all.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { sharedStore, type SharedStore } from '../support/shared-stores.ts'
import { compiledOf, root, type TestRun } from './files.ts'
import {
  workerEnvironment,
  type Count,
  type Cpu,
  type FromWorker,
  type MochaOptions,
  type ToWorker,
} from './messages.ts'
import { needsOf } from './needs.ts'

export interface FileResult extends TestRun {
  readonly count: Count
  readonly ms: number
  /** What the shared PostgreSQL, and what detaches itself, have used for it is not in it. */
  readonly cpu: Cpu
  /** What it has written, unless it wrote to our own output. */
  readonly said: string
  /** Why there is no count to go by: its process ended, or hung. */
  readonly broken?: string
}

export interface QueueOptions {
  readonly workersMax: number
  readonly mocha: MochaOptions
  /** Whether what a file writes is kept until it is done. */
  readonly isBuffered: boolean
  onDone(result: FileResult, left: number): void
}

interface Worker {
  readonly child: ChildProcess
  readonly files: string[]
  run(run: TestRun): Promise<FileResult>
  /** Lets it end by itself; resolves to what is wrong with how it did. */
  end(): Promise<string | undefined>
}

/** Longer than any file takes on a busy machine: what runs on after it hangs. */
const fileMsMax = 600_000
/** A process that ends by itself has closed what it has opened. */
const endMsMax = 60_000

/** Runs them all; what is wrong with no file in particular is a sentence of `faults`. */
export async function runQueue(
  runs: readonly TestRun[],
  options: QueueOptions,
): Promise<{ readonly results: readonly FileResult[]; readonly faults: readonly string[] }> {
  const results: FileResult[] = []
  const faults: string[] = []
  let stopping = false

  /** One file after the other, with a new worker whenever the last one is gone. */
  async function serve(waiting: TestRun[]) {
    let worker: Worker | undefined
    while (!stopping) {
      const run = waiting.shift()
      if (!run) break
      worker ??= startWorker(options)
      // What fails here is told to the test that asks for it.
      await Promise.allSettled(needsOf(run.file).map(sharedStore))
      const result = await worker.run(run)
      results.push(result)
      if (result.broken !== undefined) worker = undefined
      options.onDone(result, runs.length - results.length)
      stopping ||= Boolean(options.mocha.bail) && (result.count.failures > 0 || result.broken !== undefined)
    }
    const fault = await worker?.end()
    if (fault !== undefined) faults.push(fault)
  }

  const waiting = runs.filter(({ company }) => company === 'any')
  const serving: Promise<void>[] = []
  const serveToo = (count: number) => {
    for (let n = 0; n < Math.min(count, waiting.length); n++) serving.push(serve(waiting))
  }
  if (options.workersMax > 1) serveToo(1)
  await serve(runs.filter(({ company }) => company === 'one'))
  serveToo(options.workersMax - serving.length)
  await Promise.all(serving)
  await serve(runs.filter(({ company }) => company === 'none'))
  return { results, faults }
}

function startWorker({ mocha, isBuffered }: QueueOptions): Worker {
  const output = isBuffered ? 'pipe' : 'inherit'
  const child = fork(fileURLToPath(new URL('worker.js', import.meta.url)), {
    cwd: root,
    env: { ...process.env, ...workerEnvironment(isBuffered) },
    stdio: ['ignore', output, output, 'ipc'],
  })
  const ended = once(child, 'exit').then(([code, signal]) => (signal ?? `code ${code}`) as string)
  const files: string[] = []
  let said = ''
  let done: ((count: Count, cpu: Cpu) => void) | undefined
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  child.on('message', (message: FromWorker) => {
    if (message.kind === 'said') said += message.text
    else if (message.kind === 'ask') void answer(child, message.store)
    else done?.(message.count, message.cpu)
  })

  return {
    child,
    files,
    async run(run) {
      files.push(run.file)
      said = ''
      const startedMs = performance.now()
      let timer: NodeJS.Timeout | undefined
      const finished = new Promise<{ count: Count; cpu: Cpu; broken?: string }>(resolve => {
        const broken = (sentence: string) =>
          resolve({
            count: { passes: 0, failures: 0, pending: 0 },
            cpu: { workerMs: 0, childrenMs: 0 },
            broken: sentence,
          })
        done = (count, cpu) => {
          resolve({ count, cpu })
        }
        void ended.then(how => broken(`its process ended with ${how} before it was done`))
        timer = setTimeout(() => {
          broken(`it was not done after ${fileMsMax / 60_000} minutes`)
          child.kill('SIGKILL')
        }, fileMsMax)
      }).finally(() => clearTimeout(timer))
      send(child, { kind: 'run', path: compiledOf(run.file), mode: run.mode, options: mocha })
      const { count, cpu, broken } = await finished
      if (broken !== undefined)
        await new Promise(resolve => {
          setTimeout(resolve, 100)
        }) // its last words
      return { ...run, count, cpu, said, ms: performance.now() - startedMs, ...(broken !== undefined && { broken }) }
    },
    async end() {
      send(child, { kind: 'end' })
      const timer = setTimeout(() => {
        child.kill('SIGKILL')
      }, endMsMax)
      const how = await ended.finally(() => clearTimeout(timer))
      if (how === 'code 0') return undefined
      const what =
        how === 'SIGKILL' ? 'has left something open that keeps its process from ending' : `ended with ${how}`
      return `A worker ${what}. It ran ${files.join(', ')}.\n${said}`
    },
  }
}

async function answer(child: ChildProcess, store: SharedStore) {
  try {
    send(child, { kind: 'store', store, url: await sharedStore(store) })
  } catch (error) {
    send(child, {
      kind: 'store',
      store,
      failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
    })
  }
}

function send(child: ChildProcess, message: ToWorker) {
  if (child.connected) child.send(message)
}
