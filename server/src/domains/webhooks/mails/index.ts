// The mails to buyers: made from their messages, and sent.
import { Counter, type Registry } from 'prom-client'
import type { Logger } from 'pino'
import { startJob, type Job } from '../../../platform/jobs.ts'
import type { Probe } from '../../../platform/observability/probes.ts'
import type { Database } from '../../../platform/postgres/sql.ts'
import type { BookingPapers, BookingRecords } from '../../bookings/port.ts'
import type { InventoryPort } from '../../inventory/port.ts'
import type { MessageConsumer } from '../messages/append-statement.ts'
import { createCompose, type ComposeOptions } from './compose.ts'
import { createFanOut } from './fan-out.ts'
import { queueMails } from './queue-statements.ts'
import { createMailsService, type MailsServiceOptions } from './service.ts'
import { createMailsStore } from './store.ts'
import { readBuyerTemplates } from './templates.ts'

export interface MailsOptions
  extends Pick<ComposeOptions, 'events' | 'users' | 'publicUrl'>,
    Pick<MailsServiceOptions, 'mailer' | 'to'> {
  readonly database: Pick<Database, 'knex'>
  readonly records: () => BookingRecords
  readonly papers: () => BookingPapers
  readonly inventory: () => Pick<InventoryPort, 'waitlistEntry' | 'waitersOf' | 'noteNotified'>
  readonly registry: Registry
  readonly log: Logger
}

const everyMs = 1_000

export type Mails = ReturnType<typeof createMails>

export function createMails({ database, records, papers, events, users, inventory, registry, ...rest }: MailsOptions) {
  const { mailer, publicUrl, to, log } = rest
  const store = createMailsStore(database.knex)
  const givenUp = new Counter({
    name: 'evently_buyer_mails_given_up_total',
    help: 'Mails to buyers that nobody got: refused for good, or tried in vain for a day.',
    registers: [registry],
  })
  const { sendDue, fanOutDue } = createMailsService({
    store,
    mailer,
    compose: createCompose({ records, papers, events, inventory, users, templates: readBuyerTemplates(), publicUrl }),
    fanOut: createFanOut({ store: store.eventMails, records, inventory }),
    inventory,
    to,
    onGivenUp: () => givenUp.inc(),
    log,
  })
  const consumers: readonly MessageConsumer[] = to === 'off' ? [] : [queueMails]

  const probe: Probe = {
    name: 'buyer_mails',
    gauges: {
      evently_buyer_mails:
        'Mails to buyers that are still to be sent, but for those that wait for a verified email; up to 10,000.',
      evently_buyer_mails_age_seconds: 'How long the oldest of them has been waiting.',
    },
    async read() {
      const { mails, oldestSeconds } = await store.mails.backlog()
      return { evently_buyer_mails: mails, evently_buyer_mails_age_seconds: oldestSeconds }
    },
  }

  return {
    consumers,
    probe,
    sendDue,
    fanOutDue,
    startJobs: (): readonly Job[] => [
      startJob({ name: 'send-mails-to-buyers', everyMs, log }, sendDue),
      startJob({ name: 'make-mails-to-many', everyMs, log }, fanOutDue),
    ],
  }
}
