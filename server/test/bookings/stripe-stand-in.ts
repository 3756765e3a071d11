// A stand-in for Stripe's API over HTTP: its wire shapes and its idempotency, with faults on demand, and a list of what
// it was asked.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { expect } from 'chai'
import Stripe from 'stripe'
import { createBank, type BankMessage, type Refusal } from './stripe-bank.ts'

/**
 * `request-lost`: the connection breaks and nothing is done. `answer-lost`: it is done, then the connection breaks.
 * `silence`: nothing is done and nothing answered. `answer-withheld`: it is done, never answered. `done-late`: done
 * when the test says so, never answered. `answered-late`: done, and answered when the test says so. `fault`: nothing is
 * done, 500, and the key is used up. `fault-after`: done, 500 nevertheless. `busy`: 429, nothing is done.
 */
export type Trouble =
  | 'request-lost'
  | 'answer-lost'
  | 'silence'
  | 'answer-withheld'
  | 'done-late'
  | 'answered-late'
  | 'fault'
  | 'fault-after'
  | 'busy'

interface Answer {
  readonly status: number
  readonly body: object
  readonly replayed?: boolean
}
export interface Asked {
  readonly method: string
  readonly path: string
  readonly fields: Readonly<Record<string, string>>
  readonly key: string | undefined
  readonly version: string | undefined
}
type What = 'create' | 'confirm' | 'capture' | 'cancel' | 'refund' | 'read'

export type StripeStandIn = Awaited<ReturnType<typeof openStripeStandIn>>

export const webhookSecret = 'whsec_of_the_tests'
export const testSecretKey = 'sk_test_of_the_tests'

export async function openStripeStandIn() {
  const bank = createBank()
  const asked: Asked[] = []
  const planned: { readonly what: What; readonly trouble: Trouble }[] = []
  const late: (() => void)[] = []
  const answers = new Map<string, { readonly request: string; readonly answer: Answer }>()

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in')
    const body = (await buffer(request)).toString()
    const fields = Object.fromEntries(request.method === 'GET' ? searchParams : new URLSearchParams(body))
    const ask: Asked = {
      method: request.method ?? '',
      path: pathname,
      fields,
      key: request.headers['idempotency-key'] as string | undefined,
      version: request.headers['stripe-version'] as string | undefined,
    }
    asked.push(ask)
    if (request.headers.authorization !== `Bearer ${testSecretKey}`)
      return write(
        response,
        refusalOf(401, {
          type: 'invalid_request_error',
          message: `Invalid API Key provided: ${request.headers.authorization}`,
        }),
      )
    const at = planned.findIndex(({ what }) => what === whatOf(ask))
    const trouble = at < 0 ? undefined : planned.splice(at, 1)[0]!.trouble
    switch (trouble) {
      case 'request-lost':
        return request.socket.destroy()
      case 'silence':
        return
      case 'done-late':
        late.push(() => {
          once(ask)
        })
        return
      case 'busy':
        return write(response, refusalOf(429, { type: 'invalid_request_error', code: 'lock_timeout', message: 'busy' }))
      case 'fault':
        return write(
          response,
          once(ask, () => refusalOf(500, { type: 'api_error', message: 'an error on our side' })),
        )
      case 'fault-after':
        return write(
          response,
          once(ask, () => {
            act(ask)
            return refusalOf(500, { type: 'api_error', message: 'an error on our side' })
          }),
        )
      default: {
        const answer = once(ask)
        if (trouble === 'answer-lost') return request.socket.destroy()
        if (trouble === 'answered-late') {
          late.push(() => {
            write(response, answer)
          })
          return
        }
        if (trouble !== 'answer-withheld') write(response, answer)
      }
    }
  }

  /**
   * As Stripe keeps keys: the first answer is repeated, whatever it was, and another request under the key is refused.
   */
  function once(ask: Asked, work: () => Answer = () => act(ask)): Answer {
    if (ask.key === undefined || ask.method === 'GET') return work()
    const request = JSON.stringify([ask.path, ask.fields])
    const earlier = answers.get(ask.key)
    if (earlier && earlier.request !== request)
      return refusalOf(400, {
        type: 'idempotency_error',
        message: 'Keys for idempotent requests can only be used with the same parameters they were first used with.',
      })
    if (earlier) return { ...earlier.answer, replayed: true }
    const answer = work()
    answers.set(ask.key, { request, answer })
    return answer
  }

  function act({ method, path, fields }: Asked): Answer {
    const [, resource, id, verb] = path.slice(1).split('/')
    try {
      switch (`${method} ${resource}${id === undefined ? '' : '/id'}${verb === undefined ? '' : `/${verb}`}`) {
        case 'POST payment_intents':
          return { status: 200, body: bank.createIntent(fields) }
        case 'GET payment_intents/id':
          return { status: 200, body: bank.getIntent(id!) }
        case 'POST payment_intents/id/confirm':
          return { status: 200, body: bank.confirmIntent(id!, fields) }
        case 'POST payment_intents/id/capture':
          return { status: 200, body: bank.captureIntent(id!) }
        case 'POST payment_intents/id/cancel':
          return { status: 200, body: bank.cancelIntent(id!) }
        case 'POST refunds':
          return { status: 200, body: bank.createRefund(fields) }
        case 'GET refunds':
          return { status: 200, body: bank.listRefunds(fields) }
        case 'GET charges/id':
          return { status: 200, body: bank.getCharge(id!) }
        case 'GET disputes':
          return { status: 200, body: bank.listDisputes(fields['payment_intent'] ?? '') }
        case 'GET disputes/id':
          return { status: 200, body: bank.getDispute(id!) }
        case 'GET refunds/id':
          return { status: 200, body: bank.getRefund(id!) }
        default:
          return refusalOf(404, {
            type: 'invalid_request_error',
            message: `Unrecognized request URL (${method}: ${path}).`,
          })
      }
    } catch (thrown) {
      const { status, error } = thrown as Refusal
      return refusalOf(status, error)
    }
  }

  const server = createServer((request, response) => {
    void serve(request, response)
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bank,
    asked,

    /** Lets the next call of this kind run into trouble. */
    plan: (what: What, ...troubles: readonly Trouble[]) => {
      planned.push(...troubles.map(trouble => ({ what, trouble })))
    },
    /** Forgets the troubles that nobody has run into yet. */
    calm: () => {
      planned.length = 0
    },
    /** How many calls wait to be done or answered late. */
    waiting: () => late.length,
    /** Does, or answers, what came in and was to be late. */
    doLate: () => {
      for (const work of late.splice(0)) work()
    },
    /** The one intent that carries our key; fails when there are two. */
    intentOf(key: string) {
      const found = [...bank.intents.values()].filter(({ metadata }) => metadata['evently_key'] === key)
      expect(found).to.have.length(1)
      return found[0]!
    },
    calls: (what: What) => asked.filter(ask => whatOf(ask) === what),

    /** Sends a message as Stripe does; resolves to the status of the answer. */
    async send(
      to: string,
      { id, type, object }: BankMessage,
      { secret = webhookSecret, timestamp = Math.floor(Date.now() / 1_000) } = {},
    ): Promise<number> {
      // Stripe breaks its lines, and signs them so.
      const payload = JSON.stringify(
        {
          id,
          object: 'event',
          type,
          api_version: '2026-10-28.endive',
          created: timestamp,
          livemode: false,
          data: { object },
        },
        null,
        2,
      )
      const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp })
      const answer = await fetch(`${to}/api/v1/webhooks/stripe`, {
        method: 'POST',
        body: payload,
        headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature },
      })
      await answer.arrayBuffer()
      return answer.status
    },

    async close() {
      server.closeAllConnections()
      await new Promise(resolve => {
        server.close(resolve)
      })
    },
  }
}

function whatOf({ method, path }: Asked): What {
  if (method === 'GET') return 'read'
  if (path === '/v1/refunds') return 'refund'
  return (['confirm', 'capture', 'cancel'] as const).find(verb => path.endsWith(`/${verb}`)) ?? 'create'
}

const refusalOf = (status: number, error: object): Answer => ({ status, body: { error } })

function write(response: ServerResponse, { status, body, replayed }: Answer) {
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'request-id': 'req_stand_in',
      ...(replayed && { 'idempotent-replayed': 'true' }),
    })
    .end(JSON.stringify(body))
}
