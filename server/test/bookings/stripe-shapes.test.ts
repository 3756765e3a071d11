// Whatever Stripe's signature is on: every shape of a body, every spelling of the header, times ahead and behind. Never
// a fault of ours.
import { expect } from 'chai'
import fc from 'fast-check'
import Stripe from 'stripe'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { startStripeServer, type StripeServer } from './stripe-server.ts'
import { webhookSecret as secret } from './stripe-stand-in.ts'

const nowSeconds = () => Math.floor(Date.now() / 1_000)
const signatureOf = (payload: string, timestamp = nowSeconds()) =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp })

let serial = 0
const aMessage = (over: object = {}) => ({
  id: `evt_shape_${++serial}`,
  object: 'event',
  type: 'customer.created',
  api_version: '2026-10-28.endive',
  created: nowSeconds(),
  livemode: false,
  data: { object: { id: `cus_${serial}`, object: 'customer' } },
  ...over,
})

describe('a message that Stripe has signed', function () {
  this.timeout(60_000)
  let house: StripeServer
  before(async () => {
    house = await startStripeServer()
  })
  after(() => house.close())

  const post = (payload: string, header = signatureOf(payload)) =>
    house.call('POST', '/webhooks/stripe', { body: payload, headers: { 'stripe-signature': header } })
  const rows = async () => Number((await house.databases.bookings.knex('stripe_messages').count('* as n'))[0]!['n'])
  const withObject = (object: unknown) => aMessage({ data: { object } })

  // Taken in: written down to be looked up. Let go: nothing in it can be looked up, so that Stripe need not send it
  // again.
  const shapes: readonly [what: string, message: () => unknown, becomes: 'taken in' | 'let go'][] = [
    ['as it should be', () => aMessage(), 'taken in'],
    ['of an unknown type', () => aMessage({ type: 'moon.landed' }), 'taken in'],
    ['of another API version', () => aMessage({ api_version: '2014-01-31' }), 'taken in'],
    ['of another account', () => aMessage({ account: 'acct_of_somebody' }), 'taken in'],
    ['of the other mode', () => aMessage({ livemode: true }), 'taken in'],
    [
      'with more than we know',
      () => aMessage({ context: null, pending_webhooks: 1e308, request: { id: null } }),
      'taken in',
    ],
    ['without anything', () => ({}), 'let go'],
    ['with null data', () => aMessage({ data: null }), 'let go'],
    ['without data', () => aMessage({ data: undefined }), 'let go'],
    ['with a list as data', () => aMessage({ data: [] }), 'let go'],
    ['with a text as data', () => aMessage({ data: 'object' }), 'let go'],
    ['with a number as data', () => aMessage({ data: 1e308 }), 'let go'],
    ['with a null object', () => withObject(null), 'let go'],
    ['with an empty object', () => withObject({}), 'let go'],
    ['with a list as object', () => withObject([{ id: 'pi_1', object: 'payment_intent' }]), 'let go'],
    ['with a text as object', () => withObject('payment_intent'), 'let go'],
    ['with an object without an id, as a balance is', () => withObject({ object: 'balance' }), 'let go'],
    ['with an object whose id is null', () => withObject({ object: 'payment_intent', id: null }), 'let go'],
    ['with an object whose id is empty', () => withObject({ object: 'payment_intent', id: '' }), 'let go'],
    ['with an object whose id is a number', () => withObject({ object: 'payment_intent', id: 7 }), 'let go'],
    [
      'with an object whose id is a path',
      () => withObject({ object: 'payment_intent', id: '../refunds/re_1?expand[]=x' }),
      'let go',
    ],
    ['with an object whose id is two dots', () => withObject({ object: 'payment_intent', id: '..' }), 'let go'],
    [
      'with an object whose id is as long as a page',
      () => withObject({ object: 'payment_intent', id: 'x'.repeat(20_000) }),
      'let go',
    ],
    ['with a null id', () => aMessage({ id: null }), 'let go'],
    ['with a number as id', () => aMessage({ id: 1 }), 'let go'],
    [
      'with an id as long as a page',
      () => aMessage({ id: Array.from({ length: 12_000 }, () => Math.random().toString(36)[2]).join('') }),
      'let go',
    ],
    ['with a null type', () => aMessage({ type: null }), 'let go'],
    ['with a list as type', () => aMessage({ type: ['refund.updated'] }), 'let go'],
    [
      'that is a thin one',
      () => ({
        id: 'evt_thin',
        object: 'v2.core.event',
        type: 'v1.billing.meter.error_report_triggered',
        related_object: { id: 'mtr_1', type: 'billing.meter' },
      }),
      'let go',
    ],
    [
      'with properties that every object has',
      () => JSON.parse('{"constructor":null,"toString":1,"data":{"hasOwnProperty":{}}}'),
      'let go',
    ],
    ['that is null', () => null, 'let go'],
  ]
  for (const [what, message, becomes] of shapes) {
    it(`${what} is ${becomes}`, async () => {
      const before = await rows()
      expectStatus(await post(JSON.stringify(message())), 204)
      expect((await rows()) - before).to.equal(becomes === 'taken in' ? 1 : 0)
    })
  }

  const broken: readonly [what: string, payload: string, code: string][] = [
    ['a list', '[]', 'validation_failed'],
    ['a text', '"evt_1"', 'validation_failed'],
    ['a number', '1e999', 'validation_failed'],
    ['true', 'true', 'validation_failed'],
    ['a prototype', '{"data":{"__proto__":{"object":{}}}}', 'malformed_request'],
    ['no JSON', '{"id":', 'malformed_request'],
    ['two ids', '{"id":"evt_1","id":"evt_2"}', 'malformed_request'],
    ['a NUL', '{"id":"evt_\\u0000"}', 'malformed_request'],
    ['half a letter', '{"id":"\\ud800"}', 'malformed_request'],
    ['a thousand levels', `${'{"data":'.repeat(1_000)}1${'}'.repeat(1_000)}`, 'malformed_request'],
  ]
  for (const [what, payload, code] of broken) {
    it(`and that is ${what} is refused with ${code}`, async () => {
      expect(expectProblem(await post(payload), code).status).to.equal(400)
    })
  }

  it('is taken in once, whatever else it says the second time', async () => {
    const message = aMessage()
    const before = await rows()
    for (const again of [
      message,
      message,
      { ...message, type: 'refund.updated', data: { object: { id: 're_1', object: 'refund' } } },
    ])
      expectStatus(await post(JSON.stringify(again)), 204)
    expect((await rows()) - before).to.equal(1)
  })

  it('of any other shape at all is a 204, and all that were taken in are handled', async () => {
    const names = fc.oneof(
      fc.constantFrom('id', 'type', 'data', 'object', 'livemode', 'account', 'created', 'constructor', 'toString'),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    )
    const words = fc.constantFrom(
      'evt_1',
      'pi_1',
      're_2',
      'ch_3',
      'payment_intent',
      'charge',
      'refund',
      'dispute',
      'event',
      'v2.core.event',
      'refund.updated',
      '',
      '.',
      '..',
      '?',
      'a b',
    )
    const values = fc.letrec<{ value: unknown; record: Record<string, unknown> }>(tie => ({
      value: fc.oneof(
        { maxDepth: 4 },
        words,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
        fc.string({ unit: 'grapheme' }),
        fc.array(tie('value'), { maxLength: 3 }),
        tie('record'),
      ),
      record: fc.oneof(
        fc.dictionary(names, tie('value'), { maxKeys: 6 }),
        fc.record(
          { id: tie('value'), type: tie('value'), object: tie('value'), data: tie('value') },
          { requiredKeys: [] },
        ),
      ),
    }))
    const isSound = (payload: string) => !payload.includes('\\u0000') && !payload.includes('"__proto__":')
    await fc.assert(
      fc.asyncProperty(values.record.map(record => JSON.stringify(record)).filter(isSound), async payload => {
        const { status, text } = await post(payload)
        expect(status, `${payload} was answered ${text}`).to.equal(204)
      }),
      { numRuns: 300 },
    )
    await house.allHandled()
  })

  describe('for another time', () => {
    for (const [offset, isTaken] of [
      [-86_400, false],
      [-301, false],
      [-290, true],
      [0, true],
      [290, true],
      [305, false],
      [86_400, false],
      [3e9, false],
    ] as const) {
      it(`${Math.abs(offset)} s ${offset < 0 ? 'ago' : 'ahead'} is ${isTaken ? 'taken in' : 'refused'}`, async () => {
        const payload = JSON.stringify(aMessage())
        const before = await rows()
        const answer = await post(payload, signatureOf(payload, nowSeconds() + offset))
        if (isTaken) expectStatus(answer, 204)
        else expect(expectProblem(answer, 'signature_invalid').status).to.equal(400)
        expect((await rows()) - before).to.equal(isTaken ? 1 : 0)
      })
    }
  })

  describe('under a header', () => {
    const old = (payload: string) => signatureOf(payload, nowSeconds() - 86_400)
    const valid = (payload: string) => signatureOf(payload)
    const headers: readonly [what: string, header: (payload: string) => string][] = [
      ['with a newer time before its own', payload => `t=${nowSeconds()},${old(payload)}`],
      ['with a newer time behind its own', payload => `${old(payload)},t=${nowSeconds()}`],
      ['with its time twice', payload => `t=${nowSeconds()},${valid(payload)}`],
      ['with a signature that has no value', payload => `${valid(payload)},v1`],
      ['with a signature that is empty', payload => `${valid(payload)},v1=`],
      ['without a time', payload => valid(payload).replace(/t=\d+,/, '')],
      ['without a signature', () => `t=${nowSeconds()}`],
      ['with words as time', payload => valid(payload).replace(/t=\d+/, 't=now')],
      ['with a negative time', payload => valid(payload).replace('t=', 't=-')],
      ['with a time behind a point', payload => valid(payload).replace(/t=\d+/, '$&.5')],
      ['with a time in powers', payload => valid(payload).replace(/t=\d+/, 't=1e9')],
      ['with a time of a hundred digits', payload => valid(payload).replace(/t=\d+/, `t=${'9'.repeat(100)}`)],
      ['with an older scheme alone', payload => valid(payload).replace('v1=', 'v0=')],
      ['twice in one', payload => `${valid(payload)}, ${valid(payload)}`],
      ['of commas', () => ',,,'],
    ]
    for (const [what, header] of headers) {
      it(`${what} is refused`, async () => {
        const payload = JSON.stringify(aMessage())
        expect(expectProblem(await post(payload, header(payload)), 'signature_invalid').status).to.equal(400)
      })
    }

    it("with another secret's signature beside its own, as while a secret is changed, is taken in", async () => {
      const payload = JSON.stringify(aMessage())
      expectStatus(await post(payload, `${signatureOf(payload)},v1=${'0'.repeat(64)},v0=${'1'.repeat(64)}`), 204)
    })
  })
})
