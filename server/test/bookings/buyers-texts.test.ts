// The buyers that an organizer names: emails of any script, and no name or reference that does not show.
import { expect } from 'chai'
import { anEvent, expectProblem, expectStatus } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('what an organizer tells of a buyer', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close()) // fails if an answer did not fit the contract

  it('may be in any script, in every service', async () => {
    const event = await anEvent(server)
    const { token } = event.organizer
    const buyer = { reference: 'مشتری‌۷', email: '用户@例子.广告', name: 'می‌خواهم 👩‍🚀' }
    const body = { eventId: event.id, quantity: 1, buyer }
    const reserved = expectStatus(await server.call('POST', '/bookings/reserve', { token, body }), 201)
    expect(reserved.body.buyer).to.deep.equal(buyer)
    const confirmed = await server.call('POST', '/bookings/confirm', {
      token,
      body: { reservationId: reserved.body.id, payment: { token: 'tok_ok' } },
    })
    expect(expectStatus(confirmed, 201).body.buyer).to.deep.equal(buyer)
    const query = { buyer: buyer.reference }
    const listed = await server.call('GET', `/admin/events/${event.id}/bookings`, { token, query })
    expect(expectStatus(listed, 200).body.data).to.have.length(1)
  })

  for (const [what, buyer, pointer] of [
    ['a reference of zero-width spaces', { reference: '\u200b\u200b' }, '/buyer/reference'],
    ['a reference with an escape', { reference: 'a\u001b[2J' }, '/buyer/reference'],
    ['a name of Hangul fillers', { reference: 'x', name: '\u3164' }, '/buyer/name'],
    ['a name that is turned around', { reference: 'x', name: 'a\u202eb' }, '/buyer/name'],
    ['an email that is none', { reference: 'x', email: 'jörg@müller' }, '/buyer/email'],
  ] as const) {
    it(`may not be ${what}`, async () => {
      const event = await anEvent(server)
      const body = { eventId: event.id, quantity: 1, buyer }
      for (const path of ['/bookings/reserve', '/waitlist/join'])
        expectProblem(await server.call('POST', path, { token: event.organizer.token, body }), 'validation_failed', [
          pointer,
        ])
    })
  }
})
