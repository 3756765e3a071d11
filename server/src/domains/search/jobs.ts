// The search's background loops: the index is kept what the events are, and forgets what is gone.
import type { Logger } from 'pino'
import { startJob, type Job } from '../../platform/jobs.ts'
import type { Exclusively } from '../../platform/postgres/leases.ts'
import type { Upkeep } from './elasticsearch/upkeep.ts'
import type { SearchEngine } from './engine.ts'
import type { PostgresEngine } from './postgres/engine.ts'

const upkeepEveryMs = 1_000
const tidyEveryMs = 60 * 60_000
const derivationEveryMs = 10_000

export const startElasticsearchJobs = ({
  engine,
  upkeep,
  log,
}: {
  engine: Pick<SearchEngine, 'tidy'>
  upkeep: Upkeep
  log: Logger
}): readonly Job[] => [
  startJob({ name: 'search-upkeep', everyMs: upkeepEveryMs, log }, () => upkeep.turn()),
  startJob({ name: 'search-tidy', everyMs: tidyEveryMs, log }, () => engine.tidy()),
]

/** Documents that an older release has derived are derived again, a page at a time, by one process. */
export function startDerivation({
  engine,
  exclusively,
  log,
  everyMs = derivationEveryMs,
}: {
  engine: Pick<PostgresEngine, 'deriveAnew'>
  exclusively: Exclusively
  log: Logger
  everyMs?: number
}): Job {
  let afterId: string | undefined
  return startJob({ name: 'search-derivation', everyMs, log }, async () => {
    afterId = await exclusively(lease => engine.deriveAnew(afterId, lease))
    return afterId !== undefined
  })
}
