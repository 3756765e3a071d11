// Mails of a whole server, over a real SMTP server: a new account verifies its email, a forgotten password is replaced.
import { expect } from 'chai'
import { anAccount, expectStatus } from '../support/builders.ts'
import { startMailServer, type MailServer } from '../support/mail-server.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('a server with a mail server', () => {
  let mails: MailServer
  let server: TestServer
  before(async () => {
    mails = await startMailServer()
    server = await startTestServer({
      env: {
        SMTP_URL: `smtp://127.0.0.1:${mails.port}`,
        EVENTLY_MAIL_FROM: 'Evently <tickets@example.com>',
        EVENTLY_PUBLIC_URL: 'https://tickets.example.com/box',
      },
    })
  })
  after(async () => {
    await server.close()
    await mails.close()
  })

  /** The token behind this page's link in the first mail that has one. */
  const tokenOf = async (email: string, page: string) => {
    const link = new RegExp(`^https://tickets\\.example\\.com/box/${page}#token=(\\S+)$`, 'm')
    const found = await eventually(
      async () => mails.received.flatMap(({ to, content }) => (to[0] === email ? (link.exec(content)?.[1] ?? []) : [])),
      tokens => tokens.length > 0,
      { withinMs: 10_000 },
    )
    return found[0]!
  }

  it('verifies emails and replaces forgotten passwords', async () => {
    const { email, token } = await anAccount(server)
    const verification = { token: await tokenOf(email, 'verify-email') }
    expectStatus(await server.call('POST', '/auth/email-verification/confirm', { body: verification }), 204)
    expect((await server.call('GET', '/users/profile', { token })).body.emailVerified).to.equal(true)

    expectStatus(await server.call('POST', '/auth/password-reset', { body: { email } }), 202)
    const reset = { token: await tokenOf(email, 'reset-password'), newPassword: 'a longer staple of words' }
    expectStatus(await server.call('POST', '/auth/password-reset/confirm', { body: reset }), 204)
    expectStatus(await server.call('POST', '/auth/login', { body: { email, password: reset.newPassword } }), 200)
  })

  it('sends what a mail server refused for a while, once it takes mail again', async () => {
    mails.become('fail')
    const { email } = await anAccount(server)
    const attempts = async () =>
      Number((await server.databases.users.knex('mails').max('attempts as attempts').first())?.['attempts'] ?? 0)
    await eventually(attempts, tried => tried > 0, { withinMs: 10_000 })
    mails.become('take')
    await server.databases.users
      .knex('mails')
      .update({ due_at: server.databases.users.knex.raw(`now() - interval '1 second'`) })
    await tokenOf(email, 'verify-email')
  })
})
