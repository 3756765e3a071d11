// Entries of the files in the words of the API: prices in minor units, times in UTC, venues by their ids.
import type { Venue } from '@evently/sdk'
import { instantOf } from '../times.ts'
import { priceMinorOf } from './amounts.ts'
import { placeIn } from './entries.ts'
import type { Entry, Kind, Values } from './entries.ts'
import { faultsOfEvent } from './event-rules.ts'
import { pathText, quoted } from './shape.ts'
import type { Fault, Path, Place } from './source.ts'
import { nearestOf } from '../nearest.ts'

/** How a thing is to be. */
export interface Wanted {
  readonly kind: Kind
  readonly externalId: string
  readonly place: Place
  /** What its PUT takes. An event whose venue is still to be made has no `venueId`. */
  readonly body: Values
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
    const place = placeIn(entry)
    if (kind !== 'event') {
      wanted.push({ kind, externalId, place, body, zone: anyZone })
      continue
    }
    const name = String(values['venue'])
    const venue = here.get(name)?.values ?? elsewhere?.get(name)
    if (elsewhere && !venue) faults.push(unknownVenue(entry, name, [...here.keys()]))
    const zone = String(values['timezone'] ?? venue?.['timezone' as keyof typeof venue] ?? anyZone)
    const event = await eventBody(entry, zone)
    const found = here.has(name) ? undefined : elsewhere?.get(name)
    faults.push(...event.faults)
    wanted.push({
      ...{ kind, externalId, place, zone },
      body: { ...event.body, ...(found && { venueId: found.id }) },
      ...(here.has(name) && { venueExternalId: name }),
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

async function eventBody(entry: Entry, zone: string) {
  const faults: Fault[] = []
  const convert = async (values: Values, at: Path): Promise<Record<string, unknown>> => {
    const body: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(values)) {
      const path = [...at, name]
      try {
        if (name === 'ticketTypes') body[name] = await typesOf(value as readonly Values[], path)
        else if (isTime(name))
          body[name] = await instantOf(String(value), { name: pathText([...entry.path, ...path]), zone })
        else if (name === 'price') body['priceMinor'] = priceIn(values, entry.document.textOf([...entry.path, ...path]))
        else if (name !== 'venue' && name !== 'externalId') body[name] = value
        else if (at.length > 0) body[name] = value
      } catch (error) {
        const message = withoutEnd((error as Error).message)
        const words = isTime(name) ? message : `${pathText([...entry.path, ...path])}: ${message}`
        faults.push({ place: placeIn(entry, ...path), message: words })
      }
    }
    return body
  }
  const typesOf = async (types: readonly Values[], at: Path) => {
    const bodies: Values[] = []
    for (const [n, type] of types.entries()) bodies.push(await convert(type, [...at, n]))
    return bodies
  }
  const body = await convert(entry.values, [])
  const rules = faults.length > 0 ? [] : faultsOfEvent(body)
  const broken = rules.map(({ path, message }) => ({
    place: placeIn(entry, ...path),
    message: `${pathText([...entry.path, ...path])} ${message}`,
  }))
  return { body, faults: [...faults, ...broken] }
}

/** By how the contract names times. */
const isTime = (name: string) => /At$/.test(name)
const withoutEnd = (sentence: string) => sentence.replace(/\.$/, '')

/** The contract's own bound. */
const priceMinorMax = 1_000_000_000

function priceIn({ price, currency }: Values, source: string | undefined): number {
  const minor = priceMinorOf(price as string | number, source, String(currency))
  if (minor > priceMinorMax)
    throw new Error(`${quoted(price)} is more than a price may be, ${priceMinorMax} minor units`)
  return minor
}
