// Mail: sent over SMTP, or, where there is no mail server, written to the log of a developer's own machine.
import type { Transporter } from 'nodemailer'
import type { Logger } from 'pino'
import { within } from './time-out.ts'

export interface Mail {
  /** The same each time it is sent again, so that who gets it twice can tell. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments?: readonly Attachment[]
  /** What of it the log may not have, where mails are written to the log. */
  readonly secrets?: readonly string[]
}

/** A file that goes with a mail, or a picture that its HTML shows by `cid:` and this id. */
export interface Attachment {
  readonly fileName: string
  /** With its parameters. */
  readonly mediaType: string
  readonly content: string | Buffer
  readonly contentId?: string
}

/** How mail leaves: by a mail server; not at all, but into the log; or not at all. */
export type MailPlan =
  | {
      readonly kind: 'smtp'
      readonly host: string
      readonly port: number
      /** TLS from the first byte on. */
      readonly isTls: boolean
      /** Nothing is sent before the server has begun TLS (STARTTLS). */
      readonly needsTls: boolean
      readonly user: string | undefined
      readonly password: string | undefined
      /** `Evently <tickets@example.com>` */
      readonly from: string
    }
  | { readonly kind: 'log' }
  | { readonly kind: 'none' }

export interface Mailer {
  /**
   * Resolves once a mail server has taken the mail, or, where there is none, to `unsent`; rejects where none has taken
   * it, or did not say so in time.
   */
  send(mail: Mail): Promise<'sent' | 'unsent'>
  close(): Promise<void>
}

/** A queue sends so many mails at a time. */
export const mailsAtOnce = 5
/** Each queue of a process has connections of its own: mails to everybody keep no forgotten password waiting. */
const queues = 2
/** By then a mail has been taken or has failed. */
export const mailMsMax = 15_000
const connectMsMax = 5_000
/** How long the server may be silent in between. */
const silentMsMax = 10_000

/** Connects when the first mail is sent. `mailMsMax` bounds each of them; a test is less patient. */
export async function openMailer(
  plan: MailPlan,
  log: Logger,
  { sendMsMax = mailMsMax }: { readonly sendMsMax?: number } = {},
): Promise<Mailer> {
  if (plan.kind === 'log') return logMailer(log)
  if (plan.kind === 'none') return noMailer(log)
  // Loaded where there is a mail server alone: every start would take longer.
  const { createTransport } = await import('nodemailer')
  const { host, port, isTls, needsTls, user, password, from } = plan
  const transporter: Transporter = createTransport({
    host,
    port,
    secure: isTls,
    requireTLS: needsTls,
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
    pool: true,
    maxConnections: queues * mailsAtOnce,
    connectionTimeout: connectMsMax,
    greetingTimeout: connectMsMax,
    socketTimeout: silentMsMax,
    // Our texts name no files and no addresses to fetch; nothing in them may.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = from.replace(/>$/, '').split('@').at(-1)
  return {
    async send({ id, to, subject, text, html, attachments = [] }) {
      const headers = { 'Auto-Submitted': 'auto-generated' } // so that nobody's absence note answers (RFC 3834)
      const files = attachments.map(asNodemailerHasIt)
      const message = { from, to, subject, text, html, headers, messageId: `<${id}@${domain}>`, attachments: files }
      await within(sendMsMax, () => transporter.sendMail(message), `the mail server took more than ${sendMsMax} ms`)
      return 'sent'
    },
    async close() {
      transporter.close()
    },
  }
}

const asNodemailerHasIt = ({ fileName, mediaType, content, contentId }: Attachment) => ({
  filename: fileName,
  contentType: mediaType,
  content,
  ...(contentId !== undefined && { cid: contentId, contentDisposition: 'inline' as const }),
})

/** For a developer, who reads the log and goes on. To whom it would go is not said: no log has anybody's email. */
const logMailer = (log: Logger): Mailer => ({
  async send({ subject, text, attachments = [], secrets = [] }) {
    const shown = secrets.reduce((left, secret) => left.replaceAll(secret, '[hidden]'), text)
    const files = attachments.map(({ fileName }) => fileName)
    log.info(
      { subject, text: shown, ...(files.length > 0 && { files }) },
      'a mail, written here because SMTP_URL is not set',
    )
    return 'unsent'
  },
  async close() {},
})

const noMailer = (log: Logger): Mailer => ({
  async send({ subject }) {
    log.warn({ subject }, 'a mail was not sent: SMTP_URL is not set')
    return 'unsent'
  },
  async close() {},
})
