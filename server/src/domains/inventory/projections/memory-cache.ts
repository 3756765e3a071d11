// The projections in the process itself: all there is without Redis, and what is nearest with it.
import { LRUCache } from 'lru-cache'
import type { Document, Documents, LineChange, Lines, NewDocument, Projections } from './cache.ts'

const DOCUMENTS_MAX = 5_000
const LINES_MAX = 1_000

/** How long a document is answered with: other processes write too, and nobody tells this one of it. */
export const memoryKeptMs = 100

export function createMemoryProjections(): Projections {
  return { kind: 'process', documents: createMemoryDocuments({ keptMs: memoryKeptMs }), lines: createMemoryLines() }
}

/** Versions are remembered for longer, so that nothing older is believed: not for ever, should a version have been wrong. */
const REMEMBERED_MS = 10_000

export type MemoryDocuments = Documents & {
  /** The newest version seen here lately. */
  newest(family: NewDocument['family'], id: string): Document | undefined
}

interface Kept { document: Document; untilMs: number }

export function createMemoryDocuments({ keptMs }: { keptMs: number }): MemoryDocuments {
  const kept = new LRUCache<string, Kept>({ max: DOCUMENTS_MAX, ttl: REMEMBERED_MS })

  function note(documents: readonly NewDocument[]) {
    for (const { family, id, version, value, holdsChangedAt, keptMsMax = Infinity } of documents) {
      const key = `${family} ${id}`
      const known = kept.get(key)?.document
      const changedAt = Math.max(known?.holdsChangedAt ?? 0, holdsChangedAt ?? 0)
      if (known && known.version > version) {
        if (changedAt > (known.holdsChangedAt ?? 0)) kept.get(key)!.document = { ...known, holdsChangedAt: changedAt }
        continue
      }
      kept.set(key, { document: { version, value, ...(changedAt > 0 && { holdsChangedAt: changedAt }) }, untilMs: performance.now() + Math.min(keptMs, keptMsMax) })
    }
  }

  const peek: Documents['peek'] = (family, id) => {
    const found = kept.get(`${family} ${id}`)
    return found && found.document.value !== undefined && performance.now() < found.untilMs ? found.document : undefined
  }

  return {
    peek, note,
    newest: (family, id) => kept.get(`${family} ${id}`)?.document,
    get: (family, id) => Promise.resolve(peek(family, id)),
    put(documents) {
      note(documents)
      return Promise.resolve(true)
    },
  }
}

/** Right only as long as this process has seen every change: a line whose version isn't the inventory's is not believed. */
export function createMemoryLines(): Lines {
  const lines = new LRUCache<string, { version: number; seqs: number[] }>({ max: LINES_MAX })

  function apply({ eventId, fromVersion, version, joined, gone }: LineChange) {
    const line = lines.get(eventId)
    if (!line || version <= line.version) return
    if (fromVersion !== line.version) return void lines.delete(eventId) // another process was at it
    for (const seq of joined) line.seqs.splice(placeIn(line.seqs, seq), 0, seq)
    for (const seq of gone) {
      const at = placeIn(line.seqs, seq)
      if (line.seqs[at] === seq) line.seqs.splice(at, 1)
    }
    line.version = version
  }

  return {
    rank(eventId, seq, version) {
      const line = lines.get(eventId)
      if (line?.version !== version) return Promise.resolve(undefined)
      const at = placeIn(line.seqs, seq)
      return Promise.resolve(line.seqs[at] === seq ? at + 1 : undefined)
    },
    change(changes) {
      changes.forEach(apply)
      return Promise.resolve(true)
    },
    async rebuild(eventId, read) {
      const { version, seqs } = await read()
      if ((lines.get(eventId)?.version ?? 0) < version) lines.set(eventId, { version, seqs: [...seqs] })
    },
  }
}

/** Where `seq` stands, or would. */
function placeIn(seqs: readonly number[], seq: number): number {
  let low = 0, high = seqs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (seqs[middle]! < seq) low = middle + 1
    else high = middle
  }
  return low
}
