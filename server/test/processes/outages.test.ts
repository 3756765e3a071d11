import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@elastic/elasticsearch'
import { expect } from 'chai'
import { differencesBetween } from '../search/index-checker.ts'
import { anAccount, anEvent, expectStatus, theAdmin } from '../support/builders.ts'
import {
  elasticsearchProgram,
  noElasticsearch,
  spawnElasticsearch,
  type ElasticsearchNode,
} from '../support/elasticsearch.ts'
import { reservePort } from '../support/ports.ts'
import { eventually } from '../support/processes.ts'
import { needsRedis, startRedis, type TestRedis } from '../support/redis.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'

const buyers = 2_000
const seats = 500
const atOnce = 32
const awayMs = 1_500
/** From the return of a store until everything in it is as PostgreSQL says. */
const equalMs = 10_000

describe('a flash sale through which Redis is emptied, stopped and killed, and Elasticsearch killed', function () {
  this.timeout(180_000)
  if (elasticsearchProgram() === undefined) return void it(`loses nothing: ${noElasticsearch}`)

  let redis: TestRedis
  let dataDir: string
  let node: ElasticsearchNode
  let client: Client
  let servers: readonly [TestServer, TestServer]
  before(async function () {
    needsRedis(this)
    redis = await startRedis()
    dataDir = await mkdtemp(join(tmpdir(), 'evently-elasticsearch-'))
    const port = await reservePort()
    node = await spawnElasticsearch({ port, dataDir })
    client = new Client({ node: node.url, maxRetries: 0 })
    const env = { REDIS_URL: redis.url, ELASTICSEARCH_URL: node.url }
    const first = await startOneProcess({ env })
    servers = [first, await startOneProcess({ env, databases: first.databases })]
  })
  after(async () => {
    for (const server of [...(servers ?? [])].reverse()) await server.close()
    await client?.close()
    await node?.close()
    await redis?.close()
    if (dataDir) await rm(dataDir, { recursive: true, force: true })
  })

  const away = () =>
    new Promise(resolve => {
      setTimeout(resolve, awayMs)
    })
  /** What befalls the stores, one after the other, at this share of the buyers. */
  const faults: readonly (readonly [share: number, strike: () => Promise<unknown>])[] = [
    [0.1, () => redis.client.flushall()],
    [
      0.2,
      async () => {
        redis.pause()
        await away()
        redis.resume()
      },
    ],
    [
      0.4,
      async () => {
        await redis.kill()
        await away()
        await redis.start()
      },
    ],
    [
      0.5,
      async () => {
        await node.kill()
        await away()
        node = await spawnElasticsearch({ port: Number(new URL(node.url).port), dataDir })
      },
    ],
  ]

  it('fails no booking or entry, leaves the audit clean, and both stores equal PostgreSQL in 10 s', async () => {
    const [server] = servers
    const event = await anEvent(server, { organizer: await anAccount(server, { role: 'organizer' }), capacity: seats })
    const { token } = event.organizer
    const failed: string[] = []
    const counts = { booked: 0, waiting: 0 }
    const ask = async (n: number, method: string, path: string, body?: object) => {
      const answer = await servers[n % 2]!.call(method, path, { token, ...(body && { body }) })
      if (answer.status >= 400 && answer.body?.code !== 'sold_out')
        failed.push(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`)
      return answer
    }
    const buy = async (n: number) => {
      const wish = { eventId: event.id, quantity: 1, buyer: { reference: `buyer-${n}` } }
      const reserved = await ask(n, 'POST', '/bookings/reserve', wish)
      await ask(n + 1, 'GET', `/events/${event.id}/availability`)
      if (reserved.status === 201) {
        const confirmed = await ask(n + 1, 'POST', '/bookings/confirm', {
          reservationId: reserved.body.id,
          payment: { token: 'tok_ok' },
        })
        if (confirmed.status === 201) counts.booked++
      } else if (n % 5 === 0) {
        const joined = await ask(n, 'POST', '/waitlist/join', wish)
        if (joined.status === 201) counts.waiting++
      }
    }

    let next = 0
    let struck = 0
    let striking: Promise<unknown> = Promise.resolve()
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (next < buyers) {
          const fault = faults[struck]
          if (fault && next >= fault[0] * buyers) {
            struck++
            striking = striking.then(fault[1])
          }
          await buy(next++)
        }
      }),
    )
    await striking

    expect(failed).to.deep.equal([])
    expect(struck).to.equal(faults.length)
    expect(counts).to.deep.equal({ booked: seats, waiting: counts.waiting })
    expect(counts.waiting).to.be.greaterThan(100)
    await eventually(
      () => client.cluster.health({ wait_for_status: 'yellow', timeout: '1s' }).catch(() => undefined),
      health => health?.timed_out === false,
      { withinMs: 60_000 },
    )
    const { inventory, events } = server.server.domains
    await eventually(
      async () => [...(await inventory.repair!.differences()), ...(await differencesBetween(client, events.port))],
      seen => seen.length === 0,
      { withinMs: equalMs },
    )
    expect(
      expectStatus(await server.call('GET', '/admin/audit', { token: (await theAdmin(server)).token }), 200).body.clean,
    ).to.equal(true)
  })
})
