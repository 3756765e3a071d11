// What PostgreSQL says of what is projected: read for many keys at once, and compared with what was found.
import type { Sql } from '../../../platform/postgres/sql.ts'
import { toAvailability } from '../present.ts'
import type { InventoryReports } from '../queries/event-queries.ts'
import type { Document } from './cache.ts'

interface Key { readonly key: string; readonly id: string; readonly family: string }
interface Found { readonly version: string; readonly document: Document | undefined }

export type ProjectedFacts = ReturnType<typeof createProjectedFacts>

export function createProjectedFacts(sql: Sql, reports: Pick<InventoryReports, 'availabilities'>) {
  const idsOf = (keys: readonly Key[], family: string) => keys.filter(key => key.family === family).map(({ id }) => id)

  return {
    async of(keys: readonly Key[]) {
      const [seats, events, holds] = await Promise.all([
        reports.availabilities(idsOf(keys, 'availability')),
        sql('events').join('venues', 'venues.id', 'events.venue_id').whereIn('events.id', idsOf(keys, 'event'))
          .select<{ id: string; version: number; status: string; title: string; description: string | null; venue_name: string }[]>('events.id', 'events.version', 'events.status', 'events.title', 'events.description', { venue_name: 'venues.name' }),
        sql('holds').whereIn('id', idsOf(keys, 'reservation')).select<{ id: string; state: string }[]>('id', 'state'),
      ])
      const seatsOf = new Map(seats.map(each => [each.eventId, each])), eventOf = new Map(events.map(each => [each.id, each])), stateOf = new Map(holds.map(({ id, state }) => [id, state]))

      /** What is wrong with a document, in words; undefined when it is as PostgreSQL says. */
      function fault({ family, id }: Key, { version, document }: Found, holdsChangedAt = 0): string | undefined {
        if (!document) return 'it can\'t be read'
        if (family === 'availability') {
          const report = seatsOf.get(id)
          const wanted = report?.isPublic ? JSON.stringify(toAvailability(report)) : undefined
          return differs(version, report?.version, JSON.stringify(document.value) === wanted)
        }
        if (family === 'event') {
          const event = eventOf.get(id), shown = document.value as { status?: string; title?: string; description?: string | null; venue?: { name?: string } } | null
          return differs(version, event?.version, event?.status === shown?.status && event?.title === shown?.title && event?.description === shown?.description && event?.venue_name === shown?.venue?.name)
        }
        // A reservation that is not believed any more can say what it wants.
        const shown = document.value as { state?: string } | null
        return document.version >= holdsChangedAt && stateOf.get(id) !== shown?.state ? `it says ${shown?.state}, PostgreSQL ${stateOf.get(id)}` : undefined
      }
      return { fault }
    },

    async lineOf(eventId: string): Promise<readonly number[]> {
      const rows = await sql('waitlist_entries').where({ event_id: eventId, state: 'waiting' }).orderBy('seq').select<{ seq: number }[]>('seq')
      return rows.map(({ seq }) => seq)
    },

    /** The event of each reservation. */
    async eventsOf(ids: readonly string[]): Promise<readonly (string | undefined)[]> {
      if (ids.length === 0) return []
      const rows = await sql('holds').whereIn('id', [...ids]).select<{ id: string; event_id: string }[]>('id', 'event_id')
      const found = new Map(rows.map(row => [row.id, row.event_id]))
      return ids.map(id => found.get(id))
    },
  }
}

function differs(version: string, wanted: number | undefined, isSame: boolean): string | undefined {
  if (Number(version) !== wanted) return `it has version ${version}, PostgreSQL ${wanted}`
  return isSame ? undefined : `it has the version of PostgreSQL, ${version}, and says something else`
}
