// From a fresh clone to a running server or a finished test run: installs and builds what is missing, then does it.
//
//   node run.mjs start [arguments of the server]
//   node run.mjs test [options, test files and folders; --help names them]
//   node run.mjs run <compiled file> [its arguments]
//   node run.mjs generate [--check]
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('.', import.meta.url))
const nodeOldest = [20, 19]

const [command, ...args] = process.argv.slice(2)
if (!['start', 'test', 'run', 'generate'].includes(command) || (command === 'run' && args.length === 0)) stopWith('Usage: node run.mjs start|test|generate [arguments], node run.mjs run <compiled file> [arguments]')
if (nodeIsTooOld()) stopWith(`Evently needs Node.js ${nodeOldest.join('.')} or newer; this is ${process.version}.`)

if (!isInstalled()) install()
// The generator alone: what it writes may be what the rest waits for to compile.
build(command === 'generate' ? ['openapi/generator'] : [])
if (command === 'generate') await become(join(root, 'openapi/generator/dist/generate.js'), args)
else if (command === 'start') await become(join(root, 'server/dist/src/main.js'), args)
else if (command === 'run') await become(join(root, args[0]), args.slice(1))
else await become(join(root, 'server/dist/test/runner/main.js'), args)

/** Runs a program in this very process, so that a signal reaches it once and its exit code is ours. */
async function become(main, mainArgs) {
  process.argv = [process.execPath, main, ...mainArgs]
  await import(pathToFileURL(main).href)
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
  console.error('Evently: installing its dependencies with npm ci; this happens once …')
  // npm tells its scripts where it is itself; the `npm` of the PATH may be another or none.
  const npm = process.env.npm_execpath
  const wanted = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const status = npm && /\.c?js$/.test(npm) ? run(process.execPath, [npm, ...wanted]) : run('npm', wanted, { shell: process.platform === 'win32' })
  if (status !== 0) stopWith('Evently: npm ci failed; its messages are above.', status)
  markInstalled()
}

function build(projects) {
  if (!existsSync(join(root, projects[0] ?? 'server', 'dist'))) console.error('Evently: building …')
  const status = run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', ...projects])
  if (status !== 0) stopWith("Evently: the build failed; the compiler's messages are above.", status)
}

function markInstalled() {
  writeFileSync(marker(), lockHash())
}

function marker() {
  return join(root, 'node_modules/.evently-lock')
}

function lockHash() {
  return createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
}

function nodeIsTooOld() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major < nodeOldest[0] || (major === nodeOldest[0] && minor < nodeOldest[1])
}

/** Runs a command with our own input and output, and answers its exit code. */
function run(program, programArgs, options = {}) {
  const { status, error } = spawnSync(program, programArgs, { cwd: root, stdio: ['inherit', command === 'test' ? 'inherit' : 2, 'inherit'], ...options })
  if (error) stopWith(`Evently: ${program} couldn't be run: ${error.message}`)
  return status ?? 1
}

function stopWith(message, status = 1) {
  console.error(message)
  process.exit(status)
}
