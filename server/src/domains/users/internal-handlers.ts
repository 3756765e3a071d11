// What other services ask of the users: UsersPort, as the internal document has it.
import { ok, type HandlersOf, type Shape } from '../../contract/types.ts'
import type { UsersPort } from './port.ts'

export const usersInternalHandlers = (users: UsersPort): HandlersOf<'users', 'internal'> => ({
  'users.profilesOf': async ({ body }) =>
    ok({ data: (await users.profilesOf(body.ids)).map(({ id, name, email }) => ({ id, name, email })) }),

  'users.verify': async ({ body }) => {
    const verification = await users.verify(body.token)
    if (!verification.active) return ok({ active: false, kind: verification.kind, reason: verification.reason })
    const { kind, userId, role, credentialId, expiresAt, leftMs, scopes } = verification
    return ok({
      active: true,
      kind,
      userId,
      role,
      credentialId,
      ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
      ...(leftMs !== undefined && { leftMs }),
      ...(scopes && { scopes: scopes as Shape<'ApiKeyScope'>[] }),
    })
  },
})
