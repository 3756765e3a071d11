import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import {
  accept,
  afterOfferEnds,
  aFullEvent,
  anOffered,
  auditIsClean,
  availabilityOf,
  aWaiter,
  decline,
  statusesOf,
} from './waitlists.ts'

describe('declining an offer', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())
  afterEach(() => auditIsClean(server))

  it('ends the place, and may be repeated', async () => {
    const { event, waiter } = await anOffered(server)
    for (let times = 0; times < 2; times++) {
      expect(expectStatus(await decline(server, waiter), 200).body)
        .to.include({ id: waiter.id, status: 'declined', position: 0 })
        .and.not.to.have.property('offer')
    }
    expect(await availabilityOf(server, event)).to.include({ availableSeats: 1, waitlistOpen: false })
  })

  it('leads to the next in the waitlist, and lets the one who declined join again behind them', async () => {
    const { event, waiter } = await anOffered(server)
    const next = await aWaiter(server, event)
    expectStatus(await decline(server, waiter), 200)
    expect(await statusesOf(server, [next, await aWaiter(server, event, { buyer: waiter.buyer })])).to.deep.equal([
      'offered 1',
      'waiting',
    ])
  })

  it('is refused with no_open_offer before there is one, after it has ended and after it was accepted', async () => {
    expectProblem(await decline(server, await aWaiter(server, await aFullEvent(server))), 'no_open_offer')
    const { waiter: late } = await anOffered(server)
    await afterOfferEnds(server, late)
    expectProblem(await decline(server, late), 'no_open_offer')
    const { waiter: sure } = await anOffered(server)
    expectStatus(await accept(server, sure), 201)
    expectProblem(await decline(server, sure), 'no_open_offer')
  })

  it("is the buyer's own", async () => {
    const { event, waiter } = await anOffered(server)
    expectProblem(await decline(server, { ...waiter, buyer: event.organizer }), 'waitlist_entry_not_found')
  })
})
