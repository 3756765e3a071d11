// How queued mails leave, whatever they are about: a few at once, each at least once, tried again for a day.
import type { Logger } from 'pino'
import { jittered } from './jitter.ts'
import { mailsAtOnce } from './mail.ts'

/** A mail that this process has taken for a while. */
export interface TakenMail {
  /** The mail server sees it in the `Message-ID`, each time it is sent. */
  readonly id: string
  /** This one too. */
  readonly attempts: number
  readonly ageSeconds: number
}

/** `done`: sent, or to be sent to nobody; `waits`: it can't be sent yet, which is nobody's failure. */
export type MailOutcome = 'done' | 'waits'

export interface MailQueueOptions<Mail extends TakenMail> {
  readonly queue: {
    /** At most `limit` mails whose time has come; each is due again later unless it is done by then. */
    take(limit: number): Promise<readonly Mail[]>
    /** Sent, or not to be sent. Does nothing where another process has taken it since. */
    done(mail: TakenMail): Promise<void>
    postpone(mail: TakenMail, seconds: number): Promise<void>
  }
  /** Sends one; throws where it is to be tried again. */
  readonly send: (mail: Mail) => Promise<MailOutcome>
  /** What the log says of a mail: no address, and nothing of its text. */
  readonly describe: (mail: Mail) => Readonly<Record<string, unknown>>
  readonly onGivenUp?: () => void
  readonly log: Logger
}

/** What is older has lost its sense. */
const triedSecondsMax = 24 * 3_600
const retrySecondsMin = 5
const retrySecondsMax = 15 * 60

const waitSecondsMin = 15
const waitSecondsMax = 3_600

/**
 * When somebody looks again at a mail that can't be sent yet, after so many looks: it leaves within an hour of the time
 * from which it can be, and sooner where it has not waited long; undefined: it has waited for a day.
 */
export function waitSeconds({ attempts, ageSeconds }: Omit<TakenMail, 'id'>): number | undefined {
  if (ageSeconds >= triedSecondsMax) return undefined
  return Math.min(waitSecondsMax, waitSecondsMin * 2 ** (attempts - 1))
}

/** When a mail is tried again after so many failures: twice as long each time; undefined: it is given up. */
export function retrySeconds({ attempts, ageSeconds }: Omit<TakenMail, 'id'>): number | undefined {
  if (ageSeconds >= triedSecondsMax) return undefined
  return Math.min(retrySecondsMax, retrySecondsMin * 2 ** (attempts - 1))
}

/**
 * Sends the mails whose time has come, a few at once; true when there may be more. A mail is taken for a while, and
 * removed once it is sent: after a crash in between another process sends it once more. One that can't be sent keeps
 * no other from leaving.
 */
export function createMailQueue<Mail extends TakenMail>({
  queue,
  send,
  describe,
  onGivenUp = () => {},
  log,
}: MailQueueOptions<Mail>) {
  return async function sendDue(): Promise<boolean> {
    const due = await queue.take(mailsAtOnce)
    const settled = await Promise.allSettled(due.map(sendOne))
    const failed = settled.find(each => each.status === 'rejected')
    if (failed) throw failed.reason
    return due.length === mailsAtOnce
  }

  async function sendOne(mail: Mail): Promise<void> {
    let outcome: MailOutcome
    try {
      outcome = await send(mail)
    } catch (error) {
      return tryAgain(mail, error)
    }
    const seconds = outcome === 'waits' ? waitSeconds(mail) : undefined
    await (seconds === undefined ? queue.done(mail) : queue.postpone(mail, jittered(seconds)))
  }

  async function tryAgain(mail: Mail, error: unknown): Promise<void> {
    const facts = { mailId: mail.id, ...describe(mail), attempts: mail.attempts, reason: reasonOf(error) }
    const seconds = isRefusedForGood(error) ? undefined : retrySeconds(mail)
    if (seconds === undefined) {
      log.error(facts, 'a mail could not be sent; it is given up')
      onGivenUp()
      return queue.done(mail)
    }
    log.warn({ ...facts, retrySeconds: seconds }, 'a mail could not be sent; it will be tried again')
    await queue.postpone(mail, jittered(seconds))
  }
}

/**
 * The mail server knows nobody of this name (RFC 5321: 5yz is final). A refusal of the sender or of a login is the
 * operator's to mend, and a refused text may be taken later: both are tried again.
 */
function isRefusedForGood(error: unknown): boolean {
  const { command, responseCode } = error as { command?: string; responseCode?: number }
  return command === 'RCPT TO' && responseCode !== undefined && responseCode >= 500
}

/** What a mail server says has the address it is about: the log gets its codes alone. */
function reasonOf(error: unknown) {
  const { code, command, responseCode } = error as { code?: string; command?: string; responseCode?: number }
  return code === undefined ? (error as Error).message : { code, command, responseCode }
}
