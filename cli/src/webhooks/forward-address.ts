// Where messages are forwarded to: an app on this machine or in its network, unless its user says otherwise.
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { UsageError } from '../failures.ts'

export interface ForwardAddress {
  readonly url: URL
  /** Certificates that nobody has vouched for are taken; on this machine alone. */
  readonly insecure: boolean
}

export interface AddressOptions {
  readonly insecure: boolean
  readonly allowRemote: boolean
  /** The addresses of a name; DNS and the machine's own list. */
  readonly addressesOf?: (host: string) => Promise<readonly string[]>
}

/** `http://localhost:3000/hook`, `localhost:3000/hook` or `3000`. Problems: UsageError. */
export async function forwardAddress(
  text: string,
  { insecure, allowRemote, addressesOf = lookedUp }: AddressOptions,
): Promise<ForwardAddress> {
  const url = urlOf(text)
  if (url.username !== '' || url.password !== '') throw wrong(text, 'names a user or a password')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (insecure) mustNeedNoCertificate(url, host)
  if (!allowRemote) await mustBeNear(text, host, addressesOf)
  return { url, insecure }
}

function urlOf(text: string): URL {
  const typed = /^\d+$/.test(text) ? `http://localhost:${text}` : /^\w+:\/\//.test(text) ? text : `http://${text}`
  let url: URL
  try {
    url = new URL(typed)
  } catch {
    throw wrong(text, 'is not an address')
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw wrong(text, 'is neither http nor https')
  url.hash = ''
  return url
}

function mustNeedNoCertificate({ protocol }: URL, host: string): void {
  if (protocol !== 'https:') throw new UsageError('--insecure is about certificates: --forward-to must be https.')
  if (!isLoopback(host))
    throw new UsageError(
      `--insecure is for this machine alone; ${host} could be anybody. NODE_EXTRA_CA_CERTS names what to trust.`,
    )
}

async function mustBeNear(text: string, host: string, addressesOf: (host: string) => Promise<readonly string[]>) {
  if (isLoopback(host)) return
  const addresses = isIP(host) === 0 ? await addressesOf(host) : [host]
  if (addresses.length === 0) throw wrong(text, 'names a host that does not exist')
  if (addresses.every(isNear)) return
  throw new UsageError(
    `--forward-to ${text} is outside your own network: what your account does would be sent there. ` +
      'If you want that, say --allow-remote.',
  )
}

async function lookedUp(host: string): Promise<readonly string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address)
  } catch {
    return []
  }
}

/** The machine itself, whatever its name servers say. */
const isLoopback = (host: string) => host === 'localhost' || host.endsWith('.localhost') || within(loopback, host)

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

/** Private networks: RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291. */
const near = new BlockList()
near.addSubnet('127.0.0.0', 8)
near.addSubnet('10.0.0.0', 8)
near.addSubnet('172.16.0.0', 12)
near.addSubnet('192.168.0.0', 16)
near.addSubnet('100.64.0.0', 10)
near.addSubnet('169.254.0.0', 16)
near.addAddress('::1', 'ipv6')
near.addSubnet('fc00::', 7, 'ipv6')
near.addSubnet('fe80::', 10, 'ipv6')

/** Addresses of IPv4 written as IPv6 (`::ffff:10.0.0.1`) are those of IPv4: the list knows. */
const isNear = (address: string) => within(near, address)

function within(list: BlockList, address: string): boolean {
  const family = isIP(address.replace(/%.*$/, ''))
  return family !== 0 && list.check(address.replace(/%.*$/, ''), family === 6 ? 'ipv6' : 'ipv4')
}

const wrong = (text: string, why: string) =>
  new UsageError(`--forward-to ${JSON.stringify(text)} ${why}: write it like http://localhost:3000/hook.`)
