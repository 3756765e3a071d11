// Which addresses are anybody's on the internet: the only ones that we let others make us connect to.
import ipaddr from 'ipaddr.js'

/** Public by their range, and yet the hosts of clouds ask them for secrets: Azure's WireServer. */
const metadataServices: readonly string[] = ['168.63.129.16']
/** All that is given out for unicast on the internet; ipaddr.js calls much beyond it unicast too. */
const globalUnicast = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number]

/**
 * Whether this is a public unicast address. False for all that is private, local, shared, reserved, documentation or
 * multicast, for every IPv6 address that stands for an IPv4 one (mapped, compatible, NAT64, 6to4, Teredo), for one with
 * a zone, and for what is no address. IPv4 in other notations than four decimal numbers is none here: `new URL` reads
 * those, see `addressIn`.
 */
export function isPublicAddress(address: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(address))
    return ipaddr.IPv4.parse(address).range() === 'unicast' && !metadataServices.includes(address)
  if (address.includes('%') || !ipaddr.IPv6.isValid(address)) return false
  const parsed = ipaddr.IPv6.parse(address)
  return parsed.range() === 'unicast' && parsed.match(globalUnicast)
}

/**
 * The address that a URL's host is, if it is one and no name: `new URL` has turned decimal, octal, hexadecimal and
 * short forms of IPv4 into four decimal numbers, and IPv6 stands in brackets.
 */
export function addressIn(hostname: string): string | undefined {
  if (hostname.startsWith('[')) return hostname.slice(1, -1)
  return ipaddr.IPv4.isValid(hostname) ? hostname : undefined
}
