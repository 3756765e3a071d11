// The front door of what is told to the world: messages, and where they go.
import type { Logger } from 'pino'
import type { Cursors } from '../../platform/cursors.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import { createFeedQueries } from './activity/feed-queries.ts'
import { activityHandlers } from './activity/handlers.ts'
import { createReadersStore } from './activity/readers-store.ts'
import { createReaders } from './activity/readers.ts'
import { createActivity } from './activity/service.ts'
import { startWebhooksJobs } from './jobs.ts'
import { createAppendedSignal } from './messages/appended.ts'
import { makePartitions } from './messages/partition-statements.ts'

export interface WebhooksOptions {
  /** The bookings' one: both are at home in one service. */
  readonly database: Database
  readonly cursors: Cursors
  readonly log: Logger
}

export function createWebhooks({ database, cursors, log }: WebhooksOptions) {
  const { knex } = database
  const appended = createAppendedSignal()
  const readersStore = createReadersStore(knex)
  const readers = createReaders(readersStore, [])
  const activity = createActivity({ queries: createFeedQueries(knex), readers, appended, cursors, log })
  return {
    handlers: activityHandlers(activity),
    /** Those of the accounts for which messages about reservations are made. */
    listens: readers.listens,
    /** Resolves when messages can be appended. */
    ready: () => makePartitions(knex),
    startJobs: (): readonly Job[] => startWebhooksJobs({ database, forgetReaders: readersStore.forget, log }),
    /** Ends all streams and answers whoever waits, so that the listener can close. */
    endStreams: activity.endStreams,
    /** Streams of the feed that are open, and requests that wait. */
    waiting: activity.count,
  }
}
