// What PostgreSQL says of what is projected: read for many keys at once, and compared with what was found.
import type { Sql } from '../../../platform/postgres/sql.ts'
import { seatsLeftOf } from '../present.ts'
import type { InventoryReports } from '../queries/event-queries.ts'
import type { HoldState } from '../rules/inventory-state.ts'
import { differs, type FamilyTruth, type FoundDocument } from './cache.ts'

export interface ProjectedFactsOptions {
  readonly sql: Sql
  readonly reports: Pick<InventoryReports, 'availabilities'>
  /** Of the other domains that keep documents here. */
  readonly families: readonly FamilyTruth[]
}

export interface ProjectedHold {
  readonly state: HoldState
  readonly eventId: string
}
/** Where a held reservation stands among all of them. */
export interface HeldPosition {
  readonly id: string
  readonly expiresAt: Date
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
    families: new Set(truths.map(({ family }) => family)),

    async of(keys: readonly Key[]) {
      const faultOf = new Map(
        await Promise.all(truths.map(async ({ family, read }) => [family, await read(idsOf(keys, family))] as const)),
      )

      /** What is wrong with a document, in words; undefined when it is as PostgreSQL says. */
      function fault({ family, id }: Key, found: FoundDocument): string | undefined {
        return found.document ? faultOf.get(family)?.(id, found) : "it can't be read"
      }
      return { fault }
    },

    /** The state and the event of each of these holds, as far as there is one. */
    async holdsOf(ids: readonly string[]): Promise<ReadonlyMap<string, ProjectedHold>> {
      if (ids.length === 0) return new Map()
      const rows = await sql('holds')
        .whereIn('id', [...ids])
        .select<{ id: string; state: HoldState; event_id: string }[]>('id', 'state', 'event_id')
      return new Map(rows.map(({ id, state, event_id: eventId }) => [id, { state, eventId }]))
    },

    /** The reservations that are held now, by their end, from the one after `after` on. */
    async heldReservations(after: HeldPosition | undefined, limit: number): Promise<readonly HeldPosition[]> {
      const query = sql('holds')
        .whereRaw(`state = 'held' and kind = 'reservation' and expires_at > now()`)
        .orderBy(['expires_at', 'id'])
        .limit(limit)
      if (after) query.whereRaw('(expires_at, id) > (?, ?)', [after.expiresAt, after.id])
      return (await query.select('id', 'expires_at as expiresAt')) as HeldPosition[]
    },

    async waitlistOf(eventId: string): Promise<readonly number[]> {
      const rows = await sql('waitlist_entries')
        .where({ event_id: eventId, state: 'waiting' })
        .orderBy('seq')
        .select<{ seq: number }[]>('seq')
      return rows.map(({ seq }) => seq)
    },
  }
}
