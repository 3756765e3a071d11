// What PostgreSQL says of what is projected: read for many keys at once, and compared with what was found.
import type { Sql } from '../../../platform/postgres/sql.ts'
import { seatsLeftOf } from '../present.ts'
import type { InventoryReports } from '../queries/event-queries.ts'
import { differs, type FamilyTruth, type FoundDocument } from './cache.ts'

export interface ProjectedFactsOptions {
  readonly sql: Sql
  readonly reports: Pick<InventoryReports, 'availabilities'>
  /** Of the other domains that keep documents here. */
  readonly families: readonly FamilyTruth[]
}

interface Key {
  readonly key: string
  readonly id: string
  readonly family: string
}

export type ProjectedFacts = ReturnType<typeof createProjectedFacts>

export function createProjectedFacts({ sql, reports, families }: ProjectedFactsOptions) {
  const idsOf = (keys: readonly Key[], family: string) => keys.filter(key => key.family === family).map(({ id }) => id)
  const availability: FamilyTruth = {
    family: 'availability',
    async read(ids) {
      const reportOf = new Map((await reports.availabilities(ids)).map(each => [each.eventId, each]))
      return (id, { version, document }) => {
        const report = reportOf.get(id)
        return differs(
          version,
          report?.version,
          report?.isPublic === true && JSON.stringify(document?.value) === JSON.stringify(seatsLeftOf(report)),
        )
      }
    },
  }
  const truths = [availability, ...families]

  return {
    /** Whose documents are compared. */
    families: new Set(['reservation', ...truths.map(({ family }) => family)]),

    async of(keys: readonly Key[]) {
      const [holds, ...faults] = await Promise.all([
        sql('holds').whereIn('id', idsOf(keys, 'reservation')).select<{ id: string; state: string }[]>('id', 'state'),
        ...truths.map(async ({ family, read }) => [family, await read(idsOf(keys, family))] as const),
      ])
      const stateOf = new Map(holds.map(({ id, state }) => [id, state])),
        faultOf = new Map(faults)

      /** What is wrong with a document, in words; undefined when it is as PostgreSQL says. */
      function fault({ family, id }: Key, found: FoundDocument, holdsChangedAt = 0): string | undefined {
        const { document } = found
        if (!document) return "it can't be read"
        if (family !== 'reservation') return faultOf.get(family)?.(id, found)
        // A reservation that is not believed any more can say what it wants.
        const shown = document.value as { state?: string } | null
        return document.version >= holdsChangedAt && stateOf.get(id) !== shown?.state
          ? `it says ${shown?.state}, PostgreSQL ${stateOf.get(id)}`
          : undefined
      }
      return { fault }
    },

    async waitlistOf(eventId: string): Promise<readonly number[]> {
      const rows = await sql('waitlist_entries')
        .where({ event_id: eventId, state: 'waiting' })
        .orderBy('seq')
        .select<{ seq: number }[]>('seq')
      return rows.map(({ seq }) => seq)
    },

    /** The event of each reservation. */
    async eventsOf(ids: readonly string[]): Promise<readonly (string | undefined)[]> {
      if (ids.length === 0) return []
      const rows = await sql('holds')
        .whereIn('id', [...ids])
        .select<{ id: string; event_id: string }[]>('id', 'event_id')
      const found = new Map(rows.map(row => [row.id, row.event_id]))
      return ids.map(id => found.get(id))
    },
  }
}
