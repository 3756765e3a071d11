// The codes of an event in files: `evently apply` and `evently export` against a real server.
import type { Event, Promotion } from '@evently/sdk'
import { expect } from 'chai'
import { parse } from 'yaml'
import { anAccount, expectStatus, type Account } from '../support/builders.ts'
import { openCli, type Cli, type CliEnd } from '../support/cli.ts'
import { openDoor } from '../support/door.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const early = { code: 'Early 10', kind: 'discount', percent: 20, usesMax: 3, endsAt: '2031-05-01T00:00' }
const crew = { code: 'crew only', kind: 'access', ticketTypes: ['Crew'] }
const friends = { code: 'FRIENDS', kind: 'discount', amount: '5.00', ticketTypes: ['Standard'], perBuyerMax: 2 }
const standard = { name: 'Standard', price: '45.00', currency: 'EUR' }
const hiddenCrew = { name: 'Crew', price: '5.00', currency: 'EUR', capacity: 4, hidden: true }

const aFile = (own: object) =>
  JSON.stringify({
    venues: [{ externalId: 'hall', name: 'The Hall', city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna' }],
    events: [
      {
        ...{ externalId: 'e', title: 'Evening', category: 'music', venue: 'hall', capacity: 10, publish: true },
        ...{ startsAt: '2031-06-01T20:00', endsAt: '2031-06-01T22:00' },
        ticketTypes: [standard, hiddenCrew],
        promotions: [early, crew, friends],
        ...own,
      },
    ],
  })

describe('codes in event files', function () {
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
    const body = { name: 'CI', scopes: ['events:read', 'events:write', 'webhooks:write'] }
    apiKey = expectStatus(await server.call('POST', '/api-keys', { token: organizer.token, body }), 201).body.key
  })

  const said = ({ code, stderr, stdout }: CliEnd) => `${code}\n${stderr}\n${stdout}`
  const apply = (stdin: string, args: readonly string[] = ['--yes'], baseUrl = server.url) =>
    cli.run(['apply', '-', ...args], { apiKey, stdin, baseUrl })
  async function applied(stdin: string): Promise<CliEnd> {
    const ended = await apply(stdin)
    expect(ended.code, said(ended)).to.equal(0)
    return ended
  }
  async function unchanged(stdin: string) {
    const again = await apply(stdin, [])
    expect(again.code, said(again)).to.equal(0)
    expect(again.stdout).to.contain('Nothing to do')
  }
  const theEvent = async () => {
    const list = await server.call('GET', '/admin/events', { token: organizer.token })
    return list.body.data[0] as Event
  }
  const codes = async (): Promise<readonly Promotion[]> => {
    const path = `/admin/events/${(await theEvent()).id}/promotions`
    return (await server.call('GET', path, { token: organizer.token })).body.data
  }
  async function reserve(eventId: string, promotionCode: string) {
    const { token } = await anAccount(server)
    const type = (await theEvent()).ticketTypes[0]!
    const body = { eventId, items: [{ ticketTypeId: type.id, quantity: 1 }], promotionCode }
    expectStatus(await server.call('POST', '/bookings/reserve', { token, body }), 201)
  }
  const code = async (name: string) => (await codes()).find(each => each.code === name && each.status !== 'closed')!

  it('are made with their event, and are the same when they are applied again, exported and applied', async () => {
    await applied(aFile({}))
    const { ticketTypes, status } = await theEvent()
    expect(status).to.equal('published')
    const [open, hidden] = ticketTypes
    expect(
      (await codes()).map(each => [each.code, each.percent ?? each.amountMinor, each.ticketTypeIds]),
    ).to.deep.equal([
      ['Early 10', 20, undefined],
      ['crew only', undefined, [hidden!.id]],
      ['FRIENDS', 500, [open!.id]],
    ])
    const before = await codes()
    await unchanged(aFile({}))
    const exported = await cli.run(['export'], { apiKey })
    expect(exported.code, said(exported)).to.equal(0)
    const [event] = parse(exported.stdout).events
    expect(event.ticketTypes).to.deep.equal([standard, hiddenCrew])
    expect(event.promotions).to.deep.equal([early, crew, friends])
    await unchanged(exported.stdout)
    await unchanged(aFile({ promotions: undefined }))
    expect(await codes()).to.deep.equal(before)
  })

  it('change what differs, keep their uses, and are closed when they are left out', async () => {
    await applied(aFile({}))
    const { id: eventId } = await theEvent()
    await reserve(eventId, 'early10')
    await reserve(eventId, 'friends')
    const { id } = await code('Early 10')

    const file = aFile({ promotions: [{ ...early, usesMax: 9, code: 'EARLY 10' }, crew] })
    const shown = await apply(file, ['--dry-run'])
    expect(shown.stdout).to.equal(
      [
        '~ event e',
        '    promotions[Early 10].code: "Early 10" → "EARLY 10"',
        '    promotions[Early 10].usesMax: 3 → 9',
        '    promotions[FRIENDS]: 5.00 EUR off, ticketTypes Standard, perBuyerMax 2, used 1 time → deleted',
        '1 to change, 1 unchanged.',
        '',
      ].join('\n'),
    )
    expect((await code('Early 10')).usesMax).to.equal(3)
    const changed = await applied(file)
    expect(changed.stdout).to.equal('1 changed, 1 unchanged.\n')
    expect(await code('EARLY 10')).to.deep.include({ id, uses: 1, usesMax: 9 })
    expect((await codes()).map(each => each.status)).to.deep.equal(['active', 'active', 'closed'])
    await unchanged(file)
  })

  it('go with their ticket type in one file', async () => {
    await applied(aFile({}))
    await applied(aFile({ ticketTypes: [standard], promotions: [early] }))
    expect((await theEvent()).ticketTypes.map(({ name }) => name)).to.deep.equal(['Standard'])
    expect((await codes()).map(each => each.code)).to.deep.equal(['Early 10'])
  })

  it('are refused before anything is written where they are used', async () => {
    await applied(aFile({}))
    await reserve((await theEvent()).id, 'early10')
    const refused = await apply(aFile({ title: 'Other', promotions: [{ ...early, percent: 30 }] }))
    expect(refused.code, said(refused)).to.equal(6)
    expect(refused.stdout + refused.stderr).to.contain('the code Early 10 is used')
    expect((await theEvent()).title).to.equal('Evening')
    expect((await codes()).length).to.equal(3)
  })

  it('keep access codes out of what is printed where no terminal is, unless that is asked for', async () => {
    const made = await applied(aFile({ promotions: [early, crew] }))
    expect(said(made)).to.contain('access code at stdin:1:').and.not.to.contain('crew only')
    const changed = await apply(aFile({ promotions: [early, { ...crew, usesMax: 4 }] }), ['--yes', '--json'])
    expect(said(changed))
      .to.contain(`access code ${(await code('crew only')).id}`)
      .and.not.to.contain('crew only')
    const shown = await apply(aFile({ promotions: [early] }), ['--dry-run', '--show-secrets'])
    expect(shown.stdout).to.contain('promotions[crew only]')
  })

  it('are left alone by a plan that somebody has overtaken', async () => {
    await applied(aFile({}))
    const { id: eventId } = await theEvent()
    const { id } = await code('Early 10')
    const path = `/admin/events/${eventId}/promotions/${id}`
    let isOvertaken = false
    const door = await openDoor(server.url, async ({ method, headers }) => {
      // With a version that nothing has, a PUT only asks whose the event is.
      if (method !== 'PUT' || headers['if-match'] === '"none"' || isOvertaken) return
      isOvertaken = true
      const body = { usesMax: 50 }
      expectStatus(await server.call('PATCH', path, { token: organizer.token, body }), 200)
    })
    try {
      const ended = await apply(aFile({ promotions: [{ ...early, usesMax: 9 }, crew, friends] }), ['--yes'], door.url)
      expect(ended.code, said(ended)).to.equal(6)
      expect(ended.stderr).to.contain('has been changed since the plan was made')
    } finally {
      await door.close()
    }
    expect((await code('Early 10')).usesMax).to.equal(50)
  })

  it('that the server refuses are told, with what is written, and made when it is applied again', async () => {
    await applied(aFile({ promotions: [early] }))
    const file = aFile({ title: 'Other' })
    let made = 0
    const door = await openDoor(server.url, async ({ method, path }) => {
      if (method !== 'POST' || !path.endsWith('/promotions') || ++made !== 2) return undefined
      const type = 'https://evently.dev/problems/promotion-limit-reached'
      const body = { type, code: 'promotion_limit_reached', title: 'Too many', status: 409, detail: 'No more.' }
      return { status: 409, body }
    })
    try {
      const ended = await apply(file, ['--yes'], door.url)
      expect(ended.code, said(ended)).to.equal(9)
      expect(ended.stderr).to.contain('a part of it is written, and not its code FRIENDS: ')
    } finally {
      await door.close()
    }
    expect((await theEvent()).title).to.equal('Other')
    expect((await codes()).map(each => each.code)).to.deep.equal(['Early 10', 'crew only'])
    await applied(file)
    expect((await codes()).map(each => each.code)).to.deep.equal(['Early 10', 'crew only', 'FRIENDS'])
    await unchanged(file)
  })
})
