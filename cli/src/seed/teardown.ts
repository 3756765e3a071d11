// Takes away what a plan and a seed have made: drafts and venues are deleted, what was on sale is cancelled.
import { isProblem, type Event, type Evently } from '@evently/sdk'
import { inParallel } from '../in-parallel.ts'
import type { World } from './world.ts'

export interface ToTakeAway {
  readonly drafts: readonly Event[]
  /** On sale: cancelled, and their money goes back. */
  readonly published: readonly Event[]
  readonly venues: readonly { readonly id: string; readonly name: string }[]
}

export interface TakenAway {
  readonly cancelled: number
  readonly deleted: number
  readonly venuesDeleted: number
  /** Events that can't be deleted are there, so they stay. */
  readonly venuesKept: number
}

/** They are found by their external ids, whatever has become of `ids.json`. */
export async function findSeeded(evently: Evently, { prefix }: Pick<World, 'prefix'>): Promise<ToTakeAway> {
  const drafts: Event[] = []
  const published: Event[] = []
  for await (const event of evently.events.listManaged({ limit: 100 })) {
    if (!event.externalId?.startsWith(prefix)) continue
    if (event.status === 'draft') drafts.push(event)
    else if (event.status === 'published') published.push(event)
  }
  const venues: { id: string; name: string }[] = []
  for await (const venue of evently.venues.list({ limit: 100, mine: true }))
    if (venue.externalId?.startsWith(prefix)) venues.push(venue)
  return { drafts, published, venues }
}

export async function takeAway(
  { drafts, published, venues }: ToTakeAway,
  { evently, atOnceMax }: { readonly evently: Evently; readonly atOnceMax: number },
): Promise<TakenAway> {
  await inParallel(published, { atOnceMax }, async event => {
    await freeExternalId(evently, event)
    await evently.events.cancel(event.id)
  })
  await inParallel(drafts, { atOnceMax }, async ({ id }) => {
    await evently.events.delete(id)
  })
  let venuesDeleted = 0
  await inParallel(venues, { atOnceMax }, async ({ id }) => {
    if (await deletedVenue(evently, id)) venuesDeleted += 1
  })
  const venuesKept = venues.length - venuesDeleted
  return { cancelled: published.length, deleted: drafts.length, venuesDeleted, venuesKept }
}

/**
 * The same plan can be seeded again: a cancelled event stays for good, under an external id that no plan makes. It
 * still has the prefix, so that a teardown that is interrupted in between finds it again.
 */
async function freeExternalId(evently: Evently, event: Event): Promise<void> {
  const mark = `:taken-away:${event.id}`
  if (event.externalId?.endsWith(mark)) return
  const externalId = `${event.externalId ?? ''}${mark}`
  await evently.events.update(event.id, { externalId }, { ifMatch: event.version })
}

/** False: events that can't be deleted are there. */
async function deletedVenue(evently: Evently, id: string): Promise<boolean> {
  try {
    await evently.venues.delete(id)
    return true
  } catch (error) {
    if (isProblem(error, 'venue_in_use')) return false
    throw error
  }
}
