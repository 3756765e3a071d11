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

type Listed = ReadonlyMap<string, readonly Venue[]>

/**
 * They are read once, at the first that is not named by its id: one's own, and if it is none of them, everybody's. Of
 * others the name alone counts: their own ids are theirs.
 */
export function knownVenues(evently: Evently): KnownVenues {
  const byId = new Map<string, Promise<KnownVenue>>()
  const listed: { own?: Promise<Listed>; all?: Promise<Listed> } = {}

  async function list({ mine }: { mine: boolean }): Promise<Listed> {
    const found = new Map<string, Venue[]>()
    const add = (key: string, venue: Venue) => found.set(key, [...(found.get(key) ?? []), venue])
    for await (const venue of evently.venues.list({ limit: 100, ...(mine && { mine }) })) {
      if (mine && venue.externalId !== undefined) add(externalKey(venue.externalId), venue)
      add(nameKey(venue.name), venue)
    }
    return found
  }

  async function named(text: string): Promise<readonly Venue[]> {
    const own = await (listed.own ??= list({ mine: true }))
    const found = own.get(externalKey(text)) ?? own.get(nameKey(text))
    return found ?? (await (listed.all ??= list({ mine: false }))).get(nameKey(text)) ?? []
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
      const [found, ...others] = await named(text)
      if (found === undefined)
        throw fault(`names ${shown(text)}, and there is no such venue: import it first, with evently import venues`)
      if (others.length === 0) return found
      const ids = [found, ...others].slice(0, shownMax).map(venue => venue.id)
      throw fault(
        `names ${shown(text)}, and there are ${others.length + 1} venues of that name: name it by its id, ` +
          ids.join(' or '),
      )
    },
  }
}

const externalKey = (text: string) => `id ${text}`
const nameKey = (text: string) => `name ${text.toLocaleLowerCase('en')}`
