// Looks up names that others have given us. Node's own look-up (getaddrinfo) has two threads for the whole process, and
// a name whose servers never answer keeps one of them for ten seconds: eight such names, and whoever else looks
// something up, a payment for example, waits for forty. This asks the name servers without any thread, in bounded time.
import { Resolver } from 'node:dns/promises'

export interface FoundAddress {
  readonly address: string
  readonly family: number
}

export interface NameLookupOptions {
  /** What has not come by then is left out. */
  readonly msMax: number
  /** `address:port` of name servers; otherwise those of this machine. */
  readonly servers?: readonly string[]
}

/** `ENOTFOUND`: there is no such name, or it has no address. `ELOOKUP`: its name servers did not say. */
export class NameLookupError extends Error {
  readonly code: 'ENOTFOUND' | 'ELOOKUP'

  constructor(cause: NodeJS.ErrnoException) {
    super(cause.message, { cause })
    this.name = 'NameLookupError'
    this.code = noAddress.has(cause.code ?? '') ? 'ENOTFOUND' : 'ELOOKUP'
  }
}

const noAddress: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME'])
const firstTryMsMax = 1_000
const triesMax = 2

/**
 * The IPv4 addresses of a name, then its IPv6 ones: what DNS knows, without the hosts file and the search domains. A
 * NameLookupError where there is none.
 */
export const createNameLookup =
  ({ msMax, servers }: NameLookupOptions) =>
  async (hostname: string): Promise<readonly FoundAddress[]> => {
    // Of its own, so that it knows today's name servers, and that ending it ends nobody else's.
    const resolver = new Resolver({ timeout: firstTryMsMax, tries: triesMax })
    if (servers) resolver.setServers(servers)
    const late = setTimeout(() => {
      resolver.cancel()
    }, msMax)
    const answers = await Promise.allSettled([
      resolver.resolve4(hostname).then(found => found.map(address => ({ address, family: 4 }))),
      resolver.resolve6(hostname).then(found => found.map(address => ({ address, family: 6 }))),
    ])
    clearTimeout(late)
    const found = answers.flatMap(answer => (answer.status === 'fulfilled' ? answer.value : []))
    if (found.length > 0) return found
    throw lookupErrorOf(answers.flatMap(answer => (answer.status === 'rejected' ? [answer.reason as Error] : [])))
  }

/** Without any address, that one of the two questions was not answered says more than that the other has none. */
function lookupErrorOf(reasons: readonly Error[]): NameLookupError {
  const errors = reasons.map(reason => new NameLookupError(reason))
  return errors.find(({ code }) => code === 'ELOOKUP') ?? errors[0]!
}
