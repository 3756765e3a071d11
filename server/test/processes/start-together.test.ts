import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import pg from 'pg'
import { pino } from 'pino'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/postgres/embedded-postgres.ts'
import { createScope } from '../../src/platform/scope.ts'
import { openDatabases, type Databases } from '../../src/resources.ts'
import { expectStatus } from '../support/builders.ts'
import { databaseNames } from '../support/databases.ts'
import { spawnServer } from '../support/processes.ts'
import { callOn, testConfig } from '../support/server.ts'

const atOnce = 5
const rounds = 2

describe('servers that are started together', function () {
  this.timeout(60_000)
  const log = pino({ level: 'silent' })
  let dataDir: string
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'evently-together-'))
    await chmod(dataDir, 0o711)
  })
  afterEach(() => rm(dataDir, { recursive: true, force: true }))

  describe('on a database server that has none of their databases', () => {
    let postgres: EmbeddedPostgres
    beforeEach(async () => {
      postgres = await startEmbeddedPostgres({ dataDir, log, settings: { fsync: 'off', synchronous_commit: 'off' } })
    })
    afterEach(() => postgres.close())

    it('all start: each database is made and migrated once', async () => {
      const config = testConfig({}, { DATABASE_URL: postgres.urlOf('postgres') })
      for (let round = 0; round < rounds; round++) {
        const scopes = Array.from({ length: atOnce }, () => createScope())
        const started = await Promise.allSettled(scopes.map(scope => openDatabases(config, scope, log)))
        expect(started.filter(({ status }) => status === 'rejected')).to.deep.equal([])
        const [databases] = started.map(each => (each as PromiseFulfilledResult<Databases>).value)
        for (const name of databaseNames) {
          const { rows } = await databases![name]!.knex.raw<{ rows: { name: string; times: number }[] }>(
            `select name, count(*)::int as times from ${name}_migrations group by name`,
          )
          expect(rows.length).to.be.greaterThan(0)
          expect(rows.filter(({ times }) => times !== 1)).to.deep.equal([])
        }
        await Promise.all(scopes.map(scope => scope.close()))
        await dropDatabases()
      }
    })

    async function dropDatabases() {
      const admin = new pg.Client({ connectionString: postgres.urlOf('postgres') })
      await admin.connect()
      for (const name of databaseNames) await admin.query(`drop database evently_${name} with (force)`)
      await admin.end()
    }
  })

  describe('on a fresh data folder', () => {
    it('all start, with the same secrets and the demo events once', async () => {
      const none = {
        EVENTLY_JWT_SECRET: '',
        EVENTLY_INTERNAL_TOKEN: '',
        EVENTLY_CURSOR_SECRET: '',
        EVENTLY_TICKET_SECRET: '',
        EVENTLY_ADMIN_EMAIL: '',
        EVENTLY_ADMIN_PASSWORD: '',
      }
      const started = await Promise.allSettled(
        Array.from({ length: 3 }, () => spawnServer({ urls: {} }, { EVENTLY_DATA_DIR: dataDir, ...none })),
      )
      try {
        expect(started.map(each => (each.status === 'rejected' ? String(each.reason) : 'started'))).to.deep.equal([
          'started',
          'started',
          'started',
        ])
        const calls = started.flatMap(each => (each.status === 'fulfilled' ? [callOn(each.value.url)] : []))
        const { body } = expectStatus(
          await calls[0]!('POST', '/auth/login', { body: { email: 'admin@example.com', password: 'evently-admin' } }),
          200,
        )
        const seen = await Promise.all(
          calls.map(
            async call =>
              expectStatus(
                await call('GET', '/admin/events', { token: body.tokens.accessToken, query: { limit: 100 } }),
                200,
              ).body.data,
          ),
        )
        const names = seen[0].map(({ externalId }: { externalId: string }) => externalId)
        expect(names.length).to.be.greaterThan(5)
        expect(new Set(names).size).to.equal(names.length)
        const venues = expectStatus(
          await calls[0]!('GET', '/venues', { token: body.tokens.accessToken, query: { limit: 100 } }),
          200,
        ).body.data.map(({ name }: { name: string }) => name)
        expect(new Set(venues).size).to.equal(venues.length)
      } finally {
        for (const each of started) if (each.status === 'fulfilled') await each.value.stop()
      }
    })
  })
})
