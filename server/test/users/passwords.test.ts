// Passwords: hashed a few at a time, and no more waiting than can be served soon.
import { expect } from 'chai'
import { createPasswords, hashesAtOnce } from '../../src/domains/users/passwords.ts'

describe('passwords', () => {
  const passwords = createPasswords()

  it('match their own hash, composed or decomposed, and no other', async () => {
    const hash = await passwords.hash('caf\u00e9 au lait')
    expect(await passwords.verify(hash, 'cafe\u0301 au lait')).to.equal(true)
    expect(await passwords.verify(hash, 'cafe au lait')).to.equal(false)
  })

  it('are hashed at the cost that OWASP recommends', async () => {
    expect(await passwords.hash('correct horse')).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  it('never match where there is no account', async () => {
    expect(await passwords.verify(undefined, 'anything')).to.equal(false)
  })

  it('are refused with overloaded past the bound, and taken again afterwards', async () => {
    const few = createPasswords({ runningMax: 1, waitingMax: 2 })
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => few.hash('correct horse')))
    const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
    expect(refused.map(({ reason }) => [reason.code, reason.extra.retryAfterSeconds])).to.deep.equal([
      ['overloaded', 1],
      ['overloaded', 1],
    ])
    expect(await few.hash('correct horse')).to.match(/^\$argon2id\$/)
  })

  it('refuse strangers at once while as many wait as may', async () => {
    const few = createPasswords({ runningMax: 1, waitingMax: 1 })
    few.refuseWhenFull()
    const hashes = [few.hash('correct horse'), few.hash('correct horse')]
    expect(() => few.refuseWhenFull())
      .to.throw()
      .with.property('code', 'overloaded')
    await Promise.all(hashes)
    few.refuseWhenFull()
  })

  it('leave a core to everything else, and a thread of the pool', () => {
    const cores = [1, 2, 3, 4, 5, 64]
    expect(cores.map(hashesAtOnce)).to.deep.equal([1, 1, 2, 3, 3, 3])
  })
})
