// An account's sessions: listed and ended by their owner.
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { password, startUsersServer, type UsersServer } from './users-server.ts'

describe("an account's sessions", () => {
  let server: UsersServer
  before(async () => {
    server = await startUsersServer()
  })
  after(() => server.close())

  const list = async (token: string) =>
    expectStatus(await server.call('GET', '/users/sessions', { token }), 200).body.data
  const end = (token: string, id: string) => server.call('DELETE', `/users/sessions/${id}`, { token })

  it('are listed with when and from where they were used, the last used first', async () => {
    const one = await server.anAccount()
    const body = { email: one.email, password }
    const headers = { 'user-agent': 'evently-cli/0.1.0 '.padEnd(300, 'x') }
    const other = expectStatus(await server.call('POST', '/auth/login', { body, headers }), 200).body.tokens
    const sessions = await list(one.token)
    expect(sessions.map(({ current }: { current: boolean }) => current)).to.deep.equal([false, true])
    expect(sessions[0]).to.include({ network: '127.0.0.0/24', userAgent: headers['user-agent'].slice(0, 200) })
    expect(Date.parse(sessions[0].expiresAt) - Date.parse(sessions[0].createdAt)).to.equal(30 * 24 * 3_600_000)
    expectStatus(await server.call('POST', '/auth/refresh', { body: { refreshToken: one.refreshToken } }), 200)
    expect((await list(other.accessToken)).map(({ current }: { current: boolean }) => current)).to.deep.equal([
      false,
      true,
    ])
  })

  it('are ended one by one, at once, and are then no longer listed', async () => {
    const one = await server.anAccount()
    const other = await server.login({ email: one.email, password })
    const { id } = (await list(one.token)).find(({ current }: { current: boolean }) => !current)
    expectStatus(await end(one.token, id), 204)
    expectProblem(await server.call('GET', '/users/profile', { token: other.token }), 'token_invalid')
    const body = { refreshToken: other.refreshToken }
    expectProblem(await server.call('POST', '/auth/refresh', { body }), 'refresh_token_invalid')
    expect(await list(one.token)).to.have.length(1)
    expectProblem(await end(one.token, id), 'session_not_found')
  })

  it('are ended by their owner alone', async () => {
    const one = await server.anAccount()
    const other = await server.anAccount()
    const [{ id }] = await list(one.token)
    expectProblem(await end(other.token, id), 'session_not_found')
    expectStatus(await end(one.token, id), 204)
    expectProblem(await server.call('GET', '/users/sessions', { token: one.token }), 'token_invalid')
  })
})
