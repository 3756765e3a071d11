// How a cancellation or a refund begins: what it does to the booking, its tickets and its money, all of it or nothing.
import { withTransaction, type Pool } from '../../../platform/postgres/connections.ts'
import { uniqueViolation } from '../../../platform/postgres/sqlstates.ts'
import type { Booking, Cancellation, RefundOrigin, TicketShare } from '../booking.ts'
import { reservedSql } from '../statements.ts'

/** What is to go back. */
export interface Undoing {
  /** `booking`: it is cancelled as a whole. `tickets`: some are. `money`: its tickets stay valid. */
  readonly of: 'booking' | 'tickets' | 'money'
  readonly ticketIds: readonly string[]
  /** Of some tickets: what of the hold goes back, under which id. */
  readonly cancellation?: Cancellation
  readonly refund?: NewRefund
  /** What the organizer keeps of a booking that is cancelled as a whole, or has been. */
  readonly keptMinor: number
  /** Also tickets that have been used at the door. */
  readonly mayBeAdmitted: boolean
  /** The key that leads to this refund from now on. */
  readonly used?: { readonly caller: string; readonly key: string; readonly fingerprint: string }
}

export interface NewRefund {
  readonly id: string
  readonly amountMinor: number
  readonly origin: RefundOrigin
  readonly note: string | null
  readonly tickets: readonly TicketShare[] | null
}

/**
 * `raced`: somebody has worked on the booking since it was read. `not_valid`: a ticket is no longer valid, or was used
 * at the door. `key_used`: somebody else has just used the key.
 */
export type Begun = 'begun' | 'raced' | 'not_valid' | 'key_used'

interface RefundsStoreOptions {
  readonly pool: Pick<Pool, 'connect'>
  readonly owner: string
  readonly leaseSeconds: number
  readonly graceSeconds: number
  readonly beginWork: <Result>(id: string, take: () => Promise<Result>) => Promise<Result>
}

/** The fence guards what was decided on the booking as it was read; whoever was at work on it is superseded. */
const takeSql = `
update bookings
set fence = fence + 1, attempts = 0, lease_owner = $5, lease_until = clock_timestamp() + make_interval(secs => $6),
  due_at = clock_timestamp() + make_interval(secs => $7), status = $8, repaid_in_part = repaid_in_part or $9,
  kept_minor = $10
where id = $1 and user_id = $2 and fence = $3 and status = $4
returning id`

/** A scan at the door locks its ticket too: one of the two is first. */
const voidSql = `
update tickets set status = $4
where user_id = $2 and booking_id = $1 and id = any($3::text[]) and status = 'valid'
  and ($5 or admitted_scan is null)`

const cancellationSql = `
insert into booking_cancellations (id, user_id, booking_id, ticket_ids, items) values ($1, $2, $3, $4, $5)`

const refundSql = `
insert into refunds (id, user_id, booking_id, payment_id, provider_key, status, amount_minor, currency, origin, note,
  tickets)
select $1, user_id, booking_id, id, $1, 'pending', $4, currency, $5, $6, $7 from payments
where user_id = $2 and booking_id = $3`

/** A statement of its own, behind the booking's lock: it sees every refund that there is. */
export const reserveSql = `
update payments set refunded_minor = (${reservedSql('payments')}), changed_at = clock_timestamp()
where user_id = $1 and booking_id = $2`

const useKeySql = `
insert into idempotency_keys (caller, key, fingerprint, status, answer) values ($1, $2, $3, 201, $4)`

class NotBegun extends Error {
  readonly why: Exclude<Begun, 'begun'>
  constructor(why: Exclude<Begun, 'begun'>) {
    super(why)
    this.why = why
  }
}

export function createRefundsStore({ pool, owner, leaseSeconds, graceSeconds, beginWork }: RefundsStoreOptions) {
  const begin = (booking: Booking, { refund, cancellation, used, ...undoing }: Undoing): Promise<Begun> =>
    withTransaction<Begun>(pool, async client => {
      const { id, fence, status } = booking
      const { userId } = booking.buyer
      const after = undoing.of === 'booking' ? 'cancelling' : status
      const isInPart = undoing.of !== 'booking'
      const taken = await client.query(takeSql, [
        id,
        userId,
        fence,
        status,
        owner,
        leaseSeconds,
        graceSeconds,
        after,
        isInPart && refund !== undefined,
        undoing.keptMinor,
      ])
      if (taken.rowCount !== 1) throw new NotBegun('raced')
      if (used)
        await client.query(useKeySql, [
          used.caller,
          used.key,
          used.fingerprint,
          JSON.stringify({ body: { bookingId: id, refundId: refund?.id } }),
        ])
      if (undoing.of !== 'money') {
        const voided = await client.query(voidSql, [
          id,
          userId,
          undoing.ticketIds,
          isInPart ? 'cancelling' : 'cancelled',
          undoing.mayBeAdmitted,
        ])
        if (voided.rowCount !== undoing.ticketIds.length) throw new NotBegun('not_valid')
      }
      if (cancellation)
        await client.query(cancellationSql, [
          cancellation.id,
          userId,
          id,
          cancellation.ticketIds,
          JSON.stringify(cancellation.items),
        ])
      if (refund) {
        const { amountMinor, origin, note, tickets } = refund
        const told = tickets && JSON.stringify(tickets)
        await client.query(refundSql, [refund.id, userId, id, amountMinor, origin, note, told])
        await client.query(reserveSql, [userId, id])
      }
      return 'begun'
    })

  return {
    /** Takes the booking over, with a lease; nothing has changed where it has not begun. */
    beginUndoing: (booking: Booking, undoing: Undoing): Promise<Begun> =>
      beginWork(booking.id, () => begin(booking, undoing)).catch((error: { code?: string; constraint?: string }) => {
        if (error instanceof NotBegun) return error.why
        if (error.code === uniqueViolation && error.constraint === 'idempotency_keys_pkey') return 'key_used'
        throw error
      }),
  }
}
