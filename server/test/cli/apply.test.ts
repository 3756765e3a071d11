// `evently apply` against a real server: what it does, twice, in a race, interrupted, and where the server says no.
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Event } from '@evently/sdk'
import { expect } from 'chai'
import { anAccount, aReservation, expectStatus, password, type Account } from '../support/builders.ts'
import { openCli, type Cli, type CliEnd } from '../support/cli.ts'
import { openDoor, type Held } from '../support/door.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const season = fileURLToPath(new URL('../../../../examples/event-files/season.yaml', import.meta.url))
const scopes = ['events:read', 'events:write', 'webhooks:write']

/** Events of one hall, as a file says them. */
const aFile = (events: readonly Readonly<Record<string, unknown>>[]) =>
  JSON.stringify({
    venues: [{ externalId: 'hall', name: 'The Hall', city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna' }],
    events: events.map(event => ({
      category: 'music',
      venue: 'hall',
      startsAt: '2031-06-01T20:00',
      endsAt: '2031-06-01T22:00',
      capacity: 10,
      ticketTypes: [{ name: 'Standard', price: '45.00', currency: 'EUR' }],
      ...event,
    })),
  })
const numbered = (count: number) =>
  aFile(Array.from({ length: count }, (_, n) => ({ externalId: `e${n}`, title: `Evening ${n}` })))

describe('evently apply', function () {
  this.timeout(120_000)
  let server: TestServer
  let cli: Cli
  let organizer: Account
  let apiKey: string
  before(async () => {
    server = await startTestServer()
    cli = await openCli(server)
  })
  after(async () => {
    await cli.close()
    await server.close()
  })
  beforeEach(async () => {
    organizer = await anAccount(server, { role: 'organizer' })
    apiKey = (await aKey()).key
  })

  async function aKey(): Promise<{ id: string; key: string }> {
    const made = await server.call('POST', '/api-keys', { token: organizer.token, body: { name: 'CI', scopes } })
    return expectStatus(made, 201).body
  }
  const apply = (args: readonly string[], { stdin, baseUrl = server.url }: { stdin?: string; baseUrl?: string } = {}) =>
    cli.run(['apply', ...args], { baseUrl, apiKey, ...(stdin !== undefined && { stdin }) })
  const managed = async () =>
    (await server.call('GET', '/admin/events', { token: organizer.token, query: { limit: 100 } })).body.data as Event[]
  const theEvent = async (externalId: string) => (await managed()).find(event => event.externalId === externalId)!
  const said = ({ code, stderr, stdout }: CliEnd) => `${code}\n${stderr}\n${stdout}`

  /** Applies through a door. */
  async function through(held: Held, args: readonly string[], stdin: string): Promise<CliEnd> {
    const door = await openDoor(server.url, held)
    try {
      return await apply(args, { stdin, baseUrl: door.url })
    } finally {
      await door.close()
    }
  }

  it('makes what the example says, and finds nothing to do the second time', async () => {
    const secrets = join(cli.folder, 'secrets')
    const first = await apply([season, '--yes', '--secrets-file', secrets])
    expect(first.code, said(first)).to.equal(0)
    expect(first.stderr).to.contain('4 to make.')
    expect(first.stdout).to.equal('4 made.\n')
    const spring = await theEvent('spring-1')
    expect(spring).to.deep.include({ status: 'published', startsAt: '2031-06-01T18:00:00.000Z', capacity: 120 })
    expect(spring.ticketTypes.map(type => [type.name, type.priceMinor])).to.deep.equal([
      ['Standard', 4500],
      ['Student', 2000],
    ])
    expect(await theEvent('spring-2')).to.deep.include({ status: 'draft' })
    const kept = JSON.parse(await readFile(secrets, 'utf8'))
    expect(kept).to.deep.include({ externalId: 'shop' })
    expect(kept.secret).to.match(/^whsec_/)
    expect((await stat(secrets)).mode & 0o777).to.equal(0o600)
    expect(first.stdout + first.stderr).not.to.contain('whsec_')

    const versions = (await managed()).map(({ version }) => version)
    const again = await apply([season])
    expect(again.code, said(again)).to.equal(0)
    expect(again.stdout).to.contain('Nothing to do: 4 unchanged.')
    expect((await managed()).map(({ version }) => version)).to.deep.equal(versions)
  })

  it('shows what would change, field by field, and writes nothing with --dry-run', async () => {
    expect((await apply(['-', '--yes'], { stdin: aFile([{ externalId: 'e', title: 'One' }]) })).code).to.equal(0)
    const stdin = aFile([
      {
        ...{ externalId: 'e', title: 'Two', capacity: 12, startsAt: '2031-06-01T20:30', publish: true },
        ticketTypes: [
          { name: 'VIP', price: '90.00', currency: 'EUR', capacity: 2 },
          { name: 'standard', price: 50, currency: 'EUR' },
        ],
      },
    ])
    const shown = await apply(['-', '--dry-run'], { stdin })
    expect(shown.code, said(shown)).to.equal(0)
    expect(shown.stdout).to.equal(
      [
        '~ event e',
        '    title: "One" → "Two"',
        '    startsAt: 2031-06-01 20:00 Europe/Vienna → 2031-06-01 20:30 Europe/Vienna',
        '    capacity: 10 → 12',
        '    ticketTypes[VIP]: 90.00 EUR, capacity 2 (new)',
        '    ticketTypes[Standard].name: "Standard" → "standard"',
        '    ticketTypes[Standard].price: 45.00 EUR → 50.00 EUR',
        '    order of ticketTypes: Standard, VIP → VIP, Standard',
        '    status: draft → published',
        '1 to change, 1 unchanged.',
        '',
      ].join('\n'),
    )
    expect(await theEvent('e')).to.deep.include({ title: 'One', version: 1 })
    const changed = await apply(['-', '--yes', '--json'], { stdin })
    expect(changed.code, said(changed)).to.equal(0)
    expect(JSON.parse(changed.stdout).summary).to.deep.equal({
      ...{ made: 0, changed: 1, unchanged: 1, refused: 0, notDone: 0 },
    })
    expect(await theEvent('e')).to.deep.include({ title: 'Two', status: 'published' })
    expect((await apply(['-'], { stdin })).stdout).to.contain('Nothing to do')
  })

  it('returns what is left out to its default, but never the status, and leaves what no file names', async () => {
    const whole = {
      ...{ externalId: 'e', title: 'One', description: 'Words', tags: ['a'], publish: true, holdsPerBuyerMax: 7 },
      waitlistPolicy: { order: 'skip', skipMax: 2 },
    }
    await apply(['-', '--yes'], { stdin: aFile([whole, { externalId: 'other', title: 'Other' }]) })
    const { code } = await apply(['-', '--yes'], { stdin: aFile([{ externalId: 'e', title: 'One' }]) })
    expect(code).to.equal(0)
    const event = await theEvent('e')
    expect(event).to.deep.include({ status: 'published', tags: [], holdsPerBuyerMax: 3 })
    expect(event.waitlistPolicy).to.deep.equal({ order: 'strict' })
    expect(event).not.to.have.property('description')
    expect(await theEvent('other')).to.deep.include({ title: 'Other', version: 1 })
  })

  it('asks nobody where no terminal is: without --yes it writes nothing and ends with 2', async () => {
    const { code, stderr } = await apply(['-'], { stdin: numbered(1) })
    expect(code).to.equal(2)
    expect(stderr).to.contain('--yes')
    expect(await managed()).to.deep.equal([])
  })

  it('makes no endpoint whose secret would go into a log or nowhere', async () => {
    const { code, stderr } = await apply([season, '--yes'])
    expect(code).to.equal(2)
    expect(stderr).to.contain('--secrets-file')
    expect(await managed()).to.deep.equal([])
    const shown = await apply([season, '--yes', '--show-secrets'])
    expect(shown.code, said(shown)).to.equal(0)
    expect(shown.stderr).to.match(/webhook endpoint shop \(whe_\w+\), shown this once: whsec_/)
    expect(shown.stdout).not.to.contain('whsec_')
  })

  it("says before it writes what sales and states don't allow, and does the rest: 9", async () => {
    const types = [
      { name: 'Standard', price: '45.00', currency: 'EUR' },
      { name: 'Balcony', price: '65.00', currency: 'EUR' },
    ]
    const events = [
      { externalId: 'sold', title: 'Sold', publish: true, ticketTypes: types },
      { externalId: 'gone', title: 'Gone', publish: true },
      { externalId: 'free', title: 'Free' },
    ]
    expect((await apply(['-', '--yes'], { stdin: aFile(events) })).code).to.equal(0)
    const [sold, gone] = [await theEvent('sold'), await theEvent('gone')]
    const balcony = sold.ticketTypes.find(type => type.name === 'Balcony')!.id
    const { id, buyer } = await aReservation(server, sold, { quantity: 2, ticketTypeId: balcony })
    const paid = { reservationId: id, payment: { token: 'tok_ok' } }
    expectStatus(await server.call('POST', '/bookings/confirm', { token: buyer.token, body: paid }), 201)
    expectStatus(await server.call('POST', `/admin/events/${gone.id}/cancel`, { token: organizer.token }), 200)

    const stdin = aFile([
      { ...events[0], capacity: 1, ticketTypes: types.slice(0, 1) },
      { ...events[1], title: 'Gone, but renamed' },
      { ...events[2], title: 'Free, and renamed' },
    ])
    const shown = await apply(['-', '--dry-run'], { stdin })
    expect(shown.stdout).to.contain("because its capacity can't be below 2: so many seats are held or sold")
    expect(shown.stdout).to.contain("because the ticket type Balcony can't be left out: 2 seats of it are held or sold")
    expect(shown.stdout).to.contain('! event gone: is refused\n    because it is cancelled')
    expect(shown.stdout).to.contain('1 to change, 2 refused, 1 unchanged.')
    const done = await apply(['-', '--yes'], { stdin })
    expect(done.code, said(done)).to.equal(9)
    expect((await managed()).map(({ title }) => title).sort()).to.deep.equal(['Free, and renamed', 'Gone', 'Sold'])
    const again = await apply(['-', '--yes'], { stdin })
    expect(again.code, said(again)).to.equal(6)
  })

  /** Renames two events, while somebody else changes one of them after the plan. */
  async function raced({ isGuarded }: { readonly isGuarded: boolean }): Promise<CliEnd> {
    await apply(['-', '--yes'], { stdin: numbered(2) })
    const { id } = await theEvent('e1')
    let isChanged = false
    return through(
      async ({ method, headers }) => {
        if (method !== 'PUT' || !/\d/.test(headers['if-match'] ?? '')) return
        if (!isGuarded) delete headers['if-match']
        if (isChanged) return
        isChanged = true
        const body = { title: 'Somebody else was here' }
        const change = { token: organizer.token, body, headers: { 'if-match': '*' } }
        expectStatus(await server.call('PATCH', `/admin/events/${id}`, change), 200)
      },
      ['-', '--yes'],
      numbered(2).replaceAll('Evening', 'Night'),
    )
  }

  it('undoes nobody: what changes between plan and write stays, and is said', async () => {
    const ended = await raced({ isGuarded: true })
    expect(ended.code, said(ended)).to.equal(9)
    expect(ended.stderr).to.contain('Refused: event e1: it has been changed since the plan was made')
    expect((await managed()).map(({ title }) => title).sort()).to.deep.equal(['Night 0', 'Somebody else was here'])
  })

  it('would undo somebody else without If-Match (the control)', async () => {
    const ended = await raced({ isGuarded: false })
    expect(ended.code, said(ended)).to.equal(0)
    expect((await managed()).map(({ title }) => title).sort()).to.deep.equal(['Night 0', 'Night 1'])
  })

  it('makes 500 events within the limits of the server, and finds all of them again', async () => {
    const limited = await startTestServer({ env: { EVENTLY_RATE_LIMIT: 'on' } })
    try {
      const { token } = await anAccount(limited, { role: 'organizer' })
      const key = await limited.call('POST', '/api-keys', { token, body: { name: 'CI', scopes } })
      const options = { baseUrl: limited.url, apiKey: expectStatus(key, 201).body.key, stdin: numbered(500) }
      const made = await cli.run(['apply', '-', '--yes'], options)
      expect(made.code, made.stderr.slice(-500)).to.equal(0)
      expect(made.stdout).to.equal('501 made.\n')
      expect((await cli.run(['apply', '-'], options)).stdout).to.equal('Nothing to do: 501 unchanged.\n')
    } finally {
      await limited.close()
    }
  }).timeout(300_000)

  it('takes a write whose answer was lost for what it is: done', async () => {
    let lost = 0
    const ended = await through(
      async ({ method, path }) => {
        if (method !== 'PUT' || !path.includes('/events/') || lost > 0) return
        lost += 1
        const [externalId, hall] = [
          'e0',
          (await server.call('GET', '/venues', { query: { organizerId: organizer.id } })).body,
        ]
        const { category, startsAt, endsAt, capacity } = {
          ...{ category: 'music', startsAt: '2031-06-01T18:00:00Z', endsAt: '2031-06-01T20:00:00Z', capacity: 10 },
        }
        const ticketTypes = [{ name: 'Standard', priceMinor: 4500, currency: 'EUR' }]
        const body = { title: 'Evening 0', category, startsAt, endsAt, capacity, ticketTypes, venueId: hall.data[0].id }
        expectStatus(
          await server.call('PUT', `/admin/events/by-external-id/${externalId}`, { token: organizer.token, body }),
          201,
        )
        return { status: 503, body: {} }
      },
      ['-', '--yes'],
      numbered(1),
    )
    expect(ended.code, said(ended)).to.equal(0)
    expect(await managed()).to.have.length(1)
  })

  it('changes a venue and its events in one go, with the clocks of its new zone', async () => {
    await apply(['-', '--yes'], { stdin: numbered(2) })
    const moved = numbered(2).replaceAll('Evening', 'Night').replace('Europe/Vienna', 'Europe/London')
    const shown = await apply(['-', '--dry-run'], { stdin: moved })
    expect(shown.stdout).to.contain('timezone: "Europe/Vienna" → "Europe/London"')
    expect(shown.stdout).to.contain('startsAt: 2031-06-01 19:00 Europe/London → 2031-06-01 20:00 Europe/London')
    const done = await apply(['-', '--yes'], { stdin: moved })
    expect(done.code, said(done)).to.equal(0)
    expect(done.stdout).to.equal('3 changed.\n')
    expect(await theEvent('e1')).to.deep.include({ timezone: 'Europe/London', startsAt: '2031-06-01T19:00:00.000Z' })
    expect((await apply(['-'], { stdin: moved })).stdout).to.contain('Nothing to do: 3 unchanged.')
  })

  it('acts for a session as for a key, and changes endpoints without a new secret', async () => {
    const own = await openCli(server)
    const login = ['auth', 'login', '--email', organizer.email, '--password-stdin']
    expect((await own.run(login, { stdin: password })).code).to.equal(0)
    const endpoint = (url: string) =>
      JSON.stringify({ webhookEndpoints: [{ externalId: 'shop', url, types: ['booking.confirmed'] }] })
    const args = ['apply', '-', '--yes', '--json', '--secrets-file', join(own.folder, 'secrets')]
    const made = await own.run(args, { stdin: endpoint('https://example.com/one') })
    expect(made.code, said(made)).to.equal(0)
    expect(made.stdout + made.stderr).not.to.contain('whsec_')
    const changed = await own.run(args, { stdin: endpoint('https://example.com/two') })
    expect(JSON.parse(changed.stdout).steps[0]).to.deep.include({ action: 'change', outcome: 'changed' })
    expect((await readFile(join(own.folder, 'secrets'), 'utf8')).trim().split('\n')).to.have.length(1)
    expect((await own.run(['apply', '-'], { stdin: numbered(1) })).code).to.equal(2)
    await own.close()
  })

  it('says where in the file it stands what the server alone finds wrong', async () => {
    const endpoint = { externalId: 'shop', url: 'https://example.com/#part', types: ['booking.confirmed'] }
    const stdin = JSON.stringify({ webhookEndpoints: [endpoint] }, null, 2)
    const { code, stderr } = await apply(['-', '--yes', '--show-secrets'], { stdin })
    expect(code, stderr).to.be.oneOf([1, 3])
    expect(stderr).to.contain('  stdin:5:14: webhookEndpoints[0].url must have no part after #')
  })

  it('never loses a secret in silence: where an answer was lost it says how to get another one', async () => {
    const endpoint = { externalId: 'shop', url: 'https://example.com/hook', types: ['booking.confirmed'] }
    const { externalId, ...body } = endpoint
    let isLost = false
    const ended = await through(
      async ({ method }) => {
        if (method !== 'PUT' || isLost) return
        isLost = true
        const path = `/webhook-endpoints/by-external-id/${externalId}`
        expectStatus(await server.call('PUT', path, { token: organizer.token, body }), 201)
        return { status: 503, body: {} }
      },
      ['-', '--yes', '--show-secrets'],
      JSON.stringify({ webhookEndpoints: [endpoint] }),
    )
    expect(ended.code, said(ended)).to.equal(9)
    expect(ended.stderr).to.match(/shop \(whe_\w+\): its secret was not received: `evently webhooks rotate-secret wh/)
  })

  it('stops between two writes when it is interrupted, says what is not done, and goes on the next time', async () => {
    const door = await openDoor(server.url, async ({ method, path }) => {
      if (method !== 'PUT' || !path.endsWith('/e1')) return
      const heard = running.says('Stopping after the write')
      running.child.kill('SIGINT')
      await heard
    })
    const running = cli.start(['apply', '-', '--yes'], { baseUrl: door.url, apiKey, stdin: numbered(4) })
    const ended = await running.ended
    await door.close()
    expect(ended.code, said(ended)).to.equal(130)
    expect(ended.stderr).to.contain('Made: event e1').and.to.contain('Not done: event e2').and.to.contain('event e3')
    expect(ended.stdout).to.equal('3 made, 2 not done.\n')
    expect(await managed()).to.have.length(2)
    const on = await apply(['-', '--yes'], { stdin: numbered(4) })
    expect(on.code, said(on)).to.equal(0)
    expect(on.stdout).to.equal('2 made, 3 unchanged.\n')
    expect(await managed()).to.have.length(4)
  })

  it('stops where its key ends, says what is done, and ends with 9', async () => {
    const key = await aKey()
    const door = await openDoor(server.url, async ({ method, path }) => {
      if (method !== 'PUT' || !path.endsWith('/e2')) return
      expectStatus(await server.call('DELETE', `/api-keys/${key.id}`, { token: organizer.token }), 204)
      // Another service hears of it within a second.
      const seen = async () => (await server.call('GET', '/admin/events', { token: key.key })).status
      await eventually(seen, status => status === 401, { withinMs: 20_000 })
    })
    const ended = await cli.run(['apply', '-', '--yes'], { baseUrl: door.url, apiKey: key.key, stdin: numbered(4) })
    await door.close()
    expect(ended.code, said(ended)).to.equal(9)
    expect(ended.stderr).to.contain('Not done: event e2').and.to.contain('Not done: event e3')
    expect(await managed()).to.have.length(2)
  })

  it("tells its own things from others' of the same external ids, with a key and with a session", async () => {
    const other = await anAccount(server, { role: 'organizer' })
    const put = async (account: Account, externalId: string, body: object) =>
      server.call('PUT', `/admin/venues/by-external-id/${externalId}`, { token: account.token, body })
    const hall = { name: 'The Hall', city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna' }
    expectStatus(await put(other, 'hall', hall), 201)
    const stdin = numbered(1)
    const first = await apply(['-', '--yes'], { stdin })
    expect(first.code, said(first)).to.equal(0)
    expect(first.stdout).to.equal('2 made.\n')
    const again = await apply(['-', '--yes'], { stdin })
    expect(again.stdout, said(again)).to.contain('Nothing to do: 2 unchanged.')
    expect((await theEvent('e0')).venue.organizerId).to.equal(organizer.id)
  })

  it('reports every fault of every file with its place before anything is asked or written', async () => {
    const [one, two] = [join(cli.folder, 'one.yaml'), join(cli.folder, 'two.yaml')]
    await writeFile(one, 'events:\n  - externalId: 007\n    title: no\nvenue: []\n')
    await writeFile(two, 'events:\n\t- 1\n')
    const { code, stderr } = await apply([one, two, '--yes'])
    expect(code).to.equal(3)
    expect(stderr).to.contain(`${one}:2:17: events[0].externalId must be a text: write it in quotes, "007".`)
    expect(stderr).to.contain(`${one}:4:1: venue is not known; did you mean venues?`)
    expect(stderr).to.contain(`${two}:2:1: is indented by a tab`)
  })
})
