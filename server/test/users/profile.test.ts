// users.getProfile and users.updateProfile: one's own account.
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { changedSubject, password, startUsersServer, verifySubject, type UsersServer } from './users-server.ts'

describe('users.getProfile', () => {
  let server: UsersServer
  before(async () => {
    server = await startUsersServer()
  })
  after(() => server.close())

  it('shows the account and answers 304 to its ETag', async () => {
    const { token, id } = await server.anAccount({ email: 'ada@example.com' })
    const { body, headers } = expectStatus(await server.call('GET', '/users/profile', { token }), 200)
    expect(body).to.have.all.keys('id', 'email', 'emailVerified', 'name', 'role', 'createdAt')
    expect(body).to.include({ id, email: 'ada@example.com', role: 'attendee' })
    const again = await server.call('GET', '/users/profile', {
      token,
      headers: { 'if-none-match': String(headers['etag']) },
    })
    expectStatus(again, 304)
  })

  const refusals: readonly [why: string, token: string | undefined, code: string][] = [
    ['nobody', undefined, 'unauthenticated'],
    ['an API key', 'evk_4Tz9ExampleExampleExample00000', 'token_invalid'],
    ['a token that is none', 'nonsense', 'token_invalid'],
  ]
  for (const [why, token, code] of refusals) {
    it(`refuses ${why} with ${code}`, async () =>
      expectProblem(await server.call('GET', '/users/profile', { token }), code))
  }

  it('refuses an access token after fifteen minutes with token_expired', async () => {
    const { token } = await server.anAccount()
    expectStatus(await server.call('GET', '/users/profile', { token }), 200)
    server.passSeconds(15 * 60)
    expectProblem(await server.call('GET', '/users/profile', { token }), 'token_expired')
  })
})

describe('users.updateProfile', () => {
  let server: UsersServer
  before(async () => {
    server = await startUsersServer()
  })
  after(() => server.close())

  const update = (token: string, body: unknown) => server.call('PATCH', '/users/profile', { token, body })

  it('changes what is given, leaves the rest and moves the ETag on', async () => {
    const { token, email } = await server.anAccount()
    const before = await server.call('GET', '/users/profile', { token })
    const { body, headers } = expectStatus(await update(token, { name: 'Ada King' }), 200)
    expect(body).to.include({ name: 'Ada King', email })
    expect(headers['etag']).not.to.equal(before.headers['etag'])
  })

  it('signs in with the new email and no longer with the old one', async () => {
    const { token, email } = await server.anAccount()
    expectStatus(await update(token, { email: 'Moved@example.com', currentPassword: password }), 200)
    await server.login({ email: 'moved@example.com', password })
    expectProblem(await server.call('POST', '/auth/login', { body: { email, password } }), 'credentials_invalid')
  })

  it('lets the own email change its case', async () => {
    const { token, email } = await server.anAccount({ email: 'case@example.com' })
    const mailed = await server.tokenTo(email, verifySubject)
    expectStatus(await server.call('POST', '/auth/email-verification/confirm', { body: { token: mailed } }), 204)
    const { body } = expectStatus(await update(token, { email: 'Case@Example.com', currentPassword: password }), 200)
    expect(body).to.include({ email: 'Case@Example.com', emailVerified: true })
    expect(await server.mailsTo('Case@Example.com'), 'nothing to tell and nothing to ask').to.deep.equal([])
  })

  it('tells the old email of a new one, and asks the new one, which is unverified', async () => {
    const { token, email } = await server.anAccount()
    await server.mailsTo(email)
    const moved = `moved-${email}`
    const { body } = expectStatus(await update(token, { email: moved, currentPassword: password }), 200)
    expect(body).to.include({ email: moved, emailVerified: false })
    const [told, ...others] = await server.mailsTo(email)
    expect(told).to.include({ subject: changedSubject })
    expect(others).to.deep.equal([])
    expect(told!.text).not.to.include(moved)
    expect((await server.mailsTo(moved)).map(({ subject }) => subject)).to.deep.equal([verifySubject])
  })

  it('tells the old email even when it could not be told at once', async () => {
    const { token, email } = await server.anAccount()
    await server.mailsTo(email)
    expectStatus(await update(token, { email: `moved-${email}`, currentPassword: password }), 200)
    const send = () => Promise.reject(new Error('no mail server'))
    await server.newProcess({ mailer: { send } }).sendMails()
    await server.database.knex('mails').update({ due_at: server.database.knex.raw(`now() - interval '1 second'`) })
    expect((await server.mailsTo(email)).map(({ subject }) => subject)).to.deep.equal([changedSubject])
  })

  it('changes name and email together or not at all', async () => {
    const { token, email } = await server.anAccount()
    const wrong = { name: 'Ada King', email: 'king@example.com', currentPassword: 'wrong' }
    expectProblem(expectStatus(await update(token, wrong), 403), 'current_password_wrong')
    expect((await server.call('GET', '/users/profile', { token })).body).to.include({ name: 'Some Body', email })
    expect(await server.mailsTo('king@example.com')).to.deep.equal([])
    const { body } = expectStatus(await update(token, { ...wrong, currentPassword: password }), 200)
    expect(body).to.include({ name: 'Ada King', email: 'king@example.com' })
  })

  const refusals: readonly [why: string, body: unknown, status: number, code: string][] = [
    [
      'an email of somebody else, in another case',
      { email: 'Taken@Example.com', currentPassword: password },
      409,
      'email_taken',
    ],
    ['an email without the password', { email: 'new@example.com' }, 400, 'validation_failed'],
    ['an email with a wrong one', { email: 'new@example.com', currentPassword: 'x' }, 403, 'current_password_wrong'],
    ['a role', { role: 'admin' }, 400, 'validation_failed'],
    ['nothing to change', {}, 400, 'validation_failed'],
    ['a blank name', { name: ' ' }, 400, 'validation_failed'],
  ]
  for (const [why, body, status, code] of refusals) {
    it(`refuses ${why} with ${code}`, async () => {
      await server.call('POST', '/auth/register', { body: { email: 'taken@example.com', password, name: 'Taken' } })
      const { token } = await server.anAccount()
      expectProblem(expectStatus(await update(token, body), status), code)
    })
  }
})
