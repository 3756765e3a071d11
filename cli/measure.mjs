// `npm run measure`: how large the package is, and what its start costs beside that of Node itself.
//
// The programs take turns, so that a load of the machine meets all of them. CPU time is that of all threads up to the
// exit; the ratios are of medians. Other versions of Node may be named: node measure.mjs [rounds] [node …]
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('.', import.meta.url))
const [rounds = 20, ...nodes] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'evently-measure-'))
const page = JSON.stringify({ data: [eventOf()], hasMore: false, nextCursor: null })
const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(page))
const clock = join(folder, 'clock.cjs')
writeFileSync(
  clock,
  `process.on('exit', () => {
    const { user, system } = process.cpuUsage()
    require('node:fs').writeSync(3, String(user + system))
  })`,
)

try {
  run('build.mjs', 'write')
  console.log(`the tarball: ${sizes()}`)
  await new Promise(listening => server.listen(0, '127.0.0.1', listening))
  for (const node of nodes.length > 0 ? nodes : [process.execPath]) await measure(node)
} finally {
  server.close()
  run('build.mjs', 'remove')
  rmSync(folder, { recursive: true })
}

async function measure(node) {
  const evently = join(root, 'bin/run.js')
  const baseUrl = `http://127.0.0.1:${server.address().port}`
  const programs = {
    'node -e 0': ['-e', '0'],
    'evently --version': [evently, '--version'],
    'evently --help': [evently, '--help'],
    'evently events list --help': [evently, 'events', 'list', '--help'],
    'evently events list': [evently, 'events', 'list', '--base-url', baseUrl],
  }
  const times = Object.fromEntries(Object.keys(programs).map(name => [name, []]))
  for (let round = 0; round <= Number(rounds); round += 1)
    for (const [name, args] of Object.entries(programs)) {
      const spent = await timesOf(node, args)
      if (round > 0) times[name].push(spent) // the first one fills the caches
    }

  const { stdout: version } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  console.log(`\n${version.trim()}, medians of ${rounds} starts`)
  const [idle] = Object.values(times).map(medians)
  for (const [name, spent] of Object.entries(times)) {
    const { cpuMs, wallMs } = medians(spent)
    const cpu = `${cpuMs.toFixed(0).padStart(4)} ms of CPU, ${(cpuMs / idle.cpuMs).toFixed(2)}×`
    const wall = `${wallMs.toFixed(0).padStart(4)} ms, ${(wallMs / idle.wallMs).toFixed(2)}×`
    console.log(`  ${name.padEnd(28)} ${cpu}; ${wall}`)
  }
}

function timesOf(node, args) {
  const env = { ...process.env, HOME: folder, XDG_CACHE_HOME: folder, EVENTLY_CONFIG_DIR: folder }
  const start = performance.now()
  const child = spawn(node, ['--require', clock, ...args], { env, stdio: ['ignore', 'ignore', 'inherit', 'pipe'] })
  let cpu = ''
  child.stdio[3].on('data', chunk => {
    cpu += chunk
  })
  return new Promise((resolve, reject) => {
    child.on('close', code => {
      if (code === 0) resolve({ cpuMs: Number(cpu) / 1000, wallMs: performance.now() - start })
      else reject(new Error(`${args.join(' ')} ended with ${code}`))
    })
  })
}

function medians(spent) {
  const medianOf = list => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]
  return { cpuMs: medianOf(spent.map(({ cpuMs }) => cpuMs)), wallMs: medianOf(spent.map(({ wallMs }) => wallMs)) }
}

function sizes() {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts']
  const { stdout } = spawnSync('npm', args, { cwd: root, encoding: 'utf8' })
  const [{ size, unpackedSize, entryCount }] = JSON.parse(stdout)
  return `${Math.round(size / 1000)} kB, ${Math.round(unpackedSize / 1000)} kB unpacked, ${entryCount} files`
}

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`)
}

function eventOf() {
  const at = '2030-01-01T12:00:00.000Z'
  const venue = { id: 'ven_1', name: 'Harbour Hall', city: 'Hamburg', country: 'DE', timezone: 'Europe/Berlin' }
  const seats = { capacity: 120, availableSeats: 117, ticketTypes: [], waitlistOpen: false }
  const title = { title: 'Night of Strings', category: 'music', tags: [], status: 'published', test: false }
  return { id: 'evt_1', ...title, venue, startsAt: at, endsAt: at, timezone: 'Europe/Berlin', ...seats, version: 1 }
}
