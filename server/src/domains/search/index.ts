// The front door of the search: on Elasticsearch where there is one, else on PostgreSQL.
import type { Logger } from 'pino'
import type { Cursors } from '../../platform/cursors.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Metrics } from '../../platform/observability/metrics.ts'
import { createDatabaseClock } from '../../platform/postgres/database-clock.ts'
import { exclusively } from '../../platform/postgres/leases.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import { within } from '../../platform/time-out.ts'
import type { EventsPort } from '../events/port.ts'
import type { ElasticsearchEngine, ElasticsearchOptions } from './elasticsearch/engine.ts'
import { createUpkeep, type Upkeep } from './elasticsearch/upkeep.ts'
import { searchHandlers } from './handlers.ts'
import { searchInternalHandlers } from './internal-handlers.ts'
import { startDerivation, startElasticsearchJobs } from './jobs.ts'
import { createSearchMetrics } from './metrics.ts'
import type { SearchPort } from './port.ts'
import { createPostgresEngine } from './postgres/engine.ts'
import { createRefusals } from './refusals.ts'
import { createSearchService } from './service.ts'

export interface SearchDependencies {
  readonly database: Database
  /** Undefined: the index is in the database. */
  readonly elasticsearchUrl?: string | undefined
  /** Of how many shards the next index that is built in Elasticsearch is. */
  readonly elasticsearchShards?: number | undefined
  /** Asked when it is needed: the events know the search, and the search the events. */
  readonly events: () => EventsPort
  readonly cursors: Cursors
  readonly metrics: Pick<Metrics, 'registry'>
  readonly log: Logger
  /** In the place of the database's clock. */
  readonly clock?: () => Date
}

/** How long a start waits for the index to be there; what takes longer goes on beside it. */
const readyMs = 2_000

export type Search = Awaited<ReturnType<typeof createSearch>>

export async function createSearch({
  database,
  elasticsearchUrl,
  elasticsearchShards,
  events,
  cursors,
  metrics,
  log,
  clock: given,
}: SearchDependencies) {
  const databaseClock = createDatabaseClock(database)
  const clock = given ?? databaseClock.now
  const elasticsearch =
    elasticsearchUrl === undefined
      ? undefined
      : await elasticsearchAt({
          url: elasticsearchUrl,
          shards: elasticsearchShards,
          clock,
          exclusively: work => exclusively(database, 'evently search reindex', work),
          onBroken: () => {
            log.warn('Elasticsearch does not answer; searches are refused at once, until it does')
          },
          onMended: () => {
            log.info('Elasticsearch answers; searches are answered again')
          },
        })
  const postgres = createPostgresEngine(database)
  const engine = elasticsearch ?? postgres
  const { countRefused: count } = createSearchMetrics(metrics.registry)
  const [refusals, seatRefusals] = [createRefusals({ log, count }), createRefusals({ log, count })]
  const service = createSearchService({ engine, events, cursors, refusals, seatRefusals, log, clock })
  const upkeep =
    elasticsearch && createUpkeep({ engine: elasticsearch, events, reindex: service.reindex, refusals, log })
  const port: SearchPort = {
    index: event => service.index(event),
    remove: (eventId, version) => service.remove(eventId, version),
    updateAvailability: changes => service.updateAvailability(changes),
  }
  return {
    handlers: searchHandlers(service),
    internalHandlers: searchInternalHandlers(service),
    port,
    /** Resolves when the index is there or is known to take longer; never fails. */
    async ready() {
      await databaseClock.read().catch((error: unknown) => {
        log.warn({ err: error }, "the search doesn't know the time of its database yet")
      })
      if (upkeep) await readyOf(upkeep, log)
    },
    startJobs: (): readonly Job[] => [
      databaseClock.startReading('search', log),
      ...(upkeep
        ? startElasticsearchJobs({ engine, upkeep, log })
        : [
            startDerivation({
              engine: postgres,
              exclusively: work => exclusively(database, 'evently search derivation', work),
              log,
            }),
          ]),
    ],
    /** What is wrong with Elasticsearch just now, in words; itself undefined where there is none. */
    troubleOfElasticsearch:
      upkeep && (() => (upkeep.isUp() && !elasticsearch.isBroken() ? undefined : 'does not answer')),
    close: async () => {
      await elasticsearch?.close()
    },
  }
}

/** Its client takes a quarter of a start to load, so it is loaded where there is an Elasticsearch alone. */
async function elasticsearchAt(options: ElasticsearchOptions): Promise<ElasticsearchEngine> {
  const { createElasticsearchEngine } = await import('./elasticsearch/engine.ts')
  return createElasticsearchEngine(options)
}

/** Looked after for as long as a start waits; what takes longer goes on beside it. */
async function readyOf(upkeep: Upkeep, log: Logger): Promise<void> {
  const looked = upkeep.turn().catch((error: unknown) => {
    log.error({ err: error }, 'the search index could not be looked after')
  })
  await within(readyMs, () => looked).catch(() => {})
}
