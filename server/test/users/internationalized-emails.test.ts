// Emails of every script: taken, kept as given, and one account for all the ways in which the same one is written.
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { password, startUsersServer, type UsersServer } from './users-server.ts'

describe('an internationalized email', () => {
  let server: UsersServer
  before(async () => {
    server = await startUsersServer()
  })
  after(() => server.close()) // fails if an answer did not fit the contract

  const register = (email: string, name = 'Jörg') =>
    server.call('POST', '/auth/register', { body: { email, password, name } })
  const login = (email: string) => server.call('POST', '/auth/login', { body: { email, password } })

  const written: readonly (readonly [email: string, ...others: readonly string[]])[] = [
    ['jörg@müller.example', 'jo\u0308rg@mu\u0308ller.example', 'JÖRG@MÜLLER.example', 'jörg@xn--mller-kva.example'],
    ['用户@例子.广告', '用户@xn--fsqu00a.xn--4rr70v', '用户@例子。广告'],
    ['ada@xn--mller-kva.example', 'ada@Müller.example'],
  ]
  for (const [email, ...others] of written) {
    it(`${email} is kept as given, and signs in however it is written`, async () => {
      expect(expectStatus(await register(email), 201).body.user.email).to.equal(email)
      for (const other of [email, ...others]) {
        expect(expectStatus(await login(other), 200).body.user.email).to.equal(email)
        expectProblem(await register(other), 'email_taken')
      }
    })
  }

  for (const email of ['jörg@müller', 'jörg @müller.example', 'a\u202eda@example.com', 'jörg@１.２.３.４'])
    it(`${JSON.stringify(email)} is none, and the refusal says so in words`, async () => {
      const { body } = expectProblem(await register(email), 'validation_failed', ['/email'])
      expect(body.errors[0].message).to.equal(
        `must be an email address, such as ada@example.com, not ${JSON.stringify(email)}`,
      )
    })

  it('of an account whose name is invisible, from when that was taken, is shown; the name can be mended', async () => {
    const { tokens, user } = expectStatus(await register('old@example.com'), 201).body
    await server.database.knex('users').where({ id: user.id }).update({ name: '\u3164' })
    const token = tokens.accessToken
    expect(expectStatus(await server.call('GET', '/users/profile', { token }), 200).body.name).to.equal('\u3164')
    const rename = (name: string) => server.call('PATCH', '/users/profile', { token, body: { name } })
    expectProblem(await rename('\u3164'), 'validation_failed', ['/name'])
    expect(expectStatus(await rename('می‌خواهم 👩‍🚀'), 200).body.name).to.equal('می‌خواهم 👩‍🚀')
  })
})
