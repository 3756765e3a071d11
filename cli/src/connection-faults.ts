// Why a server can't be reached, in words that say what to do. Names of the faults are those of Node and of OpenSSL.
import type { ConnectionError } from '@evently/sdk'

interface Words {
  readonly says: string
  readonly fix: string
}

const where = '--base-url or EVENTLY_BASE_URL says where the server is.'
const authority =
  'If it is your own, name its certificate in a file with NODE_EXTRA_CA_CERTS=<file>, and do not switch the check off.'

const unknownAuthority: Words = {
  says: 'Its certificate is from an authority that this computer does not know.',
  fix: `A proxy of your network may stand between. ${authority}`,
}
const plainServer: Words = {
  says: 'It does not answer with TLS: it may speak plain HTTP.',
  fix: 'If so, write http:// in --base-url instead of https://, on your own network only.',
}

/** By the code of the fault. */
const byCode: Readonly<Record<string, Words>> = {
  CERT_HAS_EXPIRED: {
    says: 'Its certificate has expired.',
    fix: 'Whoever runs the server renews it. Check the clock of this computer too.',
  },
  CERT_NOT_YET_VALID: {
    says: 'Its certificate is not valid yet.',
    fix: 'Check the clock of this computer.',
  },
  CERT_REVOKED: { says: 'Its certificate was revoked.', fix: 'Whoever runs the server needs a new one.' },
  DEPTH_ZERO_SELF_SIGNED_CERT: { says: 'Its certificate is self-signed: nobody vouches for it.', fix: authority },
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  ERR_TLS_CERT_ALTNAME_INVALID: {
    says: 'Its certificate is for another name.',
    fix: `Use the name that the certificate is for. ${where}`,
  },
  ERR_SSL_WRONG_VERSION_NUMBER: plainServer,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: plainServer,
  EPROTO: plainServer,
  ECONNREFUSED: { says: '', fix: `Is the server running? ${where}` },
  ENOTFOUND: { says: 'There is no server of this name.', fix: where },
  EAI_AGAIN: { says: 'Its name could not be looked up just now.', fix: 'Is this computer online?' },
  EHOSTUNREACH: { says: 'There is no way to it from here.', fix: 'Is this computer online, or does it need a VPN?' },
  ENETUNREACH: { says: 'There is no way to it from here.', fix: 'Is this computer online, or does it need a VPN?' },
}

/** A server that wants TLS and gets none: some hang up, some answer with bytes of TLS, some with a page. */
const maybeTls: Words = {
  says: 'It broke the connection off: it may want TLS.',
  fix: 'If so, write https:// in --base-url instead of http://.',
}
const hungUp = new Set(['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE'])

/** Sentences for a fault of the connection. `baseUrl`: the server that was meant. */
export function connectionWords(error: ConnectionError, baseUrl = ''): string {
  const codes = codesOf(error)
  const proxy = proxyWords(error)
  const known = proxy ?? codes.map(code => byCode[code]).find(words => words !== undefined)
  const words =
    known ?? (isTlsOnPlain(codes, baseUrl) ? maybeTls : { says: '', fix: `Is the server running? ${where}` })
  return [withoutOpenSsl(error.message), words.says, words.fix].filter(Boolean).join(' ')
}

/** OpenSSL speaks of its own source files, in several lines. */
const withoutOpenSsl = (message: string) => message.replace(/: (?:[^:]*:)?error:[0-9A-F]+:[^]*$/i, '.')

const isTlsOnPlain = (codes: readonly string[], baseUrl: string) =>
  baseUrl.startsWith('http://') && codes.some(code => hungUp.has(code) || code.startsWith('HPE_'))

function proxyWords(error: Error): Words | undefined {
  const text = textsOf(error).find(message => /Proxy response|proxy/i.test(message))
  if (text === undefined) return undefined
  const status = /\((\d{3})\)/.exec(text)?.[1]
  const says = status === '407' ? 'The proxy wants a user and a password.' : 'The proxy does not let it through.'
  return { says, fix: 'HTTP_PROXY and HTTPS_PROXY say which proxy, NO_PROXY for which servers none.' }
}

/** Of the fault, and of those that it came from. */
const codesOf = (error: unknown): string[] => causesOf(error).flatMap(({ code }) => (code === undefined ? [] : [code]))
const textsOf = (error: unknown): string[] => causesOf(error).map(({ message }) => message)

function causesOf(error: unknown): { code?: string; message: string }[] {
  if (!(error instanceof Error)) return []
  const { cause, errors = [] } = error as Error & { cause?: unknown; errors?: readonly unknown[] }
  return [error as NodeJS.ErrnoException, ...errors.flatMap(causesOf), ...causesOf(cause)]
}
