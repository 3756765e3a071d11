import { pino } from 'pino'
import { createMemoryProjections } from '../../src/domains/inventory/projections/memory-cache.ts'
import { createRedisProjections } from '../../src/domains/inventory/projections/redis-cache.ts'
import { openRedis } from '../../src/platform/redis/redis.ts'
import { eventually } from '../support/processes.ts'
import { needsRedis, startRedis, startRedisCluster } from '../support/redis.ts'
import { expectProjections } from './projections-expectations.ts'

async function onRedis(server: { readonly url: string; close(): Promise<void> }) {
  const store = openRedis({ urls: server.url.split(','), log: pino({ level: 'silent' }), timeoutMs: 2_000 })
  await eventually(
    () => store.attempt(client => client.set('ready', '1')),
    answer => answer === 'OK',
    { withinMs: 10_000 },
  )
  return {
    projections: createRedisProjections(store),
    async close() {
      await store.close()
      await server.close()
    },
  }
}

expectProjections('in the process', async () => ({ projections: createMemoryProjections(), close: async () => {} }))

expectProjections('on a Redis', async context => {
  needsRedis(context)
  return onRedis(await startRedis())
})

expectProjections('on a cluster of three Redis', async context => {
  needsRedis(context)
  return onRedis(await startRedisCluster())
})
