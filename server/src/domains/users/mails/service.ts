// Sends what is to be mailed about accounts: at least once, and with a token that is made as it is sent.
import type { Logger } from 'pino'
import type { Mailer } from '../../../platform/mail.ts'
import { createMailQueue } from '../../../platform/mail-queue.ts'
import type { Database } from '../../../platform/postgres/sql.ts'
import { tokenMinutes, tokensGoodMax } from './rules.ts'
import { createMailsStore, type DueMail } from './store.ts'
import type { AccountTemplates } from './templates.ts'
import { mailedTokenHash, newMailedToken, type TokenPurpose } from './tokens.ts'

export type MailsService = ReturnType<typeof createMailsService>

export interface MailsServiceOptions {
  readonly database: Pick<Database, 'knex'>
  readonly mailer: Pick<Mailer, 'send'>
  readonly templates: AccountTemplates
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

  /** After a crash another process sends a mail once more, with another token. */
  const sendDue = createMailQueue<DueMail>({
    queue: store,
    send: async mail => {
      const written = await write(mail)
      if (written) await mailer.send({ id: mail.id, ...written })
      return 'done'
    },
    describe: ({ purpose }) => ({ purpose }),
    log,
  })

  return { sendDue }

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
}
