// Tokens: access tokens that are checked without a database, and refresh tokens that nothing but the database knows.
import { createHash, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { LRUCache } from 'lru-cache'
import type { Caller, Role } from '../../contract/types.ts'
import { problem } from '../../platform/problems.ts'

export type Tokens = ReturnType<typeof createTokens>

export interface TokensOptions {
  readonly secret: string | Uint8Array
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
const verifiedMax = 50_000

/**
 * Signs and checks access tokens: JWTs by HS256, whose key is prepared once, and whose checks are remembered until they
 * expire.
 */
export function createTokens({ secret, accessTokenSeconds, clock = Date.now }: TokensOptions) {
  const key = createSecretKey(typeof secret === 'string' ? Buffer.from(secret) : secret)
  const verified = new LRUCache<string, AccessToken>({ max: verifiedMax })

  return {
    accessTokenSeconds,

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
      return jwt.sign(claims, key, { algorithm: 'HS256' })
    },

    /** How long it is to this time, by the clock that tokens expire by. */
    leftMs: (expiresAtMs: number) => Math.max(0, Math.round(expiresAtMs - clock())),

    /** Whose access token this is and until when. Problems: token_invalid, token_expired. */
    verify(token: string): AccessToken {
      const nowMs = clock()
      const remembered = verified.get(token)
      if (remembered && nowMs < remembered.expiresAtMs) return remembered
      const access = accessOf(openSigned(token, key, nowMs))
      verified.set(token, access)
      return access
    },
  }
}

/**
 * The payload of a token that this key has signed and whose time is not over; the one algorithm is pinned. Problems:
 * token_invalid, token_expired.
 */
export function openSigned(token: string, key: KeyObject, nowMs: number): unknown {
  if (!token.split('.').every(isCanonicalBase64url)) throw problem('token_invalid')
  try {
    return jwt.verify(token, key, { algorithms: ['HS256'], clockTimestamp: Math.floor(nowMs / 1_000) })
  } catch (error) {
    if (error instanceof jwt.TokenExpiredError) throw problem('token_expired')
    throw problem('token_invalid')
  }
}

/** jsonwebtoken decodes leniently; RFC 7515 has one way to write each part, so that one token has one text. */
const isCanonicalBase64url = (text: string) => Buffer.from(text, 'base64url').toString('base64url') === text

function accessOf(payload: unknown): AccessToken {
  if (payload === null || typeof payload !== 'object') throw problem('token_invalid')
  const { iss, aud, sub, role, sid, exp } = payload as Record<string, unknown>
  const isOurs =
    iss === issuer &&
    aud === audience &&
    typeof sub === 'string' &&
    isRole(role) &&
    typeof sid === 'string' &&
    typeof exp === 'number'
  if (!isOurs) throw problem('token_invalid')
  return { caller: { kind: 'session', userId: sub, role, credentialId: sid }, expiresAtMs: exp * 1_000 }
}

const isRole = (value: unknown): value is Role => value === 'attendee' || value === 'organizer' || value === 'admin'

/** 256 random bits, so that a plain SHA-256 keeps them as safe as a slow hash would. */
export const newRefreshToken = () => `evr_${randomBytes(32).toString('base64url')}`

export const refreshTokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()
