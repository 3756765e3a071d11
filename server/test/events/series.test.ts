// /admin/events/{id}/series: copies of an event by a rule, and what is done to one and all that follow it.
import { expect } from 'chai'
import type { Shape } from '../../src/contract/types.ts'
import { newId } from '../../src/platform/ids.ts'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { aPerson, startEventsServer, type Event, type EventsServer, type Page, type Person } from './events-server.ts'

type Series = Shape<'Series'>
type Outcomes = Shape<'SeriesOutcomes'>

describe('series of events', function () {
  this.timeout(30_000)
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())

  const make = (id: string, as: Person | undefined, body: object, headers = {}) =>
    server.call<Series>('POST', `/admin/events/${id}/series`, { ...(as && { as }), body, headers })
  const get = async (id: string, as?: Person) =>
    expectStatus(await server.call('GET', `/events/${id}`, { ...(as && { as }) }), 200).body
  const change = async (id: string, as: Person, body: object) =>
    expectStatus(await server.call<Outcomes>('PATCH', `/admin/events/${id}/series`, { as, body }), 200).body
  const step = async (id: string, as: Person, name: 'publish' | 'cancel') =>
    expectStatus(await server.call<Outcomes>('POST', `/admin/events/${id}/series/${name}`, { as }), 200).body
  const outcomesOf = ({ data }: Outcomes) => data.map(({ outcome, problem }) => problem?.code ?? outcome)

  /** A Friday's show in Rome, with a week's presale from ten in the morning; clocks change on 27 October. */
  const aShow = (over: object = {}, organizer?: Person) =>
    server.anEvent(
      {
        title: 'Night of Strings',
        description: 'Three quartets.',
        venue: { name: 'Hall', city: 'Rome', country: 'IT', timezone: 'Europe/Rome' },
        startsAt: '2034-10-20T18:30:00.000Z',
        endsAt: '2034-10-20T21:00:00.000Z',
        capacity: 50,
        priceMinor: undefined,
        currency: undefined,
        ticketTypes: [
          { name: 'Stalls', priceMinor: 4_500, currency: 'EUR', salesStartAt: '2034-10-13T08:00:00.000Z' },
          { name: 'Balcony', priceMinor: 6_500, currency: 'EUR', capacity: 20, salesEndAt: '2034-10-20T18:00:00.000Z' },
        ],
        ...over,
      },
      organizer,
    )
  const oneType = { ticketTypes: [{ name: 'Seat', priceMinor: 100, currency: 'EUR' }] }
  const aSeries = async (rrule = 'FREQ=WEEKLY;COUNT=3', over: object = {}, as?: Person) => {
    const event = await aShow(over, as)
    const { body } = expectStatus(await make(event.id, event.organizer, { rrule }), 201)
    return { ...body, organizer: event.organizer, ids: body.data.map(({ eventId }) => eventId) }
  }

  it('copies all of an event, at its local time, with its sales at theirs, when the clocks change', async () => {
    const { ids, organizer, data, ...series } = await aSeries()
    expect(series).to.include({ rrule: 'FREQ=WEEKLY;COUNT=3', timezone: 'Europe/Rome' })
    expect(data.map(({ startsAt }) => startsAt)).to.deep.equal([
      '2034-10-20T18:30:00.000Z',
      '2034-10-27T18:30:00.000Z',
      '2034-11-03T19:30:00.000Z',
    ])
    const [first, , last] = await Promise.all(ids.map(id => get(id, organizer)))
    const own = ['id', 'startsAt', 'endsAt', 'version', 'createdAt', 'updatedAt', 'ticketTypes']
    const shared = (event: Event) => Object.fromEntries(Object.entries(event).filter(([name]) => !own.includes(name)))
    expect(shared(last!)).to.deep.equal(shared(first!))
    expect(last).to.include({ seriesId: series.seriesId, status: 'draft', endsAt: '2034-11-03T22:00:00.000Z' })
    expect(
      last!.ticketTypes.map(({ name, salesStartAt, salesEndAt }) => [name, salesStartAt, salesEndAt]),
    ).to.deep.equal([
      ['Stalls', '2034-10-27T08:00:00.000Z', undefined],
      ['Balcony', undefined, '2034-11-03T19:00:00.000Z'],
    ])
    expect(new Set([first, last].flatMap(event => event!.ticketTypes.map(({ id }) => id))).size).to.equal(4)
    for (const id of ids) expect(await server.audit(id)).to.deep.equal([])
  })

  it('puts the copies of a published event on sale: they are told of, listed and searched', async () => {
    const { ids, seriesId } = await aSeries('FREQ=WEEKLY;COUNT=3', { publish: true, externalId: 'strings' })
    const { body } = await server.call<Page<Event>>('GET', '/events', { query: { seriesId } })
    expect(body.data.map(({ id, status }) => [id, status])).to.deep.equal(ids.map(id => [id, 'published']))
    expect(body.data.map(({ externalId }) => externalId)).to.deep.equal(['strings', undefined, undefined])
    const facts = await server.sql('event_facts').whereIn('event_id', ids).orderBy('place').pluck('type')
    expect(facts).to.have.members(['event.published', 'event.published', 'event.published', 'event.updated'])
    while (await server.notices.retry());
    const indexed = new Map(server.search.told.indexed.map(event => [event.id, event.seriesId]))
    expect(ids.map(id => indexed.get(id))).to.deep.equal(ids.map(() => seriesId))
  })

  const read = (seriesId: string, as?: Person) =>
    server.call<Series>('GET', `/series/${seriesId}`, { ...(as && { as }) })

  it('says what it was made by, with its events as they are now', async () => {
    const event = await aShow({ ...oneType, startsAt: '2034-10-20T18:30:30.500Z', publish: true })
    const body = { rrule: 'rrule:count=4;freq=weekly', exdates: ['2034-11-03', '2034-11-10T20:30:30'] }
    const { body: made } = expectStatus(await make(event.id, event.organizer, body), 201)
    const { body: alone } = expectStatus(await read(made.seriesId), 200)
    expect(alone).to.deep.equal(made)
    expect(alone).to.deep.include({
      organizerId: event.organizerId,
      rrule: 'FREQ=WEEKLY;COUNT=4',
      localStartsAt: '2034-10-20T20:30:30',
      timezone: 'Europe/Rome',
      exdates: body.exdates,
    })
    const later = alone.data[1]!.eventId
    await change(later, event.organizer, { localStartTime: '10:00' })
    await server.call('POST', `/admin/events/${later}/cancel`, { as: event.organizer })
    const { data, rrule } = expectStatus(await read(made.seriesId), 200).body
    expect(data[1]).to.include({ eventId: later, startsAt: '2034-10-27T08:00:00.000Z', status: 'cancelled' })
    expect(rrule).to.equal('FREQ=WEEKLY;COUNT=4')
  })

  it('shows everybody the events that they may see, and is not there for whoever may see none', async () => {
    const { ids, seriesId, organizer } = await aSeries('FREQ=WEEKLY;COUNT=3')
    expectProblem(await read(seriesId), 'series_not_found')
    expectProblem(await read(seriesId, aPerson()), 'series_not_found')
    expectProblem(await read(newId('ser'), organizer), 'series_not_found')
    await step(ids[1]!, organizer, 'publish')
    const seen = async (as?: Person) =>
      expectStatus(await read(seriesId, as), 200).body.data.map(({ eventId, status }) => [eventId, status])
    const onSale = ids.slice(1).map(id => [id, 'published'])
    expect(await seen()).to.deep.equal(onSale)
    expect(await seen(aPerson())).to.deep.equal(onSale)
    expect(await seen(organizer)).to.deep.equal([[ids[0], 'draft'], ...onSale])
    expect(await seen(aPerson('admin'))).to.have.length(3)
  })

  it('is listed to its organizer with others, the newest first, in pages', async () => {
    const organizer = aPerson()
    const made: string[] = []
    for (const title of ['One', 'Two', 'Three']) {
      const { seriesId, ids } = await aSeries('FREQ=WEEKLY;COUNT=3', { title, publish: true }, organizer)
      if (title === 'Three') await server.call('POST', `/admin/events/${ids[0]}/cancel`, { as: organizer })
      made.unshift(seriesId)
    }
    const list = (as: Person, query = {}) =>
      server.call<Page<Shape<'SeriesSummary'>>>('GET', '/admin/series', { as, query })
    const { body: first } = expectStatus(await list(organizer, { limit: '2' }), 200)
    expect(first.data.map(({ seriesId, title }) => [seriesId, title])).to.deep.equal([
      [made[0], 'Three'],
      [made[1], 'Two'],
    ])
    expect(first.data[0]).to.include({
      rrule: 'FREQ=WEEKLY;COUNT=3',
      events: 3,
      firstStartsAt: '2034-10-20T18:30:00.000Z',
      nextStartsAt: '2034-10-27T18:30:00.000Z',
      lastStartsAt: '2034-11-03T19:30:00.000Z',
    })
    const { body: rest } = await list(organizer, { limit: '2', cursor: first.nextCursor! })
    expect(rest).to.deep.include({ hasMore: false, nextCursor: null })
    expect(rest.data.map(({ seriesId }) => seriesId)).to.deep.equal([made[2]])
    expect((await list(aPerson())).body.data).to.deep.equal([])
    expect(
      (await list(aPerson('admin'), { limit: '100' })).body.data.map(({ seriesId }) => seriesId),
    ).to.include.members(made)
  })

  it('is forgotten with the last of its drafts, and says nothing of its rule where that was not kept', async () => {
    const { ids, seriesId, organizer } = await aSeries('FREQ=WEEKLY;COUNT=2')
    await server.sql('series').where({ id: seriesId }).update({ rrule: null, local_starts_at: null })
    const { body } = expectStatus(await read(seriesId, organizer), 200)
    expect(body).to.not.have.any.keys('rrule', 'localStartsAt')
    for (const id of ids) expectStatus(await server.call('DELETE', `/admin/events/${id}`, { as: organizer }), 204)
    expectProblem(await read(seriesId, organizer), 'series_not_found')
    expect(await server.sql('series').where({ id: seriesId })).to.deep.equal([])
  })

  it('lists the events of a series in every state to their organizer', async () => {
    const { ids, seriesId, organizer } = await aSeries()
    const query = { seriesId, sort: 'startsAt' }
    const { body } = await server.call<Page<Event>>('GET', '/admin/events', { as: organizer, query })
    expect(body.data.map(({ id }) => id)).to.deep.equal(ids)
    const { body: nobodys } = await server.call<Page<Event>>('GET', '/admin/events', { as: aPerson(), query })
    expect(nobodys.data).to.deep.equal([])
  })

  it('keeps test events test events', async () => {
    const { ids, organizer } = await aSeries('FREQ=WEEKLY;COUNT=2', { test: true, publish: true })
    expect((await get(ids[1]!, organizer)).test).to.equal(true)
    expectProblem(await server.call('GET', `/events/${ids[1]}`), 'event_not_found')
  })

  it('makes 400 events at once, while the event goes on selling', async () => {
    const event = await aShow({ publish: true })
    const buy = () =>
      server.command(event.id, {
        kind: 'reserve',
        holdId: newId('rsv'),
        buyer: { userId: newId('usr') },
        selection: { quantity: 1 },
        idempotency: null,
      } as Parameters<EventsServer['command']>[1])
    let isMade = false
    const making = make(event.id, event.organizer, { rrule: 'FREQ=DAILY;COUNT=400' }).finally(() => {
      isMade = true
    })
    let sold = 0
    while (!isMade && sold < 40) {
      await buy()
      if (!isMade) sold++
    }
    const { body } = expectStatus(await making, 201)
    expect(body.data).to.have.length(400)
    expect(sold, 'reservations while the series was made').to.be.greaterThan(0)
    expect(await server.audit()).to.deep.equal([])
  })

  it('answers the same under one key, and makes nothing twice', async () => {
    const event = await aShow()
    const headers = { 'idempotency-key': 'weekly' }
    const body = { rrule: 'FREQ=WEEKLY;COUNT=3' }
    const first = expectStatus(await make(event.id, event.organizer, body, headers), 201)
    const again = expectStatus(await make(event.id, event.organizer, body, headers), 201)
    expect(again.body).to.deep.equal(first.body)
    expect(again.headers['idempotency-replayed']).to.equal('true')
    expect(expectProblem(await make(event.id, event.organizer, body), 'event_in_series').body.detail).to.include(
      first.body.seriesId,
    )
    const other = { rrule: 'FREQ=DAILY;COUNT=3' }
    expectProblem(await make(event.id, event.organizer, other, headers), 'idempotency_key_reused')
  })

  it('makes one series of two requests at once', async () => {
    const event = await aShow()
    const answers = await Promise.all(
      [1, 2, 3].map(() => make(event.id, event.organizer, { rrule: 'FREQ=WEEKLY;COUNT=3' })),
    )
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 409, 409])
    const { body } = await server.call<Page<Event>>('GET', '/admin/events', { as: event.organizer })
    expect(body.data).to.have.length(3)
  })

  it('refuses what makes no series, and then nothing is made', async () => {
    const event = await aShow()
    for (const [body, pointer] of [
      [{ rrule: 'FREQ=WEEKLY' }, '/rrule'],
      [{ rrule: 'FREQ=DAILY;COUNT=401' }, '/rrule'],
      [{ rrule: 'FREQ=DAILY;COUNT=1' }, '/rrule'],
      [{ rrule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=3' }, '/rrule'],
      [{ rrule: 'FREQ=DAILY;COUNT=3', exdates: ['2034-10-21', '2034-11-30'] }, '/exdates/1'],
      [{ rrule: 'FREQ=DAILY;COUNT=3', exdates: ['tomorrow'] }, '/exdates/0'],
      [{ rrule: 'FREQ=DAILY;COUNT=3', exdate: ['2034-10-21'] }, '/exdate'],
      [{}, '/rrule'],
    ] as const) {
      const refusal = expectProblem(await make(event.id, event.organizer, body), 'validation_failed')
      expect(refusal.body.errors?.map(({ pointer: at }: { pointer: string }) => at)).to.deep.equal([pointer])
    }
    expectProblem(await make(event.id, aPerson(), { rrule: 'FREQ=DAILY;COUNT=3' }), 'event_not_found')
    const { body } = await server.call<Page<Event>>('GET', '/admin/events', { as: event.organizer })
    expect(body.data.map(({ id, seriesId }) => [id, seriesId])).to.deep.equal([[event.id, undefined]])
  })

  it('changes an event and those that follow, each on its own day, and leaves those before', async () => {
    const { ids, organizer } = await aSeries('FREQ=WEEKLY;COUNT=4', oneType)
    const told = await change(ids[1]!, organizer, { title: 'Matinee', localStartTime: '15:00', durationMinutes: 90 })
    expect(told.data.map(({ eventId }) => eventId)).to.deep.equal(ids.slice(1))
    expect(outcomesOf(told)).to.deep.equal(['changed', 'changed', 'changed'])
    const events = await Promise.all(ids.map(id => get(id, organizer)))
    expect(events.map(({ title, startsAt, endsAt }) => [title, startsAt, endsAt])).to.deep.equal([
      ['Night of Strings', '2034-10-20T18:30:00.000Z', '2034-10-20T21:00:00.000Z'],
      ['Matinee', '2034-10-27T13:00:00.000Z', '2034-10-27T14:30:00.000Z'],
      ['Matinee', '2034-11-03T14:00:00.000Z', '2034-11-03T15:30:00.000Z'],
      ['Matinee', '2034-11-10T14:00:00.000Z', '2034-11-10T15:30:00.000Z'],
    ])
    expect(outcomesOf(await change(ids[1]!, organizer, { title: 'Matinee', localStartTime: '15:00' }))).to.deep.equal([
      'unchanged',
      'unchanged',
      'unchanged',
    ])
  })

  it('tells of each event that is refused because of its sales or its state, and changes the others', async () => {
    const { ids, organizer } = await aSeries('FREQ=WEEKLY;COUNT=4', { ...oneType, publish: true })
    await server.command(ids[1]!, {
      kind: 'reserve',
      holdId: newId('rsv'),
      buyer: { userId: newId('usr') },
      selection: { quantity: 5 },
      idempotency: null,
    } as Parameters<EventsServer['command']>[1])
    await server.call('POST', `/admin/events/${ids[2]}/cancel`, { as: organizer })
    const told = await change(ids[0]!, organizer, { capacity: 4, title: 'Small' })
    expect(outcomesOf(told)).to.deep.equal(['changed', 'capacity_below_taken', 'event_not_editable', 'changed'])
    expect(told).to.include({ changed: 2, unchanged: 0, refused: 2 })
    expect((await get(ids[1]!)).title, 'all of it or nothing').to.equal('Night of Strings')
    expect(told.data[1]!.problem!.detail).to.be.a('string').and.not.equal('')
    for (const id of ids) expect(await server.audit(id)).to.deep.equal([])
  })

  it('publishes and calls off an event and those that follow, and says so when it is repeated', async () => {
    const { ids, organizer } = await aSeries('FREQ=WEEKLY;COUNT=4')
    expect(outcomesOf(await step(ids[1]!, organizer, 'publish'))).to.deep.equal(['changed', 'changed', 'changed'])
    expect(outcomesOf(await step(ids[0]!, organizer, 'publish'))).to.deep.equal([
      'changed',
      'unchanged',
      'unchanged',
      'unchanged',
    ])
    expect(outcomesOf(await step(ids[2]!, organizer, 'cancel'))).to.deep.equal(['changed', 'changed'])
    expect(outcomesOf(await step(ids[1]!, organizer, 'cancel'))).to.deep.equal(['changed', 'unchanged', 'unchanged'])
    expect((await get(ids[0]!)).status).to.equal('published')
    expect(outcomesOf(await step(ids[0]!, organizer, 'publish'))).to.deep.equal([
      'unchanged',
      'event_not_draft',
      'event_not_draft',
      'event_not_draft',
    ])
  })

  it('changes links, questions and your own words of each event', async () => {
    const { ids, organizer } = await aSeries('FREQ=WEEKLY;COUNT=3', { metadata: { season: 'autumn', hall: 'b' } })
    const questions = [{ id: 'diet', label: 'What do you eat?', kind: 'text', required: false }]
    const links = { imageUrl: 'https://example.com/a.jpg', websiteUrl: 'https://example.com/strings' }
    const body = { ...links, questions, metadata: { hall: null, team: 'c' } }
    expect(outcomesOf(await change(ids[1]!, organizer, body))).to.deep.equal(['changed', 'changed'])
    expect(outcomesOf(await change(ids[1]!, organizer, body))).to.deep.equal(['unchanged', 'unchanged'])
    for (const id of ids.slice(1)) {
      const event = await get(id, organizer)
      expect(event).to.include(links)
      expect([event.questions, event.metadata]).to.deep.equal([questions, { season: 'autumn', team: 'c' }])
    }
    expect(await get(ids[0]!, organizer)).to.not.have.any.keys('imageUrl', 'websiteUrl', 'questions')
    const tooMuch = {
      metadata: {
        a: 'x'.repeat(400),
        ...Object.fromEntries([...'bcdefghijklmnopqrstuvw'].map(name => [name, 'x'.repeat(400)])),
      },
    }
    expect(outcomesOf(await change(ids[1]!, organizer, tooMuch))).to.deep.equal([
      'validation_failed',
      'validation_failed',
    ])
  })

  it('calls no draft off', async () => {
    const { ids, organizer } = await aSeries('FREQ=WEEKLY;COUNT=2')
    expect(outcomesOf(await step(ids[0]!, organizer, 'cancel'))).to.deep.equal([
      'event_not_published',
      'event_not_published',
    ])
  })

  it('refuses what belongs to one event alone', async () => {
    const { ids, organizer } = await aSeries('FREQ=WEEKLY;COUNT=2')
    for (const body of [{ startsAt: '2034-10-20T18:30:00.000Z' }, { externalId: 'x' }, { localStartTime: '9:00' }, {}])
      expectProblem(
        await server.call('PATCH', `/admin/events/${ids[0]}/series`, { as: organizer, body }),
        'validation_failed',
      )
    const alone = await aShow()
    for (const [method, path, body] of [
      ['PATCH', 'series', { title: 'x' }],
      ['POST', 'series/publish', undefined],
      ['POST', 'series/cancel', undefined],
    ] as const) {
      const options = { as: alone.organizer, ...(body && { body }) }
      expectProblem(await server.call(method, `/admin/events/${alone.id}/${path}`, options), 'event_not_in_series')
    }
  })

  it('copies an event of a series by itself: the copy is in none', async () => {
    const { ids, organizer } = await aSeries('FREQ=WEEKLY;COUNT=2')
    const { body } = expectStatus(
      await server.call('POST', `/admin/events/${ids[0]}/duplicate`, { as: organizer, body: {} }),
      201,
    )
    expect(body).not.to.have.property('seriesId')
  })
})
