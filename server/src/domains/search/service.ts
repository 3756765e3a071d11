// The search's use cases: finding events, and keeping the index what the events are.
import type { Logger } from 'pino'
import { faultOfMixedCurrencies } from '../../contract/codes.ts'
import { chosenFor, inLanguage } from '../../contract/translations.ts'
import type { Shape } from '../../contract/types.ts'
import { pageOf, type Cursors } from '../../platform/cursors.ts'
import { problem, validationProblem } from '../../platform/problems.ts'
import type { EventsPort } from '../events/port.ts'
import { searchCorrecting, suggestCorrecting } from './corrected-search.ts'
import type { Hit, Position, SearchQuery, SearchEngine, SearchSort } from './engine.ts'
import type { AvailabilityChange } from './port.ts'
import type { Refusals } from './refusals.ts'
import { highlightsOf } from './text/highlights.ts'

/** What a searcher asks, before it is decided what that means. */
export interface SearchInput extends Omit<SearchQuery, 'sort' | 'now' | 'after'> {
  /** As it was sent: in which language events are shown. */
  readonly acceptLanguage?: string | undefined
  readonly sort?: SearchSort
  readonly cursor?: string
}

export interface SearchPage {
  readonly hits: readonly (Hit & { readonly highlights?: Shape<'Highlights'> })[]
  readonly facets: Shape<'Facets'>
  readonly hasMore: boolean
  readonly nextCursor: string | null
}

export interface SearchServiceDependencies {
  readonly engine: SearchEngine
  /** Asked when it is needed: the events know the search, and the search the events. */
  readonly events: () => EventsPort
  readonly cursors: Cursors
  /** What the index refuses: of events, and of their seats. */
  readonly refusals: Refusals
  readonly seatRefusals: Refusals
  readonly log: Logger
  readonly clock: () => Date
}

export type SearchService = ReturnType<typeof createSearchService>

/** Events that are read at a time to be compared with the index, and to be written to it. */
export const pageSize = 500
const reindexPageSize = 1_000
/** Events that a report of a reindex names; the rest are only counted. */
const failedMax = 100

export function createSearchService({
  engine,
  events,
  cursors,
  refusals,
  seatRefusals,
  log,
  clock,
}: SearchServiceDependencies) {
  return {
    /** Problems: validation_failed (distance from where? prices in which currency?), invalid_cursor. */
    async search({ sort: wanted, cursor, acceptLanguage, ...input }: SearchInput): Promise<SearchPage> {
      const sort =
        wanted === undefined || wanted === 'relevance' ? (input.q === undefined ? 'date' : 'relevance') : wanted
      if (sort === 'distance' && !input.near) throw missingNear()
      const list = listOf(input, sort)
      const after = cursor === undefined ? undefined : cursors.decode<Position>(list, cursor)

      const {
        hits: found,
        facets: counted,
        terms,
      } = await searchCorrecting(engine, { ...input, sort, now: clock(), after })
      const facets = facetsInOneCurrency(counted, input, sort)
      const page = pageOf(found, input.limit, ({ position }) => cursors.encode(list, position))
      const hits = page.data.map(hit => {
        const event = inLanguage(hit.event, chosenFor(hit.event, acceptLanguage))
        return { ...hit, event, highlights: highlightsOf(event, terms) }
      })
      return { ...page, facets, hits }
    },

    /** Events by their titles in the reader's language, each once. */
    async suggest({ acceptLanguage, ...input }: { q: string; limit: number; acceptLanguage?: string | undefined }) {
      const found = await suggestCorrecting(engine, { ...input, now: clock() })
      const events = new Set<string>()
      return found.flatMap((each): Shape<'Suggestion'>[] => {
        if (each.kind !== 'event') return [each]
        if (events.has(each.event.id)) return []
        events.add(each.event.id)
        const { title } = inLanguage(each.event, chosenFor(each.event, acceptLanguage))
        return [{ text: title, kind: 'event', eventId: each.event.id }]
      })
    },

    /** Resolves when the event can be found, or, if it isn't published, can't. Problems: document_refused. */
    async index(event: Shape<'Event'>): Promise<void> {
      if (event.status !== 'published') return engine.remove(event.id, event.version)
      const refused = await engine.index([event], 'change')
      refusals.note('change', [event.id], refused)
      if (refused[0])
        throw problem('document_refused', `The search index does not take the event ${event.id}: ${refused[0].reason}`)
    },

    remove: (eventId: string, version?: number) => engine.remove(eventId, version),
    /** Seats that the index refuses are left out, and for a while their event's next ones too. */
    async updateAvailability(changes: readonly AvailabilityChange[]): Promise<void> {
      const tried = changes.filter(({ eventId }) => seatRefusals.mayTry(eventId))
      seatRefusals.note(
        'seats',
        tried.map(({ eventId }) => eventId),
        await engine.updateAvailability(tried),
      )
    },

    /** Indexes every published event and removes what isn't one, while searches are answered. */
    async reindex(): Promise<Shape<'ReindexReport'>> {
      const startedAt = performance.now()
      const { indexed, removed, refused } = await engine.reindex(publishedPages(events()))
      refusals.note(
        'reindex',
        refused.map(({ eventId }) => eventId),
        refused,
      )
      const counts = { indexed, removed, skipped: refused.length, tookMs: Math.round(performance.now() - startedAt) }
      log.info(counts, 'the search index was rebuilt')
      return { ...counts, failed: refused.slice(0, failedMax) }
    },
  }
}

/** A cursor belongs to one query, whatever the length of its pages. */
const listOf = (
  {
    q,
    category,
    seriesId,
    city,
    near,
    radiusKm,
    startsAfter,
    startsBefore,
    currency,
    minPrice,
    maxPrice,
    available,
  }: SearchInput,
  sort: SearchSort,
) =>
  `search ${JSON.stringify([
    q,
    category,
    seriesId,
    city,
    near?.lat,
    near?.lon,
    near && radiusKm,
    startsAfter,
    startsBefore,
    currency,
    minPrice,
    maxPrice,
    available,
    sort,
  ])}`

/** Every event that is to be found, a page at a time. */
export async function* publishedPages(events: EventsPort): AsyncGenerator<Shape<'Event'>[]> {
  let page = await events.published(undefined, reindexPageSize)
  while (page.length > 0) {
    yield page
    page = await events.published(page.at(-1)!.id, reindexPageSize)
  }
}

/**
 * Minor units of several currencies can't be compared: without the prices of a result that has several, and refused
 * where prices were asked for. Problem: validation_failed.
 */
function facetsInOneCurrency(
  facets: Shape<'Facets'>,
  { currency, minPrice, maxPrice }: SearchInput,
  sort: SearchSort,
): Shape<'Facets'> {
  if (currency !== undefined || facets.currency.length < 2) return facets
  const by =
    sort === 'price' ? 'sort=price' : minPrice !== undefined ? 'minPrice' : maxPrice !== undefined && 'maxPrice'
  if (by) {
    const mixed = facets.currency.map(({ value }) => value)
    throw problem('validation_failed', 'Prices are compared in one currency: name it.', {
      errors: [faultOfMixedCurrencies(mixed, by)],
    })
  }
  return { ...facets, price: [] }
}

const missingNear = () =>
  validationProblem([
    {
      pointer: '/query/near',
      keyword: 'required',
      message: 'is required with sort=distance, which measures from it; it is lat,lon, such as 53.5511,9.9937',
    },
  ])
