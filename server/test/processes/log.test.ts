import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { anAccount, anEvent, aReservation, expectStatus } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn, type Call } from '../support/server.ts'

/** Stands in everything that must not be told, in the form it has. */
const planted = `planted${randomBytes(6).toString('hex')}`
const trace = '4bf92f3577b34da6a3ce929d0e0e4736'

describe('the log of a real process', function () {
  this.timeout(60_000)
  let databases: TestDatabases
  let server: ServerProcess
  let call: Call
  beforeEach(async () => {
    databases = await cloneDatabases()
    server = await spawnServer(databases, {
      EVENTLY_LOG_LEVEL: 'debug',
      EVENTLY_ADMIN_EMAIL: `${planted}.admin@example.com`,
      EVENTLY_ADMIN_PASSWORD: `${planted} of the admin`,
    })
    call = callOn(server.url)
  })
  afterEach(async () => {
    await server.kill()
    await databases.close()
  })

  const lines = () =>
    server
      .said()
      .split('\n')
      .filter(line => line.startsWith('{'))
      .map(line => JSON.parse(line) as Record<string, unknown>)
  const failures = () => lines().filter(({ msg }) => msg === 'a request failed')

  it('tells of failures in every room, each by its request and trace, and never a secret', async () => {
    const organizer = await anAccount({ call }, { role: 'organizer', email: `${planted}.organizer@example.com` })
    const event = await anEvent({ call }, { organizer })
    const reservation = await aReservation({ call }, event, { buyer: organizer })
    const send = (path: string, body: object, token?: string) =>
      call('POST', path, {
        body,
        headers: {
          traceparent: `00-${trace}-00f067aa0ba902b7-01`,
          'idempotency-key': `${planted}-key`,
          cookie: `session=${planted}`,
          ...(token && { authorization: `Bearer ${token}` }),
        },
      })

    // Refusals that are the caller's doing.
    await send('/auth/login', { email: `${planted}@example.com`, password: `${planted} wrong` })
    await send('/auth/register', { email: organizer.email, password: `${planted} long enough`, name: 'Twice' })
    await send('/auth/refresh', { refreshToken: `${planted}refresh` })
    await send('/bookings/reserve', { eventId: event.id, quantity: 1 }, `${planted}.${planted}.${planted}`)
    await send('/bookings/reserve', { eventId: event.id, quantity: 1 }, `evk_${planted}`)
    expect(failures()).to.deep.equal([])

    // Faults of ours: statements that fail with all of it bound to them, or with the row in PostgreSQL's detail.
    await databases.users.knex.raw(
      `alter table users add constraint nobody check (email not like '%planted%') not valid`,
    )
    await databases.bookings.knex.raw(
      `alter table payments add constraint nobody check (token not like '%planted%') not valid`,
    )
    await databases.events.knex.raw('alter table venues rename column city to town')
    expectStatus(
      await send('/auth/register', {
        email: `${planted}.new@example.com`,
        password: `${planted} long enough`,
        name: 'New',
      }),
      500,
    )
    expectStatus(
      await send(
        '/bookings/confirm',
        { reservationId: reservation.id, payment: { token: `tok_${planted}` } },
        organizer.token,
      ),
      500,
    )
    expectStatus(
      await call('POST', '/admin/venues', {
        token: organizer.token,
        headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` },
        body: {
          name: `${planted} hall`,
          address: `${planted} street`,
          city: 'X',
          country: 'AT',
          timezone: 'Europe/Vienna',
        },
      }),
      500,
    )
    await databases.users.knex.raw('alter table refresh_tokens rename to gone')
    expectStatus(await send('/auth/refresh', { refreshToken: `${planted}refresh` }), 500)

    const told = await eventually(
      async () => failures(),
      seen => seen.length >= 4,
      { withinMs: 5_000 },
    )
    for (const line of told) {
      expect(line).to.include({ traceId: trace })
      expect(line['requestId']).to.match(/^req_/)
      expect(line['err']).to.include({ type: 'PostgresError' })
    }
    const requests = lines().filter(({ msg }) =>
      ['a request', 'a slow request', 'a request could not be served'].includes(String(msg)),
    )
    expect(requests.length).to.be.greaterThan(10)
    for (const line of requests) expect(line).to.include.all.keys('requestId', 'operation', 'status', 'ms')

    await server.stop()
    expect(server.said()).not.to.include(planted)
    expect(server.said()).not.to.match(/\$argon2|eyJ|Bearer (?!\[)/)
  })
})

describe("a server that can't start", () => {
  it("says why without its databases' password", async () => {
    const nowhere = `postgres://evently:${planted}@127.0.0.1:1/x`
    const said = await spawnServer({
      urls: { users: nowhere, events: nowhere, bookings: nowhere, search: nowhere },
    }).then(
      () => '',
      (error: Error) => error.message,
    )
    expect(said)
      .to.match(/could not start/)
      .and.not.to.include(planted)
  })
})
