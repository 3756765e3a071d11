// A server that writes to buyers whose email is verified, over a real mail server: a stranger whose email somebody else
// has signed up with gets nothing that an organizer has written.
import { expect } from 'chai'
import { aBooking, anAccount, anEvent, expectStatus, type Account } from '../support/builders.ts'
import { startMailServer, type MailServer } from '../support/mail-server.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { subjectOf } from './mail-room.ts'

const patient = { withinMs: 20_000 }

describe('a server that writes to verified emails', () => {
  let mails: MailServer
  let server: TestServer
  before(async () => {
    mails = await startMailServer()
    server = await startTestServer({
      env: {
        EVENTLY_BUYER_MAILS: 'verified',
        SMTP_URL: `smtp://127.0.0.1:${mails.port}`,
        EVENTLY_MAIL_FROM: 'Evently <tickets@example.com>',
        EVENTLY_PUBLIC_URL: 'https://tickets.example.com',
      },
    })
  })
  after(async () => {
    await server.close()
    await mails.close()
  })

  const mailsTo = ({ email }: Account) => mails.received.filter(({ to }) => to[0] === email)
  const mailTo = async (account: Account, subject: string) =>
    (
      await eventually(
        async () => mailsTo(account).filter(mail => subjectOf(mail) === subject),
        found => found.length > 0,
        patient,
      )
    )[0]!.content
  async function verify(account: Account) {
    const token = /#token=(evv_[\w-]+)/.exec(await mailTo(account, 'Is this your email?'))![1]
    expectStatus(await server.call('POST', '/auth/email-verification/confirm', { body: { token } }), 204)
  }
  const waiting = () => server.databases.bookings.knex('mails').select('resource_id as about', 'waits')
  const hurry = () =>
    server.databases.bookings.knex('mails').update({ due_at: server.databases.bookings.knex.raw('now()') })

  it('keeps what an organizer has written until the owner has shown that they read it, and then sends it', async () => {
    const event = await anEvent(server, { title: 'Buy at spam.example' })
    const stranger = await aBooking(server, event)
    await eventually(waiting, rows => rows.some(({ about, waits }) => about === stranger.id && waits), patient)

    const owner = await anAccount(server)
    await verify(owner)
    await aBooking(server, event, { buyer: owner })
    await mailTo(owner, 'Your booking: Buy at spam.example')
    expect(mailsTo(stranger.buyer).filter(({ content }) => content.includes('spam'))).to.deep.equal([])

    await verify(stranger.buyer)
    await hurry()
    await mailTo(stranger.buyer, 'Your booking: Buy at spam.example')
    await eventually(waiting, rows => rows.length === 0, patient)
  })
})
