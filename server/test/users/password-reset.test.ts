// users.requestPasswordReset, users.confirmPasswordReset, users.sendPasswordReset: a new password for a forgotten one.
import { expect } from 'chai'
import { createMailsStore, type MailsStore } from '../../src/domains/users/mails/store.ts'
import { mailedTokenHash } from '../../src/domains/users/mails/tokens.ts'
import { inTransaction } from '../../src/platform/postgres/sql.ts'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { admin, password, resetSubject, startUsersServer, type UsersServer } from './users-server.ts'

const newPassword = 'a longer staple of words'

describe('a forgotten password', () => {
  let server: UsersServer
  before(async () => {
    server = await startUsersServer()
  })
  after(() => server.close())

  const request = (email: string) => server.call('POST', '/auth/password-reset', { body: { email } })
  const confirm = (token: string, password = newPassword) =>
    server.call('POST', '/auth/password-reset/confirm', { body: { token, newPassword: password } })
  async function aReset() {
    const account = await server.anAccount()
    expectStatus(await request(account.email), 202)
    return { account, token: await server.tokenTo(account.email, resetSubject) }
  }

  it('is replaced by the token of a mail, which ends every session and verifies the email', async () => {
    const { account, token } = await aReset()
    expectStatus(await confirm(token), 204)
    expectProblem(await server.call('GET', '/users/profile', { token: account.token }), 'token_invalid')
    const refresh = { body: { refreshToken: account.refreshToken } }
    expectProblem(await server.call('POST', '/auth/refresh', refresh), 'refresh_token_invalid')
    const old = { body: { email: account.email, password } }
    expectProblem(await server.call('POST', '/auth/login', old), 'credentials_invalid')
    const again = await server.login({ email: account.email, password: newPassword })
    expect((await server.call('GET', '/users/profile', { token: again.token })).body.emailVerified).to.equal(true)
  })

  it('is heard of in other processes, as the end of the sessions is', async () => {
    const { account, token } = await aReset()
    const other = server.newProcess()
    expectStatus(await confirm(token), 204)
    await other.ready()
    expect(() => other.authenticate(account.token))
      .to.throw()
      .with.property('code', 'token_invalid')
  })

  it('is replaced once by a token, and then by none of the others', async () => {
    const { account, token } = await aReset()
    expectStatus(await request(account.email), 202)
    const second = await server.tokenTo(account.email, resetSubject)
    expectStatus(await confirm(token), 204)
    for (const used of [token, second]) expectProblem(expectStatus(await confirm(used), 400), 'reset_token_invalid')
  })

  it('is asked for by an email in other letters', async () => {
    const { email } = await server.anAccount({ email: 'reset.me@example.com' })
    expectStatus(await request('Reset.Me@EXAMPLE.com'), 202)
    await server.tokenTo(email, resetSubject)
  })

  const worthless: Readonly<Record<string, (reset: Awaited<ReturnType<typeof aReset>>) => Promise<string>>> = {
    'a token that was never sent': async () => 'evp_4Tz9qLm2Xc7Vb1Ns8Kd5Hf',
    'a token that is older than 30 minutes': async ({ token }) => {
      const { knex } = server.database
      const [row] = await knex('mailed_tokens')
        .where({ token_hash: mailedTokenHash(token) })
        .select(knex.raw('extract(epoch from expires_at - now())::int as seconds'))
      expect(row.seconds).to.be.within(29 * 60, 30 * 60)
      await knex('mailed_tokens').update({ expires_at: knex.raw('now()') })
      return token
    },
    'a token whose account is disabled': async ({ account, token }) => {
      const body = { disabled: true }
      const { token: adminToken } = await server.login(admin)
      expectStatus(await server.call('PATCH', `/admin/users/${account.id}`, { token: adminToken, body }), 200)
      return token
    },
    'a token that went to an email that the account has no more': async ({ account, token }) => {
      const body = { email: `moved-${account.email}`, currentPassword: password }
      expectStatus(await server.call('PATCH', '/users/profile', { token: account.token, body }), 200)
      return token
    },
    'a token from before its owner changed the password': async ({ account, token }) => {
      const body = { currentPassword: password, newPassword: 'yet another password' }
      expectStatus(await server.call('POST', '/users/profile/password', { token: account.token, body }), 204)
      return token
    },
    'a token that verifies an email': async ({ account }) => {
      const { token } = account
      expectStatus(await server.call('POST', '/auth/email-verification', { token }), 202)
      return server.tokenTo(account.email, 'Is this your email?')
    },
  }
  for (const [what, tokenFor] of Object.entries(worthless)) {
    it(`is not replaced by ${what}`, async () => {
      const reset = await aReset()
      expectProblem(expectStatus(await confirm(await tokenFor(reset)), 400), 'reset_token_invalid')
    })
  }

  it('is not replaced by one that is too short, and the token stays good', async () => {
    const { token } = await aReset()
    expectProblem(await confirm(token, 'short'), 'validation_failed', ['/newPassword'])
    expectStatus(await confirm(token), 204)
  })

  it('costs the same work whether there is an account or not, and the answers are the same', async () => {
    const { email } = await server.anAccount()
    await server.mailsTo(email)
    const workFor = async (address: string) => {
      const statements: string[] = []
      const listen = ({ sql }: { sql: string }) => statements.push(sql.replaceAll(/\s+/g, ' '))
      const rows = async () => Number((await server.database.knex('mails').count('* as n'))[0]!['n'])
      const before = await rows()
      server.database.knex.on('query', listen)
      const answer = await request(address)
      server.database.knex.removeListener('query', listen)
      const { status, text, headers } = answer
      const { date: _, 'request-id': __, ...same } = headers
      return { statements, written: (await rows()) - before, status, text, same }
    }
    const known = await workFor(email)
    expect(known.statements).to.have.length(1)
    expect(known).to.include({ written: 1, status: 202, text: '' })
    expect(await workFor('nobody@example.com')).to.deep.equal(known)
  })

  describe('of two that come with one token at the same time', () => {
    /** How many of two are let through that begin together: each has its transaction before either looks. */
    async function winners(token: string, claim: (store: MailsStore, hash: Buffer) => Promise<unknown>) {
      let began = 0
      let bothBegan = () => {}
      const barrier = new Promise<void>(resolve => {
        bothBegan = resolve
      })
      const attempt = () =>
        inTransaction(
          server.database,
          sql => ({ sql, store: createMailsStore(sql) }),
          async ({ sql, store }) => {
            await sql.raw('select 1')
            if (++began === 2) bothBegan()
            await barrier
            return claim(store, mailedTokenHash(token))
          },
        )
      return (await Promise.all([attempt(), attempt()])).filter(Boolean).length
    }

    it('lets one through', async () => {
      for (let times = 0; times < 5; times++) {
        const { token } = await aReset()
        expect(await winners(token, (store, hash) => store.useToken(hash, 'password_reset'))).to.equal(1)
      }
    })

    it('would let both through if it only looked (the control)', async () => {
      const { token } = await aReset()
      expect(await winners(token, (store, hash) => store.isGood(hash, 'password_reset'))).to.equal(2)
    })

    it('lets one through over HTTP, whose password counts', async () => {
      const { account, token } = await aReset()
      const passwords = ['the first new password', 'the second new password'] as const
      const answers = await Promise.all(passwords.map(each => confirm(token, each)))
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([204, 400])
      const won = passwords[answers.findIndex(({ status }) => status === 204)]!
      await server.login({ email: account.email, password: won })
    })
  })

  it('is mailed about by an admin, and by nobody else', async () => {
    const account = await server.anAccount()
    await server.mailsTo(account.email)
    const { token } = await server.login(admin)
    const send = (id: string, as: string) => server.call('POST', `/admin/users/${id}/password-reset`, { token: as })
    expectStatus(await send(account.id, token), 202)
    expectStatus(await confirm(await server.tokenTo(account.email, resetSubject)), 204)
    expectProblem(await send('usr_01jz3t5m8qf0vab9x2k4c7d6eh', token), 'user_not_found')
    const other = await server.anAccount()
    expectProblem(await send(account.id, other.token), 'forbidden')
  })
})
