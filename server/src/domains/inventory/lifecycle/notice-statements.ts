// The SQL of what buyers are told by mail: whose offer they have heard of, and who waits for an event.
import type { Sql } from '../../../platform/postgres/sql.ts'
import type { InventoryPort, Waiter } from '../port.ts'

export type WaitlistNotices = Pick<InventoryPort, 'noteNotified' | 'waitersOf'>

export const createWaitlistNotices = (sql: Sql): WaitlistNotices => ({
  async noteNotified({ id, eventId }) {
    await sql.raw(
      `update waitlist_entries set notified_at = clock_timestamp()
      where id = ? and event_id = ? and notified_at is null`,
      [id, eventId],
    )
  },

  async waitersOf(eventId, { afterSeq, limit }) {
    const { rows } = await sql.raw<{ rows: Waiter[] }>(
      `
      select entry.id, entry.seq, entry.user_id as "userId"
      from waitlist_entries as entry
      left join event_cancellations as cancelled on cancelled.event_id = entry.event_id
      where entry.event_id = ? and entry.seq > ? and entry.buyer_reference is null
        and (entry.state in ('waiting', 'offered')
          or entry.state in ('left', 'declined', 'expired') and entry.changed_at >= cancelled.started_at)
      order by entry.seq limit ?`,
      [eventId, afterSeq, limit],
    )
    return rows
  },
})
