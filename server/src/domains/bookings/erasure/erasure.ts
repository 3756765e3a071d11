// Erases named buyers from bookings, messages and kept answers. What was bought, for how much, and the tickets stay.
import type { Database } from '../../../platform/postgres/sql.ts'
import type { PersonalDataPort } from '../../users/port.ts'
import {
  eraseAnswersSql,
  eraseBookingsSql,
  eraseMessagesSql,
  forgetAnswersSql,
  forgetWordsSql,
  namesPerPage,
  underWaySql,
} from './erasure-statements.ts'

export interface ErasureOptions {
  readonly database: Pick<Database, 'pool'>
  /** What else an account has kept here goes with it. */
  readonly forgetAccount: (userId: string) => Promise<void>
}

export const createErasure = ({ database: { pool }, forgetAccount }: ErasureOptions): PersonalDataPort => ({
  async erase({ userId, buyerReference, salt, requestedSecondsAgo }) {
    const whom = [userId, buyerReference, requestedSecondsAgo]
    const erased = [
      await pool.query(eraseBookingsSql, [...whom, salt]),
      await pool.query(eraseMessagesSql, whom),
      await (buyerReference === null ? pool.query(forgetAnswersSql, [userId]) : pool.query(eraseAnswersSql, whom)),
    ]
    if (buyerReference === null) erased.push(await pool.query(forgetWordsSql, [userId]))
    if (buyerReference === null) await forgetAccount(userId)
    const { rows } = await pool.query<{ underWay: boolean }>(underWaySql, whom)
    return { more: erased.some(({ rowCount }) => rowCount === namesPerPage), underWay: rows[0]!.underWay }
  },
})
