// What there is on the server of what the files name, and whose it is.
import { isProblem } from '@evently/sdk'
import type { Event, EventStats, Evently, Promotion, Venue, WebhookEndpoint } from '@evently/sdk'
import { CommandError, exit } from '../failures.ts'
import { nameOfKind } from './entries.ts'
import type { Kind } from './entries.ts'

export type Resource = Venue | Event | WebhookEndpoint

export interface Current {
  readonly venue: ReadonlyMap<string, Venue>
  readonly event: ReadonlyMap<string, Event>
  readonly webhookEndpoint: ReadonlyMap<string, WebhookEndpoint>
}

/** Requests that are under way at once; the SDK keeps them below the server's rate limits. */
const readersMax = 6

/**
 * Reads what is one's own: an admin sees everybody's events, and everybody sees all venues. A session knows its
 * account. An API key doesn't say whose it is: that is learned from the first thing that may be its own.
 */
export function createReader(evently: Evently, credential: 'api_key' | 'session' | undefined) {
  let account: string | undefined
  let learning: Promise<void> =
    credential === 'session'
      ? evently.users.profile.get().then(({ id }) => {
          account = id
        })
      : Promise.resolve()
  learning.catch(() => undefined) // whoever waits for it gets it

  /** The one of these that is one's own. */
  async function own<Found extends Owned>(kind: OwnedKind, candidates: readonly Found[]): Promise<Found | undefined> {
    learning = learning.then(async () => {
      if (account === undefined && candidates.length > 0) account = await ownerAmong(evently, kind, candidates)
    })
    await learning
    return candidates.find(({ organizerId }) => organizerId === account)
  }

  async function venue(externalId: string): Promise<Venue | undefined> {
    const found: Venue[] = []
    for await (const each of evently.venues.list({ externalId, limit: 100 })) found.push(each)
    return own('venue', found)
  }

  async function event(externalId: string): Promise<Event | undefined> {
    const found: Event[] = []
    for await (const each of evently.events.listManaged({ externalId, limit: 100 })) found.push(each)
    return own('event', found)
  }

  async function webhookEndpoint(externalId: string): Promise<WebhookEndpoint | undefined> {
    const { data } = await evently.webhookEndpoints.list({ externalId, limit: 1 })
    return data[0]
  }

  /** Any venue, by its id; undefined where there is none. */
  async function venueById(id: string): Promise<Venue | undefined> {
    try {
      return await evently.venues.get(id)
    } catch (error) {
      if (isProblem(error, 'venue_not_found')) return undefined
      throw error
    }
  }

  /** Its own id: with an API key, as far as its events say; undefined if it has none. */
  async function ownAccount(): Promise<string | undefined> {
    await learning
    if (account !== undefined) return account
    const { data } = await evently.events.listManaged({ limit: 100 })
    const named = data.filter(({ externalId }) => externalId !== undefined)
    const organizers = new Set(data.map(({ organizerId }) => organizerId))
    if (named.length > 0) await own('event', [named[0]!])
    return account ?? (organizers.size === 1 ? [...organizers][0] : undefined)
  }

  const stats = async (eventId: string): Promise<EventStats> => evently.events.stats(eventId)

  /** The codes of an event, those that are closed among them, in the order in which they were made. */
  async function promotions(eventId: string): Promise<readonly Promotion[]> {
    const found: Promotion[] = []
    for await (const each of evently.promotions.list(eventId, { limit: 100 })) found.push(each)
    return found
  }

  const byKind = { venue, event, webhookEndpoint }
  const read = (kind: Kind, externalId: string) => byKind[kind](externalId)
  return { ...byKind, venueById, ownAccount, stats, promotions, read }
}

type OwnedKind = 'venue' | 'event'
type Owned = (Venue | Event) & { readonly externalId?: string }

/** No version of anything: a write with it is refused, and says what the version of the caller's own is, if any. */
const noVersion = '"none"'
/** More candidates are not asked one by one. */
const askedMax = 20

/**
 * The account that has one of these, if it is the caller's; undefined if none of them is. An API key doesn't say whose
 * it is, so writes are sent that can't have an effect: by external id to learn which version is the caller's own, and
 * where several have that one, by id, which is refused otherwise for what belongs to others.
 */
async function ownerAmong(
  evently: Evently,
  kind: OwnedKind,
  candidates: readonly Owned[],
): Promise<string | undefined> {
  const version = await ownVersion(evently, kind, candidates[0]!)
  if (version === undefined) return undefined
  const alike = candidates.filter(each => String(each.version) === version)
  if (alike.length === 0)
    throw new CommandError(
      'changed_meanwhile',
      `The ${nameOfKind[kind]} ${candidates[0]!.externalId} was changed while it was read: run it again.`,
      exit.conflict,
    )
  const own = alike.length > 1 ? await changeable(evently, kind, alike.slice(0, askedMax)) : alike
  if (own.length === 1) return own[0]!.organizerId
  throw new CommandError(
    'account_unknown',
    `Several accounts have the ${nameOfKind[kind]} ${JSON.stringify(candidates[0]!.externalId)}, and an API key does ` +
      'not say whose it is. Sign in with `evently auth login`, and run it without the key.',
  )
}

async function ownVersion(evently: Evently, kind: OwnedKind, alike: Owned): Promise<string | undefined> {
  const { operation, body } = kind === 'venue' ? venueAsItIs(alike as Venue) : eventAsItIs(alike as Event)
  const error = await refusalOf(
    evently.request(operation, { path: { externalId: alike.externalId! }, body }, { ifMatch: noVersion }),
  )
  if (!isProblem(error, 'precondition_failed')) throw error
  return /^(?:W\/)?"(\d+)/.exec(String(error.problem.currentETag ?? ''))?.[1]
}

/** Those that the caller may change: all of them, for an admin. */
async function changeable(evently: Evently, kind: OwnedKind, found: readonly Owned[]): Promise<readonly Owned[]> {
  const refused = await inTurns(found, ({ id, ...its }) => {
    const options = { ifMatch: noVersion }
    return refusalOf(
      kind === 'venue'
        ? evently.venues.update(id, { name: (its as Venue).name }, options)
        : evently.events.update(id, { title: (its as Event).title }, options),
    )
  })
  return found.filter((_, n) => isProblem(refused[n], 'precondition_failed'))
}

const refusalOf = (answer: PromiseLike<unknown>): PromiseLike<unknown> =>
  answer.then(
    () => new Error('A write whose condition nothing meets was carried out.'),
    (error: unknown) => error,
  )

const venueAsItIs = ({ name, city, country, timezone }: Venue) =>
  ({ operation: 'events.putVenue', body: { name, city, country, timezone } }) as const

const eventAsItIs = ({ title, category, venue, startsAt, endsAt, capacity }: Event) =>
  ({ operation: 'events.put', body: { title, category, venueId: venue.id, startsAt, endsAt, capacity } }) as const

export type Reader = ReturnType<typeof createReader>

/** What there is of these, by external id. */
export async function readCurrent(
  reader: Reader,
  named: readonly { readonly kind: Kind; readonly externalId: string }[],
): Promise<Current> {
  const found = await inTurns(named, async ({ kind, externalId }) => ({
    kind,
    externalId,
    resource: await reader.read(kind, externalId),
  }))
  const of = (wanted: Kind) =>
    new Map(
      found.flatMap(({ kind, externalId, resource }) =>
        kind === wanted && resource ? [[externalId, resource] as const] : [],
      ),
    )
  return {
    venue: of('venue') as Current['venue'],
    event: of('event') as Current['event'],
    webhookEndpoint: of('webhookEndpoint') as Current['webhookEndpoint'],
  }
}

/** A few at a time, the results in the order of the items. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => PromiseLike<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  const worker = async () => {
    for (let n = next++; n < items.length; n = next++) results[n] = await work(items[n]!)
  }
  await Promise.all(Array.from({ length: Math.min(readersMax, items.length) }, worker))
  return results
}
