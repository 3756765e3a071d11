// Every SQL statement of the API keys.
import type { Role } from '../../../contract/types.ts'
import type { Sql } from '../../../platform/postgres/sql.ts'

export type ApiKeysStore = ReturnType<typeof createApiKeysStore>

export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly scopes: readonly string[]
  readonly lastUsedAt: Date | null
  readonly expiresAt: Date | null
  readonly createdAt: Date
}

export interface NewApiKeyRow extends Pick<ApiKey, 'id' | 'name' | 'prefix' | 'scopes'> {
  readonly userId: string
  readonly hash: Buffer
  readonly expiresAt: Date | undefined
}

/** What a key that works now may do, and for whom. */
export interface WorkingKey {
  readonly id: string
  readonly userId: string
  readonly role: Role
  readonly scopes: readonly string[]
  readonly expiresAt: Date | null
  /** To `expiresAt` by the database's clock. */
  readonly leftMs: number | null
}

export type FoundKey = WorkingKey & { readonly state: 'working' | 'ended' | 'revoked' | 'account_disabled' }

const columns = [
  'id',
  'name',
  'prefix',
  'scopes',
  'last_used_at as lastUsedAt',
  'expires_at as expiresAt',
  'created_at as createdAt',
]

export function createApiKeysStore(sql: Sql) {
  return {
    /** Locks the account against its end and against other keys being made; false when it can't have any. */
    async lockOwner(userId: string): Promise<boolean> {
      const { rows } = await sql.raw<{ rows: unknown[] }>(
        'select from users where id = ? and not disabled for no key update',
        [userId],
      )
      return rows.length === 1
    },

    /** How many keys of the account work, or would if they were used. */
    async countWorking(userId: string): Promise<number> {
      const {
        rows: [row],
      } = await sql.raw<{ rows: { keys: number }[] }>(
        `select count(*)::int as keys from api_keys
        where user_id = ? and revoked_at is null and (expires_at is null or expires_at > now())`,
        [userId],
      )
      return row!.keys
    },

    /** Whether a time is still to come by the database's clock, which keys end by. */
    async isToCome(time: Date): Promise<boolean> {
      const {
        rows: [row],
      } = await sql.raw<{ rows: { toCome: boolean }[] }>('select ?::timestamptz > now() as "toCome"', [time])
      return row!.toCome
    },

    async insert({ userId, id, name, hash, prefix, scopes, expiresAt }: NewApiKeyRow): Promise<ApiKey> {
      const row = { user_id: userId, id, name, key_hash: hash, prefix, scopes, expires_at: expiresAt ?? null }
      const [key] = (await sql('api_keys').insert(row).returning(columns)) as ApiKey[]
      return key!
    },

    /** Newest first, without those that were deleted. */
    async list({
      userId,
      beforeId,
      limit,
    }: {
      userId: string
      beforeId: string | undefined
      limit: number
    }): Promise<readonly ApiKey[]> {
      const query = sql('api_keys')
        .where({ user_id: userId })
        .whereNull('revoked_at')
        .orderBy('id', 'desc')
        .limit(limit)
      if (beforeId !== undefined) query.where('id', '<', beforeId)
      return (await query.select(columns)) as ApiKey[]
    },

    /** False when the account has no such key, or has deleted it before. */
    async revoke(userId: string, id: string): Promise<boolean> {
      const revoked = await sql('api_keys')
        .where({ user_id: userId, id })
        .whereNull('revoked_at')
        .update({ revoked_at: sql.raw('clock_timestamp()') })
      return revoked === 1
    },

    async find(hash: Buffer): Promise<FoundKey | undefined> {
      const {
        rows: [row],
      } = await sql.raw<{ rows: FoundKey[] }>(
        `
        select key.id, key.user_id as "userId", users.role, key.scopes, key.expires_at as "expiresAt",
          (extract(epoch from key.expires_at - now()) * 1000)::float8 as "leftMs",
          case when key.revoked_at is not null then 'revoked' when users.disabled then 'account_disabled'
            when key.expires_at <= now() then 'ended' else 'working' end as state
        from api_keys key join users on users.id = key.user_id
        where key.key_hash = ?`,
        [hash],
      )
      return row
    },

    /** Whoever has noted a use of one of them within the last minute leaves nothing to write. */
    async noteUses(ids: readonly string[]): Promise<void> {
      await sql.raw(
        `update api_keys set last_used_at = now()
        where id = any(?::text[]) and (last_used_at is null or last_used_at <= now() - interval '1 minute')`,
        [[...ids]],
      )
    },

    /** Deletes keys that were over for a month, at most `limit`; says whether there may be more. */
    async forgetEnded(limit: number): Promise<boolean> {
      const { rowCount } = await sql.raw<{ rowCount: number }>(
        `
        delete from api_keys where id in (
          select id from api_keys where revoked_at < now() - interval '30 days'
          union all select id from api_keys where expires_at < now() - interval '30 days'
          limit ?)`,
        [limit],
      )
      return rowCount === limit
    },
  }
}
