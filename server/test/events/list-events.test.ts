// GET /events and GET /admin/events: pages of events, narrowed and sorted.
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import {
  aPerson,
  aVenueBody,
  inDays,
  startEventsServer,
  type Event,
  type EventsServer,
  type Page,
} from './events-server.ts'

describe('listing events', () => {
  let server: EventsServer
  const organizer = aPerson()
  let ended: Event

  before(async () => {
    server = await startEventsServer()
    const day = (days: number) => ({ startsAt: inDays(days), endsAt: inDays(days + 0.5), publish: true })
    await server.anEvent({ title: 'third', ...day(3), category: 'talk', priceMinor: 900, currency: 'EUR' }, organizer)
    await server.anEvent({ title: 'first', ...day(1), priceMinor: 5000, currency: 'EUR' }, organizer)
    const second = await server.anEvent(
      { title: 'second', ...day(2), capacity: 1, venue: aVenueBody({ city: 'Graz' }) },
      organizer,
    )
    await server.inventory.port.reserve({
      eventId: second.id,
      buyer: { userId: aPerson('attendee').id },
      selection: { quantity: 1 },
      idempotency: null,
    })
    await server.anEvent({ title: 'draft', externalId: 'd-1' }, organizer)
    ended = await server.anEvent({ title: 'ended', ...day(4) }, organizer)
    await server.passEnd(ended.id)
    await server.anEvent({ title: 'draft of another' })
  })
  after(() => server.close())

  const list = (query = {}) => server.call<Page<Event>>('GET', '/events', { query })
  const managed = (query = {}, as = organizer) => server.call<Page<Event>>('GET', '/admin/events', { query, as })
  const titles = ({ body }: { body: Page<Event> }) => body.data.map(({ title }) => title)

  it('shows what is published and has not ended, soonest first', async () => {
    const answer = expectStatus(await list(), 200)
    expect(titles(answer)).to.deep.equal(['first', 'second', 'third'])
    expect(answer.body).to.deep.include({ hasMore: false, nextCursor: null })
  })

  const narrowed: [Record<string, string | number | boolean>, string[]][] = [
    [{ category: 'talk' }, ['third']],
    [{ city: 'gRAZ' }, ['second']],
    [{ city: 'gráz' }, ['second']],
    [{ city: 'Gra\u0301z.' }, ['second']],
    [{ startsAfter: inDays(1.5) }, ['second', 'third']],
    [{ startsBefore: inDays(1.5) }, ['first']],
    [{ maxPrice: 900 }, ['second', 'third']],
    [{ currency: 'EUR' }, ['first', 'second', 'third']],
    [{ currency: 'USD', maxPrice: 10_000 }, []],
    [{ available: true }, ['first', 'third']],
    [{ available: false }, ['second']],
    [{ sort: '-startsAt' }, ['third', 'second', 'first']],
    [{ sort: 'createdAt' }, ['third', 'first', 'second']],
    [{ sort: '-createdAt', category: 'music' }, ['second', 'first']],
    [{ city: 'Nowhere' }, []],
  ]
  for (const [query, expected] of narrowed) {
    it(`narrows and sorts by ${JSON.stringify(query).replace(/[0-9]{4}-[^"]+/, 'a time')}`, async () => {
      expect(titles(expectStatus(await list(query), 200))).to.deep.equal(expected)
    })
  }

  it('compares prices in one currency, and names those that there are', async () => {
    const name = { category: 'opera', publish: true }
    await server.anEvent({ ...name, title: 'dear', priceMinor: 5000, currency: 'CHF' })
    const cheap = await server.anEvent({ ...name, title: 'cheap', priceMinor: 5000, currency: 'JPY' })
    const refused = expectProblem(await list({ category: 'opera', maxPrice: 6000 }), 'validation_failed', [
      '/query/currency',
    ])
    expect(refused.body.errors[0].message).to.match(/^is required with maxPrice.*: CHF, JPY$/)
    expect(titles(expectStatus(await list({ category: 'opera', maxPrice: 6000, currency: 'JPY' }), 200))).to.deep.equal(
      ['cheap'],
    )
    // Where one currency is left, nobody has to name it.
    await server.sql('events').where({ id: cheap.id }).update({ category: 'jazz' })
    expect(titles(expectStatus(await list({ category: 'opera', maxPrice: 6000 }), 200))).to.deep.equal(['dear'])
    await server.sql('events').whereIn('category', ['opera', 'jazz']).update({ status: 'cancelled' })
  })

  it('takes no ticket for an offer whose sale has ended', async () => {
    const early = { name: 'Early bird', priceMinor: 100, currency: 'EUR', salesEndAt: inDays(1) }
    const event = await server.anEvent({
      category: 'ballet',
      publish: true,
      ticketTypes: [early, { ...early, name: 'Stalls', priceMinor: 900, salesEndAt: undefined }],
    })
    const found = async (maxPrice: number) =>
      expectStatus(await list({ category: 'ballet', maxPrice }), 200).body.data.length
    expect([await found(100), await found(900)]).to.deep.equal([1, 1])
    const past = server.sql.raw(`now() - interval '1 second'`)
    await server.sql('ticket_types').where({ event_id: event.id, price_minor: 100 }).update({ sales_end_at: past })
    expect([await found(100), await found(900)]).to.deep.equal([0, 1])
    await server.sql('events').where({ id: event.id }).update({ status: 'cancelled' })
  })

  for (const sort of ['startsAt', '-startsAt', 'createdAt', '-createdAt']) {
    it(`goes on where a page ended, sorted by ${sort}`, async () => {
      const all = titles(await list({ sort }))
      const seen: string[] = []
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = expectStatus(await list({ sort, limit: 1, ...(cursor && { cursor }) }), 200)
        seen.push(...titles(page))
        cursor = page.body.nextCursor
      }
      expect(seen).to.deep.equal(all)
    })
  }

  it('neither skips nor repeats events that begin at the same moment', async () => {
    const twins = aPerson()
    const times = { startsAt: inDays(10), endsAt: inDays(11), category: 'twins', publish: true }
    for (const title of ['a', 'b', 'c']) await server.anEvent({ title, ...times }, twins)
    const first = await list({ category: 'twins', limit: 2 })
    const rest = await list({ limit: 2, category: 'twins', cursor: first.body.nextCursor! })
    expect([...titles(first), ...titles(rest)].sort()).to.deep.equal(['a', 'b', 'c'])
    await server.sql('events').where({ organizer_id: twins.id }).update({ status: 'cancelled' })
  })

  it('refuses a cursor of another list or filter, and one that it never made', async () => {
    const {
      body: { nextCursor },
    } = await list({ limit: 1 })
    expectProblem(await list({ limit: 1, category: 'music', cursor: nextCursor! }), 'invalid_cursor')
    expectProblem(await managed({ limit: 1, cursor: nextCursor! }), 'invalid_cursor')
    expectProblem(await list({ cursor: 'made-up' }), 'invalid_cursor')
  })

  it('refuses a time that no calendar has', async () => {
    expectProblem(await list({ startsAfter: '2030-12-31T23:59:60Z' }), 'validation_failed', ['/query/startsAfter'])
  })

  it('shows organizers their own in every state, the newest first', async () => {
    const answer = expectStatus(await managed(), 200)
    expect(titles(answer)).to.deep.equal(['ended', 'draft', 'second', 'first', 'third'])
    expect(answer.body.data.map(({ status }) => status)).to.deep.equal([
      'ended',
      'draft',
      'published',
      'published',
      'published',
    ])
  })

  it('finds them by state and by externalId', async () => {
    expect(titles(await managed({ status: 'draft' }))).to.deep.equal(['draft'])
    expect(titles(await managed({ status: 'ended' }))).to.deep.equal(['ended'])
    expect(titles(await managed({ status: 'published', sort: 'startsAt' }))).to.deep.equal(['first', 'second', 'third'])
    expect(titles(await managed({ status: 'cancelled' }))).to.deep.equal([])
    expect(titles(await managed({ externalId: 'd-1' }))).to.deep.equal(['draft'])
  })

  it("shows an admin everybody's", async () => {
    expect(titles(await managed({ status: 'draft', sort: 'createdAt' }, aPerson('admin')))).to.deep.equal([
      'draft',
      'draft of another',
    ])
  })

  it('hands the published ones over for a new index, page by page', async () => {
    const first = await server.events.port.published(undefined, 2)
    const rest = await server.events.port.published(first.at(-1)!.id, 2)
    expect([...first, ...rest].map(({ title }) => title)).to.deep.equal(['third', 'first', 'second'])
  })
})
