// users.changePassword: another password, and the end of the other sessions.
import { expectProblem, expectStatus } from '../support/builders.ts'
import { password, startUsersServer, type UsersServer } from './users-server.ts'

describe('users.changePassword', () => {
  let server: UsersServer
  before(async () => {
    server = await startUsersServer()
  })
  after(() => server.close())

  const newPassword = 'a longer staple of words'
  const change = (token: string, body: unknown) => server.call('POST', '/users/profile/password', { token, body })

  it('ends every other session, keeps this one, and takes only the new password from then on', async () => {
    const email = 'ada@example.com'
    const here = await server.anAccount({ email })
    const elsewhere = await server.login({ email, password })
    expectStatus(await change(here.token, { currentPassword: password, newPassword }), 204)

    expectStatus(await server.call('GET', '/users/profile', { token: here.token }), 200)
    expectStatus(await server.call('POST', '/auth/refresh', { body: { refreshToken: here.refreshToken } }), 200)
    expectProblem(await server.call('GET', '/users/profile', { token: elsewhere.token }), 'token_invalid')
    expectProblem(
      await server.call('POST', '/auth/refresh', { body: { refreshToken: elsewhere.refreshToken } }),
      'refresh_token_invalid',
    )
    expectProblem(await server.call('POST', '/auth/login', { body: { email, password } }), 'credentials_invalid')
    await server.login({ email, password: newPassword })
  })

  const refusals: readonly [why: string, body: unknown, status: number, code: string][] = [
    ['a wrong current password', { currentPassword: 'wrong', newPassword }, 403, 'current_password_wrong'],
    [
      'a new password of seven characters',
      { currentPassword: password, newPassword: '1234567' },
      400,
      'validation_failed',
    ],
    ['no current password', { newPassword }, 400, 'validation_failed'],
  ]
  for (const [why, body, status, code] of refusals) {
    it(`refuses ${why} with ${code}`, async () =>
      expectProblem(expectStatus(await change((await server.anAccount()).token, body), status), code))
  }
})
