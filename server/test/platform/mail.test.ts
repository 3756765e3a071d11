// Mail over a real SMTP server: taken, refused, failed, stalled; and what becomes of it where there is none.
import { expect } from 'chai'
import { pino } from 'pino'
import { openMailer, type Mail, type MailPlan } from '../../src/platform/mail.ts'
import { startMailServer, type MailServer } from '../support/mail-server.ts'
import { reservePort } from '../support/ports.ts'

const mail: Mail = {
  id: 'mail_1',
  to: 'jörg@müller.example',
  subject: 'Grüße',
  text: 'Open this: https://tickets.example.com/reset-password#token=evp_x\n',
  html: '<p>Hello</p>',
}

describe('mail over SMTP', () => {
  let server: MailServer
  beforeEach(async () => {
    server = await startMailServer()
  })
  afterEach(() => server.close())

  const planOf = (over: Partial<MailPlan & { kind: 'smtp' }> = {}): MailPlan => ({
    kind: 'smtp',
    host: '127.0.0.1',
    port: server.port,
    isTls: false,
    needsTls: false,
    user: undefined,
    password: undefined,
    from: 'Evently <tickets@example.com>',
    ...over,
  })
  const send = async (plan: MailPlan, sendMsMax?: number) => {
    const mailer = await openMailer(plan, pino({ level: 'silent' }), sendMsMax === undefined ? {} : { sendMsMax })
    try {
      await mailer.send(mail)
    } finally {
      await mailer.close()
    }
  }
  const failureOf = (sending: Promise<void>) =>
    sending.then(
      () => expect.fail('the mail was sent'),
      (error: Error & { responseCode?: number; code?: string }) => error,
    )

  it('arrives as text and HTML, under an id that stays the same', async () => {
    await send(planOf())
    await send(planOf())
    const [first, second] = server.received
    expect(first).to.include({ from: 'tickets@example.com' })
    expect(first!.to[0]).to.match(/^jörg@(müller|xn--mller-kva)\.example$/)
    for (const received of [first!, second!]) {
      expect(received.content).to.include('Message-ID: <mail_1@example.com>')
      expect(received.content).to.include('Auto-Submitted: auto-generated')
      expect(received.content).to.include(mail.text.trim())
      expect(received.content).to.include('<p>Hello</p>')
    }
  })

  it('is refused and fails as the server says', async () => {
    server.become('refuse')
    expect(await failureOf(send(planOf()))).to.include({ responseCode: 550 })
    server.become('fail')
    expect(await failureOf(send(planOf()))).to.include({ responseCode: 451 })
    expect(server.received).to.deep.equal([])
  })

  it('fails in time where the server says nothing any more', async () => {
    server.become('stall')
    expect((await failureOf(send(planOf(), 300))).message).to.include('took more than 300 ms')
  })

  it('fails where nobody listens', async () => {
    expect(await failureOf(send(planOf({ port: await reservePort() })))).to.include({ code: 'ESOCKET' })
  })

  it('does not leave without TLS where TLS is needed', async () => {
    expect(await failureOf(send(planOf({ needsTls: true })))).to.include({ code: 'ETLS' })
    expect(server.received).to.deep.equal([])
  })

  it('signs in where the server wants it', async () => {
    const strict = await startMailServer({
      authOptional: false,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        username === 'evently' && password === 'p@ss word'
          ? done(null, { user: username })
          : done(Object.assign(new Error('No'), { responseCode: 535 })),
    })
    try {
      await send(planOf({ port: strict.port, user: 'evently', password: 'p@ss word' }))
      expect(strict.received).to.have.length(1)
      const wrong = send(planOf({ port: strict.port, user: 'evently', password: 'wrong' }))
      expect(await failureOf(wrong)).to.include({ responseCode: 535 })
    } finally {
      await strict.close()
    }
  })
})

describe('mail without an SMTP server', () => {
  const linesOf = async (kind: 'log' | 'none', of = mail) => {
    const lines: string[] = []
    const mailer = await openMailer({ kind }, pino({ level: 'info' }, { write: (line: string) => lines.push(line) }))
    expect(await mailer.send(of)).to.equal('unsent')
    await mailer.close()
    return lines.join('')
  }

  it("is in the log of a developer's machine, but for whom it is to", async () => {
    const said = await linesOf('log')
    expect(said).to.include('#token=evp_x')
    expect(said).not.to.include('jörg')
  })

  it('is there without what opens a door', async () => {
    const said = await linesOf('log', { ...mail, text: 'Show ABCD or EFGH, not ABCD twice', secrets: ['ABCD', 'EFGH'] })
    expect(said).to.include('Show [hidden] or [hidden], not [hidden] twice')
  })

  it('is not sent elsewhere, which the log says without what it says', async () => {
    const said = await linesOf('none')
    expect(said).to.include('SMTP_URL is not set')
    expect(said).not.to.include('evp_x')
  })
})
