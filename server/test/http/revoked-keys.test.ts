// An API key that was deleted, at a service that has just taken it: over the services apart it is another process.
import { expect } from 'chai'
import { anAccount, anEvent, expectProblem, expectStatus } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('an API key that was deleted', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())

  it('is refused within a second wherever it was taken before', async () => {
    const { token } = await anAccount(server)
    const event = await anEvent(server)
    const body = { name: 'Shop', scopes: ['events:read', 'bookings:write', 'bookings:read', 'search:read'] }
    const { id, key } = expectStatus(await server.call('POST', '/api-keys', { token, body }), 201).body
    const asks = [
      () => server.call('POST', '/bookings/reserve', { token: key, body: { eventId: event.id, quantity: 1 } }),
      () => server.call('GET', '/bookings', { token: key }),
      () => server.call('GET', `/events/${event.id}`, { token: key }),
      () => server.call('GET', '/search', { token: key }),
    ]
    for (const ask of asks) expect((await ask()).status).to.be.oneOf([200, 201])
    expectStatus(await server.call('DELETE', `/api-keys/${id}`, { token }), 204)
    await eventually(
      () => Promise.all(asks.map(ask => ask())),
      answers => answers.every(({ body }) => body?.code === 'token_invalid'),
      { withinMs: 1_000 },
    )
    for (const ask of asks) expectProblem(await ask(), 'token_invalid')
  })
})
