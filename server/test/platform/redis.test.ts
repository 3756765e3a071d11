import { expect } from 'chai'
import { pino } from 'pino'
import { openRedis, type RedisStore } from '../../src/platform/redis/redis.ts'
import { eventually } from '../support/processes.ts'
import { needsRedis, startRedis, startRedisCluster, type TestRedis } from '../support/redis.ts'

const log = pino({ level: 'silent' })
const timeoutMs = 100

describe('Redis as a helper that may be away', () => {
  let redis: TestRedis
  let store: RedisStore
  before(async function () {
    needsRedis(this)
    redis = await startRedis()
  })
  after(() => redis?.close())
  beforeEach(async () => {
    store = openRedis({ urls: [redis.url], log, timeoutMs })
    await answering()
  })
  afterEach(() => store.close())

  const ping = () => store.attempt(client => client.ping())
  const answering = () => eventually(ping, answer => answer === 'PONG', { withinMs: 5_000 })
  const timed = async <Result>(work: () => Promise<Result>) => {
    const startedMs = performance.now()
    return { result: await work(), ms: performance.now() - startedMs }
  }

  it('answers, and says so', async () => {
    expect(await ping()).to.equal('PONG')
    expect(store.isUp()).to.equal(true)
  })

  it('that is killed costs no waiting, and its return is told', async () => {
    let returns = 0
    store.onReturn(() => {
      returns++
    })
    await redis.kill()
    await eventually(
      async () => store.isUp(),
      isUp => !isUp,
      { withinMs: 2_000 },
    )
    const { result, ms } = await timed(ping)
    expect(result).to.equal(undefined)
    expect(ms).to.be.lessThan(timeoutMs + 50)
    await redis.start()
    await answering()
    expect(store.isUp()).to.equal(true)
    expect(returns).to.equal(1)
  })

  it('that hangs costs the time-out a few times, then nothing; and nothing is kept for it', async () => {
    let returns = 0
    store.onReturn(() => {
      returns++
    })
    redis.pause()
    try {
      for (let n = 0; n < 10; n++) expect((await timed(ping)).ms).to.be.lessThan(timeoutMs + 100)
      await eventually(
        async () => store.isUp(),
        isUp => !isUp,
        { withinMs: 3_000 },
      )
      const { ms } = await timed(() => Promise.all(Array.from({ length: 5_000 }, ping)))
      expect(ms, 'five thousand attempts while it hangs').to.be.lessThan(1_000)
      expect(store.pending(), 'commands that wait for an answer').to.be.lessThan(20)
    } finally {
      redis.resume()
    }
    await answering()
    expect(returns).to.equal(1)
  })

  it("that hangs for long is hung up on, so that unanswered commands don't pile up", async () => {
    redis.pause()
    try {
      await eventually(
        async () => {
          await ping()
          return store.isUp()
        },
        isUp => !isUp,
        { withinMs: 3_000 },
      )
      await eventually(
        async () => {
          await ping()
          return store.pending()
        },
        pending => pending === 0,
        { withinMs: 8_000 },
      )
    } finally {
      redis.resume()
    }
    await answering()
  })

  it('that was never there costs no waiting', async () => {
    const nowhere = openRedis({ urls: ['redis://127.0.0.1:1'], log, timeoutMs })
    const { result, ms } = await timed(() => nowhere.attempt(client => client.ping()))
    expect(result).to.equal(undefined)
    expect(ms).to.be.lessThan(timeoutMs + 50)
    await nowhere.close()
  })

  it('works on a cluster too', async function () {
    this.timeout(30_000)
    const cluster = await startRedisCluster()
    const onCluster = openRedis({ urls: cluster.url.split(','), log, timeoutMs: 500 })
    try {
      await eventually(
        () => onCluster.attempt(client => client.set('a', '1')),
        answer => answer === 'OK',
        { withinMs: 10_000 },
      )
      for (const key of ['b', 'c', 'd', 'e'])
        expect(await onCluster.attempt(client => client.set(key, '1'))).to.equal('OK')
    } finally {
      await onCluster.close()
      await cluster.close()
    }
  })
})
