// The venues that rows of events name: by id, by the organizer's own id, or by name.
import type { Evently, Venue } from '@evently/sdk'
import { isProblem } from '@evently/sdk'
import { fault, shown } from './cells.ts'

export interface KnownVenue {
  readonly id: string
  readonly timezone: string
}

export interface KnownVenues {
  /** Throws CellFault for what is no venue, or may be several. */
  find(text: string): Promise<KnownVenue>
}

const shownMax = 3

/** They are read once, at the first that is not named by its id. */
export function knownVenues(evently: Evently): KnownVenues {
  const byId = new Map<string, Promise<KnownVenue>>()
  let listed: Promise<ReadonlyMap<string, readonly Venue[]>> | undefined

  async function list(): Promise<ReadonlyMap<string, readonly Venue[]>> {
    const found = new Map<string, Venue[]>()
    const add = (key: string, venue: Venue) => found.set(key, [...(found.get(key) ?? []), venue])
    for await (const venue of evently.venues.list({ limit: 100 })) {
      if (venue.externalId !== undefined) add(externalKey(venue.externalId), venue)
      add(nameKey(venue.name), venue)
    }
    return found
  }

  async function byIdAlone(id: string): Promise<KnownVenue> {
    try {
      return await evently.venues.get(id)
    } catch (error) {
      if (!isProblem(error, 'venue_not_found')) throw error
      throw fault(`names ${id}, and there is no such venue`)
    }
  }

  return {
    async find(text) {
      if (/^ven_[0-9a-z]+$/.test(text)) {
        const known = byId.get(text) ?? byIdAlone(text)
        byId.set(text, known)
        return known
      }
      const venues = await (listed ??= list())
      const [found, ...others] = venues.get(externalKey(text)) ?? venues.get(nameKey(text)) ?? []
      if (found === undefined)
        throw fault(`names ${shown(text)}, and there is no such venue: import it first, with evently import venues`)
      if (others.length === 0) return found
      const ids = [found, ...others].slice(0, shownMax).map(venue => venue.id)
      throw fault(
        `names ${shown(text)}, and there are ${others.length + 1} venues of that name: name it by its id, ${ids.join(' or ')}`,
      )
    },
  }
}

const externalKey = (text: string) => `id ${text}`
const nameKey = (text: string) => `name ${text.toLocaleLowerCase('en')}`
