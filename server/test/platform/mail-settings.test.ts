// The settings of mail: which server, from whom, and what happens without one.
import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'
import { ConfigError } from '../../src/config/environment.ts'

const smtp = {
  SMTP_URL: 'smtp://evently:p%40ss%2Fword@mail.example.com:2525',
  EVENTLY_MAIL_FROM: 'Evently <tickets@example.com>',
  EVENTLY_PUBLIC_URL: 'https://tickets.example.com/box/',
}

describe('the settings of mail', () => {
  it('send mail over SMTP; without it a mail is in the log where this machine alone can reach the server', () => {
    const plan = (env: Readonly<Record<string, string>>) => readConfig(env).mail.plan
    expect(plan({})).to.deep.equal({ kind: 'log' })
    expect(plan({ EVENTLY_HOST: '0.0.0.0' })).to.deep.equal({ kind: 'none' })
    expect(plan({ EVENTLY_TRUST_PROXY: '1' })).to.deep.equal({ kind: 'none' })
    expect(plan({ NODE_ENV: 'production' })).to.deep.equal({ kind: 'none' })
    expect(readConfig({ PORT: '3010' }).mail.publicUrl).to.equal('http://localhost:3010')
    expect(readConfig({ ...smtp, NODE_ENV: 'production' }).mail).to.deep.equal({
      plan: {
        kind: 'smtp',
        host: 'mail.example.com',
        port: 2525,
        isTls: false,
        needsTls: true,
        user: 'evently',
        password: 'p@ss/word',
        from: 'Evently <tickets@example.com>',
      },
      publicUrl: 'https://tickets.example.com/box',
      toBuyers: 'verified',
    })
  })

  it('send mails to buyers whose email is verified unless they say otherwise, or nobody would get them', () => {
    const toBuyers = (env: Readonly<Record<string, string>>) => readConfig(env).mail.toBuyers
    for (const where of [smtp, {}]) {
      expect(toBuyers(where)).to.equal('verified')
      for (const mode of ['on', 'verified', 'off'])
        expect(toBuyers({ ...where, EVENTLY_BUYER_MAILS: mode })).to.equal(mode)
    }
    expect(toBuyers({ NODE_ENV: 'production', EVENTLY_BUYER_MAILS: 'on' })).to.equal('off')
  })

  const servers: readonly [url: string, port: number, isTls: boolean, needsTls: boolean][] = [
    ['smtp://mail.example.com', 587, false, true],
    ['smtps://mail.example.com', 465, true, false],
    ['smtp://mail.example.com:25/?requireTLS=false', 25, false, false],
    ['smtp://127.0.0.1:1025', 1025, false, false],
    ['smtp://[::1]:1025', 1025, false, false],
  ]
  for (const [url, port, isTls, needsTls] of servers) {
    it(`reach the mail server at ${url} ${isTls || needsTls ? 'with' : 'without'} TLS`, () =>
      expect(readConfig({ ...smtp, SMTP_URL: url }).mail.plan).to.include({ port, isTls, needsTls }))
  }

  const wrong: readonly [what: string, env: Readonly<Record<string, string>>, sentence: RegExp][] = [
    ['a mail server alone', { SMTP_URL: 'smtp://mail' }, /EVENTLY_MAIL_FROM and EVENTLY_PUBLIC_URL must be set too/],
    ['a mail server over HTTP', { ...smtp, SMTP_URL: 'http://user:secret@mail' }, /^SMTP_URL must be [^](?!.*secret)/],
    ['a mail server with other words', { ...smtp, SMTP_URL: 'smtp://mail?tls=no' }, /^SMTP_URL must be smtp/],
    ['a password of a mail server with a bare %', { ...smtp, SMTP_URL: 'smtp://a:1%@mail' }, /^SMTP_URL has a %/],
    ['mail from nobody', { ...smtp, EVENTLY_MAIL_FROM: 'Evently' }, /^EVENTLY_MAIL_FROM must be an email/],
    ['mails to some buyers', { ...smtp, EVENTLY_BUYER_MAILS: 'some' }, /^EVENTLY_BUYER_MAILS must be/],
    ['links to nowhere', { EVENTLY_PUBLIC_URL: 'tickets.example.com' }, /^EVENTLY_PUBLIC_URL must begin with http/],
    ['links with a query', { EVENTLY_PUBLIC_URL: 'https://x.example/?a=b' }, /^EVENTLY_PUBLIC_URL must begin with/],
  ]
  for (const [what, env, sentence] of wrong) {
    it(`refuse ${what}`, () => expect(() => readConfig(env)).to.throw(ConfigError, sentence))
  }
})
