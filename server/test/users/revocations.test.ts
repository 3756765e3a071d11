// Standings: what a process knows by heart of ended sessions and new roles.
import { expect } from 'chai'
import type { Caller } from '../../src/contract/types.ts'
import type { RecentChanges } from '../../src/domains/users/port.ts'
import { createRevocations } from '../../src/domains/users/revocations.ts'

const nothing: RecentChanges = { revokedCredentials: [], roles: [] }
const ada: Caller = { kind: 'session', userId: 'usr_ada', role: 'attendee', credentialId: 'ses_ada' }

describe('standings', () => {
  let nowMs: number
  let changes: RecentChanges
  let asked: number[]
  const create = () =>
    createRevocations({
      rememberSeconds: 900,
      clock: () => nowMs,
      readChanges: async lastSeconds => {
        asked.push(lastSeconds)
        return changes
      },
    })
  beforeEach(() => {
    nowMs = 1_900_000_000_000
    changes = nothing
    asked = []
  })

  it('ask for the whole life of an access token first, then only for what may be new', async () => {
    const revocations = create()
    await revocations.read()
    nowMs += 2_000
    await revocations.read()
    expect(asked).to.deep.equal([990, 92])
  })

  it('know a revoked session for as long as its access tokens could live', async () => {
    const revocations = create()
    changes = { ...nothing, revokedCredentials: [{ id: 'ses_ada', ageSeconds: 100 }] }
    await revocations.read()
    changes = nothing
    nowMs += 800_000
    await revocations.read()
    expect(revocations.isRevoked('ses_ada')).to.equal(true)
    nowMs += 90_000
    await revocations.read()
    expect(revocations.isRevoked('ses_ada')).to.equal(false)
  })

  it("keep a revocation of their own over a read that doesn't know it yet", async () => {
    const revocations = create()
    revocations.revoke(['ses_ada'])
    await revocations.read()
    expect(revocations.isRevoked('ses_ada')).to.equal(true)
  })

  it('do not let an older read undo a newer role', async () => {
    const revocations = create()
    revocations.changeRole({ id: 'usr_ada', role: 'organizer', version: 3 })
    changes = { ...nothing, roles: [{ userId: 'usr_ada', role: 'admin', version: 2, ageSeconds: 1 }] }
    await revocations.read()
    expect(revocations.current(ada).role).to.equal('organizer')
  })
})
