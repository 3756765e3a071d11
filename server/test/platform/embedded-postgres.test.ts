// The embedded PostgreSQL: who starts it, who joins, who stops it, and what a crash leaves behind.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import pg from 'pg'
import { pino } from 'pino'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/postgres/embedded-postgres.ts'

const log = pino({ level: 'silent' })
const settings = { fsync: 'off' }

describe('the embedded PostgreSQL', function () {
  this.timeout(60_000)
  let dataDir: string
  let opened: EmbeddedPostgres[]

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'evently-embedded-'))
    opened = []
  })
  afterEach(async () => {
    await Promise.all(opened.map(postgres => postgres.close()))
    await rm(dataDir, { recursive: true, force: true })
  })

  async function start(databases: string[] = []): Promise<EmbeddedPostgres> {
    const postgres = await startEmbeddedPostgres({ dataDir, log, settings, databases })
    opened.push(postgres)
    return postgres
  }
  const isRunning = () =>
    stat(join(dataDir, 'postgres', 'postmaster.pid')).then(
      () => true,
      () => false,
    )
  const postmaster = async () =>
    Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])

  it('listens on this machine only, wants its password and keeps that to itself', async () => {
    const postgres = await start()
    const { rows } = await query(
      postgres.urlOf('postgres'),
      `select current_setting('listen_addresses') as addresses,
      current_setting('unix_socket_directories') as sockets, current_setting('data_checksums') as checksums,
      (select count(*)::int from pg_hba_file_rules where auth_method <> 'scram-sha-256') as open_doors`,
    )
    expect(rows).to.deep.equal([{ addresses: '127.0.0.1', sockets: '', checksums: 'on', open_doors: 0 }])
    expect((await stat(join(dataDir, 'postgres-password'))).mode & 0o077).to.equal(0)

    const url = new URL(postgres.urlOf('postgres'))
    url.password = 'wrong'
    expect(await query(url.href, 'select 1').catch((error: pg.DatabaseError) => error.code)).to.equal('28P01')
  })

  it('is durable unless told otherwise', async () => {
    const postgres = await startEmbeddedPostgres({ dataDir, log })
    opened.push(postgres)
    const { rows } = await query(
      postgres.urlOf('postgres'),
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
    )
    expect(rows).to.deep.equal([{ fsync: 'on', commit: 'on' }])
  })

  it('keeps its data and its port from one start to the next', async () => {
    const first = await start(['shop'])
    await query(first.urlOf('shop'), 'create table things as select 1 as id')
    await first.close()
    expect(await isRunning()).to.equal(false)

    const second = await start(['shop'])
    expect((await query(second.urlOf('shop'), 'select id from things')).rows).to.deep.equal([{ id: 1 }])
    expect(second.urlOf('shop')).to.equal(first.urlOf('shop'))
  })

  it('is started once by several that come together, and stopped by the last to leave', async () => {
    const users = await Promise.all([start(['shop']), start(['shop']), start(['shop'])])
    expect(new Set(users.map(user => user.urlOf('shop'))).size).to.equal(1)

    await users[0]?.close()
    await users[1]?.close()
    expect((await query(users[2]!.urlOf('shop'), 'select 1 as one')).rows).to.deep.equal([{ one: 1 }])
    await users[2]?.close()
    expect(await isRunning()).to.equal(false)
  })

  it('is stopped when all leave at the same moment', async () => {
    const users = await Promise.all([start(), start(), start()])
    await Promise.all(users.map(user => user.close()))
    expect(await isRunning()).to.equal(false)
  })

  it('keeps running for a session of ours that came by another way', async () => {
    const postgres = await start()
    const guest = new pg.Client({ connectionString: postgres.urlOf('postgres'), application_name: 'evently' })
    await guest.connect()
    await postgres.close()
    expect((await guest.query('select 1 as one')).rows).to.deep.equal([{ one: 1 }])
    await guest.end()
    await (await start()).close()
    expect(await isRunning()).to.equal(false)
  })

  it('lets somebody in who comes while it is being stopped', async () => {
    for (const _ of [1, 2, 3]) {
      const leaving = await start()
      const [coming] = await Promise.all([start(), leaving.close()])
      expect((await query(coming.urlOf('postgres'), 'select 1 as one')).rows).to.deep.equal([{ one: 1 }])
      await coming.close()
    }
    expect(await isRunning()).to.equal(false)
  })

  it('goes on when the server that started it is killed, and is joined by the next', async () => {
    const code = new URL('../../src/platform/postgres/embedded-postgres.js', import.meta.url).href
    const source = `import { startEmbeddedPostgres } from ${JSON.stringify(code)}
      import { pino } from ${JSON.stringify(import.meta.resolve('pino'))}
      const log = pino({ level: 'silent' })
      await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log, settings: { fsync: 'off' } })
      console.log('started')`
    const server = spawn(process.execPath, ['--input-type=module', '--eval', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(server.stdout, 'data')
    server.kill('SIGKILL')
    await once(server, 'exit')
    const before = await postmaster()

    const next = await start()
    expect(await postmaster()).to.equal(before)
    await next.close()
    expect(await isRunning()).to.equal(false)
  })

  it("starts although a crash of the machine left a process number behind that is somebody else's now", async () => {
    const first = await start()
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid')
    const lines = (await readFile(pidFile, 'utf8')).split('\n')
    await first.close()
    await writeFile(pidFile, [String(process.pid), ...lines.slice(1)].join('\n'))

    await start()
    expect(await postmaster()).not.to.equal(process.pid)
  })

  it('starts over when making the cluster was interrupted, and clears the rest away', async () => {
    const abandoned = 'postgres.new-999999999-cafe0000-1' // no process has such a number
    await mkdir(join(dataDir, abandoned, 'base'), { recursive: true })
    await start()
    expect(await readdir(dataDir))
      .to.include('postgres')
      .and.not.include(abandoned)
  })

  it("never touches a folder that isn't a cluster of its own making", async () => {
    await mkdir(join(dataDir, 'postgres'))
    await writeFile(join(dataDir, 'postgres', 'diary.txt'), 'dear diary')
    const error = await start().catch((caught: unknown) => caught)
    expect(error).to.be.instanceOf(Error).with.property('message').that.includes('not a PostgreSQL cluster')
    expect(await readdir(join(dataDir, 'postgres'))).to.deep.equal(['diary.txt'])
  })

  it('says which file is missing when its password is', async () => {
    await (await start()).close()
    await rm(join(dataDir, 'postgres-password'))
    const error = await start().catch((caught: unknown) => caught)
    expect(error).to.be.instanceOf(Error).with.property('message').that.includes('postgres-password')
  })

  it("says to set EVENTLY_DATA_DIR where the user it runs as for root can't go", async function () {
    if (process.getuid?.() !== 0) this.skip()
    await chmod(dataDir, 0o700)
    const error = await startEmbeddedPostgres({ dataDir: join(dataDir, 'inner'), log }).catch(
      (caught: unknown) => caught,
    )
    expect(error).to.be.instanceOf(Error).with.property('message').that.includes('set EVENTLY_DATA_DIR')
  })
})

async function query(url: string, text: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}
