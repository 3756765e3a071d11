// users.updateUser: roles and disabling, by admins.
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { admin, password, startUsersServer, type UsersServer } from './users-server.ts'

describe('users.updateUser', () => {
  let server: UsersServer
  let boss: { id: string; token: string }
  beforeEach(async () => {
    server = await startUsersServer()
    boss = await server.login(admin)
  })
  afterEach(() => server.close())

  const update = (id: string, body: unknown, token = boss.token) =>
    server.call('PATCH', `/admin/users/${id}`, { token, body })

  it('gives another role, which holds at once, here and elsewhere', async () => {
    const { id, token } = await server.anAccount()
    const elsewhere = server.newProcess()
    const { body } = expectStatus(await update(id, { role: 'organizer' }), 200)
    expect(body).to.include({ id, role: 'organizer', disabled: false })
    expect((await server.users.authenticate(token)).role).to.equal('organizer')
    await elsewhere.ready()
    expect((await elsewhere.authenticate(token)).role).to.equal('organizer')
  })

  it('takes the rights of a former admin away at once', async () => {
    const other = await server.anAccount()
    await update(other.id, { role: 'admin' })
    expectStatus(await update(boss.id, { role: 'attendee' }, other.token), 200)
    expectProblem(await update(other.id, { role: 'attendee' }), 'forbidden')
  })

  it('disables: the sessions end, nobody signs in; enabled again, the account can', async () => {
    const { id, email, token, refreshToken } = await server.anAccount()
    const { body } = expectStatus(await update(id, { disabled: true }), 200)
    expect(body['disabled']).to.equal(true)
    expectProblem(await server.call('GET', '/users/profile', { token }), 'token_invalid')
    expectProblem(await server.call('POST', '/auth/login', { body: { email, password } }), 'account_disabled')

    expectStatus(await update(id, { disabled: false }), 200)
    expectProblem(await server.call('POST', '/auth/refresh', { body: { refreshToken } }), 'refresh_token_invalid')
    await server.login({ email, password })
  })

  it('never leaves the house without an admin', async () => {
    expectProblem(await update(boss.id, { role: 'attendee' }), 'forbidden')
    expectProblem(await update(boss.id, { disabled: true }), 'forbidden')
    expectStatus(await update(boss.id, { disabled: false }), 200)
  })

  it('lets one of two admins win who demote each other at once', async () => {
    const other = await server.anAccount()
    expectStatus(await update(other.id, { role: 'admin' }), 200)
    const answers = await Promise.all([
      update(other.id, { role: 'attendee' }),
      update(boss.id, { role: 'attendee' }, other.token),
    ])
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 403])
  })

  const refusals: readonly [why: string, id: string, body: unknown, status: number, code: string][] = [
    ['an unknown account', 'usr_01jz3t5m8qf0vab9x2k4c7d6eh', { role: 'organizer' }, 404, 'user_not_found'],
    ['an id of another kind', 'evt_01jz3t5m8qf0vab9x2k4c7d6eh', { role: 'organizer' }, 400, 'validation_failed'],
    ['an unknown role', 'usr_01jz3t5m8qf0vab9x2k4c7d6eh', { role: 'owner' }, 400, 'validation_failed'],
    ['nothing to change', 'usr_01jz3t5m8qf0vab9x2k4c7d6eh', {}, 400, 'validation_failed'],
  ]
  for (const [why, id, body, status, code] of refusals) {
    it(`refuses ${why} with ${code}`, async () => expectProblem(expectStatus(await update(id, body), status), code))
  }
})
