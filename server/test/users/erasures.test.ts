// What the users tell the other domains about people who are erased: at least once, whoever is away.
import { expect } from 'chai'
import { finalSeconds, nextSeconds } from '../../src/domains/users/erasure/rules.ts'
import type { Erasure, PersonalDataPort } from '../../src/domains/users/port.ts'
import { problem } from '../../src/platform/problems.ts'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { password, startUsersServer, type UsersServer } from './users-server.ts'

describe('erasures', () => {
  let server: UsersServer
  let told: Erasure[]
  let openEvents: () => Promise<number>
  let answers: (erasure: Erasure) => Promise<{ more: boolean; underWay: boolean }>
  beforeEach(async () => {
    told = []
    openEvents = async () => 0
    answers = async () => ({ more: false, underWay: false })
    const other: PersonalDataPort = {
      erase: async erasure => {
        told.push(erasure)
        return answers(erasure)
      },
    }
    server = await startUsersServer({
      events: () => ({ countOpen: () => openEvents() }),
      personalData: () => [other],
    })
  })
  afterEach(() => server.close())

  const remove = (token: string) =>
    server.call('DELETE', '/users/profile', { token, body: { currentPassword: password } })
  const away = async () => {
    throw problem('service_unavailable')
  }
  const waiting = () => server.database.knex('erasures').select('user_id as userId', 'attempts')
  const hurry = () =>
    server.database.knex('erasures').update({ due_at: server.database.knex.raw(`now() - interval '1 second'`) })

  it('are told at once, and once more when nothing from before can be under way', async () => {
    const { id, token } = await server.anAccount()
    expectStatus(await remove(token), 204)
    expect(told).to.have.length(1)
    expect(told[0]).to.include({ userId: id, buyerReference: null })
    await server.users.carryOutErasures()
    expect(told, 'not before its time').to.have.length(1)
    const { knex } = server.database
    await knex('erasures').update({
      due_at: knex.raw(`now() - interval '1 second'`),
      requested_at: knex.raw(`now() - interval '21 min'`),
    })
    await server.users.carryOutErasures()
    expect(told).to.have.length(2)
    expect(told[1]!.salt).to.equal(told[0]!.salt)
    expect(await waiting()).to.deep.equal([])
  })

  it('are never told as asked for in the future, though their times are kept in rounded milliseconds', async () => {
    const { token } = await server.anAccount({ role: 'organizer' })
    for (let n = 0; n < 20; n++) expectStatus(await server.call('DELETE', `/buyers/buyer-${n}`, { token }), 204)
    expect(told).to.have.length(20)
    for (const { requestedSecondsAgo } of told) expect(requestedSecondsAgo).to.be.at.least(0)
  })

  it('outlive that nobody hears them, and are told by another process', async () => {
    const { token } = await server.anAccount()
    answers = away
    expectStatus(await remove(token), 204)
    expectProblem(await server.call('GET', '/users/profile', { token }), 'token_invalid')
    await hurry()
    answers = async () => ({ more: false, underWay: false })
    await server.newProcess().carryOutErasures()
    expect(told).to.have.length(2)
  })

  it('are told page by page, and again while something is under way', async () => {
    const { token } = await server.anAccount({ role: 'organizer' })
    let pages = 0
    answers = async () => ({ more: ++pages < 3, underWay: true })
    expectStatus(await server.call('DELETE', '/buyers/customer-4711', { token }), 204)
    expect(told.map(({ buyerReference }) => buyerReference)).to.deep.equal(Array(3).fill('customer-4711'))
    await hurry()
    await server.users.carryOutErasures()
    expect(told).to.have.length(4)
  })

  it('are not forgotten when they are asked for once more while one process is at it', async () => {
    const { token } = await server.anAccount({ role: 'organizer' })
    const erase = () => server.call('DELETE', '/buyers/customer-4711', { token })
    expectStatus(await erase(), 204)
    const { knex } = server.database
    await knex('erasures').update({
      due_at: knex.raw(`now() - interval '1 second'`),
      requested_at: knex.raw(`now() - interval '21 min'`),
    })
    answers = async () => {
      answers = async () => ({ more: false, underWay: false })
      expectStatus(await erase(), 204)
      return { more: false, underWay: false }
    }
    await server.users.carryOutErasures()
    expect(await waiting(), 'the second is still to be looked at once more').to.have.length(1)
  })

  it('are not begun while somebody has events to run, or while that can not be known', async () => {
    const { token } = await server.anAccount({ role: 'organizer' })
    openEvents = async () => 2
    const refused = expectProblem(expectStatus(await remove(token), 409), 'account_has_events')
    expect(refused.body.detail).to.match(/^2 events that you organize are published/)
    openEvents = away
    expectProblem(await remove(token), 'service_unavailable')
    expectStatus(await server.call('GET', '/users/profile', { token }), 200)
    expect([told, await waiting()]).to.deep.equal([[], []])
  })

  it('of an account come once, also for a process that has not heard of the first', async () => {
    const { id, token } = await server.anAccount()
    const caller = { kind: 'session', userId: id, role: 'attendee', credentialId: 'ses_x' } as const
    expectStatus(await remove(token), 204)
    const again = server
      .newProcess()
      .handlers['users.deleteProfile']({ caller, body: { currentPassword: password } } as never)
    expect(await outcomeOf(() => again)).to.equal('current_password_wrong')
    expect(told).to.have.length(1)
  })

  it('of an account are heard of in other processes, which refuse its sessions and keys', async () => {
    const { token } = await server.anAccount()
    const body = { name: 'A key', scopes: ['bookings:read'] }
    const { key } = expectStatus(await server.call('POST', '/api-keys', { token, body }), 201).body
    const other = server.newProcess()
    await other.ready()
    await other.authenticate(key)
    expectStatus(await remove(token), 204)
    await other.ready()
    for (const credential of [token, key])
      expect(await outcomeOf(() => other.authenticate(credential))).to.equal('token_invalid')
    const changes = await server.internal('GET', '/internal/auth/changes', { query: { lastSeconds: 60 } })
    expect(changes.body.revokedCredentials).to.have.length(2)
    for (const credential of [token, key]) expect((await server.verify(credential)).body).to.include({ active: false })
  })

  const outcomeOf = async (work: () => unknown) => {
    try {
      await work()
      return 'accepted'
    } catch (error) {
      return (error as { code?: string }).code
    }
  }
})

describe('nextSeconds', () => {
  it('goes on soon with what is left, waits longer after each failure, and looks once more in the end', () => {
    expect(nextSeconds('more', { attempts: 1, ageSeconds: 0 })).to.equal(1)
    expect([1, 2, 3, 50].map(attempts => nextSeconds('failed', { attempts, ageSeconds: 0 }))).to.deep.equal([
      4, 8, 16, 300,
    ])
    expect(nextSeconds('done', { attempts: 1, ageSeconds: 200 })).to.equal(finalSeconds - 200)
    expect(nextSeconds('done', { attempts: 1, ageSeconds: finalSeconds })).to.equal(undefined)
  })
})
