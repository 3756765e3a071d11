// users.verify: what other services learn of a token.
import { expect } from 'chai'
import { expectStatus } from '../support/builders.ts'
import { admin, startUsersServer, type UsersServer } from './users-server.ts'

describe('users.verify', () => {
  let server: UsersServer
  before(async () => {
    server = await startUsersServer()
  })
  after(() => server.close())

  it('says whose a valid access token is', async () => {
    const { id, token } = await server.anAccount({ role: 'organizer' })
    const { body } = expectStatus(await server.verify(token), 200)
    expect(body).to.include({ active: true, kind: 'session', userId: id, role: 'organizer' })
    expect(Date.parse(String(body['expiresAt']))).to.be.within(Date.now() + 890_000, Date.now() + 901_000)
  })

  const inactive: readonly [what: string, prepare: () => Promise<string>, kind: string, reason: string][] = [
    ['a token that is none', async () => 'nonsense', 'session', 'token_invalid'],
    ['an API key', async () => 'evk_4Tz9ExampleExampleExample00000', 'api_key', 'token_invalid'],
    [
      'a token of an ended session',
      async () => {
        const { token, refreshToken } = await server.anAccount()
        await server.call('POST', '/auth/logout', { body: { refreshToken } })
        return token
      },
      'session',
      'token_invalid',
    ],
    [
      'a token of a disabled account',
      async () => {
        const { id, token } = await server.anAccount()
        await server.call('PATCH', `/admin/users/${id}`, {
          token: (await server.login(admin)).token,
          body: { disabled: true },
        })
        return token
      },
      'session',
      'account_disabled',
    ],
    [
      'a token past its time',
      async () => {
        const { token } = await server.anAccount()
        server.passSeconds(901)
        return token
      },
      'session',
      'token_expired',
    ],
  ]
  for (const [what, prepare, kind, reason] of inactive) {
    it(`knows ${what} as inactive: ${reason}`, async () => {
      const { body } = expectStatus(await server.verify(await prepare()), 200)
      expect(body).to.deep.equal({ active: false, kind, reason })
    })
  }
})
