// Who may name buyers, and what may be done with what was made for them: caller × operation, over HTTP and with keys.
import { expect } from 'chai'
import { readDocument } from '../../src/contract/document.ts'
import { operationFacts } from '../../src/contract/generated/operation-facts.ts'
import {
  aBooking,
  anAccount,
  anEvent,
  expectProblem,
  expectStatus,
  theAdmin,
  type Account,
} from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type Answer, type TestServer } from '../support/server.ts'
import { aFullEvent, giveBack } from '../waitlist/waitlists.ts'
import { aCaller, openBoxOffice, problemOf, type BoxOffice } from './box-office.ts'

const buyer = { reference: 'customer-4711', email: 'ada@example.com' }
let serial = 0

describe('naming a buyer', function () {
  this.timeout(20_000)
  let server: TestServer
  let admin: Account
  before(async () => {
    server = await startTestServer()
    admin = await theAdmin(server)
  })
  after(() => server.close()) // fails if an answer did not fit the contract

  const change = async ({ id }: Account, body: object) =>
    expectStatus(await server.call('PATCH', `/admin/users/${id}`, { token: admin.token, body }), 200)
  /** Another service may believe for two seconds more what it has heard of an account. */
  const soon = (ask: () => Promise<Answer>, code: string) =>
    eventually(ask, ({ body }) => body?.code === code, { withinMs: 5_000 })

  /** An event on which this operation can succeed, of this organizer. */
  const naming: Readonly<
    Record<string, (organizer: Account) => Promise<{ path: string; body: { eventId: string; quantity: number } }>>
  > = {
    'bookings.reserve': async organizer => ({
      path: '/bookings/reserve',
      body: { eventId: (await anEvent(server, { organizer })).id, quantity: 1 },
    }),
    'bookings.joinWaitlist': async organizer => ({
      path: '/waitlist/join',
      body: { eventId: (await aFullEvent(server, { organizer })).id, quantity: 1 },
    }),
  }

  it('is tried out here for every operation that takes one', () => {
    const taking = Object.values(readDocument('evently').paths)
      .flatMap(path => Object.values(path))
      .filter(({ operationId, requestBody }) => {
        const schema = JSON.stringify(requestBody?.content['application/json']?.schema ?? {})
        const shape = JSON.stringify(
          readDocument('evently').components.schemas[/schemas\/(\w+)"/.exec(schema)?.[1] ?? ''] ?? {},
        )
        return operationId in operationFacts && /"buyer":\{"\$ref"/.test(schema + shape)
      })
    expect(taking.map(({ operationId }) => operationId)).to.have.members(Object.keys(naming))
  })

  const written = async (eventId: string) => {
    const { knex } = server.databases.events
    const count = async (table: string) =>
      Number((await knex(table).where({ event_id: eventId }).count('* as n'))[0]!['n'])
    return {
      holds: await count('holds'),
      entries: await count('waitlist_entries'),
      version: (await knex('inventory').where({ event_id: eventId }).first('version')).version as number,
    }
  }

  const callers: readonly [who: string, account: (organizer: Account) => Promise<Account>, code: string | undefined][] =
    [
      ["the event's organizer", async organizer => organizer, undefined],
      ['an admin', async () => admin, undefined],
      ['another organizer', () => anAccount(server, { role: 'organizer' }), 'buyer_not_allowed'],
      ['an attendee', () => anAccount(server), 'buyer_not_allowed'],
      [
        'its organizer, demoted since',
        async organizer => {
          await change(organizer, { role: 'attendee' })
          return organizer
        },
        'buyer_not_allowed',
      ],
      [
        'its organizer, disabled since',
        async organizer => {
          await change(organizer, { disabled: true })
          return organizer
        },
        'token_invalid',
      ],
    ]
  for (const [id, prepare] of Object.entries(naming)) {
    for (const [who, accountOf, code] of callers) {
      const outcome = code === undefined ? 'is done' : `is refused with ${code}, and nothing is written`
      it(`in ${id} by ${who} ${outcome}`, async () => {
        const organizer = await anAccount(server, { role: 'organizer' })
        const { path, body } = await prepare(organizer)
        const { token, id: userId } = await accountOf(organizer)
        const name = (key: string) =>
          server.call('POST', path, {
            token,
            body: { ...body, buyer: { ...buyer, reference: key } },
            headers: { 'idempotency-key': key },
          })
        if (code === undefined)
          return void expect(expectStatus(await name(`of ${id}`), 201).body).to.deep.include({
            userId,
            buyer: { ...buyer, reference: `of ${id}` },
          })
        await soon(() => name(`until-${++serial}`), code)
        const before = await written(body.eventId)
        for (const key of ['one', 'another']) expectProblem(await name(key), code)
        expect(await written(body.eventId)).to.deep.equal(before)
        if (code === 'token_invalid') return
        const forThemself = await server.call('POST', path, { token, body, headers: { 'idempotency-key': 'one' } })
        expect(expectStatus(forThemself, 201).body, 'the key was not used up')
          .to.include({ userId })
          .and.not.to.have.property('buyer')
      })
    }

    it(`in ${id} does not tell a draft from an event that is not there`, async () => {
      const { path, body } = await naming[id]!(await anAccount(server, { role: 'organizer' }))
      const draft = await anEvent(server, { publish: false })
      for (const role of ['attendee', 'organizer'] as const) {
        const { token } = await anAccount(server, { role })
        for (const eventId of [draft.id, 'evt_00000000000000000000000000'])
          expectProblem(
            await server.call('POST', path, { token, body: { ...body, eventId, buyer } }),
            'event_not_found',
          )
      }
    })
  }

  it('is allowed to who was made an organizer (again), but not on the events of others', async () => {
    const organizer = await anAccount(server, { role: 'organizer' })
    const { id: eventId } = await anEvent(server, { organizer })
    const name = ({ token }: Account) =>
      server.call('POST', '/bookings/reserve', { token, body: { eventId, quantity: 1, buyer } })
    await change(organizer, { role: 'attendee' })
    await soon(() => name(organizer), 'buyer_not_allowed')
    await change(organizer, { role: 'organizer' })
    await eventually(
      () => name(organizer),
      ({ status }) => status === 201,
      { withinMs: 5_000 },
    )
    const promoted = await anAccount(server)
    await change(promoted, { role: 'organizer' })
    expectProblem(await name(promoted), 'buyer_not_allowed')
  })

  describe('leaves what was made for the buyer to', () => {
    type Made = { readonly path: string; readonly body?: object }
    const reserved = async (organizer: Account) => {
      const event = await anEvent(server, { organizer })
      return expectStatus(
        await server.call('POST', '/bookings/reserve', {
          token: organizer.token,
          body: { eventId: event.id, quantity: 1, buyer },
        }),
        201,
      ).body as { id: string }
    }
    const booked = async (organizer: Account) => {
      const { id } = await reserved(organizer)
      return expectStatus(
        await server.call('POST', '/bookings/confirm', {
          token: organizer.token,
          body: { reservationId: id, payment: { token: 'tok_ok' } },
        }),
        201,
      ).body as { id: string }
    }
    const waiting = async (organizer: Account, offered: boolean) => {
      const event = await aFullEvent(server, { organizer })
      const { body } = expectStatus(
        await server.call('POST', '/waitlist/join', {
          token: organizer.token,
          body: { eventId: event.id, quantity: 1, buyer },
        }),
        201,
      )
      if (offered) await giveBack(server, event.held[0]!)
      return body as { id: string }
    }
    /** What may be done with it, by its account alone or by who runs the event too. */
    const uses: readonly [
      operation: string,
      method: string,
      allowed: 'account' | 'runs',
      refusal: string,
      make: (organizer: Account) => Promise<Made>,
    ][] = [
      [
        'bookings.getReservation',
        'GET',
        'runs',
        'reservation_not_found',
        async by => ({ path: `/bookings/reservations/${(await reserved(by)).id}` }),
      ],
      [
        'bookings.releaseReservation',
        'DELETE',
        'account',
        'reservation_not_found',
        async by => ({ path: `/bookings/reservations/${(await reserved(by)).id}` }),
      ],
      [
        'bookings.confirm',
        'POST',
        'account',
        'reservation_not_found',
        async by => ({
          path: '/bookings/confirm',
          body: { reservationId: (await reserved(by)).id, payment: { token: 'tok_ok' } },
        }),
      ],
      [
        'bookings.get',
        'GET',
        'runs',
        'booking_not_found',
        async by => ({ path: `/bookings/${(await booked(by)).id}` }),
      ],
      [
        'bookings.cancel',
        'DELETE',
        'runs',
        'booking_not_found',
        async by => ({ path: `/bookings/${(await booked(by)).id}` }),
      ],
      [
        'bookings.getWaitlistEntry',
        'GET',
        'runs',
        'waitlist_entry_not_found',
        async by => ({ path: `/waitlist/${(await waiting(by, false)).id}` }),
      ],
      [
        'bookings.leaveWaitlist',
        'DELETE',
        'runs',
        'waitlist_entry_not_found',
        async by => ({ path: `/waitlist/${(await waiting(by, false)).id}` }),
      ],
      [
        'bookings.acceptOffer',
        'POST',
        'account',
        'waitlist_entry_not_found',
        async by => ({ path: `/waitlist/${(await waiting(by, true)).id}/accept` }),
      ],
      [
        'bookings.declineOffer',
        'POST',
        'account',
        'waitlist_entry_not_found',
        async by => ({ path: `/waitlist/${(await waiting(by, true)).id}/decline` }),
      ],
    ]
    for (const [operation, method, allowed, refusal, make] of uses) {
      it(`the account that named them ${allowed === 'account' ? 'alone' : 'and admins'} in ${operation}`, async () => {
        const organizer = await anAccount(server, { role: 'organizer' })
        const { path, body } = await make(organizer)
        const use = ({ token }: Account) => server.call(method, path, { token, ...(body && { body }) })
        for (const other of [
          await anAccount(server),
          await anAccount(server, { role: 'organizer' }),
          ...(allowed === 'account' ? [admin] : []),
        ])
          expectProblem(await use(other), refusal)
        if (allowed === 'runs') expect((await use(admin)).status).to.equal(200)
        else await change(organizer, { role: 'attendee' }) // what they have begun they may bring to its end
        expect((await use(organizer)).status).to.be.oneOf([200, 201])
      })
    }

    it("the account alone in its lists, by reference, and the event's organizer in theirs", async () => {
      const organizer = await anAccount(server, { role: 'organizer' })
      const { id } = await booked(organizer)
      const listed = async (path: string, { token }: Account) =>
        expectStatus(await server.call('GET', path, { token, query: { buyer: buyer.reference } }), 200).body.data.map(
          (each: { id: string }) => each.id,
        ) as string[]
      expect(await listed('/bookings', organizer)).to.deep.equal([id])
      for (const other of [admin, await anAccount(server, { role: 'organizer' })])
        expect(await listed('/bookings', other)).to.deep.equal([])
      const own = await aBooking(server, await anEvent(server))
      expect(await listed('/bookings', own.buyer)).to.deep.equal([])
    })
  })
})

describe('naming a buyer with an API key', () => {
  let office: BoxOffice
  before(async () => {
    office = await openBoxOffice()
  })
  after(() => office.close())

  // A key has no right that its account lacks.
  const keys: readonly [
    whose: string,
    role: 'attendee' | 'organizer' | 'admin',
    isOwner: boolean,
    code: string | undefined,
  ][] = [
    ["the event's organizer", 'organizer', true, undefined],
    ['an admin', 'admin', false, undefined],
    ['another organizer', 'organizer', false, 'buyer_not_allowed'],
    ['an attendee', 'attendee', false, 'buyer_not_allowed'],
    ['its organizer, demoted since', 'attendee', true, 'buyer_not_allowed'],
  ]
  for (const [whose, role, isOwner, code] of keys) {
    it(`of ${whose} ${code === undefined ? 'is done' : `is refused with ${code}`}`, async () => {
      const event = await office.anEvent()
      const caller = aCaller({
        kind: 'api_key',
        role,
        scopes: ['bookings:write', 'waitlist:write'],
        ...(isOwner && { userId: event.organizerId }),
      })
      const naming = office.service.reserve(caller, { eventId: event.id, selection: { quantity: 1 }, buyer }, undefined)
      if (code === undefined) expect((await naming).hold.buyer).to.deep.equal({ userId: caller.userId, named: buyer })
      else expect(await problemOf(naming)).to.include({ code })
      expect(await office.seats(event)).to.include({ held: code === undefined ? 1 : 0 })
    })
  }
})
