// What PostgreSQL says of the events that are kept outside it: the documents of `cached-events.ts` are compared with
// it.
import type { Sql } from '../../platform/postgres/sql.ts'
import { differs, type FamilyTruth } from '../inventory/port.ts'

interface EventRow {
  readonly id: string
  readonly version: number
  readonly status: string
  readonly title: string
  readonly description: string | null
  readonly venue_name: string
}

export const createEventsTruth = (sql: Sql): FamilyTruth => ({
  family: 'event',
  async read(ids) {
    const events = await sql('events')
      .join('venues', 'venues.id', 'events.venue_id')
      .whereIn('events.id', [...ids])
      .select<EventRow[]>('events.id', 'events.version', 'events.status', 'events.title', 'events.description', {
        venue_name: 'venues.name',
      })
    const eventOf = new Map(events.map(each => [each.id, each]))
    return (id, { version, document }) => {
      const event = eventOf.get(id)
      const shown = document?.value as
        | { status?: string; title?: string; description?: string | null; venue?: { name?: string } }
        | null
        | undefined
      const isSame =
        event?.status === shown?.status &&
        event?.title === shown?.title &&
        event?.description === shown?.description &&
        event?.venue_name === shown?.venue?.name
      return differs(version, event?.version, isSame)
    }
  },
})
