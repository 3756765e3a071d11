// The users' use cases: sign up, sign in, stay signed in, sign out, and what admins do with accounts.
import type { Logger } from 'pino'
import { emailKeyOf } from '../../contract/emails.ts'
import type { Caller, Role } from '../../contract/types.ts'
import { pageOf, type Cursors } from '../../platform/cursors.ts'
import { neighbourhoodOf } from '../../platform/http/addresses.ts'
import { newId } from '../../platform/ids.ts'
import { inTransaction, type Database } from '../../platform/postgres/sql.ts'
import { Problem, problem } from '../../platform/problems.ts'
import { createMailsStore } from './mails/store.ts'
import type { Passwords } from './passwords.ts'
import type { Verification } from './port.ts'
import type { Revocations } from './revocations.ts'
import { evaluateRefreshToken, losesAdmin, maySignUpAs, type OrganizerSignup } from './rules.ts'
import {
  createUsersStore,
  existing,
  type ListedSession,
  type SessionOrigin,
  type SessionRef,
  type User,
  type UsersStore,
} from './store.ts'
import { newRefreshToken, refreshTokenHash, type Tokens } from './tokens.ts'

export type UsersService = ReturnType<typeof createUsersService>

export interface SignedIn {
  readonly user: User
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresInSeconds: number
}
export interface Credentials {
  readonly email: string
  readonly password: string
}

/** Where a request comes from. */
export interface Client {
  readonly address: string
  readonly userAgent?: string | undefined
}

export interface UsersServiceOptions {
  readonly database: Database
  readonly organizerSignup: OrganizerSignup
  readonly passwords: Passwords
  readonly tokens: Tokens
  readonly revocations: Revocations
  readonly cursors: Cursors
  readonly log: Logger
  /** A refresh token that comes a second time ends its session, also within seconds. */
  readonly refreshStrict: boolean
  /** Emails with passwords that everybody knows: nobody signs in with one of these pairs. */
  readonly knownCredentials: readonly Credentials[]
}

const daySeconds = 24 * 3_600
export const refreshTokenSeconds = 30 * daySeconds
/** However often it is renewed. */
export const sessionLivesSecondsMax = 90 * daySeconds
/** More than anybody signs in with; the rest is the oldest. */
const sessionsListedMax = 100
const networkKnownDays = 30
const userAgentLengthMax = 200

export function createUsersService({
  database,
  organizerSignup,
  passwords,
  tokens,
  revocations,
  cursors,
  log,
  refreshStrict,
  knownCredentials,
}: UsersServiceOptions) {
  const store = createUsersStore(database.knex)
  /** Refreshes under way, by the token that was presented. */
  const refreshing = new Map<string, Promise<SignedIn>>()

  return {
    register,
    login,
    refresh,
    logout,
    listUsers,
    updateUser,
    authenticate,
    verify,
    profilesOf: store.profiles,
    profileOfEmail: (email: string) => store.profileOfEmail(emailKeyOf(email)),
    ensureAdmin,
    accountState,
    listSessions,
    endSession,
    knowsNetwork,
  }

  /**
   * Makes an account, signs it in, and has its email verified. Problems: organizer_signup_closed, email_taken,
   * overloaded.
   */
  async function register(
    { email, password, name, role }: Credentials & { name: string; role: Role },
    from: Client,
  ): Promise<SignedIn> {
    if (!maySignUpAs(role, organizerSignup)) throw problem('organizer_signup_closed')
    await passwords.refuseWhenFull()
    const emailKey = emailKeyOf(email)
    // Before the costly hash; the constraint decides.
    if (await store.findByEmail(emailKey)) throw problem('email_taken')
    const passwordHash = await passwords.hash(password)
    return inTransaction(
      database,
      sql => ({ store: createUsersStore(sql), mails: createMailsStore(sql) }),
      async ({ store, mails }) => {
        const user = await store.insertUser({ id: newId('usr'), email, emailKey, name, role, passwordHash })
        await mails.enqueue({ id: newId('mail'), userId: user.id, purpose: 'email_verification' })
        const signedIn = await beginSession(store, { userId: user.id, passwordHash, from })
        if (!signedIn) throw new Error(`The account ${user.id} was made and can't be signed in.`)
        return signedIn
      },
    )
  }

  /**
   * Begins a session. A wrong email and a wrong password take the same time. Problems: credentials_invalid,
   * account_disabled, overloaded.
   */
  async function login({ email, password }: Credentials, from: Client): Promise<SignedIn> {
    await passwords.refuseWhenFull()
    const user = await store.findByEmail(emailKeyOf(email))
    const matches = await passwords.verify(user?.passwordHash, password)
    if (!user || !matches) throw problem('credentials_invalid')
    if (knownCredentials.some(known => emailKeyOf(known.email) === emailKeyOf(email) && known.password === password)) {
      throw problem(
        'credentials_invalid',
        'Everybody knows the password of this demo account, so it is good only where this machine alone can ' +
          'reach the server.',
      )
    }
    const signedIn = await inTransaction(database, createUsersStore, store =>
      beginSession(store, { userId: user.id, passwordHash: user.passwordHash, from }),
    )
    if (signedIn) return signedIn
    const now = await store.find(user.id)
    throw problem(now?.disabled ? 'account_disabled' : 'credentials_invalid')
  }

  async function beginSession(
    store: UsersStore,
    { userId, passwordHash, from }: { userId: string; passwordHash: string; from: Client },
  ): Promise<SignedIn | undefined> {
    const session: SessionRef = { userId, id: newId('ses') }
    const refreshToken = newRefreshToken()
    const user = await store.beginSession(session, {
      passwordHash,
      token: atRest(refreshToken),
      origin: originOf(from),
    })
    return user && signedIn(user, session, refreshToken)
  }

  /**
   * Trades a refresh token for the next. Whoever presents it again within seconds gets the same one, as long as nobody
   * has used that; any other second use ends the session, and that must be committed even though the caller is refused:
   * so the transaction returns a verdict. Problems: refresh_token_invalid, account_disabled.
   */
  function refresh(presented: string, from: Client): Promise<SignedIn> {
    if (refreshStrict) return refreshOnce(presented, from)
    // All of them get the same, so one asks for all: a hundred would hold a hundred connections.
    const refreshed =
      refreshing.get(presented) ?? refreshOnce(presented, from).finally(() => refreshing.delete(presented))
    refreshing.set(presented, refreshed)
    return refreshed
  }

  async function refreshOnce(presented: string, from: Client): Promise<SignedIn> {
    const used = refreshTokenHash(presented)
    const candidates = tokens.successorsOf(presented)
    const [next] = candidates
    const outcome = await inTransaction(database, createUsersStore, async store => {
      const found = await store.lockRefreshToken(used, {
        successors: candidates.map(refreshTokenHash),
        sessionLivesSecondsMax,
      })
      if (!found) return { verdict: 'invalid' } as const
      const { session, facts, successor } = found
      const verdict = evaluateRefreshToken(facts, { strict: refreshStrict })
      if (verdict === 'reused') await store.revokeSession(session)
      if (verdict === 'good')
        await store.rotateToken(session, { used, next: atRest(next), origin: originOf(from), sessionLivesSecondsMax })
      if (verdict !== 'good' && verdict !== 'repeated') return { verdict, session } as const
      const token = successor ? candidates.find(each => refreshTokenHash(each).equals(successor))! : next
      return { verdict: 'good', session, token, user: await store.find(session.userId) } as const
    })
    if (outcome.verdict === 'good' && outcome.user) return signedIn(outcome.user, outcome.session, outcome.token)
    if (outcome.verdict === 'disabled') throw problem('account_disabled')
    if (outcome.verdict === 'reused') {
      revocations.revoke([outcome.session.id])
      log.warn(
        { userId: outcome.session.userId, sessionId: outcome.session.id },
        'a refresh token was presented twice; its session has ended',
      )
    }
    throw problem('refresh_token_invalid')
  }

  /** Ends the session that the token belongs to; an unknown token or an ended session is no error. */
  async function logout(refreshToken: string): Promise<void> {
    const session = await store.sessionOf(refreshTokenHash(refreshToken))
    if (!session) return
    await store.revokeSession(session)
    revocations.revoke([session.id])
  }

  /** Of the caller's account, the one that was used last first. */
  function listSessions(caller: Caller): Promise<readonly ListedSession[]> {
    return store.listSessions({ userId: caller.userId, limit: sessionsListedMax })
  }

  /** Ends a session of the caller's account, the caller's own too. Problem: session_not_found. */
  async function endSession(caller: Caller, id: string): Promise<void> {
    if (!(await store.revokeSession({ userId: caller.userId, id }))) throw problem('session_not_found')
    revocations.revoke([id])
  }

  /** Whether somebody at this address has lately been signed in as the account of this email. */
  function knowsNetwork(email: string, address: string): Promise<boolean> {
    return store.knowsNetwork({
      emailKey: emailKeyOf(email),
      network: neighbourhoodOf(address),
      days: networkKnownDays,
    })
  }

  /** Newest first. Problem: invalid_cursor. */
  async function listUsers({
    email,
    role,
    limit,
    cursor,
  }: {
    email?: string
    role?: Role
    limit: number
    cursor?: string
  }) {
    const emailKey = email === undefined ? undefined : emailKeyOf(email)
    const list = `users ${JSON.stringify([emailKey, role])}`
    const beforeId = cursor === undefined ? undefined : cursors.decode<string>(list, cursor)
    const users = await store.list({ emailKey, role, beforeId, limit: limit + 1 })
    return pageOf(users, limit, last => cursors.encode(list, last.id))
  }

  /**
   * Gives another role, disables, enables. Disabling ends the account's sessions and API keys. Problems:
   * user_not_found, forbidden for the last admin.
   */
  async function updateUser(id: string, changes: { role?: Role; disabled?: boolean }): Promise<User> {
    const { user, before, ended } = await inTransaction(database, createUsersStore, async store => {
      const admins = await store.lockActiveAdmins()
      const before = await store.lock(id)
      if (!before) throw problem('user_not_found')
      const { role = before.role, disabled = before.disabled } = changes
      if (losesAdmin(before, { role, disabled }) && admins.length === 1)
        throw problem('forbidden', 'This is the last admin; make another one first.')
      if (role === before.role && disabled === before.disabled) return { user: before, before, ended: [] }
      const user = existing(await store.update(id, { role: role === before.role ? undefined : role, disabled }))
      if (!disabled) return { user, before, ended: [] }
      return { user, before, ended: [...(await store.revokeSessions(id)), ...(await store.revokeApiKeys(id))] }
    })
    revocations.revoke(ended)
    if (user.role !== before.role) revocations.changeRole(user)
    return user
  }

  /** Whose access token this is: without the database, so at once. Problems: token_invalid, token_expired. */
  function authenticate(token: string): Caller {
    const { caller } = tokens.verify(token)
    if (revocations.isRevoked(caller.credentialId))
      throw problem('token_invalid', 'The session has ended: log in again.')
    return revocations.current(caller)
  }

  /** The same for other services; asks the database, so that what another process has revoked counts at once. */
  async function verify(token: string): Promise<Verification> {
    const kind = 'session'
    try {
      const {
        caller: { userId, credentialId },
        expiresAtMs,
      } = tokens.verify(token)
      const state = await store.sessionState({ userId, id: credentialId })
      if (state?.disabled) return { active: false, kind, reason: 'account_disabled' }
      if (!state || state.revoked) return { active: false, kind, reason: 'token_invalid' }
      return {
        active: true,
        kind,
        userId,
        role: state.role,
        credentialId,
        expiresAt: new Date(expiresAtMs),
        leftMs: tokens.leftMs(expiresAtMs),
      }
    } catch (error) {
      if (error instanceof Problem && (error.code === 'token_expired' || error.code === 'token_invalid'))
        return { active: false, kind, reason: error.code }
      throw error
    }
  }

  /** Makes the first admin if nobody has this email. An account that somebody else has made is left as it is. */
  async function ensureAdmin({ email, password }: Credentials): Promise<void> {
    const emailKey = emailKeyOf(email)
    const found = await store.findByEmail(emailKey)
    if (!found) {
      const passwordHash = await passwords.hash(password)
      await store
        .insertUser({ id: newId('usr'), email, emailKey, name: 'Admin', role: 'admin', passwordHash })
        .catch(unlessTaken)
    } else if (found.role !== 'admin') {
      log.warn({ userId: found.id }, "the account with the admin's email is no admin; it is left as it is")
    }
  }

  /**
   * Whether the account can be signed in to with this password: `open` if it can, `closed` if not (it has another, or
   * is disabled).
   */
  async function accountState({ email, password }: Credentials): Promise<'missing' | 'open' | 'closed'> {
    const found = await store.findByEmail(emailKeyOf(email))
    if (!found) return 'missing'
    return !found.disabled && (await passwords.verify(found.passwordHash, password)) ? 'open' : 'closed'
  }

  function signedIn(user: User, session: SessionRef, refreshToken: string): SignedIn {
    const accessToken = tokens.sign({ userId: user.id, role: user.role, sessionId: session.id })
    return { user, accessToken, refreshToken, expiresInSeconds: tokens.accessTokenSeconds }
  }
}

const originOf = ({ address, userAgent }: Client): SessionOrigin => ({
  network: neighbourhoodOf(address),
  userAgent: userAgent?.slice(0, userAgentLengthMax),
})

const atRest = (refreshToken: string) => ({ hash: refreshTokenHash(refreshToken), livesSeconds: refreshTokenSeconds })

/** Another process was faster at making the same account. */
function unlessTaken(error: unknown): void {
  if (!(error instanceof Problem && error.code === 'email_taken')) throw error
}
