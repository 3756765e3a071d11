// `events put` and `venues put`: what they send, and what they say of what became of it.
import { expect } from 'chai'
import { anEvent } from './support/factories.ts'
import { withTerminal } from './support/terminal.ts'

const env = { EVENTLY_API_KEY: 'evk_test' }
const { venue } = anEvent()
const hall = { name: 'Harbour Hall', city: 'Hamburg', country: 'DE', timezone: 'Europe/Berlin' }
const hallFlags = Object.entries(hall).flatMap(([name, value]) => [`--${name}`, value])
const event = {
  title: 'From a file',
  category: 'music',
  venueId: venue.id,
  startsAt: '2030-06-01T18:30:00.000Z',
  endsAt: '2030-06-01T21:00:00.000Z',
  capacity: 10,
}

describe('evently, by an id of your own,', () => {
  it('puts a venue, and says nothing but what it is', () =>
    withTerminal(
      { 'PUT /api/v1/admin/venues/by-external-id/hall%201': { status: 201, json: { ...venue, unchanged: false } } },
      async ({ run, asked }) => {
        const { code, stdout, stderr } = await run(
          ['venues', 'put', 'hall 1', ...hallFlags, '--location', '53.5,9.9', '--address', '1 Quay Street'],
          { env },
        )
        expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' })
        expect(stdout).to.contain(venue.id)
        expect(asked[0]?.body).to.deep.equal({ ...hall, address: '1 Quay Street', location: { lat: 53.5, lon: 9.9 } })
      },
    ))

  it('puts an event of a file, flags before it, and says where it was like this before', () =>
    withTerminal(
      { 'PUT /api/v1/admin/events/by-external-id/gala': { json: { ...anEvent(), unchanged: true } } },
      async ({ run, asked }) => {
        const stdin = JSON.stringify({ ...event, externalId: 'of the file' })
        const args = ['events', 'put', 'gala', '--from', '-', '--title', 'From a flag', '--publish']
        const { code, stdout, stderr } = await run(args, { env, stdin })
        expect({ code, stderr }).to.deep.equal({ code: 0, stderr: 'It was like this before.\n' })
        expect(stdout).to.contain(anEvent().id)
        expect(asked[0]?.body).to.deep.equal({ ...event, title: 'From a flag', publish: true })
        const json = await run([...args, '--json'], { env, stdin })
        expect(JSON.parse(json.stdout)).to.include({ unchanged: true })
        expect(json.stderr).to.equal('')
      },
    ))

  it('needs all of it: what is left out would return to its default', () =>
    withTerminal({}, async ({ run, asked }) => {
      for (const args of [
        ['events', 'put', 'gala', '--title', 'Night'],
        ['venues', 'put', 'hall', '--name', 'Hall'],
      ])
        expect((await run(args, { env })).code).to.equal(2)
      expect(asked).to.deep.equal([])
    }))

  it('gives venues and ticket types one', () =>
    withTerminal(
      {
        'POST /api/v1/admin/venues': { status: 201, json: venue },
        [`PATCH /api/v1/admin/venues/${venue.id}`]: { json: venue },
        [`GET /api/v1/events/${anEvent().id}`]: { json: anEvent() },
        [`POST /api/v1/admin/events/${anEvent().id}/ticket-types`]: { status: 201, json: anEvent().ticketTypes[0] },
        [`PATCH /api/v1/admin/events/${anEvent().id}/ticket-types/tkt_1`]: { json: anEvent().ticketTypes[0] },
      },
      async ({ run, asked }) => {
        const own = ['--external-id', 'mine']
        await run(['venues', 'create', ...hallFlags, ...own], { env })
        await run(['venues', 'update', venue.id, ...own, '--if-match', '1'], { env })
        const ofEvent = ['--event', anEvent().id, ...own]
        await run(['ticket-types', 'create', '--name', 'VIP', '--price', '1', ...ofEvent], { env })
        await run(['ticket-types', 'update', 'tkt_1', ...ofEvent], { env })
        const sent = asked.filter(({ method }) => method !== 'GET').map(({ body }) => body)
        expect(sent).to.deep.equal([
          { ...hall, externalId: 'mine' },
          { externalId: 'mine' },
          { name: 'VIP', priceMinor: 100, currency: 'EUR', externalId: 'mine' },
          { externalId: 'mine' },
        ])
      },
    ))
})
