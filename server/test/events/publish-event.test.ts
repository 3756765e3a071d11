// POST /admin/events/{eventId}/publish: a draft goes on sale.
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { aPerson, inDays, startEventsServer, type EventsServer } from './events-server.ts'

describe('publishing an event', () => {
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())
  const publish = (event: { id: string }, as: ReturnType<typeof aPerson>) =>
    server.call('POST', `/admin/events/${event.id}/publish`, { as })

  it('puts a draft on sale, and the search knows it by then', async () => {
    const draft = await server.anEvent()
    const { body, headers } = expectStatus(await publish(draft, draft.organizer), 200)
    expect(body).to.deep.include({ status: 'published', version: 2 })
    expect(headers['etag']).to.equal('"2.2"')
    expect(await server.sql('inventory').where({ event_id: draft.id }).first('sales')).to.deep.equal({ sales: 'open' })
    expect(server.search.told.indexed.at(-1)?.id).to.equal(draft.id)
    expect(await server.sql('search_outbox')).to.deep.equal([])
  })

  it('refuses what is published already', async () => {
    const event = await server.anEvent({ publish: true })
    expectProblem(await publish(event, event.organizer), 'event_not_draft')
  })

  it('refuses a draft that has begun', async () => {
    const draft = await server.anEvent({ startsAt: inDays(-1) })
    expectProblem(await publish(draft, draft.organizer), 'event_not_publishable')
  })

  it('lets one of many publish', async () => {
    const draft = await server.anEvent()
    const answers = await Promise.all(Array.from({ length: 5 }, () => publish(draft, draft.organizer)))
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409, 409, 409, 409])
  })

  it('lets an admin do it, and nobody else knows the event', async () => {
    const draft = await server.anEvent()
    expectProblem(await publish(draft, aPerson()), 'event_not_found')
    expectProblem(await publish({ id: 'evt_01jz3t5m8qf0vab9x2k4c7d6eh' }, aPerson('admin')), 'event_not_found')
    expectStatus(await publish(draft, aPerson('admin')), 200)
  })
})
