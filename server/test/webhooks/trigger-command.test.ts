// `evently webhooks trigger` for every type of the contract, `evently webhooks listen` beside it, and an endpoint that
// the server sends the same messages to: one set of messages, byte for byte.
import { expect } from 'chai'
import { operations } from '@evently/sdk'
import { Webhook } from 'standardwebhooks'
import { anEvent, expectStatus, type Account } from '../support/builders.ts'
import { openCli, type Cli } from '../support/cli.ts'
import { eventually } from '../support/processes.ts'
import type { TestServer } from '../support/server.ts'
import { startReceiver, type Received, type Receiver } from './receiver.ts'
import { anEndpoint, anOwner, startWebhooksServer } from './webhooks-server.ts'

const types = operations['webhooks.listActivity'].parameters.find(({ name }) => name === 'types')?.enum ?? []
const scopes = [
  ...['events:read', 'events:write', 'bookings:read', 'bookings:write', 'waitlist:write', 'activity:read'],
  'checkin:write',
]

describe('evently webhooks trigger', () => {
  let server: TestServer
  let owner: Account
  let cli: Cli
  before(async () => {
    server = await startWebhooksServer()
    owner = await anOwner(server)
    cli = await cliOf(owner)
  })
  after(async () => {
    await cli.close()
    await server.close()
  })

  async function cliOf({ token }: Account): Promise<Cli> {
    const made = await server.call('POST', '/api-keys', { token, body: { name: 'CLI', scopes } })
    return openCli(server, expectStatus(made, 201).body.key)
  }

  describe('beside a listener and an endpoint', () => {
    let endpoint: Receiver
    let app: Receiver
    let secrets: { endpoint: string; app: string }
    before(async function () {
      this.timeout(180_000)
      endpoint = await startReceiver()
      app = await startReceiver()
      const listener = cli.start(['webhooks', 'listen', '--forward-to', app.url, '--mode', 'test', '--json'])
      await listener.says('until you press Ctrl-C')
      const printed = await cli.runWell(['webhooks', 'listen', '--print-secret'])
      const made = await anEndpoint(server, owner, { url: endpoint.url, types, mode: 'test' })
      secrets = { endpoint: made.secret, app: printed.stdout.trim() }
    })
    after(async () => {
      await app.close()
      await endpoint.close()
    })

    const seen: Record<string, { id: string; test: boolean }> = {}
    for (const type of types)
      it(`${type} comes about, and is printed`, async function () {
        this.timeout(60_000)
        const run = await cli.runWell(['webhooks', 'trigger', type, '--json'])
        const message = JSON.parse(run.stdout) as { id: string; type: string; test: boolean }
        expect(message).to.include({ type, test: true })
        expect(run.stderr).to.match(/^Test event evt_\w+ is cancelled, which makes messages too\.\n$/)
        seen[type] = message
      })

    it('leaves no event on sale', async () => {
      const { body } = expectStatus(await server.call('GET', '/admin/events', { token: owner.token }), 200)
      expect(new Set(body.data.map(({ status }: { status: string }) => status))).to.deep.equal(new Set(['cancelled']))
      expect(new Set(body.data.map(({ venue }: { venue: { id: string } }) => venue.id))).to.have.length(1)
    })

    it('the app gets what the endpoint gets: the same messages, byte for byte, each signed', async function () {
      this.timeout(60_000)
      const byId = ({ received }: Receiver) => new Map(received.map(one => [String(one.headers['webhook-id']), one]))
      const triggered = Object.values(seen).map(({ id }) => id)
      await eventually(
        async () => [byId(app).size, byId(endpoint).size] as const,
        ([atApp, atEndpoint]) => atApp === atEndpoint && triggered.every(id => byId(app).has(id)),
        { withinMs: 30_000 },
      )
      const [atApp, atEndpoint] = [byId(app), byId(endpoint)]
      expect([...atApp.keys()].sort()).to.deep.equal([...atEndpoint.keys()].sort())
      expect(new Set([...atApp.values()].map(({ message }) => message.type))).to.deep.equal(new Set(types))
      for (const [id, one] of atApp) {
        const other = atEndpoint.get(id)!
        expect(one.body).to.equal(other.body)
        verified(one, secrets.app)
        verified(other, secrets.endpoint)
        expect(comparable(one)).to.deep.equal(comparable(other))
      }
    })
  })

  /** What makes the request, without what is of the moment and of the address. */
  function comparable({ headers }: Received) {
    const { host, connection, 'user-agent': agent, 'webhook-timestamp': _, 'webhook-signature': __, ...rest } = headers
    expect([host, connection]).not.to.include(undefined)
    return { ...rest, agent: String(agent).split(' ')[0] }
  }

  const verified = ({ body, headers }: Received, secret: string) =>
    new Webhook(secret).verify(body, headers as Record<string, string>)

  it('goes on at a test event that is named, and leaves it; nobody has read this feed before', async function () {
    this.timeout(60_000)
    const other = await anOwner(server)
    const own = await cliOf(other)
    const event = await anEvent(server, { organizer: other, test: true })
    const run = await own.runWell(['webhooks', 'trigger', 'reservation.created', '--event', event.id, '--json'])
    expect(JSON.parse(run.stdout)).to.have.nested.property('data.eventId', event.id)
    expect(run.stderr).to.equal('')
    const after = await server.call('GET', `/events/${event.id}`, { token: other.token })
    expect(after.body.status).to.equal('published')
    const refused = await own.run(['webhooks', 'trigger', 'event.published', '--event', event.id])
    expect(refused.code).to.equal(2)
    expect(refused.stderr).to.contain('is published; event.published wants a draft one')
    await own.close()
  })
})
