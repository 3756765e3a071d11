// A limit per buyer that is lowered while people wait: nobody is offered more than they may have then.
import { expect } from 'chai'
import { anAccount, anEvent, aReservation, expectStatus, type Account } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import {
  acceptedSeats,
  aFullEvent,
  auditIsClean,
  aWaiter,
  giveBack,
  look,
  statusesOf,
  type EventWithWaitlist,
} from './waitlists.ts'

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
  const limitTo = (event: Pick<EventWithWaitlist, 'id' | 'organizer' | 'ticketTypes'>, maxPerUser: number | null) =>
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

  describe('of one type of two', () => {
    /** Four seats of each type. */
    async function anEventOfTwoTypes(limits: readonly (number | undefined)[]) {
      const event = await anEvent(server, {
        capacity: 8,
        priceMinor: undefined,
        currency: undefined,
        ticketTypes: limits.map((maxPerUser, n) => ({
          name: `Type ${n}`,
          priceMinor: 100,
          currency: 'EUR',
          capacity: 4,
          ...(maxPerUser && { maxPerUser }),
        })),
      })
      const [limited, other] = event.ticketTypes.map(({ id }) => id) as [string, string]
      const buys = (ticketTypeId: string, each: number, buyer?: Account) =>
        aReservation(server, event, { ticketTypeId, quantity: each, ...(buyer && { buyer }) })
      return { ...event, limited, other, buys }
    }

    it('lowers what is asked of any type to all limits together', async () => {
      const event = await anEventOfTwoTypes([4, 1])
      await event.buys(event.limited, 4)
      for (let n = 0; n < 4; n++) await event.buys(event.other, 1)
      const [most, less] = [
        await aWaiter(server, event, { quantity: 5 }),
        await aWaiter(server, event, { quantity: 3 }),
      ]
      await limitTo(event, 2)
      expect(await look(server, most)).to.include({ status: 'waiting', quantity: 3, position: 1 })
      expect(await look(server, less)).to.include({ status: 'waiting', quantity: 3, position: 2 })
    })

    it('lowers nothing of any type where another has no limit, and offers no more than it', async () => {
      const event = await anEventOfTwoTypes([4, undefined])
      const held = [await event.buys(event.limited, 4), await event.buys(event.other, 4)]
      const waiter = await aWaiter(server, event, { quantity: 5 })
      await limitTo(event, 2)
      for (const each of held) await giveBack(server, each)
      expect(await statusesOf(server, [waiter])).to.deep.equal(['offered 5'])
      expect(await acceptedSeats(server, waiter)).to.deep.equal({ [event.limited]: 2, [event.other]: 3 })
    })

    it('is no reproach, once raised again, to an offer past somebody whom it had left too few', async () => {
      const event = await anEventOfTwoTypes([2, undefined])
      const [given] = [await event.buys(event.limited, 2), await event.buys(event.limited, 2)]
      await event.buys(event.other, 3)
      const waiters = [await aWaiter(server, event, { quantity: 6 }), await aWaiter(server, event, { quantity: 2 })]
      await patch(event, `/ticket-types/${event.other}`, { capacity: 3 })
      await giveBack(server, given)
      expect(await statusesOf(server, waiters)).to.deep.equal(['waiting', 'offered 2'])
      await limitTo(event, 4)
      await auditIsClean(server)
    })

    it('binds who takes any type, and has some of this one, to the rest of its limit', async () => {
      const event = await anEventOfTwoTypes([4, undefined])
      const buyer = await anAccount(server)
      await event.buys(event.limited, 1, buyer)
      await event.buys(event.limited, 3)
      await event.buys(event.other, 4)
      const waiter = await aWaiter(server, event, { buyer, quantity: 3 })
      await limitTo(event, 3)
      expect(await look(server, waiter)).to.include({ status: 'waiting', quantity: 2 })
      await limitTo(event, 1)
      expect(await look(server, waiter)).to.include({ status: 'expired', expiredReason: 'limit_lowered' })
    })
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
