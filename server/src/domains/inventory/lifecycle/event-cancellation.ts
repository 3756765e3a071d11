// How an event that was called off ends: its waitlist, its holds and its bookings, page by page, until nothing of it is
// left.
//
// It began in the events' own transaction, which closed the sales and wrote the row that this job picks up. From that
// commit on no hold and no waitlist entry can come into being (every lane's write is guarded by the version it moved),
// so what is left only becomes less, and each step takes what it finds: after a crash any process goes on with what
// there is, and two that work at the same time repeat each other's steps without effect. The lease only spares them
// that.
//
// A purchase that is being paid for is left to its saga. It may still come through: stopping it half-way would leave
// money taken without a booking to give it back for. Its hold is then sold and its booking confirmed, which a later
// turn cancels and repays like every other. The event has not ended before the last hold has: as holds and sales stand
// in this database, where nothing is left here nothing is left anywhere.
import type { Database } from '../../../platform/postgres/sql.ts'
import { Problem } from '../../../platform/problems.ts'
import type { BookingsPort } from '../../bookings/port.ts'
import type { Command } from '../rules/commands.ts'
import {
  claimSql,
  entriesSql,
  entriesPerPage,
  finishSql,
  holdsSql,
  holdsPerPage,
  yieldSql,
} from './cancellation-statements.ts'

export interface CancellationOptions {
  readonly database: Pick<Database, 'pool'>
  /** What this server knows of inventories. */
  readonly level: number
  /** Puts a command into the event's lane. */
  readonly carryOut: (eventId: string, command: Command) => Promise<unknown>
  readonly bookings: () => BookingsPort
}

/** How soon what could not be ended yet is looked at again. */
const retrySeconds = 1
/** A little in the past: leases are kept in whole milliseconds, and rounded up they would still hold. */
const atOnce = -0.01
const bookingsPerPage = 100

export type Cancellations = ReturnType<typeof createCancellations>

export function createCancellations({ database: { pool }, level, carryOut, bookings }: CancellationOptions) {
  const steps = [endWaitlist, endHolds, (eventId: string) => bookings().cancelBookingsOf(eventId, bookingsPerPage)]

  /** Takes one unfinished cancellation a page further; true when there may be more to do at once. */
  async function processNextPage(): Promise<boolean> {
    const {
      rows: [claimed],
    } = await pool.query<{ event_id: string }>({ name: 'cancellations-claim', text: claimSql, values: [level] })
    if (!claimed) return false
    const { event_id: eventId } = claimed
    let more = false
    try {
      for (const step of steps) more = (await step(eventId)) || more
      await pool.query(finishSql, [eventId])
    } finally {
      await pool.query(yieldSql, [eventId, more ? atOnce : retrySeconds])
    }
    return true
  }

  /** Everybody leaves the waitlist, and open offers go with them. True when there may be more. */
  async function endWaitlist(eventId: string): Promise<boolean> {
    const { rows } = await pool.query<{ id: string }>(entriesSql, [eventId])
    await Promise.all(rows.map(({ id }) => unlessTooLate(carryOut(eventId, { kind: 'leave', entryId: id }))))
    return rows.length === entriesPerPage
  }

  /** Offers end with their waitlist entries: here only reservations do. True when there may be more. */
  async function endHolds(eventId: string): Promise<boolean> {
    const { rows } = await pool.query<{ id: string }>(holdsSql, [eventId])
    await Promise.all(
      rows.map(({ id }) => unlessTooLate(carryOut(eventId, { kind: 'release', holdId: id, cause: 'release' }))),
    )
    return rows.length === holdsPerPage
  }

  return { goOn: processNextPage }
}

/** Its owner or the sweep was faster: whatever it has become, the next turn looks at it. An overload is no answer. */
async function unlessTooLate(ending: Promise<unknown>) {
  await ending.catch((error: unknown) => {
    if (!(error instanceof Problem) || error.status !== 409) throw error
  })
}
