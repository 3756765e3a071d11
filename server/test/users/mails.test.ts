// The queue of mails about accounts: sent at least once, tried again, taken over, and never too many.
import { expect } from 'chai'
import { createMailsStore } from '../../src/domains/users/mails/store.ts'
import { mailedTokenHash } from '../../src/domains/users/mails/tokens.ts'
import type { Mail } from '../../src/platform/mail.ts'
import { expectStatus } from '../support/builders.ts'
import { resetSubject, startUsersServer, tokenOf, verifySubject, type UsersServer } from './users-server.ts'

describe('mails about accounts', () => {
  let server: UsersServer
  beforeEach(async () => {
    server = await startUsersServer()
  })
  afterEach(() => server.close())

  const askForReset = async (email: string) =>
    expectStatus(await server.call('POST', '/auth/password-reset', { body: { email } }), 202)
  const waiting = () => server.database.knex('mails').select('purpose', 'attempts', 'user_id as userId')
  /** Brings everything's turn, by the only clock that counts. */
  const hurry = () =>
    server.database.knex('mails').update({ due_at: server.database.knex.raw(`now() - interval '1 second'`) })
  const failing = (reason: object) => ({
    send: async () => {
      throw Object.assign(new Error('no'), reason)
    },
  })

  it('go out when somebody signs up, and once only', async () => {
    const { email } = await server.anAccount()
    expect((await server.mailsTo(email)).map(({ subject }) => subject)).to.deep.equal([verifySubject])
    expect(await server.mailsTo(email)).to.deep.equal([])
    expect(await waiting()).to.deep.equal([])
  })

  it('are tried again when the mail server fails, by another process too', async () => {
    const { email } = await server.anAccount()
    const broken = server.newProcess({ mailer: failing({ code: 'ECONNECTION' }) })
    await broken.sendMails()
    expect(await server.mailsTo(email), 'not before its time').to.deep.equal([])
    await hurry()
    const [mail] = await server.mailsTo(email)
    expect(mail).to.include({ subject: verifySubject })
    expect(await waiting()).to.deep.equal([])
  })

  it('are taken over from a process that died after it had sent one, and both tokens are good', async () => {
    const { email } = await server.anAccount()
    const seen: Mail[] = []
    const dying = server.newProcess({
      mailer: {
        send: async mail => {
          seen.push(mail)
          return new Promise<never>(() => {}) // it is never heard of again
        },
      },
    })
    void dying.sendMails()
    while (seen.length === 0) await server.database.knex.raw('select 1')
    expect(await server.mailsTo(email), 'while the first has it').to.deep.equal([])
    await hurry()
    const [again] = await server.mailsTo(email)
    expect(again!.id).to.equal(seen[0]!.id)
    const tokens = [seen[0]!, again!].map(tokenOf)
    expect(new Set(tokens).size).to.equal(2)
    const store = createMailsStore(server.database.knex)
    for (const token of tokens) expect(await store.isGood(mailedTokenHash(token), 'email_verification')).to.equal(true)
  })

  it('are not forgotten by a process that was slow while another one took over', async () => {
    await server.anAccount()
    const store = createMailsStore(server.database.knex)
    const [slow] = await store.take(1)
    await hurry()
    const [other] = await store.take(1)
    await store.done(slow!)
    expect(await waiting(), 'the other one still has it').to.have.length(1)
    await store.done(other!)
    expect(await waiting()).to.deep.equal([])
  })

  it('are given up after a day', async () => {
    const { email } = await server.anAccount()
    await server.database.knex('mails').update({ created_at: server.database.knex.raw(`now() - interval '1 day'`) })
    await server.newProcess({ mailer: failing({ code: 'EENVELOPE', responseCode: 550 }) }).sendMails()
    expect(await waiting()).to.deep.equal([])
    expect(await server.mailsTo(email)).to.deep.equal([])
  })

  it('are one, however often somebody asks while it is on its way', async () => {
    const { email } = await server.anAccount()
    await Promise.all([askForReset(email), askForReset(email), askForReset(email)])
    const subjects = (await server.mailsTo(email)).map(({ subject }) => subject)
    expect(subjects.filter(subject => subject === resetSubject)).to.have.length(1)
  })

  it('are five within half an hour at most', async () => {
    const { email } = await server.anAccount()
    await server.mailsTo(email)
    let got = 0
    for (let n = 0; n < 8; n++) {
      await askForReset(email)
      got += (await server.mailsTo(email)).length
    }
    expect(got).to.equal(5)
    expect(await waiting()).to.deep.equal([])
  })

  it('go to nobody whose account is disabled, or who has none', async () => {
    const { email, id } = await server.anAccount()
    await server.mailsTo(email)
    await askForReset(email)
    await server.users.handlers['users.updateUser']({
      params: { userId: id },
      body: { disabled: true },
    } as never)
    await askForReset('nobody@example.com')
    while (await server.users.sendMails()) continue
    expect(server.mailbox).to.deep.equal([])
    expect(await waiting()).to.deep.equal([])
  })

  it('keep no token, only its hash', async () => {
    const { email } = await server.anAccount()
    const token = await server.tokenTo(email, verifySubject)
    const rows = await server.database.knex('mailed_tokens').select()
    expect(rows).to.have.length(1)
    expect(JSON.stringify(rows)).not.to.include(token)
    expect(rows[0].token_hash.equals(mailedTokenHash(token))).to.equal(true)
  })

  it('say nothing that whoever made the account has written', async () => {
    const body = { email: 'victim@example.com', password: 'correct horse battery', name: 'Win at https://evil.example' }
    expectStatus(await server.call('POST', '/auth/register', { body }), 201)
    const [mail] = await server.mailsTo('victim@example.com')
    expect(JSON.stringify(mail)).not.to.include('evil.example')
  })
})
