// Rows that are venues.
import type { Evently, VenueToMake } from '@evently/sdk'
import { isZone } from '../times.ts'
import { decimalOf, fault, lineOf, pairsOf, shown, textIn } from './cells.ts'
import type { FieldReader } from './fields.ts'
import type { Kind, RowToSend } from './kinds.ts'
import { countryPattern, limits } from './limits.ts'
import { made, put, withoutKey } from './sending.ts'

export const venueRows = (): Kind => ({
  name: 'venues',
  fields: ['externalId', 'name', 'address', 'city', 'country', 'timezone', 'lat', 'lon', 'metadata'],
  required: ['name', 'city', 'country', 'timezone'],
  toSend: async (row, evently) => venueOf(row, evently),
})

function venueOf(row: FieldReader, evently: Evently): RowToSend | undefined {
  const externalId = row.optional('externalId', lineOf(limits.externalId))
  const name = row.required('name', lineOf(limits.venueName))
  const address = row.optional('address', lineOf(limits.address))
  const city = row.required('city', lineOf(limits.city))
  const country = row.required('country', countryOf)
  const timezone = row.required('timezone', zoneOf)
  const location = locationOf(row)
  const metadata = row.optional('metadata', pairsOf)
  if (row.faults.length > 0) return undefined
  if (name === undefined || city === undefined || country === undefined || timezone === undefined) return undefined
  const venue: VenueToMake = {
    name,
    city,
    country,
    timezone,
    ...(address !== undefined && { address }),
    ...(location && { location }),
    ...(metadata && { metadata }),
  }
  return {
    externalId,
    send: options =>
      externalId === undefined
        ? made(evently.venues.create(venue, options))
        : put(evently.venues.upsert({ externalId, ...venue }, withoutKey(options))),
  }
}

/** Both coordinates or neither. */
function locationOf(row: FieldReader): { lat: number; lon: number } | undefined {
  const lat = row.optional('lat', decimalOf({ min: -90, max: 90 }))
  const lon = row.optional('lon', decimalOf({ min: -180, max: 180 }))
  if (lat !== undefined && lon !== undefined) return { lat, lon }
  if (lat !== undefined && row.faults.length === 0) row.wrong('lon', 'is missing, and there is a lat')
  if (lon !== undefined && row.faults.length === 0) row.wrong('lat', 'is missing, and there is a lon')
  return undefined
}

function countryOf(value: unknown): string | undefined {
  const text = textIn(value)?.toUpperCase()
  if (text !== undefined && !countryPattern.test(text))
    throw fault(`must be the two letters of a country such as DE, not ${shown(text)}`)
  return text
}

export function zoneOf(value: unknown): string | undefined {
  const text = textIn(value)
  if (text !== undefined && (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(text) || !isZone(text)))
    throw fault(`must be an IANA time zone such as Europe/Berlin, not ${shown(text)}`)
  return text
}
