// Whose a token is, where the users run elsewhere: asked once, remembered for as long as a revocation may be late, and
// longer while they are away.
import { expect } from 'chai'
import { createRemoteUsers } from '../../src/domains/users/remote.ts'
import type { InternalClient } from '../../src/platform/http/internal-client.ts'
import { Problem, problem } from '../../src/platform/problems.ts'

const session = {
  active: true,
  kind: 'session',
  userId: 'usr_01jz3t5m8qf0vab9x2k4c7d6eh',
  role: 'attendee',
  credentialId: 'ses_01jz3t5m8qf0vab9x2k4c7d6eh',
} as const
const caller = { kind: session.kind, userId: session.userId, role: session.role, credentialId: session.credentialId }

describe('users elsewhere', () => {
  const startMs = Date.parse('2030-01-01T00:00:00Z')
  let nowMs: number
  let asked: number
  let answer: () => object
  let authenticate: (token: string) => Promise<object>
  beforeEach(() => {
    nowMs = startMs
    asked = 0
    answer = () => ({ ...session, expiresAt: new Date(startMs + 900_000).toISOString() })
    const call = async () => {
      asked++
      return answer()
    }
    const users = createRemoteUsers({ call } as unknown as InternalClient, { clock: () => nowMs })
    authenticate = async token => users.authenticate(token)
  })

  const pass = (seconds: number) => {
    nowMs += seconds * 1_000
  }
  const isAway = () => {
    throw problem('service_unavailable')
  }
  const codeOf = (answering: Promise<unknown>) =>
    answering.then(
      () => 'answered',
      (error: unknown) => (error instanceof Problem ? error.code : String(error)),
    )

  it('are asked once for many requests, and again after two seconds', async () => {
    expect(await Promise.all([authenticate('t'), authenticate('t'), authenticate('t')])).to.deep.equal([
      caller,
      caller,
      caller,
    ])
    pass(1.9)
    await authenticate('t')
    expect(asked).to.equal(1)
    pass(0.2)
    await authenticate('t')
    expect(asked).to.equal(2)
  })

  for (const [what, shiftMs] of [
    ['a day ahead', 86_400_000],
    ['a day behind', -86_400_000],
  ] as const) {
    it(`say how long a token is still good, so that a clock ${what} of theirs changes nothing`, async () => {
      answer = () => ({ ...session, expiresAt: new Date(startMs + 900_000).toISOString(), leftMs: 900_000 })
      nowMs = startMs + shiftMs
      for (let n = 0; n < 3; n++) expect(await authenticate('t')).to.deep.equal(caller)
      expect(asked).to.equal(1)
      answer = isAway
      pass(890)
      expect(await authenticate('t')).to.deep.equal(caller)
      pass(11)
      expect(await codeOf(authenticate('t'))).to.equal('service_unavailable')
    })
  }

  it('that revoke a session are believed within two seconds', async () => {
    await authenticate('t')
    answer = () => ({ active: false, kind: 'session', reason: 'token_invalid' })
    pass(2.1)
    expect(await codeOf(authenticate('t'))).to.equal('token_invalid')
    answer = isAway
    pass(10)
    expect(await codeOf(authenticate('t')), 'and while they are away').to.equal('token_invalid')
  })

  it('tell a disabled account as their own process does, and an expired token as such', async () => {
    answer = () => ({ active: false, kind: 'session', reason: 'account_disabled' })
    expect(await codeOf(authenticate('t'))).to.equal('token_invalid')
    answer = () => ({ active: false, kind: 'session', reason: 'token_expired' })
    expect(await codeOf(authenticate('other'))).to.equal('token_expired')
  })

  it('that hang keep one request waiting at a time, not all whose tokens are known', async () => {
    await authenticate('t')
    await authenticate('u')
    answer = isAway
    pass(3)
    await authenticate('t')
    pass(2)
    let fail = () => {}
    answer = () =>
      new Promise((_, reject) => {
        fail = () => reject(problem('service_unavailable'))
      })
    const probe = authenticate('t')
    expect(await Promise.all([authenticate('t'), authenticate('u')])).to.deep.equal([caller, caller])
    fail()
    expect(await probe).to.deep.equal(caller)
    expect(asked).to.equal(4)
  })

  it('that are away leave known tokens working until they expire, and are asked once a second at most', async () => {
    await authenticate('t')
    answer = isAway
    pass(60)
    for (let n = 0; n < 5; n++) expect(await authenticate('t')).to.deep.equal(caller)
    expect(asked).to.equal(2)
    expect(await codeOf(authenticate('unknown'))).to.equal('service_unavailable')
    pass(900)
    expect(await codeOf(authenticate('t'))).to.equal('service_unavailable')
  })
})
