// Passwords: hashed a few at a time, and no more waiting than can be served soon.
import { readdir, readFile } from 'node:fs/promises'
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

  it('refuse strangers while as many wait as may, half a second late', async () => {
    const few = createPasswords({ runningMax: 1, waitingMax: 1 })
    await few.refuseWhenFull()
    const hashes = [few.hash('correct horse'), few.hash('correct horse')]
    const beganMs = performance.now()
    const refusal = await few.refuseWhenFull().catch((error: unknown) => error)
    expect(refusal).to.have.property('code', 'overloaded')
    expect(performance.now() - beganMs).to.be.at.least(490)
    await Promise.all(hashes)
    await few.refuseWhenFull()
  })

  it('leave a core to everything else', () => {
    const cores = [1, 2, 3, 4, 5, 64]
    expect(cores.map(hashesAtOnce)).to.deep.equal([1, 1, 2, 3, 4, 4])
  })

  it('are hashed in threads that step back for everything else, and the others do not', async function () {
    if (process.platform !== 'linux') this.skip()
    await passwords.hash('correct horse')
    const priorities = await prioritiesOfThreads()
    expect(priorities.own).to.equal(0)
    expect(priorities.others.filter(nice => nice === 10)).to.have.length.of.at.least(1)
  })

  it('are hashed on after a hash that is none', async () => {
    const failed = await passwords.verify('no hash', 'correct horse').catch((error: unknown) => error)
    expect(failed).to.be.instanceOf(Error)
    expect(await passwords.hash('correct horse')).to.match(/^\$argon2id\$/)
  })
})

/** How nice the main thread of this process is, and its others. */
async function prioritiesOfThreads() {
  const threads = await readdir('/proc/self/task')
  const niceOf = async (id: string) => {
    const stat = await readFile(`/proc/self/task/${id}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16])
  }
  return {
    own: await niceOf(String(process.pid)),
    others: await Promise.all(threads.filter(id => id !== String(process.pid)).map(niceOf)),
  }
}
