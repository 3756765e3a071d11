// What is left of an event: from its document while that is young, else from PostgreSQL, asked once for all who wait
// for it.
import { singleFlight } from '../../../platform/single-flight.ts'
import { seatsLeftOf } from '../present.ts'
import type { CountRead, NewDocument, Projections } from '../projections/cache.ts'
import type { SeatsLeft } from '../seats-left.ts'
import type { AvailabilityReport, InventoryReports } from './event-queries.ts'

export interface AvailabilityOptions {
  readonly reports: Pick<InventoryReports, 'availability' | 'availabilities'>
  readonly projections: Projections
  readonly countRead: CountRead
}

/** Who may see it, beside admins: everybody; of a draft its organizer; of a test event the one whom `seats` names. */
export interface VisibleSeats {
  readonly seats: SeatsLeft
  readonly organizerId: string | undefined
  readonly isPublic: boolean
}

export type AvailabilityView = ReturnType<typeof createAvailabilityView>

export function createAvailabilityView({ reports, projections: { documents, kind }, countRead }: AvailabilityOptions) {
  /** Undefined when there is no such event. */
  async function find(eventId: string): Promise<VisibleSeats | undefined> {
    const near = documents.peek('availability', eventId, renew)
    const found = near ?? (await documents.get('availability', eventId))
    countRead(near ? 'process' : found ? kind : 'postgres')
    if (found) return { seats: found.value as SeatsLeft, organizerId: undefined, isPublic: true }
    const report = await ask(eventId)
    return report && { seats: newest(report), organizerId: report.organizerId, isPublic: report.isPublic }
  }

  const ask = singleFlight(async (eventId: string) => {
    const report = await reports.availability(eventId)
    if (report) keep([report])
    return report
  })

  /** While it is still answered from memory. A failure is for those who then have to ask. */
  function renew(eventId: string) {
    void renewed(eventId).catch(() => {})
  }
  const renewed = singleFlight(async (eventId: string) => {
    if (!(await documents.renew('availability', eventId))) await ask(eventId)
  })

  /** What PostgreSQL has answered meanwhile may be older than what this process has written since. */
  function newest(report: AvailabilityReport): SeatsLeft {
    const near = documents.peek('availability', report.eventId)
    return near && near.version > report.version ? (near.value as SeatsLeft) : seatsLeftOf(report)
  }

  function keep(found: readonly AvailabilityReport[]) {
    // Which holds have changed isn't known of these: reservations read before are not believed any more.
    const read = found.filter(({ isPublic }) => isPublic).map(report => documentOf(seatsLeftOf(report), report.version))
    if (read.length > 0) void documents.put(read)
  }

  /**
   * Of many at once, for those who watch: from the documents, and what isn't there by one statement, if that is wanted.
   */
  async function findMany(
    eventIds: readonly string[],
    { askPostgres }: { readonly askPostgres: boolean },
  ): Promise<ReadonlyMap<string, SeatsLeft>> {
    const documentsFound = await Promise.all(eventIds.map(id => documents.get('availability', id)))
    const found = new Map(
      eventIds.flatMap((id, n) => (documentsFound[n] ? [[id, documentsFound[n].value as SeatsLeft] as const] : [])),
    )
    const missing = askPostgres ? eventIds.filter(id => !found.has(id)) : []
    if (missing.length === 0) return found
    const read = await reports.availabilities(missing)
    keep(read)
    for (const report of read) if (report.isPublic) found.set(report.eventId, newest(report))
    return found
  }

  return { find, findMany }
}

export const documentOf = (seats: SeatsLeft, holdsChangedAt?: number): NewDocument => ({
  family: 'availability',
  id: seats.eventId,
  version: seats.version,
  value: seats,
  ...(holdsChangedAt !== undefined && { holdsChangedAt }),
})
