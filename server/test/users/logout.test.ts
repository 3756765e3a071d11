// users.logout: ending a session, here and in other processes.
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { password, startUsersServer, type UsersServer } from './users-server.ts'

describe('users.logout', () => {
  let server: UsersServer
  before(async () => {
    server = await startUsersServer()
  })
  after(() => server.close())

  const logout = (refreshToken: string) => server.call('POST', '/auth/logout', { body: { refreshToken } })

  it('ends the session at once and no other', async () => {
    const email = 'ada@example.com'
    const one = await server.anAccount({ email })
    const other = await server.login({ email, password })
    expectStatus(await logout(one.refreshToken), 204)
    expectProblem(await server.call('GET', '/users/profile', { token: one.token }), 'token_invalid')
    expectStatus(await server.call('GET', '/users/profile', { token: other.token }), 200)
  })

  it('is no error a second time, nor with a token nobody has', async () => {
    const { refreshToken } = await server.anAccount()
    expectStatus(await logout(refreshToken), 204)
    expectStatus(await logout(refreshToken), 204)
    expectStatus(await logout('evr_unknown'), 204)
  })

  it('ends the session in another process as soon as that has looked', async () => {
    const { token, refreshToken } = await server.anAccount()
    const elsewhere = server.newProcess()
    await elsewhere.ready()
    expect((await elsewhere.authenticate(token)).kind).to.equal('session')
    await logout(refreshToken)
    await elsewhere.ready()
    expect(() => elsewhere.authenticate(token))
      .to.throw()
      .with.property('code', 'token_invalid')
  })

  it('stays ended in a process that starts later', async () => {
    const { token, refreshToken } = await server.anAccount()
    await logout(refreshToken)
    const later = server.newProcess()
    await later.ready()
    expect(() => later.authenticate(token))
      .to.throw()
      .with.property('code', 'token_invalid')
  })
})
