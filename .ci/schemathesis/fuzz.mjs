// Schemathesis against a running server, as each kind of caller: all its phases, all its checks.
//
//   node .ci/schemathesis/fuzz.mjs SCHEMATHESIS [--examples 15] [--seed 1] [--as anonymous,attendee,…] [--seconds 600]
//
// SCHEMATHESIS: its program. Examples are per operation and kind of caller, so that a machine of any speed sends the
// same with the same seed. With --seconds, which are per kind of caller, there are as many as that time allows, and the
// seed is drawn unless it is given. Prints the seed, and how it has closed or, where something was found, all it says.
import { spawn, spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = join(here, '../..')
/** Each with a share of the time, if that is bounded: a slow machine would leave nothing for the chains. */
const parts = [
  { phases: 'examples,coverage,fuzzing', share: 2 / 3 },
  { phases: 'stateful', share: 1 / 3 },
]
const callers = ['anonymous', 'attendee', 'organizer', 'admin', 'key']
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string' },
    examples: { type: 'string', default: '15' },
    seed: { type: 'string' },
    as: { type: 'string', default: callers.join(',') },
  },
})
const [schemathesis] = positionals
const asked = values.as.split(',')
const seed = values.seed ?? (values.seconds === undefined ? '1' : String(randomInt(2 ** 31)))
console.log(`Schemathesis with --seed ${seed}`)
const admin = { EVENTLY_ADMIN_EMAIL: 'fuzz-admin@example.com', EVENTLY_ADMIN_PASSWORD: 'the admin of the fuzzing' }

const folder = mkdtempSync(join(tmpdir(), 'evently-fuzz-'))
chmodSync(folder, 0o711) // PostgreSQL runs as another user when this runs as root
const server = await startServer()
let failed = 0
try {
  for (const caller of asked) if (!fuzzAs(caller)) failed++
} finally {
  server.child.kill('SIGTERM')
  await server.ended
  rmSync(folder, { recursive: true, force: true })
}
console.log(`Schemathesis: ${asked.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/** Whether nothing was found. */
function fuzzAs(caller) {
  console.log(`\nAs ${caller}:`)
  const startedMs = performance.now()
  const areGood = parts.map(part => fuzzPart(caller, part))
  console.log(`${Math.round((performance.now() - startedMs) / 1_000)} s`)
  return areGood.every(isGood => isGood)
}

function fuzzPart(caller, { phases, share }) {
  const seconds = values.seconds === undefined ? [] : ['--max-time', String(Math.ceil(Number(values.seconds) * share))]
  const { status, stdout, stderr } = spawnSync(
    schemathesis,
    [
      ...['--config-file', join(here, 'schemathesis.toml'), 'run', `${server.url}/openapi.json`],
      ...['--phases', phases, '--max-examples', values.examples, ...seconds, '--seed', seed, '--workers', '1'],
      ...['--continue-on-failure', '--no-color', '--request-timeout', '20', '--generation-database', 'none'],
    ],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: {
        ...process.env,
        ...admin,
        PYTHONPATH: here,
        PYTHONDONTWRITEBYTECODE: '1',
        EVENTLY_FUZZ_URL: server.url,
        EVENTLY_FUZZ_ROLE: caller,
      },
    },
  )
  const isGood = status === 0
  console.log(isGood ? closingLines(stdout) : stdout + stderr)
  return isGood
}

/** Its phases and how many requests it has made, of all that it says at its end. */
function closingLines(text) {
  const lines = text.slice(text.indexOf('Test Phases:')).split('\n')
  return lines
    .filter(line => /^ +(✅|⏭)|\d+ generated|^Filtered/.test(line) && !line.includes('disabled'))
    .map(line => line.trim())
    .join('; ')
}

async function startServer() {
  const [port, internalPort] = [await freePort(), await freePort()]
  const child = spawn(process.execPath, ['server/dist/src/main.js', '--empty'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      ...admin,
      EVENTLY_DATA_DIR: join(folder, 'data'),
      PORT: String(port),
      EVENTLY_INTERNAL_PORT: String(internalPort),
      EVENTLY_RATE_LIMIT: 'off',
      EVENTLY_PUBLIC_METRICS: 'on',
      EVENTLY_LOG_LEVEL: 'error',
      EVENTLY_DRAIN_SECONDS: '0',
    },
  })
  const ended = new Promise(resolve => child.once('exit', resolve))
  const url = `http://127.0.0.1:${port}`
  for (let n = 0; n < 600 && child.exitCode === null; n++) {
    if (
      await fetch(`${url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return { child, ended, url }
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error('The server did not come up; what it said is above.')
}

function freePort() {
  return new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
