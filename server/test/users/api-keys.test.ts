// API keys: made, listed, used and deleted over HTTP; what a key may do, and how fast its end is known.
import { crc32 } from 'node:zlib'
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { admin, startUsersServer, type UsersServer } from './users-server.ts'

const keyOf = { name: 'Ticket shop', scopes: ['events:read', 'bookings:write'] }

describe('an API key', () => {
  let server: UsersServer
  before(async () => {
    server = await startUsersServer()
  })
  after(() => server.close())

  const make = (token: string, body: object = keyOf, headers: Record<string, string> = {}) =>
    server.call('POST', '/api-keys', { token, body, headers })
  const aKey = async (token: string, body: object = keyOf) => expectStatus(await make(token, body), 201).body
  const list = (token: string, query: Record<string, string> = {}) => server.call('GET', '/api-keys', { token, query })
  const remove = (token: string, id: string) => server.call('DELETE', `/api-keys/${id}`, { token })
  const callerOf = async (key: string) => server.users.authenticate(key)
  const codeOf = (key: string, users = server.users) =>
    Promise.resolve()
      .then(() => users.authenticate(key))
      .then(
        () => 'accepted',
        (error: { code?: string }) => error.code,
      )

  it('has the form of one: 160 random bits and a checksum in base62', async () => {
    const { token } = await server.anAccount()
    const { key, prefix } = await aKey(token)
    expect(key).to.match(/^evk_[0-9A-Za-z]{33}$/)
    expect(key.slice(0, 8)).to.equal(prefix)
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
    const checksum = [...key.slice(-6)].reduce((sum, digit) => sum * 62 + digits.indexOf(digit), 0)
    expect(checksum).to.equal(crc32(key.slice(4, -6)))
  })

  it('is told once, and kept as its hash alone', async () => {
    const { id, token } = await server.anAccount()
    const { key, ...shown } = await aKey(token)
    const { body } = expectStatus(await list(token), 200)
    expect(body).to.deep.equal({ data: [shown], hasMore: false, nextCursor: null })
    const { rows } = await server.database.knex.raw(
      `select key::text as row from api_keys key where user_id = ?
      union all select answer::text from idempotency_keys`,
      [id],
    )
    expect(JSON.stringify(rows)).to.contain(shown.id).and.not.contain(key.slice(8))
  })

  it('acts for its account, with the role that the account has now', async () => {
    const { id, token } = await server.anAccount()
    const { id: keyId, key } = await aKey(token)
    const caller = { kind: 'api_key', userId: id, role: 'attendee', credentialId: keyId, scopes: keyOf.scopes }
    expect(await callerOf(key)).to.deep.equal(caller)
    const { token: adminToken } = await server.login(admin)
    expectStatus(
      await server.call('PATCH', `/admin/users/${id}`, { token: adminToken, body: { role: 'organizer' } }),
      200,
    )
    expect(await callerOf(key)).to.deep.equal({ ...caller, role: 'organizer' })
  })

  it('makes no keys, lists none and deletes none', async () => {
    const { token } = await server.anAccount()
    const { id, key } = await aKey(token)
    expectProblem(await make(key), 'forbidden')
    expectProblem(await list(key), 'forbidden')
    expectProblem(await remove(key, id), 'forbidden')
    expectProblem(await server.call('GET', '/users/profile', { token: key }), 'forbidden')
  })

  it('is made once under an Idempotency-Key, and told again to whoever repeats the request', async () => {
    const { token } = await server.anAccount()
    const headers = { 'idempotency-key': 'make-a-key' }
    const first = expectStatus(await make(token, keyOf, headers), 201)
    const again = expectStatus(await make(token, keyOf, headers), 201)
    expect(again.body).to.deep.equal(first.body)
    expect(again.headers['idempotency-replayed']).to.equal('true')
    expect(expectStatus(await list(token), 200).body.data).to.have.length(1)
    const { rows } = await server.database.knex.raw('select answer::text from idempotency_keys')
    expect(JSON.stringify(rows)).to.not.contain(first.body.key)
  })

  it('is made once by ten requests with one Idempotency-Key at once', async () => {
    const { token } = await server.anAccount()
    const headers = { 'idempotency-key': 'make-one-key' }
    const answers = await Promise.all(Array.from({ length: 10 }, () => make(token, keyOf, headers)))
    for (const answer of answers) if (answer.status !== 201) expectProblem(answer, 'idempotency_in_flight')
    expect(new Set(answers.flatMap(({ body }) => body.key ?? [])).size).to.equal(1)
    expect(expectStatus(await list(token), 200).body.data).to.have.length(1)
  })

  it('is listed newest first, page by page, to its account alone', async () => {
    const { token } = await server.anAccount()
    const other = await server.anAccount()
    const ids: string[] = []
    for (const name of ['a', 'b', 'c']) ids.unshift((await aKey(token, { ...keyOf, name })).id)
    const { body: first } = expectStatus(await list(token, { limit: '2' }), 200)
    const { body: second } = expectStatus(await list(token, { limit: '2', cursor: first.nextCursor }), 200)
    expect([...first.data, ...second.data].map(({ id }) => id)).to.deep.equal(ids)
    expect(second).to.include({ hasMore: false, nextCursor: null })
    expect(expectStatus(await list(other.token), 200).body.data).to.deep.equal([])
    expectProblem(await list(other.token, { cursor: first.nextCursor }), 'invalid_cursor')
  })

  it('is deleted by its account alone, once', async () => {
    const { token } = await server.anAccount()
    const other = await server.anAccount()
    const { id, key } = await aKey(token)
    expectProblem(await remove(other.token, id), 'api_key_not_found')
    expect(await codeOf(key)).to.equal('accepted')
    expectStatus(await remove(token, id), 204)
    expect(await codeOf(key)).to.equal('token_invalid')
    expectProblem(await remove(token, id), 'api_key_not_found')
    expect(expectStatus(await list(token), 200).body.data).to.deep.equal([])
  })

  it('that was deleted is refused within a second by another process that knows it', async () => {
    const { token } = await server.anAccount()
    const { id, key } = await aKey(token)
    const elsewhere = server.newProcess()
    await elsewhere.ready()
    const jobs = elsewhere.startJobs()
    try {
      expect(await codeOf(key, elsewhere)).to.equal('accepted')
      expectStatus(await remove(token, id), 204)
      await eventually(
        () => codeOf(key, elsewhere),
        code => code === 'token_invalid',
        { withinMs: 1_000 },
      )
    } finally {
      for (const job of jobs) await job.close()
    }
  })

  it('that was deleted goes on in a process that does not listen, so that the test above can fail', async () => {
    const { token } = await server.anAccount()
    const { id, key } = await aKey(token)
    const deaf = server.newProcess()
    await deaf.ready()
    expect(await codeOf(key, deaf)).to.equal('accepted')
    expectStatus(await remove(token, id), 204)
    expect(await codeOf(key, deaf)).to.equal('accepted')
    await deaf.ready()
    expect(await codeOf(key, deaf)).to.equal('token_invalid')
  })

  it('dies with its account when that is disabled, and is not revived with it', async () => {
    const { id, token } = await server.anAccount()
    const { key } = await aKey(token)
    expect(await codeOf(key)).to.equal('accepted')
    const { token: adminToken } = await server.login(admin)
    for (const disabled of [true, false])
      expectStatus(await server.call('PATCH', `/admin/users/${id}`, { token: adminToken, body: { disabled } }), 200)
    expect(await codeOf(key)).to.equal('token_invalid')
    expect(await codeOf(key, server.newProcess())).to.equal('token_invalid')
  })

  it('ends at its time, in memory too, and says so', async () => {
    const { token } = await server.anAccount()
    const { key } = await aKey(token, { ...keyOf, expiresAt: new Date(Date.now() + 60_000).toISOString() })
    expect(await codeOf(key)).to.equal('accepted')
    server.passSeconds(61)
    await server.database.knex('api_keys').update({ expires_at: server.database.knex.raw('now()') })
    expect(await codeOf(key)).to.equal('token_expired')
    server.passSeconds(-61)
  })

  it('that would have ended already is not made', async () => {
    const { token } = await server.anAccount()
    const answer = await make(token, { ...keyOf, expiresAt: '2020-01-01T00:00:00Z' })
    const { body } = expectProblem(answer, 'validation_failed')
    expect(body.errors[0]).to.include({ pointer: '/expiresAt', message: 'must be in the future' })
  })

  it('is one of 50 at most that work; deleted and ended ones do not count', async () => {
    const { id, token } = await server.anAccount()
    const first = await aKey(token)
    const rest = await Promise.all(Array.from({ length: 60 }, () => make(token)))
    expect(rest.filter(({ status }) => status === 201)).to.have.length(49)
    for (const refused of rest.filter(({ status }) => status !== 201)) expectProblem(refused, 'api_key_limit_reached')
    expectStatus(await remove(token, first.id), 204)
    await aKey(token)
    expectProblem(await make(token), 'api_key_limit_reached')
    await server.database
      .knex('api_keys')
      .where({ user_id: id })
      .update({ expires_at: server.database.knex.raw('now()') })
    await aKey(token)
  })

  const wrong: readonly [what: string, key: (good: string) => string][] = [
    ['a changed character', good => good.slice(0, 10) + (good[10] === 'a' ? 'b' : 'a') + good.slice(11)],
    ['a lost character', good => good.slice(0, -1)],
    ['a character too many', good => `${good}0`],
    ['two characters swapped', good => good.replace(/(?<=^evk_.*?)(.)(?!\1)(.)/, '$2$1')],
    ['nothing but its beginning', () => 'evk_'],
    ['another checksum', good => good.slice(0, -6) + '000000'],
  ]
  for (const [what, change] of wrong) {
    it(`with ${what} is refused without asking the database`, async () => {
      const { token } = await server.anAccount()
      const { key } = await aKey(token)
      const asked: unknown[] = []
      const listen = (query: unknown) => asked.push(query)
      const process = server.newProcess()
      server.database.knex.on('query', listen)
      try {
        const changed = change(key)
        expect(changed).to.not.equal(key)
        expect(await codeOf(changed, process)).to.equal('token_invalid')
        expect(asked).to.deep.equal([])
        expect(await codeOf(key, process)).to.equal('accepted')
        expect(asked).to.not.deep.equal([])
      } finally {
        server.database.knex.off('query', listen)
      }
    })
  }

  it('says when it was last used, to the minute, and is written at most once a minute', async () => {
    const { token } = await server.anAccount()
    const { id, key } = await aKey(token)
    const process = server.newProcess()
    const flush = async () => process.flushUses()
    const usedAt = async () => expectStatus(await list(token), 200).body.data[0].lastUsedAt
    expect(await usedAt()).to.equal(undefined)
    await process.authenticate(key)
    await flush()
    const first = await usedAt()
    expect(Date.now() - Date.parse(first)).to.be.within(-1_000, 10_000)
    await process.authenticate(key)
    await flush()
    expect(await usedAt()).to.equal(first)
    await server.database.knex('api_keys').where({ id }).update({ last_used_at: '2020-01-01' })
    server.passSeconds(61)
    await process.authenticate(key)
    await flush()
    server.passSeconds(-61)
    expect(Date.parse(await usedAt())).to.be.greaterThan(Date.parse(first) - 1)
  })

  it('is verified for other services', async () => {
    const { id: userId, token } = await server.anAccount({ role: 'organizer' })
    const { id, key } = await aKey(token)
    const good = { active: true, kind: 'api_key', userId, role: 'organizer', credentialId: id, scopes: keyOf.scopes }
    expect(expectStatus(await server.verify(key), 200).body).to.deep.equal(good)
    expectStatus(await remove(token, id), 204)
    const bad = { active: false, kind: 'api_key', reason: 'token_invalid' }
    expect(expectStatus(await server.verify(key), 200).body).to.deep.equal(bad)
    expect(expectStatus(await server.verify(`${key}0`), 200).body).to.deep.equal(bad)
  })

  it('is told about to other services when it ends', async () => {
    const { token } = await server.anAccount()
    const { id } = await aKey(token)
    expectStatus(await remove(token, id), 204)
    const { body } = expectStatus(
      await server.internal('GET', '/internal/auth/changes', { query: { lastSeconds: 60 } }),
      200,
    )
    expect(body.revokedCredentials.map((each: { id: string }) => each.id)).to.include(id)
  })
})
