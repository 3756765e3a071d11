// From a fresh clone to a running server or a finished test run: installs and builds what is missing, then does it.
//
//   node run.mjs start [arguments of the server]
//   node run.mjs dev [arguments of the server]      the same, and again whenever a source changes
//   node run.mjs test [options, test files and folders; --help names them]
//   node run.mjs run <compiled file> [its arguments]
//   node run.mjs generate [--check]
//   node run.mjs check                              types, format, lint, imports, what is generated: no behaviour
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('.', import.meta.url))
const nodeOldest = [20, 19]
const tsc = join(root, 'node_modules/typescript/bin/tsc')
const server = join(root, 'server/dist/src/main.js')
const tests = join(root, 'server/dist/test/runner/main.js')
const generator = join(root, 'openapi/generator/dist/generate.js')
const products = [
  { project: 'server/src', sources: 'server/src', output: 'server/dist/src' },
  { project: 'sdk/src', sources: 'sdk/src', output: 'sdk/dist/src' },
  { project: 'cli/src', sources: 'cli/src', output: 'cli/dist/src' },
  { project: 'examples/flash-sale', sources: 'examples/flash-sale/src', output: 'examples/flash-sale/dist/src' },
  {
    project: 'examples/organizers-evening',
    sources: 'examples/organizers-evening/src',
    output: 'examples/organizers-evening/dist/src',
  },
  { project: 'examples/ticket-shop/src', sources: 'examples/ticket-shop/src', output: 'examples/ticket-shop/dist/src' },
]

const [command, ...args] = process.argv.slice(2)
const commands = { start, dev, test, run: runCompiled, generate, check }
const isKnown = Object.hasOwn(commands, command ?? '') && (command !== 'run' || args.length > 0)
if (!isKnown)
  stopWith(
    'Usage: node run.mjs start|dev|test|generate [arguments], node run.mjs run <compiled file> [arguments], ' +
      'node run.mjs check',
  )
if (nodeIsTooOld()) stopWith(`Evently needs Node.js ${nodeOldest.join('.')} or newer; this is ${process.version}.`)

if (!isInstalled()) install()
await commands[command]()

async function start() {
  buildProduct()
  await become(server, args)
}

async function test() {
  build()
  if (args.includes('--watch') || args.includes('-w'))
    await again(
      tests,
      args.filter(arg => arg !== '--watch' && arg !== '-w'),
      { isServer: false },
    )
  else await become(tests, args)
}

async function runCompiled() {
  build()
  await become(join(root, args[0]), args.slice(1))
}

/** A compiler that watches, and a server that is stopped and started whenever it is done. */
async function dev() {
  buildProduct()
  await again(server, args, { isServer: true })
}

/** Builds the generator alone: what it writes may be what the rest waits for to compile. */
async function generate() {
  compile(['-b', 'openapi/generator'])
  await become(generator, args)
}

function check() {
  build()
  const generated = run(process.execPath, [generator, '--check'])
  const house = run(process.execPath, [tests, 'server/test/house'])
  const format = run(process.execPath, [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format'])
  const lint = run(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint')])
  process.exitCode = generated || house || format || lint
}

/** Runs a program in this very process, so that a signal reaches it once and its exit code is ours. */
async function become(main, mainArgs) {
  process.argv = [process.execPath, main, ...mainArgs]
  await import(pathToFileURL(main).href)
}

/**
 * Runs the program, and again after each compilation without an error. A server is stopped for it, a test run is let
 * end.
 */
async function again(main, mainArgs, { isServer }) {
  const watched = isServer ? ['-b', join(root, 'server/src')] : ['-b']
  const compiler = spawn(process.execPath, [tsc, ...watched, '--watch', '--preserveWatchOutput'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let child
  let isWanted = false
  const startChild = () => {
    isWanted = false
    child = spawn(process.execPath, [main, ...mainArgs], { cwd: root, stdio: 'inherit' })
    child.once('exit', () => {
      child = undefined
      if (isWanted) startChild()
      else
        console.error(
          isServer
            ? 'Evently: the server has ended; it is started again when a source changes.'
            : 'Evently: waiting for a change; Ctrl-C ends.',
        )
    })
  }
  const wanted = () => {
    isWanted = true
    if (child) {
      if (isServer) child.kill('SIGTERM')
    } else startChild()
  }
  compiler.stdout.on('data', chunk => {
    const said = String(chunk)
    const errors = /Found (\d+) errors?\./.exec(said)
    if (errors?.[1] === '0') wanted()
    else process.stderr.write(said)
  })
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      compiler.kill()
      isWanted = false
      if (child) child.once('exit', () => process.exit(0)).kill(signal)
      else process.exit(0)
    })
  }
  compiler.once('exit', code => {
    if (code) stopWith('Evently: the compiler has ended; its messages are above.', code)
  })
}

function isInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json') // npm's own note of what it has put there
  if (!existsSync(installed)) return false
  if (existsSync(marker()) && readFileSync(marker(), 'utf8') === lockHash()) return true

  const newerThan = path => !existsSync(path) || statSync(installed).mtimeMs > statSync(path).mtimeMs
  if (!newerThan(join(root, 'package-lock.json')) || !newerThan(marker())) return false
  markInstalled() // npm was here after the last change, without us
  return true
}

function install() {
  console.error('Evently: installing its dependencies with npm ci, once; this takes about half a minute …')
  // npm tells its scripts where it is itself; the `npm` of the PATH may be another or none.
  const npm = process.env.npm_execpath
  const wanted = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const status =
    npm && /\.c?js$/.test(npm)
      ? run(process.execPath, [npm, ...wanted])
      : run('npm', wanted, { shell: process.platform === 'win32' })
  if (status !== 0) stopWith('Evently: npm ci failed; its messages are above.', status)
  markInstalled()
}

/** Everything, tests and benches too, with its types checked. */
function build() {
  if (!existsSync(tests))
    console.error('Evently: building everything, tests too, once; this takes about half a minute …')
  compile(['-b'])
}

/**
 * What a start and the README's tour need: the server, the SDK, the CLI and the example, without tests and without
 * checking types, which takes three times as long: `npm run check` and every test run do that.
 */
function buildProduct() {
  const stale = products.filter(isStale)
  if (stale.length === 0) return
  console.error('Evently: building the server, the SDK and the CLI; this takes some seconds …')
  for (const product of stale) {
    compile(['-p', join(root, product.project), '--noCheck', '--composite', 'false', '--incremental', 'false'])
    writeFileSync(builtMark(product), '')
    utimesSync(builtMark(product), new Date(), new Date())
  }
}

function isStale(product) {
  const marks = [builtMark(product), join(root, product.output, 'tsconfig.tsbuildinfo')]
    .filter(existsSync)
    .map(path => statSync(path).mtimeMs)
  const sources = ['tsconfig.base.json', 'package-lock.json', product.sources].map(path => newest(join(root, path)))
  return marks.length === 0 || Math.max(...marks) < Math.max(...sources)
}

function builtMark({ output }) {
  return join(root, output, '.built')
}

function newest(path) {
  const stats = statSync(path)
  return stats.isDirectory()
    ? Math.max(stats.mtimeMs, ...readdirSync(path).map(name => newest(join(path, name))))
    : stats.mtimeMs
}

function compile(options) {
  const status = run(process.execPath, [tsc, ...options])
  if (status !== 0) stopWith("Evently: the build failed; the compiler's messages are above.", status)
}

function markInstalled() {
  writeFileSync(marker(), lockHash())
}

function marker() {
  return join(root, 'node_modules/.evently-lock')
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

function nodeIsTooOld() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major < nodeOldest[0] || (major === nodeOldest[0] && minor < nodeOldest[1])
}

/**
 * Runs a command with our own input and output, and answers its exit code. What a server prints is for its own output
 * alone.
 */
function run(program, programArgs, options = {}) {
  const { status, error } = spawnSync(program, programArgs, {
    cwd: root,
    stdio: ['inherit', command === 'start' ? 2 : 'inherit', 'inherit'],
    ...options,
  })
  if (error) stopWith(`Evently: ${program} couldn't be run: ${error.message}`)
  return status ?? 1
}

function stopWith(message, status = 1) {
  console.error(message)
  process.exit(status)
}
