// How often the mail of a forgotten password can be asked for: the same for an email with an account and for any other.
import { expect } from 'chai'
import { anAccount } from '../support/builders.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'

describe('the limits on asking for a new password', () => {
  let server: TestServer
  before(async () => {
    // A clock that stands: no minute ends in the middle of a count.
    server = await startOneProcess({ env: { EVENTLY_RATE_LIMIT: 'on' }, rateLimits: { clock: () => 0 } })
  })
  after(() => server.close())

  const ask = async (email: string, times: number) => {
    const statuses: number[] = []
    for (let n = 0; n < times; n++)
      statuses.push((await server.call('POST', '/auth/password-reset', { body: { email } })).status)
    return statuses
  }

  it('are ten a minute for each email, also from where its owner has signed in', async () => {
    const { email } = await anAccount(server)
    const known = await ask(email, 12)
    expect(known).to.deep.equal([...Array<number>(10).fill(202), 429, 429])
    expect(await ask('nobody@example.com', 12)).to.deep.equal(known)
    expect(await ask(email.toUpperCase(), 1), 'the same in other letters').to.deep.equal([429])
  })

  it('are so many a minute for each address, whatever the emails', async () => {
    const statuses = await Promise.all(Array.from({ length: 130 }, (_, n) => ask(`somebody-${n}@example.com`, 1)))
    expect(statuses.flat()).to.include(202).and.to.include(429)
  })
})
