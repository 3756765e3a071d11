// Connections to addresses that others have given us: only public ones, whatever their names stand for meanwhile.
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector } from 'undici'
import { createNameLookup, type FoundAddress } from './name-lookup.ts'
import { isPublicAddress } from './public-addresses.ts'

/** A host, and perhaps a port of it, that may be private and asked without TLS. */
export interface AllowedHost {
  readonly host: string
  /** Undefined: every one. */
  readonly port: number | undefined
}

export interface PublicAgentOptions {
  readonly allowed?: readonly AllowedHost[]
  readonly connectMsMax: number
  /** Looks a name up; a test has its own. */
  readonly lookup?: (hostname: string) => Promise<readonly FoundAddress[]>
}

export class NotPublicError extends Error {
  readonly code = 'ENOTPUBLIC'

  constructor() {
    super('the host has no public address, or is to be asked without TLS')
    this.name = 'NotPublicError'
  }
}

const tlsPort = 443
const plainPort = 80

/** Whether whoever runs the server vouches for this place. */
export function isAllowed(allowed: readonly AllowedHost[], { hostname, port, protocol }: Place): boolean {
  const host = withoutBrackets(hostname).toLowerCase()
  const number = port ? Number(port) : protocol === 'https:' ? tlsPort : plainPort
  return allowed.some(each => each.host === host && (each.port === undefined || each.port === number))
}

interface Place {
  readonly hostname: string
  readonly port?: string | number | null
  readonly protocol?: string | undefined
}

/**
 * An undici Agent that looks a name up once, when it connects, and connects to just what it has looked at: a name that
 * stands for something else a moment later gains nothing. If one of its addresses is not public, none is asked. It
 * follows no redirects and knows no proxies, whatever the environment says, and asks none but allowed hosts without
 * TLS. A refused connection is a NotPublicError.
 */
export function createPublicAgent({
  allowed = [],
  connectMsMax,
  lookup = createNameLookup({ msMax: connectMsMax / 2 }),
}: PublicAgentOptions): Agent {
  const connectAnywhere = buildConnector({ timeout: connectMsMax })
  const connectToPublic = buildConnector({ timeout: connectMsMax, lookup: publicLookup(lookup) })

  const connect: buildConnector.connector = (options, callback) => {
    if (isAllowed(allowed, options)) return connectAnywhere(options, callback)
    if (options.protocol !== 'https:') return callback(new NotPublicError(), null)
    // An address isn't looked up: node:net connects to it as it is.
    const hostname = withoutBrackets(options.hostname)
    if (isIP(hostname) !== 0 && !isPublicAddress(hostname)) return callback(new NotPublicError(), null)
    connectToPublic(options, callback)
  }
  return new Agent({ connect, pipelining: 1, keepAliveTimeout: 4_000, maxHeaderSize: 16_384 })
}

/** What node:net asks while it connects: the addresses that it gets are those that were looked at. */
const publicLookup =
  (lookup: NonNullable<PublicAgentOptions['lookup']>): LookupFunction =>
  (hostname, { all }, callback) => {
    lookup(hostname).then(
      found => {
        const [first] = found
        if (!first || !found.every(({ address }) => isPublicAddress(address))) callback(new NotPublicError(), '')
        else if (all) callback(null, [...found])
        else callback(null, first.address, first.family)
      },
      (error: Error) => {
        callback(error, '')
      },
    )
  }

const withoutBrackets = (hostname: string) => hostname.replace(/^\[|\]$/g, '')
