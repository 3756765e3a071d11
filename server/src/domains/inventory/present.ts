// What organizers and the public see of an event's seats, as the contract shows it; every field is named here, so that
// a new column never leaks.
import type { Shape } from '../../contract/types.ts'
import type { AuditReport } from './audit/audit.ts'
import type { LatestAudit } from './audit/audit-runs.ts'
import type { AvailabilityReport, LedgerRow } from './queries/event-queries.ts'
import type { Folded } from './retention/retention.ts'
import { availableOf, type Buyer, type ExpiredReason, type InventoryState } from './rules/inventory-state.ts'
import type { SeatsLeft } from './seats-left.ts'

/** What is left, as PostgreSQL has it. */
export const seatsLeftOf = (report: AvailabilityReport): SeatsLeft => ({
  eventId: report.eventId,
  availableSeats: report.availableSeats,
  waitlistOpen: report.waitlistOpen,
  ticketTypes: report.ticketTypes.map(({ id, available, salesStartAt, salesEndAt, hidden }) => ({
    id,
    available,
    // Times inside JSON are texts in the session's own time zone.
    ...(salesStartAt !== null && { salesStartAt: new Date(salesStartAt).toISOString() }),
    ...(salesEndAt !== null && { salesEndAt: new Date(salesEndAt).toISOString() }),
    ...(hidden && { hidden: true }),
  })),
  version: report.version,
  endsAt: report.endsAt.toISOString(),
  ...(report.isClosed && { isClosed: true }),
  ...(report.testOf !== null && { testOf: report.testOf }),
})

/** The same, of what a lane has just written. */
export const seatsLeftAfter = (state: InventoryState): SeatsLeft => ({
  eventId: state.eventId,
  availableSeats: state.seats.available,
  waitlistOpen: state.waitlist.open,
  ticketTypes: [...state.ticketTypes.values()].map(type => ({
    id: type.id,
    available: availableOf(state, type),
    ...(type.salesStartAt && { salesStartAt: type.salesStartAt.toISOString() }),
    ...(type.salesEndAt && { salesEndAt: type.salesEndAt.toISOString() }),
    ...(type.hidden && { hidden: true }),
  })),
  version: state.version,
  endsAt: state.endsAt.toISOString(),
  ...(state.sales === 'closed' && { isClosed: true }),
  ...(state.testOf !== null && { testOf: state.testOf }),
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

export const toFoldedHistory = ({
  version,
  foldedAt,
  movements,
  holds,
}: Folded): NonNullable<Shape<'MovementList'>['folded']> => ({
  version,
  at: foldedAt.toISOString(),
  movements,
  holds,
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
  expiredReason: ExpiredReason | null
  position: number
  metadata: Readonly<Record<string, string>> | null
  createdAt: Date
  offerQuantity: number | null
  offerExpiresAt: Date | null
  reservationId: string | null
  notifiedAt: Date | null
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
  // An offer past its end that no sweep has taken back, and entries of an earlier release, have none.
  ...(row.status === 'expired' && { expiredReason: row.expiredReason ?? 'offer_expired' }),
  position: row.position,
  ...(row.offerQuantity !== null &&
    row.offerExpiresAt && { offer: { quantity: row.offerQuantity, expiresAt: row.offerExpiresAt.toISOString() } }),
  ...(row.reservationId !== null && { reservationId: row.reservationId }),
  ...(row.notifiedAt && { notifiedAt: row.notifiedAt.toISOString() }),
  ...(row.metadata && { metadata: row.metadata }),
  createdAt: row.createdAt.toISOString(),
})
