import { Writable } from 'node:stream'
import { expect } from 'chai'
import { pino } from 'pino'
import { createLog, scrubbed } from '../../src/platform/observability/log.ts'
import { openDatabase, type Database } from '../../src/platform/postgres/sql.ts'
import { createEmptyDatabase } from '../support/databases.ts'

const PLANTED = 'planted-7f3a'

/** A log whose lines are kept. */
function aLog() {
  const lines: string[] = []
  const log = createLog({ level: 'trace', destination: new Writable({ write(chunk: Buffer, _, done) { lines.push(chunk.toString()); done() } }) })
  return { log, lines, last: () => JSON.parse(lines.at(-1)!) as { msg: string; err: Record<string, unknown> } }
}

describe('the log', () => {
  describe('hides what is secret by its name, at any depth', () => {
    for (const name of ['password', 'currentPassword', 'passwordHash', 'token', 'accessToken', 'refreshToken', 'apiKey', 'api_key', 'authorization', 'Authorization', 'cookie', 'set-cookie', 'secret', 'client_secret', 'email']) {
      it(name, () => {
        const { log, lines } = aLog()
        log.error({ [name]: `${PLANTED} "quoted"`, deep: [{ body: { [name]: PLANTED } }] }, JSON.stringify({ [name]: PLANTED, twice: JSON.stringify({ [name]: PLANTED }) }))
        expect(lines).to.have.length(1)
        expect(lines[0]).not.to.include(PLANTED)
        expect(JSON.parse(lines[0]!)).to.have.nested.property(`deep[0].body.${name}`, '[redacted]')
      })
    }
  })

  describe('hides what is secret by its form, wherever it stands', () => {
    const forms: Record<string, string> = {
      'a connection string': `connect to postgres://evently:${PLANTED}@db.example:5432/x failed`,
      'a Redis URL without a user': `redis://:${PLANTED}@10.0.0.1:6379`,
      'a bearer token': `header Bearer ${PLANTED}.abc`,
      'basic credentials': `Basic ${PLANTED}==`,
      'an access token': `got eyJhbGciOi.${PLANTED}.c2ln`,
      'an API key of ours': `evk_${PLANTED.replace('-', '')}abcdef`.replace('planted7f3a', `x${PLANTED.replace('-', '')}`),
      'a payment token': `tok_${PLANTED.replace('-', '')}`,
      'a Stripe key': `sk_live_${PLANTED.replace('-', '')}`,
      'a webhook secret': `whsec_${PLANTED.replace('-', '')}+/x=`,
      'an email address': `${PLANTED}.someone@mail.example.com`,
    }
    for (const [what, text] of Object.entries(forms)) {
      it(what, () => {
        const safe = scrubbed(`before ${text} after`)
        expect(safe).not.to.include(PLANTED).and.not.to.include(PLANTED.replace('-', ''))
        expect(safe).to.match(/^before .* after$/)
      })
    }
  })

  it('leaves alone what one looks for: ids, codes, places, times', () => {
    const line = JSON.stringify({ requestId: 'req_01m85qzjfsexxxxxxxxxxxxxxx', bookingId: 'bkg_01', code: '23505', at: 'service.ts:12:3', url: 'http://127.0.0.1:3000/x', time: '2026-01-01T00:00:00Z', tokens: 3 })
    expect(scrubbed(line)).to.equal(line)
  })

  describe('tells a database\'s errors without what was bound to the statement', () => {
    let database: Database
    let close: () => Promise<void>
    before(async () => {
      const empty = await createEmptyDatabase()
      database = openDatabase({ name: 'empty', url: empty.url })
      close = async () => { await database.close(); await empty.close() }
      await database.knex.raw(`create table people (id uuid, email text constraint people_email_unique unique, constraint people_small check (length(email) < 40))`)
      await database.knex('people').insert({ email: PLANTED })
    })
    after(() => close())

    it('which a plain log would tell (the control)', async () => {
      const lines: string[] = []
      const plain = pino({}, new Writable({ write(chunk: Buffer, _, done) { lines.push(chunk.toString()); done() } }))
      await database.knex('people').insert({ email: PLANTED }).catch((error: unknown) => plain.error({ err: error }, 'failed'))
      expect(lines.join('')).to.include(PLANTED)
    })

    const failures: Record<string, [code: string, fails: () => Promise<unknown>]> = {
      'a duplicate, by knex': ['23505', async () => database.knex('people').insert({ email: PLANTED })],
      'a duplicate, by pg': ['23505', () => database.pool.query('insert into people (email) values ($1)', [PLANTED])],
      'a violated check, whose detail is the whole row': ['23514', async () => database.knex('people').insert({ email: PLANTED.repeat(5) })],
      'a value of the wrong form': ['22P02', async () => database.knex('people').where({ id: PLANTED }).select('id')],
      'a value of the wrong form, in a raw statement': ['22P02', async () => database.knex.raw('select ?::uuid', [PLANTED])],
      'a table that isn\'t there': ['42P01', async () => database.knex('nobody').insert({ email: PLANTED })],
    }
    for (const [what, [code, fails]] of Object.entries(failures)) {
      it(what, async () => {
        const { log, lines, last } = aLog()
        const error: unknown = await fails().then(() => undefined, (thrown: unknown) => thrown)
        log.error({ err: new AggregateError([error], 'several', { cause: error }) }, 'failed')
        log.error({ err: error }, 'failed')
        expect(lines.join('')).not.to.include(PLANTED)
        expect(last().err).to.include({ type: 'PostgresError', code, severity: 'ERROR' })
        expect(last().err['stack']).to.match(/\n\s+at /)
      })
    }
  })

  it('tells what was thrown that is no error without what is in it', () => {
    const { log, lines } = aLog()
    log.error({ err: { body: PLANTED } }, 'failed')
    expect(lines[0]).not.to.include(PLANTED)
  })
})
