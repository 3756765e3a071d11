// users.deleteProfile: somebody is erased, for good, and what they have bought stays as facts.
import { expect } from 'chai'
import {
  aBooking,
  anAccount,
  anEvent,
  aReservation,
  expectProblem,
  expectStatus,
  password,
  theAdmin,
  type Account,
} from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { rowsOf } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { aFullEvent, aWaiter, look } from '../waitlist/waitlists.ts'

describe('users.deleteProfile', function () {
  this.timeout(20_000)
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close()) // fails if an answer did not fit the contract

  const remove = (token: string, currentPassword = password) =>
    server.call('DELETE', '/users/profile', { token, body: { currentPassword } })
  const anApiKey = async ({ token }: Account, name = 'A key') =>
    expectStatus(await server.call('POST', '/api-keys', { token, body: { name, scopes: ['bookings:read'] } }), 201).body
      .key as string
  /** Another service hears of it within a second or two. */
  const soonRefused = (path: string, token: string) =>
    eventually(
      () => server.call('GET', path, { token }),
      ({ body }) => body?.code === 'token_invalid',
      { withinMs: 5_000 },
    )
  async function everythingKept() {
    const { users } = server.databases
    const queues = await Promise.all([users.knex('mails').select(), users.knex('mailed_tokens').select()])
    return JSON.stringify([await rowsOf(server.databases), queues])
  }

  it('leaves nothing of the person, ends sessions and keys, and lets the email be used again', async () => {
    const email = 'planted.ada@example.com'
    const ada = await anAccount(server, { email })
    const key = await anApiKey(ada, 'Planted key')
    const named = { name: 'Planted Ada', email, currentPassword: password }
    expectStatus(await server.call('PATCH', '/users/profile', { token: ada.token, body: named }), 200)
    const event = await anEvent(server)
    const full = await aFullEvent(server, { held: [1] })
    const post = async (path: string, body: object) =>
      expectStatus(await server.call('POST', path, { token: ada.token, body }), 201).body
    const metadata = { note: 'Planted allergy' }
    const { id: reservationId } = await post('/bookings/reserve', { eventId: event.id, quantity: 1, metadata })
    await post('/bookings/confirm', { reservationId, payment: { token: 'tok_ok' } })
    await post('/bookings/reserve', { eventId: event.id, quantity: 1, metadata })
    const { id: entryId } = await post('/waitlist/join', { eventId: full.id, quantity: 1, metadata })
    const gone = { metadata: { note: null } }
    expectStatus(await server.call('PATCH', `/waitlist/${entryId}`, { token: ada.token, body: gone }), 200)
    expect(await everythingKept()).to.match(/[Pp]lanted/)

    expectStatus(await remove(ada.token), 204)
    expectProblem(await server.call('GET', '/users/profile', { token: ada.token }), 'token_invalid')
    const { refreshToken } = ada
    expectProblem(await server.call('POST', '/auth/refresh', { body: { refreshToken } }), 'refresh_token_invalid')
    expectProblem(await server.call('POST', '/auth/login', { body: { email, password } }), 'credentials_invalid')
    await soonRefused('/bookings', key)
    await soonRefused('/bookings', ada.token)
    expect(await everythingKept()).not.to.match(/[Pp]lanted/)
    expect((await anAccount(server, { email })).id).not.to.equal(ada.id)
  })

  it('leaves nothing of who was told of messages, and how: only ids stay, of what was bought and told', async () => {
    const ada = await anAccount(server)
    const event = await anEvent(server)
    const ask = async (method: string, path: string, body: object, key: string) =>
      expectStatus(
        await server.call(method, path, { token: ada.token, body, headers: { 'idempotency-key': key } }),
        201,
      ).body.id as string
    const endpoint = {
      url: 'https://mallow.example.com/hook',
      types: ['booking.confirmed'],
      description: 'Of mallow',
      metadata: { owner: 'mallow' },
    }
    await ask('POST', '/webhook-endpoints', endpoint, 'endpoint')
    expectStatus(await server.call('GET', '/activity', { token: ada.token }), 200)
    const body = { email: ada.email, seatsMax: 5 }
    const path = `/admin/events/${event.id}/resellers`
    expectStatus(await server.call('POST', path, { token: event.organizer.token, body }), 201)
    await aBooking(server, event, { buyer: ada })
    const messages = () => server.databases.bookings.knex('messages').where({ account_id: ada.id }).select()
    await eventually(messages, found => found.some(({ type }) => type === 'booking.confirmed'), { withinMs: 15_000 })
    const naming = async (text: string) => tablesWith(await rowsOf(server.databases), text)
    expect(await naming(ada.id)).to.include('activity_readers')
    expect(await naming('mallow')).to.deep.equal(['idempotency_keys', 'webhook_endpoints'])

    expectStatus(await remove(ada.token), 204)
    const isErased = (tables: readonly string[]) => !tables.includes('webhook_endpoints')
    await eventually(() => naming('mallow'), isErased, { withinMs: 15_000 })
    expect(await naming('mallow')).to.deep.equal([])
    expect(await naming(ada.email)).to.deep.equal([])
    const facts = ['bookings', 'holds', 'payments', 'sandbox_charges', 'sandbox_journal', 'tickets', 'waitlist_entries']
    const ofTheAccount = ['api_keys', 'erasures', 'refresh_tokens', 'sessions', 'users']
    const others = (await naming(ada.id)).filter(table => ![...facts, ...ofTheAccount].includes(table))
    expect(others).to.deep.equal([])
    expect(JSON.stringify(await messages())).not.to.match(/mallow|@/)
  })

  it('keeps the facts of bookings, releases what is unpaid, and leaves the waitlists', async () => {
    const ada = await anAccount(server)
    const event = await anEvent(server)
    const booking = await aBooking(server, event, { buyer: ada, quantity: 2 })
    const reservation = await aReservation(server, event, { buyer: ada, quantity: 3 })
    const full = await aFullEvent(server)
    const waiter = await aWaiter(server, full, { buyer: ada })

    expectStatus(await remove(ada.token), 204)
    const { knex } = server.databases.events
    expect(await knex('holds').where({ id: reservation.id }).pluck('state')).to.deep.equal(['released'])
    expect(await knex('waitlist_entries').where({ id: waiter.id }).pluck('state')).to.deep.equal(['left'])
    const list = await server.call('GET', `/admin/events/${event.id}/bookings`, { token: event.organizer.token })
    const [kept, ...others] = expectStatus(list, 200).body.data
    expect(others).to.deep.equal([])
    expect(kept).to.include({ id: booking.id, status: 'confirmed', quantity: 2, totalMinor: 5000 })
    expect(kept).not.to.have.property('buyer')
    expect(kept.tickets.map(({ status }: { status: string }) => status)).to.deep.equal(['valid', 'valid'])
    const stock = await server.call('GET', `/events/${event.id}/availability`)
    expect(stock.body.availableSeats).to.equal(98)
    const { token } = await theAdmin(server)
    const audit = await server.call('GET', `/admin/events/${event.id}/audit`, { token })
    expect(audit.body.clean, audit.text).to.equal(true)
  })

  it('gives an open offer to the next in the waitlist', async () => {
    const event = await aFullEvent(server)
    const first = await aWaiter(server, event)
    const second = await aWaiter(server, event)
    const { id, buyer } = event.held[0]!
    expectStatus(await server.call('DELETE', `/bookings/reservations/${id}`, { token: buyer.token }), 200)
    expect((await look(server, first)).status).to.equal('offered')
    expectStatus(await remove(first.buyer.token), 204)
    expect((await look(server, second)).status).to.equal('offered')
  })

  it('is nobody to admins from then on', async () => {
    const { id, email, token } = await anAccount(server)
    expectStatus(await remove(token), 204)
    const admin = await theAdmin(server)
    const options = { token: admin.token }
    expect((await server.call('GET', '/admin/users', { ...options, query: { email } })).body.data).to.deep.equal([])
    const { data } = (await server.call('GET', '/admin/users', { ...options, query: { limit: 100 } })).body
    expect(data.map((user: { id: string }) => user.id)).not.to.include(id)
    const change = await server.call('PATCH', `/admin/users/${id}`, { ...options, body: { disabled: false } })
    expectProblem(change, 'user_not_found')
    expectProblem(await server.call('POST', `/admin/users/${id}/password-reset`, options), 'user_not_found')
  })

  it('needs the password, and a session', async () => {
    const ada = await anAccount(server)
    expectProblem(expectStatus(await remove(ada.token, 'wrong'), 403), 'current_password_wrong')
    expectProblem(await server.call('DELETE', '/users/profile', { token: ada.token }), 'validation_failed')
    expectProblem(await remove(await anApiKey(ada)), 'forbidden')
    expectStatus(await server.call('GET', '/users/profile', { token: ada.token }), 200)
  })

  it('waits until an organizer has no event to run, and then erases whom they have named', async () => {
    const organizer = await anAccount(server, { role: 'organizer' })
    const event = await anEvent(server, { organizer })
    await anEvent(server, { organizer, publish: false })
    const buyer = { reference: 'sown-1', name: 'Sown Buyer', email: 'sown.buyer@example.com' }
    const reserved = await server.call('POST', '/bookings/reserve', {
      token: organizer.token,
      body: { eventId: event.id, quantity: 1, buyer },
    })
    const confirmation = { reservationId: expectStatus(reserved, 201).body.id, payment: { token: 'tok_ok' } }
    const confirmed = await server.call('POST', '/bookings/confirm', { token: organizer.token, body: confirmation })
    expectStatus(confirmed, 201)
    const refused = expectProblem(expectStatus(await remove(organizer.token), 409), 'account_has_events')
    expect(refused.body.detail).to.match(/^An event that you organize is published and not over\./)

    await server.databases.events
      .knex('events')
      .where({ id: event.id })
      .update({ starts_at: new Date(Date.now() - 7_200_000), ends_at: new Date(Date.now() - 3_600_000) })
    expectStatus(await remove(organizer.token), 204)
    expect(await everythingKept()).not.to.match(/[Ss]own/)
    const { bookings } = server.databases
    const [ticket] = await bookings.knex('tickets').where({ booking_id: confirmed.body.id }).select('status')
    expect(ticket).to.deep.equal({ status: 'valid' })
  })

  it('does not leave the house without an admin', async () => {
    const admin = await theAdmin(server)
    const last = await remove(admin.token, 'the admin of the tests')
    expect(expectProblem(last, 'forbidden').body.detail).to.include('the last admin')
    const other = await anAccount(server)
    const promotion = { token: admin.token, body: { role: 'admin' } }
    expectStatus(await server.call('PATCH', `/admin/users/${other.id}`, promotion), 200)
    expectStatus(await remove(other.token), 204)
    expectProblem(await remove(admin.token, 'the admin of the tests'), 'forbidden')
  })

  it('lets one of two admins go who go at once', async () => {
    const admin = await theAdmin(server)
    const other = await anAccount(server)
    const promotion = { token: admin.token, body: { role: 'admin' } }
    expectStatus(await server.call('PATCH', `/admin/users/${other.id}`, promotion), 200)
    const answers = await Promise.all([remove(admin.token, 'the admin of the tests'), remove(other.token)])
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([204, 403])
    const admins = await server.databases.users.knex('users').where({ role: 'admin', disabled: false }).pluck('id')
    expect(admins).to.have.length(1)
  })

  it('happens once when it is asked for twice at once', async () => {
    const ada = await anAccount(server)
    const answers = await Promise.all([remove(ada.token), remove(ada.token)])
    const codes = answers.map(({ status, body }) => (status === 204 ? 204 : body.code))
    expect(codes.filter(code => code === 204)).to.have.length(1)
    expect(codes.filter(code => code === 'current_password_wrong' || code === 'token_invalid')).to.have.length(1)
  })
})

/** The tables, each once, that have a row with this text in it. */
const tablesWith = (rows: Readonly<Record<string, readonly string[]>>, text: string) => [
  ...new Set(
    Object.entries(rows)
      .filter(([, texts]) => texts.some(each => each.includes(text)))
      .map(([table]) => table.slice(table.lastIndexOf('.') + 1)),
  ),
]
