// Limits as callers meet them: over HTTP, in one process and in two that share a Redis, with Redis well, hung and dead.
import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import { pino } from 'pino'
import { networkOf } from '../../src/platform/http/addresses.ts'
import { rateQuotas, type RateQuotas } from '../../src/platform/http/rate-limits.ts'
import type { Database } from '../../src/platform/postgres/sql.ts'
import { openRedis, type RedisStore } from '../../src/platform/redis/redis.ts'
import { createWindowCounters, type Quota, type WindowCounters } from '../../src/platform/redis/window-counters.ts'
import { startServer, type Server } from '../../src/server.ts'
import { password, anAccount, anEvent, expectProblem, expectStatus, type Account } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { eventually } from '../support/processes.ts'
import { needsRedis, startRedis, type TestRedis } from '../support/redis.ts'
import { callOn, testConfig, type Answer, type Call } from '../support/server.ts'

const small: RateQuotas = {
  read: 5,
  write: 3,
  tradeRead: 50,
  tradeWrite: 30,
  anonymous: 4,
  auth: 8,
  account: 3,
  credentials: 3,
}
/** As if the account had last been signed in to so many days ago. */
const setBack = ({ knex }: Database, userId: string, days: number) =>
  knex('sessions')
    .where({ user_id: userId })
    .update({ last_used_at: knex.raw('now() - make_interval(days => ?)', [days]) })
const startMs = Date.UTC(2030, 0, 1, 12, 0, 10) // ten seconds into a window of sixty

describe('rate limits', () => {
  let databases: TestDatabases
  const opened: Server[] = []
  let organizer: Account
  let eventId: string
  /** Accounts are made by a server without limits, so that making them counts nowhere. */
  let unlimited: { call: Call }
  let nowMs = startMs

  before(async () => {
    databases = await cloneDatabases()
    unlimited = await aServer({ EVENTLY_RATE_LIMIT: 'off' })
    organizer = await anAccount(unlimited, { role: 'organizer' })
    eventId = (await anEvent(unlimited, { organizer })).id
  })
  after(async () => {
    await Promise.all(opened.map(server => server.close()))
    await databases.close()
  })
  beforeEach(() => {
    nowMs = startMs
  })

  /** A server of its own counts, with small quotas and a clock that stands. */
  async function aServer(env: Readonly<Record<string, string>> = {}, quotas: RateQuotas = small) {
    const server = await startServer(
      testConfig(databases.urls, { EVENTLY_RATE_LIMIT: 'on', ...env }),
      pino({ level: 'silent' }),
      {
        onBreach: message => {
          throw new Error(message)
        },
        rateLimits: { quotas, clock: () => nowMs },
      },
    )
    opened.push(server)
    return { server, call: callOn(server.url) }
  }

  const reads = async (call: Call, times: number, token?: string, headers: Record<string, string> = {}) => {
    const answers: Answer[] = []
    for (let n = 0; n < times; n++)
      answers.push(await call('GET', `/events/${eventId}`, { ...(token && { token }), headers }))
    return answers
  }
  const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status)

  it('are said on every answer that counted, good or bad', async () => {
    const { call } = await aServer()
    const { token } = await anAccount(unlimited)
    expect(expectStatus(await call('GET', '/users/profile', { token }), 200).headers).to.include({
      'ratelimit-policy': '"read";q=5;w=60',
      ratelimit: '"read";r=4;t=50',
    })
    expect(expectProblem(await call('GET', '/events/nonsense', { token }), 'validation_failed').headers).to.include({
      ratelimit: '"read";r=3;t=50',
    })
    expect(expectProblem(await call('POST', '/admin/events', { token, body: {} }), 'forbidden').headers).to.include({
      'ratelimit-policy': '"write";q=3;w=60',
      ratelimit: '"write";r=2;t=50',
    })
  })

  it('refuse what is beyond them with 429 and say when to come back; then it goes on', async () => {
    const { call } = await aServer()
    const { token } = await anAccount(unlimited)
    expect(statuses(await reads(call, 5, token))).to.deep.equal([200, 200, 200, 200, 200])
    nowMs += 20_400
    const refused = expectProblem(await call('GET', '/users/profile', { token }), 'rate_limited')
    expect(refused.headers).to.include({
      'retry-after': '30',
      'ratelimit-policy': '"read";q=5;w=60',
      ratelimit: '"read";r=0;t=30',
    })
    expect(refused.body).to.include({ retryAfterSeconds: 30, retryable: true })
    nowMs += 30_000
    expect(expectStatus(await call('GET', '/users/profile', { token }), 200).headers['ratelimit']).to.equal(
      '"read";r=4;t=60',
    )
  })

  it("are each account's own, wherever it calls from", async () => {
    const { call } = await aServer()
    const [one, other] = [await anAccount(unlimited), await anAccount(unlimited)]
    expect(statuses(await reads(call, 6, one.token)).at(-1)).to.equal(429)
    expect(statuses(await reads(call, 5, other.token))).to.not.include(429)
    expect(statuses(await reads(call, 1))).to.deep.equal([200])
  })

  it('leave reading to whoever has written too much', async () => {
    const { call } = await aServer()
    const { token } = await anAccount(unlimited)
    for (const expected of [201, 201, 201, 429])
      expectStatus(await call('POST', '/bookings/reserve', { token, body: { eventId, quantity: 1 } }), expected)
    expectStatus(await call('GET', '/users/profile', { token }), 200)
  })

  it('let an organizer do what a box office needs', async () => {
    const { call } = await aServer()
    expect((await reads(call, 6, organizer.token)).at(-1)!.headers).to.include({
      'ratelimit-policy': '"read";q=50;w=60',
      ratelimit: '"read";r=44;t=50',
    })
  })

  it('count who is not signed in by address, and nothing of health, metrics and documents', async () => {
    const { call } = await aServer()
    expect(statuses(await reads(call, 5))).to.deep.equal([200, 200, 200, 200, 429])
    for (const path of ['/livez', '/readyz', '/metrics', '/openapi.json', '/docs']) {
      const { status, headers } = await call('GET', path)
      expect([status, headers['ratelimit']], path).to.deep.equal([200, undefined])
    }
  })

  it('are off when they are off', async () => {
    const { call } = await aServer({ EVENTLY_RATE_LIMIT: 'off' })
    for (const { status, headers } of await reads(call, 20))
      expect([status, headers['ratelimit'], headers['ratelimit-policy']]).to.deep.equal([200, undefined, undefined])
  })

  describe('by address', () => {
    const from = (...hops: string[]) => ({ 'x-forwarded-for': hops.join(', ') })

    it('believe no X-Forwarded-For unless told to', async () => {
      const { call } = await aServer()
      for (let n = 0; n < 4; n++)
        expect(statuses(await reads(call, 1, undefined, from(`192.0.2.${n}`)))).to.deep.equal([200])
      expect(statuses(await reads(call, 1, undefined, from('192.0.2.99')))).to.deep.equal([429])
    })

    it('believe as many hops of it as there are proxies, and never what the client has put before', async () => {
      const { call } = await aServer({ EVENTLY_TRUST_PROXY: '1' })
      for (let n = 0; n < 4; n++)
        expect(statuses(await reads(call, 1, undefined, from(`198.51.100.${n}`, '192.0.2.1')))).to.deep.equal([200])
      expect(statuses(await reads(call, 1, undefined, from('198.51.100.99', '192.0.2.1')))).to.deep.equal([429])
      expect(statuses(await reads(call, 1, undefined, from('192.0.2.1', '192.0.2.2:4711')))).to.deep.equal([200])
    })

    it('look behind two proxies, and take what is no address for the end', async () => {
      const { call } = await aServer({ EVENTLY_TRUST_PROXY: '2' })
      expect(statuses(await reads(call, 5, undefined, from('x', '192.0.2.1', '10.0.0.1')))).to.deep.equal([
        200, 200, 200, 200, 429,
      ])
      expect(statuses(await reads(call, 4, undefined, from('unknown', '10.0.0.1')))).to.deep.equal([200, 200, 200, 200])
      expect(statuses(await reads(call, 1, undefined, from('10.0.0.1')))).to.deep.equal([429])
    })

    it('count a /64 of IPv6 as one', async () => {
      const { call } = await aServer({ EVENTLY_TRUST_PROXY: '1' })
      for (let n = 1; n < 5; n++)
        expect(statuses(await reads(call, 1, undefined, from(`2001:db8:1:2::${n}`)))).to.deep.equal([200])
      expect(statuses(await reads(call, 1, undefined, from('[2001:db8:1:2:ffff::9]:443')))).to.deep.equal([429])
      expect(statuses(await reads(call, 1, undefined, from('2001:db8:1:3::1')))).to.deep.equal([200])
    })

    for (const [address, network] of [
      ['192.0.2.1', '192.0.2.1'],
      ['::1', '0:0:0:0::/64'],
      ['2001:DB8::5', '2001:db8:0:0::/64'],
      ['2001:db8:0:0:1:2:3:4', '2001:db8:0:0::/64'],
      ['fe80::1%eth0', 'fe80:0:0:0::/64'],
      ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/64'],
      ['1:2:3:4:5::', '1:2:3:4::/64'],
    ] as const) {
      it(`take ${address} for ${network}`, () => expect(networkOf(address)).to.equal(network))
    }
  })

  describe('for guesses', () => {
    const login = (call: Call, email: string, password: string, address = '192.0.2.1') =>
      call('POST', '/auth/login', { body: { email, password }, headers: { 'x-forwarded-for': address } })
    const guesses = async (call: Call, email: string, address: string, times: number) => {
      for (let n = 0; n < times; n++)
        expectProblem(await login(call, email, 'a wrong guess', address), 'credentials_invalid')
    }

    it('stop guessing at a password, however the address is written; the owner waits a minute at most', async () => {
      const { call } = await aServer({ EVENTLY_TRUST_PROXY: '1' })
      const victim = await anAccount(unlimited)
      for (const email of [victim.email, victim.email.toUpperCase(), victim.email])
        await guesses(call, email, '192.0.2.1', 1)
      const refused = expectProblem(await login(call, victim.email, password), 'rate_limited')
      expect(refused.headers).to.include({
        'ratelimit-policy': '"auth";q=8;w=60, "account";q=3;w=60',
        ratelimit: '"auth";r=4;t=50, "account";r=0;t=50',
        'retry-after': '50',
      })
      expectStatus(await call('GET', '/users/profile', { token: victim.token }), 200)
      expectStatus(await call('POST', '/auth/refresh', { body: { refreshToken: victim.refreshToken } }), 200)
      expectStatus(await login(call, (await anAccount(unlimited)).email, password), 200)
      nowMs += 50_000
      expectStatus(await login(call, victim.email, password), 200)
    })

    const homes: readonly [what: string, home: string, near: string, elsewhere: string][] = [
      ['IPv4', '198.51.100.7', '198.51.100.200', '198.51.101.7'],
      ['IPv6', '2001:db8:1:2::7', '2001:db8:1:2:ffff::1', '2001:db8:1:3::7'],
    ]
    for (const [what, home, near, elsewhere] of homes) {
      it(`made elsewhere do not keep an owner out who signs in from the network of a session, by ${what}`, async () => {
        const { call } = await aServer({ EVENTLY_TRUST_PROXY: '1' })
        const { email } = await anAccount(unlimited)
        expectStatus(await login(call, email, password, home), 200)
        nowMs += 60_000
        await guesses(call, email, '192.0.2.1', 3)
        expectProblem(await login(call, email, password, elsewhere), 'rate_limited')
        expectStatus(await login(call, email, password, near), 200)
      })
    }

    it('made at home are counted too, apart from the others', async () => {
      const { call } = await aServer({ EVENTLY_TRUST_PROXY: '1' })
      const { email } = await anAccount(unlimited)
      expectStatus(await login(call, email, password, '198.51.100.7'), 200)
      nowMs += 60_000
      await guesses(call, email, '192.0.2.1', 3)
      await guesses(call, email, '198.51.100.8', 3)
      expectProblem(await login(call, email, password, '198.51.100.7'), 'rate_limited')
    })

    it('are not forgiven where a session was 31 days ago', async () => {
      const { call } = await aServer({ EVENTLY_TRUST_PROXY: '1' })
      const { id, email } = await anAccount(unlimited)
      expectStatus(await login(call, email, password, '198.51.100.7'), 200)
      await setBack(databases.users, id, 31)
      nowMs += 60_000
      await guesses(call, email, '192.0.2.1', 3)
      expectProblem(await login(call, email, password, '198.51.100.7'), 'rate_limited')
    })

    it('stop trying one password on many accounts from one address', async () => {
      const { call } = await aServer({ EVENTLY_TRUST_PROXY: '1' })
      const attempt = (n: number, address: string) =>
        call('POST', '/auth/login', {
          body: { email: `nobody-${n}@example.com`, password: 'a wrong guess' },
          headers: { 'x-forwarded-for': address },
        })
      for (let n = 0; n < 8; n++) expectProblem(await attempt(n, '192.0.2.1'), 'credentials_invalid')
      expectProblem(await attempt(8, '192.0.2.1'), 'rate_limited')
      expectProblem(await attempt(8, '192.0.2.2'), 'credentials_invalid')
    })

    it("stop guessing at tokens; good ones never count, and aren't kept out with the guesser", async () => {
      const { call } = await aServer({ EVENTLY_TRUST_PROXY: '1' })
      const { token } = await anAccount(unlimited)
      const show = (shown: string, address: string) =>
        call('GET', '/users/profile', { token: shown, headers: { 'x-forwarded-for': address } })
      for (let n = 0; n < 3; n++) expectStatus(await show(token, '192.0.2.1'), 200)
      for (let n = 0; n < 3; n++) expectProblem(await show(`evk_guess${n}`, '192.0.2.1'), 'token_invalid')
      expect(expectProblem(await show('evk_guess', '192.0.2.1'), 'rate_limited').headers['ratelimit']).to.equal(
        '"credentials";r=0;t=50',
      )
      for (const address of ['192.0.2.1', '192.0.2.2']) expectStatus(await show(token, address), 200)
    })

    it('count guesses at the current password by account', async () => {
      const { call } = await aServer()
      const { token } = await anAccount(unlimited)
      const guess = () =>
        call('POST', '/users/profile/password', {
          token,
          body: { currentPassword: 'a wrong guess', newPassword: 'another password' },
        })
      for (let n = 0; n < 3; n++) expectProblem(await guess(), 'current_password_wrong')
      expectProblem(await guess(), 'rate_limited')
    })
  })

  it('are what the contract says they are', async () => {
    const {
      info: { description },
    } = JSON.parse(await readFile(new URL('../../../../openapi/generated/evently.json', import.meta.url), 'utf8')) as {
      info: { description: string }
    }
    const rows = Object.fromEntries(
      [...description.matchAll(/^\| `(\w+)` \|.*\| (.+) \|$/gm)].map(([, name, figures]) => [
        name,
        [...figures!.matchAll(/\d[\d,]*/g)].map(([figure]) => Number(figure.replace(',', ''))),
      ]),
    )
    const { read, write, tradeRead, tradeWrite, ...others } = rateQuotas
    expect(rows).to.deep.equal({
      read: [read, tradeRead],
      write: [write, tradeWrite],
      ...Object.fromEntries(Object.entries(others).map(([name, figure]) => [name, [figure]])),
    })
  })

  describe('in two servers with one Redis', () => {
    let redis: TestRedis
    before(async function () {
      needsRedis(this)
      redis = await startRedis()
    })
    after(() => redis?.close())

    it('count together: what one has let through the other has not left', async () => {
      const quotas = { ...small, read: 10 }
      const [one, other] = [
        await aServer({ REDIS_URL: redis.url }, quotas),
        await aServer({ REDIS_URL: redis.url }, quotas),
      ]
      const { token } = await anAccount(unlimited)
      expect(statuses(await reads(one.call, 6, token))).to.not.include(429)
      await eventually(
        async () => Number(await sumIn(redis, 'read:')),
        sum => sum === 6,
        { withinMs: 5_000 },
      )
      // It asks only once it has something to tell.
      expect((await reads(other.call, 1, token))[0]!.headers['ratelimit']).to.equal('"read";r=9;t=50')
      await eventually(
        async () => Number(await sumIn(redis, 'read:')),
        sum => sum === 7,
        { withinMs: 5_000 },
      )
      await eventually(
        () => call429(other.call, token),
        refused => refused,
        { withinMs: 5_000 },
      )
      const sum = await eventually(
        async () => Number(await sumIn(redis, 'read:')),
        seen => seen >= 10,
        { withinMs: 5_000 },
      )
      expect(sum).to.be.at.most(11)
    })

    it('count guesses at a password exactly, over both', async () => {
      // Exact only while Redis answers in time, which on a busy machine it may not.
      const patient = { REDIS_URL: redis.url, EVENTLY_REDIS_TIMEOUT_MS: '5000', EVENTLY_TRUST_PROXY: '1' }
      const [one, other] = [await aServer(patient), await aServer(patient)]
      const { email } = await anAccount(unlimited)
      const answers = await Promise.all(
        [one, other, one, other, one, other].map(({ call }) =>
          call('POST', '/auth/login', {
            body: { email, password: 'a wrong guess' },
            headers: { 'x-forwarded-for': '192.0.2.1' },
          }),
        ),
      )
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([401, 401, 401, 429, 429, 429])
    })

    it('go on without it: no request fails when it dies, and each server still limits by itself', async () => {
      const { call } = await aServer({ REDIS_URL: redis.url })
      const [one, other] = [await anAccount(unlimited), await anAccount(unlimited)]
      expect(statuses(await reads(call, 2, one.token))).to.deep.equal([200, 200])
      await redis.kill()
      try {
        expect(statuses(await reads(call, 4, one.token))).to.deep.equal([200, 200, 200, 429])
        expectStatus(await call('POST', '/auth/login', { body: { email: other.email, password } }), 200)
      } finally {
        await redis.start()
      }
    })

    async function call429(call: Call, token: string) {
      return (await call('GET', `/events/${eventId}`, { token })).status === 429
    }
  })
})

/** The sum of all counts whose key begins like this. */
async function sumIn(redis: TestRedis, prefix: string) {
  const keys = (await redis.client.keys('evently:rate:*')).filter(key => key.startsWith(`evently:rate:{${prefix}`))
  const newest = (await Promise.all(keys.map(key => redis.client.get(key)))).map(Number)
  return newest.reduce((sum, each) => sum + each, 0)
}

describe('counters over a Redis', () => {
  const log = pino({ level: 'silent' })
  const quota: Quota = { name: 'write', quota: 100, windowSeconds: 60 }
  let redis: TestRedis
  let stores: RedisStore[]
  let counters: WindowCounters[]
  before(async function () {
    needsRedis(this)
    redis = await startRedis()
  })
  after(() => redis?.close())
  beforeEach(async () => {
    await redis.client.flushall()
    stores = Array.from({ length: 2 }, () => openRedis({ urls: [redis.url], log }))
    await eventually(
      () => Promise.all(stores.map(store => store.attempt(client => client.ping()))),
      answers => answers.every(answer => answer === 'PONG'),
      { withinMs: 5_000 },
    )
    counters = stores.map(store => createWindowCounters({ redis: store, clock: () => startMs }))
  })
  afterEach(async () => {
    redis.resume()
    await Promise.all([...counters.map(each => each.close()), ...stores.map(store => store.close())])
  })

  const taken = (each: WindowCounters, times: number, key = 'usr_1') =>
    Array.from({ length: times }, () => each.count(quota, key)).filter(({ refused }) => !refused).length
  const look = (n: number) => counters[n]!.look(quota, 'usr_1').used

  it('overshoot by no more than what came between two exchanges', async () => {
    expect(taken(counters[0]!, 60)).to.equal(60)
    expect(taken(counters[1]!, 30)).to.equal(30)
    // At least the second to exchange has heard of the first.
    await eventually(
      async () => look(0) + look(1),
      sum => sum >= 120,
      { withinMs: 5_000 },
    )
    // Ten are left; the one that has not heard of the other lets through what it thinks is left.
    expect(taken(counters[0]!, 200) + taken(counters[1]!, 200)).to.be.within(20, 10 + 70)
    await eventually(
      async () => Number(await sumIn(redis, 'write:')),
      sum => sum >= 100,
      { withinMs: 5_000 },
    )
    await eventually(
      async () => taken(counters[0]!, 1) + taken(counters[1]!, 1),
      more => more === 0,
      { withinMs: 5_000 },
    )
    expect(Number(await sumIn(redis, 'write:'))).to.be.at.most(2 * quota.quota)
  })

  it('without a Redis in common let both have the whole quota (the control)', () => {
    const apart = [createWindowCounters({ clock: () => startMs }), createWindowCounters({ clock: () => startMs })]
    expect(apart.map(each => taken(each, 300))).to.deep.equal([100, 100])
  })

  it('keep from Redis whoever is far from the quota, and let it forget the rest after two windows', async () => {
    taken(counters[0]!, 5, 'usr_few')
    taken(counters[0]!, 6, 'usr_many')
    // What a store tries a new Redis with.
    const counted = async () => (await redis.client.keys('*')).filter(key => !key.includes('{probe-'))
    const keys = await eventually(counted, found => found.length > 0, { withinMs: 5_000 })
    expect(keys).to.deep.equal([`evently:rate:{write:usr_many}:${Math.floor(startMs / 60_000)}`])
    expect(await redis.client.pttl(keys[0]!)).to.be.within(110_000, 120_000)
  })

  it('count at once while Redis hangs, and strictly within its time-out', async () => {
    redis.pause()
    const startedMs = performance.now()
    expect(taken(counters[0]!, 120)).to.equal(100)
    expect(performance.now() - startedMs, 'ms without waiting').to.be.below(50)
    const waits: number[] = []
    for (let n = 0; n < 10; n++) {
      const fromMs = performance.now()
      expect(await counters[1]!.countStrictly(quota, 'usr_2')).to.include({ used: n + 1, refused: false })
      waits.push(performance.now() - fromMs)
    }
    expect(Math.max(...waits), 'the longest wait').to.be.below(500)
    expect(
      waits.slice(5).reduce((sum, each) => sum + each),
      'once the breaker is open',
    ).to.be.below(100)
  })

  it('share again when Redis has come back', async () => {
    await redis.kill()
    taken(counters[0]!, 20)
    await redis.start()
    await eventually(
      async () => {
        taken(counters[0]!, 1)
        return Number(await sumIn(redis, 'write:'))
      },
      sum => sum > 0,
      { withinMs: 10_000 },
    )
  })
})
