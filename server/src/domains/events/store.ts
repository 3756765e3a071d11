// Every statement about events; those about what the search still has to hear of them are in search-outbox-store.ts.
// The inventory's tables are read here, never written.
import type { Sql } from '../../platform/postgres/sql.ts'
import { metadataOf } from '../../platform/metadata.ts'
import { problem } from '../../platform/problems.ts'
import type { EventFilter, EventListInput } from './event-filter.ts'
import { eventOf, type EventRow } from './event-rows.ts'
import { createFactsStore } from './facts-store.ts'
import { createLocalTimesStore } from './local-times-store.ts'
import type { EventRecord, TicketTypeRecord } from './records.ts'
import { createSearchOutboxStore } from './search-outbox-store.ts'
import { inCity, venueColumns } from './venues/store.ts'
import { zoneClock, type ZoneClock } from './zone-clock.ts'

export type { EventRecord, TicketTypeRecord }

export type NewEvent = Pick<
  EventRecord,
  | 'id'
  | 'organizerId'
  | 'title'
  | 'description'
  | 'language'
  | 'translations'
  | 'category'
  | 'tags'
  | 'status'
  | 'startsAt'
  | 'endsAt'
  | 'timezone'
  | 'imageUrl'
  | 'websiteUrl'
  | 'externalId'
  | 'cancellationPolicy'
  | 'seriesId'
  | 'questions'
  | 'metadata'
  | 'test'
> & { readonly venueId: string }
export type EventEdit = Partial<Omit<NewEvent, 'id' | 'organizerId' | 'test'>>

type Query = ReturnType<Sql['queryBuilder']>
export type EventsStore = ReturnType<typeof createEventsStore>

const eventColumnsSql = `
  e.id, e.organizer_id, e.title, e.description, e.language, e.translations, e.category, e.tags, e.status,
  e.starts_at, e.ends_at, e.timezone, e.image_url, e.website_url, e.external_id, e.cancellation_policy, e.series_id,
  e.questions, e.metadata, e.test,
  e.version, e.created_at, e.updated_at, ${venueColumns},
  i.capacity, i.available_seats, i.currency, i.waitlist_open, i.waitlist_order, i.waitlist_skip_max,
  i.version as inventory_version,
  i.holds_per_buyer_max, i.hold_seats_per_buyer_max, i.claim_seconds_max,
  (select json_agg(json_build_object('id', t.id, 'name', t.name, 'description', t.description,
      'translations', t.translations, 'priceMinor', t.price_minor,
      'capacity', case when t.capacity_is_own then t.capacity end, 'maxPerUser', t.max_per_user,
      'salesStartAt', t.sales_start_at, 'salesEndAt', t.sales_end_at, 'externalId', t.external_id,
      'hidden', t.hidden, 'available',
      least(t.available_seats, i.available_seats)) order by t.position)
    from ticket_types t where t.event_id = e.id) as ticket_types, clock_timestamp() as now`
const from = 'events e join venues v on v.id = e.venue_id join inventory i on i.event_id = e.id'
const sortColumns = { startsAt: 'e.starts_at', createdAt: 'e.created_at' } as const
/** No more are named to anybody. */
const currenciesMax = 20
const externalIdUnique = 'events_external_id_unique'

export function createEventsStore(sql: Sql, clock: ZoneClock = zoneClock) {
  const filtered = (query: Query, filter: EventFilter): Query => {
    const { status, organizerId, externalId, seriesId, category, city, startsAfter, startsBefore } = filter
    const { available, currency, maxPrice, test, metadata } = filter
    if (status) void query.where('e.status', status === 'ended' ? 'published' : status)
    if (status === 'published') void query.whereRaw('e.ends_at > now()')
    if (status === 'ended') void query.whereRaw('e.ends_at <= now()')
    if (organizerId) void query.where('e.organizer_id', organizerId)
    if (externalId) void query.where('e.external_id', externalId)
    if (metadata) void query.whereRaw('e.metadata @> ?::jsonb', [metadataOf(metadata)])
    if (seriesId) void query.where('e.series_id', seriesId)
    if (test !== undefined) void query.where('e.test', test)
    if (category) void query.where('e.category', category)
    if (city) void query.whereRaw(inCity.condition, inCity.bindings(city))
    if (startsAfter) void query.where('e.starts_at', '>=', startsAfter)
    if (startsBefore) void query.where('e.starts_at', '<', startsBefore)
    if (currency) void query.where('i.currency', currency)
    if (maxPrice !== undefined)
      void query.whereRaw(
        'exists (select from ticket_types t where t.event_id = e.id and not t.hidden and t.price_minor <= ? and ' +
          '(t.sales_end_at is null or t.sales_end_at > now()))',
        [maxPrice],
      )
    if (available !== undefined)
      void query.whereRaw(
        `(e.status <> 'cancelled' and e.ends_at > now() and i.available_seats > 0 and exists (
          select from ticket_types t where t.event_id = e.id and t.available_seats > 0 and not t.hidden
            and coalesce(t.sales_start_at <= now(), true) and coalesce(t.sales_end_at > now(), true))) = ?`,
        [available],
      )
    return query
  }
  const localTimes = createLocalTimesStore(sql, clock)
  const select = () => sql.select(sql.raw(eventColumnsSql)).from<EventRow>(sql.raw(from))

  return {
    ...createSearchOutboxStore(sql),
    ...createFactsStore(sql),
    ...localTimes,

    async find(eventId: string): Promise<EventRecord | undefined> {
      const row = (await select().where('e.id', eventId).first()) as EventRow | undefined
      return row && eventOf(row)
    },

    /** The event, which no other transaction can change until this one ends. */
    async lock(eventId: string): Promise<EventRecord | undefined> {
      // The lock stands alone: a statement that waited for it would see this row fresh and all other tables stale.
      await sql('events').where({ id: eventId }).forUpdate().first('id')
      return this.find(eventId)
    },

    /** The event that has this external id among those of an account, locked likewise. */
    async lockByExternalId(organizerId: string, externalId: string): Promise<EventRecord | undefined> {
      const locked = await sql('events')
        .where({ organizer_id: organizerId, external_id: externalId })
        .forUpdate()
        .first<{ id: string } | undefined>('id')
      return locked && this.find(locked.id)
    },

    /** At most `limit` events in the order of the sort. */
    async list(filter: EventListInput): Promise<EventRecord[]> {
      const { sort, after, limit } = filter
      const descending = sort.startsWith('-')
      const column = sortColumns[sort.replace('-', '') as keyof typeof sortColumns]
      const query = filtered(select() as Query, filter)
        .limit(limit)
        .orderByRaw(`${column} ${descending ? 'desc' : 'asc'}, e.id ${descending ? 'desc' : 'asc'}`)
      if (after)
        void query.whereRaw(`(${column}, e.id) ${descending ? '<' : '>'} (?::timestamptz, ?)`, [after.at, after.id])
      return ((await query) as EventRow[]).map(eventOf)
    },

    /** The currencies of the events that a list would have, whatever their prices. */
    async currencies({ maxPrice: _, ...filter }: EventFilter): Promise<string[]> {
      const query = filtered(sql.from(sql.raw(from)), filter)
      return (await query.distinct('i.currency').limit(currenciesMax).pluck('i.currency')) as string[]
    },

    /** Published events that have not ended, by id; no test events. */
    async published(afterId: string, limit: number): Promise<EventRecord[]> {
      const rows = await select()
        .where('e.status', 'published')
        .where('e.test', false)
        .whereRaw('e.ends_at > now()')
        .where('e.id', '>', afterId)
        .orderBy('e.id')
        .limit(limit)
      return (rows as EventRow[]).map(eventOf)
    },

    /** How many of an organizer's events are published and have not ended, but for test events. */
    async countOpen(organizerId: string): Promise<number> {
      const [row] = await sql('events')
        .where({ organizer_id: organizerId, status: 'published', test: false })
        .whereRaw('ends_at > now()')
        .count({ open: '*' })
      return Number(row!['open'])
    },

    async isExternalIdTaken(
      organizerId: string,
      externalId: string,
      { except }: { except?: string } = {},
    ): Promise<boolean> {
      const other = await sql('events')
        .where({ organizer_id: organizerId, external_id: externalId })
        .whereNot('id', except ?? '')
        .first('id')
      return other !== undefined
    },

    /** Problems: external_id_taken. */
    async insert(events: readonly NewEvent[]): Promise<void> {
      await sql('events')
        .insert(
          events.map(each => ({ id: each.id, organizer_id: each.organizerId, test: each.test, ...columnsOf(each) })),
        )
        .catch(explain)
      await localTimes.keepLocalTimes(events)
    },

    /** Problems: external_id_taken. */
    async update(eventId: string, edit: EventEdit): Promise<void> {
      await sql('events')
        .where({ id: eventId })
        .update({ ...columnsOf(edit), version: sql.raw('version + 1'), updated_at: sql.fn.now() })
        .catch(explain)
      if (edit.startsAt ?? edit.endsAt ?? edit.timezone) await localTimes.keepLocalTimesOf(eventId)
    },

    async remove(eventId: string): Promise<void> {
      await localTimes.forgetLocalTimes(eventId)
      await sql('events').where({ id: eventId }).delete()
    },

    /** An event shows its venue: when that changes, so does the event, and the search has to hear of it. */
    async touchEventsAt(
      venueId: string,
      { dueInSeconds }: { dueInSeconds: number },
    ): Promise<readonly { readonly id: string; readonly version: number }[]> {
      const { rows } = await sql.raw<{ rows: { id: string; version: number }[] }>(
        `
        with at_venue as (
          select id from events where venue_id = ? order by id for no key update),
        touched as (
          update events set version = version + 1, updated_at = now() from at_venue where events.id = at_venue.id
          returning events.id, version, status, ends_at),
        remembered as (
          insert into search_outbox (event_id, version, due_at)
          select id, version, now() + make_interval(secs => ?) from touched
          where status = 'published' and ends_at > now()
          on conflict (event_id) do update set version = excluded.version, due_at = excluded.due_at, refusals = 0)
        select id, version from touched where status <> 'draft'`,
        [venueId, dueInSeconds],
      )
      return rows
    },

    async now(): Promise<Date> {
      const {
        rows: [row],
      } = await sql.raw<{ rows: { now: Date }[] }>('select clock_timestamp() as now')
      return row!.now
    },
  }
}

function explain(error: unknown): never {
  if ((error as { constraint?: string }).constraint === externalIdUnique) throw problem('external_id_taken')
  throw error
}

const columnsOf = ({
  venueId,
  title,
  description,
  language,
  translations,
  category,
  tags,
  status,
  startsAt,
  endsAt,
  timezone,
  imageUrl,
  websiteUrl,
  externalId,
  cancellationPolicy,
  seriesId,
  questions,
  metadata,
}: EventEdit) =>
  withoutUndefined({
    venue_id: venueId,
    title,
    description,
    language,
    translations: translations && JSON.stringify(translations),
    category,
    tags,
    status,
    starts_at: startsAt,
    ends_at: endsAt,
    timezone,
    image_url: imageUrl,
    website_url: websiteUrl,
    external_id: externalId,
    cancellation_policy: cancellationPolicy && JSON.stringify(cancellationPolicy),
    series_id: seriesId,
    questions: questions && JSON.stringify(questions),
    metadata: metadata && JSON.stringify(metadata),
  })

const withoutUndefined = (columns: object) =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
