// What is made or replaced by an external id, on the server for tests.
import { expect } from 'chai'
import { Evently, isProblem } from '../../src/node.ts'
import type { ProblemCode } from '../../src/node.ts'
import { startTestServer } from '../../src/testing/index.ts'
import type { TestServer } from '../../src/testing/index.ts'

const venue = { name: 'Harbour Hall', city: 'Hamburg', country: 'DE', timezone: 'Europe/Berlin' }
const gala = {
  externalId: 'gala',
  title: 'Gala',
  category: 'music',
  startsAt: '2030-07-01T18:30:00.000Z',
  endsAt: '2030-07-01T21:00:00.000Z',
  capacity: 10,
}
const type = (name: string, over: object = {}) => ({ name, priceMinor: 4_500, currency: 'EUR', ...over })

describe('sdk: the server for tests, by external ids', () => {
  let server: TestServer
  let organizer: Evently
  beforeEach(async () => {
    server = await startTestServer()
    organizer = new Evently({ ...server.clientOptions(server.organizer), retriesMax: 0 })
  })
  afterEach(async () => {
    await organizer.close()
    await server.close()
  })

  const refusedWith = async (code: ProblemCode, call: PromiseLike<unknown>) => {
    const error = await Promise.resolve(call).then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(isProblem(error, code), String(error)).to.equal(true)
  }

  it('makes a venue, finds it unchanged, and replaces it with its events', async () => {
    const made = await organizer.venues.upsert({ ...venue, externalId: 'hall' }).withResponse()
    expect([made.response.status, made.data.unchanged]).to.deep.equal([201, false])
    expect(await organizer.venues.upsert({ ...venue, externalId: 'hall' })).to.deep.equal({
      ...made.data,
      unchanged: true,
    })
    const event = await organizer.events.upsert({ ...gala, venueId: made.data.id })
    const moved = await organizer.venues.upsert({ ...venue, externalId: 'hall', name: 'The Great Hall' })
    expect(moved).to.include({ id: made.data.id, version: 2, unchanged: false })
    expect((await organizer.events.get(event.id)).venue.name).to.equal('The Great Hall')
    expect((await organizer.venues.list({ externalId: 'hall' })).data.map(({ id }) => id)).to.deep.equal([moved.id])
    await refusedWith('external_id_taken', organizer.venues.create({ ...venue, externalId: 'hall' }))
  })

  it('makes an event, finds it unchanged, replaces it, and tells of what has changed', async () => {
    const { data, response } = await organizer.events.upsert({ ...gala, venue, publish: true }).withResponse()
    expect([response.status, data.unchanged, data.status]).to.deep.equal([201, false, 'published'])
    expect(await organizer.events.upsert({ ...gala, venue })).to.deep.equal({ ...data, unchanged: true })
    const after = await organizer.events.upsert({ ...gala, venue, title: 'Another', capacity: 5 })
    expect(after).to.include({ id: data.id, version: 2, unchanged: false, status: 'published', availableSeats: 5 })
    expect((await organizer.events.listManaged({ externalId: 'gala' })).data.map(({ id }) => id)).to.deep.equal([
      data.id,
    ])
    const told = server.messages.filter(({ type }) => type.startsWith('event.'))
    expect(told.map(({ type }) => type)).to.deep.equal(['event.published', 'event.updated'])
    expect(told[1]!.data).to.deep.include({ changed: ['title', 'capacity'] })
  })

  it('puts a draft on sale', async () => {
    expect(await organizer.events.upsert({ ...gala, venue })).to.include({ status: 'draft' })
    expect(await organizer.events.upsert({ ...gala, venue, publish: true })).to.include({
      status: 'published',
      unchanged: false,
    })
  })

  it('knows ticket types by external id, else by name, and keeps their seats', async () => {
    const event = { ...gala, venue, publish: true }
    const before = await organizer.events.upsert({ ...event, ticketTypes: [type('A', { externalId: 'a' }), type('B')] })
    const [a, b] = before.ticketTypes.map(({ id }) => id)
    await organizer.bookings.reserve({ eventId: before.id, items: [{ ticketTypeId: b!, quantity: 2 }] })
    const after = await organizer.events.upsert({
      ...event,
      ticketTypes: [type('New'), type('b'), type('Other', { externalId: 'a' })],
    })
    expect(after.ticketTypes.map(({ id }) => id).slice(1)).to.deep.equal([b, a])
    expect(after.availableSeats).to.equal(8)
    await refusedWith('ticket_type_in_use', organizer.events.upsert({ ...event, ticketTypes: [type('New')] }))
    await refusedWith(
      'capacity_below_taken',
      organizer.events.upsert({ ...event, capacity: 1, ticketTypes: [type('b')] }),
    )
    await refusedWith(
      'currency_mismatch',
      organizer.events.upsert({ ...event, ticketTypes: [{ ...type('b'), currency: 'USD' }] }),
    )
  })

  it('only makes or only replaces, where that is asked for', async () => {
    const put = organizer.events.upsert.bind(organizer.events)
    await refusedWith('precondition_failed', put({ ...gala, venue }, { ifMatch: '*' }))
    const { version } = await put({ ...gala, venue }, { ifNoneMatch: '*' })
    await refusedWith('precondition_failed', put({ ...gala, venue }, { ifNoneMatch: '*' }))
    await put({ ...gala, venue, title: 'Another' }, { ifMatch: version })
    await refusedWith('precondition_failed', put({ ...gala, venue }, { ifMatch: version }))
  })
})
