// How to be refused with webhook endpoints and deliveries.
import { anAccount, expectStatus } from '../support/builders.ts'
import type { TestServer } from '../support/server.ts'
import { anEndedDelivery, anEndpoint, nobodysUrl } from '../webhooks/webhooks-server.ts'
import type { Attempt, Refusals } from './account-refusals.ts'

const unknown = (prefix: string) => `${prefix}_01jz3t5m8qf0vab9x2k4c7d6eh`
const anyVersion = { 'if-match': '*' }

async function ofEndpoint(server: TestServer, { below = '', ...over }: Partial<Attempt> & { below?: string } = {}) {
  const owner = await anAccount(server)
  const endpoint = await anEndpoint(server, owner, { url: nobodysUrl })
  return {
    owner,
    endpoint,
    attempt: { path: `/webhook-endpoints/${endpoint.id}${below}`, token: owner.token, ...over },
  }
}
const attemptOn = async (...asked: Parameters<typeof ofEndpoint>) => (await ofEndpoint(...asked)).attempt

async function disabled(server: TestServer, { path, token }: Attempt) {
  expectStatus(await server.call('PATCH', path, { token, headers: anyVersion, body: { disabled: true } }), 200)
}

const update = { body: { description: 'Another' }, headers: anyVersion }
const test = { below: '/test', body: { type: 'booking.confirmed' } }
/** At an endpoint that nobody has, or at another account's. */
const notFound =
  (below: string, over: Partial<Attempt> = {}) =>
  async (server: TestServer) => {
    const { attempt } = await ofEndpoint(server, { below, ...over })
    return { ...attempt, token: (await anAccount(server)).token }
  }

export const webhookRefusals: Readonly<Record<string, Refusals>> = {
  'webhooks.updateEndpoint': {
    validation_failed: server => attemptOn(server, { ...update, body: { url: 'https://10.0.0.1/hook' } }),
    precondition_required: server => attemptOn(server, { body: update.body }),
    precondition_failed: server => attemptOn(server, { ...update, headers: { 'if-match': '"0"' } }),
    webhook_endpoint_not_found: notFound('', update),
    external_id_taken: async server => {
      const { owner, attempt } = await ofEndpoint(server, update)
      const body = { url: nobodysUrl, types: ['booking.confirmed'], externalId: 'shop' }
      expectStatus(await server.call('POST', '/webhook-endpoints', { token: owner.token, body }), 201)
      return { ...attempt, body: { externalId: 'shop' } }
    },
  },
  'webhooks.deleteEndpoint': {
    validation_failed: async server => ({ ...(await attemptOn(server)), path: '/webhook-endpoints/whe_x' }),
    webhook_endpoint_not_found: notFound(''),
  },
  'webhooks.rotateSecret': {
    validation_failed: async server => ({
      ...(await attemptOn(server)),
      path: '/webhook-endpoints/whe_x/rotate-secret',
    }),
    webhook_endpoint_not_found: notFound('/rotate-secret'),
  },
  'webhooks.sendTest': {
    validation_failed: server => attemptOn(server, { ...test, body: { type: 'booking.nothing' } }),
    webhook_endpoint_not_found: notFound('/test', { body: test.body }),
    webhook_endpoint_disabled: async server => {
      const { endpoint, attempt } = await ofEndpoint(server, test)
      await disabled(server, { ...attempt, path: `/webhook-endpoints/${endpoint.id}` })
      return attempt
    },
  },
  'webhooks.redeliver': {
    validation_failed: server => attemptOn(server, { below: '/deliveries/whd_x/redeliver' }),
    webhook_endpoint_not_found: notFound(`/deliveries/${unknown('whd')}/redeliver`),
    // Of another endpoint.
    webhook_delivery_not_found: async server => {
      const { endpoint } = await ofEndpoint(server)
      return attemptOn(server, { below: `/deliveries/${await anEndedDelivery(server, endpoint.id)}/redeliver` })
    },
    webhook_endpoint_disabled: async server => {
      const { endpoint, attempt } = await ofEndpoint(server)
      await disabled(server, attempt)
      const delivery = await anEndedDelivery(server, endpoint.id)
      return { ...attempt, path: `${attempt.path}/deliveries/${delivery}/redeliver` }
    },
  },
}
