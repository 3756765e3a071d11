// API keys as the contract shows them; every field is named here, so that a hash never leaks.
import type { Shape } from '../../../contract/types.ts'
import type { ApiKey } from './store.ts'

export const toApiKey = ({ id, name, prefix, scopes, lastUsedAt, expiresAt, createdAt }: ApiKey): Shape<'ApiKey'> => ({
  id,
  name,
  prefix,
  scopes: scopes as Shape<'ApiKeyScopes'>,
  ...(lastUsedAt && { lastUsedAt: lastUsedAt.toISOString() }),
  ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
  createdAt: createdAt.toISOString(),
})
