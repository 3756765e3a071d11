// The three headers of a message, from whatever a framework keeps headers in.
import { WebhookError } from './errors.ts'

/** A `Headers`, or what Node and its frameworks have: an object by name, in any case. */
export type WebhookHeaders = { get(name: string): string | null } | Readonly<Record<string, unknown>>

export interface MessageHeaders {
  readonly id: string
  /** In seconds since 1970. */
  readonly timestamp: number
  /** The HMACs of version 1; a sender signs with the old and the new secret while it changes them. */
  readonly signatures: readonly Uint8Array<ArrayBuffer>[]
}

const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const
/** As many as are looked at: each costs an HMAC. */
const signaturesMax = 20

/** Problems: WebhookError `header_missing` or `header_malformed`. */
export function readHeaders(headers: WebhookHeaders): MessageHeaders {
  const valueOf = readerOf(headers)
  const values = names.map(valueOf)
  const missing = names.filter((_, n) => !values[n])
  if (missing.length > 0) throw new WebhookError('header_missing', missingText(missing))
  const [id, timestamp, signature] = values as [string, string, string]
  if (!/^\d{1,12}$/.test(timestamp))
    throw new WebhookError('header_malformed', 'webhook-timestamp is not a time in whole seconds since 1970.')
  return { id, timestamp: Number(timestamp), signatures: signaturesOf(signature) }
}

function readerOf(headers: WebhookHeaders): (name: string) => string | undefined {
  if (typeof headers !== 'object' || headers === null)
    throw new TypeError('headers must be the headers of the request: a Headers, or an object by name.')
  if (typeof headers['get' as keyof typeof headers] === 'function') {
    const { get } = headers as { get(name: string): string | null }
    return name => get.call(headers, name) ?? undefined
  }
  const byName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  return name => {
    const value = byName.get(name)
    const first: unknown = Array.isArray(value) ? value[0] : value
    return typeof first === 'string' ? first : undefined
  }
}

function missingText(missing: readonly string[]): string {
  const all = missing.length === names.length
  const hint = all
    ? 'Hand in the headers of the request itself. A request without them does not come from Evently.'
    : 'Somebody between Evently and here has taken it away, or the request does not come from Evently.'
  return `The request has no header ${missing.join(', ')}. ${hint}`
}

/** `v1,<base64>`, several with a space between them; other versions are for others. */
function signaturesOf(header: string): Uint8Array<ArrayBuffer>[] {
  const parts = header.split(' ').filter(part => part.startsWith('v1,'))
  const signatures = parts.slice(0, signaturesMax).map(part => bytesOf(part.slice('v1,'.length)))
  if (signatures.length === 0)
    throw new WebhookError('header_malformed', 'webhook-signature has no signature of version 1: `v1,` and base64.')
  // One that is no base64 matches nothing, like any wrong one.
  return signatures.filter(signature => signature !== undefined)
}

/** Of base64; undefined if it is none. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined
  try {
    return Uint8Array.from(atob(base64), character => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
