// From a fresh clone to a running server or a finished test run: installs and builds what is missing, then does it.
//
//   node run.mjs start [arguments of the server]
//   node run.mjs test [mocha's arguments, or test files]
//   node run.mjs run <compiled file> [its arguments]
//   node run.mjs generate [--check]
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
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
else test()

/** Runs a program in this very process, so that a signal reaches it once and its exit code is ours. */
async function become(main, mainArgs) {
  process.argv = [process.execPath, main, ...mainArgs]
  await import(pathToFileURL(main).href)
}

/** The files that are named, as they are; else all of them, and those that speak to a whole server a second time, over the four services apart. */
function test() {
  const files = args.filter(isTestFile)
  const mochaArgs = args.filter(arg => !isTestFile(arg))
  if (files.length > 0) {
    process.exitCode = mocha(files, mochaArgs)
    return
  }
  const all = allTests()
  const runs = [{ name: 'all', files: all }, { name: 'the services apart', files: all.filter(speaksToServer), env: { EVENTLY_TEST_SERVICES: 'apart' } }]
  const outcomes = runs.map(each => counted(each, mochaArgs))
  for (const { name, count } of outcomes) console.log(`${name}: ${count ? told(count) : 'ended before it could be counted'}`)
  if (outcomes.every(({ count }) => count)) console.log(told({ passes: sum(outcomes, 'passes'), failures: sum(outcomes, 'failures') }))
  process.exitCode = outcomes.find(({ status }) => status !== 0)?.status ?? 0
}

function mocha(files, mochaArgs, env = {}) {
  const reporter = ['--reporter', join(root, 'server/test/support/counting-reporter.cjs')]
  return run(process.execPath, [join(root, 'node_modules/mocha/bin/mocha.js'), ...reporter, ...mochaArgs, ...files.map(compiled)], { env: { ...process.env, ...env } })
}

/** A run, with what its reporter has counted; no count if it did not come to its end. */
function counted({ name, files, env }, mochaArgs) {
  const folder = mkdtempSync(join(tmpdir(), 'evently-counts-'))
  const counts = join(folder, 'counts.json')
  try {
    const status = mocha(files, mochaArgs, { ...env, EVENTLY_TEST_COUNTS: counts })
    return { name, status, count: existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : undefined }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function told({ passes, failures }) {
  return `${passes} passed, ${failures} failed`
}

function sum(outcomes, what) {
  return outcomes.reduce((total, { count }) => total + count[what], 0)
}

/** By its source: it starts its server as support/server.ts does, which heeds EVENTLY_TEST_SERVICES. */
function speaksToServer(file) {
  return readFileSync(join(root, file), 'utf8').includes('startTestServer(')
}

/** Found by their sources: a test that was deleted or renamed may still lie compiled in `dist`. */
function allTests() {
  const rooms = ['server', 'sdk', 'cli', ...readdirSync(join(root, 'examples')).map(name => join('examples', name))]
  return rooms.map(room => join(room, 'test')).filter(folder => existsSync(join(root, folder))).flatMap(testsIn).sort()
}

function testsIn(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return testsIn(path)
    return isTestFile(path) ? [path] : []
  })
}

function isTestFile(path) {
  return /\.test\.[jt]s$/.test(path)
}

/** `server/test/x.test.ts` → `server/dist/test/x.test.js` */
function compiled(path) {
  return path.replace(/(^|[/\\])test([/\\])/, (_, before, after) => `${before}dist${after}test${after}`).replace(/dist[/\\]dist/, 'dist').replace(/ts$/, 'js')
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
