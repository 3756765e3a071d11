// Which inventories this release can write. An event that uses what only a later release knows has a higher level: a
// server of this release then answers 503 for it, instead of deciding without what it doesn't know (a rolling upgrade).
import { problem } from '../../../platform/problems.ts'

/**
 * Raised by the release that adds what an older one must not ignore; that release writes it into `inventory.level` of
 * the events that use it.
 */
export const inventoryLevel = 5

/** A server that doesn't know test events would sell a test event's seats to everybody, for money. */
const levelOfTest = 2

/**
 * A server that doesn't know promotions and hidden ticket types would sell those to everybody, and give back no use.
 */
export const levelOfPromotions = 4

/** What a server must know to write to a new inventory. */
export function levelOf({ test, hasHidden }: { readonly test: boolean; readonly hasHidden: boolean }): number {
  if (hasHidden) return levelOfPromotions
  return test ? levelOfTest : 1
}

/** A server that doesn't know the archive would not find the holds of an event whose history is folded. */
export const levelOfFolded = 3

/**
 * A server that doesn't know that a part of a hold may go back would give all of it back again; or count it as sold.
 */
export const levelOfReturned = 5

/** Nothing has been written, and nothing will be here. */
export const inventoryTooNew = () =>
  problem(
    'service_unavailable',
    'This event uses what only a newer release of the server knows. Servers of that release answer for it.',
    { retryAfterSeconds: 1 },
  )
