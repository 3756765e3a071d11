// Sends what is to be mailed about accounts: at least once, and with a token that is made as it is sent.
import type { Logger } from 'pino'
import { mailsAtOnce, type Mailer } from '../../../platform/mail.ts'
import type { Database } from '../../../platform/postgres/sql.ts'
import { retrySeconds, tokenMinutes, tokensGoodMax } from './rules.ts'
import { createMailsStore, type DueMail } from './store.ts'
import type { Templates } from './templates.ts'
import { mailedTokenHash, newMailedToken, type TokenPurpose } from './tokens.ts'

export type MailsService = ReturnType<typeof createMailsService>

export interface MailsServiceOptions {
  readonly database: Pick<Database, 'knex'>
  readonly mailer: Pick<Mailer, 'send'>
  readonly templates: Templates
  /** The beginning of the links, without a slash at its end. */
  readonly publicUrl: string
  readonly log: Logger
}

/** Pages of whoever runs the front end. The token stands behind `#`: browsers send that to no server. */
const pages: Readonly<Record<TokenPurpose, string>> = {
  email_verification: '/verify-email',
  password_reset: '/reset-password',
}

export function createMailsService({ database, mailer, templates, publicUrl, log }: MailsServiceOptions) {
  const store = createMailsStore(database.knex)

  return { sendDue }

  /**
   * Sends the mails whose time has come, a few at once; true when there may be more. A mail is taken for a while, and
   * deleted once it is sent: after a crash in between another process sends it once more, with another token.
   */
  async function sendDue(): Promise<boolean> {
    const due = await store.take(mailsAtOnce)
    const sent = await Promise.allSettled(due.map(sendOne))
    const failed = sent.find(each => each.status === 'rejected')
    if (failed) throw failed.reason
    return due.length === mailsAtOnce
  }

  async function sendOne(mail: DueMail): Promise<void> {
    const written = await write(mail)
    if (!written) return store.done(mail)
    try {
      await mailer.send({ id: mail.id, ...written })
    } catch (error) {
      return tryAgain(mail, error)
    }
    await store.done(mail)
  }

  /** Undefined: it is to be sent to nobody. */
  async function write({ id, purpose, address, account }: DueMail) {
    if (!account) return undefined
    if (purpose === 'email_changed') return address === null ? undefined : { to: address, ...templates(purpose, {}) }
    if (purpose === 'email_verification' && account.emailVerified) return undefined
    const token = newMailedToken(purpose)
    const isKept = await store.addToken({
      hash: mailedTokenHash(token),
      userId: account.id,
      purpose,
      mailId: id,
      emailKey: account.emailKey,
      livesMinutes: tokenMinutes,
      goodMax: tokensGoodMax,
    })
    if (!isKept) return undefined
    const link = `${publicUrl}${pages[purpose]}#token=${token}`
    return { to: account.email, ...templates(purpose, { link, token, minutes: String(tokenMinutes) }) }
  }

  async function tryAgain(mail: DueMail, error: unknown): Promise<void> {
    const { id, purpose, attempts } = mail
    const seconds = retrySeconds(mail)
    const facts = { mailId: id, purpose, attempts, reason: reasonOf(error) }
    if (seconds === undefined) {
      log.error(facts, 'a mail could not be sent for a day; it is given up')
      return store.done(mail)
    }
    log.warn({ ...facts, retrySeconds: seconds }, 'a mail could not be sent; it will be tried again')
    await store.postpone(mail, seconds)
  }
}

/** What a mail server says has the address it is about: the log gets its codes alone. */
function reasonOf(error: unknown) {
  const { code, command, responseCode } = error as { code?: string; command?: string; responseCode?: number }
  return code === undefined ? (error as Error).message : { code, command, responseCode }
}
