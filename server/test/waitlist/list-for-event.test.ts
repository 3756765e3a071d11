import { expect } from 'chai'
import { anAccount, expectProblem, expectStatus, theAdmin } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { aFullEvent, auditIsClean, aWaiter, giveBack, leave, look, type Waiter } from './waitlists.ts'

describe("the organizer's view of the waitlist", () => {
  let server: TestServer
  let event: Awaited<ReturnType<typeof aFullEvent>>
  let waiters: Waiter[]
  before(async () => {
    server = await startTestServer()
    event = await aFullEvent(server, { held: [1, 1] })
    waiters = [
      await aWaiter(server, event),
      await aWaiter(server, event),
      await aWaiter(server, event, { buyer: event.organizer, quantity: 2 }),
    ]
    const { body } = expectStatus(
      await server.call('POST', '/waitlist/join', {
        token: event.organizer.token,
        body: { eventId: event.id, quantity: 1, buyer: { reference: 'guest-1' } },
      }),
      201,
    )
    waiters.push({ id: body.id, eventId: event.id, buyer: event.organizer })
    await giveBack(server, event.held[0]!) // the first has an offer now
    await leave(server, waiters[1]!)
  })
  after(() => server.close())
  afterEach(() => auditIsClean(server))

  const list = (query: Readonly<Record<string, string | number>> = {}, token = event.organizer.token) =>
    server.call('GET', `/admin/events/${event.id}/waitlist`, { token, query })
  const places = async (query: Readonly<Record<string, string | number>> = {}) =>
    expectStatus(await list(query), 200).body.data.map(({ id }: { id: string }) =>
      waiters.findIndex(waiter => waiter.id === id),
    )

  it('shows who waits and who has an offer, the head first, as the buyers see themselves', async () => {
    const { data } = expectStatus(await list(), 200).body
    expect(data).to.deep.equal([
      await look(server, waiters[0]!),
      await look(server, waiters[2]!),
      await look(server, waiters[3]!),
    ])
    expect(
      data.map(({ status, position }: { status: string; position: number }) => `${status} ${position}`),
    ).to.deep.equal(['offered 0', 'waiting 1', 'waiting 2'])
  })

  it('shows one status, or one buyer', async () => {
    expect(await places({ status: 'waiting' })).to.deep.equal([2, 3])
    expect(await places({ status: 'offered' })).to.deep.equal([0])
    expect(await places({ status: 'left' })).to.deep.equal([1])
    expect(await places({ status: 'expired' })).to.deep.equal([])
    expect(await places({ buyer: 'guest-1' })).to.deep.equal([3])
    expect(expectStatus(await list({ buyer: 'guest-1' }), 200).body.data[0].position).to.equal(2)
  })

  it('comes in pages', async () => {
    const first = expectStatus(await list({ limit: 2 }), 200).body
    expect(first.data.map(({ id }: { id: string }) => id)).to.deep.equal([waiters[0]!.id, waiters[2]!.id])
    expect(await places({ limit: 2, cursor: first.nextCursor })).to.deep.equal([3])
    expectProblem(await list({ status: 'waiting', cursor: first.nextCursor }), 'invalid_cursor')
  })

  it("is for the event's organizer and for admins", async () => {
    expectStatus(await list({}, (await theAdmin(server)).token), 200)
    expectProblem(await list({}, (await anAccount(server, { role: 'organizer' })).token), 'event_not_found')
    expectProblem(await list({}, (await anAccount(server)).token), 'forbidden')
  })
})
