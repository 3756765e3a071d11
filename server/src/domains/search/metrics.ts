// What the search counts.
import { Counter, type Registry } from 'prom-client'

export const createSearchMetrics = (registry: Registry) => {
  const refused = new Counter({
    name: 'evently_search_refused_documents_total',
    help: 'Events or seats that the search index has not taken, each time they were tried.',
    labelNames: ['during'] as const,
    registers: [registry],
  })
  for (const during of ['change', 'reindex', 'upkeep', 'seats']) refused.inc({ during }, 0)
  return {
    countRefused: (during: string, documents: number) => {
      refused.inc({ during }, documents)
    },
  }
}
