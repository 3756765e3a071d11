// What is asked about a new venue.
import { UsageError } from './failures.ts'
import { localZone, mustBeZone } from './times.ts'

/** By the flags of `venues create`. */
export const venueQuestions = {
  name: { message: 'Name of the venue' },
  city: { message: 'City' },
  country: { message: 'Code of its country, like DE', check: mustBeCountry },
  timezone: { message: 'Time zone', otherwise: localZone(), check: mustBeZone },
}

/** The server knows which codes there are: this only catches `Germany` while it is typed. */
export function mustBeCountry(text: string): void {
  if (!/^[A-Z]{2}$/.test(text))
    throw new UsageError(`${JSON.stringify(text)} is not the code of a country: write it like DE.`)
}
