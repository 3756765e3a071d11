import { Writable } from 'node:stream'
import { expect } from 'chai'
import { pino } from 'pino'
import { createLog, scrubbed } from '../../src/platform/observability/log.ts'
import { openDatabase, type Database } from '../../src/platform/postgres/sql.ts'
import { createEmptyDatabase } from '../support/databases.ts'

const planted = 'planted-7f3a'

/** A log whose lines are kept. */
function aLog() {
  const lines: string[] = []
  const log = createLog({
    level: 'trace',
    destination: new Writable({
      write(chunk: Buffer, _, done) {
        lines.push(chunk.toString())
        done()
      },
    }),
  })
  return { log, lines, last: () => JSON.parse(lines.at(-1)!) as { msg: string; err: Record<string, unknown> } }
}

describe('the log', () => {
  describe('hides what is secret by its name, at any depth', () => {
    for (const name of [
      'password',
      'currentPassword',
      'passwordHash',
      'token',
      'accessToken',
      'refreshToken',
      'apiKey',
      'api_key',
      'authorization',
      'Authorization',
      'cookie',
      'set-cookie',
      'secret',
      'client_secret',
      'email',
    ]) {
      it(name, () => {
        const { log, lines } = aLog()
        log.error(
          { [name]: `${planted} "quoted"`, deep: [{ body: { [name]: planted } }] },
          JSON.stringify({ [name]: planted, twice: JSON.stringify({ [name]: planted }) }),
        )
        expect(lines).to.have.length(1)
        expect(lines[0]).not.to.include(planted)
        expect(JSON.parse(lines[0]!)).to.have.nested.property(`deep[0].body.${name}`, '[redacted]')
      })
    }
  })

  describe('hides what is secret by its form, wherever it stands', () => {
    const forms: Record<string, string> = {
      'a connection string': `connect to postgres://evently:${planted}@db.example:5432/x failed`,
      'a Redis URL without a user': `redis://:${planted}@10.0.0.1:6379`,
      'a bearer token': `header Bearer ${planted}.abc`,
      'basic credentials': `Basic ${planted}==`,
      'an access token': `got eyJhbGciOi.${planted}.c2ln`,
      'an API key of ours': `evk_${planted.replace('-', '')}abcdef`.replace(
        'planted7f3a',
        `x${planted.replace('-', '')}`,
      ),
      'a payment token': `tok_${planted.replace('-', '')}`,
      'a Stripe key': `sk_live_${planted.replace('-', '')}`,
      'a webhook secret': `whsec_${planted.replace('-', '')}+/x=`,
      'an email address': `${planted}.someone@mail.example.com`,
    }
    for (const [what, text] of Object.entries(forms)) {
      it(what, () => {
        const safe = scrubbed(`before ${text} after`)
        expect(safe).not.to.include(planted).and.not.to.include(planted.replace('-', ''))
        expect(safe).to.match(/^before .* after$/)
      })
    }
  })

  it('leaves alone what one looks for: ids, codes, places, times', () => {
    const line = JSON.stringify({
      requestId: 'req_01m85qzjfsexxxxxxxxxxxxxxx',
      bookingId: 'bkg_01',
      code: '23505',
      at: 'service.ts:12:3',
      url: 'http://127.0.0.1:3000/x',
      time: '2026-01-01T00:00:00Z',
      tokens: 3,
    })
    expect(scrubbed(line)).to.equal(line)
  })

  describe("tells a database's errors without what was bound to the statement", () => {
    let database: Database
    let close: () => Promise<void>
    before(async () => {
      const empty = await createEmptyDatabase()
      database = openDatabase({ name: 'empty', url: empty.url })
      close = async () => {
        await database.close()
        await empty.close()
      }
      await database.knex.raw(
        'create table people (id uuid, email text constraint people_email_unique unique, constraint ' +
          'people_small check (length(email) < 40))',
      )
      await database.knex('people').insert({ email: planted })
    })
    after(() => close())

    it('which a plain log would tell (the control)', async () => {
      const lines: string[] = []
      const plain = pino(
        {},
        new Writable({
          write(chunk: Buffer, _, done) {
            lines.push(chunk.toString())
            done()
          },
        }),
      )
      await database
        .knex('people')
        .insert({ email: planted })
        .catch((error: unknown) => plain.error({ err: error }, 'failed'))
      expect(lines.join('')).to.include(planted)
    })

    const failures: Record<string, [code: string, fails: () => Promise<unknown>]> = {
      'a duplicate, by knex': ['23505', async () => database.knex('people').insert({ email: planted })],
      'a duplicate, by pg': ['23505', () => database.pool.query('insert into people (email) values ($1)', [planted])],
      'a violated check, whose detail is the whole row': [
        '23514',
        async () => database.knex('people').insert({ email: planted.repeat(5) }),
      ],
      'a value of the wrong form': ['22P02', async () => database.knex('people').where({ id: planted }).select('id')],
      'a value of the wrong form, in a raw statement': [
        '22P02',
        async () => database.knex.raw('select ?::uuid', [planted]),
      ],
      "a table that isn't there": ['42P01', async () => database.knex('nobody').insert({ email: planted })],
    }
    for (const [what, [code, fails]] of Object.entries(failures)) {
      it(what, async () => {
        const { log, lines, last } = aLog()
        const error: unknown = await fails().then(
          () => undefined,
          (thrown: unknown) => thrown,
        )
        log.error({ err: new AggregateError([error], 'several', { cause: error }) }, 'failed')
        log.error({ err: error }, 'failed')
        expect(lines.join('')).not.to.include(planted)
        expect(last().err).to.include({ type: 'PostgresError', code, severity: 'ERROR' })
        expect(last().err['stack']).to.match(/\n\s+at /)
      })
    }
  })

  it('tells what was thrown that is no error without what is in it', () => {
    const { log, lines } = aLog()
    log.error({ err: { body: planted } }, 'failed')
    expect(lines[0]).not.to.include(planted)
  })
})
