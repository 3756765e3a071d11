// Access tokens: what is signed, what is refused, and Wycheproof's vectors of JSON Web Signatures.
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import jwt from 'jsonwebtoken'
import { createTokens, openSigned } from '../../src/domains/users/tokens.ts'

const secret = 's'.repeat(48)
const otherSecret = 'o'.repeat(48)
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
  const tokens = createTokens({ secrets: [secret], accessTokenSeconds: 900, clock: () => nowMs })
  const codeOf = (token: string) => {
    try {
      tokens.verify(token)
      return 'accepted'
    } catch (error) {
      return (error as { code?: string }).code
    }
  }
  interface Token {
    readonly header?: object
    readonly payload?: object
    readonly key?: string
    readonly hash?: string
  }
  /** Signed by hand, so that it can say anything. What is undefined is left out. */
  const signed = ({ header = {}, payload = {}, key = secret, hash = 'sha256' }: Token) => {
    const times = { iat: nowMs / 1_000, exp: nowMs / 1_000 + 60 }
    const text = [
      { alg: 'HS256', typ: 'at+jwt', ...header },
      { ...claims, ...times, ...payload },
    ]
      .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    return `${text}.${createHmac(hash, key).update(text).digest('base64url')}`
  }

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

  const good: readonly [what: string, make: () => string][] = [
    ['the type of an access token', () => signed({})],
    ['that type written as a whole media type', () => signed({ header: { typ: 'application/AT+JWT' } })],
    ['the type that servers before this release have written', () => signed({ header: { typ: 'JWT' } })],
    ['a time of issue by a clock that is a little ahead', () => signed({ payload: { iat: nowMs / 1_000 + 60 } })],
  ]
  for (const [what, make] of good) {
    it(`is accepted with ${what}`, () => expect(codeOf(make())).to.equal('accepted'))
  }

  const forged: readonly [what: string, make: () => string][] = [
    ['another key', () => signed({ key: 'x'.repeat(48) })],
    ['another HMAC', () => signed({ header: { alg: 'HS512' }, hash: 'sha512' })],
    ['another HMAC than it says', () => signed({ header: { alg: 'HS512' } })],
    ['no algorithm', () => jwt.sign({ ...claims, exp: nowMs / 1_000 + 60 }, '', { algorithm: 'none' })],
    ['another issuer', () => signed({ payload: { iss: 'somebody' } })],
    ['another audience', () => signed({ payload: { aud: 'somebody' } })],
    ['an unknown role', () => signed({ payload: { role: 'owner' } })],
    ['no session', () => signed({ payload: { sid: undefined } })],
    ['no end', () => signed({ payload: { exp: undefined } })],
    ['no time of issue', () => signed({ payload: { iat: undefined } })],
    ['a time of issue to come', () => signed({ payload: { iat: nowMs / 1_000 + 61 } })],
    ['a time of issue that is a text', () => signed({ payload: { iat: '1900000000' } })],
    ['a time before which it is not to be used', () => signed({ payload: { nbf: nowMs / 1_000 + 1 } })],
    ['the type of another token', () => signed({ header: { typ: 'logout+jwt' } })],
    ['no type', () => signed({ header: { typ: undefined } })],
    ['a type that is no text', () => signed({ header: { typ: ['at+jwt'] } })],
    ['an extension that it calls critical', () => signed({ header: { crit: ['exp'] } })],
    ['a list of critical extensions that is empty', () => signed({ header: { crit: [] } })],
    ['a payload that it says is not encoded', () => signed({ header: { crit: ['b64'], b64: false } })],
    ['the parameter b64, whatever it says', () => signed({ header: { b64: true } })],
    ['the id of a key that is not ours', () => signed({ header: { kid: 'another' } })],
    ['a key id that is no text', () => signed({ header: { kid: 7 } })],
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

  describe('when the secret is changed', () => {
    const clock = () => nowMs
    const servers = {
      before: createTokens({ secrets: [otherSecret], accessTokenSeconds: 900, clock }),
      between: createTokens({ secrets: [secret, otherSecret], accessTokenSeconds: 900, clock }),
      after: tokens,
    }
    const opens = (by: keyof typeof servers, token: string) => {
      try {
        return servers[by].verify(token).caller.userId === ada.userId
      } catch {
        return false
      }
    }

    it('is signed by the first secret, and accepted by whoever has that one', () => {
      const token = servers.between.sign(ada)
      expect(opens('between', token)).to.equal(true)
      expect(opens('after', token)).to.equal(true)
      expect(opens('before', token)).to.equal(false)
    })

    it('is accepted with the second secret as long as that is set', () => {
      const token = servers.before.sign(ada)
      expect(opens('between', token)).to.equal(true)
      expect(opens('after', token)).to.equal(false)
    })

    it('is accepted without the id of a key by any of them', () => {
      expect(opens('between', signed({ key: otherSecret }))).to.equal(true)
      expect(opens('between', signed({ key: 'x'.repeat(48) }))).to.equal(false)
    })
  })
})

interface Vectors {
  readonly testGroups: readonly {
    readonly comment: string
    readonly public?: object
    readonly private?: { readonly kty?: string; readonly alg?: string; readonly k?: string }
    readonly tests: readonly Vector[]
  }[]
}
interface Vector {
  readonly tcId: number
  readonly comment: string
  readonly jws: unknown
  readonly result: 'valid' | 'invalid' | 'acceptable'
}

describe("Wycheproof's vectors of JSON Web Signatures", () => {
  const path = fileURLToPath(new URL('../../../test/users/vectors/wycheproof-json-web-signature.json', import.meta.url))
  const { testGroups } = JSON.parse(readFileSync(path, 'utf8')) as Vectors
  const isOurs = ({ private: key }: Vectors['testGroups'][number]) => key?.kty === 'oct' && key.alg === 'HS256'
  const named = (wrong: readonly Vector[]) => wrong.map(({ tcId, comment }) => `${tcId} ${comment}`)

  it('of HS256 are judged as they say', () => {
    const groups = testGroups.filter(isOurs)
    const wrong = groups.flatMap(({ private: key, tests }) => {
      const secretKey = createSecretKey(Buffer.from(key!.k!, 'base64url'))
      return tests.filter(test => isSound(test, tests) && accepts(test, secretKey) !== (test.result === 'valid'))
    })
    expect(named(wrong)).to.deep.equal([])
    expect(groups.flatMap(({ tests }) => tests).length).to.equal(40)
  })

  it('of every other algorithm are refused, also with the text of the public key as the secret', () => {
    const groups = testGroups.filter(group => !isOurs(group))
    const wrong = groups.flatMap(({ public: publicKey, private: key, tests }) => {
      const secretKey = createSecretKey(Buffer.from(JSON.stringify(publicKey ?? key)))
      return tests.filter(test => accepts(test, secretKey))
    })
    expect(named(wrong)).to.deep.equal([])
    expect(groups.flatMap(({ tests }) => tests).length).to.equal(361)
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

  function accepts({ jws }: Vector, key: KeyObject) {
    try {
      openSigned(String(jws), () => [key], 0)
      return true
    } catch {
      return false
    }
  }
})
