// Sends the mails to buyers: each at least once, what can't wait first.
import type { Logger } from 'pino'
import { createMailQueue } from '../../../platform/mail-queue.ts'
import type { Mailer } from '../../../platform/mail.ts'
import type { InventoryPort } from '../../inventory/port.ts'
import type { createCompose } from './compose.ts'
import type { createFanOut } from './fan-out.ts'
import type { DueMail, EventMail, MailsStore } from './store.ts'

export interface MailsServiceOptions {
  readonly store: MailsStore
  readonly mailer: Pick<Mailer, 'send'>
  readonly compose: ReturnType<typeof createCompose>
  readonly fanOut: ReturnType<typeof createFanOut>
  readonly inventory: () => Pick<InventoryPort, 'noteNotified'>
  /** Off: what waits is forgotten, so that nobody gets it late. */
  readonly isOn: boolean
  readonly onGivenUp: () => void
  readonly log: Logger
}

export function createMailsService({
  store,
  mailer,
  compose,
  fanOut,
  inventory,
  isOn,
  onGivenUp,
  log,
}: MailsServiceOptions) {
  const common = { describe: ({ type }: DueMail | EventMail) => ({ type }), onGivenUp, log }
  const forget = async () => {}

  return {
    /** True when there may be more at once. */
    sendDue: createMailQueue<DueMail>({ queue: store.mails, send: isOn ? send : forget, ...common }),
    fanOutDue: createMailQueue<EventMail>({ queue: store.eventMails, send: isOn ? fanOut : forget, ...common }),
  }

  /** Whether somebody knows of their offer is noted until it is: by then the mail is marked, and not sent again. */
  async function send(mail: DueMail): Promise<void> {
    if (!mail.isSent) {
      const composed = await compose(mail)
      if (!composed || (await mailer.send({ id: mail.id, ...composed })) === 'unsent') return
      if (mail.type === 'waitlist.offered') await store.mails.markSent(mail)
    }
    if (mail.type === 'waitlist.offered') await inventory().noteNotified({ id: mail.resourceId, eventId: mail.eventId })
  }
}
