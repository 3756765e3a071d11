// `evently seed` against a whole server: what a plan makes, that it is made once, and that it can be taken away.
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { anAccount, expectStatus, type Account } from '../support/builders.ts'
import { openCli, type Cli } from '../support/cli.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const example = fileURLToPath(new URL('../../../../examples/seed', import.meta.url))

interface Ids {
  readonly venues: Readonly<Record<string, string>>
  readonly events: Readonly<
    Record<
      string,
      {
        readonly id: string
        readonly status: string
        readonly bookings: readonly string[]
        readonly cancelledBookings: readonly string[]
        readonly waitlist: readonly string[]
      }
    >
  >
}

async function seederOf(server: TestServer): Promise<{ organizer: Account; cli: Cli }> {
  const organizer = await anAccount(server, { role: 'organizer' })
  const scopes = ['events:read', 'events:write', 'bookings:read', 'bookings:write', 'waitlist:write']
  const { body } = expectStatus(
    await server.call('POST', '/api-keys', { token: organizer.token, body: { name: 'seed', scopes } }),
    201,
  )
  return { organizer, cli: await openCli(server, body.key) }
}

describe('a seed', function () {
  this.timeout(120_000)
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())

  let organizer: Account
  let cli: Cli
  beforeEach(async () => {
    ;({ organizer, cli } = await seederOf(server))
  })
  afterEach(() => cli.close())

  const get = async (path: string, query = {}) =>
    expectStatus(await server.call('GET', path, { token: organizer.token, query }), 200).body
  const list = async (path: string, query = {}) => (await get(path, { limit: 100, ...query })).data
  const ids = async () => JSON.parse(await readFile(join(cli.folder, 'ids.json'), 'utf8')) as Ids
  const seed = (...args: string[]) => cli.run(['seed', 'plan.yaml', '--seed', '42', '--json', ...args])
  const plan =
    'name: evening\nstartsOn: 2035-09-01\nvenues: 3\nevents: 12\nbookings: 1-3\nsoldOut: 30%\ncancelledEvents: 20%\n' +
    'drafts: 10%\nfixtures:\n' +
    '  gala: { title: Gala, city: Vienna, capacity: 50, price: 45.00, bookings: 3, cancelledBookings: 1 }\n' +
    '  full: { capacity: 5, soldOut: true, cancelledBookings: 1, waitlist: 2 }\n  later: { status: draft }\n'
  beforeEach(() => writeFile(join(cli.folder, 'plan.yaml'), plan))

  it('makes what the plan says, and names it', async () => {
    const { code, stdout } = await seed()
    expect(code).to.equal(0)
    const counts = JSON.parse(stdout) as Record<string, unknown>
    expect(counts).to.deep.include({ events: 15, refused: [] })
    const { events, venues } = await ids()
    expect(Object.keys(events)).to.deep.equal([
      ...Array.from({ length: 12 }, (_, n) => `event-0${String(n + 1).padStart(2, '0')}`),
      ...['gala', 'full', 'later'],
    ])
    expect(Object.keys(venues)).to.have.length.of.at.least(3)

    const gala = events['gala']!
    expect(await get(`/admin/events/${gala.id}/stats`)).to.deep.include({ capacity: 50 })
    const bookings = await list(`/admin/events/${gala.id}/bookings`)
    const statuses = (bookings as { status: string }[]).map(({ status }) => status).sort()
    expect(statuses).to.deep.equal(['cancelled', 'confirmed', 'confirmed'])
    expect(bookings[0].buyer.email).to.match(/@example\./)
    for (const { externalId, metadata } of bookings) {
      expect(externalId).to.match(/gala:booking:\d$/)
      expect(metadata).to.deep.equal({ seed: 'gala' })
    }

    const full = events['full']!
    expect(full.waitlist).to.have.length(2)
    const waiting = (await list(`/admin/events/${full.id}/waitlist`)) as { status: string; metadata: object }[]
    for (const { metadata } of waiting) expect(metadata).to.deep.equal({ seed: 'full' })
    expect(waiting.map(({ status }) => status)).to.include('offered')
    expect(events['later']!.status).to.equal('draft')
    const shown = (await list('/admin/events')) as { id: string; status: string }[]
    expect(
      Object.values(events)
        .map(({ id, status }) => `${id} ${status}`)
        .sort(),
    ).to.deep.equal(shown.map(({ id, status }) => `${id} ${status}`).sort())
    for (const { id } of Object.values(events)) {
      const audit = await get(`/admin/events/${id}/audit`)
      expect(audit.clean).to.equal(true)
    }
  })

  it('makes nothing twice, and the same ids are named again', async () => {
    await seed()
    const [before, events] = [await ids(), await list('/admin/events')]
    const again = await seed()
    expect({ code: again.code, refused: JSON.parse(again.stdout).refused }).to.deep.equal({ code: 0, refused: [] })
    expect(await ids()).to.deep.equal(before)
    expect(await list('/admin/events')).to.deep.equal(events)
    for (const { id, bookings, cancelledBookings, waitlist } of Object.values(before.events)) {
      expect(await list(`/admin/events/${id}/bookings`)).to.have.length(bookings.length + cancelledBookings.length)
      expect((await list(`/admin/events/${id}/waitlist`)).length).to.be.at.most(waitlist.length)
    }
  })

  it('makes other data for another seed, beside the first', async () => {
    await seed()
    const first = await ids()
    expect((await cli.run(['seed', 'plan.yaml', '--seed', '43', '--json'])).code).to.equal(0)
    expect((await ids()).events['gala']!.id).not.to.equal(first.events['gala']!.id)
    expect(await list('/admin/events')).to.have.length(30)
  })

  it('leaves an event alone that somebody has changed', async () => {
    await seed()
    const { id } = (await ids()).events['gala']!
    expectStatus(
      await server.call('PATCH', `/admin/events/${id}`, {
        token: organizer.token,
        headers: { 'if-match': '*' },
        body: { title: 'Another Gala' },
      }),
      200,
    )
    expect((await seed()).code).to.equal(0)
    expect((await list('/admin/events', { externalId: 'seed:evening:42:gala' }))[0].title).to.equal('Another Gala')
  })

  it('is taken away when it is asked to, but not without a word where nobody can be asked', async () => {
    await seed()
    const before = await ids()
    const unasked = await seed('--teardown')
    expect(unasked.code).to.equal(2)
    expect(JSON.parse(unasked.stdout).error.detail).to.include('say --yes')
    const taken = await seed('--teardown', '--yes')
    expect(taken.code).to.equal(0)
    const left = (await list('/admin/events')) as { status: string }[]
    expect(left.filter(({ status }) => status !== 'cancelled')).to.deep.equal([])
    expect(JSON.parse((await seed('--teardown', '--yes')).stdout)).to.deep.include({ cancelled: 0, deleted: 0 })

    // The same plan makes new events then.
    expect((await seed()).code).to.equal(0)
    const { events } = await ids()
    expect(events['gala']!.id).not.to.equal(before.events['gala']!.id)
    expect(events['gala']!.bookings).to.have.length(2)
  })

  it('of test events is seen by its organizer alone', async () => {
    await writeFile(join(cli.folder, 'plan.yaml'), `${plan}test: true\n`)
    expect((await seed()).code).to.equal(0)
    const { id } = (await ids()).events['gala']!
    expect((await server.call('GET', `/events/${id}`)).status).to.equal(404)
    expect((await get(`/events/${id}`)).test).to.equal(true)
  })

  it('says what it would make with --dry-run, and makes nothing', async () => {
    const { code, stdout } = await seed('--dry-run')
    expect(code).to.equal(0)
    expect(JSON.parse(stdout)).to.deep.include({ dryRun: true, events: 15 })
    expect(await list('/admin/events')).to.deep.equal([])
  })

  it('is no seed without a plan that can be read', async () => {
    await writeFile(join(cli.folder, 'plan.yaml'), 'name: evening\nevent: 3\n')
    const { code, stderr } = await cli.run(['seed', 'plan.yaml'])
    expect(code).to.equal(3)
    expect(stderr).to.include('Line 2, column 1: event is not known: did you mean events?')
  })

  it('of the example is made, used and taken away by its CI script', async () => {
    const evently = `${process.execPath} ${cli.program}`
    const { stdout } = await promisify(execFile)('sh', [join(example, 'ci.sh')], {
      env: { ...cli.env, EVENTLY: evently },
    })
    expect(stdout).to.include('Gala of Strings')
    const left = await list('/admin/events', { status: 'published' })
    expect(left).to.deep.equal([])
  })
})

describe('a seed of a server that takes real money', function () {
  this.timeout(60_000)
  let server: TestServer
  before(async () => {
    const stripe = { STRIPE_SECRET_KEY: 'sk_test_of_nobody', STRIPE_WEBHOOK_SECRET: 'whsec_of_nobody' }
    server = await startTestServer({ env: { EVENTLY_PAYMENT_PROVIDER: 'stripe', ...stripe } })
  })
  after(() => server.close())

  it('is refused before anything is made, unless it is meant and of test events alone', async () => {
    const { organizer, cli } = await seederOf(server)
    const plan = 'name: live\nevents: 2\nbookings: 1\nvenues: 1\n'
    const file = join(cli.folder, 'plan.yaml')
    await writeFile(file, plan)
    const { body } = await server.call('GET', '/bookings/payment-provider')
    expect(body).to.deep.equal({ provider: 'stripe' })
    const events = async () => (await server.call('GET', '/admin/events', { token: organizer.token })).body.data
    try {
      const refused = await cli.run(['seed', 'plan.yaml'])
      expect(refused.code).to.equal(6)
      expect(refused.stderr).to.include('takes real money (stripe), so it is not seeded')
      const meant = await cli.run(['seed', 'plan.yaml', '--seed-a-live-server'])
      expect(meant.code).to.equal(2)
      expect(await events()).to.deep.equal([])
      expect((await server.call('GET', '/venues')).body.data).to.deep.equal([])

      await writeFile(file, `${plan}test: true\n`)
      expect((await cli.run(['seed', 'plan.yaml', '--seed-a-live-server'])).code).to.equal(0)
      expect(await events()).to.have.length(2)
    } finally {
      await cli.close()
    }
  })
})
