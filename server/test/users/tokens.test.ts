// Access tokens: what is signed, what is refused, and the Wycheproof vectors of HS256 where they are at hand.
import { createSecretKey } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import jwt from 'jsonwebtoken'
import { createTokens, openSigned } from '../../src/domains/users/tokens.ts'

const secret = 's'.repeat(48)
const ada = {
  userId: 'usr_01jz3t5m8qf0vab9x2k4c7d6eh',
  role: 'organizer',
  sessionId: 'ses_01jz3t5m8qf0vab9x2k4c7d6eh',
} as const
const claims = { iss: 'evently', aud: 'evently', sub: ada.userId, role: ada.role, sid: ada.sessionId }

describe('an access token', () => {
  let nowMs: number
  beforeEach(() => {
    nowMs = 1_900_000_000_000
  })
  const tokens = createTokens({ secret, accessTokenSeconds: 900, clock: () => nowMs })
  const codeOf = (token: string) => {
    try {
      tokens.verify(token)
      return 'accepted'
    } catch (error) {
      return (error as { code?: string }).code
    }
  }
  const signed = (payload: object, options: jwt.SignOptions = {}, key: jwt.Secret = secret) =>
    jwt.sign({ exp: nowMs / 1_000 + 60, ...payload }, key, { algorithm: 'HS256', ...options })

  it('says who signed in, as what and in which session', () => {
    expect(tokens.verify(tokens.sign(ada))).to.deep.equal({
      caller: { kind: 'session', userId: ada.userId, role: 'organizer', credentialId: ada.sessionId },
      expiresAtMs: nowMs + 900_000,
    })
  })

  it('is good until its last second and not after, even if it has been seen before', () => {
    const token = tokens.sign(ada)
    nowMs += 899_999
    expect(codeOf(token)).to.equal('accepted')
    nowMs += 1
    expect(codeOf(token)).to.equal('token_expired')
  })

  const forged: readonly [what: string, make: () => string][] = [
    ['another key', () => signed(claims, {}, 'x'.repeat(48))],
    ['another HMAC', () => signed(claims, { algorithm: 'HS512' })],
    ['no algorithm', () => signed(claims, { algorithm: 'none' }, '')],
    ['another issuer', () => signed({ ...claims, iss: 'somebody' })],
    ['another audience', () => signed({ ...claims, aud: 'somebody' })],
    ['an unknown role', () => signed({ ...claims, role: 'owner' })],
    ['no session', () => signed({ ...claims, sid: undefined })],
    ['no end', () => jwt.sign(claims, secret, { algorithm: 'HS256' })],
    [
      'a changed payload',
      () =>
        tokens
          .sign(ada)
          .replace(
            /\.[^.]+\./,
            `.${Buffer.from(JSON.stringify({ ...claims, role: 'admin', exp: nowMs })).toString('base64url')}.`,
          ),
    ],
    ['a fourth part', () => `${tokens.sign(ada)}.x`],
  ]
  for (const [what, make] of forged) {
    it(`is refused with ${what}`, () => expect(codeOf(make())).to.equal('token_invalid'))
  }
})

interface Vectors {
  readonly testGroups: readonly {
    readonly private?: { readonly kty: string; readonly alg: string; readonly k: string }
    readonly tests: readonly Vector[]
  }[]
}
interface Vector {
  readonly tcId: number
  readonly comment: string
  readonly jws: unknown
  readonly result: 'valid' | 'invalid' | 'acceptable'
}

describe('the Wycheproof vectors of HS256', () => {
  /** Beside the repository; they are not part of it (https://github.com/C2SP/wycheproof). */
  const path = new URL('../../../../../shared/vectors/wycheproof-json-web-signature.json', import.meta.url)
  before(function () {
    if (!existsSync(path)) this.skip()
  })

  it('are judged as they say', () => {
    const { testGroups } = JSON.parse(readFileSync(path, 'utf8')) as Vectors
    const groups = testGroups.filter(group => group.private?.kty === 'oct' && group.private.alg === 'HS256')
    const wrong = groups.flatMap(group => {
      const key = createSecretKey(Buffer.from(group.private!.k, 'base64url'))
      return group.tests.filter(test => isSound(test, group.tests) && accepts(test, key) !== (test.result === 'valid'))
    })
    expect(wrong.map(({ tcId, comment }) => `${tcId} ${comment}`)).to.deep.equal([])
    expect(groups.length).to.be.greaterThan(0)
  })

  /**
   * Not those that name one text both valid and invalid, nor the "valid" ones with a character outside base64url, which
   * RFC 7515 forbids.
   */
  function isSound({ jws, result }: Vector, all: readonly Vector[]) {
    return (
      !(result === 'valid' && !/^[\w-]+\.[\w-]*\.[\w-]+$/.test(String(jws))) &&
      !all.some(other => other.jws === jws && other.result !== result)
    )
  }

  function accepts({ jws }: Vector, key: ReturnType<typeof createSecretKey>) {
    try {
      openSigned(String(jws), key, 0)
      return true
    } catch {
      return false
    }
  }
})
