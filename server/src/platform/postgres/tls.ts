// How PostgreSQL is spoken to, by the parameters of its URL: sslmode and the files sslrootcert, sslcert and sslkey, as
// libpq means them (https://www.postgresql.org/docs/current/libpq-ssl.html). pg takes `require` and
// `verify-ca` for `verify-full` today, and will not in its next release.
import { isIP } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import type pg from 'pg'
import { pemOf } from '../pem-file.ts'

export const sslModes = ['disable', 'require', 'verify-ca', 'verify-full'] as const
type SslMode = (typeof sslModes)[number]

/** The parameters that are read here; pg doesn't see them. */
const parameters = ['ssl', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'uselibpqcompat']

/** What is wrong with such a URL, as the end of a sentence about it. */
export class TlsFault extends Error {}

/** A URL as pg takes it. Throws TlsFault; files are read each time, so one that was renewed is taken. */
export function connectionTo(connectionString: string): Pick<pg.ClientConfig, 'connectionString' | 'ssl'> {
  const url = new URL(connectionString)
  if (!parameters.some(name => url.searchParams.has(name))) return { connectionString }
  const ssl = tlsOf(url)
  for (const name of parameters) url.searchParams.delete(name)
  return { connectionString: url.href, ssl }
}

/** False: without TLS. */
function tlsOf({ searchParams, hostname }: URL): ConnectionOptions | false {
  const mode = modeOf(searchParams)
  if (mode === 'disable') return false
  const fileOf = (name: string) => {
    const path = searchParams.get(name)
    return path === null || path === 'system' ? undefined : readPem(path, name)
  }
  const address = hostname.replace(/^\[|\]$/g, '')
  const [ca, cert, key] = [fileOf('sslrootcert'), fileOf('sslcert'), fileOf('sslkey')]
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(isIP(address) !== 0 && { host: address }), // pg names a server that has a name alone
    // As libpq does, `require` with a file of authorities is `verify-ca`.
    rejectUnauthorized: mode !== 'require' || ca !== undefined,
    ...(mode !== 'verify-full' && { checkServerIdentity: () => undefined }),
  }
}

function modeOf(given: URLSearchParams): SslMode {
  const mode = given.get('sslmode')
  if (mode === null) {
    if (given.has('sslrootcert')) return 'verify-full'
    return ['true', '1'].includes(given.get('ssl') ?? '') ? 'verify-full' : 'disable'
  }
  const known = sslModes.find(each => each === mode)
  if (known) return known
  const why = ['allow', 'prefer'].includes(mode) ? 'goes on without TLS where the server has none' : 'is not known'
  throw new TlsFault(`has sslmode=${mode}, which ${why}: it must be one of ${sslModes.join(', ')}`)
}

function readPem(path: string, name: string): string {
  const pem = pemOf(path)
  if (typeof pem !== 'string') throw new TlsFault(`has ${name}=${path}, a file that ${pem.fault}`)
  return pem
}

/** The same URL, which trusts the authorities of this file as far as it says nothing else. */
export function withCaFile(connectionString: string, path: string): string {
  const url = new URL(connectionString)
  if (!url.searchParams.has('sslrootcert')) url.searchParams.set('sslrootcert', path)
  return url.href
}
