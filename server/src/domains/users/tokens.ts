// Tokens: access tokens that are checked without a database, and refresh tokens that nothing but the database knows.
import { createHash, createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto'
import jwt, { type JwtHeader } from 'jsonwebtoken'
import { LRUCache } from 'lru-cache'
import type { Caller, Role } from '../../contract/types.ts'
import { problem } from '../../platform/problems.ts'

export type Tokens = ReturnType<typeof createTokens>

export interface TokensOptions {
  /** The first signs; what any of them has signed is accepted. */
  readonly secrets: readonly [string, ...string[]]
  readonly accessTokenSeconds: number
  /** Milliseconds since 1970. */
  readonly clock?: () => number
}

export interface AccessToken {
  readonly caller: Caller
  readonly expiresAtMs: number
}

const issuer = 'evently'
const audience = 'evently'
/** RFC 9068: an access token says that it is one. `JWT` is what servers before this release have written. */
const accessTokenType = 'at+jwt'
const acceptedTypes = [accessTokenType, 'jwt']
/** How far another server's clock may be ahead of ours. */
const clockSkewSeconds = 60
const verifiedMax = 50_000
const refreshTokenBegin = 'evr_'

/**
 * Signs and checks access tokens: JWTs by HS256, whose keys are prepared once, and whose checks are remembered until
 * they expire. Checked as RFC 8725 advises.
 */
export function createTokens({ secrets, accessTokenSeconds, clock = Date.now }: TokensOptions) {
  const keys = new Map(secrets.map(secret => [keyIdOf(secret), createSecretKey(Buffer.from(secret))]))
  const [[keyId, signingKey]] = [...keys] as [[string, KeyObject]]
  const verified = new LRUCache<string, AccessToken>({ max: verifiedMax })

  /** Undefined: none of ours. Servers before this release have named no key. */
  const keysFor = ({ kid }: JwtHeader): readonly KeyObject[] =>
    kid === undefined ? [...keys.values()] : [keys.get(kid)].filter(key => key !== undefined)

  return {
    accessTokenSeconds,

    /** See refreshTokenSuccessors. */
    successorsOf: (refreshToken: string) => refreshTokenSuccessors(refreshToken, secrets),

    sign({ userId, role, sessionId }: { userId: string; role: Role; sessionId: string }): string {
      const issuedAt = Math.floor(clock() / 1_000)
      const claims = {
        iss: issuer,
        aud: audience,
        sub: userId,
        role,
        sid: sessionId,
        iat: issuedAt,
        exp: issuedAt + accessTokenSeconds,
      }
      const header = { alg: 'HS256', typ: accessTokenType, kid: keyId }
      return jwt.sign(claims, signingKey, { algorithm: 'HS256', header })
    },

    /** How long it is to this time, by the clock that tokens expire by. */
    leftMs: (expiresAtMs: number) => Math.max(0, Math.round(expiresAtMs - clock())),

    /** Whose access token this is and until when. Problems: token_invalid, token_expired. */
    verify(token: string): AccessToken {
      const nowMs = clock()
      const remembered = verified.get(token)
      if (remembered && nowMs < remembered.expiresAtMs) return remembered
      const { header, payload } = openSigned(token, keysFor, nowMs)
      if (!isAccessToken(header)) throw problem('token_invalid')
      const access = accessOf(payload, nowMs)
      verified.set(token, access)
      return access
    },
  }
}

/** Says nothing of the secret, and the same in every process that has it. */
const keyIdOf = (secret: string) =>
  createHash('sha256').update(`evently key id ${secret}`).digest('base64url').slice(0, 11)

/** RFC 7515: a media type, so its case doesn't matter and `application/` may be left out. */
const isAccessToken = ({ typ }: JwtHeader) =>
  typeof typ === 'string' && acceptedTypes.includes(typ.toLowerCase().replace(/^application\//, ''))

/**
 * What a token says that one of these keys has signed and whose time is not over; the one algorithm is pinned, and an
 * extension that the token calls critical is refused, since none is known here (RFC 7515, 4.1.11; RFC 7797). Problems:
 * token_invalid, token_expired.
 */
export function openSigned(
  token: string,
  keysFor: (header: JwtHeader) => readonly KeyObject[],
  nowMs: number,
): { readonly header: JwtHeader; readonly payload: unknown } {
  if (!token.split('.').every(isCanonicalBase64url)) throw problem('token_invalid')
  const header = headerOf(token)
  if (!header || 'crit' in header || 'b64' in header) throw problem('token_invalid')
  for (const key of keysFor(header)) {
    try {
      const options = { algorithms: ['HS256' as const], clockTimestamp: Math.floor(nowMs / 1_000) }
      return { header, payload: jwt.verify(token, key, options) }
    } catch (error) {
      if (error instanceof jwt.TokenExpiredError) throw problem('token_expired')
      // Another key may have signed it.
    }
  }
  throw problem('token_invalid')
}

/** jsonwebtoken decodes leniently; RFC 7515 has one way to write each part, so that one token has one text. */
const isCanonicalBase64url = (text: string) => Buffer.from(text, 'base64url').toString('base64url') === text

function headerOf(token: string): JwtHeader | undefined {
  try {
    const header: unknown = JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString())
    return typeof header === 'object' && header !== null ? (header as JwtHeader) : undefined
  } catch {
    return undefined
  }
}

function accessOf(payload: unknown, nowMs: number): AccessToken {
  if (payload === null || typeof payload !== 'object') throw problem('token_invalid')
  const { iss, aud, sub, role, sid, iat, exp } = payload as Record<string, unknown>
  const isOurs =
    iss === issuer &&
    aud === audience &&
    typeof sub === 'string' &&
    isRole(role) &&
    typeof sid === 'string' &&
    typeof iat === 'number' &&
    iat <= nowMs / 1_000 + clockSkewSeconds &&
    typeof exp === 'number'
  if (!isOurs) throw problem('token_invalid')
  return { caller: { kind: 'session', userId: sub, role, credentialId: sid }, expiresAtMs: exp * 1_000 }
}

const isRole = (value: unknown): value is Role => value === 'attendee' || value === 'organizer' || value === 'admin'

/** 256 random bits, so that a plain SHA-256 keeps them as safe as a slow hash would. */
export const newRefreshToken = () => `${refreshTokenBegin}${randomBytes(32).toString('base64url')}`

/**
 * What a refresh token is traded for, under each of the secrets, the one that counts first: the same for whoever
 * presents it again, and nothing that could be guessed from it.
 */
export function refreshTokenSuccessors(token: string, secrets: TokensOptions['secrets']): [string, ...string[]] {
  const successor = (secret: string) =>
    refreshTokenBegin +
    createHmac('sha256', Buffer.from(hkdfSync('sha256', secret, '', 'evently refresh tokens', 32)))
      .update(token)
      .digest('base64url')
  const [first, ...others] = secrets
  return [successor(first), ...others.map(successor)]
}

export const refreshTokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()
