// Every statement on what we know of Stripe: the book of its objects by our keys, and the inbox of its messages.
import type pg from 'pg'
import type { Charge, RefundInput } from '../port.ts'

export interface BookedIntent {
  readonly intentId: string | null
  readonly status: string | null
  readonly isClosed: boolean
  readonly faults: number
}
export interface BookedRefund {
  readonly refundId: string | null
  readonly status: string | null
  readonly tries: number
  readonly isNew: boolean
}
export interface StripeMessage {
  readonly id: string
  readonly type: string
  readonly objectType: string
  readonly objectId: string
  readonly attempts: number
}

/** Of a message that we write ourselves: what has gone back of the PaymentIntent of this id is to be looked at. */
export const standingType = 'standing'

export type StripeStore = ReturnType<typeof createStripeStore>

const intent = `intent_id as "intentId", status, closed_at is not null as "isClosed", faults`
const refund = `refund_id as "refundId", status, tries`
const message = `id, type, object_type as "objectType", object_id as "objectId", attempts`

/** A message that can't be handled is tried again after five seconds, then twice as long each time, an hour at most. */
const again = `clock_timestamp() + make_interval(secs => least(3600, 5 * 2 ^ least(attempts, 10)))`

export function createStripeStore(pool: Pick<pg.Pool, 'query'>) {
  async function one<Row extends object>(
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<Row | undefined> {
    const {
      rows: [row],
    } = await pool.query<Row>({ name: `stripe-${name}`, text, values: [...values] })
    return row
  }

  /**
   * A refund that is to be asked for over another amount is another call: Stripe has kept its key with the first one.
   * Undefined where nothing changes.
   */
  const changeAmount = (key: string, amountMinor: number) =>
    one<Omit<BookedRefund, 'isNew'>>(
      'change-refund',
      `update stripe_refunds set amount_minor = $2, tries = tries + 1, changed_at = clock_timestamp()
      where key = $1 and amount_minor <> $2 and (status is null or status in ('failed', 'canceled'))
      returning ${refund}`,
      [key, amountMinor],
    )

  return {
    /** The database's time: this process's may be wrong, and then all messages would be too old. */
    now: async () => (await one<{ now: Date }>('now', 'select clock_timestamp() as now', []))!.now,

    findIntent: (key: string) =>
      one<BookedIntent>('find-intent', `select ${intent} from stripe_payments where key = $1`, [key]),

    /** What is known of the payment, entered now if nothing was. */
    async openIntent({ key, amountMinor, currency }: Omit<Charge, 'token'>): Promise<BookedIntent> {
      const entered = await one<BookedIntent>(
        'open-intent',
        `insert into stripe_payments (key, amount_minor, currency) values ($1, $2, $3) on conflict (key) do nothing
        returning ${intent}`,
        [key, amountMinor, currency],
      )
      return entered ?? (await this.findIntent(key))!
    },

    /**
     * Which PaymentIntent stands for the key: the first one written down. Undefined when the key was closed before
     * there was any.
     */
    async attachIntent(key: string, intentId: string): Promise<string | undefined> {
      const row = await one<{ intentId: string }>(
        'attach-intent',
        `update stripe_payments set intent_id = coalesce(intent_id, $2), changed_at = clock_timestamp()
        where key = $1 and (closed_at is null or intent_id is not null) returning intent_id as "intentId"`,
        [key, intentId],
      )
      return row?.intentId
    },

    /** Closes the key: no PaymentIntent can be attached any more. Which one has been? */
    async closeIntent(key: string): Promise<BookedIntent> {
      return (await one<BookedIntent>(
        'close-intent',
        `insert into stripe_payments (key, amount_minor, closed_at) values ($1, 0, clock_timestamp())
        on conflict (key) do update
        set closed_at = coalesce(stripe_payments.closed_at, clock_timestamp()), changed_at = clock_timestamp()
        returning ${intent}`,
        [key],
      ))!
    },

    async noteIntent(intentId: string, key: string, status: string) {
      await one(
        'note-intent',
        `update stripe_payments set status = $3, changed_at = clock_timestamp()
        where key = $2 and intent_id = $1 and status is distinct from $3`,
        [intentId, key, status],
      )
    },

    async noteFault(key: string) {
      await one(
        'note-fault',
        'update stripe_payments set faults = faults + 1, changed_at = clock_timestamp() where key = $1',
        [key],
      )
    },

    findRefund: (key: string) =>
      one<Omit<BookedRefund, 'isNew'>>('find-refund', `select ${refund} from stripe_refunds where key = $1`, [key]),

    /** What is known of the refund, entered now if nothing was. */
    async openRefund({ key, chargeKey, amountMinor }: RefundInput): Promise<BookedRefund> {
      const entered = await one<Omit<BookedRefund, 'isNew'>>(
        'open-refund',
        `insert into stripe_refunds (key, payment_key, amount_minor) values ($1, $2, $3) on conflict (key) do nothing
        returning ${refund}`,
        [key, chargeKey, amountMinor],
      )
      return entered
        ? { ...entered, isNew: true }
        : { ...((await changeAmount(key, amountMinor)) ?? (await this.findRefund(key))!), isNew: false }
    },

    async noteRefund(
      key: string,
      { refundId, status, reason }: { refundId: string | null; status: string; reason: string | null },
    ) {
      await one(
        'note-refund',
        `update stripe_refunds
        set refund_id = coalesce($2, refund_id), status = $3, reason = $4, changed_at = clock_timestamp()
        where key = $1`,
        [key, refundId, status, reason],
      )
    },

    /** The refund has failed, or Stripe has: the next try is another call. */
    async nextTry(
      key: string,
      {
        refundId,
        status,
        reason,
        tries,
      }: { refundId: string | null; status: string | null; reason: string; tries: number },
    ) {
      await one(
        'next-try',
        `update stripe_refunds
        set refund_id = coalesce($2, refund_id), status = coalesce($3, status), reason = $4, tries = tries + 1,
          changed_at = clock_timestamp()
        where key = $1 and tries = $5`,
        [key, refundId, status, reason, tries],
      )
    },

    /** The number of a look at what has gone back of a payment; undefined where the intent is none of ours. */
    async beginLook(key: string, intentId: string): Promise<number | undefined> {
      const row = await one<{ looks: number }>(
        'begin-look',
        'update stripe_payments set looks = looks + 1 where key = $1 and intent_id = $2 returning looks',
        [key, intentId],
      )
      return row?.looks
    },

    /**
     * What all refunds of a payment come to that are not refused, as far as it is written down here. Disputes, whose
     * ids begin with a d, are no refunds to Stripe.
     */
    async repaidMinor(key: string): Promise<number> {
      const row = await one<{ minor: number }>(
        'repaid',
        `select coalesce(sum(amount_minor), 0)::bigint as minor from stripe_refunds
        where payment_key = $1 and status in ('pending', 'succeeded') and refund_id not like 'd%'`,
        [key],
      )
      return row!.minor
    },

    /**
     * Undefined when it was taken in before. Whoever takes it in handles it; if they don't, the job does a little
     * later.
     */
    takeIn: ({ id, type, objectType, objectId }: Omit<StripeMessage, 'attempts'>) =>
      one<StripeMessage>(
        'take-in',
        `insert into stripe_messages (id, type, object_type, object_id, due_at)
      values ($1, $2, $3, $4, clock_timestamp() + interval '10 seconds') on conflict (id) do nothing
      returning ${message}`,
        [id, type, objectType, objectId],
      ),

    /** Takes at most `limit` messages that are due; each is due again later unless it is handled. */
    async takeDue(limit: number): Promise<readonly StripeMessage[]> {
      const { rows } = await pool.query<StripeMessage>({
        name: 'stripe-take-due',
        text: `update stripe_messages set attempts = attempts + 1, due_at = ${again}
          where id in (select id from stripe_messages where due_at <= clock_timestamp() order by due_at limit $1
            for update skip locked) returning ${message}`,
        values: [limit],
      })
      return rows
    },

    async markHandled(id: string) {
      await one(
        'mark-handled',
        'update stripe_messages set handled_at = clock_timestamp(), due_at = null where id = $1 and handled_at is null',
        [id],
      )
    },

    /** Forgets at most `limit` messages handled longer ago than `days`; true when there may be more. */
    async forgetHandled({ days, limit }: { days: number; limit: number }): Promise<boolean> {
      const { rowCount } = await pool.query({
        name: 'stripe-forget-handled',
        text: `delete from stripe_messages where id in (
          select id from stripe_messages where handled_at < clock_timestamp() - make_interval(days => $1)
          order by handled_at limit $2)`,
        values: [days, limit],
      })
      return rowCount === limit
    },
  }
}
