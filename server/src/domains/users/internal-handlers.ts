// What other services ask of the users: UsersPort, as the internal document has it.
import { noContent, ok, type HandlersOf, type InternalShape } from '../../contract/types.ts'
import type { UsersPort } from './port.ts'

export const usersInternalHandlers = (users: UsersPort): HandlersOf<'users', 'internal'> => ({
  'users.profilesOf': async ({ body }) =>
    ok({
      data: (await users.profilesOf(body.ids)).map(({ id, name, email, emailVerified = false }) => ({
        id,
        name,
        email,
        emailVerified,
      })),
    }),

  'users.profileOfEmail': async ({ body }) => {
    const profile = await users.profileOfEmail(body.email)
    return ok({ data: profile ? [{ id: profile.id, name: profile.name, email: profile.email }] : [] })
  },

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
      ...(scopes && { scopes: scopes as InternalShape<'ApiKeyScope'>[] }),
    })
  },

  'users.listChanges': async ({ query: { lastSeconds } }) => {
    const { revokedCredentials, roles } = await users.changesWithin(lastSeconds)
    return ok({ revokedCredentials: [...revokedCredentials], roles: [...roles] })
  },

  'users.noteApiKeyUses': async ({ body }) => {
    await users.noteApiKeyUses(body.apiKeyIds)
    return noContent()
  },
})
