// What browsers are told: which pages may call the API, and what they must not make of its answers.
import cors from '@koa/cors'
import type { Middleware } from 'koa'

/**
 * For pages and their files (https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html): nothing in
 * them is to be framed, guessed at, or told to other sites.
 */
export const securityHeaders = Object.freeze({
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
})

/** A year. Sent only where the proxy in front says that the client has come over TLS. */
export const strictTransport = Object.freeze({ 'Strict-Transport-Security': 'max-age=31536000' })

/** What a page's script may read of an answer, besides what it may always. */
const exposedHeaders = [
  'Allow',
  'Content-Disposition',
  'Date',
  'ETag',
  'Evently-Contract',
  'Idempotency-Replayed',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Request-Id',
  'Retry-After',
]
const preflightSeconds = 7_200

/**
 * Lets the pages of these origins call the API; `*`: those of everybody, without cookies (the API has none, and takes
 * its credentials from the Authorization header alone).
 */
export function createCors(origins: readonly string[] | '*'): Middleware {
  const known = new Set(origins)
  return cors({
    origin: origins === '*' ? '*' : context => (known.has(context.get('Origin')) ? context.get('Origin') : ''),
    credentials: origins !== '*',
    exposeHeaders: exposedHeaders,
    maxAge: preflightSeconds,
  })
}
