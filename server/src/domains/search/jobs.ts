// The search's background loops: the index is kept what the events are, and forgets what is gone.
import type { Logger } from 'pino'
import { startJob, type Job } from '../../platform/jobs.ts'
import type { Upkeep } from './elasticsearch/upkeep.ts'
import type { SearchEngine } from './engine.ts'

const upkeepEveryMs = 1_000
const tidyEveryMs = 60 * 60_000

export const startSearchJobs = ({
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
