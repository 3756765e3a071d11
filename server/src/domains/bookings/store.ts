// Every write of the bookings; each that tells of progress is guarded by the state it leaves and by the fence.
import { randomBytes } from 'node:crypto'
import { inBatches } from '../../platform/batches.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import { uniqueViolation } from '../../platform/postgres/sqlstates.ts'
import type { Idempotency } from '../inventory/port.ts'
import { refundsAre, type Booking, type Failure, type PaymentStatus } from './booking.ts'
import { createBookingQueries } from './booking-queries.ts'
import { createFollowingStore } from './refunds/following-store.ts'
import { createRefundsStore } from './refunds/store.ts'
import { recoveryTimings, recoverySecondsDefault } from './rules.ts'
import type { Confirmation, Ending, Opening } from './progress.ts'
import { confirmedValues, endedValues, openedValues, type BookingConfirmation } from './statement-values.ts'
import {
  beginCancelSql,
  cancelSql,
  claimSql,
  claimDueSql,
  claimRefundSql,
  confirmSql,
  failSql,
  losePaymentSql,
  moveToHoldSql,
  openSql,
  releaseSql,
  renewSql,
  reopenRefundSql,
  wakeSql,
} from './statements.ts'

export type BookingsStore = ReturnType<typeof createBookingsStore>

/** `bookingChanged`: told when there are messages to come. */
export function createBookingsStore(
  { pool, plannedOncePool }: Pick<Database, 'pool' | 'plannedOncePool'>,
  recoverySeconds = recoverySecondsDefault,
  bookingChanged: () => void = () => {},
) {
  const { leaseSeconds, graceSeconds } = recoveryTimings(recoverySeconds)
  const queries = createBookingQueries({ pool })
  /** Who holds our leases, for people who look into the table. */
  const owner = `${process.pid}-${randomBytes(4).toString('hex')}`

  /**
   * Bookings that this process is at work on. A lease of ours on any other has nobody behind it: its run lost the
   * database before it could give it back, and whoever asks for the booking goes on at once instead of waiting for the
   * lease to run out.
   */
  const atWork = new Set<string>()

  /** Marks the booking before its lease can be seen, and no longer if there is none. */
  async function beginWork<Result>(id: string, take: () => Promise<Result>): Promise<Result> {
    const isFirst = !atWork.has(id)
    atWork.add(id)
    let taken: Result | undefined
    try {
      return (taken = await take())
    } finally {
      if (!taken && isFirst) atWork.delete(id)
    }
  }

  async function changed(name: string, text: string, values: readonly unknown[]): Promise<boolean> {
    const { rowCount } = await pool.query({ name, text, values: [...values] })
    return rowCount === 1
  }

  /**
   * The fence of a run is its own alone: two that had one would both write what they came to, and all would be told
   * twice.
   */
  function ifTaken(booking: Booking | undefined, { id, fence }: Pick<Booking, 'id' | 'fence'>): Booking | undefined {
    if (booking?.fence === fence) return booking
    atWork.delete(id)
    return undefined
  }

  /** Undefined where the statement, which returns the new fence, has not taken the booking. */
  async function take(
    name: string,
    text: string,
    { id, buyer: { userId } }: Booking,
    values: readonly unknown[],
  ): Promise<Booking | undefined> {
    const {
      rows: [row],
    } = await pool.query<{ fence: number }>({ name, text, values: [id, userId, ...values] })
    return row && ifTaken(await queries.findOf(userId, id), { id, fence: row.fence })
  }

  const openInBatches = inBatches(
    async (openings: readonly Opening[]) => {
      const { rows } = await plannedOncePool.query<{ id: string; created_at: Date }>({
        name: 'bookings-open',
        text: openSql,
        values: [...openedValues(openings), owner, leaseSeconds, graceSeconds],
      })
      const createdAt = new Map(rows.map(row => [row.id, row.created_at]))
      return openings.map(({ id }) => createdAt.get(id))
    },
    { name: 'bookings-open' },
  )

  const confirmInBatches = inBatches(
    async (confirmations: readonly BookingConfirmation[]) => {
      const { rows } = await pool.query<{ id: string }>({
        name: 'bookings-confirm',
        text: confirmSql,
        values: confirmedValues(confirmations),
      })
      const confirmed = new Set(rows.map(({ id }) => id))
      if (confirmed.size > 0) bookingChanged()
      return confirmations.map(({ booking: { id } }) => confirmed.has(id))
    },
    { name: 'bookings-confirm' },
  )

  const beginCancelInBatches = inBatches(
    async (beginnings: readonly { readonly booking: Booking; readonly refundId: string }[]) => {
      const { rows } = await pool.query<{ refundId: string }>({
        name: 'bookings-begin-cancel',
        text: beginCancelSql,
        values: [
          beginnings.map(({ booking }) => booking.id),
          beginnings.map(({ booking }) => booking.buyer.userId),
          beginnings.map(({ refundId }) => refundId),
          owner,
          leaseSeconds,
          graceSeconds,
          beginnings.map(({ booking }) => booking.fence),
        ],
      })
      const begun = new Set(rows.map(({ refundId }) => refundId))
      return beginnings.map(({ refundId }) => begun.has(refundId))
    },
    { name: 'bookings-begin-cancel' },
  )

  const cancelInBatches = inBatches(
    async (endings: readonly (Ending & { readonly booking: Booking })[]) => {
      const { rows } = await pool.query<{ id: string }>({
        name: 'bookings-cancel',
        text: cancelSql,
        values: endedValues(endings),
      })
      const ended = new Set(rows.map(({ id }) => id))
      if (endings.some(({ booking, messages }) => messages.length > 0 && ended.has(booking.id))) bookingChanged()
      return endings.map(({ booking }) => ended.has(booking.id))
    },
    { name: 'bookings-cancel' },
  )

  return {
    ...queries,
    ...createRefundsStore({ pool, owner, leaseSeconds, graceSeconds, beginWork }),
    ...createFollowingStore({ pool, owner, leaseSeconds, graceSeconds, beginWork, bookingChanged }),

    /** S0: the booking as it begins; undefined when the key has been used or the reservation has a booking. */
    async open(opening: Opening): Promise<Booking | undefined> {
      const createdAt = await beginWork(opening.id, () => openInBatches(opening)).catch(
        (error: { code?: string; constraint?: string }) => {
          if (error.code === uniqueViolation && error.constraint === 'idempotency_keys_pkey') return undefined
          throw error
        },
      )
      const {
        id,
        hold: { id: reservationId, eventId, buyer, items, quantity, totalMinor, currency, promotionId, labels = {} },
        payment,
        test,
      } = opening
      return (
        createdAt && {
          id,
          reservationId,
          expiredReservationId: null,
          eventId,
          buyer,
          status: 'pending',
          items,
          quantity,
          totalMinor,
          currency,
          promotionId,
          payment,
          ...refundsAre([]),
          disputes: [],
          cancellations: [],
          tickets: [],
          failure: null,
          keptMinor: 0,
          externalId: labels.externalId ?? null,
          metadata: labels.metadata ?? null,
          test,
          createdAt,
          confirmedAt: null,
          cancelledAt: null,
          fence: 1,
          attempts: 0,
          ageMs: 0,
        }
      )
    },

    /** Lets a key lead to a booking that was there before it. */
    async useKey(caller: string, { key, fingerprint }: Idempotency, bookingId: string) {
      await pool.query(
        'insert into idempotency_keys (caller, key, fingerprint, booking_id) values ($1, $2, $3, $4) on ' +
          'conflict do nothing',
        [caller, key, fingerprint, bookingId],
      )
    },

    /** The provider has not answered: from now on it is asked, never charged. */
    async markUnknown({ id, buyer, fence }: Booking) {
      await pool.query(
        `update payments set status = 'unknown', changed_at = clock_timestamp() from bookings
        where bookings.id = $1 and bookings.user_id = $2 and bookings.fence = $3
          and payments.user_id = $2 and payments.booking_id = $1 and payments.status = 'requested'`,
        [id, buyer.userId, fence],
      )
    },

    /** The booking has got the seats of another hold. False when another has taken over. */
    moveToHold: ({ id, buyer, fence }: Booking, holdId: string) =>
      changed('bookings-move-to-hold', moveToHoldSql, [id, buyer.userId, fence, holdId]),

    /** The payment's key is closed and its seats are to go back. False when another has taken over. */
    voidPayment: ({ id, buyer, fence }: Booking) =>
      changed('bookings-lose-payment', losePaymentSql, [id, buyer.userId, fence]),

    /** A new lease for who has it. False when another has taken over. */
    renew: ({ id, buyer, fence }: Booking) =>
      changed('bookings-renew', renewSql, [id, buyer.userId, fence, leaseSeconds]),

    /** S5. False when another has taken over. */
    confirm: (booking: Booking, confirmation: Confirmation): Promise<boolean> =>
      confirmInBatches({ booking, ...confirmation }),

    /**
     * pending → failed. With a refund of this id its money is owed, and the lease kept. False when another has taken
     * over.
     */
    fail: ({ id, buyer, fence }: Booking, failure: Failure, paymentStatus: PaymentStatus, refundId?: string) =>
      changed('bookings-fail', failSql, [
        id,
        buyer.userId,
        fence,
        JSON.stringify(failure),
        paymentStatus,
        refundId ?? null,
      ]),

    /**
     * confirmed → cancelling, tickets void, all money owed that has not gone back; leased to us. False when it was no
     * longer confirmed, or somebody has worked on it since it was read.
     */
    beginCancel: (booking: Booking, refundId: string): Promise<boolean> =>
      beginWork(booking.id, () => beginCancelInBatches({ booking, refundId })),

    /** → cancelled, or failed as before. False when another has taken over. */
    cancel: (booking: Booking, ending: Ending): Promise<boolean> => cancelInBatches({ booking, ...ending }),

    /** A booking that has just been begun with; undefined, and no work of ours, where somebody has taken it since. */
    async findBegun({ id, fence }: Pick<Booking, 'id' | 'fence'>): Promise<Booking | undefined> {
      return ifTaken(await queries.find(id), { id, fence: fence + 1 })
    },

    /** Takes the lease of a booking under way, unless somebody has it who is at work on it. */
    async claim(booking: Booking): Promise<Booking | undefined> {
      const { id } = booking
      const isIdle = !atWork.has(id)
      return beginWork(id, () => take('bookings-claim', claimSql, booking, [owner, leaseSeconds, isIdle]))
    },

    /** Whoever was at work on a booking, with its lease, has stopped. */
    endWork({ id }: Booking) {
      atWork.delete(id)
    },

    /** Takes the lease of a booking whose refund has failed, unless somebody has it; undefined too when it hasn't. */
    claimRefund: (booking: Booking): Promise<Booking | undefined> =>
      take('bookings-claim-refund', claimRefundSql, booking, [owner, leaseSeconds, graceSeconds]),

    /** Takes the leases of at most `limit` bookings that were left behind. */
    async claimDue(limit: number): Promise<readonly Booking[]> {
      const { rows } = await pool.query<{ id: string; user_id: string; fence: number }>({
        name: 'bookings-claim-due',
        text: claimDueSql,
        values: [limit, owner, leaseSeconds],
      })
      for (const { id } of rows) atWork.add(id)
      const found = await Promise.all(
        rows.map(async ({ id, user_id: userId, fence }) => ifTaken(await queries.findOf(userId, id), { id, fence })),
      )
      return found.filter(booking => booking !== undefined)
    },

    /** Makes the booking due whose payment or refund has this key. */
    async wake(key: string) {
      await pool.query({ name: 'bookings-wake', text: wakeSql, values: [key] })
    },

    /** succeeded → failed, and due. */
    async reopenRefund(key: string, reason: string) {
      await pool.query({ name: 'bookings-reopen-refund', text: reopenRefundSql, values: [key, reason] })
    },

    /** Gives the lease back without having got further: anybody may try, and the recovery job will after the delay. */
    release: ({ id, buyer, fence }: Booking, delayMs: number) =>
      changed('bookings-release', releaseSql, [id, buyer.userId, fence, delayMs / 1_000]),
  }
}
