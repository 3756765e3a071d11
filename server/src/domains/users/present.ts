// Accounts and sessions as the contract shows them; every field is named here, so that a new column never leaks.
import type { Caller, Shape } from '../../contract/types.ts'
import type { SignedIn } from './service.ts'
import type { ListedSession, User } from './store.ts'

export const toUser = ({ id, email, emailVerifiedAt, name, role, createdAt }: User): Shape<'User'> => ({
  id,
  email,
  emailVerified: emailVerifiedAt !== null,
  name,
  role,
  createdAt: createdAt.toISOString(),
})

export const toManagedUser = (user: User): Shape<'ManagedUser'> => ({ ...toUser(user), disabled: user.disabled })

export const toSession = ({ user, accessToken, refreshToken, expiresInSeconds }: SignedIn): Shape<'Session'> => ({
  user: toUser(user),
  tokens: { accessToken, refreshToken, tokenType: 'Bearer', expiresInSeconds },
})

export const toListedSession = (
  { id, createdAt, lastUsedAt, expiresAt, network, userAgent }: ListedSession,
  caller: Caller,
): Shape<'ListedSession'> => ({
  id,
  current: id === caller.credentialId,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
  ...(network !== null && { network }),
  ...(userAgent !== null && { userAgent }),
})
