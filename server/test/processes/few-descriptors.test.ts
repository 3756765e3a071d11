// Clients who take every connection that the operating system allows cost the server's own stores nothing.
import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { expect } from 'chai'
import { clientConnections } from '../../src/descriptors.ts'
import { expectStatus } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { admin, callOn, testConfig, testEnvironment, type Call } from '../support/server.ts'
import { endStarts, start, stopped } from '../support/starts.ts'
import { eventually } from '../support/processes.ts'

describe('a server that may have few files open', function () {
  this.timeout(60_000)
  let databases: TestDatabases
  before(async () => {
    databases = await cloneDatabases()
  })
  afterEach(endStarts)
  after(() => databases.close())

  it('takes only so many clients that its databases have what they need, and lives', async () => {
    const started = start({ env: { ...testEnvironment(databases.urls), EVENTLY_LOG_LEVEL: 'error' }, descriptors: 300 })
    const url = new URL(await started.up)
    const call = callOn(url.href.replace(/\/$/, ''))
    const clients: Socket[] = []
    let ended = 0
    for (let each = 0; each < 500; each++) {
      const client = connect({ host: url.hostname, port: Number(url.port) })
        .on('error', () => {})
        .on('close', () => {
          ended++
        })
      clients.push(client)
    }
    await eventually(
      async () => ended,
      count => count > 300,
      { withinMs: 10_000 },
    )
    // Whoever is in is served: signing in takes a database, and reading the reference a file.
    const kept = clients.filter(client => !client.destroyed)
    expect(kept.length).to.be.greaterThan(50)
    const login = (client: Socket) =>
      sent(client, 'POST', '/api/v1/auth/login', JSON.stringify({ email: admin.email, password: admin.password }))
    const answers = await Promise.all(kept.slice(0, 20).map(login))
    for (const answer of answers) expect(answer).to.match(/^HTTP\/1\.1 200 /)
    expect(await sent(kept[0]!, 'GET', '/readyz')).to.match(/^HTTP\/1\.1 200 /)
    expect(await sent(kept[0]!, 'GET', '/docs/redoc.js')).to.match(/^HTTP\/1\.1 200 /)
    for (const client of clients) client.destroy()
    await servesAgain(call)
    expect(await stopped(started)).to.equal(0)
    expect(started.said()).not.to.include('EMFILE')
  })

  it('lives through a time without any file left, whoever has taken them', async () => {
    const greed = `import { closeSync, openSync } from 'node:fs'; const held = []
      process.on('SIGUSR2', () => {
        if (held.length > 0) { for (const each of held.splice(0)) closeSync(each) }
        else try {
          for (;;) held.push(openSync('/dev/null'))
        } catch (error) { process.stderr.write('greed ' + error.code) }
      })`
    const env = {
      ...testEnvironment(databases.urls),
      NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(greed)}"`,
    }
    const started = start({ env, descriptors: 400 })
    const url = new URL(await started.up)
    const call = callOn(url.href.replace(/\/$/, ''))
    started.child.kill('SIGUSR2')
    await eventually(
      async () => started.said(),
      said => said.includes('greed EMFILE'),
      { withinMs: 5_000 },
    )
    const clients = Array.from({ length: 50 }, () =>
      connect({ host: url.hostname, port: Number(url.port) }).on('error', () => {}),
    )
    await Promise.all(clients.map(client => once(client, 'connect'))) // the system takes them; the server can't
    for (const client of clients) client.destroy()
    started.child.kill('SIGUSR2')
    await servesAgain(call)
    expect(await stopped(started)).to.equal(0)
  })

  it('counts what it needs: more databases, services and stores leave less for clients', () => {
    const all = testConfig(databases.urls)
    const most = { ...all, redisUrls: ['redis://x'], elasticsearchUrl: 'http://x', serviceUrls: { users: 'http://x' } }
    expect(clientConnections(all, 1_024)).to.deep.equal({ internal: 221, public: 662 })
    expect(clientConnections(most, 1_024).public).to.be.lessThan(662)
    expect(clientConnections(all, Infinity)).to.deep.equal({ internal: 20_000, public: 20_000 })
    expect(() => clientConnections(all, 204)).to.throw('may have 204 files and connections open, and needs 205 or more')
    expect(clientConnections(all, 205)).to.deep.equal({ internal: 16, public: 48 })
  })
})

/** On this very connection; what has come back when there is no more for a while of its own. */
async function sent(client: Socket, method: string, path: string, body = ''): Promise<string> {
  const answer = once(client, 'data') as Promise<[Buffer]>
  client.write(
    `${method} ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ` +
      `${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  const [first] = await answer
  return first.toString()
}

async function servesAgain(call: Call) {
  await eventually(
    () =>
      call('GET', '/livez').then(
        ({ status }) => status,
        () => 0,
      ),
    status => status === 200,
    { withinMs: 5_000 },
  )
  expectStatus(await call('POST', '/auth/login', { body: admin }), 200)
}
