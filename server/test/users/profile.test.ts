// users.getProfile and users.updateProfile: one's own account.
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { password, startUsersServer, type UsersServer } from './users-server.ts'

describe('users.getProfile', () => {
  let server: UsersServer
  before(async () => {
    server = await startUsersServer()
  })
  after(() => server.close())

  it('shows the account and answers 304 to its ETag', async () => {
    const { token, id } = await server.anAccount({ email: 'ada@example.com' })
    const { body, headers } = expectStatus(await server.call('GET', '/users/profile', { token }), 200)
    expect(body).to.have.all.keys('id', 'email', 'name', 'role', 'createdAt')
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
    expectStatus(await update(token, { email: 'Moved@example.com' }), 200)
    await server.login({ email: 'moved@example.com', password })
    expectProblem(await server.call('POST', '/auth/login', { body: { email, password } }), 'credentials_invalid')
  })

  it('lets the own email change its case', async () => {
    const { token } = await server.anAccount({ email: 'case@example.com' })
    const { body } = expectStatus(await update(token, { email: 'Case@Example.com' }), 200)
    expect(body).to.include({ email: 'Case@Example.com' })
  })

  const refusals: readonly [why: string, body: unknown, status: number, code: string][] = [
    ['an email of somebody else, in another case', { email: 'Taken@Example.com' }, 409, 'email_taken'],
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
