// POST /admin/events: making an event with its ticket types and all its seats.
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import {
  aPerson,
  anEventBody,
  aVenueBody,
  boundsInInventory,
  inDays,
  startEventsServer,
  type EventsServer,
} from './events-server.ts'

describe('making an event', () => {
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())
  const create = (body: unknown, options: { as?: ReturnType<typeof aPerson>; headers?: Record<string, string> } = {}) =>
    server.call('POST', '/admin/events', { as: aPerson(), body, ...options })

  it('makes a draft with a free General Admission in EUR when no price is named', async () => {
    const organizer = aPerson()
    const { body, headers } = expectStatus(
      await create(anEventBody({ description: 'Words.', tags: ['late'] }), { as: organizer }),
      201,
    )
    expect(body).to.deep.include({
      title: 'An Evening',
      description: 'Words.',
      category: 'music',
      tags: ['late'],
      status: 'draft',
      timezone: 'Europe/Vienna',
      capacity: 100,
      availableSeats: 100,
      waitlistOpen: false,
      waitlistPolicy: { order: 'strict' },
      organizerId: organizer.id,
      version: 1,
    })
    expect(body.venue).to.deep.include({ name: 'The Hall', organizerId: organizer.id })
    const { id, ...type } = body.ticketTypes[0]!
    expect(id).to.match(/^tkt_/)
    expect(type).to.deep.equal({
      name: 'General Admission',
      priceMinor: 0,
      currency: 'EUR',
      sales: 'open',
      available: 100,
    })
    expect(headers['etag']).to.equal('"1.1"')
  })

  it("makes the listed ticket types, in their order, at a known venue of anybody's", async () => {
    const venue = await server.aVenue({ timezone: 'Asia/Tokyo' })
    const ticketTypes = [
      { name: 'Stalls', priceMinor: 4500, currency: 'JPY' },
      {
        name: 'Balcony',
        priceMinor: 6500,
        currency: 'JPY',
        capacity: 40,
        maxPerUser: 4,
        salesStartAt: inDays(1),
        salesEndAt: inDays(2),
      },
    ]
    const { body } = expectStatus(
      await create(
        anEventBody({ venueId: venue.id, ticketTypes, waitlistPolicy: { order: 'skip' }, externalId: 'x-1' }),
      ),
      201,
    )
    expect(body.venue.id).to.equal(venue.id)
    expect(body.timezone).to.equal('Asia/Tokyo')
    expect(body.externalId).to.equal('x-1')
    expect(body.waitlistPolicy).to.deep.equal({ order: 'skip', skipMax: 3 })
    expect(body.ticketTypes.map(({ id: _, ...type }) => type)).to.deep.equal([
      { ...ticketTypes[0], sales: 'open', available: 100 },
      { ...ticketTypes[1], sales: 'upcoming', available: 0 },
    ])
  })

  it('has bounds unless it says otherwise: three reservations, twenty seats, ten minutes of claims', async () => {
    const named = { holdsPerBuyerMax: 1, holdSeatsPerBuyerMax: 10_000, claimSecondsMax: 86_400 }
    const { holdsPerBuyerMax: _, holdSeatsPerBuyerMax: __, ...unnamed } = anEventBody()
    const usual = { holdsPerBuyerMax: 3, holdSeatsPerBuyerMax: 20, claimSecondsMax: 600 }
    for (const [body, bounds] of [
      [unnamed, usual],
      [anEventBody(named), named],
      [anEventBody({ ...named, publish: true }), named],
    ] as const) {
      const { body: event } = expectStatus(await create(body), 201)
      expect(event).to.deep.include(bounds)
      expect(await boundsInInventory(server, event.id)).to.deep.equal({ ...bounds, level: 1 })
    }
  })

  it('publishes at once when asked to, and the search knows it by then', async () => {
    const { body } = expectStatus(await create(anEventBody({ publish: true, priceMinor: 2500, currency: 'EUR' })), 201)
    expect(body.status).to.equal('published')
    expect(server.search.told.indexed.at(-1)).to.deep.equal(body)
    expect(await server.sql('inventory').where({ event_id: body.id }).first('sales')).to.deep.equal({ sales: 'open' })
    expect(await server.sql('search_outbox').where({ event_id: body.id })).to.deep.equal([])
  })

  const type = { name: 'Stalls', priceMinor: 100, currency: 'EUR' }
  const refusals: [string, Record<string, unknown>, string, string[]?][] = [
    ['an end before the start', { startsAt: inDays(3), endsAt: inDays(2) }, 'validation_failed', ['/endsAt']],
    [
      'an end at the start',
      { startsAt: '2031-01-01T00:00:00Z', endsAt: '2031-01-01T01:00:00+01:00' },
      'validation_failed',
      ['/endsAt'],
    ],
    [
      'a leap second',
      { startsAt: '2030-12-31T23:59:60Z', endsAt: '2031-01-01T01:00:00Z' },
      'validation_failed',
      ['/startsAt'],
    ],
    ['an unknown time zone', { timezone: 'Europe/Atlantis' }, 'validation_failed', ['/timezone']],
    [
      'an unknown time zone of a new venue',
      { venue: aVenueBody({ timezone: 'Nowhere' }) },
      'validation_failed',
      ['/venue/timezone'],
    ],
    [
      'a ticket type larger than the event',
      { ticketTypes: [type, { ...type, name: 'Balcony', capacity: 101 }] },
      'validation_failed',
      ['/ticketTypes/1/capacity'],
    ],
    [
      'sales that end before they start',
      { ticketTypes: [{ ...type, salesStartAt: inDays(2), salesEndAt: inDays(1) }] },
      'validation_failed',
      ['/ticketTypes/0/salesEndAt'],
    ],
    [
      'sales that begin when the event is over, or end after it',
      {
        ticketTypes: [
          { ...type, salesStartAt: inDays(400) },
          { ...type, name: 'B', salesEndAt: inDays(400) },
        ],
      },
      'validation_failed',
      ['/ticketTypes/0/salesStartAt', '/ticketTypes/1/salesEndAt'],
    ],
    [
      'a strict order with passing over',
      { waitlistPolicy: { order: 'strict', skipMax: 2 } },
      'validation_failed',
      ['/waitlistPolicy/skipMax'],
    ],
    ['no venue', { venue: undefined }, 'validation_failed'],
    ['a price without a currency', { priceMinor: 100 }, 'validation_failed', ['/currency']],
    ['a price beside ticket types', { ticketTypes: [type], priceMinor: 100, currency: 'EUR' }, 'validation_failed'],
    ['no seats', { capacity: 0 }, 'validation_failed', ['/capacity']],
    ["no reservation of a buyer's", { holdsPerBuyerMax: 0 }, 'validation_failed', ['/holdsPerBuyerMax']],
    [
      "more reservations of a buyer's than ten thousand",
      { holdsPerBuyerMax: 10_001 },
      'validation_failed',
      ['/holdsPerBuyerMax'],
    ],
    [
      "more held seats of a buyer's than ten thousand",
      { holdSeatsPerBuyerMax: 10_001 },
      'validation_failed',
      ['/holdSeatsPerBuyerMax'],
    ],
    ['a claim of more than a day', { claimSecondsMax: 86_401 }, 'validation_failed', ['/claimSecondsMax']],
    [
      'ticket types in two currencies',
      { ticketTypes: [type, { ...type, name: 'Balcony', currency: 'USD' }] },
      'currency_mismatch',
    ],
    ['an unknown venue', { venueId: 'ven_01jz3t5m8qf0vab9x2k4c7d6eh' }, 'venue_not_found'],
    ['publishing what has begun', { publish: true, startsAt: inDays(-1) }, 'event_not_publishable'],
  ]
  for (const [what, over, code, pointers] of refusals) {
    it(`refuses ${what} with ${code}`, async () => {
      const before = await server.sql('venues').count()
      expectProblem(await create(anEventBody(over)), code, pointers)
      expect(await server.sql('venues').count(), 'what a refused request leaves behind').to.deep.equal(before)
    })
  }

  it('refuses an externalId that the organizer has given before, and takes it from another', async () => {
    const organizer = aPerson()
    await server.anEvent({ externalId: 'mine' }, organizer)
    expectProblem(await create(anEventBody({ externalId: 'mine' }), { as: organizer }), 'external_id_taken')
    await server.anEvent({ externalId: 'mine' })
  })

  it('is for organizers', async () => {
    expectProblem(await create(anEventBody(), { as: aPerson('attendee') }), 'forbidden')
  })

  it('answers a repeated key with the same event and makes none', async () => {
    const as = aPerson()
    const body = anEventBody()
    const headers = { 'idempotency-key': 'k-1' }
    const first = expectStatus(await create(body, { as, headers }), 201)
    const again = expectStatus(await create(body, { as, headers }), 201)
    expect(again.body).to.deep.equal(first.body)
    expect(again.headers['idempotency-replayed']).to.equal('true')
    expect(again.headers['etag']).to.equal(first.headers['etag'])
    expectProblem(await create({ ...body, title: 'Another' }, { as, headers }), 'idempotency_key_reused')
    expect(await server.sql('events').where({ organizer_id: as.id }).pluck('id')).to.deep.equal([first.body.id])
  })

  it('makes one event of many that race with one key', async () => {
    const as = aPerson()
    const body = anEventBody()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => create(body, { as, headers: { 'idempotency-key': 'race' } })),
    )
    const made = answers.filter(({ status }) => status === 201)
    expect(new Set(made.map(answer => answer.body.id)).size).to.equal(1)
    for (const answer of answers.filter(({ status }) => status !== 201)) expectProblem(answer, 'idempotency_in_flight')
    expect(await server.sql('events').where({ organizer_id: as.id })).to.have.length(1)
  })

  it('keeps nothing of a refusal: the key may be used again', async () => {
    const as = aPerson()
    const headers = { 'idempotency-key': 'k-2' }
    expectProblem(
      await create(anEventBody({ venueId: 'ven_01jz3t5m8qf0vab9x2k4c7d6eh' }), { as, headers }),
      'venue_not_found',
    )
    expectStatus(await create(anEventBody(), { as, headers }), 201)
  })
})
