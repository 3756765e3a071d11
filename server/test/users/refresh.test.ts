// users.refresh: rotation, and what becomes of a token that is used twice.
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { admin, startUsersServer, type UsersServer } from './users-server.ts'

describe('users.refresh', () => {
  let server: UsersServer
  before(async () => {
    server = await startUsersServer()
  })
  after(() => server.close())

  const refresh = (refreshToken: string) => server.call('POST', '/auth/refresh', { body: { refreshToken } })
  const profile = (token: string) => server.call('GET', '/users/profile', { token })

  it('hands out the next tokens of the same session', async () => {
    const ada = await server.anAccount()
    const {
      body: { user, tokens },
    } = expectStatus(await refresh(ada.refreshToken), 200)
    expect(user.id).to.equal(ada.id)
    expect(tokens.refreshToken).not.to.equal(ada.refreshToken)
    const [next, first] = await Promise.all([tokens.accessToken, ada.token].map(server.users.authenticate))
    expect(next!.credentialId).to.equal(first!.credentialId)
    expectStatus(await refresh(tokens.refreshToken), 200)
  })

  it('ends the session when a token comes a second time: the next refresh token and the access tokens too', async () => {
    const ada = await server.anAccount()
    const {
      body: { tokens },
    } = expectStatus(await refresh(ada.refreshToken), 200)
    expectProblem(await refresh(ada.refreshToken), 'refresh_token_invalid')
    expectProblem(await refresh(tokens.refreshToken), 'refresh_token_invalid')
    expectProblem(await profile(tokens.accessToken), 'token_invalid')
    expectProblem(await profile(ada.token), 'token_invalid')
  })

  it('leaves other sessions of the account alone when one is ended', async () => {
    const email = 'two-sessions@example.com'
    const one = await server.anAccount({ email })
    const other = await server.login({ email, password: 'correct horse battery' })
    await refresh(one.refreshToken)
    expectProblem(await refresh(one.refreshToken), 'refresh_token_invalid')
    expectStatus(await refresh(other.refreshToken), 200)
  })

  it('lets one of two win that present the same token at once, and ends the session', async () => {
    const { refreshToken } = await server.anAccount()
    const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken)])
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 401])
    const winner = answers.find(({ status }) => status === 200)!
    expectProblem(await refresh(winner.body.tokens.refreshToken), 'refresh_token_invalid')
  })

  const refusals: readonly [why: string, prepare: () => Promise<string>, status: number, code: string][] = [
    ['an unknown token', async () => `evr_${'x'.repeat(43)}`, 401, 'refresh_token_invalid'],
    ['an access token', async () => (await server.anAccount()).token, 401, 'refresh_token_invalid'],
    [
      'a token past its 30 days',
      async () => {
        const { id, refreshToken } = await server.anAccount()
        const lives = (await server.database
          .knex('refresh_tokens')
          .where({ user_id: id })
          .first(server.database.knex.raw('extract(day from expires_at - created_at)::int as days'))) as {
          days: number
        }
        expect(lives.days).to.equal(30)
        await server.database
          .knex('refresh_tokens')
          .where({ user_id: id })
          .update({ expires_at: server.database.knex.raw('now()') })
        return refreshToken
      },
      401,
      'refresh_token_invalid',
    ],
    [
      'a token of a session that was signed out of',
      async () => {
        const { refreshToken } = await server.anAccount()
        expectStatus(await server.call('POST', '/auth/logout', { body: { refreshToken } }), 204)
        return refreshToken
      },
      401,
      'refresh_token_invalid',
    ],
    [
      'a token of a disabled account',
      async () => {
        const { id, refreshToken } = await server.anAccount()
        const { token } = await server.login(admin)
        expectStatus(await server.call('PATCH', `/admin/users/${id}`, { token, body: { disabled: true } }), 200)
        return refreshToken
      },
      403,
      'account_disabled',
    ],
  ]
  for (const [why, prepare, status, code] of refusals) {
    it(`refuses ${why} with ${code}`, async () =>
      expectProblem(expectStatus(await refresh(await prepare()), status), code))
  }
})
