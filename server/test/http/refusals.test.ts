// What is refused has changed nothing: every operation that changes what is there, every refusal that it names.
import { expect } from 'chai'
import { operationFacts } from '../../src/contract/generated/operation-facts.ts'
import { createInventoryStore } from '../../src/domains/inventory/lane/lane-store.ts'
import { aLane } from '../inventory/builders.ts'
import { anEvent, expectProblem } from '../support/builders.ts'
import { rowsOf } from '../support/rows.ts'
import { isJudged, startTestServer, type TestServer } from '../support/server.ts'
import { changeOf, outdated, refusalTable } from './refusal-table.ts'

/** Said of every operation, and decided before it is looked at; keys have a table of their own. */
const sharedCodes = [
  'malformed_request',
  'unauthenticated',
  'token_invalid',
  'token_expired',
  'insufficient_scope',
  'payload_too_large',
  'unsupported_media_type',
  'rate_limited',
  'internal_error',
  'overloaded',
  'service_unavailable',
  'idempotency_in_flight',
  'idempotency_key_reused',
]

describe('what is refused', function () {
  this.timeout(20_000)
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close()) // fails if an answer did not fit the contract

  const changing = Object.entries(operationFacts).filter(
    ([id, { document, method, path }]) =>
      document === 'evently' &&
      (method === 'patch' ||
        method === 'delete' ||
        method === 'put' ||
        (method === 'post' && path.includes('{')) ||
        id === 'users.changePassword'),
  )

  it('is tried out here for every operation that changes something there is, and every refusal that it names', () => {
    const named = changing.map(([id, { problems }]) => [
      id,
      problems.filter(code => !sharedCodes.includes(code)).sort(),
    ])
    expect(
      Object.fromEntries(Object.entries(refusalTable).map(([id, refusals]) => [id, Object.keys(refusals).sort()])),
    ).to.deep.equal(Object.fromEntries(named))
  })

  for (const [id, refusals] of Object.entries(refusalTable)) {
    if (!isJudged(id)) continue
    const { method } = operationFacts[id as keyof typeof operationFacts]
    for (const [code, prepare] of Object.entries(refusals)) {
      it(`has changed nothing: ${id}, ${code}`, async () => {
        const { path, ...options } = await prepare(server)
        const before = await rowsOf(server.databases)
        const answers = await Promise.all([1, 2, 3].map(() => server.call(method.toUpperCase(), path, options)))
        for (const answer of answers) expectProblem(answer, code)
        expect(await rowsOf(server.databases)).to.deep.equal(before)
      })
    }
  }

  it('would be seen to have moved the seats of a change before it was refused: the control', async () => {
    const event = await anEvent(server)
    const { path, ...options } = changeOf(event, { headers: outdated })
    const before = await rowsOf(server.databases)
    await aLane(event.id, createInventoryStore(server.databases.events.pool)).submit({
      kind: 'change_capacity',
      ticketTypeId: null,
      capacity: 150,
    })
    expectProblem(await server.call('PATCH', path, options), 'precondition_failed')
    const after = await rowsOf(server.databases)
    expect(Object.keys(before).filter(table => String(before[table]) !== String(after[table]))).to.have.members([
      'events.inventory',
      'events.ticket_types',
      'events.movements',
    ])
  })
})
