// Every statement about venues.
import type { Caller } from '../../../contract/types.ts'
import type { Sql } from '../../../platform/postgres/sql.ts'
import { metadataOf, type Metadata } from '../../../platform/metadata.ts'
import { problem } from '../../../platform/problems.ts'
import { foldedName } from '../../search/port.ts'

export interface VenueRecord {
  readonly id: string
  readonly organizerId: string
  readonly name: string
  readonly address: string | null
  readonly city: string
  readonly country: string
  readonly location: { readonly lat: number; readonly lon: number } | null
  readonly timezone: string
  readonly externalId: string | null
  /** For whose it is alone. */
  readonly metadata: Metadata
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
}
export type NewVenue = Omit<VenueRecord, 'version' | 'createdAt' | 'updatedAt'>
export type VenueEdit = Partial<Omit<NewVenue, 'id' | 'organizerId'>>

export interface VenueListInput {
  readonly city?: string
  readonly country?: string
  readonly externalId?: string
  readonly metadata?: string
  readonly organizerId?: string
  readonly after?: { readonly name: string; readonly id: string }
  readonly limit: number
}

export interface EventsAtVenue {
  readonly events: readonly { readonly id: string; readonly title: string }[]
  readonly moreEvents: number
}

export type VenuesStore = ReturnType<typeof createVenuesStore>

/** A venue's columns under names of their own, so that an event can be read along with its venue. */
export const venueColumns = `v.id as venue_id, v.organizer_id as venue_organizer_id, v.name as venue_name,
  v.address as venue_address,
  v.city as venue_city, v.country as venue_country, v.lat as venue_lat, v.lon as venue_lon,
  v.timezone as venue_timezone, v.external_id as venue_external_id,
  v.metadata as venue_metadata,
  v.version as venue_version, v.created_at as venue_created_at, v.updated_at as venue_updated_at`

export interface VenueRow {
  venue_id: string
  venue_organizer_id: string
  venue_name: string
  venue_address: string | null
  venue_city: string
  venue_country: string
  venue_lat: number | null
  venue_lon: number | null
  venue_timezone: string
  venue_external_id: string | null
  venue_metadata: Metadata
  venue_version: number
  venue_created_at: Date
  venue_updated_at: Date
}

/** Which venues are in a city; one that isn't folded yet, but for its case. */
export const inCity = {
  condition: '(v.city_folded = ? or (v.city_folded is null and lower(v.city) = lower(?)))',
  bindings: (city: string) => [foldedName(city), city],
}

const foreignKeyViolation = '23503'
const externalIdUnique = 'venues_external_id_unique'

export function createVenuesStore(sql: Sql) {
  const select = () => sql.select(sql.raw(venueColumns)).from<VenueRow>('venues as v')

  return {
    async find(venueId: string): Promise<VenueRecord | undefined> {
      const row = (await select().where('v.id', venueId).first()) as VenueRow | undefined
      return row && venueOf(row)
    },

    /** The venue, which nobody else can change until this transaction ends; events may still be made at it. */
    async lock(venueId: string): Promise<VenueRecord | undefined> {
      await sql('venues').where({ id: venueId }).forNoKeyUpdate().first('id')
      return this.find(venueId)
    },

    /** The venue, which nobody can delete until this transaction ends. */
    async hold(venueId: string): Promise<VenueRecord | undefined> {
      await sql('venues').where({ id: venueId }).forKeyShare().first('id')
      return this.find(venueId)
    },

    /** The venue that has this external id among those of an account, locked likewise. */
    async lockByExternalId(organizerId: string, externalId: string): Promise<VenueRecord | undefined> {
      const locked = await sql('venues')
        .where({ organizer_id: organizerId, external_id: externalId })
        .forNoKeyUpdate()
        .first<{ id: string } | undefined>('id')
      return locked && this.find(locked.id)
    },

    /** The venue that has this external id among those of an account, held likewise. */
    async holdByExternalId(organizerId: string, externalId: string): Promise<VenueRecord | undefined> {
      const held = await sql('venues')
        .where({ organizer_id: organizerId, external_id: externalId })
        .forKeyShare()
        .first<{ id: string } | undefined>('id')
      return held && this.find(held.id)
    },

    /** At most `limit` venues, by name. */
    async list(filter: VenueListInput): Promise<VenueRecord[]> {
      const { city, country, externalId, metadata, organizerId, after, limit } = filter
      const query = select().orderBy(['v.name', 'v.id']).limit(limit)
      if (city) void query.whereRaw(inCity.condition, inCity.bindings(city))
      if (country) void query.where('v.country', country)
      if (externalId) void query.where('v.external_id', externalId)
      if (metadata) void query.whereRaw('v.metadata @> ?::jsonb', [metadataOf(metadata)])
      if (organizerId) void query.where('v.organizer_id', organizerId)
      if (after) void query.whereRaw('(v.name, v.id) > (?, ?)', [after.name, after.id])
      return ((await query) as VenueRow[]).map(venueOf)
    },

    /** Folds the cities that an older release has written, at most `limit`; resolves with how many those were. */
    async foldCities(limit: number): Promise<number> {
      const unfolded = await sql<{ id: string; city: string }>('venues')
        .select('id', 'city')
        .whereNull('city_folded')
        .orderBy('id')
        .limit(limit)
      await sql.raw(
        `
        update venues v set city_folded = given.folded
        from unnest(?::text[], ?::text[], ?::text[]) as given (id, city, folded)
        where v.id = given.id and v.city = given.city and v.city_folded is null`,
        [unfolded.map(({ id }) => id), unfolded.map(({ city }) => city), unfolded.map(({ city }) => foldedName(city))],
      )
      return unfolded.length
    },

    /** Problems: external_id_taken. */
    async insert({ id, organizerId, ...venue }: NewVenue): Promise<void> {
      await sql('venues')
        .insert({ id, organizer_id: organizerId, ...columnsOf(venue) })
        .catch(explain)
    },

    /** Problems: external_id_taken. */
    async update(venueId: string, edit: VenueEdit): Promise<void> {
      await sql('venues')
        .where({ id: venueId })
        .update({ ...columnsOf(edit), version: sql.raw('version + 1'), updated_at: sql.fn.now() })
        .catch(explain)
    },

    /** False, and it stays, if events take place there. */
    async remove(venueId: string): Promise<boolean> {
      try {
        await sql('venues').where({ id: venueId }).delete()
        return true
      } catch (error) {
        if ((error as { code?: string }).code === foreignKeyViolation) return false
        throw error
      }
    },

    /** The first events there, of those that the caller may see, and how many others there are. */
    async eventsAt(venueId: string, { caller, limit }: { caller: Caller; limit: number }): Promise<EventsAtVenue> {
      const there = () => sql('events').where({ venue_id: venueId })
      const seen = there().orderBy(['starts_at', 'id']).limit(limit)
      if (caller.role !== 'admin')
        void seen.where(own => void own.whereNot('status', 'draft').orWhere('organizer_id', caller.userId))
      const events = (await seen.select('id', 'title')) as EventsAtVenue['events'][number][]
      const counted = (await there().count({ all: '*' }).first()) as { all: number | string } | undefined
      return { events, moreEvents: Math.max(0, Number(counted?.all ?? 0) - events.length) }
    },
  }
}

function explain(error: unknown): never {
  if ((error as { constraint?: string }).constraint === externalIdUnique) throw problem('external_id_taken')
  throw error
}

function columnsOf({ location, name, address, city, country, timezone, externalId, metadata }: VenueEdit) {
  const columns = {
    name,
    address,
    city,
    city_folded: city === undefined ? undefined : foldedName(city),
    country,
    timezone,
    external_id: externalId,
    metadata: metadata && JSON.stringify(metadata),
    lat: location === null ? null : location?.lat,
    lon: location === null ? null : location?.lon,
  }
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
}

export const venueOf = (row: VenueRow): VenueRecord => ({
  id: row.venue_id,
  organizerId: row.venue_organizer_id,
  name: row.venue_name,
  address: row.venue_address,
  city: row.venue_city,
  country: row.venue_country,
  location: row.venue_lat === null || row.venue_lon === null ? null : { lat: row.venue_lat, lon: row.venue_lon },
  timezone: row.venue_timezone,
  externalId: row.venue_external_id,
  metadata: row.venue_metadata,
  version: row.venue_version,
  createdAt: row.venue_created_at,
  updatedAt: row.venue_updated_at,
})
