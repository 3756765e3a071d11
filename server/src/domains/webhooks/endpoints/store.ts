// Every SQL statement of the endpoints themselves.
import { metadataOf } from '../../../platform/metadata.ts'
import type { Sql } from '../../../platform/postgres/sql.ts'
import { uniqueViolation } from '../../../platform/postgres/sqlstates.ts'
import { previousSecretHours, type DisabledReason } from './rules.ts'

export type EndpointsStore = ReturnType<typeof createEndpointsStore>

export interface Endpoint {
  readonly id: string
  readonly accountId: string
  readonly externalId: string | null
  readonly url: string
  readonly types: readonly string[]
  readonly description: string | null
  readonly mode: 'live' | 'test'
  readonly payloadVersion: string
  readonly metadata: Readonly<Record<string, string>>
  readonly version: number
  readonly disabledReason: DisabledReason | null
  readonly failingSince: Date | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** What an owner may say of an endpoint; undefined stays as it is. */
export interface EndpointEdit {
  readonly externalId?: string | null | undefined
  readonly url?: string | undefined
  readonly types?: readonly string[] | undefined
  readonly description?: string | null | undefined
  readonly mode?: 'live' | 'test' | undefined
  readonly metadata?: Readonly<Record<string, string>> | undefined
}

export interface NewEndpoint extends EndpointEdit {
  readonly id: string
  readonly accountId: string
  readonly payloadVersion: string
  readonly sealedSecret: string
}

const columns = [
  'id',
  'account_id as accountId',
  'external_id as externalId',
  'url',
  'types',
  'description',
  'mode',
  'payload_version as payloadVersion',
  'metadata',
  'version',
  'disabled_reason as disabledReason',
  'failing_since as failingSince',
  'created_at as createdAt',
  'updated_at as updatedAt',
]

export function createEndpointsStore(sql: Sql) {
  const changed = { version: sql.raw('version + 1'), updated_at: sql.raw('clock_timestamp()') }

  return {
    /** Lets nobody else make an endpoint of the account before this transaction has ended. */
    async lockAccount(accountId: string): Promise<void> {
      await sql.raw('select pg_advisory_xact_lock(hashtextextended(?::text, 0))', [`webhook endpoints\n${accountId}`])
    },

    async count(accountId: string): Promise<number> {
      const {
        rows: [row],
      } = await sql.raw<{ rows: { endpoints: number }[] }>(
        'select count(*)::int as endpoints from webhook_endpoints where account_id = ?',
        [accountId],
      )
      return row!.endpoints
    },

    /** Undefined, and nothing is written, where another endpoint of the account has its external id. */
    async insert({ id, accountId, payloadVersion, sealedSecret, ...edit }: NewEndpoint): Promise<Endpoint | undefined> {
      const row = { id, account_id: accountId, payload_version: payloadVersion, secret: sealedSecret }
      const [made] = (await sql('webhook_endpoints')
        .insert({ ...row, ...rowOf(edit) })
        .onConflict()
        .ignore()
        .returning(columns)) as Endpoint[]
      return made
    },

    /** Newest first. */
    async list({
      accountId,
      externalId,
      metadata,
      beforeId,
      limit,
    }: {
      accountId: string
      externalId: string | undefined
      metadata: string | undefined
      beforeId: string | undefined
      limit: number
    }): Promise<readonly Endpoint[]> {
      const query = sql('webhook_endpoints').where({ account_id: accountId }).orderBy('id', 'desc').limit(limit)
      if (externalId !== undefined) void query.where({ external_id: externalId })
      if (metadata !== undefined) void query.whereRaw('metadata @> ?::jsonb', [metadataOf(metadata)])
      if (beforeId !== undefined) void query.where('id', '<', beforeId)
      return (await query.select(columns)) as Endpoint[]
    },

    async find(accountId: string, id: string): Promise<Endpoint | undefined> {
      return (await sql('webhook_endpoints').where({ account_id: accountId, id }).first(columns)) as
        | Endpoint
        | undefined
    },

    /** Nobody else can change it until this transaction ends. */
    async lock(accountId: string, id: string): Promise<Endpoint | undefined> {
      return (await sql('webhook_endpoints').where({ account_id: accountId, id }).forNoKeyUpdate().first(columns)) as
        | Endpoint
        | undefined
    },

    async lockByExternalId(accountId: string, externalId: string): Promise<Endpoint | undefined> {
      return (await sql('webhook_endpoints')
        .where({ account_id: accountId, external_id: externalId })
        .forNoKeyUpdate()
        .first(columns)) as Endpoint | undefined
    },

    /**
     * Changes what is named. `disabled` true: by its owner, whatever was the reason before; false: it begins again, and
     * gets nothing that was queued before. Another URL is not left alone because the one before asked for it. Undefined
     * where another endpoint of the account has the external id.
     */
    async update(
      id: string,
      { disabled, ...edit }: EndpointEdit & { readonly disabled?: boolean | undefined },
    ): Promise<Endpoint | undefined> {
      const now = sql.raw('clock_timestamp()')
      const healthy = { failing_since: null, failures: 0, paused_until: null, notice_due_at: null, notice_attempts: 0 }
      const state = {
        undefined: {},
        true: { disabled_at: now, disabled_reason: 'owner', ...healthy },
        false: { disabled_at: null, disabled_reason: null, enabled_at: now, ...healthy },
      }[String(disabled) as 'undefined' | 'true' | 'false']
      try {
        const [endpoint] = (await sql('webhook_endpoints')
          .where({ id })
          .update({ ...rowOf(edit), ...(edit.url !== undefined && { paused_until: null }), ...state, ...changed })
          .returning(columns)) as Endpoint[]
        return endpoint
      } catch (error) {
        if ((error as { code?: string }).code === uniqueViolation) return undefined
        throw error
      }
    },

    /** What it was signed with before is good for a while. */
    async rotate(id: string, sealedSecret: string): Promise<Endpoint> {
      const [endpoint] = (await sql('webhook_endpoints')
        .where({ id })
        .update({
          previous_secret: sql.ref('secret'),
          previous_secret_until: sql.raw(`clock_timestamp() + interval '${previousSecretHours} hours'`),
          secret: sealedSecret,
          ...changed,
        })
        .returning(columns)) as Endpoint[]
      return endpoint!
    },

    /** False where there is none. */
    async remove(accountId: string, id: string): Promise<boolean> {
      return (await sql('webhook_endpoints').where({ account_id: accountId, id }).delete()) === 1
    },

    async removeAll(accountId: string): Promise<void> {
      await sql('webhook_endpoints').where({ account_id: accountId }).delete()
    },

    /** A page of all secrets, sealed, in the order of the endpoints' ids. */
    async sealedSecrets(afterId: string, limit: number): Promise<readonly SealedSecrets[]> {
      return (await sql('webhook_endpoints')
        .where('id', '>', afterId)
        .orderBy('id')
        .limit(limit)
        .select('id', 'secret', 'previous_secret as previousSecret')) as SealedSecrets[]
    },

    /** Does nothing where the secret was rotated meanwhile. */
    async reseal(before: SealedSecrets, { secret, previousSecret }: Omit<SealedSecrets, 'id'>): Promise<void> {
      await sql('webhook_endpoints')
        .where({ id: before.id, secret: before.secret })
        .update({ secret, previous_secret: previousSecret })
    },

    /**
     * At most `limit` endpoints that were disabled, whose owners are to be told; each is due again later unless it is
     * done by then.
     */
    async takeNotices(limit: number, leaseSeconds: number): Promise<readonly Notice[]> {
      const { rows } = await sql.raw<{ rows: Notice[] }>(
        `
        update webhook_endpoints set notice_attempts = notice_attempts + 1,
          notice_due_at = clock_timestamp() + make_interval(secs => ?)
        where id in (
          select id from webhook_endpoints where notice_due_at <= clock_timestamp()
          order by notice_due_at limit ? for update skip locked)
        returning id, account_id as "accountId", url, disabled_reason as reason, disabled_at as "disabledAt",
          notice_attempts as attempts, extract(epoch from clock_timestamp() - disabled_at)::float8 as "ageSeconds"`,
        [leaseSeconds, limit],
      )
      return rows
    },

    /** It is told, or nobody is to be told. Does nothing where another process has taken it since. */
    async endNotice({ id, attempts }: Pick<Notice, 'id' | 'attempts'>): Promise<void> {
      await sql('webhook_endpoints')
        .where({ id, notice_attempts: attempts })
        .update({ notice_due_at: null, notice_attempts: 0 })
    },

    async postponeNotice({ id, attempts }: Pick<Notice, 'id' | 'attempts'>, seconds: number): Promise<void> {
      await sql('webhook_endpoints')
        .where({ id, notice_attempts: attempts })
        .whereNotNull('notice_due_at')
        .update({ notice_due_at: sql.raw('clock_timestamp() + make_interval(secs => ?)', [seconds]) })
    },
  }
}

export interface SealedSecrets {
  readonly id: string
  readonly secret: string
  readonly previousSecret: string | null
}

export interface Notice {
  readonly id: string
  readonly accountId: string
  readonly url: string
  readonly reason: Exclude<DisabledReason, 'owner'>
  readonly disabledAt: Date
  /** This one too. */
  readonly attempts: number
  readonly ageSeconds: number
}

function rowOf({ externalId, url, types, description, mode, metadata }: EndpointEdit) {
  const row = {
    external_id: externalId,
    url,
    types,
    description,
    mode,
    metadata: metadata && JSON.stringify(metadata),
  }
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))
}
