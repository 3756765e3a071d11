// The SQL of what has happened to events: written with it, read to make messages of it, and forgotten then.
import type { Sql } from '../../platform/postgres/sql.ts'
import type { EventFact, EventFactType, FactsOfEvent } from './port.ts'

export function createFactsStore(sql: Sql) {
  return {
    /**
     * Notes what has happened to events, as they are now: in the transaction that has changed them and as its last act.
     * `event.updated` is noted of those alone that are published and not over. `changed`: which of their properties.
     */
    async noteFact(eventIds: readonly string[], type: EventFactType, changed?: readonly string[]): Promise<void> {
      await sql.raw(noteSql, { eventIds: [...eventIds], type, changed: changed ? JSON.stringify(changed) : null })
    },

    /** At most `limit` facts, the oldest first. */
    async facts(limit: number): Promise<readonly EventFact[]> {
      const { rows } = await sql.raw<{ rows: EventFact[] }>(factsSql, [limit])
      return rows
    },

    /** How many facts wait, counted up to 10,000, and for how long the first of them has. */
    async factBacklog(): Promise<{ readonly facts: number; readonly oldestSeconds: number }> {
      const { rows } = await sql.raw<{ rows: { facts: number; oldestSeconds: number }[] }>(backlogSql)
      return rows[0]!
    },

    async forgetFacts(places: readonly number[]): Promise<void> {
      await sql('event_facts').whereIn('place', places).delete()
    },

    async factsOf(eventIds: readonly string[]): Promise<readonly FactsOfEvent[]> {
      return sql('events').whereIn('id', eventIds).select({ id: 'id', organizerId: 'organizer_id', test: 'test' })
    },
  }
}

const iso = (time: string) => `to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const noteSql = `
insert into event_facts (event_id, version, type, data)
select event.id, event.version, :type::text, jsonb_build_object('id', event.id, 'status', event.status,
    'startsAt', ${iso('event.starts_at')}, 'endsAt', ${iso('event.ends_at')}, 'timezone', event.timezone,
    'capacity', inventory.capacity, 'currency', inventory.currency,
    'ticketTypes', (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', type.id,
        'priceMinor', type.price_minor, 'capacity', case when type.capacity_is_own then type.capacity end))
        order by type.position), '[]')
      from ticket_types as type where type.event_id = event.id))
  || case when :changed::jsonb is null then '{}' else jsonb_build_object('changed', :changed::jsonb) end
from events as event join inventory on inventory.event_id = event.id
where event.id = any(:eventIds::text[])
  and (:type::text <> 'event.updated' or (event.status = 'published' and event.ends_at > clock_timestamp()))
order by event.id`

const factsSql = `
select place, event_id as "eventId", version, type, data, ${iso('at')} as at,
  extract(epoch from clock_timestamp() - at)::double precision as "ageSeconds"
from event_facts order by place limit ?`

const backlogSql = `
select (select count(*) from (select from event_facts limit 10000) as waiting) as facts,
  coalesce((select greatest(extract(epoch from clock_timestamp() - at), 0)::double precision from event_facts
    order by place limit 1), 0) as "oldestSeconds"`
