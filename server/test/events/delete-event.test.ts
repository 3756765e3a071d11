// DELETE /admin/events/{eventId}: a draft goes away with its inventory.
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { aPerson, startEventsServer, type EventsServer } from './events-server.ts'

describe('deleting an event', () => {
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())
  const remove = (event: { id: string }, as: ReturnType<typeof aPerson>) =>
    server.call('DELETE', `/admin/events/${event.id}`, { as })

  it('takes a draft away with all that belongs to it', async () => {
    const draft = await server.anEvent()
    expectStatus(await remove(draft, draft.organizer), 204)
    expectProblem(await server.call('GET', `/events/${draft.id}`, { as: draft.organizer }), 'event_not_found')
    for (const table of ['inventory', 'ticket_types', 'movements'])
      expect(await server.sql(table).where({ event_id: draft.id }), table).to.deep.equal([])
    expect(server.search.told.removed.at(-1)).to.deep.equal({ eventId: draft.id, version: 2 })
    expect(await server.sql('search_outbox')).to.deep.equal([])
  })

  it('refuses what is published', async () => {
    const event = await server.anEvent({ publish: true })
    expectProblem(await remove(event, event.organizer), 'event_not_draft')
  })

  it('lets an admin do it, and nobody else knows the event', async () => {
    const draft = await server.anEvent()
    expectProblem(await remove(draft, aPerson()), 'event_not_found')
    expectStatus(await remove(draft, aPerson('admin')), 204)
    expectProblem(await remove(draft, aPerson('admin')), 'event_not_found')
  })
})
