// What an Idempotency-Key promises, for every operation that takes one: replayed, mismatched, at the same time, by
// somebody else, and after the right to it was lost.
import { expect } from 'chai'
import { operationFacts } from '../../src/contract/generated/operation-facts.ts'
import {
  aBooking,
  anAccount,
  anEvent,
  anEventBody,
  aReservation,
  expectProblem,
  expectStatus,
  theAdmin,
  type Account,
} from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { isJudged, startTestServer, type Answer, type TestServer } from '../support/server.ts'
import { aFullEvent, aWaiter, giveBack } from '../waitlist/waitlists.ts'
import { anEndedDelivery, anEndpoint, nobodysUrl } from '../webhooks/webhooks-server.ts'

interface Request {
  readonly path: string
  readonly body?: object
}
interface Row {
  readonly role: 'attendee' | 'organizer'
  /** A request that this caller may make, other than any made before. */
  readonly prepare: (server: TestServer, caller: Account) => Promise<Request>
  /** Where its key is locked while it runs; undefined: it is decided in one statement, and nobody sees it half done. */
  readonly keptIn: 'users' | 'events' | 'bookings' | undefined
  /** The key belongs to the event that the request is about. */
  readonly keysCountPerEvent?: true
  /** 201, unless it says another. */
  readonly status?: number
  /** What the request has brought about, by its answer: the id of what it has made, unless it says otherwise. */
  readonly effectOf?: (body: Answer['body']) => string
}

let serial = 0
const rows: Readonly<Record<string, Row>> = {
  'users.createApiKey': {
    role: 'attendee',
    keptIn: 'users',
    prepare: async () => ({ path: '/api-keys', body: { name: `Key ${++serial}`, scopes: ['events:read'] } }),
  },
  'events.createVenue': {
    role: 'organizer',
    keptIn: 'events',
    prepare: async () => ({
      path: '/admin/venues',
      body: { name: `Hall ${++serial}`, city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna' },
    }),
  },
  'events.create': {
    role: 'organizer',
    keptIn: 'events',
    prepare: async () => ({ path: '/admin/events', body: anEventBody({ title: `Night ${++serial}` }) }),
  },
  'events.duplicate': {
    role: 'organizer',
    keptIn: 'events',
    prepare: async (server, organizer) => ({
      path: `/admin/events/${(await anEvent(server, { organizer })).id}/duplicate`,
      body: { title: `Night ${++serial}, encore` },
    }),
  },
  'events.createSeries': {
    role: 'organizer',
    keptIn: 'events',
    prepare: async (server, organizer) => ({
      path: `/admin/events/${(await anEvent(server, { organizer })).id}/series`,
      body: { rrule: 'FREQ=WEEKLY;COUNT=3' },
    }),
    effectOf: ({ seriesId }) => seriesId,
  },
  'events.advanceClock': {
    role: 'organizer',
    keptIn: 'events',
    status: 200,
    prepare: async (server, organizer) => ({
      path: `/admin/events/${(await anEvent(server, { organizer, test: true })).id}/test-clock`,
      body: { advanceSeconds: 60 },
    }),
    effectOf: ({ event }) => `${event.id} ${event.startsAt}`,
  },
  'events.addTicketType': {
    role: 'organizer',
    keptIn: 'events',
    prepare: async (server, organizer) => ({
      path: `/admin/events/${(await anEvent(server, { organizer })).id}/ticket-types`,
      body: { name: `Balcony ${++serial}`, priceMinor: 4_000, currency: 'EUR' },
    }),
  },
  'inventory.createPromotion': {
    role: 'organizer',
    keptIn: 'events',
    prepare: async (server, organizer) => ({
      path: `/admin/events/${(await anEvent(server, { organizer })).id}/promotions`,
      body: { code: `CODE-${++serial}`, kind: 'access' },
    }),
  },
  'inventory.addReseller': {
    role: 'organizer',
    keptIn: 'events',
    effectOf: ({ accountId }) => accountId as string,
    prepare: async (server, organizer) => ({
      path: `/admin/events/${(await anEvent(server, { organizer })).id}/resellers`,
      body: { accountId: (await anAccount(server)).id, seatsMax: 10 },
    }),
  },
  'bookings.refund': {
    role: 'organizer',
    keptIn: undefined,
    prepare: async (server, organizer) => ({
      path: `/admin/bookings/${(await aBooking(server, await anEvent(server, { organizer }))).id}/refunds`,
      body: { amountMinor: 1, reason: 'Sorry' },
    }),
  },
  'bookings.reserve': {
    role: 'attendee',
    keptIn: undefined,
    keysCountPerEvent: true,
    prepare: async server => ({
      path: '/bookings/reserve',
      body: { eventId: (await anEvent(server)).id, quantity: 2 },
    }),
  },
  'bookings.confirm': {
    role: 'attendee',
    keptIn: undefined,
    prepare: async (server, buyer) => ({
      path: '/bookings/confirm',
      body: {
        reservationId: (await aReservation(server, await anEvent(server), { buyer })).id,
        payment: { token: 'tok_ok' },
      },
    }),
  },
  'bookings.transferTicket': {
    role: 'attendee',
    status: 200,
    keptIn: 'bookings',
    effectOf: ({ code }) => code as string,
    async prepare(server, buyer) {
      const { id, tickets } = await aBooking(server, await anEvent(server), { buyer })
      const [ticket] = tickets as { id: string }[]
      return { path: `/bookings/${id}/tickets/${ticket!.id}/transfer`, body: { holder: { name: 'Grace Hopper' } } }
    },
  },
  'bookings.joinWaitlist': {
    role: 'attendee',
    keptIn: undefined,
    keysCountPerEvent: true,
    prepare: async server => ({
      path: '/waitlist/join',
      body: { eventId: (await aFullEvent(server)).id, quantity: 1 },
    }),
  },
  'bookings.acceptOffer': {
    role: 'attendee',
    keptIn: 'bookings',
    async prepare(server, buyer) {
      const event = await aFullEvent(server)
      const waiter = await aWaiter(server, event, { buyer })
      await giveBack(server, event.held[0]!)
      return { path: `/waitlist/${waiter.id}/accept` }
    },
  },
  'webhooks.createEndpoint': {
    role: 'attendee',
    keptIn: 'bookings',
    prepare: async () => ({
      path: '/webhook-endpoints',
      body: { url: nobodysUrl, types: ['booking.confirmed'], externalId: `shop-${++serial}` },
    }),
  },
  'webhooks.rotateSecret': {
    role: 'attendee',
    status: 200,
    keptIn: 'bookings',
    prepare: async (server, owner) => ({
      path: `/webhook-endpoints/${(await anEndpoint(server, owner, { url: nobodysUrl })).id}/rotate-secret`,
    }),
  },
  'webhooks.sendTest': {
    role: 'attendee',
    status: 202,
    keptIn: 'bookings',
    prepare: async (server, owner) => ({
      path: `/webhook-endpoints/${(await anEndpoint(server, owner, { url: nobodysUrl })).id}/test`,
      body: { type: 'booking.confirmed' },
    }),
  },
  'webhooks.redeliver': {
    role: 'attendee',
    status: 202,
    keptIn: 'bookings',
    async prepare(server, owner) {
      const { id } = await anEndpoint(server, owner, { url: nobodysUrl })
      return { path: `/webhook-endpoints/${id}/deliveries/${await anEndedDelivery(server, id)}/redeliver` }
    },
  },
}

describe('an Idempotency-Key', function () {
  this.timeout(20_000)
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close()) // fails if an answer did not fit the contract

  it('is tried out here for every operation that takes one', () => {
    const taking = Object.entries(operationFacts)
      .filter(([, { idempotent }]) => idempotent)
      .map(([id]) => id)
    expect(Object.keys(rows)).to.have.members(taking)
  })

  const send = ({ path, body }: Request, { token }: Account, key: string): Promise<Answer> =>
    server.call('POST', path, { token, headers: { 'idempotency-key': key }, ...(body && { body }) })
  const isReplayed = ({ headers }: Answer) => headers['idempotency-replayed'] === 'true'

  for (const [id, row] of Object.entries(rows)) {
    if (!isJudged(id)) continue
    const { role, prepare, keptIn, keysCountPerEvent, status: success = 201 } = row
    const effectOf = row.effectOf ?? (({ id }) => id as string)

    describe(`of ${id}`, () => {
      /** Somebody whose request has been made under a key. */
      async function made() {
        const caller = await anAccount(server, { role })
        const key = `key-${++serial}`
        const request = await prepare(server, caller)
        return { caller, key, request, first: expectStatus(await send(request, caller, key), success) }
      }

      it('repeats the answer, word for word, bare or quoted', async () => {
        const { caller, key, request, first } = await made()
        for (const spelling of [key, `"${key}"`]) {
          const again = expectStatus(await send(request, caller, spelling), success)
          expect(again.body).to.deep.equal(first.body)
          expect([first, again].map(isReplayed)).to.deep.equal([false, true])
        }
      })

      it('refuses another request', async () => {
        const { caller, key, request } = await made()
        const other = keysCountPerEvent
          ? { ...request, body: { ...request.body, quantity: 3 } }
          : await prepare(server, caller)
        expectProblem(await send(other, caller, key), 'idempotency_key_reused')
      })

      if (keysCountPerEvent)
        it('is another key with another event', async () => {
          const { caller, key, first } = await made()
          const elsewhere = expectStatus(await send(await prepare(server, caller), caller, key), success)
          expect([effectOf(elsewhere.body) === effectOf(first.body), isReplayed(elsewhere)]).to.deep.equal([
            false,
            false,
          ])
        })

      it('lets five at the same time have one effect', async () => {
        const caller = await anAccount(server, { role })
        const request = await prepare(server, caller)
        const answers = await Promise.all(Array.from({ length: 5 }, () => send(request, caller, `five-${id}`)))
        const effects = new Set<string>()
        for (const { status, body, headers } of answers) {
          if (status === success) effects.add(effectOf(body))
          else
            expect([status, body.code, Number(headers['retry-after']) > 0]).to.deep.equal([
              409,
              body.code === 'confirmation_in_progress' ? body.code : 'idempotency_in_flight',
              true,
            ])
        }
        expect(effects.size).to.equal(1)
        expect(effects).to.include(effectOf(expectStatus(await send(request, caller, `five-${id}`), success).body))
      })

      if (keptIn)
        it('says while the first is still running that it is, and when to come back', async () => {
          const caller = await anAccount(server, { role })
          const request = await prepare(server, caller)
          const running = await server.databases[keptIn].pool.connect()
          try {
            await running.query('begin')
            await running.query('select pg_advisory_xact_lock(hashtextextended($1::text, 0))', [
              `idempotency\n${caller.id}\nrunning`,
            ])
            expect(
              expectProblem(await send(request, caller, 'running'), 'idempotency_in_flight').headers['retry-after'],
            ).to.equal('1')
          } finally {
            await running.query('rollback')
            running.release()
          }
          expectStatus(await send(request, caller, 'running'), success)
        })

      it("is somebody else's own: the same key makes another thing for another caller", async () => {
        const { key, first } = await made()
        const other = await anAccount(server, { role })
        const answer = expectStatus(await send(await prepare(server, other), other, key), success)
        expect(effectOf(answer.body)).not.to.equal(effectOf(first.body))
        expect(isReplayed(answer)).to.equal(false)
      })

      it('is worth nothing to who may no longer ask', async () => {
        const { caller, key, request } = await made()
        const { token } = await theAdmin(server)
        const lose = async (body: object) =>
          expectStatus(await server.call('PATCH', `/admin/users/${caller.id}`, { token, body }), 200)
        /** Another service may believe for two seconds more what it has just heard of a caller. */
        const refusedSoon = (code: string) =>
          eventually(
            () => send(request, caller, key),
            ({ body }) => body?.code === code,
            { withinMs: 5_000 },
          )
        if (role === 'organizer') {
          await lose({ role: 'attendee' })
          expectProblem(await refusedSoon('forbidden'), 'forbidden')
        }
        await lose({ disabled: true })
        expectProblem(await refusedSoon('token_invalid'), 'token_invalid')
      })
    })
  }
})
