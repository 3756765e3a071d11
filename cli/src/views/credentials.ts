// API keys and sessions, for people to read.
import type { ApiKey, CreatedApiKey, ListedSessions } from '@evently/sdk'
import { fields, table } from '../table.ts'
import { timeText } from '../times.ts'

const timeOr = (time: string | undefined, otherwise: string) => (time === undefined ? otherwise : timeText(time))

export const createdApiKeyView = ({ id, name, key, scopes, expiresAt }: CreatedApiKey) =>
  fields({ ID: id, Name: name, Key: key, Scopes: scopes.join(', '), Expires: timeOr(expiresAt, 'never') })

export const apiKeysView = ({ data }: { readonly data: readonly ApiKey[] }) =>
  data.length === 0
    ? ''
    : table(data, {
        'ID': key => key.id,
        'NAME': key => key.name,
        'BEGINS': key => key.prefix,
        'SCOPES': key => key.scopes.join(', '),
        'LAST USED': key => timeOr(key.lastUsedAt, 'never'),
        'EXPIRES': key => timeOr(key.expiresAt, 'never'),
      })

export const sessionsView = ({ data }: ListedSessions) =>
  table(data, {
    'ID': session => session.id,
    'THIS ONE': session => session.current,
    'SIGNED IN': session => timeText(session.createdAt),
    'LAST USED': session => timeText(session.lastUsedAt),
    'NETWORK': session => session.network,
    'CLIENT': session => session.userAgent,
  })
