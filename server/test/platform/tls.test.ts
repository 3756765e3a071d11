// PostgreSQL and Redis over TLS: who is trusted, and what a server that can't trust them says at its start.
import { chown, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import pg from 'pg'
import { pino } from 'pino'
import { readConfig } from '../../src/config.ts'
import { ConfigError } from '../../src/config/environment.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/postgres/embedded-postgres.ts'
import { openDatabase } from '../../src/platform/postgres/sql.ts'
import { connectionTo } from '../../src/platform/postgres/tls.ts'
import { StartError } from '../../src/platform/start-error.ts'
import { isUnreachable } from '../../src/platform/unreachable.ts'
import { startServer } from '../../src/server.ts'
import { anEvent } from '../support/builders.ts'
import { makeCertificates, type Certificate, type Certificates } from '../support/certificates.ts'
import { reservePort } from '../support/ports.ts'
import { eventually } from '../support/processes.ts'
import { needsRedis, startRedis, type TestRedis } from '../support/redis.ts'
import { cheapPasswords, startOneProcess, testEnvironment } from '../support/server.ts'

const silent = pino({ level: 'silent' })

describe('over TLS', function () {
  this.timeout(120_000)
  let folder: string
  let certificates: Certificates
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evently-tls-'))
    certificates = await makeCertificates(folder)
  })
  after(() => rm(folder, { recursive: true, force: true }))

  describe('PostgreSQL', () => {
    let dataDir: string
    let postgres: EmbeddedPostgres
    before(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'evently-tls-data-'))
      postgres = await startEmbeddedPostgres({ dataDir, log: silent })
      await giveKeysToItsOwner()
    })
    after(async () => {
      await postgres.close()
      await rm(dataDir, { recursive: true, force: true })
    })

    /** PostgreSQL reads a key that is its own alone. */
    async function giveKeysToItsOwner() {
      const { uid, gid } = await stat(join(dataDir, 'postgres'))
      for (const file of [folder, ...(await readdir(folder)).map(name => join(folder, name))])
        await chown(file, uid, gid)
    }

    const asAdmin = async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> => {
      const admin = new pg.Client({ connectionString: postgres.urlOf('postgres') })
      await admin.connect()
      try {
        return (await admin.query<Row>(text)).rows
      } finally {
        await admin.end()
      }
    }
    async function show({ cert, key }: Certificate) {
      await asAdmin(`alter system set ssl_cert_file = '${cert}'`)
      await asAdmin(`alter system set ssl_key_file = '${key}'`)
      await asAdmin('alter system set ssl = on')
      await reloaded()
    }
    /** A reload is a signal: it is done once a new connection sees it. */
    async function reloaded() {
      const [before] = await asAdmin<{ at: Date }>('select pg_conf_load_time() as at')
      await asAdmin('select pg_reload_conf()')
      for (;;) {
        const [now] = await asAdmin<{ at: Date }>('select pg_conf_load_time() as at')
        if (now!.at > before!.at) return
      }
    }
    const start = (parameters: string, env: Readonly<Record<string, string>> = {}, host = '127.0.0.1') => {
      const url = new URL(postgres.urlOf('postgres'))
      url.hostname = host
      const config = readConfig({ ...testEnvironment({}), DATABASE_URL: `${url.href}?${parameters}`, ...env })
      return startServer(config, silent, { passwordCost: cheapPasswords })
    }
    const refusalOf = async (...args: Parameters<typeof start>): Promise<string> => {
      const refusal = await start(...args).then(
        server => server.close(),
        (error: unknown) => error,
      )
      expect(refusal).to.be.instanceOf(StartError)
      return (refusal as StartError).message
    }

    it('is spoken to by verify-full: every connection is encrypted, and names and authority are right', async () => {
      await show(certificates.good)
      for (const host of ['127.0.0.1', 'localhost']) {
        const server = await start('', { EVENTLY_DATABASE_CA_FILE: certificates.authorityFile }, host)
        try {
          const rows = await asAdmin<{ ssl: boolean }>(
            `select ssl from pg_stat_ssl join pg_stat_activity using (pid)
            where application_name = 'evently' and datname like 'evently\\_%'`,
          )
          expect(rows.length).to.be.greaterThan(3)
          expect(rows.every(({ ssl }) => ssl)).to.equal(true)
        } finally {
          await server.close()
        }
      }
    })

    it('is spoken to as its URL says', async () => {
      await show(certificates.otherName)
      const ca = encodeURIComponent(certificates.authorityFile)
      for (const parameters of ['sslmode=require', `sslmode=verify-ca&sslrootcert=${ca}`])
        await (await start(parameters)).close()
    })

    const refusals: Readonly<
      Record<string, readonly [shown: 'good' | 'expired' | 'otherName', mode: string, ca: string, sentence: RegExp]>
    > = {
      'the authority is not known': ['good', 'verify-full', '', /has a certificate of an authority that is not known/],
      'another authority is trusted': ['good', 'verify-ca', 'stranger', /authority in EVENTLY_DATABASE_CA_FILE, or as/],
      'another authority is trusted, with require': ['good', 'require', 'stranger', /an authority that is not known/],
      'the name is another one': [
        'otherName',
        'verify-full',
        'authority',
        /has a certificate for other names \(DNS:elsewhere\.example\.com\)\. Name it in DATABASE_URL as its certifi/,
      ],
      'the certificate has expired': ['expired', 'verify-full', 'authority', /has a certificate that has expired/],
    }
    for (const [what, [shown, mode, ca, sentence]] of Object.entries(refusals))
      it(`is refused at the start where ${what}`, async () => {
        await show(certificates[shown])
        const files = { authority: certificates.authorityFile, stranger: certificates.strangerFile }
        const file = files[ca as keyof typeof files]
        const env: Record<string, string> = ca === '' ? {} : { EVENTLY_DATABASE_CA_FILE: file }
        expect(await refusalOf(`sslmode=${mode}`, env)).to.match(/^The PostgreSQL of DATABASE_URL at /)
        expect(await refusalOf(`sslmode=${mode}`, env)).to.match(sentence)
      })

    it('is taken for away when its certificate expires while it is used', async () => {
      await show(certificates.good)
      const url = `${postgres.urlOf('postgres')}?sslrootcert=${encodeURIComponent(certificates.authorityFile)}`
      const db = openDatabase({ name: 'test', url })
      try {
        await db.pool.query('select 1')
        await show(certificates.expired)
        await db.pool.query('select pg_terminate_backend(pg_backend_pid())').catch(() => {})
        const failure = await db.pool.query('select 1').catch((error: unknown) => error)
        expect(failure).to.include({ code: 'CERT_HAS_EXPIRED' })
        expect(isUnreachable(failure), 'its client may come back').to.equal(true)
        await show(certificates.good)
        await db.pool.query('select 1')
      } finally {
        await db.close()
      }
    })

    it('is refused where it has no TLS at all', async () => {
      await asAdmin('alter system set ssl = off')
      await reloaded()
      expect(await refusalOf('sslmode=require')).to.match(/can't be spoken to as its URL asks \(sslmode\)/)
    })
  })

  describe('Redis', () => {
    const redises: TestRedis[] = []
    before(function () {
      needsRedis(this)
    })
    after(() => Promise.all(redises.map(redis => redis.close())))

    /** Its URL over TLS. */
    const redisWith = async ({ cert, key }: Certificate) => {
      const port = await reservePort()
      const files = ['--tls-cert-file', cert, '--tls-key-file', key]
      redises.push(await startRedis({ args: ['--tls-port', String(port), ...files, '--tls-auth-clients', 'no'] }))
      return `rediss://127.0.0.1:${port}`
    }
    const start = (url: string, caFile?: string) =>
      startOneProcess({ env: { REDIS_URL: url, ...(caFile !== undefined && { EVENTLY_REDIS_CA_FILE: caFile }) } })

    it('is used where its certificate is of an authority that is trusted', async () => {
      const server = await start(await redisWith(certificates.good), certificates.authorityFile)
      try {
        const event = await anEvent(server)
        // No start waits until the client has connected, and no answer for what is written to Redis.
        await eventually(
          async () => {
            await server.call('GET', `/events/${event.id}`)
            return redises.at(-1)!.client.keys(`evently:{${event.id}}:*`)
          },
          keys => keys.length > 0,
          { withinMs: 10_000 },
        )
      } finally {
        await server.close()
      }
    })

    const refusals: Readonly<
      Record<string, readonly [shown: 'good' | 'expired' | 'otherName', ca: string | undefined, sentence: RegExp]>
    > = {
      'the authority is not known': ['good', undefined, /authority in EVENTLY_REDIS_CA_FILE\.$/],
      'another authority is trusted': ['good', 'stranger', /has a certificate of an authority that is not known here/],
      'the name is another one': ['otherName', 'authority', /Name it in REDIS_URL as its certificate does\.$/],
      'the certificate has expired': ['expired', 'authority', /has a certificate that has expired/],
    }
    for (const [what, [shown, ca, sentence]] of Object.entries(refusals))
      it(`is refused at the start where ${what}`, async () => {
        const url = await redisWith(certificates[shown])
        const file = { authority: certificates.authorityFile, stranger: certificates.strangerFile }[ca ?? '']
        const refusal = await start(url, file).then(
          server => server.close(),
          (error: unknown) => error,
        )
        expect(refusal).to.be.instanceOf(StartError)
        expect((refusal as StartError).message).to.match(/^The Redis of REDIS_URL at 127\.0\.0\.1:\d+ has /)
        expect((refusal as StartError).message).to.match(sentence)
      })
  })

  describe('the settings', () => {
    const url = 'postgres://localhost/x'
    const wrong: Readonly<Record<string, readonly [env: () => Readonly<Record<string, string>>, sentence: RegExp]>> = {
      'a mode that goes on without TLS': [
        () => ({ DATABASE_URL: `${url}?sslmode=prefer` }),
        /^DATABASE_URL has sslmode=prefer, which goes on without TLS where the server has none: it must be one of/,
      ],
      'a mode that is none': [() => ({ DATABASE_URL: `${url}?sslmode=yes` }), /sslmode=yes, which is not known/],
      'a file that is not there': [
        () => ({ DATABASE_URL: `${url}?sslrootcert=/nowhere.crt` }),
        /^DATABASE_URL has sslrootcert=\/nowhere\.crt, a file that can't be read \(ENOENT\)\.$/,
      ],
      'a file of authorities that is not there': [
        () => ({ DATABASE_URL: url, EVENTLY_DATABASE_CA_FILE: '/nowhere.crt' }),
        /^EVENTLY_DATABASE_CA_FILE names a file that can't be read \(ENOENT\): \/nowhere\.crt\.$/,
      ],
      'a file of authorities that has none': [
        () => ({ DATABASE_URL: url, EVENTLY_DATABASE_CA_FILE: '/etc/hostname' }),
        /^EVENTLY_DATABASE_CA_FILE names a file that has no certificate/,
      ],
      'authorities without TLS': [
        () => ({ DATABASE_URL: `${url}?sslmode=disable`, EVENTLY_DATABASE_CA_FILE: certificates.authorityFile }),
        /DATABASE_URL has sslmode=disable, so it would not be used/,
      ],
      'authorities for the embedded PostgreSQL': [
        () => ({ EVENTLY_DATABASE_CA_FILE: certificates.authorityFile }),
        /but no PostgreSQL of yours/,
      ],
      'authorities for a Redis without TLS': [
        () => ({ REDIS_URL: 'redis://localhost', EVENTLY_REDIS_CA_FILE: certificates.authorityFile }),
        /^EVENTLY_REDIS_CA_FILE is set, but REDIS_URL does not begin with rediss:\/\//,
      ],
    }
    for (const [what, [env, sentence]] of Object.entries(wrong))
      it(`can't be ${what}`, () =>
        expect(() => readConfig({ ...testEnvironment({}), ...env() })).to.throw(ConfigError, sentence))

    it('mean what libpq means by them', () => {
      const sslOf = (parameters: string) => {
        const { ssl } = connectionTo(`${url}?${parameters}`)
        return typeof ssl === 'object'
          ? { verified: ssl.rejectUnauthorized, named: ssl.checkServerIdentity === undefined, ca: ssl.ca !== undefined }
          : ssl
      }
      const ca = `sslrootcert=${encodeURIComponent(certificates.authorityFile)}`
      expect(sslOf('')).to.equal(undefined)
      expect(sslOf('sslmode=disable')).to.equal(false)
      expect(sslOf('sslmode=require')).to.deep.equal({ verified: false, named: false, ca: false })
      expect(sslOf(`sslmode=require&${ca}`)).to.deep.equal({ verified: true, named: false, ca: true })
      expect(sslOf('sslmode=verify-ca')).to.deep.equal({ verified: true, named: false, ca: false })
      expect(sslOf('sslmode=verify-full')).to.deep.equal({ verified: true, named: true, ca: false })
      expect(sslOf('sslmode=verify-full&sslrootcert=system')).to.deep.equal({ verified: true, named: true, ca: false })
      expect(sslOf(ca)).to.deep.equal({ verified: true, named: true, ca: true })
      expect(sslOf('ssl=true')).to.deep.equal({ verified: true, named: true, ca: false })
    })
  })
})
