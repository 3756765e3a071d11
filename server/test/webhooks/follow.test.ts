// Whoever follows the feed with the SDK gets every message, once and in order, while the server is killed and started.
import { expect } from 'chai'
import { Evently } from '@evently/sdk'
import { anAccount, expectStatus } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { reservePort } from '../support/ports.ts'
import { eventually, spawnServer } from '../support/processes.ts'
import { callOn } from '../support/server.ts'
import { aMessage, appendTo } from './messages.ts'

describe('following the feed with the SDK', () => {
  let databases: TestDatabases
  before(async () => {
    databases = await cloneDatabases()
  })
  after(() => databases.close())

  it('misses nothing and gets nothing twice, however often the server is killed or stopped', async function () {
    this.timeout(120_000)
    const env = { PORT: String(await reservePort()) }
    let server = await spawnServer(databases, env)
    const call = callOn(server.url)
    const { id, token } = await anAccount({ call })
    const { body } = expectStatus(
      await call('POST', '/api-keys', { token, body: { name: 'Shop', scopes: ['activity:read'] } }),
      201,
    )
    const evently = new Evently({ baseUrl: server.url, apiKey: body.key })
    const append = appendTo(databases)
    const told: string[] = []
    const tell = async () => {
      const messages = [aMessage(id), aMessage(id)]
      await append(messages)
      told.push(...messages.map(message => message.id))
    }
    const got: string[] = []
    const ended = new AbortController()
    const following = (async () => {
      for await (const message of evently.activity.follow({}, { signal: ended.signal })) got.push(message.id)
    })().catch((error: unknown) => error)
    const gotAll = () =>
      eventually(
        async () => got.length,
        length => length >= told.length,
        { withinMs: 30_000 },
      )
    await tell()
    await gotAll()
    for (const end of ['kill', 'stop', 'kill'] as const) {
      await tell()
      await server[end]()
      await tell()
      server = await spawnServer(databases, env)
      await tell()
      await gotAll()
    }
    expect(got).to.deep.equal(told)
    const reason = new Error('enough')
    ended.abort(reason)
    expect(await following).to.equal(reason)
    await evently.close()
    await server.stop()
  })
})
