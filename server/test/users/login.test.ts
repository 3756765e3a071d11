// users.login: beginning a session.
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { admin, password, startUsersServer, type UsersServer } from './users-server.ts'

describe('users.login', () => {
  let server: UsersServer
  before(async () => {
    server = await startUsersServer()
    await server.anAccount({ email: 'Ada@example.com' })
    const disabled = await server.anAccount({ email: 'disabled@example.com' })
    const { token } = await server.login(admin)
    expectStatus(await server.call('PATCH', `/admin/users/${disabled.id}`, { token, body: { disabled: true } }), 200)
  })
  after(() => server.close())

  const login = (body: unknown) => server.call('POST', '/auth/login', { body })

  it('takes the email in any case', async () => {
    const { body } = expectStatus(await login({ email: 'ADA@EXAMPLE.COM', password }), 200)
    expect(body.user.email).to.equal('Ada@example.com')
    expectStatus(await server.call('GET', '/users/profile', { token: body.tokens.accessToken }), 200)
  })

  const refusals: readonly [why: string, body: unknown, status: number, code: string][] = [
    ['a wrong password', { email: 'ada@example.com', password: 'wrong' }, 401, 'credentials_invalid'],
    ['an email nobody has', { email: 'nobody@example.com', password }, 401, 'credentials_invalid'],
    ['a disabled account', { email: 'disabled@example.com', password }, 403, 'account_disabled'],
    [
      'a disabled account with a wrong password',
      { email: 'disabled@example.com', password: 'wrong' },
      401,
      'credentials_invalid',
    ],
    ['no password', { email: 'ada@example.com' }, 400, 'validation_failed'],
  ]
  for (const [why, body, status, code] of refusals) {
    it(`refuses ${why} with ${code}`, async () => expectProblem(expectStatus(await login(body), status), code))
  }

  it('says the same of a wrong email and a wrong password', async () => {
    const [one, other] = await Promise.all([
      login({ email: 'ada@example.com', password: 'wrong' }),
      login({ email: 'nobody@example.com', password }),
    ])
    expect(one.body.detail).to.equal(other.body.detail)
  })
})
