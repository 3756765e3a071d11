// The search engine that PostgreSQL is.
import type { Shape } from '../../../contract/types.ts'
import { lengthOf } from '../../../platform/code-points.ts'
import { inTransaction, type Database } from '../../../platform/postgres/sql.ts'
import { isFaultOfData } from '../../../platform/postgres/sqlstates.ts'
import { documentOf } from '../document.ts'
import type { SearchResults, Hit, IndexingCause, SearchQuery, SearchEngine } from '../engine.ts'
import { facetsOf } from '../facets.ts'
import { eventAt } from '../seats.ts'
import { writeTakenApart, type DocumentRefusal } from '../taken-apart.ts'
import { mistakesMax, nearest, deletionVariants, type Term } from '../text/words.ts'
import { createIndexReader, positionValue, type HitRow } from './index-reader.ts'
import { createIndexStore } from './index-store.ts'

/** From this length on a word may have two mistakes, and enough letters to be found by how many of them it shares. */
const similarLengthMin = 6
const idsPageSize = 500

export function createPostgresEngine(database: Database): SearchEngine {
  const reader = createIndexReader(database.knex)
  const store = createIndexStore(database.knex)

  return {
    index,
    remove,

    updateAvailability: changes =>
      writeTakenApart(changes, {
        idOf: ({ eventId }) => eventId,
        write: part => store.updateSeats(part),
        isDocumentsFault,
      }),

    find,
    corrected,

    async suggestions(question) {
      const rows = await reader.suggestions(question)
      return rows.map(({ kind, text, eventId }) => (kind === 'event' ? { text, kind, eventId } : { text, kind }))
    },

    ids: (afterId, limit) => store.ids(afterId, limit),
    tidy: () => store.tidy(),

    /** In place: searches are answered from the same index. */
    async reindex(pages) {
      const gone = await allIds()
      const refused: DocumentRefusal[] = []
      let indexed = 0
      for await (const page of pages) {
        const faulty = await index(page, 'reindex')
        for (const { id } of page) gone.delete(id)
        indexed += page.length - faulty.length
        refused.push(...faulty)
      }
      for (const eventId of gone) await remove(eventId, undefined)
      await store.tidy()
      return { indexed, removed: gone.size, refused }
    },
  }

  function index(events: readonly Shape<'Event'>[], cause: IndexingCause): Promise<readonly DocumentRefusal[]> {
    return writeTakenApart(events, { idOf: ({ id }) => id, write: part => put(part, cause), isDocumentsFault })
  }

  async function put(events: readonly Shape<'Event'>[], cause: IndexingCause): Promise<void> {
    const documents = [...new Map(events.map(event => [event.id, documentOf(event)])).values()]
    if (documents.length === 0) return
    // First, and on their own: words are only ever added, and another writer shouldn't wait for ours.
    const unknown = await store.unknownWords([...new Set(documents.flatMap(({ words }) => words))])
    await store.addWords(unknown.map(word => ({ word, near: mistakesMax(word) > 0 ? deletionVariants(word) : [] })))
    await store.putPhrases(documents)
    await inTransaction(database, createIndexStore, async writing => {
      await writing.putDocuments(documents, cause)
      await writing.putSeats(documents, cause)
    })
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

  async function find(
    query: SearchQuery,
    terms: readonly Term[],
    { corrected }: { corrected: boolean },
  ): Promise<SearchResults> {
    const [hits, facets] = await Promise.all([reader.page(query, terms), reader.facets(query, terms)])
    return { hits: hits.map(row => hitOf(row, { corrected, now: query.now })), facets: facetsOf(facets), terms }
  }

  async function corrected(typed: readonly Term[], now: Date): Promise<Term[] | undefined> {
    const meant = await Promise.all(
      typed.map(async term => ((await reader.isKnown(term, now)) ? term : await nearestTerm(term, now))),
    )
    return meant.some((term, at) => term !== typed[at]) ? meant : undefined
  }

  async function nearestTerm(term: Term, now: Date): Promise<Term> {
    const word = term.words[0]!
    if (mistakesMax(word) === 0) return term
    const candidates = await reader.candidates({
      neighbours: deletionVariants(word),
      similarTo: lengthOf(word) >= similarLengthMin ? word : undefined,
      now,
    })
    const words = nearest(word, candidates, term)
    return words.length > 0 ? { words, prefix: false } : term
  }
}

/** PostgreSQL refuses the data, or no document can be made of the event. */
const isDocumentsFault = (error: unknown) =>
  isFaultOfData(error) || error instanceof TypeError || error instanceof RangeError

/** The event as it was indexed, with its seats as they are now. */
function hitOf(
  { event, value, distanceMeters, availableSeats, waitlistOpen, ticketTypes }: HitRow,
  { corrected, now }: { readonly corrected: boolean; readonly now: Date },
): Hit {
  const seats = { availableSeats, waitlistOpen, availableOf: new Map(Object.entries(ticketTypes)) }
  return {
    event: eventAt(event, seats, now),
    ...(distanceMeters !== null && { distanceKm: Math.round(distanceMeters / 100) / 10 }),
    position: { value: positionValue(value), id: event.id, corrected },
  }
}
