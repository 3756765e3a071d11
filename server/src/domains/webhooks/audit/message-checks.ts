// The SQL that proves the messages: a page of them by itself, and what waits to become one.
import type { Sql } from '../../../platform/postgres/sql.ts'

export interface MessagesPage {
  readonly rows: number
  /** The place of the last one; null: there is none. */
  readonly last: number | null
  /** Places that nobody has, after the page before and within this one, and that no restore has skipped. */
  readonly missing: number
  /** Messages of this page that an earlier place has too. */
  readonly twice: readonly Fault[]
  /** Messages of this page with a lower version than one before them of the same resource and account. */
  readonly backwards: readonly Fault[]
}
export interface Fault {
  readonly id: string
  readonly eventId: string
}

export function createMessageChecks(sql: Sql) {
  return {
    /** The messages after this place; undefined: from the first on. */
    async page(after: number | undefined, limit: number): Promise<MessagesPage> {
      const { rows } = await sql.raw<{ rows: MessagesPage[] }>(pageSql, { after: after ?? null, limit })
      return rows[0]!
    },

    async count(): Promise<number> {
      const { rows } = await sql.raw<{ rows: { total: number }[] }>('select count(*) as total from messages')
      return rows[0]!.total
    },

    /** The order ends after the last message, as far as any are kept; undefined where it does. */
    async wrongEnd(): Promise<{ readonly end: number; readonly last: number } | undefined> {
      const { rows } = await sql.raw<{ rows: { end: number; last: number }[] }>(endSql)
      return rows[0]
    },

    /** What has happened to bookings more than `seconds` ago and nobody has been told of; at most `limit`. */
    async lateBookingFacts(seconds: number, limit: number): Promise<readonly (Fault & { readonly type: string })[]> {
      const { rows } = await sql.raw<{ rows: (Fault & { type: string })[] }>(lateSql, [seconds, limit])
      return rows
    },

    async countCursors(): Promise<number> {
      const { rows } = await sql.raw<{ rows: { total: number }[] }>(
        'select count(*) as total from relay_cursors where version is not null',
      )
      return rows[0]!.total
    },
  }
}

const faults = (condition: string) =>
  `coalesce((select jsonb_agg(jsonb_build_object('id', id, 'eventId', event_id) order by place) from (
    select id, event_id, place from page where ${condition} order by place limit 100) as fault), '[]')`

const pageSql = `
with page as (
  select place, id, event_id, resource_version < max(resource_version) over (
      partition by account_id, resource_type, resource_id order by place) as is_backwards
  from (
    select place, id, event_id, account_id, resource_type, resource_id, resource_version from messages
    where place > coalesce(:after::bigint, -1) order by place limit :limit) as next
)
select (select count(*) from page) as rows, (select max(place) from page) as last,
  coalesce((
    select max(page.place) - coalesce(:after::bigint, min(page.place) - 1) - count(distinct page.place) - coalesce((
      select sum(jump.place - jump.after)::bigint from message_jumps as jump
      where jump.after >= coalesce(:after::bigint, min(page.place) - 1) and jump.place <= max(page.place)), 0)
    from page), 0) as missing,
  ${faults('exists (select from messages as other where other.id = page.id and other.place < page.place)')} as twice,
  ${faults('is_backwards')} as backwards`

const endSql = `
select place as end, (select max(place) from messages) as last from message_end
where place <> (select max(place) from messages)
  and not exists (
    select from message_jumps as jump
    where jump.place = message_end.place and jump.after = (select max(place) from messages))`

const lateSql = `
select id, payload ->> 'eventId' as "eventId", type from outbox
where created_at < clock_timestamp() - make_interval(secs => ?) order by created_at limit ?`
