// users.refresh: rotation, and what becomes of a token that is used twice.
import { expect } from 'chai'
import { refreshTokenHash } from '../../src/domains/users/tokens.ts'
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
  const usedSecondsAgo = (refreshToken: string, seconds: number) =>
    server.database
      .knex('refresh_tokens')
      .where({ token_hash: refreshTokenHash(refreshToken) })
      .update({ used_at: server.database.knex.raw('now() - make_interval(secs => ?)', [seconds]) })

  it('hands out the next tokens of the same session', async () => {
    const ada = await server.anAccount()
    const {
      body: { user, tokens },
    } = expectStatus(await refresh(ada.refreshToken), 200)
    expect(user.id).to.equal(ada.id)
    expect(tokens.refreshToken).not.to.equal(ada.refreshToken)
    const next = await server.users.authenticate(tokens.accessToken)
    expect(next.credentialId).to.equal((await server.users.authenticate(ada.token)).credentialId)
    expectStatus(await refresh(tokens.refreshToken), 200)
  })

  it('hands out the same refresh token again within seconds, with an access token that works', async () => {
    const ada = await server.anAccount()
    const first = expectStatus(await refresh(ada.refreshToken), 200).body.tokens
    const again = expectStatus(await refresh(ada.refreshToken), 200).body.tokens
    expect(again.refreshToken).to.equal(first.refreshToken)
    expectStatus(await profile(again.accessToken), 200)
    expectStatus(await refresh(again.refreshToken), 200)
  })

  it('ends the session when a token comes again after its successor was used', async () => {
    const ada = await server.anAccount()
    const { refreshToken } = expectStatus(await refresh(ada.refreshToken), 200).body.tokens
    const last = expectStatus(await refresh(refreshToken), 200).body.tokens
    expectProblem(await refresh(ada.refreshToken), 'refresh_token_invalid')
    expectProblem(await refresh(last.refreshToken), 'refresh_token_invalid')
    expectProblem(await profile(last.accessToken), 'token_invalid')
  })

  it('ends the session and all of its tokens when a token comes again after ten seconds', async () => {
    const ada = await server.anAccount()
    const {
      body: { tokens },
    } = expectStatus(await refresh(ada.refreshToken), 200)
    await usedSecondsAgo(ada.refreshToken, 9)
    expectStatus(await refresh(ada.refreshToken), 200)
    await usedSecondsAgo(ada.refreshToken, 10.1)
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
    await usedSecondsAgo(one.refreshToken, 11)
    expectProblem(await refresh(one.refreshToken), 'refresh_token_invalid')
    expectStatus(await refresh(other.refreshToken), 200)
  })

  it('hands out one next token to a hundred that present the same at once, and the session goes on', async () => {
    const { refreshToken } = await server.anAccount()
    const answers = await Promise.all(Array.from({ length: 100 }, () => refresh(refreshToken)))
    const given = new Set(answers.map(answer => expectStatus(answer, 200).body.tokens.refreshToken))
    expect(given.size).to.equal(1)
    expectStatus(await refresh([...given][0]), 200)
  })

  it('lets one of two win that present the same token at once where that is strict, and ends the session', async () => {
    const strict = await startUsersServer({ refreshStrict: true })
    try {
      const refresh = (refreshToken: string) => strict.call('POST', '/auth/refresh', { body: { refreshToken } })
      const { refreshToken } = await strict.anAccount()
      const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken)])
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 401])
      const winner = answers.find(({ status }) => status === 200)!
      expectProblem(await refresh(winner.body.tokens.refreshToken), 'refresh_token_invalid')
    } finally {
      await strict.close()
    }
  })

  it('hands out the same token again although the secret was changed in between', async () => {
    const before = server.newProcess({ jwtSecrets: ['o'.repeat(48)] })
    const after = server.newProcess({ jwtSecrets: ['n'.repeat(48), 'o'.repeat(48)] })
    const { refreshToken } = await server.anAccount()
    const from = { address: '127.0.0.1' }
    const first = await before.refresh(refreshToken, from)
    const again = await after.refresh(refreshToken, from)
    expect(again.refreshToken).to.equal(first.refreshToken)
  })

  it('goes on for 90 days and no longer, and no refresh token outlives that', async () => {
    const { id, refreshToken } = await server.anAccount()
    const sessions = () => server.database.knex('sessions').where({ user_id: id })
    const begunDaysAgo = (days: number) =>
      sessions().update({ created_at: server.database.knex.raw('now() - make_interval(hours => ?)', [days * 24]) })
    await begunDaysAgo(89.5)
    const { body } = expectStatus(await refresh(refreshToken), 200)
    const { rows } = await server.database.knex.raw(
      `select round(extract(epoch from session.expires_at - now()) / 3600)::int as session,
        round(extract(epoch from token.expires_at - now()) / 3600)::int as token
      from sessions session join refresh_tokens token on token.session_id = session.id and token.used_at is null
      where session.user_id = ?`,
      [id],
    )
    expect(rows).to.deep.equal([{ session: 12, token: 12 }])
    await begunDaysAgo(90)
    expectProblem(await refresh(body.tokens.refreshToken), 'refresh_token_invalid')
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
