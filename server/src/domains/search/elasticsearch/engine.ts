// The search engine that Elasticsearch is: a versioned index behind an alias.
import { setTimeout as delay } from 'node:timers/promises'
import { errors, type estypes } from '@elastic/elasticsearch'
import type { Shape } from '../../../contract/types.ts'
import { createBreaker } from '../../../platform/breaker.ts'
import { uncontested, type Exclusively, type Lease } from '../../../platform/postgres/leases.ts'
import { problem } from '../../../platform/problems.ts'
import {
  positionOf,
  type FoundSuggestion,
  type Hit,
  type Looking,
  type ReindexResult,
  type SearchEngine,
  type SearchQuery,
  type SearchResults,
  type Spelling,
  type SuggestionTerms,
} from '../engine.ts'
import { facetsOf } from '../facets.ts'
import type { AvailabilityChange } from '../port.ts'
import { chunksOf, writeChunks, writeTakenApart, type DocumentRefusal } from '../taken-apart.ts'
import type { Asked, Term } from '../text/query.ts'
import { nearestTo } from '../text/spelling.ts'
import { createClient } from './client.ts'
import { isAway, isDocumentsFault, isIndexGone, isSilent } from './faults.ts'
import {
  indexName,
  isCurrent,
  phraseOf,
  buildingSettings,
  servingSettings,
  templateFor,
  withSeats,
  type LiveDocument,
} from './index-mapping.ts'
import { createElasticsearchStore, type IndexedEvent } from './index-store.ts'
import {
  begunWord,
  candidatesIn,
  countsIn,
  facetRowsOf,
  knownRequest,
  metersBetween,
  pageRequest,
  spellingRequest,
  suggestionRequest,
  uncountedIn,
  wordAlone,
} from './requests.ts'

export interface ElasticsearchOptions {
  readonly url: string
  /** What the index is called; the real ones behind it carry the mapping's version and the time they were made. */
  readonly alias?: string
  /** Of how many parts the next index that is built is; 1 unless said. */
  readonly shards?: number | undefined
  /** Runs `work` unless some other process is running its own; undefined then. */
  readonly exclusively?: Exclusively
  readonly clock?: () => Date
  /** How long a search or a write waits for Elasticsearch at most. */
  readonly timeoutMs?: number
  /** Told when it has failed to answer a few times, from when on nobody waits for it, and when it answers again. */
  readonly onBroken?: () => void
  readonly onMended?: () => void
}

export interface ElasticsearchEngine extends SearchEngine {
  /** Is there an index with the present mapping? Problems: service_unavailable. */
  isPresent(): Promise<boolean>
  kept(eventIds: readonly string[]): Promise<Map<string, IndexedEvent>>
  /** Writes the events over what was seen of them; resolves with those that the index does not take. */
  repair(repairs: readonly Repair[]): Promise<readonly DocumentRefusal[]>
  /** Whether everything is refused at once, because it has failed to answer a few times. */
  isBroken(): boolean
  close(): Promise<void>
}

/** An event, and what the index was seen to have of it. */
export interface Repair {
  readonly event: Shape<'Event'>
  readonly seen: IndexedEvent | undefined
}

/** For building: nobody waits for it, and half of it done is for nothing. */
const buildingTimeoutMs = 60_000
/** How long a new index waits for its copies before it answers. */
const copiesTimeout = '30s'
/** While nobody waits for it: how often it is asked whether it answers, and for how long. */
const probeEveryMs = 500
const probeMsMax = 1_000
const failuresWithinMs = 10_000
const failuresInARowMax = 3

const changesPerWriteMax = 500
const idsPageSize = 10_000
/** News of an event can't be on their way for longer. */
const tombstonesKeptMs = 24 * 60 * 60_000
const kindsInTurn = ['city', 'category', 'venue', 'event'] as const

export function createElasticsearchEngine({
  url,
  alias = 'evently_events',
  shards = 1,
  exclusively = work => work(uncontested),
  clock = () => new Date(),
  timeoutMs = 2_000,
  onBroken,
  onMended,
}: ElasticsearchOptions): ElasticsearchEngine {
  const client = createClient(url, timeoutMs)
  const patient = createClient(url, buildingTimeoutMs)
  const store = createElasticsearchStore(client, alias)
  const building = createElasticsearchStore(patient, alias)
  const breaker = createBreaker({
    probe: () =>
      client.search({ index: alias, size: 0, terminate_after: 1 }, { requestTimeout: Math.min(timeoutMs, probeMsMax) }),
    probeEveryMs,
    windowMs: failuresWithinMs,
    failuresInARowMax,
    isAnswer: error => !isSilent(error),
    ...(onBroken && { onOpen: onBroken }),
    ...(onMended && { onClose: onMended }),
  })

  return {
    index: (events, cause) =>
      putTakenApart(events, part => reachable(() => store.putEvents(part, cause, { findable: true }))),

    remove: (eventId, version) => reachable(() => store.removeEvent(eventId, version, clock())),

    async updateAvailability(changes) {
      const refused: DocumentRefusal[] = []
      for (let from = 0; from < changes.length; from += changesPerWriteMax) {
        const write = (part: readonly AvailabilityChange[]) => reachable(() => store.putSeats(part))
        refused.push(
          ...(await writeTakenApart(changes.slice(from, from + changesPerWriteMax), {
            idOf: ({ eventId }) => eventId,
            write,
            isDocumentsFault,
          })),
        )
      }
      return refused
    },

    find: (query, asked, looking) => reachable(() => find(query, asked, looking)),
    spelling: (terms, options) => reachable(() => spelling(terms, options)),
    counts: (terms, { now }) => reachable(() => countsOf(terms, now)),
    async knownWords(words, now) {
      const counts = await reachable(() => countsOf(words.map(wordAlone), now))
      return words.filter((_, n) => counts[n]! > 0)
    },
    suggestions: query => reachable(() => suggestions(query)),

    ids: (afterId, limit) => reachable(() => idsIn(store.aliases.live, afterId, limit)),
    tidy: () => reachable(() => store.forget(new Date(clock().getTime() - tombstonesKeptMs))),

    async reindex(pages) {
      const report = await asServiceUnavailable(() => exclusively(lease => rebuild(pages, lease)))
      if (!report)
        throw problem('service_unavailable', 'The search index is being built already.', { retryAfterSeconds: 5 })
      return report
    },

    isPresent: () =>
      reachable(async () => (await indicesBehind(store.aliases.live)).some(index => isCurrent(alias, index))),
    kept: eventIds => reachable(() => store.kept(eventIds)),
    async repair(repairs) {
      const [index] = await reachable(() => indicesBehind(store.aliases.live))
      if (!index) return []
      const write = (part: readonly Repair[]) => reachable(() => store.repair(part.map(each => ({ ...each, index }))))
      return writeTakenApart(repairs, { idOf: ({ event }) => event.id, write, isDocumentsFault })
    },

    isBroken: () => breaker.isOpen(),

    async close() {
      breaker.close()
      await Promise.all([client.close(), patient.close()])
    },
  }

  /**
   * Elasticsearch away, overloaded, or still without an index is the caller's cue to come back; once it has failed to
   * answer a few times, at once. Problems: service_unavailable.
   */
  function reachable<Result>(work: () => Promise<Result>): Promise<Result> {
    return asServiceUnavailable(() => breaker.run(() => untilSwapped(work)))
  }

  async function find(query: SearchQuery, asked: Asked, looking: Looking): Promise<SearchResults> {
    const request = pageRequest(query, asked, looking)
    const { hits, aggregations } = await client.search<LiveDocument>({ index: alias, ...request })
    return {
      hits: hits.hits.map(hit => hitOf(hit, query, looking)),
      facets: facetsOf(facetRowsOf(aggregations), uncountedIn(aggregations)),
      terms: asked.terms,
    }
  }

  /** In how many events that haven't ended each of the terms is. */
  async function countsOf(terms: readonly Pick<Term, 'options' | 'sequences'>[], now: Date): Promise<number[]> {
    if (terms.length === 0) return []
    return countsIn((await client.search({ index: alias, ...knownRequest(terms, now) })).aggregations)
  }

  async function spelling(
    terms: readonly Term[],
    { now, ofKnown }: { now: Date; ofKnown: boolean },
  ): Promise<Spelling[]> {
    const { aggregations, suggest } = await client.search({ index: alias, ...spellingRequest(terms, now) })
    const isKnown = countsIn(aggregations).map(count => count > 0)
    const near = terms.map(({ run }, n) => {
      if (isKnown[n] && !ofKnown) return { words: [], beginnings: [] }
      const of = (list: 'word' | 'beginning') => candidatesIn(suggest, list, n).filter(word => word !== run)
      return { words: of('word'), beginnings: of('beginning') }
    })
    // The dictionary is one of everything indexed: some of it may have ended.
    const candidates = near.flatMap(({ words, beginnings }) => [...words.map(wordAlone), ...beginnings.map(begunWord)])
    const counts = await countsOf(candidates, now)
    const keyOf = ({ options: [option] }: (typeof candidates)[number]) => `${option!.begins} ${option!.token}`
    const alive = new Set(candidates.filter((_, n) => counts[n]! > 0).map(keyOf))
    return terms.map((term, n) => {
      const { words, beginnings } = near[n]!
      const meant = nearestTo(
        term.run,
        words.filter(word => alive.has(`false ${word}`)),
        beginnings.filter(word => alive.has(`true ${word}`)),
      )
      return { isKnown: isKnown[n]!, ...(meant && { meant }) }
    })
  }

  async function suggestions(input: SuggestionTerms): Promise<FoundSuggestion[]> {
    const { responses } = await client.msearch<LiveDocument>({
      searches: kindsInTurn.flatMap(kind => [
        { index: alias },
        suggestionRequest(kind, input) as estypes.MsearchMultisearchBody,
      ]),
    })
    const found = responses.flatMap((response, n) => {
      if ('error' in response)
        throw new errors.ResponseError({
          statusCode: response.status ?? 500,
          body: response,
          headers: {},
          warnings: null,
          meta: {} as never,
        })
      return response.hits.hits.map(({ _source, sort }, turn) => ({
        kind: kindsInTurn[n]!,
        event: _source!.event,
        begins: Number(sort![0]),
        turn,
        nth: n,
      }))
    })
    found.sort((one, other) => other.begins - one.begins || one.turn - other.turn || one.nth - other.nth)
    return found
      .slice(0, input.limit)
      .map(({ kind, event }) => (kind === 'event' ? { kind, event } : { kind, text: phraseOf(kind, event) }))
  }

  async function idsIn(index: string, afterId: string | undefined, limit: number, by = client): Promise<string[]> {
    const { hits } = await by.search({
      index,
      size: limit,
      _source: false,
      track_total_hits: false,
      query: { term: { removed: false } },
      sort: [{ eventId: 'asc' }],
      ...(afterId !== undefined && { search_after: [afterId] }),
    })
    return hits.hits.map(({ _id }) => _id!)
  }

  /**
   * Fills a new index while the old one answers and both are written to, then swaps them in one step. What a builder
   * that died has left is dropped first; should it only have slept, it finds its index gone, and its lease lost.
   */
  async function rebuild(pages: AsyncIterable<readonly Shape<'Event'>[]>, { signal }: Lease): Promise<ReindexResult> {
    const { live, next } = store.aliases
    for (const index of await indicesBehind(next, patient))
      await patient.indices.delete({ index, ignore_unavailable: true })
    await patient.indices.putIndexTemplate(templateFor(alias, shards))
    const index = indexName(alias, new Date())
    await patient.indices.create({ index, aliases: { [next]: {} }, settings: buildingSettings })
    const gone = await allIds()
    const put = (part: readonly Shape<'Event'>[]) => {
      signal.throwIfAborted()
      return building.createEvents(part, index)
    }
    const refused: DocumentRefusal[] = []
    let indexed = 0
    for await (const page of pages) {
      const written = await writeChunks(chunksOf(page), { gone, write: ({ events }) => putTakenApart(events, put) })
      indexed += written.indexed
      refused.push(...written.refused)
    }
    await patient.indices.putSettings({ index, settings: servingSettings })
    await patient.indices.flush({ index })
    await patient.indices.refresh({ index })
    // Its copies, where there is another node; a cluster that can't make them serves without, as it would later.
    await patient.cluster.health({ index, wait_for_status: 'green', timeout: copiesTimeout }, { ignore: [408] })
    const old = await indicesBehind(live, patient)
    signal.throwIfAborted()
    await patient.indices.updateAliases({
      actions: [
        { add: { index, alias: live } },
        { remove: { index, alias: next, must_exist: true } },
        ...old.map(each => ({ remove_index: { index: each } })),
      ],
    })
    return { indexed, refused, removed: gone.size }
  }

  function putTakenApart(events: readonly Shape<'Event'>[], write: (part: readonly Shape<'Event'>[]) => Promise<void>) {
    return writeTakenApart(events, { idOf: ({ id }) => id, write, isDocumentsFault })
  }

  async function indicesBehind(name: string, by = client): Promise<string[]> {
    const answer = await by.indices.getAlias({ name }, { ignore: [404] })
    return Object.entries(answer)
      .filter(([, entry]) => typeof entry === 'object')
      .map(([index]) => index)
  }

  async function allIds(): Promise<Set<string>> {
    const ids = new Set<string>()
    const [index] = await indicesBehind(store.aliases.live, patient)
    for (
      let page = index ? await idsIn(index, undefined, idsPageSize, patient) : [];
      page.length > 0;
      page = await idsIn(index!, page.at(-1), idsPageSize, patient)
    )
      for (const id of page) ids.add(id)
    return ids
  }
}

const swapPausesMs = [0, 5, 20, 80, 200]

/**
 * A connection that broke is worth one more try, at once. An index that a new one has just replaced is worth several: a
 * node closes it before it forgets its name, some 80 ms were seen. All that is done here may be done twice.
 */
async function untilSwapped<Result>(work: () => Promise<Result>): Promise<Result> {
  for (const pauseMs of swapPausesMs) {
    try {
      return await work()
    } catch (error) {
      if (error instanceof errors.ConnectionError) break
      if (!isIndexGone(error)) throw error
      await delay(pauseMs)
    }
  }
  return work()
}

async function asServiceUnavailable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!isAway(error)) throw error
    throw Object.assign(
      problem('service_unavailable', 'The search is away at this moment; everything else goes on.', {
        retryAfterSeconds: 1,
      }),
      { cause: error },
    )
  }
}

function hitOf({ _source, sort }: estypes.SearchHit<LiveDocument>, { near, now }: SearchQuery, looking: Looking): Hit {
  const { event, seats } = _source!
  const { location } = event.venue
  return {
    event: withSeats(event, seats, now),
    ...(near && location && { distanceKm: Math.round(metersBetween(near, location) / 100) / 10 }),
    position: positionOf(sort![0] as number, event.id, looking),
  }
}
