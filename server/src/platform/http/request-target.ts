// What a request is for, and which host it names: its target and its Host, read in one way only (RFC 9112, section 3.2;
// RFC 9110, section 7.2).
import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import { problem, type Problem } from '../problems.ts'

export interface Target {
  readonly path: string
  readonly query: string
}

/** Beyond what any list of ours can be asked for; RFC 9110 wants 8,000 to be taken. */
const urlBytesMax = 8_192
const headersMax = 100
const portMax = 65_535

/** `http://host/path?query`: as a client writes it to a proxy, and every server has to understand. */
const absolute = /^https?:\/\/([^/?#]*)/i

/** Path and query as they were sent: nothing is decoded, completed or made smaller. */
export function targetOf(url: string): Target {
  const local = url.startsWith('/') ? url : withoutOrigin(url)
  const mark = local.indexOf('?')
  return mark < 0 ? { path: local, query: '' } : { path: local.slice(0, mark), query: local.slice(mark + 1) }
}

function withoutOrigin(url: string) {
  const local = url.replace(absolute, '')
  return local.startsWith('?') || local === '' ? `/${local}` : local
}

/**
 * Why a request can't be answered, whatever it is for: too long, too many headers, no Host or several, a Host that is
 * none. A host that the target names counts instead of the header (RFC 9112, 3.2.2); the server answers to every name.
 */
export function requestFault({ url = '', httpVersion, rawHeaders }: IncomingMessage): Problem | undefined {
  if (url.length > urlBytesMax) return problem('uri_too_long', `The URL may have ${urlBytesMax} bytes at most.`)
  if (rawHeaders.length > 2 * headersMax)
    return problem('headers_too_large', `A request may have ${headersMax} headers at most.`)
  const { host, isOnly } = hostOf(rawHeaders)
  if (!isOnly) return malformed('The request has more than one Host header.')
  if (host === undefined) return httpVersion === '1.0' ? undefined : malformed('The request has no Host header.')
  if (!isAuthority(host)) return malformed('The Host header is not a host with an optional port.')
  const authority = url.startsWith('/') ? undefined : absolute.exec(url)?.[1]
  if (authority !== undefined && !isAuthority(authority))
    return malformed('The URL does not begin with a host and an optional port.')
  return undefined
}

const malformed = (detail: string) => problem('malformed_request', detail)

/** The first Host, and whether it is the only one: Node keeps the first of several and says nothing of the others. */
function hostOf(rawHeaders: readonly string[]): { readonly host: string | undefined; readonly isOnly: boolean } {
  let host: string | undefined
  for (let n = 0; n < rawHeaders.length; n += 2) {
    const name = rawHeaders[n]!
    if (name.length !== 4 || name.toLowerCase() !== 'host') continue
    if (host !== undefined) return { host, isOnly: false }
    host = rawHeaders[n + 1]!
  }
  return { host, isOnly: true }
}

/** Nearly all requests name the same host. */
let lastAuthority: string | undefined

/** A name or an IPv4 address, or an IPv6 one in brackets, and a port if there is one (RFC 3986, 3.2.2). */
export function isAuthority(text: string): boolean {
  if (text === lastAuthority) return true
  const [, six, name, port] =
    /^(?:\[([\da-f:.]+)\]|((?:[\w\-.~!$&'()*+,;=]|%[\da-f]{2})+))(?::(\d*))?$/i.exec(text) ?? []
  if (six === undefined && name === undefined) return false
  const isWell = (six === undefined || isIPv6(six)) && (port === undefined || Number(port) <= portMax)
  if (isWell) lastAuthority = text
  return isWell
}
