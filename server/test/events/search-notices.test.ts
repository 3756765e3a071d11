// What the search has to hear of an event reaches it, sooner or later, and never stands in a write's way.
import { expect } from 'chai'
import { expectStatus } from '../support/builders.ts'
import { startEventsServer, type EventsServer } from './events-server.ts'

describe('telling the search of an event', () => {
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  afterEach(() => server.search.behaves('well'))
  after(() => server.close())

  const outbox = () => server.sql('search_outbox').orderBy('event_id').select('event_id', 'version')
  const letTimePass = () =>
    server.sql('search_outbox').update({ due_at: server.sql.raw(`now() - interval '1 second'`) })

  it('does not fail the write when the search fails; the outbox remembers it until it has been told', async () => {
    server.search.behaves('failing')
    const event = await server.anEvent({ publish: true })
    expect(await outbox()).to.deep.equal([{ event_id: event.id, version: 1 }])
    await letTimePass()
    expect(await server.notices.retry().catch((error: Error) => error.message)).to.equal('search is away')
    expect(await outbox()).to.have.length(1)

    server.search.behaves('well')
    expect(await server.notices.retry(), 'nothing is due right after a failure').to.equal(false)
    expect(await outbox()).to.have.length(1)
    await letTimePass()
    await server.notices.retry()
    expect(server.search.told.indexed.at(-1)?.id).to.equal(event.id)
    expect(await outbox()).to.deep.equal([])
  })

  it("tells again of an event that the search refuses, twice as late each time; the others don't wait", async () => {
    server.search.behaves('refusing')
    const refused = await server.anEvent({ publish: true })
    const dueInSeconds = async () => {
      const {
        rows: [row],
      } = await server.sql.raw<{ rows: { seconds: number }[] }>(
        `select round(extract(epoch from due_at - now()))::int as seconds from search_outbox where event_id = ?`,
        [refused.id],
      )
      return row?.seconds
    }
    const seconds = [await dueInSeconds()]
    for (let n = 0; n < 10; n++) {
      await letTimePass()
      expect(await server.notices.retry(), 'no turn of the job fails').to.equal(false)
      seconds.push(await dueInSeconds())
    }
    expect(seconds).to.deep.equal([10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600])

    const change = { as: refused.organizer, body: { title: 'Mended' }, headers: { 'if-match': '*' } }
    expectStatus(await server.call('PATCH', `/admin/events/${refused.id}`, change), 200)
    expect(await dueInSeconds(), 'changed, it begins again').to.equal(10)
    server.search.behaves('well')
    await letTimePass()
    await server.notices.retry()
    expect(await outbox()).to.deep.equal([])
  })

  it('tells a search that was away at the usual time, however often it was away', async () => {
    server.search.behaves('failing')
    const event = await server.anEvent({ publish: true })
    for (let n = 0; n < 3; n++) {
      await letTimePass()
      await server.notices.retry().catch(() => {})
    }
    const {
      rows: [row],
    } = await server.sql.raw<{ rows: { seconds: number }[] }>(
      `select extract(epoch from due_at - now())::float8 as seconds from search_outbox where event_id = ?`,
      [event.id],
    )
    expect(row!.seconds).to.be.within(3, 5)
    server.search.behaves('well')
    await letTimePass()
    await server.notices.retry()
  })

  it('does not wait for a search that hangs', async () => {
    const draft = await server.anEvent()
    server.search.behaves('hanging')
    await server.notices.tell({ eventId: draft.id, version: 1 })
  })

  it('tells the newest state once, whatever has been missed', async () => {
    server.search.behaves('failing')
    const event = await server.anEvent({ publish: true })
    const change = { as: event.organizer, body: { title: 'Newer' }, headers: { 'if-match': '*' } }
    expectStatus(await server.call('PATCH', `/admin/events/${event.id}`, change), 200)
    server.search.behaves('well')
    const before = server.search.told.indexed.length
    await letTimePass()
    await server.notices.retry()
    expect(server.search.told.indexed.slice(before).map(({ title, version }) => ({ title, version }))).to.deep.equal([
      { title: 'Newer', version: 2 },
    ])
    expect(await outbox()).to.deep.equal([])
  })

  it('keeps a later notice when an earlier one has been told', async () => {
    const event = await server.anEvent({ publish: true })
    await server.sql('search_outbox').insert({ event_id: event.id, version: 9, due_at: new Date() })
    await server.notices.tell({ eventId: event.id, version: 1 })
    expect(await outbox()).to.deep.equal([{ event_id: event.id, version: 9 }])
    await server.sql('search_outbox').delete()
  })

  it('takes what is no longer on sale out of the search', async () => {
    const event = await server.anEvent({ publish: true })
    await server.passEnd(event.id)
    await server.notices.tell({ eventId: event.id, version: 1 })
    expect(server.search.told.removed.at(-1)).to.deep.equal({ eventId: event.id, version: 1 })
  })
})
