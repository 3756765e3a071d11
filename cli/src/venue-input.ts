// A venue as it is described by flags.
import { Flags } from '@oclif/core'
import { locationFlag, locationOf } from './flags.ts'
import { asked } from './prompts.ts'

const name = { summary: 'What it is called.' } as const
const city = { summary: 'Its city.' } as const
const country = { summary: 'Code of its country.', helpValue: 'DE' } as const
const timezone = { summary: 'IANA time zone.', helpValue: 'Europe/Berlin' } as const

export const venueFlags = {
  name: Flags.string(name),
  address: Flags.string({ summary: 'Street and number.' }),
  city: Flags.string(city),
  country: Flags.string(country),
  timezone: Flags.string(timezone),
  location: locationFlag,
}

/** Of a venue that is described as a whole. */
export const wholeVenueFlags = {
  ...venueFlags,
  name: Flags.string({ ...name, required: true }),
  city: Flags.string({ ...city, required: true }),
  country: Flags.string({ ...country, required: true }),
  timezone: Flags.string({ ...timezone, required: true }),
}

/** The same, where what is left out is asked for. */
export const askedVenueFlags = {
  ...venueFlags,
  name: Flags.string({ ...name, summary: asked(name.summary) }),
  city: Flags.string({ ...city, summary: asked(city.summary) }),
  country: Flags.string({ ...country, summary: asked(country.summary) }),
  timezone: Flags.string({ ...timezone, summary: asked(timezone.summary) }),
}

export const venueExternalIdFlag = Flags.string({ summary: 'Your own id of it.' })

interface WholeVenueFlags {
  readonly name: string
  readonly address?: string | undefined
  readonly city: string
  readonly country: string
  readonly timezone: string
  readonly location?: string | undefined
}

export const wholeVenue = ({ name, address, city, country, timezone, location }: WholeVenueFlags) => ({
  name,
  address,
  city,
  country,
  timezone,
  location: locationOf(location),
})
