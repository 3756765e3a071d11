// Redis over TLS: whom its certificate may be of, and whether it is.
import { once } from 'node:events'
import { isIP } from 'node:net'
import { connect, type ConnectionOptions } from 'node:tls'
import { pemOf } from '../pem-file.ts'
import { StartError } from '../start-error.ts'
import { certificateFaultOf } from '../tls-faults.ts'

const handshakeMsMax = 2_000
const defaultPort = 6_379

/** What ioredis is told of it. A file that has gone since the start leaves the authorities that Node knows. */
export function tlsFor(urls: readonly string[], caFile: string | undefined): { tls?: ConnectionOptions } {
  if (!urls.some(url => url.startsWith('rediss://'))) return {}
  const ca = caFile === undefined ? undefined : pemOf(caFile)
  return { tls: typeof ca === 'string' ? { ca } : {} }
}

/**
 * Throws a StartError where one of them has a certificate that is not to be trusted: that is no outage, and won't mend
 * by itself. One that is away, or speaks no TLS, is another matter.
 */
export async function checkCertificates(urls: readonly string[], caFile: string | undefined): Promise<void> {
  const { tls } = tlsFor(urls, caFile)
  if (tls) await Promise.all(urls.map(url => checkCertificate(new URL(url), tls)))
}

async function checkCertificate({ hostname, port, host }: URL, tls: ConnectionOptions): Promise<void> {
  const address = hostname.replace(/^\[|\]$/g, '')
  const socket = connect({
    ...tls,
    host: address,
    port: Number(port) || defaultPort,
    timeout: handshakeMsMax,
    ...(isIP(address) === 0 && { servername: address }),
  })
  socket.on('timeout', () => socket.destroy(new Error('no handshake in time')))
  try {
    await once(socket, 'secureConnect')
  } catch (error) {
    const fault = certificateFaultOf(error)
    if (!fault) return
    const mends = {
      authority: 'Name the file of its authority in EVENTLY_REDIS_CA_FILE',
      name: 'Name it in REDIS_URL as its certificate does',
      certificate: 'Give it another certificate',
    } as const
    throw new StartError(`The Redis of REDIS_URL at ${host} ${fault.words}. ${mends[fault.kind]}.`, { cause: error })
  } finally {
    socket.on('error', () => {}).destroy()
  }
}
