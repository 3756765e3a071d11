// A server with endpoints and messages: what the tests of delivery are made of.
import { newId } from '../../src/platform/ids.ts'
import { inTransaction } from '../../src/platform/postgres/sql.ts'
import type { NewMessage } from '../../src/domains/webhooks/messages/message.ts'
import { anAccount, expectStatus, type Account } from '../support/builders.ts'
import { startTestServer, type TestServer, type TestServerOptions } from '../support/server.ts'

export const hostsAllowed = '127.0.0.1,localhost'

export const startWebhooksServer = ({ env = {}, ...options }: TestServerOptions = {}): Promise<TestServer> =>
  startTestServer({ ...options, env: { EVENTLY_WEBHOOK_HOSTS_ALLOWED: hostsAllowed, ...env } })

export interface EndpointOf {
  readonly url: string
  readonly types?: readonly string[]
  readonly mode?: 'live' | 'test'
}

/** An endpoint of this account, with its secret. */
export async function anEndpoint(
  { call }: Pick<TestServer, 'call'>,
  { token }: Pick<Account, 'token'>,
  { types = ['booking.confirmed', 'booking.cancelled'], ...rest }: EndpointOf,
) {
  const { body } = expectStatus(await call('POST', '/webhook-endpoints', { token, body: { types, ...rest } }), 201)
  return body as { id: string; secret: string; version: number }
}

export const anOwner = (server: Pick<TestServer, 'call'>) => anAccount(server, { role: 'organizer' })

let serial = 0

/** A message that has not been appended yet. */
export function aMessage({ id: accountId }: Pick<Account, 'id'>, over: Partial<NewMessage> = {}): NewMessage {
  return {
    id: newId('msg'),
    accountId,
    type: 'booking.confirmed',
    resource: { type: 'booking', id: newId('bkg'), version: ++serial },
    eventId: newId('evt'),
    test: false,
    data: { status: 'confirmed', quantity: 2 },
    occurredAt: new Date(),
    ...over,
  }
}

/** Several messages about one booking, in their order. */
export function aStory(owner: Pick<Account, 'id'>, count: number): readonly NewMessage[] {
  const id = newId('bkg')
  return Array.from({ length: count }, (_, n) => aMessage(owner, { resource: { type: 'booking', id, version: n + 1 } }))
}

export async function append({ server, databases }: TestServer, ...messages: readonly NewMessage[]): Promise<void> {
  const { webhooks } = server.domains
  await inTransaction(
    databases.bookings,
    sql => sql,
    sql => webhooks.append(sql, messages),
  )
  webhooks.appended.notify()
}

/** What there is of one endpoint's deliveries, oldest first. */
export async function deliveriesOf({ call }: Pick<TestServer, 'call'>, { token }: Account, endpointId: string) {
  const { body } = expectStatus(
    await call('GET', `/webhook-endpoints/${endpointId}/deliveries`, { token, query: { limit: 100 } }),
    200,
  )
  return (body.data as { id: string; messageId: string; status: string; attempts: number; lastStatus?: number }[])
    .slice()
    .reverse()
}

/** Resolves to nothing, so that nobody is asked. */
export const nobodysUrl = 'https://shop.invalid/hook'

/** A delivery to this endpoint that has ended; of an example, as after a test. */
export async function anEndedDelivery({ databases }: Pick<TestServer, 'databases'>, endpointId: string) {
  const [id, messageId] = [newId('whd'), newId('msg')]
  const { resource, ...rest } = aMessage({ id: newId('usr') }, { id: messageId })
  await databases.bookings.knex('webhook_deliveries').insert({
    id,
    endpoint_id: endpointId,
    message_id: messageId,
    type: rest.type,
    example: JSON.stringify({ ...rest, resource }),
    resource: `${resource.type}/${resource.id}`,
    ordered: false,
    state: 'delivered',
    attempts: 1,
    tries: 1,
  })
  return id
}
