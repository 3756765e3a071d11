import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import {
  accept,
  aFullEvent,
  anOffered,
  auditIsClean,
  availabilityOf,
  aWaiter,
  leave,
  look,
  statusesOf,
} from './waitlists.ts'

describe('leaving a waitlist', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())
  afterEach(() => auditIsClean(server))

  it('ends the place, and may be repeated', async () => {
    const event = await aFullEvent(server)
    const waiter = await aWaiter(server, event)
    for (let times = 0; times < 2; times++)
      expect(expectStatus(await leave(server, waiter), 200).body).to.include({
        id: waiter.id,
        status: 'left',
        position: 0,
      })
  })

  it('gives an open offer back, to the next or to the public', async () => {
    const { event, waiter } = await anOffered(server)
    const next = await aWaiter(server, event)
    expect(expectStatus(await leave(server, waiter), 200).body)
      .to.include({ status: 'left' })
      .and.not.to.have.property('offer')
    expect(await statusesOf(server, [next])).to.deep.equal(['offered 1'])
    await leave(server, next)
    expect(await availabilityOf(server, event)).to.include({ availableSeats: 1, waitlistOpen: false })
  })

  it('changes nothing of a place that has ended', async () => {
    const { waiter } = await anOffered(server)
    expectStatus(await accept(server, waiter), 201)
    const before = await look(server, waiter)
    expect(expectStatus(await leave(server, waiter), 200).body).to.deep.equal(before)
  })

  it("can be ordered by the event's organizer", async () => {
    const event = await aFullEvent(server)
    const waiter = await aWaiter(server, event)
    expect(expectStatus(await leave(server, { ...waiter, buyer: event.organizer }), 200).body.status).to.equal('left')
    expectProblem(
      await leave(server, { ...waiter, buyer: (await aWaiter(server, event)).buyer }),
      'waitlist_entry_not_found',
    )
  })
})
