// A base backup that is made while people buy, and a server that goes on from it as docs/operating.md says.
import { chmod, copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import pg from 'pg'
import { pino } from 'pino'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/postgres/embedded-postgres.ts'
import { baseBackup } from '../support/base-backup.ts'
import {
  aBooking,
  anAccount,
  anEvent,
  expectProblem,
  expectStatus,
  theAdmin,
  type Account,
} from '../support/builders.ts'
import { sendBuyers } from '../support/buyers.ts'
import { databaseNames, withDatabase, type DatabaseName } from '../support/database-names.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { callOn, type Call } from '../support/server.ts'

const buyerCount = 16
/** Copies for speed are right again within this. */
const rightWithinMs = 30_000

describe('a base backup under load, restored', function () {
  this.timeout(300_000)
  let folder: string
  let redis: TestRedis | undefined
  const opened: EmbeddedPostgres[] = []
  let server: ServerProcess | undefined

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evently-backup-'))
    await chmod(folder, 0o711)
    redis = process.env['EVENTLY_TEST_REDIS_SERVER'] ? await startRedis() : undefined
  })
  afterEach(async () => {
    await server?.kill()
    for (const postgres of opened.splice(0)) await postgres.close()
    await redis?.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function startPostgres(name: string) {
    const postgres = await startEmbeddedPostgres({
      dataDir: join(folder, name),
      log: pino({ level: 'silent' }),
      databases: databaseNames.map(each => `evently_${each}`),
      settings: { wal_keep_size: '512MB' },
    })
    opened.push(postgres)
    return postgres
  }
  const urlOf = (postgres: EmbeddedPostgres, name: DatabaseName) =>
    withDatabase(postgres.urlOf('postgres'), `evently_${name}`)

  async function startServer(postgres: EmbeddedPostgres): Promise<Call> {
    server = await spawnServer(
      { urls: Object.fromEntries(databaseNames.map(name => [name, urlOf(postgres, name)])) },
      redis ? { REDIS_URL: redis.url } : {},
    )
    return callOn(server.url)
  }

  async function query<Row extends pg.QueryResultRow>(postgres: EmbeddedPostgres, name: DatabaseName, text: string) {
    const client = new pg.Client({ connectionString: urlOf(postgres, name) })
    await client.connect()
    try {
      return (await client.query<Row>(text)).rows
    } finally {
      await client.end()
    }
  }
  const column = async (postgres: EmbeddedPostgres, name: DatabaseName, text: string) =>
    (await query<{ value: string }>(postgres, name, text)).map(({ value }) => value)
  const confirmedIn = async (postgres: EmbeddedPostgres) =>
    new Set(await column(postgres, 'bookings', `select id as value from bookings where status = 'confirmed'`))

  const apiKeyOf = async (call: Call, { token }: Account) =>
    expectStatus(
      await call('POST', '/api-keys', { token, body: { name: 'shop', scopes: ['events:read', 'activity:read'] } }),
      201,
    ).body.key as string

  it('is one moment of all databases: nothing acknowledged before it is lost, and all goes on from there', async () => {
    const first = await startPostgres('first')
    let call = await startServer(first)
    const organizer = await anAccount({ call }, { role: 'organizer' })
    const key = await apiKeyOf(call, organizer)
    const event = await anEvent({ call }, { organizer, capacity: 100_000, title: 'Nocturnes' })
    const buyers = sendBuyers({ call, event, many: buyerCount, retry: true })
    const bookedMore = async (than: number, count: number) =>
      eventually(
        async () => buyers.bought().booked.size,
        seen => seen >= than + count,
        { withinMs: 60_000 },
      )
    await bookedMore(0, 100)

    const before = new Set(buyers.bought().booked)
    await baseBackup({
      url: first.urlOf('postgres'),
      from: join(folder, 'first', 'postgres'),
      to: join(await emptyFolder('second'), 'postgres'),
    })
    await copyFile(join(folder, 'first', 'postgres-password'), join(folder, 'second', 'postgres-password'))
    const during = buyers.bought().booked.size - before.size

    // What comes now is lost: bookings, an event, a key, and messages that a reader of the feed has read.
    await bookedMore(buyers.bought().booked.size, 100)
    const lost = await anEvent({ call }, { organizer, title: 'Vespers' })
    const lostBooking = await aBooking({ call }, lost)
    const lostKey = await apiKeyOf(call, organizer)
    const { booked } = await buyers.stop()
    const feedOf = (token: string, query: Record<string, string>) => call('GET', '/activity', { token, query })
    const readTo = expectStatus(await feedOf(key, { from: 'end' }), 200).body.nextCursor as string
    const [lostPlace] = await column(first, 'bookings', 'select place::text as value from message_end')
    for (const { id } of [event, lost]) expectStatus(await call('GET', `/events/${id}`), 200)
    await server!.kill()
    await first.close()
    opened.splice(0)

    const second = await startPostgres('second')
    const [place] = await column(second, 'bookings', 'select skip_message_places()::text as value')
    expect(Number(place), 'no place is given out twice').to.be.greaterThan(Number(lostPlace))
    call = await startServer(second)

    // Nothing that was acknowledged before it is missing; what came after it is not there.
    const kept = await confirmedIn(second)
    expect([...before].filter(id => !kept.has(id))).to.deep.equal([])
    expect(kept.size).to.be.lessThan(booked.size)
    console.log(`      ${before.size} booked before, ${during} during the backup; ${kept.size} of ${booked.size} kept`)

    // What was half done is finished, and the whole is sound.
    const admin = await theAdmin({ call })
    const audit = await eventually(
      async () => expectStatus(await call('GET', '/admin/audit', { token: admin.token }), 200).body,
      ({ clean }) => clean,
      { withinMs: 60_000, everyMs: 1_000 },
    )
    expect(
      audit.checks.find(({ name }: { name: string }) => name === 'messages-follow-each-other').checked,
    ).to.be.above(0)

    // Sessions and keys from before go on; those from after are unknown.
    expectStatus(await call('GET', '/users/profile', { token: organizer.token }), 200)
    expectStatus(await call('POST', '/auth/refresh', { body: { refreshToken: organizer.refreshToken } }), 200)
    expectProblem(await feedOf(lostKey, { from: 'end' }), 'token_invalid')

    // Copies that were made after it are put right by themselves.
    const left = `select available_seats::text as value from inventory where event_id = '${event.id}'`
    await eventually(
      async () => ({
        shown: String((await call('GET', `/events/${event.id}/availability`)).body?.availableSeats),
        stored: (await column(second, 'events', left))[0],
      }),
      ({ shown, stored }) => shown === stored,
      { withinMs: rightWithinMs },
    )
    await eventually(
      async () => (await call('GET', `/events/${lost.id}`)).status,
      status => status === 404,
      { withinMs: rightWithinMs },
    )
    const titlesFound = async (q: string) =>
      (expectStatus(await call('GET', '/search', { query: { q } }), 200).body.data as { title: string }[]).map(
        ({ title }) => title,
      )
    expect(await titlesFound('nocturnes')).to.deep.equal(['Nocturnes'])
    expect(await titlesFound('vespers')).to.deep.equal([])

    // It sells on: ids are new ones, and who reads the feed is told, whether they have read on too far or not.
    expectProblem(await feedOf(key, { after: readTo }), 'activity_gone')
    const atRestore = expectStatus(await feedOf(key, { from: 'end' }), 200).body.nextCursor as string
    const next = await aBooking({ call }, event)
    expect([...booked, lostBooking.id]).not.to.include(next.id)
    const message = await eventually(
      async () =>
        expectStatus(await feedOf(key, { after: atRestore }), 200).body.data as { resource: { id: string } }[],
      messages => messages.some(({ resource }) => resource.id === next.id),
      { withinMs: 10_000 },
    )
    expect(message).not.to.equal(undefined)
    const newPlaces = await column(
      second,
      'bookings',
      `select place::text as value from messages where resource_id = '${next.id}'`,
    )
    for (const each of newPlaces) expect(Number(each)).to.be.greaterThan(Number(place))
    expect((await call('GET', '/admin/audit', { token: admin.token })).body.clean).to.equal(true)
  })

  async function emptyFolder(name: string) {
    const path = join(folder, name)
    await mkdir(path, { mode: 0o711 })
    return path
  }
})
