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
  let changes: () => object
  let heard: number[]
  let users: ReturnType<typeof createRemoteUsers>
  let authenticate: (token: string) => Promise<object>
  beforeEach(() => {
    nowMs = startMs
    asked = 0
    answer = () => ({ ...session, expiresAt: new Date(startMs + 900_000).toISOString() })
    changes = () => ({ revokedCredentials: [], roles: [] })
    const call = async (id: string, { query }: { query?: { lastSeconds: number } }) => {
      if (id === 'users.listChanges') {
        heard.push(query!.lastSeconds)
        return changes()
      }
      asked++
      return answer()
    }
    heard = []
    users = createRemoteUsers({ call } as unknown as InternalClient, { clock: () => nowMs })
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

  it('are asked once a quarter of an hour as long as they are heard', async () => {
    for (let second = 0; second < 890; second++) {
      await users.learn()
      await authenticate('t')
      pass(1)
    }
    expect(asked).to.equal(1)
    pass(11)
    await users.learn()
    answer = () => session
    await authenticate('t')
    expect(asked).to.equal(2)
  })

  it('that tell of an ended session or key, or of another role, are believed at once', async () => {
    expect(await authenticate('t')).to.deep.equal(caller)
    changes = () => ({
      revokedCredentials: [],
      roles: [{ userId: session.userId, role: 'organizer', version: 2, ageSeconds: 0 }],
    })
    await users.learn()
    expect(await authenticate('t')).to.deep.equal({ ...caller, role: 'organizer' })
    changes = () => ({ revokedCredentials: [{ id: session.credentialId, ageSeconds: 0 }], roles: [] })
    await users.learn()
    expect(await codeOf(authenticate('t'))).to.equal('token_invalid')
    expect(asked).to.equal(1)
  })

  it('that told of an end before the answer of a question that began earlier came are believed', async () => {
    changes = () => ({ revokedCredentials: [{ id: session.credentialId, ageSeconds: 0 }], roles: [] })
    let tell = () => {}
    answer = () => new Promise(resolve => (tell = () => resolve(session)))
    const asking = authenticate('t')
    await users.learn()
    tell()
    expect(await codeOf(asking)).to.equal('token_invalid')
  })

  it('that could not be heard for two seconds are asked about each token again', async () => {
    await users.learn()
    await authenticate('t')
    changes = isAway
    pass(1.9)
    await users.learn()
    await authenticate('t')
    expect(asked).to.equal(1)
    pass(0.2)
    await authenticate('t')
    expect(asked).to.equal(2)
  })

  it('that could not be heard are listened to again after five seconds, for all that was missed', async () => {
    await users.learn()
    changes = isAway
    pass(1)
    await users.learn()
    changes = () => ({ revokedCredentials: [], roles: [] })
    pass(4.9)
    await users.learn()
    expect(heard).to.deep.equal([990, 91])
    pass(0.2)
    await users.learn()
    expect(heard).to.deep.equal([990, 91, 97])
  })

  it('that revoke a session are believed within two seconds, even if they are not heard', async () => {
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
