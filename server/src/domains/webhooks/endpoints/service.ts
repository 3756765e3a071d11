// The endpoints' use cases: what an account says of where its messages go.
import type { Caller, Idempotency, IfMatch, PutCondition, Shape } from '../../../contract/types.ts'
import { pageOf, type Cursors } from '../../../platform/cursors.ts'
import { newId } from '../../../platform/ids.ts'
import { answerOnce } from '../../../platform/postgres/idempotency.ts'
import { inTransaction, type Database } from '../../../platform/postgres/sql.ts'
import { mergedMetadata, refuseMetadata } from '../../../platform/metadata.ts'
import { problem, refuseFaults } from '../../../platform/problems.ts'
import type { Sealing } from '../../../platform/sealing.ts'
import { newSecret } from '../deliveries/signature.ts'
import { toEndpoint } from './present.ts'
import { endpointsMax, etagOf, faultsOfUrl, matchesVersion, payloadVersion, type UrlRules } from './rules.ts'
import { createEndpointsStore, type Endpoint, type EndpointEdit, type EndpointsStore } from './store.ts'

export type EndpointsService = ReturnType<typeof createEndpointsService>

export interface EndpointsServiceOptions {
  readonly database: Database
  readonly cursors: Cursors
  readonly sealing: Sealing
  readonly urls: UrlRules
}

/** As it is kept under an Idempotency-Key. */
interface KeptEndpoint extends Shape<'WebhookEndpoint'> {
  readonly sealedSecret: string
}

export interface Answered<Body> {
  readonly body: Body
  readonly etag?: string
  readonly replayed: boolean
}

export function createEndpointsService({ database, cursors, sealing, urls }: EndpointsServiceOptions) {
  const store = createEndpointsStore(database.knex)
  const transaction = <Result>(work: (stores: Stores) => Promise<Result>) =>
    inTransaction(database, sql => ({ endpoints: createEndpointsStore(sql), sql }), work)

  return { create, put, update, remove, get, list, rotateSecret }

  /** Problems: validation_failed, webhook_endpoint_limit_reached, external_id_taken, those of an Idempotency-Key. */
  async function create(
    { userId }: Caller,
    input: Shape<'CreateWebhookEndpointBody'>,
    idempotency: Idempotency | undefined,
  ): Promise<Answered<Shape<'WebhookEndpointWithSecret'>>> {
    refuse(input)
    return withSecret(
      await transaction(({ endpoints, sql }) =>
        answerOnce<KeptEndpoint>(sql, { caller: userId, idempotency }, async () => {
          const sealedSecret = sealing.seal(newSecret())
          const endpoint = await make(endpoints, userId, { ...input, sealedSecret })
          if (!endpoint) throw problem('external_id_taken')
          return { status: 201, body: { ...toEndpoint(endpoint), sealedSecret }, etag: etagOf(endpoint) }
        }),
      ),
    )
  }

  /**
   * Makes or replaces the endpoint with this external id; it has a secret where it was made. Problems:
   * validation_failed, precondition_failed, webhook_endpoint_limit_reached.
   */
  async function put(
    { userId }: Caller,
    externalId: string,
    input: Shape<'PutWebhookEndpointBody'>,
    { ifMatch, onlyMake }: PutCondition,
  ): Promise<{ readonly endpoint: Endpoint; readonly secret?: string; readonly unchanged: boolean }> {
    refuse(input)
    return transaction(async ({ endpoints }) => {
      await endpoints.lockAccount(userId)
      const before = await endpoints.lockByExternalId(userId, externalId)
      if (!before) {
        if (ifMatch) throw missing()
        const secret = newSecret()
        const made = await make(endpoints, userId, { ...input, externalId, sealedSecret: sealing.seal(secret) })
        return { endpoint: made!, secret, unchanged: false }
      }
      if (onlyMake) throw isThere(before)
      if (ifMatch && !matchesVersion(ifMatch, before.version)) throw changedSince(before)
      const { url, types, description = null, mode = 'live', metadata = {} } = input
      const wanted = { url, types, description, mode, metadata }
      if (isAlready(before, wanted)) return { endpoint: before, unchanged: true }
      return { endpoint: (await endpoints.update(before.id, wanted))!, unchanged: false }
    })
  }

  /** Problems: validation_failed, webhook_endpoint_not_found, precondition_failed, external_id_taken. */
  async function update(
    { userId }: Caller,
    id: string,
    ifMatch: IfMatch,
    changes: Shape<'UpdateWebhookEndpointBody'>,
  ): Promise<Endpoint> {
    const { metadata: _, ...others } = changes
    refuse(others)
    return transaction(async ({ endpoints }) => {
      const before = await endpoints.lock(userId, id)
      if (!before) throw problem('webhook_endpoint_not_found')
      if (!matchesVersion(ifMatch, before.version)) throw changedSince(before)
      const metadata = mergedMetadata(before.metadata, changes.metadata)
      const after = await endpoints.update(id, { ...others, metadata })
      if (!after) throw problem('external_id_taken')
      return after
    })
  }

  /** Problem: webhook_endpoint_not_found. */
  async function remove({ userId }: Caller, id: string): Promise<void> {
    if (!(await store.remove(userId, id))) throw problem('webhook_endpoint_not_found')
  }

  /** Problem: webhook_endpoint_not_found. */
  async function get({ userId }: Caller, id: string): Promise<Endpoint> {
    const endpoint = await store.find(userId, id)
    if (!endpoint) throw problem('webhook_endpoint_not_found')
    return endpoint
  }

  /** Newest first. Problem: invalid_cursor. */
  async function list(
    { userId }: Caller,
    { externalId, metadata, limit, cursor }: { externalId?: string; metadata?: string; limit: number; cursor?: string },
  ) {
    const name = `webhook endpoints of ${userId} ${JSON.stringify([externalId, metadata])}`
    const beforeId = cursor === undefined ? undefined : cursors.decode<string>(name, cursor)
    const rows = await store.list({ accountId: userId, externalId, metadata, beforeId, limit: limit + 1 })
    return pageOf(rows, limit, last => cursors.encode(name, last.id))
  }

  /** Problems: webhook_endpoint_not_found, those of an Idempotency-Key. */
  async function rotateSecret(
    { userId }: Caller,
    id: string,
    idempotency: Idempotency | undefined,
  ): Promise<Answered<Shape<'WebhookEndpointWithSecret'>>> {
    return withSecret(
      await transaction(({ endpoints, sql }) =>
        answerOnce<KeptEndpoint>(sql, { caller: userId, idempotency }, async () => {
          if (!(await endpoints.lock(userId, id))) throw problem('webhook_endpoint_not_found')
          const sealedSecret = sealing.seal(newSecret())
          const endpoint = await endpoints.rotate(id, sealedSecret)
          return { status: 200, body: { ...toEndpoint(endpoint), sealedSecret } }
        }),
      ),
    )
  }

  function refuse({ url, metadata }: Pick<EndpointEdit, 'url' | 'metadata'>): void {
    if (url !== undefined) refuseFaults(faultsOfUrl(url, urls))
    refuseMetadata(metadata)
  }

  function withSecret({
    body: { sealedSecret, ...endpoint },
    etag,
    replayed,
  }: Answered<KeptEndpoint>): Answered<Shape<'WebhookEndpointWithSecret'>> {
    const secret = sealing.open(sealedSecret)
    if (secret === undefined)
      throw problem(
        'idempotency_key_reused',
        'This made a secret once, but the secret of the server has changed since and it can’t be told again. ' +
          'Rotate the secret of the endpoint under another Idempotency-Key.',
      )
    return { body: { ...endpoint, secret }, replayed, ...(etag !== undefined && { etag }) }
  }
}

interface Stores {
  readonly endpoints: EndpointsStore
  readonly sql: Parameters<typeof createEndpointsStore>[0]
}

/** Undefined where the external id is taken. Problem: webhook_endpoint_limit_reached. */
async function make(
  endpoints: EndpointsStore,
  accountId: string,
  input: EndpointEdit & { readonly sealedSecret: string },
): Promise<Endpoint | undefined> {
  await endpoints.lockAccount(accountId)
  if ((await endpoints.count(accountId)) >= endpointsMax) throw problem('webhook_endpoint_limit_reached')
  return endpoints.insert({ ...input, id: newId('whe'), accountId, payloadVersion })
}

/** Types are a set: their order says nothing. */
const isAlready = (before: Endpoint, wanted: Pick<Endpoint, 'url' | 'types' | 'description' | 'mode' | 'metadata'>) =>
  before.url === wanted.url &&
  before.description === wanted.description &&
  before.mode === wanted.mode &&
  sameText([...before.types].sort(), [...wanted.types].sort()) &&
  sameText(Object.entries(before.metadata).sort(), Object.entries(wanted.metadata).sort())

const sameText = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

function changedSince(endpoint: Endpoint) {
  const currentETag = `"${etagOf(endpoint)}"`
  const words = `It has changed since you read it: its ETag is ${currentETag} now. Read it again, then change it.`
  return problem('precondition_failed', words, { currentETag })
}

const isThere = (endpoint: Endpoint) =>
  problem('precondition_failed', 'An endpoint with this external id is there already, and was not changed.', {
    currentETag: `"${etagOf(endpoint)}"`,
  })
const missing = () =>
  problem('precondition_failed', 'No endpoint of yours has this external id, so there is none to replace.')
