// The users' operations: contract shapes in, one service call, contract shapes out.
import { created, noContent, ok, type HandlersOf, type PlannedOperation, type Shape } from '../../contract/types.ts'
import type { SignedIn, UsersService } from './service.ts'
import type { User } from './store.ts'

export type UsersHandlers = Omit<HandlersOf<'users'>, PlannedOperation>

export const usersHandlers = (users: UsersService): UsersHandlers => ({
  'users.register': async ({ body }) => created(toSession(await users.register({ ...body, role: body.role ?? 'attendee' }))),
  'users.login': async ({ body }) => ok(toSession(await users.login(body))),
  'users.refresh': async ({ body }) => ok(toSession(await users.refresh(body.refreshToken))),

  'users.logout': async ({ body }) => {
    await users.logout(body.refreshToken)
    return noContent()
  },

  'users.getProfile': async ({ caller }) => {
    const user = await users.profile(caller)
    return ok(toUser(user), { etag: user.version })
  },

  'users.updateProfile': async ({ caller, body }) => {
    const user = await users.updateProfile(caller, body)
    return ok(toUser(user), { etag: user.version })
  },

  'users.changePassword': async ({ caller, body }) => {
    await users.changePassword(caller, body)
    return noContent()
  },

  'users.listUsers': async ({ query: { email, role, limit = 20, cursor } }) => {
    const { data, hasMore, nextCursor } = await users.listUsers({ email, role, limit, cursor })
    return ok({ data: data.map(toManagedUser), hasMore, nextCursor })
  },

  'users.updateUser': async ({ params, body }) => ok(toManagedUser(await users.updateUser(params.userId, body))),
})

export const usersInternalHandlers = (users: UsersService): HandlersOf<'users', 'internal'> => ({
  'users.verify': async ({ body }) => {
    const verification = await users.verify(body.token)
    if (!verification.active) return ok({ active: false, kind: verification.kind, reason: verification.reason })
    const { kind, userId, role, credentialId, expiresAt, leftMs, scopes } = verification
    return ok({
      active: true, kind, userId, role, credentialId,
      ...(expiresAt && { expiresAt: expiresAt.toISOString() }), ...(leftMs !== undefined && { leftMs }),
      ...(scopes && { scopes: scopes as Shape<'ApiKeyScope'>[] }),
    })
  },
})

const toUser = ({ id, email, name, role, createdAt }: User): Shape<'User'> => ({ id, email, name, role, createdAt: createdAt.toISOString() })

const toManagedUser = (user: User): Shape<'ManagedUser'> => ({ ...toUser(user), disabled: user.disabled })

const toSession = ({ user, accessToken, refreshToken, expiresInSeconds }: SignedIn): Shape<'Session'> =>
  ({ user: toUser(user), tokens: { accessToken, refreshToken, tokenType: 'Bearer', expiresInSeconds } })
