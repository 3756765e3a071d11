// What organizers and the public see of an event's seats, as the contract shows it; every field is named here, so that
// a new column never leaks.
import type { Shape } from '../../contract/types.ts'
import type { AuditReport } from './audit/audit.ts'
import type { LatestAudit } from './audit/audit-runs.ts'
import type { AvailabilityReport, LedgerRow } from './queries/event-queries.ts'
import { availableOf, type Buyer, type InventoryState } from './rules/inventory-state.ts'

export const toAvailability = ({
  eventId,
  availableSeats,
  waitlistOpen,
  ticketTypes,
  version,
}: AvailabilityReport): Shape<'Availability'> => ({
  eventId,
  availableSeats,
  waitlistOpen,
  ticketTypes: ticketTypes.map(({ id, available }) => ({ id, available })),
  version,
})

/** The same, of what a lane has just written. */
export const availabilityOf = (state: InventoryState): Shape<'Availability'> => ({
  eventId: state.eventId,
  availableSeats: state.seats.available,
  waitlistOpen: state.waitlist.open,
  version: state.version,
  ticketTypes: [...state.ticketTypes.values()].map(type => ({ id: type.id, available: availableOf(state, type) })),
})

export const toMovement = (
  eventId: string,
  { version, line, ticketTypeId, quantity, from, to, cause, holdId, at }: LedgerRow,
): Shape<'Movement'> => ({
  id: `mov_${version}_${line}`,
  eventId,
  ...(ticketTypeId !== null && { ticketTypeId }),
  from,
  to,
  quantity,
  cause,
  ...(holdId !== null && { holdId }),
  version,
  at: at.toISOString(),
})

export const toAuditReport = ({ clean, checkedAt, checks }: AuditReport): Shape<'AuditReport'> => ({
  clean,
  checkedAt: checkedAt.toISOString(),
  checks: checks.map(({ name, checked, violations }) => ({ name, checked, violations: [...violations] })),
})

export const toAuditProgress = ({ state, startedAt, progress }: LatestAudit): Shape<'AuditProgress'> => ({
  state,
  share: progress?.share ?? 0,
  ...(startedAt && { startedAt: startedAt.toISOString() }),
  ...(progress && { step: progress.step, done: progress.done, total: progress.total }),
})

/** What is known of a waitlist entry when it is shown. */
export interface EntryRow {
  id: string
  eventId: string
  seq: number
  userId: string
  buyer: Buyer['named'] | null
  ticketTypeId: string | null
  quantity: number
  acceptFewer: boolean
  passedOver: number
  status: Shape<'WaitlistEntry'>['status']
  position: number
  createdAt: Date
  offerQuantity: number | null
  offerExpiresAt: Date | null
  reservationId: string | null
}

/** Somebody's waitlist entry, with their offer. */
export const toEntry = (row: EntryRow): Shape<'WaitlistEntry'> => ({
  id: row.id,
  eventId: row.eventId,
  userId: row.userId,
  ...(row.buyer && { buyer: row.buyer }),
  ...(row.ticketTypeId !== null && { ticketTypeId: row.ticketTypeId }),
  quantity: row.quantity,
  acceptFewer: row.acceptFewer,
  passedOver: row.passedOver,
  status: row.status,
  position: row.position,
  ...(row.offerQuantity !== null &&
    row.offerExpiresAt && { offer: { quantity: row.offerQuantity, expiresAt: row.offerExpiresAt.toISOString() } }),
  ...(row.reservationId !== null && { reservationId: row.reservationId }),
  createdAt: row.createdAt.toISOString(),
})
