// Every SQL statement of the users.
import type { Knex } from 'knex'
import type { Role } from '../../contract/types.ts'
import type { Sql } from '../../platform/postgres/sql.ts'
import { problem } from '../../platform/problems.ts'
import { profilesMax, type Profile, type RecentChanges } from './port.ts'
import type { RefreshTokenFacts } from './rules.ts'

export type UsersStore = ReturnType<typeof createUsersStore>

export interface User {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly disabled: boolean
  /** Null: nobody has shown yet that they read mail there. */
  readonly emailVerifiedAt: Date | null
  readonly version: number
  readonly createdAt: Date
}

export interface NewUser extends Pick<User, 'id' | 'email' | 'name' | 'role'> {
  readonly emailKey: string
  readonly passwordHash: string
}
export interface UserChanges {
  readonly role?: Role
  readonly disabled?: boolean
}
export interface SessionRef {
  readonly userId: string
  readonly id: string
}
export interface NewRefreshToken {
  readonly hash: Buffer
  readonly livesSeconds: number
}
/** Where a session is used from, as its owner will know it again. */
export interface SessionOrigin {
  readonly network: string
  readonly userAgent: string | undefined
}
export interface ListedSession {
  readonly id: string
  readonly createdAt: Date
  readonly lastUsedAt: Date
  readonly expiresAt: Date
  readonly network: string | null
  readonly userAgent: string | null
}

export interface LockedRefreshToken {
  readonly session: SessionRef
  readonly facts: RefreshTokenFacts
  /** The hash of what it was traded for; undefined: nothing, or nothing that is known again. */
  readonly successor: Buffer | undefined
}
interface SessionIds {
  readonly userId: string
  readonly sessionId: string
}

export const userColumns = [
  'id',
  'email',
  'name',
  'role',
  'disabled',
  'email_verified_at as emailVerifiedAt',
  'version',
  'created_at as createdAt',
]
/** The same for statements that read better as SQL. */
const userColumnsText =
  'id, email, name, role, disabled, email_verified_at as "emailVerifiedAt", version, created_at as "createdAt"'

export function createUsersStore(sql: Sql) {
  return {
    /** Problem: email_taken. */
    async insertUser({ id, email, emailKey, name, role, passwordHash }: NewUser): Promise<User> {
      const row = { id, email, email_key: emailKey, name, role, password_hash: passwordHash }
      const [user] = (await sql('users').insert(row).returning(userColumns).catch(refuseTakenEmail)) as User[]
      return user!
    },

    async find(id: string): Promise<User | undefined> {
      return (await sql('users').where({ id }).whereNull('erased_at').first(userColumns)) as User | undefined
    },

    /** Of those that there are, in no order. */
    async profiles(ids: readonly string[]): Promise<readonly Profile[]> {
      return (await sql('users')
        .whereRaw('id = any(?::text[])', [[...ids]])
        .whereNull('erased_at')
        .limit(profilesMax)
        .select('id', 'name', 'email', sql.raw('email_verified_at is not null as "emailVerified"'))) as Profile[]
    },

    async profileOfEmail(emailKey: string): Promise<Profile | undefined> {
      const theirs = sql('users').where({ email_key: emailKey }).whereNull('erased_at')
      return (await theirs.first('id', 'name', 'email')) as Profile | undefined
    },

    /** Locks the account until the transaction ends. */
    async lock(id: string): Promise<User | undefined> {
      const theirs = sql('users').where({ id }).whereNull('erased_at').forUpdate()
      return (await theirs.first(userColumns)) as User | undefined
    },

    /**
     * Locks all active admins, in the order of their ids so that two such locks can't block each other, and names them.
     */
    async lockActiveAdmins(): Promise<readonly string[]> {
      return (await sql('users')
        .where({ role: 'admin', disabled: false })
        .orderBy('id')
        .forUpdate()
        .pluck('id')) as string[]
    },

    async findByEmail(emailKey: string): Promise<(User & { passwordHash: string }) | undefined> {
      return (await sql('users')
        .where({ email_key: emailKey })
        .first([...userColumns, 'password_hash as passwordHash'])) as (User & { passwordHash: string }) | undefined
    },

    /** Newest first; ids sort by the time of their making. */
    async list({
      emailKey,
      role,
      beforeId,
      limit,
    }: {
      emailKey?: string
      role?: Role
      beforeId?: string
      limit: number
    }): Promise<readonly User[]> {
      const query = sql('users').whereNull('erased_at').orderBy('id', 'desc').limit(limit).select(userColumns)
      if (emailKey !== undefined) query.where('email_key', emailKey)
      if (role !== undefined) query.where('role', role)
      if (beforeId !== undefined) query.where('id', '<', beforeId)
      return (await query) as User[]
    },

    /** Undefined when there is no such account. */
    async update(id: string, { role, disabled }: UserChanges): Promise<User | undefined> {
      const changes = { role, disabled } // knex leaves out what is undefined
      const [user] = (await sql('users')
        .where({ id })
        .update({ ...changes, version: sql.raw('version + 1'), ...(role && { role_changed_at: sql.fn.now(3) }) })
        .returning(userColumns)) as User[]
      return user
    },

    /**
     * Begins a session if, at this very moment, the account is enabled and its password still the one that was checked:
     * the row is locked against a change of either that is under way. Answers with the account, or undefined.
     */
    async beginSession(
      session: SessionRef,
      { passwordHash, token, origin }: { passwordHash: string; token: NewRefreshToken; origin: SessionOrigin },
    ): Promise<User | undefined> {
      const {
        rows: [user],
      } = await sql.raw<{ rows: User[] }>(
        `select ${userColumnsText} from users where id = ? and password_hash = ? and not disabled for share`,
        [session.userId, passwordHash],
      )
      if (!user) return undefined
      await sql('sessions').insert({
        user_id: session.userId,
        id: session.id,
        expires_at: inSeconds(token.livesSeconds),
        last_used_at: sql.fn.now(3),
        network: origin.network,
        user_agent: origin.userAgent ?? null,
      })
      await addToken(session, { hash: token.hash, expiresAt: inSeconds(token.livesSeconds) })
      return user
    },

    /**
     * Locks the token, so that of two that present it one is the second. Undefined when it is unknown. `successors` are
     * the hashes of what it may have been traded for.
     */
    async lockRefreshToken(
      hash: Buffer,
      { successors, sessionLivesSecondsMax }: { successors: readonly Buffer[]; sessionLivesSecondsMax: number },
    ): Promise<LockedRefreshToken | undefined> {
      await sql.raw('select from refresh_tokens where token_hash = ? for update', [hash])
      // The lock stands alone: a statement that waited for it would see the other tables as they were before.
      const {
        rows: [row],
      } = await sql.raw<{ rows: (RefreshTokenFacts & SessionIds & { successor: Buffer | null })[] }>(
        `
        select token.user_id as "userId", token.session_id as "sessionId",
          extract(epoch from now() - token.used_at)::float8 as "usedSecondsAgo",
          token.expires_at <= now() or session.created_at <= now() - make_interval(secs => :sessionLivesSecondsMax)
            as expired,
          session.revoked_at is not null as "sessionRevoked", users.disabled as "accountDisabled",
          successor.token_hash as successor, successor.used_at is null and successor.expires_at > now() is true
            as "successorUnused"
        from refresh_tokens token
        join sessions session on session.user_id = token.user_id and session.id = token.session_id
        join users on users.id = token.user_id
        left join refresh_tokens successor on successor.token_hash = any(:successors::bytea[])
          and successor.user_id = token.user_id and successor.session_id = token.session_id
        where token.token_hash = :hash`,
        { hash, successors: successors as Buffer[], sessionLivesSecondsMax },
      )
      if (!row) return undefined
      const { userId, sessionId, successor, ...facts } = row
      return { session: { userId, id: sessionId }, facts, successor: successor ?? undefined }
    },

    /**
     * Marks the token as used and puts the next in its place; the session lives as long as that one, and no longer than
     * a session may.
     */
    async rotateToken(
      session: SessionRef,
      {
        used,
        next,
        origin,
        sessionLivesSecondsMax,
      }: { used: Buffer; next: NewRefreshToken; origin: SessionOrigin; sessionLivesSecondsMax: number },
    ): Promise<void> {
      await sql('refresh_tokens')
        .where({ token_hash: used })
        .update({ used_at: sql.fn.now(3) })
      const {
        rows: [row],
      } = await sql.raw<{ rows: { expiresAt: Date }[] }>(
        `
        update sessions set last_used_at = now(), network = :network, user_agent = :userAgent,
          expires_at = least(now() + make_interval(secs => :livesSeconds),
            created_at + make_interval(secs => :sessionLivesSecondsMax))
        where user_id = :userId and id = :id returning expires_at as "expiresAt"`,
        {
          network: origin.network,
          userAgent: origin.userAgent ?? null,
          livesSeconds: next.livesSeconds,
          sessionLivesSecondsMax,
          ...session,
        },
      )
      await addToken(session, { hash: next.hash, expiresAt: row!.expiresAt })
    },

    /** The sessions that go on, the one that was used last first. */
    async listSessions({ userId, limit }: { userId: string; limit: number }): Promise<readonly ListedSession[]> {
      const { rows } = await sql.raw<{ rows: ListedSession[] }>(
        `
        select id, created_at as "createdAt", coalesce(last_used_at, created_at) as "lastUsedAt",
          expires_at as "expiresAt", network, user_agent as "userAgent"
        from sessions where user_id = ? and revoked_at is null and expires_at > now()
        order by coalesce(last_used_at, created_at) desc, id desc limit ?`,
        [userId, limit],
      )
      return rows
    },

    /** Whether the account of this email was signed in to, or its session renewed, from this network lately. */
    async knowsNetwork({ emailKey, network, days }: { emailKey: string; network: string; days: number }) {
      const {
        rows: [row],
      } = await sql.raw<{ rows: { known: boolean }[] }>(
        `
        select exists (
          select from sessions session join users on users.id = session.user_id
          where users.email_key = ? and session.network = ?
            and session.last_used_at > now() - make_interval(days => ?)) as known`,
        [emailKey, network, days],
      )
      return row!.known
    },

    /** The session that a refresh token, used or not, belongs to. */
    async sessionOf(hash: Buffer): Promise<SessionRef | undefined> {
      return (await sql('refresh_tokens')
        .where({ token_hash: hash })
        .first(['user_id as userId', 'session_id as id'])) as SessionRef | undefined
    },

    /** Undefined when there is no such session. */
    async sessionState({
      userId,
      id,
    }: SessionRef): Promise<{ revoked: boolean; disabled: boolean; role: Role } | undefined> {
      const {
        rows: [row],
      } = await sql.raw<{ rows: { revoked: boolean; disabled: boolean; role: Role }[] }>(
        `
        select session.revoked_at is not null as revoked, users.disabled, users.role
        from sessions session join users on users.id = session.user_id
        where session.user_id = ? and session.id = ?`,
        [userId, id],
      )
      return row
    },

    /** False when there is no such session, or it has been ended before. */
    async revokeSession({ userId, id }: SessionRef): Promise<boolean> {
      const revoked = await sql('sessions')
        .where({ user_id: userId, id })
        .whereNull('revoked_at')
        .update({ revoked_at: sql.raw('clock_timestamp()') })
      return revoked === 1
    },

    /** Ends every session of the account, but for the one to keep, and names those it ended. */
    async revokeSessions(userId: string, { keep = '' }: { keep?: string } = {}): Promise<readonly string[]> {
      const ended = (await sql('sessions')
        .where({ user_id: userId })
        .whereNot('id', keep)
        .whereNull('revoked_at')
        .update({ revoked_at: sql.raw('clock_timestamp()') })
        .returning('id')) as { id: string }[]
      return ended.map(({ id }) => id)
    },

    /** Ends every API key of the account, and names those it ended. */
    async revokeApiKeys(userId: string): Promise<readonly string[]> {
      const ended = (await sql('api_keys')
        .where({ user_id: userId })
        .whereNull('revoked_at')
        .update({ revoked_at: sql.raw('clock_timestamp()') })
        .returning('id')) as { id: string }[]
      return ended.map(({ id }) => id)
    },

    async changesWithin(lastSeconds: number): Promise<RecentChanges> {
      const { rows: revokedCredentials } = await sql.raw<{ rows: { id: string; ageSeconds: number }[] }>(
        `
        select id, extract(epoch from now() - revoked_at)::float8 as "ageSeconds"
        from sessions where revoked_at > now() - make_interval(secs => :lastSeconds)
        union all
        select id, extract(epoch from now() - revoked_at)::float8
        from api_keys where revoked_at > now() - make_interval(secs => :lastSeconds)`,
        { lastSeconds },
      )
      const { rows: roles } = await sql.raw<{
        rows: { userId: string; role: Role; version: number; ageSeconds: number }[]
      }>(
        `
        select id as "userId", role, version, extract(epoch from now() - role_changed_at)::float8 as "ageSeconds"
        from users where role_changed_at > now() - make_interval(secs => ?)`,
        [lastSeconds],
      )
      return { revokedCredentials, roles }
    },

    /** Deletes what has been over for a day, at most `limit` rows of each kind; says whether there may be more. */
    async forgetEnded(limit: number): Promise<boolean> {
      const { rowCount: tokens } = await sql.raw<{ rowCount: number }>(
        `
        delete from refresh_tokens where token_hash in
          (select token_hash from refresh_tokens where expires_at < now() - interval '1 day' order by expires_at limit ?
            for update skip locked)`,
        [limit],
      )
      const { rowCount: sessions } = await sql.raw<{ rowCount: number }>(
        `
        delete from sessions where (user_id, id) in
          (select user_id, id from sessions where expires_at < now() - interval '1 day' order by expires_at limit ?
            for update skip locked)`,
        [limit],
      )
      return tokens === limit || sessions === limit
    },
  }

  async function addToken(session: SessionRef, { hash, expiresAt }: { hash: Buffer; expiresAt: Date | Knex.Raw }) {
    await sql('refresh_tokens').insert({
      token_hash: hash,
      user_id: session.userId,
      session_id: session.id,
      expires_at: expiresAt,
    })
  }

  function inSeconds(seconds: number) {
    return sql.raw('now() + make_interval(secs => ?)', [seconds])
  }
}

/** Problem: email_taken. */
export function refuseTakenEmail(error: unknown): never {
  if ((error as { constraint?: string }).constraint === 'users_email_unique') throw problem('email_taken')
  throw error
}

/** Problem: token_invalid when the account is gone. */
export function existing(user: User | undefined): User {
  if (!user) throw problem('token_invalid', 'The account is gone.')
  return user
}
