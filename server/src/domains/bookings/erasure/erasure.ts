// Erases named buyers from bookings, messages and kept answers, and holders from tickets. What was bought, for how
// much, and the tickets stay.
import { connectionOf, inTransaction, type Database } from '../../../platform/postgres/sql.ts'
import type { Erased, Erasure, PersonalDataPort } from '../../users/port.ts'
import {
  eraseAllHoldersSql,
  eraseAllTransfersSql,
  eraseAnswersSql,
  eraseBookingsSql,
  eraseHoldersSql,
  eraseMessagesSql,
  forgetAnswersSql,
  forgetWordsSql,
  namesPerPage,
  underWaySql,
} from './erasure-statements.ts'

export interface ErasureOptions {
  readonly database: Database
  /** What else an account has kept here goes with it. */
  readonly forgetAccount: (userId: string) => Promise<void>
}

export const createErasure = ({ database, forgetAccount }: ErasureOptions): PersonalDataPort => {
  const { pool } = database

  /**
   * Buyers go in one transaction with the holders of their tickets. Whoever names holders keeps the booking as it is:
   * so what they have written is there to be erased, or the booking is passed over until they are done.
   */
  const eraseBookings = (values: readonly unknown[]) =>
    inTransaction(
      database,
      transaction => transaction,
      async transaction => {
        const sql = await connectionOf(transaction)
        const erased = await sql.query<{ id: string; userId: string }>(eraseBookingsSql, [...values])
        const bookings = erased.rows
        if (bookings.length > 0)
          await sql.query(eraseHoldersSql, [bookings.map(({ id }) => id), bookings.map(({ userId }) => userId)])
        return erased
      },
    )

  return { erase }

  async function erase({ userId, buyerReference, salt, requestedSecondsAgo }: Erasure): Promise<Erased> {
    const whom = [userId, buyerReference, requestedSecondsAgo]
    const erased = [
      await eraseBookings([...whom, salt]),
      ...(buyerReference === null
        ? [await pool.query(eraseAllHoldersSql, [userId]), await pool.query(eraseAllTransfersSql, [userId])]
        : []),
      await pool.query(eraseMessagesSql, whom),
      await (buyerReference === null ? pool.query(forgetAnswersSql, [userId]) : pool.query(eraseAnswersSql, whom)),
    ]
    if (buyerReference === null) erased.push(await pool.query(forgetWordsSql, [userId]))
    if (buyerReference === null) await forgetAccount(userId)
    const { rows } = await pool.query<{ underWay: boolean }>(underWaySql, whom)
    return { more: erased.some(({ rowCount }) => rowCount === namesPerPage), underWay: rows[0]!.underWay }
  }
}
