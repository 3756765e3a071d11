// The name that a server was asked by: what its client has to put before a path.
import type { IncomingMessage } from 'node:http'
import { isAuthority } from './request-target.ts'

/**
 * The scheme, host and port by which a client reaches this server, such as `https://tickets.example.com`; undefined for
 * HTTP/1.0 without a Host. What proxies say of it (X-Forwarded-Proto, X-Forwarded-Host) is believed where there are
 * proxies to be believed: the value that the outermost of them has put there.
 */
export function originOf({ headers }: IncomingMessage, trustedProxies: number): string | undefined {
  const said = (name: string) => (trustedProxies > 0 ? outermost(headers[name], trustedProxies) : undefined)
  const scheme = said('x-forwarded-proto')?.toLowerCase() === 'https' ? 'https' : 'http'
  const forwarded = said('x-forwarded-host')
  const host = forwarded !== undefined && isAuthority(forwarded) ? forwarded : headers.host
  return host === undefined || host === '' ? undefined : `${scheme}://${host}`
}

/** Each proxy puts its word at the end of the list, or in the place of it. */
function outermost(header: string | string[] | undefined, trustedProxies: number): string | undefined {
  if (header === undefined) return undefined
  const values = String(header).split(',')
  return values[Math.max(0, values.length - trustedProxies)]?.trim()
}
