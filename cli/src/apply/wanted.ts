// Entries of the files in the words of the API: prices in minor units, times in UTC, venues by their ids.
import type { Venue } from '@evently/sdk'
import { nearestOf } from '../nearest.ts'
import { placeIn } from './entries.ts'
import type { Entry, Kind, Values } from './entries.ts'
import { eventBody } from './event-body.ts'
import type { WantedPromotion } from './promotion-entries.ts'
import { pathText, quoted } from './shape.ts'
import type { Fault } from './source.ts'

/** How a thing is to be. */
export interface Wanted {
  readonly kind: Kind
  readonly externalId: string
  /** Where it is said. */
  readonly entry: Entry
  /** What its PUT takes. An event whose venue is still to be made has no `venueId`. */
  readonly body: Values
  /** Of an event: the codes that it is to have, where its entry says so. */
  readonly promotions?: readonly WantedPromotion[]
  /** Of an event: the external id of its venue, where that stands in the files. */
  readonly venueExternalId?: string
  /** The zone on whose clock its times are shown. */
  readonly zone: string
}

/** Venues on the server, by how an event names them: their id, or one's own external id. */
export type VenuesByName = ReadonlyMap<string, Pick<Venue, 'id' | 'timezone'>>

/** Whose clock is meant while nobody has asked the server: what no calendar has, shows on every clock. */
const anyZone = 'UTC'
const venueId = /^ven_[0-9a-z]{26}$/

/** How events name venues that don't stand in the files. */
export function venuesElsewhere(entries: readonly Entry[]): readonly string[] {
  const here = venuesIn(entries)
  const named = entries.filter(({ kind }) => kind === 'event').map(({ values }) => String(values['venue']))
  return [...new Set(named.filter(name => !here.has(name)))]
}

export const isVenueId = (name: string) => venueId.test(name)

const venuesIn = (entries: readonly Entry[]): ReadonlyMap<string, Entry> =>
  new Map(entries.filter(({ kind }) => kind === 'venue').map(entry => [entry.externalId, entry]))

/**
 * What the entries want, and what is wrong with their values. `elsewhere`: what is known of the venues that don't stand
 * in the files; undefined where the server has not been asked, for a first look.
 */
export async function wantedOf(
  entries: readonly Entry[],
  elsewhere?: VenuesByName,
): Promise<{ readonly wanted: readonly Wanted[]; readonly faults: readonly Fault[] }> {
  const here = venuesIn(entries)
  const wanted: Wanted[] = []
  const faults: Fault[] = []
  for (const entry of entries) {
    const { kind, externalId, values } = entry
    const { externalId: _, ...body } = values
    if (kind !== 'event') {
      wanted.push({ kind, externalId, entry, body, zone: anyZone })
      continue
    }
    const name = String(values['venue'])
    const venueHere = here.get(name)
    const venueThere = venueHere ? undefined : elsewhere?.get(name)
    if (elsewhere && !venueHere && !venueThere) faults.push(unknownVenue(entry, name, [...here.keys()]))
    const zone = values['timezone'] ?? venueHere?.values['timezone'] ?? venueThere?.timezone
    const event = await eventBody(entry, { zone: String(zone ?? anyZone), isZoneKnown: zone !== undefined })
    faults.push(...event.faults)
    wanted.push({
      ...{ kind, externalId, entry, zone: String(zone ?? anyZone) },
      body: { ...event.body, ...(venueThere && { venueId: venueThere.id }) },
      ...(event.promotions && { promotions: event.promotions }),
      ...(venueHere && { venueExternalId: name }),
    })
  }
  return { wanted, faults }
}

function unknownVenue(entry: Entry, name: string, known: readonly string[]): Fault {
  const place = placeIn(entry, 'venue')
  const at = pathText([...entry.path, 'venue'])
  if (isVenueId(name)) return { place, message: `${at}: there is no venue ${name}` }
  const meant = nearestOf(name, known)
  const advice = meant === undefined ? '' : `; did you mean ${meant}?`
  return { place, message: `${at}: ${quoted(name)} is neither a venue in these files nor one of yours${advice}` }
}
