import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, openSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import pg from 'pg'
import { pino } from 'pino'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/postgres/embedded-postgres.ts'
import { anAccount, anEvent, expectProblem, expectStatus } from '../support/builders.ts'
import { cloneDatabases, databaseNames, withDatabase, type DatabaseName } from '../support/databases.ts'
import { reservePort } from '../support/ports.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn, testEnvironment } from '../support/server.ts'

const diskBytes = 64 * 1024 * 1024
const reservationsMax = 3_000

/** A disk of our own that can be full without harm: root may mount a part of the memory as one. */
function mountDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes}`, 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('a database whose disk is full', function () {
  this.timeout(60_000)
  let dataDir: string
  let disk: string
  let isMounted = false
  let postgres: EmbeddedPostgres
  let server: ServerProcess
  before(async function () {
    dataDir = await mkdtemp(join(tmpdir(), 'evently-full-'))
    disk = join(dataDir, 'disk')
    await chmod(dataDir, 0o711)
    await mkdir(disk)
    isMounted = mountDisk(disk)
    if (!isMounted) this.skip() // not root, or in a container that may not mount
    postgres = await startEmbeddedPostgres({
      dataDir,
      log: pino({ level: 'silent' }),
      databases: ['users', 'bookings', 'search'].map(name => `evently_${name}`),
      settings: { fsync: 'off', synchronous_commit: 'off' },
    })
    const { uid, gid } = await stat(join(dataDir, 'postgres'))
    await chown(disk, uid, gid)
    await asAdmin(async admin => {
      await admin.query(`create tablespace small location '${disk}'`)
      await admin.query('create database evently_events tablespace small')
    })
    const urls = Object.fromEntries(
      databaseNames.map(name => [name, withDatabase(postgres.urlOf('postgres'), `evently_${name}`)]),
    ) as Record<DatabaseName, string>
    server = await spawnServer({ urls })
  })
  after(async () => {
    await server?.kill()
    await postgres?.close()
    if (isMounted) execFileSync('umount', [disk])
    await rm(dataDir, { recursive: true, force: true })
  })

  async function asAdmin(work: (admin: pg.Client) => Promise<unknown>) {
    const admin = new pg.Client({ connectionString: postgres.urlOf('postgres') })
    await admin.connect()
    try {
      await work(admin)
    } finally {
      await admin.end()
    }
  }

  it('answers 503 until there is space again, and is named by /readyz', async () => {
    const call = callOn(server.url)
    const organizer = await anAccount({ call }, { role: 'organizer' })
    const event = await anEvent({ call }, { organizer, capacity: 1_000_000 })
    let buyers = 0
    const reserve = () =>
      call('POST', '/bookings/reserve', {
        token: organizer.token,
        body: { eventId: event.id, quantity: 1, buyer: { reference: `buyer-${++buyers}` } },
      })
    expectStatus(await reserve(), 201)
    expectStatus(await call('GET', '/readyz'), 200)

    const filler = join(disk, 'filler')
    await writeFile(filler, Buffer.alloc(diskBytes)).catch((error: { code?: string }) => {
      expect(error.code).to.equal('ENOSPC')
    })
    let answer = await reserve()
    // There is space left in the files that there are.
    while (answer.status === 201 && buyers < reservationsMax) answer = await reserve()
    expectProblem(answer, 'service_unavailable')
    expect(answer.headers['retry-after']).to.equal('1')
    const { body } = await eventually(
      async () => call('GET', '/readyz'),
      ({ status }) => status === 503,
      { withinMs: 5_000 },
    )
    expect(body.checks.filter(({ ok }: { ok: boolean }) => !ok)).to.deep.equal([
      { name: 'events_database', ok: false, detail: 'has no space left on its disk' },
    ])
    expectStatus(await call('GET', `/events/${event.id}`), 200) // reading goes on

    await rm(filler)
    await eventually(
      async () => call('GET', '/readyz'),
      ({ status }) => status === 200,
      { withinMs: 10_000 },
    )
    expectStatus(await reserve(), 201)
    expect(server.errors()).to.contain('has no space left on its disk')
  })
})

describe('a server whose outputs lead to a full disk', () => {
  it('goes on', async function () {
    if (!existsSync('/dev/full')) this.skip()
    this.timeout(30_000)
    const databases = await cloneDatabases()
    const port = await reservePort()
    const full = openSync('/dev/full', 'w')
    const main = fileURLToPath(new URL('../../src/main.js', import.meta.url))
    const env = {
      PATH: process.env['PATH'],
      ...testEnvironment(databases.urls),
      PORT: String(port),
      EVENTLY_LOG_LEVEL: 'trace',
      EVENTLY_SLOW_REQUEST_MS: '1',
    }
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', full, full] })
    const ended = once(child, 'exit')
    try {
      const call = callOn(`http://127.0.0.1:${port}`)
      await eventually(
        () =>
          call('GET', '/readyz').then(
            ({ status }) => status,
            () => child.exitCode ?? 0,
          ),
        status => status === 200,
        { withinMs: 20_000 },
      )
      for (let times = 0; times < 20; times++) expectStatus(await call('GET', '/events'), 200)
      expect(child.exitCode).to.equal(null)
    } finally {
      child.kill('SIGKILL')
      await ended
      await databases.close()
    }
  })
})
