// The search engine that PostgreSQL is.
import { setImmediate as nextTick } from 'node:timers/promises'
import type { Shape } from '../../../contract/types.ts'
import { lengthOf } from '../../../platform/code-points.ts'
import type { Lease } from '../../../platform/postgres/leases.ts'
import { inTransaction, type Database } from '../../../platform/postgres/sql.ts'
import { isFaultOfData } from '../../../platform/postgres/sqlstates.ts'
import { documentOf, type Document } from '../document.ts'
import {
  positionOf,
  type Hit,
  type IndexingCause,
  type Looking,
  type SearchEngine,
  type SearchQuery,
  type SearchResults,
  type Spelling,
} from '../engine.ts'
import { facetsOf } from '../facets.ts'
import { eventAt } from '../seats.ts'
import { chunksOf, writeChunks, writeTakenApart, type DocumentRefusal } from '../taken-apart.ts'
import type { Asked, Term } from '../text/query.ts'
import { byMistakes, deletionVariants, mistakesMax, nearestMax } from '../text/spelling.ts'
import { isSign } from '../text/words.ts'
import { createSeen, foundIn, type Seen } from './by-words.ts'
import { createFacetCounts } from './facet-counts.ts'
import { createIndexReader, positionValue, type HitRow } from './index-reader.ts'
import { createIndexStore, type Mark } from './index-store.ts'

/** From this length on a word may have two mistakes, and enough letters to be found by how many of them it shares. */
const similarLengthMin = 6
const idsPageSize = 500
const derivedPageSize = 200
const derivedAtOnce = 25

export interface PostgresEngine extends SearchEngine {
  /**
   * Derives anew a page of what an older release has derived, from the event after `afterId`; resolves with the last
   * one's id, or undefined when there were none. What the index does not take stays as it is.
   */
  deriveAnew(afterId: string | undefined, lease: Pick<Lease, 'guard'>): Promise<string | undefined>
}

export function createPostgresEngine(database: Database): PostgresEngine {
  const reader = createIndexReader(database.knex)
  const facetCounts = createFacetCounts(database.knex)
  const store = createIndexStore(database.knex)

  return {
    index: (events, cause) => index(events, cause),
    remove,

    updateAvailability: changes =>
      writeTakenApart(changes, {
        idOf: ({ eventId }) => eventId,
        write: part => store.updateSeats(part),
        isDocumentsFault,
      }),

    find,
    spelling: (terms, options) => Promise.all(terms.map(term => spellingOf(term, options))),
    counts: (terms, options) => Promise.all(terms.map(term => reader.count(term, options))),
    knownWords: (words, now) => reader.knownWords(words, now),

    async suggestions(question) {
      const begun = await reader.begunSuggestions(question)
      const rows = begun.length === question.limit ? begun : await reader.suggestions(question)
      return rows.map(({ kind, text, event }) => (kind === 'event' ? { kind, event: event! } : { kind, text }))
    },

    async deriveAnew(afterId, lease) {
      const page = await store.derivedBefore(afterId, derivedPageSize)
      const write = (events: readonly Shape<'Event'>[]) => putDocuments(events, lease)
      await writeTakenApart(page, { idOf: ({ id }) => id, write, isDocumentsFault })
      return page.at(-1)?.id
    },

    ids: (afterId, limit) => store.ids(afterId, limit),
    tidy: () => store.tidy(),

    /** In place: searches are answered from the same index. */
    async reindex(pages) {
      const gone = await allIds()
      const seen = createSeen()
      const written = await writeChunks(markedChunks(pages), {
        gone,
        write: ({ events, mark }) => index(events, 'reindex', { seen, mark }),
      })
      for (const eventId of gone) await remove(eventId, undefined)
      await store.tidy()
      return { ...written, removed: gone.size }
    },
  }

  function index(
    events: readonly Shape<'Event'>[],
    cause: IndexingCause,
    { seen = createSeen(), mark }: { readonly seen?: Seen; readonly mark?: Mark | undefined } = {},
  ): Promise<readonly DocumentRefusal[]> {
    const put = (part: readonly Shape<'Event'>[]) =>
      putDerived(part, seen, documents =>
        inTransaction(database, createIndexStore, async writing => {
          await writing.putDocuments(documents, cause)
          await writing.putSeats(documents, cause, mark)
        }),
      )
    return writeTakenApart(events, { idOf: ({ id }) => id, write: put, isDocumentsFault })
  }

  /** Each page is read after its mark, while what came before it is still being written. */
  async function* markedChunks(pages: AsyncIterable<readonly Shape<'Event'>[]>) {
    let mark = await store.mark()
    for await (const page of pages) {
      for (const chunk of chunksOf(page)) yield { ...chunk, mark }
      mark = await store.mark()
    }
  }

  /** As a change that tells nothing new: what is newer, or removed, stays. */
  function putDocuments(events: readonly Shape<'Event'>[], { guard }: Pick<Lease, 'guard'>): Promise<void> {
    return putDerived(events, createSeen(), documents =>
      inTransaction(
        database,
        sql => sql,
        async sql => {
          await guard(sql)
          await createIndexStore(sql).putDocuments(documents, 'change')
        },
      ),
    )
  }

  async function putDerived(
    events: readonly Shape<'Event'>[],
    seen: Seen,
    write: (documents: readonly Document[]) => Promise<void>,
  ): Promise<void> {
    const documents = await documentsOf(events)
    if (documents.length === 0) return
    // First, and on their own: words are only ever added, and another writer shouldn't wait for ours.
    const found = seen.unseen(foundIn(documents))
    const unknown = found.words.length > 0 ? await store.unknownWords(found.words) : []
    await store.addWords(unknown.map(word => ({ word, near: mistakesMax(word) > 0 ? deletionVariants(word) : [] })))
    if (found.phrases.length > 0) await store.putPhrases(found.phrases)
    seen.note(found)
    await write(documents)
  }

  function remove(eventId: string, version: number | undefined): Promise<void> {
    return inTransaction(database, createIndexStore, writing => writing.removeDocument(eventId, version))
  }

  async function allIds(): Promise<Set<string>> {
    const ids = new Set<string>()
    for (
      let page = await store.ids(undefined, idsPageSize);
      page.length > 0;
      page = await store.ids(page.at(-1), idsPageSize)
    )
      for (const id of page) ids.add(id)
    return ids
  }

  async function find(query: SearchQuery, asked: Asked, looking: Looking): Promise<SearchResults> {
    const [hits, facets] = await Promise.all([
      reader.page(query, asked, looking),
      facetCounts.of(query, asked, looking),
    ])
    const { now } = query
    return { hits: hits.map(row => hitOf(row, { looking, now })), facets: facetsOf(facets), terms: asked.terms }
  }

  async function spellingOf(term: Term, { now, ofKnown }: { now: Date; ofKnown: boolean }): Promise<Spelling> {
    const isKnown = await reader.isKnown(term, now)
    const { run, prefix } = term
    if ((isKnown && !ofKnown) || mistakesMax(run) === 0 || isSign([...run][0]!)) return { isKnown }
    const candidates = await reader.candidates({
      neighbours: deletionVariants(run),
      similarTo: lengthOf(run) >= similarLengthMin ? run : undefined,
    })
    const others = candidates.filter(word => word !== run)
    for (const likely of byMistakes(run, others, { prefix })) {
      const words = await firstKnown(likely, now)
      if (words.length > 0) return { isKnown, meant: { words, begins: false } }
    }
    return { isKnown }
  }

  /** The first of the words that an event has that hasn't ended: most often these are the first of all. */
  async function firstKnown(words: readonly string[], now: Date): Promise<string[]> {
    const first: string[] = []
    for (let from = 0; from < words.length && first.length < nearestMax; from += nearestMax) {
      const some = words.slice(from, from + nearestMax)
      const known = new Set(await reader.knownWords(some, now))
      first.push(...some.filter(word => known.has(word)))
    }
    return first.slice(0, nearestMax)
  }
}

/** Each event once, as it came last. Others get their turn in between: a hundred take 20 ms and more. */
async function documentsOf(events: readonly Shape<'Event'>[]): Promise<Document[]> {
  const documents = new Map<string, Document>()
  for (const [n, event] of events.entries()) {
    documents.set(event.id, documentOf(event))
    if (n % derivedAtOnce === derivedAtOnce - 1) await nextTick()
  }
  return [...documents.values()]
}

/** PostgreSQL refuses the data, or no document can be made of the event. */
const isDocumentsFault = (error: unknown) =>
  isFaultOfData(error) || error instanceof TypeError || error instanceof RangeError

/** The event as it was indexed, with its seats as they are now. */
function hitOf(
  { event, value, distanceMeters, availableSeats, waitlistOpen, ticketTypes }: HitRow,
  { looking, now }: { readonly looking: Looking; readonly now: Date },
): Hit {
  const seats = { availableSeats, waitlistOpen, availableOf: new Map(Object.entries(ticketTypes)) }
  return {
    event: eventAt(event, seats, now),
    ...(distanceMeters !== null && { distanceKm: Math.round(distanceMeters / 100) / 10 }),
    position: positionOf(positionValue(value), event.id, looking),
  }
}
