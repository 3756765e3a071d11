// Everything that a server keeps in Redis, on a cluster of three: each key on its slot, each node looked through, and
// what happens when a node is lost, a slot moves, or a password is asked for.
import { expect } from 'chai'
import { pino } from 'pino'
import { openRedis, type RedisStore } from '../../src/platform/redis/redis.ts'
import { createWindowCounters, type Quota } from '../../src/platform/redis/window-counters.ts'
import { anAccount, anEvent, aReservation, expectStatus } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { needsRedis, startRedisCluster, type TestRedisCluster } from '../support/redis.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'
import { aFullEvent, aWaiter, look } from '../waitlist/waitlists.ts'

const log = pino({ level: 'silent' })
const soon = { withinMs: 20_000 }
const answers = (store: RedisStore, key: string) =>
  eventually(
    () => store.attempt(client => client.set(key, '1')),
    answer => answer === 'OK',
    soon,
  )

describe('a server on a cluster of three Redis', function () {
  this.timeout(90_000)
  let cluster: TestRedisCluster
  let server: TestServer
  before(async function () {
    needsRedis(this)
    cluster = await startRedisCluster()
    server = await startOneProcess({ env: { REDIS_URL: cluster.url } })
  })
  after(async () => {
    await server?.close()
    await cluster?.close()
  })

  const repair = () => server.server.domains.inventory.repair!
  /** The keys of each node, but for what a store tries a new Redis with. */
  const keysOfNodes = async () =>
    (await Promise.all(cluster.nodes.map(({ client }) => client.keys('evently:*')))).map(keys =>
      keys.filter(key => !key.includes('{probe-')),
    )
  const familiesOf = (nodes: readonly (readonly string[])[]) =>
    new Set(nodes.flat().map(key => key.replace(/\{[^}]+\}/, '{}').replace(/:\d+$/, ':n')))

  /** Every kind of key, of so many events that no node has none. */
  async function aCrowd() {
    const organizer = await anAccount(server, { role: 'organizer' })
    for (let n = 0; n < 12; n++) {
      const event = await anEvent(server, { organizer })
      expectStatus(await server.call('GET', `/events/${event.id}`), 200)
      expectStatus(await server.call('GET', `/events/${event.id}/availability`), 200)
      await aReservation(server, event, { buyer: organizer })
    }
    for (let n = 0; n < 3; n++) {
      const { id } = await aFullEvent(server)
      await look(server, await aWaiter(server, { id }))
    }
  }

  it('keeps every kind of key there, each with its hash tag, on all of the nodes', async () => {
    const nodes = await eventually(
      async () => {
        await aCrowd()
        return keysOfNodes()
      },
      found =>
        found.every(keys => keys.length > 0) &&
        ['availability', 'event', 'reservation', 'line', 'line:complete'].every(family =>
          familiesOf(found).has(`evently:{}:${family}`),
        ),
      soon,
    )
    for (const key of nodes.flat()) expect(key).to.match(/^evently:(?:rate:)?\{[^{}]+\}/)
  })

  it('looks through each node, and takes away what is wrong on any of them', async () => {
    const wrong = JSON.stringify({ version: 1, keptMs: 60_000, hold: { state: 'held' } })
    const planted = Array.from({ length: 30 }, (_, n) => `evently:{rsv_planted${n}}:reservation`)
    const store = openRedis({ urls: cluster.url.split(','), log, timeoutMs: 2_000 })
    try {
      await answers(store, 'evently:{ready}')
      for (const key of planted) await store.attempt(client => client.set(key, wrong, 'PX', 60_000))
      const there = async () =>
        (await keysOfNodes()).map(keys => keys.filter(key => key.includes('{rsv_planted')).length)
      expect((await there()).every(count => count > 0)).to.equal(true)
      const found = (await repair().differences()).map(({ key }) => key)
      expect(found).to.include.members(planted.slice(0, 1))
      await eventually(
        async () => {
          await repair().repairSome()
          return there()
        },
        counts => counts.every(count => count === 0),
        soon,
      )
    } finally {
      await store.close()
    }
  })

  it('counts over all processes, whichever node a counter is on', async () => {
    const quota: Quota = { name: 'login', quota: 5, windowSeconds: 3_600 }
    const stores = [1, 2].map(() => openRedis({ urls: cluster.url.split(','), log, timeoutMs: 2_000 }))
    const counters = stores.map(redis => createWindowCounters({ redis }))
    try {
      for (const store of stores) await answers(store, 'evently:{ready}')
      for (let n = 0; n < 20; n++) {
        for (let time = 0; time < 5; time++) {
          const { used, refused } = await counters[time % 2]!.countStrictly(quota, `usr_${n}`)
          expect({ used, refused }).to.deep.equal({ used: time + 1, refused: false })
        }
        expect(await counters[1]!.countStrictly(quota, `usr_${n}`)).to.include({ refused: true })
      }
      const nodes = (await keysOfNodes()).map(keys => keys.filter(key => key.includes('{login:usr_')))
      expect(nodes.every(keys => keys.length > 0)).to.equal(true)
      expect(nodes.flat()).to.have.length(20)
    } finally {
      await Promise.all([...counters.map(each => each.close()), ...stores.map(store => store.close())])
    }
  })

  it('goes on while a slot moves to another node, and finds it there', async () => {
    const event = await anEvent(server)
    const key = `evently:{${event.id}}:availability`
    const available = async () => (await server.call('GET', `/events/${event.id}/availability`)).body.availableSeats
    expect(await available()).to.equal(100)
    const slot = Number(await cluster.nodes[0]!.client.call('CLUSTER', 'KEYSLOT', key))
    const idOf = async (n: number) => String(await cluster.nodes[n]!.client.call('CLUSTER', 'MYID'))
    const at = Math.floor(slot / Math.ceil(16_384 / 3))
    const to = (at + 1) % 3
    const [from, target] = [cluster.nodes[at]!, cluster.nodes[to]!]
    await target.client.call('CLUSTER', 'SETSLOT', slot, 'IMPORTING', await idOf(at))
    await from.client.call('CLUSTER', 'SETSLOT', slot, 'MIGRATING', await idOf(to))
    const reservation = await aReservation(server, event, { buyer: event.organizer }) // asks along the way
    const keys = (await from.client.call('CLUSTER', 'GETKEYSINSLOT', slot, 100)) as string[]
    if (keys.length > 0) await from.client.call('MIGRATE', '127.0.0.1', target.port, '', 0, 1_000, 'KEYS', ...keys)
    // Its new owner first: that is how the others learn which of two is right.
    for (const node of [target, from, ...cluster.nodes])
      await node.client.call('CLUSTER', 'SETSLOT', slot, 'NODE', await idOf(to))
    await eventually(
      async () => {
        expect(await available()).to.equal(99)
        return target.client.exists(key)
      },
      count => count === 1,
      soon,
    )
    expectStatus(
      await server.call('GET', `/bookings/reservations/${reservation.id}`, { token: event.organizer.token }),
      200,
    )
  })

  it('goes on without a node that is lost, and has all of it right when it is back', async () => {
    const event = await anEvent(server, { capacity: 10_000 })
    await cluster.nodes[2]!.kill()
    for (let n = 0; n < 5; n++) await aReservation(server, event, { buyer: event.organizer })
    const { body } = expectStatus(await server.call('GET', `/events/${event.id}/availability`), 200)
    expect(body.availableSeats).to.be.within(9_995, 10_000)
    await cluster.nodes[2]!.start()
    await eventually(
      async () => String(await cluster.nodes[0]!.client.call('CLUSTER', 'INFO')),
      info => /cluster_state:ok/.test(info),
      soon,
    )
    const buyer = event.organizer
    const made: string[] = [] // each is written within 50 ms, once Redis is believed again
    await eventually(
      async () => {
        made.push((await aReservation(server, event, { buyer })).id)
        const keys = (await keysOfNodes()).flat()
        return made.some(id => keys.includes(`evently:{${id}}:reservation`))
      },
      Boolean,
      { withinMs: 40_000 }, // nothing is believed for ten seconds after it has refused
    )
    await eventually(
      () => repair().differences(),
      differing => differing.length === 0,
      soon,
    )
  })
})

describe('a cluster of three Redis that asks for a password', function () {
  this.timeout(60_000)
  it('is used with that of its addresses, also on nodes that none of them names', async function () {
    needsRedis(this)
    const cluster = await startRedisCluster({ password: 'a secret:with/signs@' })
    const [first, second] = cluster.url.split(',') as [string, string]
    try {
      for (const urls of [
        [first, second],
        [first, first], // one address that stands for all nodes
      ]) {
        const store = openRedis({ urls, log, timeoutMs: 2_000 })
        await answers(store, 'evently:{ready}')
        for (let n = 0; n < 30; n++)
          expect(await store.attempt(client => client.set(`evently:{key ${n}}`, '1')), `key ${n}`).to.equal('OK')
        await store.close()
      }
      expect(await cluster.nodes[2]!.client.keys('evently:{key *')).not.to.have.length(0)
    } finally {
      await cluster.close()
    }
  })

  it('is named as a cluster where one address of it is given alone', async function () {
    needsRedis(this)
    const cluster = await startRedisCluster()
    const store = openRedis({ urls: [cluster.nodes[0]!.url], log, timeoutMs: 2_000 })
    try {
      const trouble = await eventually(
        async () => {
          for (let n = 0; n < 20; n++) await store.attempt(client => client.set(`evently:{key ${n}}`, '1'))
          return store.trouble()
        },
        words => words?.includes('cluster') === true,
        soon,
      )
      expect(trouble).to.match(/several of its nodes in REDIS_URL/)
    } finally {
      await store.close()
      await cluster.close()
    }
  })
})
