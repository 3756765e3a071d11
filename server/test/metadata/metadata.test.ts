// Callers' own words, over everything that has them: kept, merged, bounded, found again, and shown to no stranger.
import { expect } from 'chai'
import { anAccount, anEvent, anEventBody, expectProblem, expectStatus, type Account } from '../support/builders.ts'
import { startTestServer, type Answer, type TestServer } from '../support/server.ts'
import { aFullEvent } from '../waitlist/waitlists.ts'

type Words = Readonly<Record<string, string | null>>
interface Made {
  readonly id: string
  readonly version?: number
}

interface Resource {
  readonly bytesMax: number
  make(metadata: Words | undefined): Promise<Answer>
  /** As who has made it sees it. */
  path(made: Made): string
  /** What a list of them shows with this filter. */
  list(filter: string): string
  /** Undefined: what was said stays as it was. */
  readonly change?: (made: Made) => string
  /** By whom it can be looked at besides. */
  readonly isPublic?: true
}

const venue = { name: 'The Hall', city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna' }

describe('metadata', function () {
  this.timeout(30_000)
  let server: TestServer
  let organizer: Account
  let eventId: string, fullId: string
  let buyers = 0
  before(async () => {
    server = await startTestServer()
    organizer = await anAccount(server, { role: 'organizer' })
    eventId = (await anEvent(server, { organizer, capacity: 1_000 })).id
    fullId = (await aFullEvent(server, { organizer, held: [1] })).id
  })
  after(() => server.close()) // fails if an answer did not fit the contract

  const post = (path: string, body: object) => server.call('POST', path, { token: organizer.token, body })
  const read = async (path: string, token: string | null = organizer.token) =>
    expectStatus(await server.call('GET', path, token === null ? {} : { token }), 200).body
  const patch = (path: string, body: object) =>
    server.call('PATCH', path, { token: organizer.token, body, headers: { 'if-match': '*' } })
  const said = (metadata: Words | undefined) => (metadata === undefined ? {} : { metadata })
  const somebody = () => ({ reference: `customer-${++buyers}` })

  const reserve = (more: object) => post('/bookings/reserve', { eventId, quantity: 1, buyer: somebody(), ...more })
  async function book(more: object) {
    const reserved = await reserve(more)
    if (reserved.status !== 201) return reserved
    return post('/bookings/confirm', { reservationId: reserved.body.id, payment: { token: 'tok_ok' } })
  }

  const resources: Readonly<Record<string, Resource>> = {
    'an event': {
      bytesMax: 8_000,
      make: metadata => post('/admin/events', anEventBody(said(metadata))),
      path: ({ id }) => `/events/${id}`,
      list: filter => `/admin/events?${filter}`,
      change: ({ id }) => `/admin/events/${id}`,
      isPublic: true,
    },
    'a venue': {
      bytesMax: 8_000,
      make: metadata => post('/admin/venues', { ...venue, ...said(metadata) }),
      path: ({ id }) => `/venues/${id}`,
      list: filter => `/venues?${filter}`,
      change: ({ id }) => `/admin/venues/${id}`,
      isPublic: true,
    },
    'a webhook endpoint': {
      bytesMax: 8_000,
      async make(metadata) {
        const { data } = await read('/webhook-endpoints?limit=100')
        for (const { id } of data) await server.call('DELETE', `/webhook-endpoints/${id}`, { token: organizer.token })
        return post('/webhook-endpoints', {
          url: 'https://shop.example.com/evently',
          types: ['booking.confirmed'],
          ...said(metadata),
        })
      },
      path: ({ id }) => `/webhook-endpoints/${id}`,
      list: filter => `/webhook-endpoints?${filter}`,
      change: ({ id }) => `/webhook-endpoints/${id}`,
    },
    'a reservation': {
      bytesMax: 2_000,
      make: metadata => reserve(said(metadata)),
      path: ({ id }) => `/bookings/reservations/${id}`,
      list: () => '',
    },
    'a booking': {
      bytesMax: 2_000,
      make: metadata => book(said(metadata)),
      path: ({ id }) => `/bookings/${id}`,
      list: filter => `/admin/events/${eventId}/bookings?${filter}`,
    },
    'a booking among its own account’s': {
      bytesMax: 2_000,
      make: metadata => book(said(metadata)),
      path: ({ id }) => `/bookings/${id}`,
      list: filter => `/bookings?${filter}`,
    },
    'a waitlist entry': {
      bytesMax: 2_000,
      make: metadata => post('/waitlist/join', { eventId: fullId, quantity: 1, buyer: somebody(), ...said(metadata) }),
      path: ({ id }) => `/waitlist/${id}`,
      list: filter => `/waitlist?${filter}`,
    },
    'a waitlist entry among its event’s': {
      bytesMax: 2_000,
      make: metadata => post('/waitlist/join', { eventId: fullId, quantity: 1, buyer: somebody(), ...said(metadata) }),
      path: ({ id }) => `/waitlist/${id}`,
      list: filter => `/admin/events/${fullId}/waitlist?${filter}`,
    },
  }

  const odd = { season: 'spring=2030', constructor: 'x', Größe: '  5 🎻\n', empty: '' }
  const names = (count: number, of = 'n') => Object.fromEntries([...Array(count).keys()].map(n => [`${of}${n}`, 'x']))
  const bytes = (count: number) => ({
    ...Object.fromEntries([...Array(Math.floor(count / 500)).keys()].map(n => [`n${n}`, 'x'.repeat(480)])),
  })

  for (const [name, { make, path, list, change, bytesMax, isPublic }] of Object.entries(resources)) {
    it(`of ${name} is kept as it is, and left out where there is none`, async () => {
      const made = expectStatus(await make(odd), 201).body
      expect(made.metadata).to.deep.equal(odd)
      expect((await read(path(made))).metadata).to.deep.equal(odd)
      const without = expectStatus(await make(undefined), 201).body
      if (name === 'a webhook endpoint') expect(without.metadata).to.deep.equal({})
      else expect(without).not.to.have.property('metadata')
    })

    it(`of ${name} has 50 names of 40 characters, texts of 500, and ${bytesMax} bytes in all`, async () => {
      for (const good of [names(50), { ['n'.repeat(40)]: 'x'.repeat(500) }, bytes(bytesMax - 200)])
        expectStatus(await make(good), 201)
      const bad = [names(51), { ['n'.repeat(41)]: '' }, { n: 'x'.repeat(501) }, { '': 'x' }, { n: 5 }, { n: null }]
      for (const each of [...bad, bytes(bytesMax + 1_000)])
        expectProblem(await make(each as Words), 'validation_failed')
      const unwritable: Words[] = [{ n: 'a\u0000b' }, { 'a\u0000b': 'x' }, { n: '\ud800' }]
      for (const each of unwritable) expectProblem(await make(each), 'malformed_request')
    })

    if (list('') !== '')
      it(`of ${name} finds it in lists`, async () => {
        const value = `v=${++buyers}`
        const made = expectStatus(await make({ campaign: value, other: '1' }), 201).body
        const found = async (filter: string) =>
          (await read(list(`metadata=${encodeURIComponent(filter)}`))).data.map(({ id }: Made) => id)
        expect(await found(`campaign=${value}`)).to.deep.equal([made.id])
        for (const other of ['campaign=v', `Campaign=${value}`, `other=${value}`, 'campaign='])
          expect(await found(other), other).to.deep.equal([])
        const filter = list('metadata=campaign')
        expectProblem(await server.call('GET', filter, { token: organizer.token }), 'validation_failed')
      })

    if (change)
      it(`of ${name} is changed name by name, and stays within its bounds`, async () => {
        const made = expectStatus(await make({ a: '1', b: '2', constructor: 'x' }), 201).body
        const changed = expectStatus(await patch(change(made), { metadata: { b: '3', a: null, c: '4' } }), 200).body
        expect(changed.metadata).to.deep.equal({ b: '3', c: '4', constructor: 'x' })
        expect(changed.version).to.be.greaterThan(made.version)
        const same = expectStatus(await patch(change(made), { metadata: { gone: null } }), 200).body
        expect(same.metadata).to.deep.equal(changed.metadata)
        expectProblem(await patch(change(made), { metadata: names(48) }), 'validation_failed')
        expectProblem(await patch(change(made), { metadata: bytes(bytesMax + 1_000) }), 'validation_failed')
        expect((await read(path(made))).metadata).to.deep.equal(changed.metadata)
        const emptied = { b: null, c: null, constructor: null }
        const { body } = expectStatus(await patch(change(made), { metadata: emptied }), 200)
        expect(body.metadata ?? {}).to.deep.equal({})
      })

    if (isPublic)
      it(`of ${name} is shown to nobody else`, async () => {
        const made = expectStatus(await make({ margin: 'secret' }), 201).body
        const stranger = await anAccount(server, { role: 'organizer' })
        for (const token of [null, stranger.token, organizer.token, null]) {
          const seen = await read(path(made), token)
          expect(seen.metadata).to.deep.equal(token === organizer.token ? { margin: 'secret' } : undefined)
        }
        const listed = await read(`${path(made).replace(/\/[^/]+$/, '')}?limit=100`, stranger.token)
        expect(JSON.stringify(listed)).not.to.include('secret')
        const filtered = await read(`${path(made).replace(/\/[^/]+$/, '')}?limit=100`, null)
        expect(JSON.stringify(filtered)).not.to.include('secret')
      })
  }

  it('of a venue is shown with no event, and finds nobody else’s venues', async () => {
    const made = expectStatus(await post('/admin/venues', { ...venue, metadata: { rent: 'secret' } }), 201).body
    const event = expectStatus(await post('/admin/events', anEventBody({ venue: undefined, venueId: made.id })), 201)
    expect(JSON.stringify(event.body)).not.to.include('secret')
    const stranger = await anAccount(server, { role: 'organizer' })
    const filter = '/venues?metadata=rent%3Dsecret'
    expect((await read(filter, stranger.token)).data).to.deep.equal([])
    expect((await read(filter, null)).data).to.deep.equal([])
    expect((await read(`${filter}&organizerId=${organizer.id}`, stranger.token)).data).to.deep.equal([])
  })

  it('goes on from a reservation to its booking, its lists and its table, with the label', async () => {
    const labels = { externalId: '=order-1', metadata: { cart: '7711' } }
    const booking = expectStatus(await book(labels), 201).body
    expect(booking).to.deep.include(labels)
    expectStatus(await book({ externalId: '=order-1' }), 201) // a label, not an id
    for (const list of ['/bookings', `/admin/events/${eventId}/bookings`]) {
      const { data } = await read(`${list}?externalId=${encodeURIComponent('=order-1')}`)
      expect(data).to.have.length(2)
      expect(data[1]).to.deep.include({ id: booking.id, ...labels })
      const both = await read(`${list}?externalId=${encodeURIComponent('=order-1')}&metadata=cart%3D7711`)
      expect(both.data.map(({ id }: Made) => id)).to.deep.equal([booking.id])
    }
    const { text } = await server.call('GET', `/admin/events/${eventId}/bookings?metadata=cart%3D7711`, {
      token: organizer.token,
      headers: { accept: 'text/csv' },
    })
    expect(text.split('\r\n')[0]).to.match(/,externalId,metadata,paid$/)
    expect(text.split('\r\n')[1]).to.match(/,'=order-1,"\{""cart"":""7711""\}",\d+\.\d\d$/)
  })

  it('counts for what an Idempotency-Key stands for', async () => {
    const headers = { 'idempotency-key': 'one-cart' }
    const ask = (metadata: object) =>
      server.call('POST', '/bookings/reserve', {
        token: organizer.token,
        headers,
        body: { eventId, quantity: 1, metadata },
      })
    const first = expectStatus(await ask({ cart: '1' }), 201)
    expect(expectStatus(await ask({ cart: '1' }), 201).body).to.deep.equal(first.body)
    expectProblem(await ask({ cart: '2' }), 'idempotency_key_reused')
  })
})
