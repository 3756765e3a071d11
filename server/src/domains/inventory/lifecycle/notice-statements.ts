// The SQL of what buyers are told by mail: whose offer they have heard of, and who waited for an event that was
// cancelled.
import type { Sql } from '../../../platform/postgres/sql.ts'
import type { InventoryPort, Waiter } from '../port.ts'

export type WaitlistNotices = Pick<InventoryPort, 'noteNotified' | 'waitersOfCancelled'>

export const createWaitlistNotices = (sql: Sql): WaitlistNotices => ({
  async noteNotified({ id, eventId }) {
    await sql.raw(
      `update waitlist_entries set notified_at = clock_timestamp()
      where id = ? and event_id = ? and notified_at is null`,
      [id, eventId],
    )
  },

  async waitersOfCancelled(eventId, { afterSeq, limit }) {
    const { rows } = await sql.raw<{ rows: (Omit<Waiter, 'buyerReference'> & { buyerReference: string | null })[] }>(
      `
      select entry.id, entry.seq, entry.user_id as "userId", entry.buyer_reference as "buyerReference"
      from event_cancellations as cancelled
      join waitlist_entries as entry on entry.event_id = cancelled.event_id
      where cancelled.event_id = ? and entry.seq > ? and (entry.state in ('waiting', 'offered')
        or entry.state in ('left', 'declined', 'expired') and entry.changed_at >= cancelled.started_at)
      order by entry.seq limit ?`,
      [eventId, afterSeq, limit],
    )
    return rows.map(({ buyerReference, ...waiter }) => ({
      ...waiter,
      ...(buyerReference !== null && { buyerReference }),
    }))
  },
})
