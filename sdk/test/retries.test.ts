// What is sent again, when, and what never is.
import { expect } from 'chai'
import { ConnectionError, isProblem, TimeoutError, UnexpectedAnswerError } from '../src/index.ts'
import type { Evently } from '../src/index.ts'
import { retryAfterSecondsOf } from '../src/core/retries.ts'
import { aProblem, faultOf, withServer } from './support/scripted-server.ts'
import type { Reply } from './support/scripted-server.ts'

const reserve = (client: Evently) => client.bookings.reserve({ eventId: 'evt_1', quantity: 1 })
const busy: Reply = aProblem('overloaded', {}, { 'retry-after': '3' })

describe('sdk: retries', () => {
  it('a 409 is never repeated, not even a retryable one', async () => {
    for (const code of ['sold_out', 'confirmation_in_progress', 'version_conflict', 'idempotency_in_flight'] as const) {
      await withServer(
        () => aProblem(code, {}, { 'retry-after': '1' }),
        { retriesMax: 5 },
        async ({ client, asked, slept }) => {
          expect(isProblem(await faultOf(reserve(client)), code)).to.equal(true)
          expect(asked, code).to.have.length(1)
          expect(slept).to.deep.equal([])
        },
      )
    }
  })

  it('no other refusal is repeated either', async () => {
    for (const code of [
      'validation_failed',
      'token_invalid',
      'payment_declined',
      'forbidden',
      'event_not_found',
      'internal_error',
    ] as const) {
      await withServer(
        () => aProblem(code),
        {},
        async ({ client, asked }) => {
          await faultOf(reserve(client))
          expect(asked, code).to.have.length(1)
        },
      )
    }
  })

  it('the idempotency key stays the same across the retries, and is another for another call', async () => {
    await withServer(
      (_, turn) => (turn < 2 ? busy : { status: 201, json: {} }),
      {},
      async ({ client, asked }) => {
        await reserve(client)
        await reserve(client)
        const keys = asked.map(({ headers }) => headers['idempotency-key'])
        expect(keys).to.have.length(4)
        expect(keys[0]).to.match(/^[0-9a-f]{32}$/)
        expect(keys[1]).to.equal(keys[0])
        expect(keys[2]).to.equal(keys[0])
        expect(keys[3]).not.to.equal(keys[0])
      },
    )
  })

  it("a key of the caller's own is sent as it is", async () => {
    await withServer(
      () => ({ status: 201, json: {} }),
      {},
      async ({ client, asked }) => {
        await client.bookings.reserve({ eventId: 'evt_1', quantity: 1 }, { idempotencyKey: 'order-4711' })
        expect(asked[0]?.headers['idempotency-key']).to.equal('order-4711')
      },
    )
  })

  it('Retry-After is honoured, with a jitter on top', async () => {
    await withServer(
      (_, turn) => (turn < 2 ? busy : { json: {} }),
      {},
      async ({ client, slept }) => {
        await client.events.get('evt_1')
        expect(slept).to.deep.equal([3_125, 3_250])
      },
    )
  })

  it('without Retry-After the span doubles', async () => {
    await withServer(
      (_, turn) => (turn < 3 ? { status: 502, text: 'bad gateway' } : { json: {} }),
      { retriesMax: 3 },
      async ({ client, slept }) => {
        await client.events.get('evt_1')
        expect(slept).to.deep.equal([125, 250, 500])
      },
    )
  })

  it('who is over a rate limit comes back when the server says', async () => {
    await withServer(
      (_, turn) => (turn < 1 ? aProblem('rate_limited', {}, { 'retry-after': '42' }) : { json: {} }),
      {},
      async ({ client, asked, slept }) => {
        await client.events.get('evt_1')
        expect(asked).to.have.length(2)
        expect(slept).to.deep.equal([42_125])
      },
    )
  })

  it("a payment's unknown outcome is asked for until the deadline, by one key, and names its booking", async () => {
    await withServer(
      () => aProblem('payment_outcome_unknown', { bookingId: 'bkg_1', retryAfterSeconds: 5 }, { 'retry-after': '5' }),
      { deadlineMs: 20_000 },
      async ({ client, asked, slept }) => {
        const fault = await faultOf(client.bookings.confirm({ reservationId: 'rsv_1', payment: { token: 'tok_1' } }))
        if (!isProblem(fault, 'payment_outcome_unknown')) throw fault
        expect(fault.problem.bookingId).to.equal('bkg_1')
        expect(new Set(asked.map(({ headers }) => headers['idempotency-key'])).size).to.equal(1)
        // The wait for the next attempt, 6 s, would end after the deadline.
        expect(slept).to.deep.equal([5_125, 5_250, 5_500])
        expect(asked).to.have.length(4)
      },
    )
  })

  it('a long Retry-After gives the error at once', async () => {
    await withServer(
      () => aProblem('rate_limited', {}, { 'retry-after': '3600' }),
      {},
      async ({ client, asked }) => {
        const fault = await faultOf(client.events.get('evt_1'))
        expect(isProblem(fault, 'rate_limited') && fault.retryAfterSeconds).to.equal(3600)
        expect(asked).to.have.length(1)
      },
    )
  })

  it('never more than retriesMax, of the client or of the request', async () => {
    await withServer(
      () => busy,
      { retriesMax: 1 },
      async ({ client, asked }) => {
        expect(isProblem(await faultOf(client.events.get('evt_1')), 'overloaded')).to.equal(true)
        expect(asked).to.have.length(2)
        await faultOf(client.events.get('evt_1', { retriesMax: 0 }))
        expect(asked).to.have.length(3)
      },
    )
  })

  it('a PATCH, and a POST that knows no idempotency key, are sent once', async () => {
    await withServer(
      () => busy,
      {},
      async ({ client, asked }) => {
        await faultOf(client.events.update('evt_1', { title: 'Another' }, { ifMatch: 3 }))
        await faultOf(client.auth.login({ email: 'ada@example.com', password: 'correct horse battery' }))
        await faultOf(
          client.auth.login(
            { email: 'ada@example.com', password: 'correct horse battery' },
            { idempotencyKey: 'ignored' },
          ),
        )
        await faultOf(client.raw({ method: 'POST', path: '/api/v1/bookings/reserve', body: {} }))
        expect(asked).to.have.length(4)
        expect(asked[2]?.headers['idempotency-key']).to.equal(undefined)
      },
    )
  })

  it('a broken connection is tried again', async () => {
    await withServer(
      (_, turn) => (turn === 0 ? { fault: 'reset' } : { status: 201, json: { id: 'rsv_1' } }),
      {},
      async ({ client, asked }) => {
        expect((await reserve(client)).id).to.equal('rsv_1')
        expect(asked[1]?.headers['idempotency-key']).to.equal(asked[0]?.headers['idempotency-key'])
      },
    )
  })

  it('who can not be reached is a connection error with its cause', async () => {
    await withServer(
      () => ({}),
      {},
      async ({ another, slept }) => {
        const client = another({ baseUrl: 'http://127.0.0.1:1' })
        const fault = await faultOf(client.events.get('evt_1'))
        expect(fault).to.be.instanceOf(ConnectionError)
        expect((fault as ConnectionError).cause).to.be.instanceOf(Error)
        expect(slept).to.have.length(2)
      },
    )
  })

  it('a silent server is a time-out, and tried again like a broken connection', async () => {
    await withServer(
      (_, turn) => (turn === 0 ? { fault: 'silence' } : { json: { id: 'evt_1' } }),
      {},
      async ({ client }) => {
        const fault = await faultOf(client.events.get('evt_1', { timeoutMs: 20, retriesMax: 0 }))
        expect(fault).to.be.instanceOf(TimeoutError)
        expect((fault as TimeoutError).timeoutMs).to.equal(20)
      },
    )
    await withServer(
      (_, turn) => (turn === 0 ? { fault: 'silence' } : { json: { id: 'evt_1' } }),
      { timeoutMs: 200 },
      async ({ client, asked }) => {
        expect((await client.events.get('evt_1')).id).to.equal('evt_1')
        expect(asked).to.have.length(2)
      },
    )
  })

  it("an abort ends a request with the signal's reason, and nothing is tried again", async () => {
    const abort = new AbortController()
    await withServer(
      () => {
        abort.abort(new Error('enough'))
        return { fault: 'silence' }
      },
      {},
      async ({ client, asked }) => {
        expect(await faultOf(client.events.get('evt_1', { signal: abort.signal }))).to.equal(abort.signal.reason)
        expect(await faultOf(client.events.get('evt_1', { signal: abort.signal })), 'nothing is sent').to.equal(
          abort.signal.reason,
        )
        expect(asked).to.have.length(1)
      },
    )
  })

  it('an answer that is no problem is an unexpected one', async () => {
    await withServer(
      () => ({ status: 404, text: '<h1>nginx</h1>', headers: { 'content-type': 'text/html' } }),
      {},
      async ({ client }) => {
        const fault = await faultOf(client.events.get('evt_1'))
        expect(fault).to.be.instanceOf(UnexpectedAnswerError)
        expect((fault as UnexpectedAnswerError).status).to.equal(404)
        expect((fault as UnexpectedAnswerError).requestId).to.equal('req_1')
      },
    )
  })

  it('Retry-After may be a date', () => {
    const nowMs = Date.parse('2030-06-01T18:30:00Z')
    expect(retryAfterSecondsOf('Sat, 01 Jun 2030 18:30:05 GMT', nowMs)).to.equal(5)
    expect(retryAfterSecondsOf('Sat, 01 Jun 2030 18:29:00 GMT', nowMs)).to.equal(0)
    expect(retryAfterSecondsOf('7', nowMs)).to.equal(7)
    expect(retryAfterSecondsOf('soon', nowMs)).to.equal(undefined)
  })
})
