// The statements about the local times that events are meant to have.
import type { Sql } from '../../platform/postgres/sql.ts'
import { localTimesOf, type ZoneClock } from './zone-clock.ts'

export interface EventTimes {
  readonly id: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly timezone: string
}
/** Null where none were kept, or others than those of the event's instants. */
export interface KeptTimes extends EventTimes {
  readonly localStartsAt: string | null
  readonly localEndsAt: string | null
}

export function createLocalTimesStore(sql: Sql, clock: ZoneClock) {
  return {
    /** Keeps the local times of these events by what the clock knows of zones; in the transaction that sets them. */
    async keepLocalTimes(events: readonly EventTimes[]): Promise<void> {
      const rows = events.flatMap(({ id, startsAt, endsAt, timezone }) => {
        const local = localTimesOf({ startsAt, endsAt, timezone }, clock)
        return local ? [{ id, startsAt, endsAt, timezone, ...local, edition: clock.edition }] : []
      })
      if (rows.length === 0) return
      await sql.raw(
        `
        insert into event_local_times (event_id, starts_at, ends_at, timezone, local_starts_at, local_ends_at, edition)
        select id, "startsAt", "endsAt", timezone, "localStartsAt", "localEndsAt", edition
        from jsonb_to_recordset(?::jsonb) as given (id text, "startsAt" timestamptz, "endsAt" timestamptz,
          timezone text, "localStartsAt" timestamp, "localEndsAt" timestamp, edition text)
        where exists (select from events where events.id = given.id)
        order by id
        on conflict (event_id) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at,
          timezone = excluded.timezone, local_starts_at = excluded.local_starts_at,
          local_ends_at = excluded.local_ends_at, edition = excluded.edition`,
        [JSON.stringify(rows)],
      )
    },

    async forgetLocalTimes(eventId: string): Promise<void> {
      await sql('event_local_times').where({ event_id: eventId }).delete()
    },

    async keepLocalTimesOf(eventId: string): Promise<void> {
      const row = await sql('events')
        .where({ id: eventId })
        .first<EventTimes | undefined>({ id: 'id', startsAt: 'starts_at', endsAt: 'ends_at', timezone: 'timezone' })
      if (row) await this.keepLocalTimes([row])
    },

    /** Events to come, by id, whose local times were worked out by an earlier edition than this one, or not at all. */
    async timesBefore(edition: string, afterId: string, limit: number): Promise<KeptTimes[]> {
      const { rows } = await sql.raw<{ rows: KeptTimes[] }>(
        `${keptSql} and event.id > ?
        and coalesce(kept.edition < ?, true) order by event.id limit ?`,
        [afterId, edition, limit],
      )
      return rows
    },

    async keptTimes(eventId: string): Promise<KeptTimes | undefined> {
      const { rows } = await sql.raw<{ rows: KeptTimes[] }>(`${keptSql} and event.id = ?`, [eventId])
      return rows[0]
    },
  }
}

const local = (column: string) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS')`

const keptSql = `
  select event.id, event.starts_at as "startsAt", event.ends_at as "endsAt", event.timezone,
    ${local('kept.local_starts_at')} as "localStartsAt", ${local('kept.local_ends_at')} as "localEndsAt"
  from events as event left join event_local_times as kept on kept.event_id = event.id
    and kept.starts_at = event.starts_at and kept.ends_at = event.ends_at and kept.timezone = event.timezone
  where event.status in ('draft', 'published') and event.starts_at > now()`
