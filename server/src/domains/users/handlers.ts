// The users' operations: contract shapes in, one service call, contract shapes out.
import { accepted, created, noContent, ok, type HandlersOf } from '../../contract/types.ts'
import { toApiKey } from './api-keys/present.ts'
import type { ApiKeysService } from './api-keys/service.ts'
import type { ErasureService } from './erasure/service.ts'
import { toListedSession, toManagedUser, toSession, toUser } from './present.ts'
import type { ProfileService } from './profile/service.ts'
import type { RecoveryService } from './recovery/service.ts'
import type { UsersService } from './service.ts'

export interface UsersServices {
  readonly users: UsersService
  readonly profiles: ProfileService
  readonly apiKeys: ApiKeysService
  readonly recovery: RecoveryService
  readonly erasure: ErasureService
}

export const usersHandlers = ({ users, profiles, apiKeys, recovery, erasure }: UsersServices): HandlersOf<'users'> => ({
  'users.register': async ({ body, request }) =>
    created(toSession(await users.register({ ...body, role: body.role ?? 'attendee' }, request))),
  'users.login': async ({ body, request }) => ok(toSession(await users.login(body, request))),
  'users.refresh': async ({ body, request }) => ok(toSession(await users.refresh(body.refreshToken, request))),

  'users.logout': async ({ body }) => {
    await users.logout(body.refreshToken)
    return noContent()
  },

  'users.getProfile': async ({ caller }) => {
    const user = await profiles.get(caller)
    return ok(toUser(user), { etag: user.version })
  },

  'users.updateProfile': async ({ caller, body }) => {
    const user = await profiles.update(caller, body)
    return ok(toUser(user), { etag: user.version })
  },

  'users.deleteProfile': async ({ caller, body }) => {
    await erasure.deleteAccount(caller, body)
    return noContent()
  },

  'users.eraseBuyer': async ({ caller, params }) => {
    await erasure.eraseBuyer(caller, params.reference)
    return noContent()
  },

  'users.changePassword': async ({ caller, body }) => {
    await profiles.changePassword(caller, body)
    return noContent()
  },

  'users.requestPasswordReset': async ({ body }) => {
    await recovery.requestPasswordReset(body.email)
    return accepted()
  },

  'users.confirmPasswordReset': async ({ body }) => {
    await recovery.confirmPasswordReset(body)
    return noContent()
  },

  'users.sendPasswordReset': async ({ params }) => {
    await recovery.sendPasswordReset(params.userId)
    return accepted()
  },

  'users.requestEmailVerification': async ({ caller }) => {
    await recovery.requestEmailVerification(caller)
    return accepted()
  },

  'users.confirmEmailVerification': async ({ body }) => {
    await recovery.confirmEmailVerification(body.token)
    return noContent()
  },

  'users.listUsers': async ({ query: { email, role, limit = 20, cursor } }) => {
    const { data, hasMore, nextCursor } = await users.listUsers({ email, role, limit, cursor })
    return ok({ data: data.map(toManagedUser), hasMore, nextCursor })
  },

  'users.listSessions': async ({ caller }) => {
    const sessions = await users.listSessions(caller)
    return ok({ data: sessions.map(session => toListedSession(session, caller)) })
  },

  'users.endSession': async ({ caller, params }) => {
    await users.endSession(caller, params.sessionId)
    return noContent()
  },

  'users.listApiKeys': async ({ caller, query: { limit = 20, cursor } }) => {
    const { data, hasMore, nextCursor } = await apiKeys.list(caller, { limit, cursor })
    return ok({ data: data.map(toApiKey), hasMore, nextCursor })
  },

  'users.createApiKey': async ({ caller, body, idempotency }) => {
    const { body: key, replayed } = await apiKeys.create(caller, body, idempotency)
    return created(key, { replayed })
  },

  'users.deleteApiKey': async ({ caller, params }) => {
    await apiKeys.remove(caller, params.apiKeyId)
    return noContent()
  },

  'users.updateUser': async ({ params, body }) => ok(toManagedUser(await users.updateUser(params.userId, body))),
})
