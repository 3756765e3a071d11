// users.requestEmailVerification, users.confirmEmailVerification: whose an email is.
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { password, startUsersServer, verifySubject, type UsersServer } from './users-server.ts'

describe("an account's email", () => {
  let server: UsersServer
  before(async () => {
    server = await startUsersServer()
  })
  after(() => server.close())

  const confirm = (token: string) => server.call('POST', '/auth/email-verification/confirm', { body: { token } })
  const request = (token?: string) =>
    server.call('POST', '/auth/email-verification', { ...(token !== undefined && { token }) })
  const profile = async (token: string) => expectStatus(await server.call('GET', '/users/profile', { token }), 200)

  it('is unverified at first, and verified by the mail that signing up sends', async () => {
    const { token, email } = await server.anAccount()
    const before = await profile(token)
    expect(before.body.emailVerified).to.equal(false)
    const mailed = await server.tokenTo(email, verifySubject)
    expectStatus(await confirm(mailed), 204)
    const after = await profile(token)
    expect(after.body.emailVerified).to.equal(true)
    expect(after.headers['etag']).not.to.equal(before.headers['etag'])
    expectProblem(expectStatus(await confirm(mailed), 400), 'verification_token_invalid')
  })

  it('is asked about again when its owner wants it, and not once it is verified', async () => {
    const { token, email } = await server.anAccount()
    await server.mailsTo(email)
    expectStatus(await request(token), 202)
    expectStatus(await confirm(await server.tokenTo(email, verifySubject)), 204)
    expectStatus(await request(token), 202)
    expect(await server.mailsTo(email)).to.deep.equal([])
    expectProblem(await request(), 'unauthenticated')
  })

  it('is not verified by a token that went to another one', async () => {
    const { token, email } = await server.anAccount()
    const mailed = await server.tokenTo(email, verifySubject)
    const moved = `moved-${email}`
    const body = { email: moved, currentPassword: password }
    expectStatus(await server.call('PATCH', '/users/profile', { token, body }), 200)
    expectProblem(await confirm(mailed), 'verification_token_invalid')
    expect((await profile(token)).body.emailVerified).to.equal(false)
    expectStatus(await confirm(await server.tokenTo(moved, verifySubject)), 204)
    expect((await profile(token)).body.emailVerified).to.equal(true)
  })

  it('is not verified by a token that is older than 30 minutes, or that was made up', async () => {
    const { email } = await server.anAccount()
    const mailed = await server.tokenTo(email, verifySubject)
    await server.database.knex('mailed_tokens').update({ expires_at: server.database.knex.raw('now()') })
    for (const token of [mailed, 'evv_4Tz9qLm2Xc7Vb1Ns8Kd5Hf'])
      expectProblem(expectStatus(await confirm(token), 400), 'verification_token_invalid')
  })
})
