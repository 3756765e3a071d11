// Names and texts of one's own: what the flags send, and what is shown.
import { expect } from 'chai'
import { withTerminal } from './support/terminal.ts'

const env = { EVENTLY_API_KEY: 'evk_test' }
const time = '2030-06-01T18:30:00.000Z'
const venue = {
  id: 'ven_01jz3t5m8qf0vab9x2k4c7d6eh',
  name: 'Harbour Hall',
  city: 'Hamburg',
  country: 'DE',
  timezone: 'Europe/Berlin',
  organizerId: 'usr_01jz3t5m8qf0vab9x2k4c7d6eh',
  metadata: { rent: '900', key: 'a=b' },
  version: 2,
  createdAt: time,
  updatedAt: time,
}

describe('metadata on the command line', () => {
  it('is changed name by name: what is named is sent, and what goes as null', () =>
    withTerminal(
      {
        [`GET /api/v1/venues/${venue.id}`]: { json: venue },
        [`PATCH /api/v1/admin/venues/${venue.id}`]: { json: venue },
      },
      async ({ run, asked }) => {
        const flags = ['--metadata', 'rent=1000', '--metadata', 'note=', '--remove-metadata', 'key']
        const { code, stdout } = await run(['venues', 'update', venue.id, ...flags], { env })
        expect(code).to.equal(0)
        expect(asked[1]?.body).to.deep.equal({ metadata: { rent: '1000', note: '', key: null } })
        expect(stdout).to.contain('rent=900, key=a=b')
      },
    ))

  it('is changed of a waitlist entry alone, or with its wish', () =>
    withTerminal({}, async ({ run, asked }) => {
      const update = ['waitlist', 'update', 'wle_01jz3t5m8qf0vab9x2k4c7d6eh']
      await run([...update, '--metadata', 'cart=2', '--remove-metadata', 'note'], { env })
      await run([...update, '--quantity', '1', '--metadata', 'cart=3'], { env })
      expect(asked.map(({ body }) => body)).to.deep.equal([
        { metadata: { cart: '2', note: null } },
        { quantity: 1, metadata: { cart: '3' } },
      ])
    }))

  it('goes with a reservation, beside its label', () =>
    withTerminal({ 'POST /api/v1/bookings/reserve': { status: 409, json: {} } }, async ({ run, asked }) => {
      const words = ['--external-id', 'order-1', '--metadata', 'cart=7711']
      await run(['bookings', 'reserve', '--event', 'evt_1', '--quantity', '1', ...words], { env })
      expect(asked[0]?.body).to.deep.include({ externalId: 'order-1', metadata: { cart: '7711' } })
    }))

  it('is looked for in lists', () =>
    withTerminal(
      { 'GET /api/v1/bookings': { json: { data: [], hasMore: false, nextCursor: null } } },
      async ({ run, asked }) => {
        const { code } = await run(['bookings', 'list', '--external-id', 'order-1', '--metadata', 'cart=7711'], { env })
        expect(code).to.equal(0)
        expect(asked[0]?.query).to.deep.include({ externalId: 'order-1', metadata: 'cart=7711' })
      },
    ))
})
