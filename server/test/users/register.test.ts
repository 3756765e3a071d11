// users.register: making an account, and who is refused one.
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { password, startUsersServer, type UsersServer } from './users-server.ts'

describe('users.register', () => {
  let server: UsersServer
  before(async () => {
    server = await startUsersServer()
  })
  after(() => server.close())

  const ada = { email: 'Ada@Example.com', password, name: 'Ada Lovelace' }
  const register = (body: unknown) => server.call('POST', '/auth/register', { body })

  it('makes an attendee and signs them in, the email kept as given', async () => {
    const {
      body: { user, tokens },
    } = expectStatus(await register(ada), 201)
    expect(user).to.include({ email: 'Ada@Example.com', name: 'Ada Lovelace', role: 'attendee' })
    expect(tokens).to.include({ tokenType: 'Bearer', expiresInSeconds: 900 })
    expect(tokens.refreshToken).to.match(/^evr_[\w-]{43}$/)
    expect(server.users.authenticate(tokens.accessToken)).to.include({
      kind: 'session',
      userId: user.id,
      role: 'attendee',
    })
  })

  it('makes an organizer where organizers may sign up', async () => {
    const { body } = expectStatus(await register({ ...ada, email: 'grace@example.com', role: 'organizer' }), 201)
    expect(body.user.role).to.equal('organizer')
  })

  it('keeps neither the password nor the refresh token readable', async () => {
    const { refreshToken } = await server.anAccount({ email: 'secret@example.com' })
    const hash = (await server.database
      .knex('users')
      .where({ email_key: 'secret@example.com' })
      .first('password_hash')) as { password_hash: string }
    expect(hash.password_hash).to.match(/^\$argon2id\$v=19/)
    const stored = await server.database
      .knex('refresh_tokens')
      .whereRaw('token_hash = sha256(?)', [Buffer.from(refreshToken)])
    expect(stored).to.have.length(1)
  })

  const refusals: readonly [why: string, body: Record<string, unknown>, status: number, code: string][] = [
    ['the email in another case', { ...ada, email: 'ADA@example.COM' }, 409, 'email_taken'],
    [
      'a password of seven characters',
      { ...ada, email: 'new@example.com', password: '1234567' },
      400,
      'validation_failed',
    ],
    ['no name', { email: 'new@example.com', password }, 400, 'validation_failed'],
    ['a blank name', { ...ada, email: 'new@example.com', name: '  ' }, 400, 'validation_failed'],
    ['an email that is none', { ...ada, email: 'somebody' }, 400, 'validation_failed'],
    ['the role admin', { ...ada, email: 'new@example.com', role: 'admin' }, 400, 'validation_failed'],
    ['an unknown property', { ...ada, email: 'new@example.com', disabled: false }, 400, 'validation_failed'],
  ]
  for (const [why, body, status, code] of refusals) {
    it(`refuses ${why} with ${code}`, async () => {
      await register(ada)
      expectProblem(expectStatus(await register(body), status), code)
    })
  }

  it('makes one account of many that race for the same email', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => register({ ...ada, email: 'race@example.com' })))
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 409, 409, 409, 409, 409])
  })
})

describe('users.register where organizers may not sign up', () => {
  let server: UsersServer
  before(async () => {
    server = await startUsersServer({ organizerSignup: 'closed' })
  })
  after(() => server.close())

  it('refuses an organizer and takes an attendee', async () => {
    const body = { email: 'ada@example.com', password, name: 'Ada Lovelace' }
    expectProblem(
      await server.call('POST', '/auth/register', { body: { ...body, role: 'organizer' } }),
      'organizer_signup_closed',
    )
    expectStatus(await server.call('POST', '/auth/register', { body }), 201)
  })
})
