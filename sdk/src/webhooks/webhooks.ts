// Signing messages, and finding out whether one may be believed.
import { WebhookError } from './errors.ts'
import { bytesOf, readHeaders } from './headers.ts'
import type { MessageHeaders, WebhookHeaders } from './headers.ts'
import type { AnyWebhookMessage } from './messages.ts'

export interface VerifyOptions {
  /** How far the time of signing may be from now, either way; 300. */
  readonly toleranceSeconds?: number
  /** The present, for tests. */
  readonly now?: Date
}

export interface SignOptions {
  /** The message's id, `msg_…`. */
  readonly id: string
  /** When it is sent; now. */
  readonly timestamp?: Date
}

/** The headers of a message. */
export type SignedHeaders = Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>>

type Bytes = Uint8Array<ArrayBuffer>
/** A `CryptoKey`, whose name is not everywhere among the types. */
type HmacKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

const toleranceSecondsDefault = 300
const hmac = { name: 'HMAC', hash: 'SHA-256' } as const
const encoder = new TextEncoder()

/**
 * The message, if its signature is right. Hand in the body as it came, before anybody parses it. Several secrets: any
 * of them will do, as while you change it. Problems: WebhookError.
 */
export async function unwrap(
  body: string | ArrayBuffer | Uint8Array,
  headers: WebhookHeaders,
  secret: string | readonly string[],
  options: VerifyOptions = {},
): Promise<AnyWebhookMessage> {
  await verify(body, headers, secret, options)
  const message = parsed(new TextDecoder().decode(rawBody(body)))
  if (!isMessage(message))
    throw new WebhookError('message_malformed', 'The signature is right, but the body is not a message of Evently.')
  return message
}

/** Fulfilled if the signature and its time are right. Problems: WebhookError. */
export async function verify(
  body: string | ArrayBuffer | Uint8Array,
  headers: WebhookHeaders,
  secret: string | readonly string[],
  { toleranceSeconds = toleranceSecondsDefault, now = new Date() }: VerifyOptions = {},
): Promise<void> {
  if (!(toleranceSeconds >= 0)) throw new TypeError('toleranceSeconds must be a number from 0 on.')
  const keys = await keysOf(secret)
  const bytes = rawBody(body)
  const message = readHeaders(headers)
  if (!(await isSigned(keys, message, bytes)))
    throw new WebhookError('signature_mismatch', await mismatchText(keys, message, bytes))
  checkTime(message.timestamp, toleranceSeconds, now)
}

/**
 * The headers of a message with this body, for tests and for those who send messages of their own. Several secrets: a
 * signature of each.
 */
export async function sign(
  body: string | ArrayBuffer | Uint8Array,
  secret: string | readonly string[],
  { id, timestamp = new Date() }: SignOptions,
): Promise<SignedHeaders> {
  if (typeof id !== 'string' || id === '') throw new TypeError('id must be the id of the message.')
  const seconds = Math.floor(timestamp.getTime() / 1000)
  if (!(seconds >= 0)) throw new TypeError('timestamp must be a valid Date from 1970 on.')
  const content = signedContent({ id, timestamp: seconds }, rawBody(body))
  const signatures = await Promise.all(
    (await keysOf(secret)).map(async key => `v1,${base64Of(await crypto.subtle.sign(hmac, key, content))}`),
  )
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' '),
  }
}

async function keysOf(secret: string | readonly string[]): Promise<readonly HmacKey[]> {
  const secrets = typeof secret === 'string' ? [secret] : secret
  if (!Array.isArray(secrets) || secrets.length === 0) throw new WebhookError('secret_malformed', noSecret)
  return Promise.all(secrets.map(keyOf))
}

const noSecret = 'There is no secret. It is shown when the endpoint is made, and begins with whsec_.'

async function keyOf(secret: unknown): Promise<HmacKey> {
  if (typeof secret !== 'string' || secret === '') throw new WebhookError('secret_malformed', noSecret)
  if (secret !== secret.trim())
    throw new WebhookError('secret_malformed', 'The secret has white space around it. Take it away.')
  const bytes = bytesOf(secret.replace(/^whsec_/, ''))
  if (!bytes)
    throw new WebhookError(
      'secret_malformed',
      'The secret is not whsec_ and base64. Hand in the secret of the endpoint, as it was shown.',
    )
  return crypto.subtle.importKey('raw', bytes, hmac, false, ['sign', 'verify'])
}

/** Problems: WebhookError `body_not_raw`. */
function rawBody(body: unknown): Bytes {
  if (typeof body === 'string' && body !== '[object Object]') return encoder.encode(body)
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  if (body instanceof Uint8Array) return new Uint8Array(body)
  throw new WebhookError('body_not_raw', notRawText(body))
}

function notRawText(body: unknown): string {
  if (body === undefined || body === null)
    return 'There is no body. Read the raw body of the request first, and hand it in as text or bytes.'
  return (
    'The body has been parsed: only the body as it came can be checked. Read it raw: in express with ' +
    "express.raw({ type: 'application/json' }) on this route, before express.json(); in fetch and Hono with " +
    'await request.text(); in Koa and Node from the request itself, without a body parser.'
  )
}

/** In constant time, which Web Crypto's `verify` is. */
async function isSigned(keys: readonly HmacKey[], message: MessageHeaders, body: Bytes): Promise<boolean> {
  const content = signedContent(message, body)
  const checks = keys.flatMap(key =>
    message.signatures.map(signature => crypto.subtle.verify(hmac, key, signature, content)),
  )
  return (await Promise.all(checks)).includes(true)
}

function signedContent({ id, timestamp }: Pick<MessageHeaders, 'id' | 'timestamp'>, body: Bytes): Bytes {
  const prefix = encoder.encode(`${id}.${timestamp}.`)
  const content = new Uint8Array(prefix.length + body.length)
  content.set(prefix)
  content.set(body, prefix.length)
  return content
}

function checkTime(timestamp: number, toleranceSeconds: number, now: Date): void {
  const ageSeconds = Math.floor(now.getTime() / 1000) - timestamp
  if (Number.isNaN(ageSeconds)) throw new TypeError('now must be a valid Date.')
  if (ageSeconds > toleranceSeconds)
    throw new WebhookError(
      'timestamp_too_old',
      `The message was signed ${ageSeconds} seconds ago, and ${toleranceSeconds} are allowed. Either it is an old ` +
        'message that somebody sends again, or the clock of this machine is fast.',
    )
  if (-ageSeconds > toleranceSeconds)
    throw new WebhookError(
      'timestamp_too_new',
      `The message was signed ${-ageSeconds} seconds in the future, and ${toleranceSeconds} are allowed. The clock ` +
        'of this machine is slow.',
    )
}

/** Finds the likely cause of a signature that matches nothing; the message stays refused, whatever it is. */
async function mismatchText(keys: readonly HmacKey[], message: MessageHeaders, body: Bytes): Promise<string> {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body)
  const value = parsed(text)
  const before = [text.replace(/^\uFEFF/, ''), text.trim(), ...(value === undefined ? [] : [JSON.stringify(value)])]
  for (const variant of new Set(before)) {
    if (variant !== text && (await isSigned(keys, message, encoder.encode(variant))))
      return 'The body is not as it came: somebody has written the same JSON again. Hand in the raw body.'
  }
  if (body.length === 0)
    return 'The signature does not match an empty body. Something has read the body before: read it once, raw.'
  const id = isMessage(value) ? value.id : undefined
  if (id !== undefined && id !== message.id)
    return `The body is message ${id}, the headers are those of ${message.id}. Hand in both from one request.`
  return (
    'No signature matches the body. Most often the secret is that of another endpoint or an old one; else the body ' +
    'was changed on its way, or the request does not come from Evently.'
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isMessage(value: unknown): value is AnyWebhookMessage {
  if (typeof value !== 'object' || value === null) return false
  const { id, type, data } = value as Readonly<Record<string, unknown>>
  return typeof id === 'string' && typeof type === 'string' && typeof data === 'object' && data !== null
}

const base64Of = (bytes: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
