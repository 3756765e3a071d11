// Whatever is asked of the server for tests, its answers fit the contract: every operation is called.
import { expect } from 'chai'
import { ApiError, Evently } from '../../src/index.ts'
import { operations } from '../../src/generated/operations.ts'
import type { OperationId } from '../../src/generated/operations.ts'
import { isModelled } from '../../src/testing/answering.ts'
import { exampleOf, loadContract } from '../../src/testing/contract.ts'
import { requestFaults, startTestServer } from '../../src/testing/index.ts'
import type { TestServer } from '../../src/testing/index.ts'

describe('sdk: the server for tests and the contract', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())

  const sample = { id: '01jz3t5m8qf0vab9x2k4c7d6eh' }
  const prefixes: Readonly<Record<string, string>> = {
    eventId: 'evt',
    venueId: 'ven',
    ticketTypeId: 'tkt',
    userId: 'usr',
    reservationId: 'rsv',
    bookingId: 'bkg',
    waitlistEntryId: 'wle',
    sessionId: 'ses',
    apiKeyId: 'key',
  }

  for (const id of Object.keys(operations) as OperationId[]) {
    it(`${id} is answered by the model, or with the contract's example`, async () => {
      const { method, path, mediaTypes } = operations[id]
      const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `${prefixes[name] ?? 'none'}_${sample.id}`)
      const evently = new Evently({ ...server.clientOptions(server.organizer), retriesMax: 0 })
      const response = await evently
        .raw({ method, path: filled, ...(operations[id].hasBody && { body: {} }) })
        .withResponse()
        .then(({ response: { status } }) => status)
        .catch((error: unknown) => {
          if (error instanceof ApiError) return error.problem.code
          if (mediaTypes[0] !== 'application/json') return 'not JSON'
          throw error
        })
      await evently.close()
      expect(response).not.to.equal('internal_error')
    })
  }

  it('has an example that fits for every operation that it does not model', async () => {
    const contract = await loadContract()
    const others = (Object.keys(operations) as OperationId[]).filter(id => !isModelled(id))
    expect(others).to.include('bookings.listForEvent').and.not.to.include('bookings.reserve')
    const faults = others.map(id => contract.answerFault(id, exampleOf(id).status, exampleOf(id).example))
    expect(faults.filter(fault => fault !== undefined)).to.deep.equal([])
  })

  it('finds the fault in an answer that does not fit', async () => {
    const contract = await loadContract()
    const { example } = exampleOf('bookings.reserve')
    expect(contract.answerFault('bookings.reserve', 201, example)).to.equal(undefined)
    const faulty = { ...(example as object), quantity: 'two' }
    expect(contract.answerFault('bookings.reserve', 201, faulty)).to.match(/quantity must be integer/)
    expect(contract.answerFault('bookings.reserve', 200, example)).to.match(/never answers 200/)
    expect(contract.answerFault('bookings.reserve', 409, { code: 'seats_gone' })).to.match(/never answers seats_gone/)
  })

  it('finds the faults of a request, wherever they are, without sending it', async () => {
    const path = { eventId: `evt_${sample.id}` }
    expect(await requestFaults('events.get', { path })).to.deep.equal([])
    expect(await requestFaults('events.list', { query: { limit: 3, available: true } })).to.deep.equal([])
    const pointersOf = async (...given: Parameters<typeof requestFaults>) =>
      (await requestFaults(...given)).map(({ pointer }) => pointer)
    expect(await pointersOf('events.get', {})).to.deep.equal(['/path/eventId'])
    expect(await pointersOf('events.list', { query: { limit: 0, colour: 'red' } })).to.have.members([
      '/query/limit',
      '/query/colour',
    ])
    expect(await pointersOf('bookings.reserve', { body: { eventId: 'x' } })).to.include('/eventId')
    expect(await pointersOf('bookings.reserve', {})).to.deep.equal([''])
  })
})
