// `evently webhooks listen` loses no message and keeps the order of each booking, whatever ends meanwhile: the server,
// the command itself, the app that it forwards to.
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { Webhook } from 'standardwebhooks'
import { anAccount, expectStatus } from '../support/builders.ts'
import { openCli, type Cli } from '../support/cli.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { reservePort } from '../support/ports.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn } from '../support/server.ts'
import { appendTo, type Append } from '../webhooks/messages.ts'
import { startReceiver, type Received, type Receiver } from '../webhooks/receiver.ts'
import { aStory } from '../webhooks/webhooks-server.ts'
import type { NewMessage } from '../../src/domains/webhooks/messages/message.ts'

const withinMs = 30_000
const forwarding = 'until you press Ctrl-C'

describe('evently webhooks listen', function () {
  this.timeout(120_000)
  let databases: TestDatabases
  let server: ServerProcess
  let env: { PORT: string }
  let append: Append
  before(async () => {
    databases = await cloneDatabases()
    env = { PORT: String(await reservePort()) }
    server = await spawnServer(databases, env)
    append = appendTo(databases)
  })
  after(async () => {
    await server.stop()
    await databases.close()
  })

  let owner: { id: string }
  let cli: Cli
  let app: Receiver
  let told: NewMessage[]
  beforeEach(async () => {
    const call = callOn(server.url)
    const account = await anAccount({ call })
    owner = account
    const key = { name: 'CLI', scopes: ['activity:read'] }
    const made = await call('POST', '/api-keys', { token: account.token, body: key })
    cli = await openCli(server, expectStatus(made, 201).body.key)
    app = await startReceiver()
    told = []
  })
  afterEach(async () => {
    await cli.close()
    await app.close()
  })

  /** So many messages about each of two bookings, in turns. */
  async function tell(count = 2): Promise<void> {
    const stories = [aStory(owner, count), aStory(owner, count)] as const
    const messages = stories[0].flatMap((one, n) => [one, stories[1][n]!])
    await append(messages)
    told.push(...messages)
  }

  async function listen(...args: readonly string[]) {
    const run = cli.start(['webhooks', 'listen', '--forward-to', app.url, ...args])
    await run.says(forwarding)
    return run
  }

  const arrived = (at = app) =>
    eventually(
      async () => new Set(at.ids()),
      ids => told.every(({ id }) => ids.has(id)),
      { withinMs },
    )

  /** The first arrivals of the messages about each booking, in the order in which they happened. */
  function expectOrder(received: readonly Received[] = app.received): void {
    const bookings = new Set(told.map(({ resource }) => resource.id))
    for (const booking of bookings) {
      const of = (ids: readonly string[]) => [...new Set(ids)]
      const happened = told.filter(({ resource }) => resource.id === booking).map(({ id }) => id)
      const came = received.filter(({ message }) => message.resource.id === booking).map(({ message }) => message.id)
      expect(of(came)).to.deep.equal(happened)
    }
  }

  async function expectSigned(): Promise<void> {
    const secret = (await cli.runWell(['webhooks', 'listen', '--print-secret'])).stdout.trim()
    const webhook = new Webhook(secret)
    for (const { body, headers } of app.received)
      expect(webhook.verify(body, headers as Record<string, string>)).to.have.property('id', headers['webhook-id'])
  }

  it('loses nothing, repeats nothing, however often the server is killed or stopped', async () => {
    const run = await listen()
    await tell()
    await arrived()
    for (const end of ['kill', 'stop', 'kill'] as const) {
      await tell()
      await server[end]()
      await tell()
      server = await spawnServer(databases, env)
      await tell()
      await arrived()
    }
    expect(app.ids()).to.have.members(told.map(({ id }) => id))
    expect(app.received).to.have.length(told.length)
    expectOrder()
    await expectSigned()
    run.child.kill('SIGINT')
    expect((await run.ended).code).to.equal(130)
    expect(run.stderr()).to.contain(`${told.length} delivered. Go on from here with --resume.`)
  })

  it('goes on where it was killed: what was not answered comes again, and nothing is left out', async () => {
    const first = await listen()
    await tell()
    await arrived()
    app.become(() => undefined) // takes messages, and answers none
    await tell()
    await eventually(
      async () => app.received.length,
      length => length > 4,
      { withinMs },
    )
    first.child.kill('SIGKILL')
    expect((await first.ended).signal).to.equal('SIGKILL')
    await tell()
    app.become(204)
    const unanswered = app.ids().slice(4)
    const before = app.received.length
    const second = await listen('--resume')
    await arrived()
    expect(app.ids().slice(before)).to.include.members(unanswered)
    expectOrder()
    await expectSigned()
    second.child.kill('SIGINT')
    expect((await second.ended).code).to.equal(130)
    await tell(1)
    const count = app.received.length
    await listen('--resume')
    await arrived()
    // what was settled by a run that ended well does not come again
    expect(app.ids().slice(count)).to.have.members(told.slice(-2).map(({ id }) => id))
  })

  it('begins now unless it is told to resume, and says that it could', async () => {
    const first = await listen()
    first.child.kill('SIGINT')
    await first.ended
    await tell()
    const missed = told.splice(0)
    const second = await listen('--type', 'booking.confirmed,booking.cancelled')
    await second.says('The last run was there until')
    await tell()
    await arrived()
    expect(app.ids()).not.to.include.members(missed.map(({ id }) => id))
    const since = /--since (\S+Z)$/m.exec(second.stderr())?.[1] ?? ''
    await listen('--since', since)
    told.push(...missed)
    await arrived()
  })

  it('waits while the app is down, and tells so once', async () => {
    const port = app.port
    await app.close()
    const run = await listen()
    await tell()
    await run.says('Nobody listens at')
    await tell()
    app = await startReceiver({ port })
    await arrived()
    expectOrder()
    await run.says('is there again')
    expect(run.stderr().match(/Nobody listens at/g)).to.have.length(1)
  })

  it('tries again what the app refuses, while others go on, and gives it up', async () => {
    const [bad, good] = [aStory(owner, 2), aStory(owner, 1)]
    app.become(({ message }, response) => response.writeHead(message.id === bad[0]!.id ? 500 : 204).end())
    const file = join(cli.folder, 'record.ndjson')
    const run = await listen('--attempts', '2', '--record', file, '--json')
    told.push(...bad, ...good)
    await append(told)
    await arrived()
    const lines = () =>
      run
        .stdout()
        .split('\n')
        .filter(line => line !== '')
        .map(line => JSON.parse(line) as { messageId: string; outcome: string; status: number; againInMs?: number })
    await eventually(
      async () => lines(),
      ({ length }) => length === 4,
      { withinMs },
    )
    expect(lines().map(({ messageId, outcome, status }) => [messageId, outcome, status])).to.have.deep.members([
      [bad[0]!.id, 'failed', 500],
      [bad[0]!.id, 'givenUp', 500],
      [bad[1]!.id, 'delivered', 204],
      [good[0]!.id, 'delivered', 204],
    ])
    const ids = app.ids()
    expect(ids.indexOf(good[0]!.id)).to.be.lessThan(ids.lastIndexOf(bad[0]!.id))
    expect(ids.indexOf(bad[1]!.id)).to.be.greaterThan(ids.lastIndexOf(bad[0]!.id))
    run.child.kill('SIGINT')
    expect((await run.ended).code).to.equal(130)
    expect(run.stderr()).to.contain('2 delivered, 1 given up.')

    const recorded = (await readFile(file, 'utf8')).trim().split('\n')
    expect(recorded).to.have.length(4)
    app.become(204)
    const replayed = await cli.runWell(['webhooks', 'listen', '--forward-to', app.url, '--replay', file])
    expect(replayed.stderr).to.contain('3 delivered.')
    const again = app.received.slice(-3)
    expect(again.map(({ message }) => message.id)).to.have.members(told.map(({ id }) => id))
    for (const { headers, body } of again)
      expect(app.received.find(one => one.headers['webhook-id'] === headers['webhook-id'])?.body).to.equal(body)
    await expectSigned()
  })

  it('counts an app that closes the connection as one that refuses, and goes on', async () => {
    app.become(({ message }, response) => {
      if (app.ids().filter(id => id === message.id).length === 1) response.destroy()
      else response.writeHead(204).end()
    })
    const run = await listen()
    await tell(1)
    await arrived()
    await run.says('It closed the connection without an answer')
    await run.says('attempt 2')
  })

  it('does not wait longer for an answer than it was told', async () => {
    app.become((_received, response) => {
      if (app.received.length > 1) response.writeHead(204).end()
    })
    const run = await listen('--timeout', '1')
    const story = aStory(owner, 1)
    told.push(...story)
    await append(story)
    await run.says('It did not answer within 1 s.')
    await run.says('attempt 2')
  })

  it('ends within a second of Ctrl-C, with requests open on both sides', async () => {
    const sockets = new Set<Socket>()
    const silent = createTcpServer(socket => sockets.add(socket))
    silent.listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/hook`
    const run = cli.start(['webhooks', 'listen', '--forward-to', url])
    await run.says(forwarding)
    await tell()
    await eventually(
      async () => sockets.size,
      size => size === 2,
      { withinMs },
    )
    const startedMs = performance.now()
    run.child.kill('SIGINT')
    expect((await run.ended).code).to.equal(130)
    expect(performance.now() - startedMs).to.be.lessThan(1_000)
    for (const socket of sockets) socket.destroy()
    silent.close()
  })

  it('activity replay sends what the feed has, and ends', async () => {
    await tell(60)
    const run = await cli.runWell(['activity', 'replay', '--since', '1h', '--forward-to', app.url])
    expect(run.stderr).to.contain('120 delivered.')
    expect(app.ids()).to.have.members(told.map(({ id }) => id))
    expectOrder()
    await expectSigned()
  })
})
