import { expect } from 'chai'
import { newId } from '../../src/platform/ids.ts'
import { anEvent, expectProblem, expectStatus } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('inventory.updateAvailability', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())
  const update = (event: { id: string }, body: object) =>
    server.internal('POST', `/internal/events/${event.id}/update-availability`, { body })

  it('takes seats for a reservation, once however often it is asked, and gives them back', async () => {
    const event = await anEvent(server, { capacity: 10 })
    const reservationId = newId('rsv')
    const taken = expectStatus(await update(event, { delta: -3, reservationId }), 200).body
    expect(taken).to.include({ eventId: event.id, availableSeats: 7 })
    expect(expectStatus(await update(event, { delta: -3, reservationId }), 200).body).to.deep.equal(taken)
    expect(expectStatus(await update(event, { delta: 3, reservationId }), 200).body.availableSeats).to.equal(10)
    expect(expectStatus(await update(event, { delta: 3, reservationId }), 200).body.availableSeats).to.equal(10)
  })

  it('changes nothing when the inventory has moved on from the version that is expected', async () => {
    const event = await anEvent(server, { capacity: 10 })
    const { version } = expectStatus(await update(event, { delta: -1, reservationId: newId('rsv') }), 200).body
    const { body } = expectProblem(
      await update(event, { delta: -1, expectedVersion: version - 1, reservationId: newId('rsv') }),
      'version_conflict',
    )
    expect(body.currentVersion).to.equal(version)
    expectStatus(await update(event, { delta: -1, expectedVersion: version, reservationId: newId('rsv') }), 200)
  })

  it('sells no seat twice when many ask at once', async () => {
    const event = await anEvent(server, { capacity: 20 })
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => update(event, { delta: -1, reservationId: newId('rsv') })),
    )
    expect(answers.filter(({ status }) => status === 200)).to.have.length(20)
    for (const answer of answers) if (answer.status !== 200) expectProblem(answer, 'sold_out')
  })

  it('refuses an event that is not there and a reservation that holds nothing', async () => {
    expectProblem(await update({ id: newId('evt') }, { delta: -1, reservationId: newId('rsv') }), 'event_not_found')
    expectProblem(
      await update(await anEvent(server), { delta: 1, reservationId: newId('rsv') }),
      'reservation_not_found',
    )
  })
})
