// The bookings' part of the proof, page by page: sold holds, bookings, payments, refunds, the provider's journal and
// what was asked with a key.
//
// Each check compares what one statement reads, so each sees one moment; a page is looked up by keys, so that its cost
// does not grow with the tables. What the two databases say of a hold is seen at two moments: whoever asks looks again
// at what differs.
import type { Database } from '../../platform/postgres/sql.ts'
import {
  admissionsSql,
  admittingCodesSql,
  firstOf,
  journalCheck,
  journals,
  holdsWithoutBookingSql,
  journalStatements,
  keys,
  pageOfBookings,
  totals,
  ticketsSql,
  transfersSql,
  unsettledSql,
  type Journal,
  type StrayStatements,
} from './audit-statements.ts'
import type {
  AuditPage,
  AuditPageRequest,
  AuditPart,
  BookedHold,
  BookingsPort,
  BookingsViolation,
  SoldHold,
} from './port.ts'

export interface BookingsAuditOptions {
  /** Bookings, charges or keys of a page. */
  readonly pageRows?: number
  /** A page of the messages; by default there are none. */
  readonly messages?: (request: AuditPageRequest) => Promise<AuditPage>
}

const pageRowsDefault = 1_000
/** Holds, charges or keys at fault that are listed per page; more of them say nothing new. */
const violationsMax = 100

type OwnPart = Exclude<AuditPart, 'messages'>
const noMessages = async (): Promise<AuditPage> => ({ rows: 0, checks: [], confirmed: [], total: 0 })

interface Row {
  readonly detail: string
  readonly event_id: string | null
  readonly hold_id: string | null
  readonly booking_id: string | null
}
interface Faulty extends Omit<Row, 'detail'> {
  readonly payment_fault: string | null
  readonly journal_fault: string | null
}

export function createBookingsAudit(
  { pool }: Pick<Database, 'pool'>,
  { pageRows = pageRowsDefault, messages = noMessages }: BookingsAuditOptions = {},
): Pick<BookingsPort, 'auditHolds' | 'auditPage'> {
  async function violationsOf(text: string, values: readonly unknown[]): Promise<readonly BookingsViolation[]> {
    const { rows } = await pool.query<Row>(firstOf(text, violationsMax), [...values])
    return rows.map(violationOf)
  }

  async function totalOf(part: OwnPart, eventId: string | undefined): Promise<number> {
    if (part !== 'bookings' && eventId !== undefined) return 0
    const {
      rows: [row],
    } = await pool.query<{ total: number }>(totals[part], part === 'bookings' ? [eventId ?? null] : [])
    return row!.total
  }

  /** Bookings under way are left out: what they are at is finished or undone by the recovery job. */
  async function bookingsPage({ eventId, after }: Omit<AuditPageRequest, 'part'>): Promise<AuditPage> {
    const { text, values } = pageOfBookings({ eventId, after, limit: pageRows })
    const { rows } = await pool.query<{
      id: string
      user_id: string
      reservation_id: string
      event_id: string
      status: string
      valid_tickets: number | null
    }>(text, [...values])
    const settled = rows.filter(({ status }) => status === 'confirmed' || status === 'cancelled' || status === 'failed')
    const keysOfSettled = [settled.map(({ id }) => id), settled.map(({ user_id: userId }) => userId)]
    const { rows: faulty } = await pool.query<Faulty>(unsettledSql, keysOfSettled)
    const faults = (of: 'payment_fault' | 'journal_fault') =>
      faulty.flatMap(row => (row[of] === null ? [] : [violationOf({ ...row, detail: row[of] })]))
    const checks = [
      { name: 'payments-match-bookings', checked: settled.length, violations: faults('payment_fault') },
      { name: 'journal-matches-payments', checked: settled.length, violations: faults('journal_fault') },
      {
        name: 'tickets-match-bookings',
        checked: settled.length,
        violations: await violationsOf(ticketsSql, keysOfSettled),
      },
      {
        name: 'admissions-match-scans',
        checked: settled.length,
        violations: await violationsOf(admissionsSql, keysOfSettled),
      },
      {
        name: 'admitted-by-their-codes',
        checked: settled.length,
        violations: await violationsOf(admittingCodesSql, keysOfSettled),
      },
      {
        name: 'serials-match-transfers',
        checked: settled.length,
        violations: await violationsOf(transfersSql, keysOfSettled),
      },
    ]
    const confirmed = settled
      .filter(({ status }) => status === 'confirmed')
      .map(
        ({ id, reservation_id: hold, event_id: event, user_id: userId, valid_tickets: validTickets }): BookedHold => ({
          id: hold,
          eventId: event,
          userId,
          bookingId: id,
          ...(validTickets !== null && { validTickets }),
        }),
      )
    return { rows: rows.length, checks, confirmed, ...(rows.length === pageRows && { next: rows.at(-1)!.id }) }
  }

  /**
   * What no booking leads to: charges in the journal without a payment of ours, or keys without what was done under
   * them.
   */
  async function strayPage(statements: StrayStatements, after: readonly string[]): Promise<AuditPage> {
    const { rows } = await pool.query<{ place: string[] }>(statements.page, [...after, pageRows])
    const last = rows.at(-1)?.place
    const violations = last ? await violationsOf(statements.violations, [...after, ...last]) : []
    return {
      rows: rows.length,
      checks: [{ name: statements.check, checked: statements.counts ? rows.length : 0, violations }],
      confirmed: [],
      ...(rows.length === pageRows && { next: JSON.stringify(last) }),
    }
  }

  /** The sandbox's own book first, then what we have last seen at Stripe. A place is a book's name and a charge's. */
  async function journalPage(after: string | undefined): Promise<AuditPage> {
    const [journal, key] = after === undefined ? [journals[0], ''] : (JSON.parse(after) as [Journal, string])
    const { next, ...page } = await strayPage(journalStatements(journal), [key])
    const following = journals[journals.indexOf(journal) + 1]
    const place = next ? [journal, ...(JSON.parse(next) as string[])] : following && [following, '']
    return { ...page, ...(place && { next: JSON.stringify(place) }) }
  }

  function pageOf({ part, ...request }: AuditPageRequest & { readonly part: OwnPart }): Promise<AuditPage> {
    const { eventId, after } = request
    if (part === 'bookings') return bookingsPage(request)
    if (eventId !== undefined) return Promise.resolve(nothingStray(part))
    if (part === 'journal') return journalPage(after)
    return strayPage(keys, after === undefined ? keys.first : (JSON.parse(after) as string[]))
  }

  return {
    auditHolds: (sold: readonly SoldHold[]) =>
      violationsOf(holdsWithoutBookingSql, [
        sold.map(({ id }) => id),
        sold.map(({ eventId }) => eventId),
        sold.map(({ userId }) => userId),
      ]),

    async auditPage(request) {
      const { part } = request
      if (part === 'messages') return messages(request)
      const page = await pageOf({ ...request, part })
      return request.after === undefined ? { ...page, total: await totalOf(part, request.eventId) } : page
    },
  }
}

/** What no booking leads to belongs to no event. */
const nothingStray = (part: 'journal' | 'keys'): AuditPage => ({
  rows: 0,
  checks: [{ name: part === 'journal' ? journalCheck : keys.check, checked: 0, violations: [] }],
  confirmed: [],
})

const violationOf = ({ detail, event_id, hold_id, booking_id }: Row): BookingsViolation => ({
  detail,
  ...(event_id && { eventId: event_id }),
  ...(hold_id && { holdId: hold_id }),
  ...(booking_id && { bookingId: booking_id }),
})
