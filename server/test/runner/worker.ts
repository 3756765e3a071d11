// Runs one test file after the other with mocha, as the queue sends them; what its modules hold stays loaded in
// between.
import { pathToFileURL } from 'node:url'
import Mocha from 'mocha'
import { shareStoresOf, type SharedStore } from '../support/shared-stores.ts'
import { endedChildrenMs } from './cpu.ts'
import type { Mode } from './files.ts'
import type { FromWorker, ToWorker } from './messages.ts'

const tell = (message: FromWorker) => {
  if (process.connected) process.send!(message)
}

if (process.env['EVENTLY_TEST_BUFFERED']) {
  delete process.env['EVENTLY_TEST_BUFFERED'] // not for the processes that tests start
  for (const output of [process.stdout, process.stderr]) output.write = toQueue(output.write.bind(output))
}

// Nobody waits for what was rejected: to Node and to our servers that is fatal, and so it is to a test.
process.on('unhandledRejection', reason => {
  throw reason
})

const asked = new Map<SharedStore, (answer: Extract<ToWorker, { kind: 'store' }>) => void>()
shareStoresOf(
  store =>
    new Promise((resolve, reject) => {
      asked.set(store, ({ url, failure }) => {
        if (url !== undefined) resolve(url)
        else reject(new Error(`${store} couldn't be started: ${failure}`))
      })
      tell({ kind: 'ask', store })
    }),
)

process.on('message', (message: ToWorker) => {
  if (message.kind === 'run') void run(message)
  else if (message.kind === 'end') end()
  else asked.get(message.store)?.(message)
})

/** Whose queue has gone is not waited for by anybody. */
const gone = () => {
  process.exit(1)
}
process.once('disconnect', gone)

/** Ends when all that the tests have opened is closed. */
function end() {
  process.off('disconnect', gone)
  process.disconnect()
}

async function run({ path, mode, options: { color = false, grep, ...options } }: Extract<ToWorker, { kind: 'run' }>) {
  setMode(mode)
  const before = process.cpuUsage()
  const childrenBeforeMs = endedChildrenMs()
  const mocha = new Mocha({
    timeout: 60_000,
    ...options,
    ...(grep !== undefined && { grep: new RegExp(grep) }),
    color,
    reporter: 'spec',
  })
  await load(mocha, path, mode) // a file that can't be loaded ends this process, which fails the run
  const runner = mocha.run(() => {
    process.removeAllListeners('uncaughtException') // each run leaves one behind
    const { user, system } = process.cpuUsage(before)
    const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {}
    const cpu = { workerMs: (user + system) / 1_000, childrenMs: endedChildrenMs() - childrenBeforeMs }
    tell({ kind: 'done', count: { passes, failures, pending }, cpu })
  })
}

/** As mocha's own loader, but anew for each mode: what a process has imported it doesn't evaluate a second time. */
async function load(mocha: Mocha, path: string, mode: Mode) {
  const { EVENT_FILE_PRE_REQUIRE, EVENT_FILE_REQUIRE, EVENT_FILE_POST_REQUIRE } = Mocha.Suite.constants
  mocha.suite.emit(EVENT_FILE_PRE_REQUIRE, globalThis, path, mocha)
  const module = await import(`${pathToFileURL(path).href}?${mode}`)
  mocha.suite.emit(EVENT_FILE_REQUIRE, module, path, mocha)
  mocha.suite.emit(EVENT_FILE_POST_REQUIRE, globalThis, path, mocha)
}

/** Heeded by support/server.ts whenever it starts a server. */
function setMode(mode: Mode) {
  if (mode === 'apart') process.env['EVENTLY_TEST_SERVICES'] = 'apart'
  else delete process.env['EVENTLY_TEST_SERVICES']
}

/** Written by the same channel as everything else, it arrives in order and belongs to its file. */
function toQueue(write: typeof process.stdout.write): typeof process.stdout.write {
  return ((chunk: string | Uint8Array, ...rest: never[]) => {
    if (!process.connected) return write(chunk, ...rest)
    tell({ kind: 'said', text: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString() })
    const done = rest.find(each => typeof each === 'function') as (() => void) | undefined
    done?.()
    return true
  }) as typeof process.stdout.write
}
