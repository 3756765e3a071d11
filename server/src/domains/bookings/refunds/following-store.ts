// What has gone back at the provider, written down with all that follows from it, or not at all.
import type pg from 'pg'
import { withTransaction, type Pool } from '../../../platform/postgres/connections.ts'
import type { Booking, Message, Refund } from '../booking.ts'
import type { Following } from './following-rules.ts'
import { reserveSql } from './store.ts'

/** Writes into the provider's book what is written here; false: somebody has looked later, and nothing is written. */
export type Note = (client: Pick<pg.PoolClient, 'query'>, theirs: readonly Refund[]) => Promise<boolean>

/** `raced`: somebody has worked on the booking since it was read. `late`: a later look has been written down. */
export type Followed = 'followed' | 'raced' | 'late'

export interface FollowingStoreOptions {
  readonly pool: Pick<Pool, 'connect'>
  readonly owner: string
  readonly leaseSeconds: number
  readonly graceSeconds: number
  readonly beginWork: <Result>(id: string, take: () => Promise<Result>) => Promise<Result>
  readonly bookingChanged: () => void
}

/** Whoever was at work on it is superseded; $7: with a lease, and due, where something is left to do. */
const takeSql = `
update bookings
set fence = fence + 1, repaid_in_part = true, kept_minor = $8,
  lease_owner = case when $7 then $5 end,
  lease_until = case when $7 then clock_timestamp() + make_interval(secs => $6) end,
  due_at = case when $7 then clock_timestamp() + make_interval(secs => $9) end
where id = $1 and user_id = $2 and fence = $3 and status = $4
returning id`

const refundsSql = `
insert into refunds (id, user_id, booking_id, payment_id, provider_key, status, amount_minor, asked_minor, currency,
  origin)
select given.id, payments.user_id, payments.booking_id, payments.id, given.key, given.status, given.amount_minor,
  given.asked_minor, payments.currency, given.origin
from payments
cross join unnest($3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[])
  as given (id, key, status, amount_minor, asked_minor, origin)
where payments.user_id = $1 and payments.booking_id = $2
on conflict (id, user_id) do update set status = excluded.status, amount_minor = excluded.amount_minor,
  asked_minor = excluded.asked_minor, changed_at = clock_timestamp()`

const disputesSql = `
insert into disputes (user_id, booking_id, reference, status, amount_minor, closed_at)
select $1, $2, given.reference, given.status, given.amount_minor,
  case when given.status <> 'open' then clock_timestamp() end
from unnest($3::text[], $4::text[], $5::bigint[]) as given (reference, status, amount_minor)
on conflict (user_id, booking_id, reference) do update set status = excluded.status,
  amount_minor = excluded.amount_minor, closed_at = case when excluded.status <> 'open'
    then coalesce(disputes.closed_at, excluded.closed_at) end`

const paymentSql = `
update payments set status = $3, changed_at = clock_timestamp() where user_id = $1 and booking_id = $2`

const messagesSql = `
insert into outbox (id, user_id, type, resource, payload, version)
select message.id, $1, message.type, jsonb_build_object('type', 'booking', 'id', $2::text), message.payload, $6
from unnest($3::text[], $4::text[], $5::jsonb[]) with ordinality as message (id, type, payload, n)
order by n`

class NotFollowed extends Error {
  readonly why: Exclude<Followed, 'followed'>
  constructor(why: Exclude<Followed, 'followed'>) {
    super(why)
    this.why = why
  }
}

export function createFollowingStore({
  pool,
  owner,
  leaseSeconds,
  graceSeconds,
  beginWork,
  bookingChanged,
}: FollowingStoreOptions) {
  const write = (booking: Booking, following: Following, messages: readonly Message[], note: Note): Promise<Followed> =>
    withTransaction<Followed>(pool, async client => {
      const { id, fence, status, buyer } = booking
      const { userId } = buyer
      const { after, refunds, disputes, goesOn } = following
      const lease = [owner, leaseSeconds, goesOn, after.keptMinor, graceSeconds]
      const taken = await client.query(takeSql, [id, userId, fence, status, ...lease])
      if (taken.rowCount !== 1) throw new NotFollowed('raced')
      const theirs = refunds.filter(({ origin }) => origin === 'provider' || origin === 'dispute')
      if (!(await note(client, theirs))) throw new NotFollowed('late')
      await client.query(refundsSql, [
        userId,
        id,
        refunds.map(refund => refund.id),
        refunds.map(({ key }) => key),
        refunds.map(refund => refund.status),
        refunds.map(({ amountMinor }) => amountMinor),
        refunds.map(({ askedMinor }) => askedMinor),
        refunds.map(({ origin }) => origin),
      ])
      await client.query(disputesSql, [
        userId,
        id,
        disputes.map(dispute => dispute.id),
        disputes.map(dispute => dispute.status),
        disputes.map(({ amountMinor }) => amountMinor),
      ])
      await client.query(paymentSql, [userId, id, after.payment!.status])
      await client.query(reserveSql, [userId, id])
      await client.query(messagesSql, [
        userId,
        id,
        messages.map(message => message.id),
        messages.map(({ type }) => type),
        messages.map(({ payload }) => JSON.stringify(payload)),
        fence + 1,
      ])
      return 'followed'
    })

  return {
    /** Where something is left to do the booking is leased to us. */
    async follow(
      booking: Booking,
      following: Following,
      { messages, note }: { readonly messages: readonly Message[]; readonly note: Note },
    ): Promise<Followed> {
      const begin = () => write(booking, following, messages, note)
      try {
        const followed = await (following.goesOn ? beginWork(booking.id, begin) : begin())
        if (messages.length > 0) bookingChanged()
        return followed
      } catch (error) {
        if (error instanceof NotFollowed) return error.why
        throw error
      }
    },
  }
}
