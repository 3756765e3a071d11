// What an organizer is told of an account that they let name buyers: no more than they have said themselves.
import { expect } from 'chai'
import { anAccount, anEvent, expectStatus, password, type Account } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

type Event = { readonly id: string; readonly organizer: Account }

describe('of a reseller the organizer', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())

  const pathOf = ({ id }: Event) => `/admin/events/${id}/resellers`
  const add = (event: Event, body: object, headers: Readonly<Record<string, string>> = {}) =>
    server.call('POST', pathOf(event), { token: event.organizer.token, body, headers })
  const list = async (event: Event) =>
    expectStatus(await server.call('GET', pathOf(event), { token: event.organizer.token }), 200).body

  /** What the organizer says of an account, step by step, and the email that they are shown then. */
  const saidOf: Readonly<Record<string, readonly ('id' | 'email')[]>> = {
    'its id': ['id'],
    'its email': ['email'],
    'its email and later its id': ['email', 'id'],
    'its id and later its email': ['id', 'email'],
  }
  for (const [said, steps] of Object.entries(saidOf))
    it(`is told nothing that they have not said themselves: ${said}`, async () => {
      const event = await anEvent(server)
      const shop = await anAccount(server)
      let known = {}
      for (const step of steps) {
        if (step === 'email') known = { email: shop.email }
        const who = step === 'id' ? { accountId: shop.id } : { email: shop.email }
        const { body } = await add(event, { ...who, seatsMax: 5 })
        const { createdAt } = body
        const shown = { accountId: shop.id, seatsMax: 5, outstandingSeats: 0, createdAt, ...known }
        expect(body).to.deep.equal(shown)
        expect((await list(event)).data).to.deep.equal([shown])
      }
    })

  it('is not told of an email that the account has taken since', async () => {
    const event = await anEvent(server)
    const shop = await anAccount(server)
    expectStatus(await add(event, { email: shop.email, seatsMax: 5 }), 201)
    const email = `new-${shop.email}`
    const body = { email, currentPassword: password }
    expectStatus(await server.call('PATCH', '/users/profile', { token: shop.token, body }), 200)
    expect((await list(event)).data[0]).to.include({ email: shop.email })
    expect(expectStatus(await add(event, { accountId: shop.id, seatsMax: 6 }), 200).body).to.include({
      email: shop.email,
    })
  })

  it('is told no email any more of somebody who is gone, nor under an earlier key', async () => {
    const event = await anEvent(server)
    const shop = await anAccount(server)
    const send = () => add(event, { email: shop.email, seatsMax: 2 }, { 'idempotency-key': 'gone' })
    const first = expectStatus(await send(), 201).body
    expect(first).to.include({ email: shop.email })
    expect(expectStatus(await send(), 201).body).to.deep.equal(first)
    expectStatus(
      await server.call('DELETE', '/users/profile', { token: shop.token, body: { currentPassword: password } }),
      204,
    )
    await eventually(
      () => list(event),
      ({ data }) => data.length === 0,
      { withinMs: 15_000 },
    )
    const { email: _, ...nameless } = first
    expect(expectStatus(await send(), 201).body).to.deep.equal(nameless)
    const { pool } = server.databases.events
    for (const sql of ['select answer::text from idempotency_keys', 'select resellers::text from resellers'])
      expect(JSON.stringify((await pool.query(sql)).rows)).not.to.contain(shop.email)
  })
})
