// What the mails ask of a waitlist: who waits, who waited when the event was cancelled, and who has been told.
import { expect } from 'chai'
import { expectStatus } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { accept, aFullEvent, anOffered, auditIsClean, aWaiter, giveBack, leave, look, tryToJoin } from './waitlists.ts'

describe('notices of a waitlist', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())
  afterEach(() => auditIsClean(server))

  const waitersOf = async (event: { id: string }, { afterSeq = 0, limit = 100 } = {}) =>
    expectStatus(
      await server.internal('GET', `/internal/events/${event.id}/waiters`, { query: { afterSeq, limit } }),
      200,
    ).body.data as { id: string; seq: number; userId: string }[]
  const note = (entry: { id: string; eventId: string }) =>
    server.internal('POST', `/internal/inventory/places/${entry.id}/notified`, { body: { eventId: entry.eventId } })

  it('name the users who wait or have an offer, in their order and page by page, and no named buyers', async () => {
    const event = await aFullEvent(server, { held: [1, 1] })
    const waiters = [await aWaiter(server, event), await aWaiter(server, event), await aWaiter(server, event)]
    expectStatus(await tryToJoin(server, event, event.organizer, { buyer: { reference: 'guest-1' } }), 201)
    await leave(server, waiters[1]!)
    await giveBack(server, event.held[0]!)
    const found = await waitersOf(event)
    expect(found.map(({ id, userId }) => ({ id, userId }))).to.deep.equal(
      [waiters[0]!, waiters[2]!].map(({ id, buyer }) => ({ id, userId: buyer.id })),
    )
    const [first] = await waitersOf(event, { limit: 1 })
    expect(first).to.deep.equal(found[0])
    expect(await waitersOf(event, { afterSeq: first!.seq, limit: 1 })).to.deep.equal([found[1]])
  })

  it('name, of a cancelled event, those who waited or had an offer then', async () => {
    const event = await aFullEvent(server, { held: [1, 1] })
    const [offered, gone, waiting] = [
      await aWaiter(server, event),
      await aWaiter(server, event),
      await aWaiter(server, event, { quantity: 2 }),
    ]
    await leave(server, gone)
    await giveBack(server, event.held[0]!)
    const { token } = event.organizer
    expectStatus(await server.call('POST', `/admin/events/${event.id}/cancel`, { token }), 200)
    expect((await waitersOf(event)).map(({ id }) => id)).to.deep.equal([offered.id, waiting.id])
  })

  it('keep the first time that somebody was told, whatever becomes of the entry', async () => {
    const { waiter } = await anOffered(server)
    expectStatus(await note(waiter), 204)
    const { notifiedAt } = await look(server, waiter)
    expectStatus(await note(waiter), 204)
    expectStatus(await accept(server, waiter), 201)
    expect(await look(server, waiter)).to.include({ status: 'converted', notifiedAt })
  })

  it('change nothing of an entry that is not there, or is of another event', async () => {
    const [{ waiter }, other] = [await anOffered(server), await aFullEvent(server)]
    expectStatus(await note({ id: waiter.id, eventId: other.id }), 204)
    expectStatus(await note({ id: 'wle_01jz3t5m8qf0vab9x2k4c7d6eh', eventId: other.id }), 204)
    expect(await look(server, waiter)).not.to.have.property('notifiedAt')
  })
})
