// Every statement that changes the index: documents, their seats, the words and phrases they hold.
import type { Shape } from '../../../contract/types.ts'
import type { Sql } from '../../../platform/postgres/sql.ts'
import type { Document } from '../document.ts'
import type { IndexingCause } from '../engine.ts'
import type { AvailabilityChange } from '../port.ts'
import { derivationToken } from '../text/tokens.ts'
import { lexemesOf } from './lexemes.ts'

export type IndexStore = ReturnType<typeof createIndexStore>

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
     * other out.
     */
    async putDocuments(documents: readonly Document[], cause: IndexingCause): Promise<void> {
      const rows = documents
        .map(({ words, derived, phrases: _, ...row }) => ({
          ...row,
          lexemes: lexemesOf(words, derived),
          headline: lexemesOf({ ...words, D: [] }, { ...derived, D: [] }),
        }))
        .sort((one, other) => (one.eventId < other.eventId ? -1 : 1))
      await sql.raw(
        `
        insert into documents (event_id, version, event, title_folded, translated_titles, series_id, venue_folded,
          city, city_folded, category,
          starts_at, ends_at, month, price_from_minor, place, lexemes, headline)
        select "eventId", version, event, "titleFolded", "translatedTitles", "seriesId", "venueFolded",
          city, "cityFolded", category,
          "startsAt", "endsAt", month, "priceFromMinor",
          case when lat is not null then ll_to_earth(lat, lon)::cube end, lexemes::tsvector, headline::tsvector
        from jsonb_to_recordset(?::jsonb) as given ("eventId" text, version bigint, event jsonb, "titleFolded" text,
          "translatedTitles" text[], "seriesId" text, "venueFolded" text, city text,
          "cityFolded" text, category text, "startsAt" timestamptz, "endsAt" timestamptz, month text,
          "priceFromMinor" bigint, lat float8, lon float8, lexemes text, headline text)
        on conflict (event_id) do update set
          version = excluded.version, event = excluded.event, title_folded = excluded.title_folded,
          translated_titles = excluded.translated_titles, series_id = excluded.series_id,
          venue_folded = excluded.venue_folded,
          city = excluded.city, city_folded = excluded.city_folded, category = excluded.category,
          starts_at = excluded.starts_at, ends_at = excluded.ends_at,
          month = excluded.month, price_from_minor = excluded.price_from_minor, place = excluded.place,
          lexemes = excluded.lexemes, headline = excluded.headline
        where excluded.version > documents.version
          or (excluded.version = documents.version and (documents.event is not null or cast(? as text) = 'reindex'))`,
        [JSON.stringify(rows), cause],
      )
    },

    /** The seats as the events have them; after a change, only where the inventory has not sent any yet. */
    async putSeats(documents: readonly Document[], cause: IndexingCause): Promise<void> {
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
        where availability.version = 0 or cast(? as text) = 'reindex'
        returning event_id`,
        [JSON.stringify(rows), cause],
      )
      const written = new Set(put.map(({ event_id }) => event_id))
      await putSales(rows.map(({ eventId }) => eventId).filter(eventId => !written.has(eventId)))
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

    async putPhrases(documents: readonly Document[]): Promise<void> {
      const phrases = new Map<string, Document['phrases'][number] & { liveUntil: string }>()
      for (const { phrases: own, endsAt } of documents) {
        for (const phrase of own) {
          const key = `${phrase.kind} ${phrase.folded}`
          const liveUntil = phrases.get(key)?.liveUntil
          if (phrase.words.length > 0 && (!liveUntil || liveUntil < endsAt))
            phrases.set(key, { ...phrase, liveUntil: endsAt })
        }
      }
      const rows = [...phrases]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([, { words, derived, ...phrase }]) => ({ ...phrase, lexemes: lexemesOf({ A: words, B: derived }) }))
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

const onSaleSql = `
  select coalesce(range_agg(tstzrange((type ->> 'salesStartAt')::timestamptz, (type ->> 'salesEndAt')::timestamptz)),
    '{}')
  from jsonb_array_elements(d.event -> 'ticketTypes') as type
  where coalesce((a.ticket_types ->> (type ->> 'id'))::integer, 0) > 0`

const seatsById = (ticketTypes: readonly { readonly id: string; readonly available: number }[]) =>
  Object.fromEntries(ticketTypes.map(({ id, available }) => [id, available]))

/** A constant of ours in a statement: PostgreSQL takes a partial index only for the very condition it was made with. */
const literal = (constant: string) => `'${constant.replaceAll("'", "''")}'`
