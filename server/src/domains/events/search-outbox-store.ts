// The statements about search_outbox: which events the search still has to hear of.
import type { Sql } from '../../platform/postgres/sql.ts'

export interface SearchNotice {
  readonly eventId: string
  readonly version: number
}

export function createSearchOutboxStore(sql: Sql) {
  return {
    async rememberForSearch(
      notice: SearchNotice | readonly SearchNotice[],
      { dueInSeconds }: { dueInSeconds: number },
    ): Promise<void> {
      await sql.raw(
        `
        insert into search_outbox (event_id, version, due_at)
        select "eventId", version, now() + make_interval(secs => ?)
        from jsonb_to_recordset(?::jsonb) as given ("eventId" text, version bigint) order by "eventId"
        on conflict (event_id) do update set version = excluded.version, due_at = excluded.due_at, refusals = 0`,
        [dueInSeconds, JSON.stringify([notice].flat())],
      )
    },

    /** The search has refused this version: it is due again later each time. A later version is due as it was. */
    async postponeForSearch(
      { eventId, version }: SearchNotice,
      { firstSeconds, secondsMax }: { firstSeconds: number; secondsMax: number },
    ): Promise<void> {
      await sql.raw(
        `
        update search_outbox
        set refusals = refusals + 1,
          due_at = now() + make_interval(secs => least(?::float8 * power(2, least(refusals, 20)), ?::float8))
        where event_id = ? and version <= ?`,
        [firstSeconds, secondsMax, eventId, version],
      )
    },

    /** The search knows this version; a later one stays remembered. */
    async forgetForSearch({ eventId, version }: SearchNotice): Promise<void> {
      await sql('search_outbox').where({ event_id: eventId }).where('version', '<=', version).delete()
    },

    /** At most `limit` notices whose time has come, each of which is due again later unless it is forgotten by then. */
    async takeSearchNotices(limit: number, { dueInSeconds }: { dueInSeconds: number }): Promise<SearchNotice[]> {
      const { rows } = await sql.raw<{ rows: { event_id: string; version: number }[] }>(
        `
        update search_outbox set due_at = now() + make_interval(secs => ?) where event_id in (
          select event_id from search_outbox where due_at <= now() order by due_at limit ? for update skip locked)
        returning event_id, version`,
        [dueInSeconds, limit],
      )
      return rows.map(({ event_id: eventId, version }) => ({ eventId, version }))
    },

    /**
     * How many events wait for the search (at most 10,000), how long the first has waited, and how many it has refused.
     */
    async searchBacklog(): Promise<{ notices: number; oldestSeconds: number; refused: number }> {
      const {
        rows: [row],
      } = await sql.raw<{ rows: { notices: number; oldestSeconds: number; refused: number }[] }>(`
        select count(*) filter (where refusals = 0)::int as notices,
          count(*) filter (where refusals > 0)::int as refused,
          coalesce(greatest(extract(epoch from clock_timestamp() - min(since) filter (where refusals = 0)), 0),
            0)::double precision as "oldestSeconds"
        from (select since, refusals from search_outbox limit 10000) as outbox`)
      return row!
    },
  }
}
