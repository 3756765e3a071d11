// users.eraseBuyer: a person whom an account has named is erased; their tickets stay valid.
import { expect } from 'chai'
import { anAccount, anEvent, expectProblem, expectStatus, theAdmin, type Account } from '../support/builders.ts'
import { rowsOf } from '../support/rows.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { aFullEvent, giveBack } from '../waitlist/waitlists.ts'

const ada = { reference: 'planted/4711 ä', name: 'Planted Ada', email: 'planted.ada@example.com' }

describe('users.eraseBuyer', function () {
  this.timeout(20_000)
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close()) // fails if an answer did not fit the contract

  const erase = (token: string, reference: string) =>
    server.call('DELETE', `/buyers/${encodeURIComponent(reference)}`, { token })
  const reserve = async ({ token }: Account, event: { id: string }, buyer: object) =>
    expectStatus(
      await server.call('POST', '/bookings/reserve', { token, body: { eventId: event.id, quantity: 1, buyer } }),
      201,
    ).body
  async function book(organizer: Account, event: { id: string }, buyer: object) {
    const body = { reservationId: (await reserve(organizer, event, buyer)).id, payment: { token: 'tok_ok' } }
    return expectStatus(await server.call('POST', '/bookings/confirm', { token: organizer.token, body }), 201).body
  }
  const join = async ({ token }: Account, event: { id: string }, buyer: object) =>
    expectStatus(
      await server.call('POST', '/waitlist/join', { token, body: { eventId: event.id, quantity: 1, buyer } }),
      201,
    ).body
  const read = async ({ token }: Account, path: string) =>
    expectStatus(await server.call('GET', path, { token }), 200).body
  /** But for what is still to be looked for once more. */
  async function kept() {
    const { 'users.erasures': _, ...rows } = await rowsOf(server.databases)
    return JSON.stringify(rows)
  }
  const carryOut = async () => {
    while (await server.server.domains.users.carryOutErasures()) continue
  }

  it('leaves nothing of the person, and their bookings and tickets as they were', async () => {
    const organizer = await anAccount(server, { role: 'organizer' })
    const event = await anEvent(server, { organizer })
    const full = await aFullEvent(server, { organizer, held: [1, 1] })
    const bookings = [await book(organizer, event, ada), await book(organizer, event, ada)]
    expectStatus(await server.call('DELETE', `/bookings/${bookings[1].id}`, { token: organizer.token }), 200)
    const held = await reserve(organizer, event, ada)
    const entry = await join(organizer, full, ada)
    const offering = await aFullEvent(server, { organizer, held: [1] })
    const offered = await join(organizer, offering, ada)
    await giveBack(server, offering.held[0]!)
    const accept = { token: organizer.token, headers: { 'idempotency-key': 'accept-1' } }
    expectStatus(await server.call('POST', `/waitlist/${offered.id}/accept`, accept), 201)
    const other = await book(organizer, event, { reference: 'other-1', name: 'Somebody Else' })
    expect(await kept()).to.match(/[Pp]lanted/)

    expectStatus(await erase(organizer.token, ada.reference), 204)
    expect(await kept()).not.to.match(/[Pp]lanted/)
    const [first, second] = [
      await read(organizer, `/bookings/${bookings[0].id}`),
      await read(organizer, `/bookings/${bookings[1].id}`),
    ]
    expect(first.buyer.reference).to.match(/^erased-[0-9a-f]{24}$/)
    expect(first).to.deep.equal({ ...bookings[0], buyer: { reference: first.buyer.reference } })
    expect(first.tickets[0].status).to.equal('valid')
    expect(second).to.deep.include({ status: 'cancelled', buyer: first.buyer })
    const released = await read(organizer, `/bookings/reservations/${held.id}`)
    expect(released).to.deep.include({ status: 'released', buyer: first.buyer })
    expect(await read(organizer, `/waitlist/${entry.id}`)).to.deep.include({ status: 'left', buyer: first.buyer })
    expect((await read(organizer, `/bookings/${other.id}`)).buyer).to.deep.equal({
      reference: 'other-1',
      name: 'Somebody Else',
    })
    const { token } = await theAdmin(server)
    for (const { id } of [event, full, offering]) {
      const audit = await server.call('GET', `/admin/events/${id}/audit`, { token })
      expect(audit.body.clean, audit.text).to.equal(true)
    }
  })

  it('takes the metadata of their reservations, bookings and waitlist entries, and leaves the labels', async () => {
    const organizer = await anAccount(server, { role: 'organizer' })
    const event = await anEvent(server, { organizer })
    const full = await aFullEvent(server, { organizer, held: [1] })
    const words = { externalId: 'order-1', metadata: { note: 'no nuts' } }
    const post = async (path: string, body: object) =>
      expectStatus(await server.call('POST', path, { token: organizer.token, body }), 201).body
    const bought = async (buyer: object) => {
      const { id } = await post('/bookings/reserve', { eventId: event.id, quantity: 1, buyer, ...words })
      return post('/bookings/confirm', { reservationId: id, payment: { token: 'tok_ok' } })
    }
    const [theirs, others] = [await bought(ada), await bought({ reference: 'other-2' })]
    const held = await post('/bookings/reserve', { eventId: event.id, quantity: 1, buyer: ada, ...words })
    const asked = { eventId: full.id, quantity: 1, buyer: ada, metadata: words.metadata }
    const entry = await post('/waitlist/join', asked)
    const note = { metadata: { note: 'changed', other: 'no nuts' } }
    const change = () => server.call('PATCH', `/waitlist/${entry.id}`, { token: organizer.token, body: note })
    expectStatus(await change(), 200)
    expectStatus(await erase(organizer.token, ada.reference), 204)

    for (const path of [`/bookings/${theirs.id}`, `/bookings/reservations/${held.id}`])
      expect(await read(organizer, path))
        .to.include({ externalId: 'order-1' })
        .and.not.have.property('metadata')
    expect(await read(organizer, `/waitlist/${entry.id}`)).not.to.have.property('metadata')
    const kept = await server.databases.events.knex('waitlist_entries').where({ id: entry.id }).first()
    expect([kept.metadata, kept.metadata_at_joining]).to.deep.equal([null, null])
    expectProblem(await change(), 'entry_not_waiting')
    expect(await read(organizer, `/bookings/${others.id}`)).to.deep.include(words)
  })

  it('is no error a second time, or for whoever was never named, and touches nobody of another account', async () => {
    const one = await anAccount(server, { role: 'organizer' })
    const another = await anAccount(server, { role: 'organizer' })
    const theirs = await book(another, await anEvent(server, { organizer: another }), { reference: 'shared-1' })
    const mine = await book(one, await anEvent(server, { organizer: one }), { reference: 'shared-1' })
    for (let times = 0; times < 2; times++) expectStatus(await erase(one.token, 'shared-1'), 204)
    expectStatus(await erase(one.token, 'nobody'), 204)
    expect((await read(another, `/bookings/${theirs.id}`)).buyer).to.deep.equal({ reference: 'shared-1' })
    expect((await read(one, `/bookings/${mine.id}`)).buyer.reference).to.match(/^erased-/)
  })

  it('is asked for by an API key with the scope for it, and by no other', async () => {
    const organizer = await anAccount(server, { role: 'organizer' })
    const { id } = await book(organizer, await anEvent(server, { organizer }), { reference: 'by-key' })
    const keyWith = async (scope: string) =>
      expectStatus(
        await server.call('POST', '/api-keys', { token: organizer.token, body: { name: scope, scopes: [scope] } }),
        201,
      ).body.key
    expectProblem(await erase(await keyWith('bookings:read'), 'by-key'), 'insufficient_scope')
    expectStatus(await erase(await keyWith('bookings:write'), 'by-key'), 204)
    expect((await read(organizer, `/bookings/${id}`)).buyer.reference).to.match(/^erased-/)
    expectProblem(await server.call('DELETE', '/buyers/by-key'), 'unauthenticated')
  })

  it('waits for a purchase that is under way', async () => {
    const organizer = await anAccount(server, { role: 'organizer' })
    const { id, reservationId } = await book(organizer, await anEvent(server, { organizer }), ada)
    const { events, bookings } = server.databases
    const hold = () => events.knex('holds').where({ id: reservationId })
    const booking = () => bookings.knex('bookings').where({ id })
    const due = bookings.knex.raw(`now() + interval '1 hour'`)
    await hold().update({ state: 'confirming' })
    await booking().update({ status: 'pending', due_at: due })
    expectStatus(await erase(organizer.token, ada.reference), 204)
    expect(await kept(), 'its saga still knows the buyer').to.match(/[Pp]lanted/)

    await hold().update({ state: 'sold' })
    await booking().update({ status: 'confirmed', due_at: null })
    await server.databases.users
      .knex('erasures')
      .update({ due_at: server.databases.users.knex.raw(`now() - interval '1 second'`) })
    await carryOut()
    // The server's own job may have been quicker, and still be at it.
    await eventually(kept, text => !/[Pp]lanted/.test(text), { withinMs: 10_000 })
  })

  it('looks once more when all that was under way is over, and lets a buyer named since stay', async () => {
    const organizer = await anAccount(server, { role: 'organizer' })
    const event = await anEvent(server, { organizer })
    const { id: early } = await book(organizer, event, { reference: 'twice-1' })
    expectStatus(await erase(organizer.token, 'twice-1'), 204)
    // As if a request that was under way had written it after the first look.
    await server.databases.bookings
      .knex('bookings')
      .where({ id: early })
      .update({
        buyer_reference: 'twice-1',
        buyer: { reference: 'twice-1', name: 'Late' },
        buyer_erased_at: null,
        created_at: server.databases.bookings.knex.raw(`now() - interval '25 minutes'`),
      })
    const { id: since } = await book(organizer, event, { reference: 'twice-1' })
    const { knex } = server.databases.users
    const waiting = () => knex('erasures').where({ user_id: organizer.id })
    expect(await waiting()).to.have.length(1)
    await waiting().update({
      requested_at: knex.raw(`now() - interval '21 minutes'`),
      due_at: knex.raw(`now() - interval '1 second'`),
    })
    await carryOut()
    await eventually(waiting, left => left.length === 0, { withinMs: 10_000 })
    expect((await read(organizer, `/bookings/${early}`)).buyer.reference).to.match(/^erased-/)
    expect((await read(organizer, `/bookings/${since}`)).buyer).to.deep.equal({ reference: 'twice-1' })
  })
})
