// `evently export` against a real server: what it writes is what there is, and applying it changes nothing.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { parse } from 'yaml'
import { anAccount, anEvent, expectStatus, type Account } from '../support/builders.ts'
import { openCli, type Cli, type CliEnd } from '../support/cli.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const season = fileURLToPath(new URL('../../../../examples/event-files/season.yaml', import.meta.url))
const scopes = ['events:read', 'events:write', 'webhooks:write']

type Entry = Readonly<Record<string, unknown>>

/** Values that a file, a zone or a currency could lose something of. */
const odd: Readonly<Record<'venues' | 'events' | 'webhookEndpoints', readonly Entry[]>> = {
  venues: [
    { externalId: 'no', name: '0x10', city: '1e3', country: 'NO', timezone: 'Europe/Oslo', address: '  007  ' },
    {
      externalId: '007',
      name: 'null',
      city: '~',
      country: 'GB',
      timezone: 'Europe/London',
      location: { lat: 0, lon: -0.1 },
    },
    {
      externalId: 'émoji 👩‍👩‍👧',
      name: '- "quoted" \'single\' #no: {a}',
      city: '٣',
      country: 'KW',
      timezone: 'Asia/Kuwait',
    },
  ],
  events: [
    {
      ...{ externalId: '1e3', title: 'yes', category: 'no', venue: 'no', capacity: 10, timezone: 'Europe/Vienna' },
      // An hour that comes twice, and one right after the hour that is skipped.
      ...{ startsAt: '2031-10-26T02:30+01:00', endsAt: '2032-03-28T03:30' },
      ticketTypes: [{ name: 'on', price: '0.00', currency: 'EUR', externalId: '0o17' }],
    },
    {
      ...{
        externalId: '2',
        title: '🎻 Night: of "Strings" # 1',
        category: 'music',
        venue: 'émoji 👩‍👩‍👧',
        capacity: 9,
      },
      ...{ startsAt: '2031-01-01T00:00', endsAt: '2031-01-01T00:00:00.5', tags: ['null', '1', 'a, b', 'é'] },
      ...{ language: 'no', translations: { en: { title: 'null' }, ja: { description: '1e3' } } },
      description: 'Line one\n\n  indented\ttab\n# no comment\n--- \nlast: line \n',
      ticketTypes: [
        {
          ...{ name: 'Mille', price: '1.234', currency: 'KWD', capacity: 3, maxPerUser: 2 },
          description: 'One.\n\tTwo: # three',
          translations: { 'sv': { name: 'yes' }, 'pt-BR': { description: '~' } },
        },
        {
          name: 'Zero',
          price: '0.005',
          currency: 'KWD',
          salesStartAt: '2030-12-01',
          salesEndAt: '2030-12-31T23:59:59',
        },
      ],
      ...{ waitlistPolicy: { order: 'skip', skipMax: 3 }, holdsPerBuyerMax: 1, claimSecondsMax: 601 },
    },
    {
      ...{ externalId: 'yen', title: '2031-01-01', category: 'music', venue: '007', capacity: 1000000 },
      ...{ startsAt: '2031-03-30T02:00', endsAt: '2031-10-26T01:30+00:00', publish: true },
      ticketTypes: [{ name: 'One', price: '1000000', currency: 'JPY' }],
      waitlistPolicy: { order: 'skip', skipMax: 9 },
    },
    {
      ...{ externalId: 'test', title: 'Try', category: 'music', venue: 'no', capacity: 5, test: true },
      ...{ startsAt: '2031-06-01T20:00', endsAt: '2031-06-01T22:00', price: 4.5e1, currency: 'EUR' },
    },
  ],
  webhookEndpoints: [
    {
      ...{
        externalId: 'true',
        url: 'https://example.com/a?b=c&d=%23',
        types: ['inventory.available', 'booking.confirmed'],
      },
      ...{ mode: 'test', description: 'two\nlines', metadata: { yes: 'no', '7': '', ' ': '1e3' } },
    },
  ],
}

describe('evently export', function () {
  this.timeout(120_000)
  let server: TestServer
  let organizer: Account
  let apiKey: string
  let cli: Cli
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
    const body = { name: 'CI', scopes }
    apiKey = expectStatus(await server.call('POST', '/api-keys', { token: organizer.token, body }), 201).body.key
  })

  const evently = (args: readonly string[], stdin?: string) =>
    cli.run(args, { apiKey, ...(stdin !== undefined && { stdin }) })
  const said = ({ code, stderr, stdout }: CliEnd) => `${code}\n${stderr}\n${stdout}`

  async function applied(text: string) {
    const ended = await evently(['apply', '-', '--yes', '--show-secrets'], text)
    expect(ended.code, said(ended)).to.equal(0)
  }

  /** Exports, and finds that applying it would do nothing. */
  async function exported(args: readonly string[] = []): Promise<string> {
    const ended = await evently(['export', ...args])
    expect(ended.code, said(ended)).to.equal(0)
    const again = await evently(['apply', '-'], ended.stdout)
    expect(again.code, `${said(again)}\n${ended.stdout}`).to.equal(0)
    expect(again.stdout).to.contain('Nothing to do')
    return ended.stdout
  }

  it('writes what apply has read, odd values too, in YAML and in JSON', async () => {
    await applied(JSON.stringify(odd))
    const yaml = await exported()
    expect(JSON.parse(await exported(['--output', 'json']))).to.deep.equal(parse(yaml))
    const { venues, events, webhookEndpoints } = parse(yaml)
    expect(venues).to.deep.equal(odd.venues)
    const [vienna, strings, yen] = odd.events
    const [mille, zero] = strings!['ticketTypes'] as readonly Entry[]
    expect(events).to.deep.equal([
      vienna,
      // What is as it would be anyway needn't be said; a time keeps no more than it needs.
      { ...strings, ticketTypes: [mille, { ...zero, salesStartAt: '2030-12-01T00:00' }] },
      yen,
      {
        ...{ externalId: 'test', title: 'Try', category: 'music', venue: 'no', capacity: 5, test: true },
        ...{ startsAt: '2031-06-01T20:00', endsAt: '2031-06-01T22:00' },
        ticketTypes: [{ name: 'General Admission', price: '45.00', currency: 'EUR' }],
      },
    ])
    expect(webhookEndpoints[0]).to.deep.include({ externalId: 'true', metadata: { yes: 'no', '7': '', ' ': '1e3' } })
  })

  it('writes the same to the letter each time, also after it was applied to another account', async () => {
    await applied(await readFile(season, 'utf8'))
    const mine = await exported()
    expect(await exported()).to.equal(mine)
    organizer = await anAccount(server, { role: 'organizer' })
    const body = { name: 'CI', scopes }
    apiKey = expectStatus(await server.call('POST', '/api-keys', { token: organizer.token, body }), 201).body.key
    await applied(mine)
    expect(await exported()).to.equal(mine)
  })

  it('writes only what is named, by kind, by status or by id', async () => {
    await applied(await readFile(season, 'utf8'))
    expect(Object.keys(parse(await exported(['--venues', '--webhooks'])))).to.deep.equal(['venues', 'webhookEndpoints'])
    const drafts = parse(await exported(['--events', '--status', 'draft']))
    expect(drafts.events.map((event: { externalId: string }) => event.externalId)).to.deep.equal(['spring-2'])
    const { data } = (await server.call('GET', '/admin/events', { token: organizer.token })).body
    const published = data.find((event: { status: string }) => event.status === 'published')
    expectStatus(await server.call('POST', `/admin/events/${published.id}/cancel`, { token: organizer.token }), 200)
    const { stderr, stdout } = await evently(['export', '--events'])
    expect(stderr).to.contain('Left out: 1 of your events')
    expect(parse(stdout).events).to.have.length(1)
    expect(parse(await exported([published.id])).events[0]).to.deep.include({ externalId: 'spring-1', venue: 'hall' })
    expect((await evently(['export', 'bkg_1'])).code).to.equal(2)
  })

  it("refuses what has no external id, or gives it one; names others' venues by their ids", async () => {
    const other = await anAccount(server, { role: 'organizer' })
    const hall = { name: 'Théâtre', city: 'Paris', country: 'FR', timezone: 'Europe/Paris' }
    const put = await server.call('PUT', '/admin/venues/by-external-id/hall', { token: other.token, body: hall })
    const venueId = expectStatus(put, 201).body.id
    await anEvent(server, {
      organizer,
      title: 'Grüße & Küsse',
      startsAt: '2031-06-01T20:00:00Z',
      endsAt: '2031-06-02T20:00:00Z',
    })
    await anEvent(server, { organizer, title: 'Away', venue: undefined, venueId })

    const refused = await evently(['export'])
    expect(refused.code, said(refused)).to.equal(2)
    expect(refused.stderr).to.contain('3 things have no externalId').and.to.contain('Grüße & Küsse')
    const shown = await evently(['export', '--assign-external-ids', '--dry-run'])
    expect(shown.stderr).to.contain('gruße-kusse-2031-06-01')
    expect((await evently(['export'])).code).to.equal(2)
    const given = await evently(['export', '--assign-external-ids'])
    expect(given.code, said(given)).to.equal(0)
    expect(given.stdout).to.equal(shown.stdout)
    expect(await exported()).to.equal(given.stdout)
    expect(parse(given.stdout).events.find(({ title }: { title: string }) => title === 'Away').venue).to.equal(venueId)
  })
})
