// Every statement that changes the index: documents, their seats, the words and phrases they hold.
import type { Shape } from '../../../contract/types.ts'
import type { Sql } from '../../../platform/postgres/sql.ts'
import type { Document } from '../document.ts'
import type { IndexingCause } from '../engine.ts'
import type { AvailabilityChange } from '../port.ts'
import { derivationToken } from '../text/tokens.ts'
import type { LivePhrase } from './by-words.ts'
import { lexemesOf } from './lexemes.ts'

export type IndexStore = ReturnType<typeof createIndexStore>
/** A moment in the index's history: the text form of a snapshot. */
export type Mark = string

const wordsBatchMax = 5_000
const tidiedWordsMax = 1_000
const phraseColumns = {
  event: 'title_folded',
  venue: 'venue_folded',
  city: 'city_folded',
  category: 'category',
} as const

export function createIndexStore(sql: Sql) {
  /** When some seat of these events can be had, by what the index has of the events and of their seats. */
  async function putSales(eventIds: readonly string[]): Promise<void> {
    if (eventIds.length === 0) return
    await sql.raw(
      `
      update availability set on_sale = found.on_sale
      from (
        select a.event_id, (${onSaleSql}) as on_sale
        from availability a join documents d on d.event_id = a.event_id and d.event is not null
        where a.event_id = any(?::text[]) order by a.event_id for update of a
      ) as found
      where availability.event_id = found.event_id and availability.on_sale is distinct from found.on_sale`,
      [[...eventIds]],
    )
  }

  /**
   * A page of words after this one; resolves with the last of them. All at once could take longer than a statement may.
   */
  async function tidyWords(after: string): Promise<string | null> {
    const { rows } = await sql.raw<{ rows: { last: string | null }[] }>(
      `
      with page as materialized (select word from words where word > ? order by word limit ${tidiedWordsMax}), gone as (
        delete from words w using page
        where w.word = page.word
          and not exists (select from documents where lexemes @@ cast(quote_literal(page.word) as tsquery))
      )
      select max(word) as last from page`,
      [after],
    )
    return rows[0]?.last ?? null
  }

  return {
    /**
     * Writes the documents that aren't older than what is there, in the order of their ids: two writers can't lock each
     * other out. What is there just so stays, without a write to any index.
     */
    async putDocuments(documents: readonly Document[], cause: IndexingCause): Promise<void> {
      const rows = documents
        .map(({ words, derived, phrases: _, ...row }) => ({ ...row, lexemes: lexemesOf(words, derived) }))
        .sort((one, other) => (one.eventId < other.eventId ? -1 : 1))
      await sql.raw(
        `
        insert into documents (${documentColumns.join(', ')})
        select "eventId", version, event, "titleFolded", "translatedTitles", "seriesId", "venueFolded",
          city, "cityFolded", category,
          "startsAt", "endsAt", month, "priceFromMinor",
          case when lat is not null then ll_to_earth(lat, lon)::cube end, lexemes, ts_filter(lexemes, '{a,b,c}')
        from jsonb_to_recordset(?::jsonb) as given ("eventId" text, version bigint, event jsonb, "titleFolded" text,
          "translatedTitles" text[], "seriesId" text, "venueFolded" text, city text,
          "cityFolded" text, category text, "startsAt" timestamptz, "endsAt" timestamptz, month text,
          "priceFromMinor" bigint, lat float8, lon float8, lexemes tsvector)
        on conflict (event_id) do update set ${documentColumns.map(each => `${each} = excluded.${each}`).join(', ')}
        where (excluded.version > documents.version
            or (excluded.version = documents.version and (documents.event is not null or cast(? as text) = 'reindex')))
          and (${columnsOf('documents')}) is distinct from (${columnsOf('excluded')})`,
        [JSON.stringify(rows), cause],
      )
    },

    /**
     * The seats as the events have them; after a change, only where the inventory has not sent any yet. A reindex that
     * has read the events after `mark` leaves alone what was written since: it may be newer than what it has read.
     */
    async putSeats(documents: readonly Document[], cause: IndexingCause, mark?: Mark): Promise<void> {
      const rows = documents
        .map(({ eventId, event }) => ({
          eventId,
          availableSeats: event.availableSeats,
          waitlistOpen: event.waitlistOpen,
          ticketTypes: seatsById(event.ticketTypes),
        }))
        .sort((one, other) => (one.eventId < other.eventId ? -1 : 1))
      const { rows: put } = await sql.raw<{ rows: { event_id: string }[] }>(
        `
        insert into availability (event_id, version, available_seats, waitlist_open, ticket_types, on_sale)
        select a.*, (${onSaleSql})
        from jsonb_to_recordset(?::jsonb) as given ("eventId" text, "availableSeats" integer, "waitlistOpen" boolean,
          "ticketTypes" jsonb)
          cross join lateral (
            select "eventId", 0, "availableSeats", "waitlistOpen", "ticketTypes"
          ) a (event_id, version, available_seats, waitlist_open, ticket_types)
          join documents d on d.event_id = a.event_id and d.event is not null
        order by a.event_id
        on conflict (event_id) do update set
          available_seats = excluded.available_seats, waitlist_open = excluded.waitlist_open,
          ticket_types = excluded.ticket_types, on_sale = excluded.on_sale
        where (availability.version = 0 or cast(? as text) = 'reindex')
          and (cast(? as pg_snapshot) is null or ${isWrittenBefore('availability.xmin')})
        returning event_id`,
        [JSON.stringify(rows), cause, mark ?? null, mark ?? null],
      )
      const written = new Set(put.map(({ event_id }) => event_id))
      await putSales(rows.map(({ eventId }) => eventId).filter(eventId => !written.has(eventId)))
    },

    /** What is written in the index from now on is told by it from what was written before. */
    async mark(): Promise<Mark> {
      const { rows } = await sql.raw<{ rows: { mark: Mark }[] }>('select pg_current_snapshot()::text as mark')
      return rows[0]!.mark
    },

    async updateSeats(changes: readonly AvailabilityChange[]): Promise<void> {
      const rows = changes.map(({ ticketTypes, ...change }) => ({ ...change, ticketTypes: seatsById(ticketTypes) }))
      await sql.raw(
        `
        insert into availability (event_id, version, available_seats, waitlist_open, ticket_types)
        select "eventId", given.version, "availableSeats", "waitlistOpen", "ticketTypes" from (
          select distinct on ("eventId") * from jsonb_to_recordset(?::jsonb)
            as changed ("eventId" text, version bigint, "availableSeats" integer, "waitlistOpen" boolean,
              "ticketTypes" jsonb)
          order by "eventId", version desc
        ) given join documents d on d.event_id = "eventId" and d.event is not null
        order by "eventId"
        on conflict (event_id) do update set
          version = excluded.version, available_seats = excluded.available_seats,
          waitlist_open = excluded.waitlist_open, ticket_types = excluded.ticket_types
        where excluded.version > availability.version`,
        [JSON.stringify(rows)],
      )
      await putSales(changes.map(({ eventId }) => eventId))
    },

    /** Leaves the event's id with the version it had, or the given one if that is newer. A newer event stays. */
    async removeDocument(eventId: string, version: number | undefined): Promise<void> {
      await sql.raw(
        `
        insert into documents (event_id, version) values (?, coalesce(?::bigint, 0))
        on conflict (event_id) do update set
          version = greatest(documents.version, excluded.version), event = null,
          title_folded = null, venue_folded = null, city = null, city_folded = null, category = null,
          starts_at = null, ends_at = null, month = null, price_from_minor = null, place = null, lexemes = null,
          headline = null, translated_titles = null, series_id = null
        where excluded.version >= documents.version or ?::bigint is null`,
        [eventId, version ?? null, version ?? null],
      )
      await sql.raw(
        `
        delete from availability a
        where event_id = ? and not exists (select from documents d
          where d.event_id = a.event_id and d.event is not null)`,
        [eventId],
      )
    },

    async putPhrases(phrases: readonly LivePhrase[]): Promise<void> {
      const rows = phrases.map(({ words, derived, ...phrase }) => ({
        ...phrase,
        lexemes: lexemesOf({ A: words, B: derived }),
      }))
      await sql.raw(
        `
        insert into phrases (kind, folded, text, lexemes, live_until)
        select kind, folded, text, lexemes::tsvector, "liveUntil"
        from jsonb_to_recordset(?::jsonb) as given (kind text, folded text, text text, lexemes text,
          "liveUntil" timestamptz)
        on conflict (kind, folded) do update
        set text = excluded.text, lexemes = excluded.lexemes,
          live_until = greatest(phrases.live_until, excluded.live_until)
        where phrases.text <> excluded.text or phrases.live_until < excluded.live_until
          or phrases.lexemes <> excluded.lexemes`,
        [JSON.stringify(rows)],
      )
    },

    /** Events whose documents an older release has derived: an index of its own holds these. */
    async derivedBefore(afterId: string | undefined, limit: number): Promise<Shape<'Event'>[]> {
      const { rows } = await sql.raw<{ rows: { event: Shape<'Event'> }[] }>(
        `
        select event from documents
        where event is not null and not (lexemes @@ ${literal(`'${derivationToken}'`)}::tsquery) and event_id > ?
        order by event_id limit ?`,
        [afterId ?? '', limit],
      )
      return rows.map(({ event }) => event)
    },

    /** Those of the words that no document has had so far. */
    async unknownWords(words: readonly string[]): Promise<string[]> {
      const { rows } = await sql.raw<{ rows: { word: string }[] }>(
        `
        select given.word from unnest(?::text[]) as given (word) left join words w on w.word = given.word
        where w.word is null`,
        [[...words]],
      )
      return rows.map(({ word }) => word)
    },

    async addWords(words: readonly { word: string; near: readonly string[] }[]): Promise<void> {
      const sorted = [...words].sort((one, other) => (one.word < other.word ? -1 : 1))
      for (let from = 0; from < sorted.length; from += wordsBatchMax) {
        await sql.raw(
          `
          insert into words (word, near)
          select word, near from jsonb_to_recordset(?::jsonb) as given (word text, near text[])
          on conflict (word) do nothing`,
          [JSON.stringify(sorted.slice(from, from + wordsBatchMax))],
        )
      }
    },

    async ids(afterId: string | undefined, limit: number): Promise<string[]> {
      const { rows } = await sql.raw<{ rows: { event_id: string }[] }>(
        `
        select event_id from documents where event is not null and event_id > ? order by event_id limit ?`,
        [afterId ?? '', limit],
      )
      return rows.map(({ event_id }) => event_id)
    },

    /**
     * Words and phrases of removed events. One that an event brings back at this moment is lost until the event is next
     * written.
     */
    async tidy(): Promise<void> {
      await sql.raw(foldPendingSql)
      for (const [kind, column] of Object.entries(phraseColumns)) {
        const phrase = kind === 'category' ? 'text' : 'folded'
        await sql.raw(
          `delete from phrases p
          where kind = ? and not exists (select from documents d where d.${column} = p.${phrase})
            and not (kind = 'event' and exists (select from documents d where d.translated_titles @> array[p.folded]))`,
          [kind],
        )
      }
      for (let after: string | null = ''; after !== null; after = await tidyWords(after));
    },
  }
}

/** Whether a row's transaction had committed at a mark. Rows tell 32 bits of its number; their age makes it whole. */
const isWrittenBefore = (xmin: string) => `pg_visible_in_snapshot(
  cast(cast(greatest(3, cast(cast(pg_current_xact_id() as text) as bigint) - age(${xmin})) as text) as xid8),
  cast(? as pg_snapshot))`

const documentColumns = [
  'event_id',
  'version',
  'event',
  'title_folded',
  'translated_titles',
  'series_id',
  'venue_folded',
  'city',
  'city_folded',
  'category',
  'starts_at',
  'ends_at',
  'month',
  'price_from_minor',
  'place',
  'lexemes',
  'headline',
]
const columnsOf = (table: string) => documentColumns.map(column => `${table}.${column}`).join(', ')

const onSaleSql = `
  select coalesce(range_agg(tstzrange((type ->> 'salesStartAt')::timestamptz, (type ->> 'salesEndAt')::timestamptz)),
    '{}')
  from jsonb_array_elements(d.event -> 'ticketTypes') as type
  where coalesce((a.ticket_types ->> (type ->> 'id'))::integer, 0) > 0`

const seatsById = (ticketTypes: readonly { readonly id: string; readonly available: number }[]) =>
  Object.fromEntries(ticketTypes.map(({ id, available }) => [id, available]))

/**
 * What was written lately waits in a list before it comes into the index of words, and whoever looks for a word reads
 * all of the list. Only who owns the index may do this.
 */
const foldPendingSql = `
  select gin_clean_pending_list(oid) from pg_class
  where oid = 'documents_lexemes'::regclass and pg_has_role(relowner, 'usage')`

/** A constant of ours in a statement: PostgreSQL takes a partial index only for the very condition it was made with. */
const literal = (constant: string) => `'${constant.replaceAll("'", "''")}'`
