// Where a request comes from: the connection's other end, or what proxies of one's own say of it.
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/**
 * The client's address. Each of `trustedProxies` has added to X-Forwarded-For the address it got the request from; what
 * stands further left a client may have made up, so it is never looked at. An entry that is no address ends the walk.
 */
export function addressOf(request: IncomingMessage, trustedProxies: number): string {
  let address = plain(request.socket.remoteAddress ?? '')
  const header = trustedProxies > 0 ? request.headers['x-forwarded-for'] : undefined
  if (header === undefined) return address
  const hops = String(header).split(',').reverse()
  for (const hop of hops.slice(0, trustedProxies)) {
    const said = plain(withoutPort(hop.trim()))
    if (isIP(said) === 0) break
    address = said
  }
  return address
}

/** IPv4 in IPv6's clothes is IPv4. */
const plain = (address: string) => (address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address)

const withoutPort = (text: string) =>
  /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text

/** What one client has of addresses: an IPv4 address, or the /64 that every IPv6 subscriber can choose from at will. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('%')[0]!.split('::')
  const left = groupsOf(head)
  const right = tail === undefined ? [] : groupsOf(tail)
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right]
  return `${groups
    .slice(0, 4)
    .map(group => parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

/** The neighbourhood of an address, in which its owner is likely to be tomorrow: the /24 of IPv4, the /64 of IPv6. */
export const neighbourhoodOf = (address: string) =>
  address.includes(':') ? networkOf(address) : `${address.split('.').slice(0, 3).join('.')}.0/24`

const groupsOf = (text: string) =>
  text === '' ? [] : text.split(':').flatMap(group => (group.includes('.') ? ['0', '0'] : [group]))
