// A limit per buyer that is lowered while people wait: nobody is offered more than they may have then.
import { expect } from 'chai'
import { anAccount, expectStatus, type Account } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { aFullEvent, auditIsClean, aWaiter, giveBack, look, statusesOf, type EventWithWaitlist } from './waitlists.ts'

describe('a limit that is lowered while people wait', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())
  afterEach(() => auditIsClean(server))

  const aLimitedEvent = (held: readonly number[]) =>
    aFullEvent(server, {
      held,
      priceMinor: undefined,
      currency: undefined,
      ticketTypes: [{ name: 'Seat', priceMinor: 100, currency: 'EUR', maxPerUser: 4 }],
    })
  const patch = async (event: EventWithWaitlist, path: string, body: object) =>
    expectStatus(
      await server.call('PATCH', `/admin/events/${event.id}${path}`, {
        token: event.organizer.token,
        body,
        headers: { 'if-match': '*' },
      }),
      200,
    )
  const limitTo = (event: EventWithWaitlist, maxPerUser: number | null) =>
    patch(event, `/ticket-types/${event.ticketTypes[0]!.id}`, { maxPerUser })
  const buys = async (event: { id: string }, buyer: Account, quantity: number) => {
    const { body } = expectStatus(
      await server.call('POST', '/bookings/reserve', { token: buyer.token, body: { eventId: event.id, quantity } }),
      201,
    )
    return { id: body.id as string, buyer }
  }

  it('lowers what they ask for, at their place, and the offer keeps to it', async () => {
    const event = await aLimitedEvent([4])
    const [first, any] = [
      await aWaiter(server, event, { quantity: 4, ticketTypeId: event.ticketTypes[0]!.id }),
      await aWaiter(server, event, { quantity: 3 }),
    ]
    await limitTo(event, 2)
    expect(await look(server, first)).to.include({ status: 'waiting', quantity: 2, position: 1 })
    expect(await look(server, any)).to.include({ status: 'waiting', quantity: 2, position: 2 })
    await giveBack(server, event.held[0]!)
    expect(await statusesOf(server, [first, any])).to.deep.equal(['offered 2', 'offered 2'])
  })

  it('counts what they have, and ends the waiting of those who may have no more', async () => {
    const event = await aLimitedEvent([2])
    await patch(event, '', { capacity: 4 })
    const [buyer, other] = [await anAccount(server), await anAccount(server)]
    await buys(event, buyer, 1)
    await buys(event, other, 1)
    const [some, none] = [
      await aWaiter(server, event, { buyer, quantity: 3 }),
      await aWaiter(server, event, { buyer: other, quantity: 2 }),
    ]
    await limitTo(event, 2)
    expect(await look(server, some)).to.include({ status: 'waiting', quantity: 1 })
    expect(await look(server, none)).to.include({ status: 'waiting', quantity: 1 })
    await limitTo(event, 1)
    for (const waiter of [some, none])
      expect(await look(server, waiter)).to.include({ status: 'expired', expiredReason: 'limit_lowered', position: 0 })
    await eventually(
      async () =>
        (
          await server.databases.events.pool.query<{ waitlist_open: boolean }>(
            'select waitlist_open from inventory where event_id = $1',
            [event.id],
          )
        ).rows[0]!.waitlist_open,
      isOpen => !isOpen,
      { withinMs: 10_000 },
    )
  })

  it('leaves alone who asks for no more, and does nothing when it is raised or taken away', async () => {
    const event = await aLimitedEvent([4])
    const waiters = [await aWaiter(server, event, { quantity: 2 }), await aWaiter(server, event, { quantity: 4 })]
    await limitTo(event, 3)
    await limitTo(event, 8)
    await limitTo(event, null)
    const asked = await Promise.all(waiters.map(async waiter => (await look(server, waiter)).quantity as number))
    expect(asked).to.deep.equal([2, 3])
  })

  it('serves at once who asks for so little now that seats are there for it', async () => {
    const event = await aLimitedEvent([2, 2])
    const waiter = await aWaiter(server, event, { quantity: 4 })
    await giveBack(server, event.held[0]!)
    expect((await look(server, waiter)).status).to.equal('waiting')
    await limitTo(event, 2)
    await eventually(
      () => statusesOf(server, [waiter]),
      ([status]) => status === 'offered 2',
      { withinMs: 10_000 },
    )
  })
})
