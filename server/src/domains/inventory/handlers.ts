// The contract's inventory operations: its shapes in, one call, its shapes out.
import { ok, type Caller, type HandlersOf } from '../../contract/types.ts'
import { pageOf, type Cursors } from '../../platform/cursors.ts'
import { createAdmissions, endWhenRefused } from '../../platform/http/admission.ts'
import type { DatabaseClock } from '../../platform/postgres/database-clock.ts'
import { problem } from '../../platform/problems.ts'
import { isAway } from '../../platform/unreachable.ts'
import type { BookingsPort } from '../bookings/port.ts'
import type { Audits } from './audit/audit-runs.ts'
import type { Retention } from './retention/retention.ts'
import type { PromotionOperation } from './promotions/handlers.ts'
import type { ResellerOperation } from './resellers/handlers.ts'
import { toAuditProgress, toAuditReport, toFoldedHistory, toMovement } from './present.ts'
import type { AvailabilityView, VisibleSeats } from './queries/availability.ts'
import type { InventoryReports } from './queries/event-queries.ts'
import type { WaitlistReports } from './queries/waitlist-queries.ts'
import { availabilityAt, versionAndPhase } from './seats-left.ts'
import type { LiveAvailability } from './stream/availability-stream.ts'

export interface InventoryHandlerOptions {
  readonly reports: InventoryReports
  /** Refuses with event_not_found whoever neither organizes the event nor is an admin. */
  readonly admitOrganizer: (caller: Caller, eventId: string) => Promise<unknown>
  readonly availability: AvailabilityView
  readonly live: LiveAvailability
  readonly waitlist: WaitlistReports
  readonly bookings: () => Pick<BookingsPort, 'countTickets'>
  readonly audits: Pick<Audits, 'one' | 'all' | 'latest'>
  readonly folded: Retention['folded']
  readonly cursors: Cursors
  /** Of the database that keeps the seats: by it they go on sale. */
  readonly clock: Pick<DatabaseClock, 'now'>
}

/** Drafts and test events are for their organizer and the admins. */
function mayLook(caller: Caller | undefined, { seats: { testOf }, isPublic, organizerId }: VisibleSeats): boolean {
  if (isPublic && testOf === undefined) return true
  return caller !== undefined && (caller.role === 'admin' || caller.userId === (testOf ?? organizerId))
}

const stillVisible = (admitAgain: () => Promise<Caller | undefined>, found: VisibleSeats) => async () => {
  if (!mayLook(await admitAgain(), found)) throw problem('event_not_found')
}

export function inventoryHandlers({
  reports,
  admitOrganizer,
  availability,
  live,
  waitlist,
  bookings,
  audits,
  folded,
  cursors,
  clock,
}: InventoryHandlerOptions): Omit<HandlersOf<'inventory'>, ResellerOperation | PromotionOperation> {
  const admissions = createAdmissions()

  /** Null: the bookings can't be read at the moment, and the seats can. */
  const ticketsOf = (eventId: string) =>
    bookings()
      .countTickets(eventId)
      .catch((error: unknown) => {
        if (isAway(error)) return null
        throw error
      })

  /** What is left of an event that the caller may see. Problems: event_not_found. */
  async function visible(caller: Caller | undefined, eventId: string) {
    const found = await availability.find(eventId)
    if (!found || !mayLook(caller, found)) throw problem('event_not_found')
    return found
  }

  return {
    'inventory.getAvailability': async ({ params, caller }) => {
      const { seats } = await visible(caller, params.eventId)
      const { availability: shown, phase } = availabilityAt(seats, clock.now())
      return ok(shown, { etag: versionAndPhase(seats.version, { phase }) })
    },

    'inventory.streamAvailability': async ({ params, caller, request: { address, lastEventId, admitAgain } }) => {
      const found = await visible(caller, params.eventId)
      const permit = live.admit(address)
      return {
        status: 200,
        mediaType: 'text/event-stream',
        body: reader => {
          if (!mayLook(undefined, found)) endWhenRefused(reader, admissions.watch(stillVisible(admitAgain, found)))
          live.open(found.seats, { permit, lastEventId }, reader)
        },
      }
    },

    'inventory.listWaitlist': async ({ params: { eventId }, query, caller }) => {
      const { status, buyer, metadata, limit, cursor } = query
      await admitOrganizer(caller, eventId)
      const list = `waitlist ${JSON.stringify([eventId, status, buyer, metadata])}`
      const afterSeq = cursor === undefined ? undefined : cursors.decode<number>(list, cursor)
      const rows = await waitlist.waitlist(eventId, {
        status,
        buyerReference: buyer,
        metadata,
        afterSeq,
        limit: limit + 1,
      })
      const { data, ...page } = pageOf(rows, limit, ({ seq }) => cursors.encode(list, seq))
      return ok({ ...page, data: data.map(({ entry: permit }) => permit) })
    },

    'inventory.listMovements': async ({ params, query, caller }) => {
      await admitOrganizer(caller, params.eventId)
      const list = `movements ${params.eventId} ${query.holdId ?? ''} ${query.ticketTypeId ?? ''}`
      const before =
        query.cursor === undefined ? undefined : cursors.decode<{ version: number; line: number }>(list, query.cursor)
      const fold = await folded(params.eventId)
      const rows = await reports.ledger(params.eventId, {
        before,
        fromVersion: fold?.version,
        holdId: query.holdId,
        ticketTypeId: query.ticketTypeId,
        limit: query.limit + 1,
      })
      const page = pageOf(rows, query.limit, ({ version, line }) => cursors.encode(list, { version, line }))
      return ok({
        ...page,
        data: page.data.map(row => toMovement(params.eventId, row)),
        ...(fold && { folded: toFoldedHistory(fold) }),
      })
    },

    'inventory.getStats': async ({ params, caller }) => {
      await admitOrganizer(caller, params.eventId)
      const [stats, tickets] = await Promise.all([reports.stats(params.eventId), ticketsOf(params.eventId)])
      if (!stats) throw problem('event_not_found')
      return ok({ eventId: params.eventId, ...stats, ticketTypes: [...stats.ticketTypes], tickets })
    },

    'inventory.auditEvent': async ({ params, caller }) => {
      await admitOrganizer(caller, params.eventId)
      return ok(toAuditReport(await audits.one(params.eventId)))
    },

    'inventory.auditAll': async () => ok(toAuditReport(await audits.all())),

    'inventory.getAuditProgress': async () => ok(toAuditProgress(audits.latest())),
  }
}
