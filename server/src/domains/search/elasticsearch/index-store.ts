// Writing to Elasticsearch: each document read, decided on and written under compare-and-set, in every index there is.
//
// A document has two writers, the event (with its version) and the inventory (with its own), and Elasticsearch takes
// either an external version or a compare-and-set, not both. So the versions are fields, and what they forbid is
// decided here: read the document, decide, write it if nobody has meanwhile; else once more.
//
// Two aliases say where to write: the live index, and beside it the one that is being built, while it is. A writer
// looks them up after its event was committed, and a builder reads the events after its alias is there, so every change
// reaches the new index on one of the two ways. Indices are then called by their own names: what was read from one is
// never written over another, whichever has been put behind the alias in between.
import { setTimeout as delay } from 'node:timers/promises'
import { errors, type Client, type estypes } from '@elastic/elasticsearch'
import type { Shape } from '../../../contract/types.ts'
import { inBatches } from '../../../platform/batches.ts'
import { jittered } from '../../../platform/jitter.ts'
import type { IndexingCause } from '../engine.ts'
import type { AvailabilityChange } from '../port.ts'
import { derivation } from '../text/tokens.ts'
import {
  documentFor,
  liveDocumentOf,
  seatsToldBy,
  seatsWith,
  type LiveDocument,
  type Seats,
  type Tombstone,
} from './index-mapping.ts'

/** What an index has of an event now, and the mark by which it is known whether somebody has written since. */
export interface IndexedEvent {
  readonly index: string
  readonly version: number
  readonly removed: boolean
  /** With which rules its tokens were derived from its words; undefined for the oldest. */
  readonly derivation: number | undefined
  readonly seats: Seats | undefined
  readonly seal: { readonly if_seq_no: number; readonly if_primary_term: number }
}

/** The document to be written, the seats to be exchanged, or nothing. */
type Change = LiveDocument | Tombstone | { readonly seats: Seats } | undefined
type Decide = (eventId: string, kept: IndexedEvent | undefined) => Change
/** Whether what was written is to be found when the writing resolves. */
export interface Writing {
  readonly findable: boolean
}

/** The live index isn't there: Elasticsearch came back empty, or the first one isn't built yet. */
export class IndexMissing extends Error {}

const roundsMax = 20
/** Two writers that met don't meet again at once. */
const pauseMsMax = 20

export type ElasticsearchStore = ReturnType<typeof createElasticsearchStore>

export function createElasticsearchStore(client: Client, alias: string) {
  const aliases = { live: alias, next: `${alias}_next` } as const

  /** One refresh at a time, each for all who wrote before it began: many writers don't make many of them. */
  const refreshed = inBatches<undefined, undefined>(
    async waiting => {
      await client.indices.refresh({ index: aliases.live })
      return waiting.map(() => undefined)
    },
    { batchMax: 10_000 },
  )

  /** What the live index has of these events. */
  async function kept(eventIds: readonly string[]): Promise<Map<string, IndexedEvent>> {
    const found = await read(eventIds.map(_id => ({ _index: aliases.live, _id })))
    return new Map(found.flatMap(({ eventId, kept: each }) => (each ? [[eventId, each]] : [])))
  }

  /** Documents as they are at this moment, searchable or not; those of an index that isn't there are left out. */
  async function read(docs: readonly { _index: string; _id: string }[]) {
    const { docs: answers } = await client.mget<LiveDocument | Tombstone>({
      docs: [...docs],
      _source_includes: ['version', 'removed', 'derivation', 'seats'],
    })
    return answers.flatMap((answer, n) => {
      const target = docs[n]!._index
      if ('error' in answer) {
        if (answer.error.type === 'index_not_found_exception') return []
        throw new Error(`Elasticsearch could not read ${answer._id}: ${answer.error.type}: ${answer.error.reason}`)
      }
      return [{ eventId: answer._id, target, index: answer._index, kept: keptOf(answer) }]
    })
  }

  /**
   * Decides and writes until nobody came in between. Problems: IndexMissing, after what is being built has been
   * written.
   */
  async function write(
    eventIds: readonly string[],
    decide: Decide,
    { findable, targets = [aliases.live, aliases.next] }: Writing & { targets?: readonly string[] },
  ): Promise<void> {
    let open = [...new Set(eventIds)]
    for (let round = 0; open.length > 0; round++) {
      if (round === roundsMax)
        throw new Error(`Others kept writing ${open.length} events, ${roundsMax} times in a row.`)
      if (round > 0) await delay(jittered(pauseMsMax / 2, 1))
      const found = await read(open.flatMap(_id => targets.map(_index => ({ _index, _id }))))
      const operations = found.flatMap(each => operationsFor(alias, each, decide(each.eventId, each.kept)))
      const retried = await bulk(operations)
      if (!found.some(({ target }) => target !== aliases.next))
        throw new IndexMissing(`There is no index ${targets[0]}.`)
      open = retried
    }
    if (findable) await refreshed(undefined)
  }

  /** The ids of those that somebody else has written, or whose index has gone, since they were read. */
  async function bulk(operations: readonly unknown[]): Promise<string[]> {
    if (operations.length === 0) return []
    const { errors: failed, items } = await client.bulk({ operations: operations as never[] })
    if (!failed) return []
    const retried = new Set<string>()
    for (const { _id, status, error } of items.flatMap(item => Object.values(item))) {
      if (error && status !== 409 && status !== 404)
        throw new errors.ResponseError({
          statusCode: status,
          body: { error },
          headers: {},
          warnings: null,
          meta: {} as never,
        })
      if (error) retried.add(_id!)
    }
    return [...retried]
  }

  function putEvents(
    events: readonly Shape<'Event'>[],
    cause: IndexingCause,
    writing: Writing & { targets?: readonly string[] },
  ): Promise<void> {
    const newest = new Map(newestOf(events).map(event => [event.id, event]))
    return write([...newest.keys()], (eventId, known) => indexed(newest.get(eventId)!, cause, known), writing)
  }

  return {
    aliases,
    kept,

    putEvents,

    /** Puts events into an index that is being built: most are not there, and only those that are, are read. */
    async createEvents(events: readonly Shape<'Event'>[], index: string): Promise<void> {
      const operations = newestOf(events).flatMap(event =>
        operationsFor(alias, { eventId: event.id, index, kept: undefined }, indexed(event, 'change', undefined)),
      )
      const present = new Set(await bulk(operations))
      const others = events.filter(({ id }) => present.has(id))
      if (others.length > 0) await putEvents(others, 'change', { findable: false, targets: [index] })
    },

    removeEvent: (eventId: string, version: number | undefined, now: Date) =>
      write([eventId], (_, known) => removed({ eventId, version, now }, known), { findable: true }),

    putSeats: (changes: readonly AvailabilityChange[]) => {
      const newest = new Map<string, AvailabilityChange>()
      for (const change of changes)
        if (change.version >= (newest.get(change.eventId)?.version ?? 0)) newest.set(change.eventId, change)
      return write([...newest.keys()], (eventId, known) => reseated(newest.get(eventId)!, known), { findable: false })
    },

    /** Writes events over what the live index was seen to have of them, where it still has just that. */
    async repair(
      repairs: readonly {
        readonly event: Shape<'Event'>
        readonly seen: IndexedEvent | undefined
        readonly index: string
      }[],
    ): Promise<void> {
      const operations = repairs.flatMap(({ event, seen, index }) =>
        operationsFor(
          alias,
          { eventId: event.id, index, kept: seen },
          liveDocumentOf(event, { ...seatsToldBy(event), version: seen?.seats?.version ?? 0 }),
        ),
      )
      await bulk(operations)
    },

    /** Forgets removed events whose late news can't be on their way any more. */
    async forget(before: Date): Promise<void> {
      const { hits } = await client.search({
        index: aliases.live,
        size: 1_000,
        _source: false,
        seq_no_primary_term: true,
        query: { range: { removedAt: { lt: before.getTime() } } },
      })
      await bulk(
        hits.hits.map(({ _index, _id, _seq_no, _primary_term }) => ({
          delete: { _index, _id, if_seq_no: _seq_no, if_primary_term: _primary_term },
        })),
      )
    },
  }
}

/** Each event once, in its newest version. */
function newestOf(events: readonly Shape<'Event'>[]): Shape<'Event'>[] {
  const newest = new Map<string, Shape<'Event'>>()
  for (const event of events) if (event.version >= (newest.get(event.id)?.version ?? 0)) newest.set(event.id, event)
  return [...newest.values()]
}

function keptOf(answer: estypes.GetGetResult<LiveDocument | Tombstone>): IndexedEvent | undefined {
  if (!answer.found || !answer._source) return undefined
  const { version, removed: isRemoved } = answer._source
  return {
    index: answer._index,
    version,
    removed: isRemoved,
    derivation: answer._source.removed ? undefined : answer._source.derivation,
    seats: answer._source.removed ? undefined : answer._source.seats,
    seal: { if_seq_no: answer._seq_no!, if_primary_term: answer._primary_term! },
  }
}

function operationsFor(
  alias: string,
  { eventId: _id, index: _index, kept }: { eventId: string; index: string; kept: IndexedEvent | undefined },
  change: Change,
): unknown[] {
  if (!change) return []
  if (!('removed' in change)) return [{ update: { _index, _id, ...kept?.seal } }, { doc: change }]
  const document = documentFor(alias, _index, change)
  return kept ? [{ index: { _index, _id, ...kept.seal } }, document] : [{ create: { _index, _id } }, document]
}

/** An event that isn't older than what is known; after a change, a removal and the inventory's seats stand. */
function indexed(event: Shape<'Event'>, cause: IndexingCause, known: IndexedEvent | undefined): Change {
  const eventSeats = seatsToldBy(event)
  if (!known) return liveDocumentOf(event, eventSeats)
  const isSame = event.version === known.version
  if (event.version < known.version || (isSame && known.removed && cause === 'change')) return undefined
  const isTold = cause === 'change' && known.seats && known.seats.version > 0
  const seats = isTold ? seatsWith(known.seats, event.ticketTypes) : eventSeats
  const isDerived = known.derivation === derivation
  if (cause === 'change' && isSame && isDerived && known.seats && areSame(seats, known.seats)) return undefined
  return liveDocumentOf(event, seats)
}

function removed(
  { eventId, version, now }: { eventId: string; version: number | undefined; now: Date },
  known: IndexedEvent | undefined,
): Change {
  if (version !== undefined && known && version < known.version) return undefined
  if (known?.removed ? (version ?? 0) <= known.version : !known && version === undefined) return undefined
  return { eventId, version: Math.max(version ?? 0, known?.version ?? 0), removed: true, removedAt: now.getTime() }
}

const reseated = (change: AvailabilityChange, known: IndexedEvent | undefined): Change =>
  known?.seats && change.version > known.seats.version
    ? { seats: seatsWith(change, known.seats.ticketTypes) }
    : undefined

const areSame = (one: Seats, other: Seats) => JSON.stringify(one) === JSON.stringify(other)
