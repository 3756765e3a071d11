// Each fault under each policy: how often the request goes out, and what the caller gets.
import { expect } from 'chai'
import type { Evently, RequestFacts, RequestOptions } from '../src/index.ts'
import { aProblem, faultOf, withServer } from './support/scripted-server.ts'
import type { Reply } from './support/scripted-server.ts'

/** A request of a kind, with the client's default of two retries unless it says otherwise. */
const policies = {
  'a GET': (client: Evently, options?: RequestOptions) => client.events.get('evt_1', options),
  'a GET, retriesMax 0': (client: Evently) => client.events.get('evt_1', { retriesMax: 0 }),
  'a GET, retriesMax 4': (client: Evently) => client.events.get('evt_1', { retriesMax: 4 }),
  'a GET, deadline 7 s': (client: Evently) => client.events.get('evt_1', { retriesMax: 9, deadlineMs: 7_000 }),
  'a DELETE': (client: Evently) => client.bookings.reservations.release('rsv_1'),
  'a POST with its key': (client: Evently) => client.bookings.reserve({ eventId: 'evt_1', quantity: 1 }),
  'a POST without key': (client: Evently) => client.auth.login({ email: 'ada@example.com', password: 'correct' }),
  'a POST of what has an id of its own': (client: Evently) =>
    client.checkIns.create('evt_1', { code: 'CODE', scanId: 'scan-1' }),
  'a PATCH': (client: Evently) => client.events.update('evt_1', { title: 'Another' }, { ifMatch: 1 }),
  'a raw POST': (client: Evently) => client.raw({ method: 'POST', path: '/', body: {} }),
  'a raw POST with a key': (client: Evently) => client.raw({ method: 'POST', path: '/' }, { idempotencyKey: 'mine' }),
} as const
type Policy = keyof typeof policies

const soon = { 'retry-after': '0' }
const faults: Readonly<Record<string, { readonly reply: Reply; readonly name: string }>> = {
  'a connection that breaks': { reply: { fault: 'reset' }, name: 'ConnectionError' },
  'silence': { reply: { fault: 'silence' }, name: 'TimeoutError' },
  'overloaded': { reply: aProblem('overloaded', {}, soon), name: 'ApiError overloaded' },
  'service_unavailable': { reply: aProblem('service_unavailable', {}, soon), name: 'ApiError service_unavailable' },
  'rate_limited': { reply: aProblem('rate_limited', {}, soon), name: 'ApiError rate_limited' },
  'a gateway, 502': { reply: { status: 502, text: 'bad gateway' }, name: 'UnexpectedAnswerError 502' },
  'a gateway, 504': { reply: { status: 504, text: 'time-out' }, name: 'UnexpectedAnswerError 504' },
  'a wait of an hour': { reply: aProblem('overloaded', {}, { 'retry-after': '3600' }), name: 'ApiError overloaded' },
  'internal_error': { reply: aProblem('internal_error'), name: 'ApiError internal_error' },
  'sold_out': { reply: aProblem('sold_out', { available: 0 }), name: 'ApiError sold_out' },
  'confirmation_in_progress': {
    reply: aProblem('confirmation_in_progress'),
    name: 'ApiError confirmation_in_progress',
  },
  'validation_failed': { reply: aProblem('validation_failed'), name: 'ApiError validation_failed' },
  'a page, 404': { reply: { status: 404, text: '<h1>nginx</h1>' }, name: 'UnexpectedAnswerError 404' },
  'a success that is no JSON': {
    reply: { text: '{"id":', headers: { 'content-type': 'application/json' } },
    name: 'UnexpectedAnswerError 200',
  },
}

/** How often it goes out, by fault and policy. What is repeated at all goes out as often, whatever the fault. */
const repeated: Readonly<Record<Policy, number>> = {
  'a GET': 3,
  'a GET, retriesMax 0': 1,
  'a GET, retriesMax 4': 5,
  'a GET, deadline 7 s': 6, // after 3.9 s of waits the next one, 4 s, would end after the deadline
  'a DELETE': 3,
  'a POST with its key': 3,
  'a POST without key': 1,
  'a POST of what has an id of its own': 3,
  'a PATCH': 1,
  'a raw POST': 1,
  'a raw POST with a key': 3,
}
const once = new Set([
  'a wait of an hour',
  'internal_error',
  'sold_out',
  'confirmation_in_progress',
  'validation_failed',
  'a page, 404',
  'a success that is no JSON',
])

const shown = (error: unknown) => {
  const { name, code, status } = error as { name: string; code?: string; status?: number }
  return [name, code ?? status].filter(Boolean).join(' ')
}

describe('sdk: retry matrix', () => {
  for (const [fault, { reply, name }] of Object.entries(faults))
    for (const policy of Object.keys(policies) as Policy[])
      it(`${fault}, ${policy}: ${once.has(fault) ? 1 : repeated[policy]}`, async () => {
        // As the client tells of them: of those that are given up at once, not all come as far as the server.
        const keys: (string | undefined)[] = []
        const onRequest = ({ headers }: RequestFacts) => void keys.push(headers['idempotency-key'])
        await withServer(
          () => reply,
          { timeoutMs: fault === 'silence' ? 25 : 30_000, onRequest },
          async ({ client }) => {
            const error = await faultOf(policies[policy](client))
            expect(shown(error)).to.equal(name)
            expect(keys).to.have.length(once.has(fault) ? 1 : repeated[policy])
            expect(new Set(keys).size).to.equal(1)
          },
        )
      })

  for (const fault of Object.keys(faults).filter(each => !once.has(each)))
    it(`${fault}, once: the next attempt answers`, async () => {
      await withServer(
        (_, turn) => (turn === 0 ? faults[fault]!.reply : { json: { id: 'evt_1' } }),
        { timeoutMs: fault === 'silence' ? 1_000 : 30_000 },
        async ({ client, asked }) => {
          expect((await client.events.get('evt_1')).id).to.equal('evt_1')
          expect(asked).to.have.length(2)
        },
      )
    })
})

describe('sdk: a payment of unknown outcome', () => {
  const unknown = aProblem('payment_outcome_unknown', { bookingId: 'bkg_1' }, { 'retry-after': '5' })
  const confirm = (client: Evently, options?: RequestOptions) =>
    client.bookings.confirm({ reservationId: 'rsv_1', payment: { token: 'tok_1' } }, options)

  it('is asked for until it is known, however many retries that takes', async () => {
    await withServer(
      (_, turn) => (turn < 8 ? unknown : { status: 201, json: { id: 'bkg_1' } }),
      {},
      async ({ client, asked }) => {
        expect((await confirm(client)).id).to.equal('bkg_1')
        expect(asked).to.have.length(9)
        expect(new Set(asked.map(({ headers }) => headers['idempotency-key'])).size).to.equal(1)
      },
    )
  })

  it('names its booking at the deadline, also when the last attempts failed in another way', async () => {
    const later: readonly [Reply, timeoutMs: number][] = [
      [{ fault: 'reset' }, 30_000],
      [{ status: 502 }, 30_000],
      [{ fault: 'silence' }, 500],
    ]
    for (const [last, timeoutMs] of later)
      await withServer(
        (_, turn) => (turn === 0 ? unknown : last),
        { deadlineMs: 30_000, timeoutMs },
        async ({ client }) => {
          const error = await faultOf(confirm(client))
          expect(error).to.deep.include({ code: 'payment_outcome_unknown' })
          expect((error as { problem: { bookingId: string } }).problem.bookingId).to.equal('bkg_1')
        },
      )
  })

  it('is an answer of its own when it turns out otherwise', async () => {
    await withServer(
      (_, turn) => (turn === 0 ? unknown : aProblem('payment_declined')),
      {},
      async ({ client }) => {
        expect(await faultOf(confirm(client))).to.include({ code: 'payment_declined' })
      },
    )
  })

  it('is not asked for again with retriesMax 0', async () => {
    await withServer(
      () => unknown,
      {},
      async ({ client, asked }) => {
        expect(await faultOf(confirm(client, { retriesMax: 0 }))).to.include({ code: 'payment_outcome_unknown' })
        expect(asked).to.have.length(1)
      },
    )
  })
})

describe('sdk: deadlineMs', () => {
  it('ends a call whose attempts would each be in time', async () => {
    await withServer(
      () => ({ fault: 'silence' }),
      {},
      async ({ client }) => {
        const error = await faultOf(client.events.get('evt_1', { timeoutMs: 20_000, deadlineMs: 30 }))
        expect(error).to.deep.include({ name: 'TimeoutError', isDeadline: true, timeoutMs: 30 })
      },
    )
  })

  it('covers the wait for a refresh of the session', async () => {
    const session = { accessToken: 'old', refreshToken: 'refresh-0', expiresAt: '2030-06-01T18:30:00.000Z' }
    await withServer(
      () => ({ fault: 'silence' }),
      { session },
      async ({ client }) => {
        const error = await faultOf(client.events.get('evt_1', { deadlineMs: 30 }))
        expect(error).to.deep.include({ name: 'TimeoutError', isDeadline: true })
      },
    )
  })
})
