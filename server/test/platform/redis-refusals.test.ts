// A real Redis that answers and refuses: said once in the log, in /readyz and in the metrics, and believed no more
// until it has taken writes for a while.
import { rm } from 'node:fs/promises'
import { expect } from 'chai'
import { pino } from 'pino'
import { openRedis } from '../../src/platform/redis/redis.ts'
import { aReservation, anEvent, expectStatus, theAdmin } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { needsRedis, startRedis, type TestRedis } from '../support/redis.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'

const distrustMs = 1_000

/** One way to be refused: how it comes about on a Redis that is in use, and how it ends. */
interface Refusal {
  readonly name: string
  readonly says: RegExp
  readonly args?: readonly string[]
  begin(redis: TestRedis): Promise<unknown>
  end(redis: TestRedis): Promise<unknown>
}

const set = (redis: TestRedis, name: string, value: string) => redis.client.config('SET', name, value)
const refusals: readonly Refusal[] = [
  {
    name: 'OOM (full)',
    says: /^is full/,
    begin: redis => set(redis, 'maxmemory', '1'),
    end: redis => set(redis, 'maxmemory', '0'),
  },
  {
    name: 'NOREPLICAS',
    says: /too few replicas/,
    begin: redis => set(redis, 'min-replicas-to-write', '1'),
    end: redis => set(redis, 'min-replicas-to-write', '0'),
  },
  {
    name: 'READONLY (a replica)',
    says: /replica/,
    // Of nobody who answers: it goes on serving what it has, and takes no writes.
    begin: redis => redis.client.replicaof('127.0.0.1', 1),
    end: redis => redis.client.replicaof('NO', 'ONE'),
  },
  {
    name: 'NOPERM (no right to write)',
    says: /ACL/,
    begin: redis => redis.client.acl('SETUSER', 'default', '-@write'),
    end: redis => redis.client.acl('SETUSER', 'default', '+@write'),
  },
  {
    name: 'NOPERM (no right to scripts)',
    says: /ACL/,
    begin: redis => redis.client.acl('SETUSER', 'default', '-eval'),
    end: redis => redis.client.acl('SETUSER', 'default', '+eval'),
  },
  {
    name: 'NOPERM (no right to its keys)',
    says: /ACL/,
    begin: redis => redis.client.acl('SETUSER', 'default', 'resetkeys', '~other:*'),
    end: redis => redis.client.acl('SETUSER', 'default', 'allkeys'),
  },
  {
    name: 'MISCONF (its disk)',
    says: /disk/,
    async begin(redis) {
      const [, folder] = (await redis.client.config('GET', 'dir')) as [string, string]
      await set(redis, 'save', '3600 1')
      await rm(folder, { recursive: true })
      await redis.client.bgsave().catch(() => {})
      await eventually(
        () => redis.client.info('persistence'),
        info => /rdb_last_bgsave_status:err/.test(info),
        { withinMs: 5_000 },
      )
    },
    end: redis => set(redis, 'save', ''),
  },
]

function aLog() {
  const lines: { level: number; msg: string }[] = []
  return {
    lines,
    log: pino(
      { base: null, level: 'info' },
      {
        write: (line: string) => {
          lines.push(JSON.parse(line) as never)
        },
      },
    ),
  }
}

describe('a Redis that answers and refuses', function () {
  this.timeout(30_000)
  before(function () {
    needsRedis(this)
  })

  for (const { name, says, begin, end } of refusals) {
    it(`${name}: is told once when it begins and once when it ends, and is not believed meanwhile`, async () => {
      const redis = await startRedis()
      const { lines, log } = aLog()
      const [writer, reader] = [
        openRedis({ urls: [redis.url], log, distrustMs, timeoutMs: 500 }),
        openRedis({ urls: [redis.url], log: pino({ level: 'silent' }), distrustMs, timeoutMs: 500 }),
      ]
      let returns = 0
      try {
        for (const store of [writer, reader])
          await eventually(
            () => store.attempt(client => client.set('evently:text', 'old')),
            answer => answer === 'OK',
            { withinMs: 5_000 },
          )
        writer.onReturn(() => {
          returns++
        })
        await begin(redis)
        const begunMs = performance.now()
        await eventually(
          async () => writer.isUp() || reader.isUp(),
          isUp => !isUp,
          { withinMs: 3_000 },
        )
        expect(performance.now() - begunMs, 'ms until who only reads knows it too').to.be.lessThan(2_500)
        expect(writer.trouble()).to.match(says)
        for (let n = 0; n < 200; n++)
          expect(await reader.attempt(client => client.get('evently:text')), 'what may be outdated').to.equal(undefined)
        expect(await writer.attempt(client => client.set('evently:text', 'new'))).to.equal(undefined)
        expect(returns).to.equal(0)
        await end(redis)
        const endedMs = performance.now()
        await eventually(
          async () => writer.isUp() && reader.isUp(),
          isUp => isUp,
          { withinMs: distrustMs + 5_000 },
        )
        expect(performance.now() - endedMs, 'ms for which it is not believed yet').to.be.greaterThan(distrustMs * 0.7)
        expect(await writer.attempt(client => client.set('evently:text', 'new'))).to.equal('OK')
        expect(returns).to.equal(1)
        expect(lines.map(({ msg }) => msg)).to.have.length(2)
        expect(lines[0]!.msg).to.match(/^Redis .*; everything goes on without it$/)
        expect(lines[1]!.msg).to.equal('Redis takes writes again')
      } finally {
        await writer.close()
        await reader.close()
        await redis.close()
      }
    })
  }

  for (const { name, options, says } of [
    { name: 'NOAUTH (no password given)', options: (url: string) => url, says: /asks for a password/ },
    {
      name: 'WRONGPASS (another password)',
      options: (url: string) => url.replace('//', '//default:wrong@'),
      says: /does not know this user/,
    },
  ]) {
    it(`${name}: is told once, with what to do`, async () => {
      const redis = await startRedis({ password: 'secret' })
      const { lines, log } = aLog()
      const store = openRedis({ urls: [options(redis.address)], log, timeoutMs: 500 })
      try {
        await eventually(
          async () => store.trouble(),
          trouble => says.test(trouble ?? ''),
          { withinMs: 5_000 },
        )
        for (let n = 0; n < 50; n++)
          expect(await store.attempt(client => client.get('evently:text'))).to.equal(undefined)
        expect(lines).to.have.length(1)
      } finally {
        await store.close()
        await redis.close()
      }
    })
  }

  it('one command because of what is in its key: gives it no answer, says so once, serves the others', async () => {
    const redis = await startRedis()
    const { lines, log } = aLog()
    const store = openRedis({ urls: [redis.url], log, timeoutMs: 500 })
    try {
      await eventually(
        () => store.attempt(client => client.set('text', 'value')),
        answer => answer === 'OK',
        { withinMs: 5_000 },
      )
      for (let n = 0; n < 20; n++)
        expect(await store.attempt(client => client.zrank('text', 'value'))).to.equal(undefined)
      expect(await store.attempt(client => client.get('text'))).to.equal('value')
      expect([store.isUp(), store.trouble()]).to.deep.equal([true, undefined])
      expect(lines.filter(({ msg }) => /refuses a command/.test(msg))).to.have.length(1)
    } finally {
      await store.close()
      await redis.close()
    }
  })
})

describe('servers whose Redis becomes full', function () {
  this.timeout(60_000)
  let redis: TestRedis
  let server: TestServer
  let other: TestServer
  before(async function () {
    needsRedis(this)
    redis = await startRedis()
    const env = { REDIS_URL: redis.url, EVENTLY_REDIS_TIMEOUT_MS: '500' }
    server = await startOneProcess({ env })
    other = await startOneProcess({ env, databases: server.databases })
  })
  after(async () => {
    await other?.close()
    await server?.close()
    await redis?.close()
  })

  const redisCheck = async (on: TestServer) =>
    (
      expectStatus(await on.call('GET', '/readyz'), 200).body.checks as { name: string; ok: boolean; detail?: string }[]
    ).find(({ name }) => name === 'redis')!

  it('are ready without it and say why, sell on, and show on every server what PostgreSQL has', async () => {
    const event = await anEvent(server)
    const left = async (on: TestServer) =>
      expectStatus(await on.call('GET', `/events/${event.id}/availability`), 200).body.availableSeats as number
    await eventually(
      () => redisCheck(other),
      ({ ok }) => ok,
      { withinMs: 5_000 },
    )
    await left(other)
    await redis.client.config('SET', 'maxmemory', '1')
    try {
      await eventually(
        async () => [await redisCheck(server), await redisCheck(other)],
        checks => checks.every(({ ok }) => !ok),
        { withinMs: 5_000 },
      )
      expect((await redisCheck(other)).detail).to.match(/^is full and takes no writes.*the server is ready without it$/)
      expect((await server.call('GET', '/metrics')).text).to.match(/^evently_redis_up 0$/m)

      const reservation = await aReservation(server, event, { quantity: 3 })
      await eventually(
        () => left(other),
        seats => seats === 97,
        { withinMs: 500 },
      )
      const { token } = reservation.buyer
      const status = async (on: TestServer) =>
        expectStatus(await on.call('GET', `/bookings/reservations/${reservation.id}`, { token }), 200).body
          .status as string
      expect([await status(server), await status(other)]).to.deep.equal(['held', 'held'])
      expectStatus(await server.call('DELETE', `/bookings/reservations/${reservation.id}`, { token }), 200)
      expect([await status(server), await status(other)]).to.deep.equal(['released', 'released'])
      await eventually(
        () => left(other),
        seats => seats === 100,
        { withinMs: 500 },
      )
    } finally {
      await redis.client.config('SET', 'maxmemory', '0')
    }
    await eventually(
      () => redisCheck(server),
      ({ ok }) => ok,
      { withinMs: 20_000 },
    )
    await eventually(
      () => server.server.domains.inventory.repair!.differences(),
      found => found.length === 0,
      { withinMs: 10_000 },
    )
    const admin = await theAdmin(server)
    expect((await server.call('GET', `/admin/events/${event.id}/audit`, { token: admin.token })).body.clean).to.equal(
      true,
    )
  })
})
