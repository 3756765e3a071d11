import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { expect } from 'chai'
import { createStripeClient } from '../../src/domains/bookings/payments/stripe/client.ts'
import { createStripe } from '../../src/domains/bookings/payments/stripe/provider.ts'
import { standingOf } from '../../src/domains/bookings/payments/stripe/standing.ts'
import { createStripeStore } from '../../src/domains/bookings/payments/stripe/store.ts'
import { newId } from '../../src/platform/ids.ts'
import { cloneDatabases } from '../support/databases.ts'
import { openStripeStandIn, testSecretKey } from './stripe-stand-in.ts'

const path = process.env['EVENTLY_TEST_STRIPE_MOCK']

interface Request {
  readonly method: string
  readonly path: string
  readonly fields: Readonly<Record<string, string>>
}

/**
 * stripe-mock checks requests against Stripe's own OpenAPI description and keeps no state: it judges shapes, the
 * stand-in judges what follows from them.
 */
describe('what Stripe is asked', () => {
  let mock: ChildProcess
  let url: string
  let asked: readonly Request[]

  if (!path) {
    it("is checked against Stripe's own description where EVENTLY_TEST_STRIPE_MOCK names a stripe-mock (.ci/stores)")
    return
  }

  before(async () => {
    mock = spawn(path, ['-http-addr', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] })
    url = await listening(mock)
    asked = await everyKindOfRequest()
  })
  after(async () => {
    mock.kill()
    await once(mock, 'exit')
  })

  async function send({ method, path: to, fields }: Request) {
    const form = new URLSearchParams(fields).toString()
    const answer = await fetch(`${url}${to}${method === 'GET' ? `?${form}` : ''}`, {
      method,
      headers: { 'authorization': 'Bearer sk_test_123', 'content-type': 'application/x-www-form-urlencoded' },
      ...(method === 'POST' && { body: form }),
    })
    return { status: answer.status, body: (await answer.json()) as { object?: string; error?: { message: string } } }
  }

  it('is what its own description allows, call by call', async () => {
    expect(
      new Set(asked.map(({ method, path: to }) => `${method} ${to.replaceAll(/(pi|re|ch|dp)_\w+/g, '$1')}`)),
    ).to.have.all.keys(
      'POST /v1/payment_intents',
      'POST /v1/payment_intents/pi/confirm',
      'POST /v1/payment_intents/pi/capture',
      'POST /v1/payment_intents/pi/cancel',
      'GET /v1/payment_intents/pi',
      'POST /v1/refunds',
      'GET /v1/refunds',
      'GET /v1/refunds/re',
      'GET /v1/charges/ch',
      'GET /v1/disputes',
      'GET /v1/disputes/dp',
    )
    expect(
      asked.some(({ fields }) => fields['starting_after'] !== undefined),
      'a second page',
    ).to.equal(true)
    for (const request of asked) {
      const { status, body } = await send(request)
      expect(
        status,
        `${request.method} ${request.path} ${JSON.stringify(request.fields)}: ${body.error?.message ?? ''}`,
      ).to.equal(200)
    }
  })

  it('would be refused with a field that Stripe does not know, or one of the wrong kind', async () => {
    const create = asked.find(({ path: to }) => to === '/v1/payment_intents')!
    for (const [field, value] of [
      ['capture', 'manual'],
      ['amount', 'much'],
      ['capture_method', 'by hand'],
      ['automatic_payment_methods[allow_redirects]', 'sometimes'],
    ] as const) {
      expect((await send({ ...create, fields: { ...create.fields, [field]: value } })).status, field).to.equal(400)
    }
  })
})

/** One of each kind that the provider and the inbox make, recorded at the stand-in. */
async function everyKindOfRequest(): Promise<readonly Request[]> {
  const [databases, stripe] = await Promise.all([cloneDatabases(), openStripeStandIn()])
  try {
    const client = createStripeClient({ secretKey: testSecretKey, apiBase: stripe.url })
    const provider = createStripe({ client, store: createStripeStore(databases.bookings.pool) })
    const soon = () => ({ signal: AbortSignal.timeout(2_000) })
    const charge = (token: string) => ({ key: newId('pay'), token, amountMinor: 500, currency: 'EUR' })
    const voided = charge('pm_card_visa')
    await provider.authorize(voided, soon())
    await provider.void(voided, soon())
    const kept = charge('pm_card_pendingRefund')
    await provider.authorize(kept, soon())
    await provider.capture(kept, soon())
    await provider.lookup(kept.key, soon())
    const input = { key: newId('ref'), chargeKey: kept.key, amountMinor: 200, currency: 'EUR' }
    stripe.plan('refund', 'answer-lost')
    await provider.refund(input, soon()).catch(() => {})
    // So many by hand that what is lost is on the second page.
    const { id } = stripe.intentOf(kept.key)
    for (let n = 0; n < 100; n++) stripe.bank.createRefund({ payment_intent: id, amount: '1' })
    for (let times = 0; times < 2; times++) await provider.refund(input, soon())
    await client(soon().signal, api => api.charges.retrieve('ch_1')).catch(() => {}) // the stand-in knows none
    await client(soon().signal, api => api.disputes.retrieve('dp_1')).catch(() => {})
    await standingOf(client, { intent: stripe.intentOf(kept.key), signal: () => soon().signal })
    return stripe.asked
  } finally {
    await stripe.close()
    await databases.close()
  }
}

function listening(mock: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    mock.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const port = /Listening for HTTP.*?:(\d+)\s/.exec(said)?.[1]
      if (port) resolve(`http://127.0.0.1:${port}`)
    })
    mock.once('error', reject)
    mock.once('exit', code => reject(new Error(`stripe-mock ended with ${code}:\n${said}`)))
  })
}
