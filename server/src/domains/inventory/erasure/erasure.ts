// Erases people from holds and waitlist entries. What is still open ends first, through its event's lane as if they had
// ended it themselves, so the seats go to whoever is next; then the names go. Seats, prices and the ledger stay.
import type { Database } from '../../../platform/postgres/sql.ts'
import { Problem } from '../../../platform/problems.ts'
import type { Erasure, PersonalDataPort } from '../../users/port.ts'
import type { HeldReservations } from '../projections/cache.ts'
import type { Command } from '../rules/commands.ts'
import {
  entriesPerPage,
  eraseArchivedSql,
  eraseEntriesSql,
  eraseGrantsSql,
  eraseHoldsSql,
  forgetOfArchivedSql,
  forgetOfEntriesSql,
  forgetOfHoldsSql,
  heldSql,
  holdsPerPage,
  namesPerPage,
  openEntriesSql,
  openLeftSql,
} from './erasure-statements.ts'

export interface ErasureOptions {
  readonly database: Pick<Database, 'pool'>
  /** Puts a command into the event's lane. */
  readonly carryOut: (eventId: string, command: Command) => Promise<unknown>
  /** Undefined without Redis: nothing is kept there. */
  readonly reservations: Pick<HeldReservations, 'remove'> | undefined
}

interface Open {
  readonly id: string
  readonly event_id: string
}

export function createErasure({ database: { pool }, carryOut, reservations }: ErasureOptions): PersonalDataPort {
  return {
    async erase(erasure) {
      if (erasure.buyerReference === null) await pool.query(eraseGrantsSql, [erasure.userId])
      const more = [
        await leaveWaitlists(erasure),
        await releaseHolds(erasure),
        await eraseNames(erasure),
        await forgetWords(erasure),
      ]
      const { rows } = await pool.query<{ open: boolean }>(openLeftSql, whom(erasure))
      return { more: more.some(Boolean), underWay: rows[0]!.open }
    },
  }

  async function leaveWaitlists(erasure: Erasure): Promise<boolean> {
    const { rows } = await pool.query<Open>(openEntriesSql, whom(erasure))
    await endEach(rows, ({ id, event_id }) => carryOut(event_id, { kind: 'leave', entryId: id }))
    return rows.length === entriesPerPage
  }

  async function releaseHolds(erasure: Erasure): Promise<boolean> {
    const { rows } = await pool.query<Open>(heldSql, whom(erasure))
    await endEach(rows, ({ id, event_id }) => carryOut(event_id, { kind: 'release', holdId: id, cause: 'release' }))
    return rows.length === holdsPerPage
  }

  async function eraseNames(erasure: Erasure): Promise<boolean> {
    const holds = await pool.query<{ id: string }>(eraseHoldsSql, [...whom(erasure), erasure.salt])
    const archived = await pool.query(eraseArchivedSql, [...whom(erasure), erasure.salt])
    const entries = await pool.query(eraseEntriesSql, [...whom(erasure), erasure.salt])
    // A copy that can't be reached now is gone when its hold would have ended.
    await reservations?.remove(holds.rows.map(({ id }) => id))
    return [holds, archived, entries].some(({ rows }) => rows.length === namesPerPage)
  }

  /** What an account that goes has said of its own. */
  async function forgetWords({ userId, buyerReference }: Erasure): Promise<boolean> {
    if (buyerReference !== null) return false
    const holds = await pool.query<{ id: string }>(forgetOfHoldsSql, [userId])
    await reservations?.remove(holds.rows.map(({ id }) => id))
    const others = [await pool.query(forgetOfArchivedSql, [userId]), await pool.query(forgetOfEntriesSql, [userId])]
    return [holds, ...others].some(({ rows }) => rows.length === namesPerPage)
  }
}

const whom = ({ userId, buyerReference, requestedSecondsAgo }: Erasure) => [userId, buyerReference, requestedSecondsAgo]

/** Each event for itself: one that can't be written now keeps nobody from leaving another. Throws the first failure. */
async function endEach(open: readonly Open[], end: (open: Open) => Promise<unknown>): Promise<void> {
  const ends = await Promise.allSettled(open.map(end))
  const failed = ends.find(each => each.status === 'rejected' && !isTooLate(each.reason))
  if (failed?.status === 'rejected') throw failed.reason
}

/** It has ended by itself, or is being paid for: the next turn looks at what it has become. */
const isTooLate = (error: unknown) => error instanceof Problem && error.status === 409
