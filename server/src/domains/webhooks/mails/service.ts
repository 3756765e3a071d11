// Sends the mails to buyers: each at least once, what can't wait first.
import type { Logger } from 'pino'
import { createMailQueue, type MailOutcome } from '../../../platform/mail-queue.ts'
import type { Mailer } from '../../../platform/mail.ts'
import type { InventoryPort } from '../../inventory/port.ts'
import type { createCompose } from './compose.ts'
import type { createFanOut } from './fan-out.ts'
import type { BuyerMailing } from './rules.ts'
import type { DueMail, EventMail, MailsStore } from './store.ts'

export interface MailsServiceOptions {
  readonly store: MailsStore
  readonly mailer: Pick<Mailer, 'send'>
  readonly compose: ReturnType<typeof createCompose>
  readonly fanOut: ReturnType<typeof createFanOut>
  readonly inventory: () => Pick<InventoryPort, 'noteNotified'>
  /** `off`: what waits is forgotten, so that nobody gets it late. */
  readonly to: BuyerMailing
  readonly onGivenUp: () => void
  readonly log: Logger
}

export function createMailsService({
  store,
  mailer,
  compose,
  fanOut,
  inventory,
  to,
  onGivenUp,
  log,
}: MailsServiceOptions) {
  const common = { describe: ({ type }: DueMail | EventMail) => ({ type }), onGivenUp, log }
  const forget = async (): Promise<MailOutcome> => 'done'

  return {
    /** True when there may be more at once. */
    sendDue: createMailQueue<DueMail>({ queue: store.mails, send: to === 'off' ? forget : send, ...common }),
    fanOutDue: createMailQueue<EventMail>({ queue: store.eventMails, send: to === 'off' ? forget : fanOut, ...common }),
  }

  /**
   * Whether somebody knows of their offer is noted until it is: by then the mail is marked, and not sent again. To an
   * email that may be a stranger's nothing is sent that an organizer has written: it waits for its owner.
   */
  async function send(mail: DueMail): Promise<MailOutcome> {
    if (!mail.isSent) {
      const composed = await compose(mail)
      if (!composed) return 'done'
      const waits = to === 'verified' && !composed.isVerified
      if (waits !== mail.waits) await store.mails.noteWaiting(mail, waits)
      if (waits) return 'waits'
      if ((await mailer.send({ id: mail.id, ...composed.mail })) === 'unsent') return 'done'
      if (mail.type === 'waitlist.offered') await store.mails.markSent(mail)
    }
    if (mail.type === 'waitlist.offered') await inventory().noteNotified({ id: mail.resourceId, eventId: mail.eventId })
    return 'done'
  }
}
