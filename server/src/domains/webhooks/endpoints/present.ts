// Endpoints as the contract shows them; every field is named here, so that no secret leaks.
import type { Shape } from '../../../contract/types.ts'
import type { Endpoint } from './store.ts'

export const toEndpoint = ({
  id,
  externalId,
  url,
  types,
  description,
  mode,
  payloadVersion,
  metadata,
  version,
  disabledReason,
  failingSince,
  createdAt,
  updatedAt,
}: Endpoint): Shape<'WebhookEndpoint'> => ({
  id,
  ...(externalId !== null && { externalId }),
  url,
  types: types as Shape<'WebhookMessageTypes'>,
  ...(description !== null && { description }),
  mode,
  payloadVersion,
  disabled: disabledReason !== null,
  ...(disabledReason !== null && { disabledReason }),
  ...(failingSince && { failingSince: failingSince.toISOString() }),
  metadata,
  version,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
})
