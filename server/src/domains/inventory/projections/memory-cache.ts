// The projections in the process itself: all there is without Redis, and what is nearest with it.
import { LRUCache } from 'lru-cache'
import type { Document, Documents, WaitlistChange, Waitlists, NewDocument, Projections } from './cache.ts'

const documentsMax = 5_000
const waitlistsMax = 1_000

/** How long a document is answered with: other processes write too, and nobody tells this one of it. */
export const memoryKeptMs = 100

export function createMemoryProjections(): Projections {
  return {
    kind: 'process',
    reservations: undefined,
    documents: createMemoryDocuments({ keptMs: memoryKeptMs }),
    waitlists: createMemoryWaitlists(),
  }
}

/**
 * Versions are remembered for longer, so that nothing older is believed: not for ever, should a version have been
 * wrong.
 */
const rememberedMs = 10_000

export type MemoryDocuments = Documents & {
  /** The newest version seen here lately. */
  newest(family: NewDocument['family'], id: string): Document | undefined
}

/** From this share of its time on a document is aging. */
const agingShare = 0.6

interface CachedDocument {
  document: Document
  agingMs: number
  untilMs: number
}

export function createMemoryDocuments({
  keptMs,
  nowMs = () => performance.now(),
}: {
  keptMs: number
  /** In the place of the process's monotonic clock. */
  nowMs?: () => number
}): MemoryDocuments {
  const kept = new LRUCache<string, CachedDocument>({ max: documentsMax, ttl: rememberedMs })

  function note(documents: readonly NewDocument[]) {
    for (const { family, id, version, value, holdsChangedAt, keptMsMax = Infinity } of documents) {
      const key = `${family} ${id}`
      const known = kept.get(key)?.document
      const changedAt = Math.max(known?.holdsChangedAt ?? 0, holdsChangedAt ?? 0)
      if (known && known.version > version) {
        if (changedAt > (known.holdsChangedAt ?? 0)) kept.get(key)!.document = { ...known, holdsChangedAt: changedAt }
        continue
      }
      const [now, lives] = [nowMs(), Math.min(keptMs, keptMsMax)]
      kept.set(key, {
        document: { version, value, ...(changedAt > 0 && { holdsChangedAt: changedAt }) },
        agingMs: now + lives * agingShare,
        untilMs: now + lives,
      })
    }
  }

  const peek: Documents['peek'] = (family, id, onAging) => {
    const found = kept.get(`${family} ${id}`)
    if (found?.document.value === undefined) return undefined
    const now = nowMs()
    if (now >= found.untilMs) return undefined
    if (onAging && now >= found.agingMs) onAging(id)
    return found.document
  }

  return {
    peek,
    note,
    newest: (family, id) => kept.get(`${family} ${id}`)?.document,
    get: (family, id) => Promise.resolve(peek(family, id)),
    renew: () => Promise.resolve(undefined),
    put(documents) {
      note(documents)
      return Promise.resolve(true)
    },
  }
}

/**
 * Right only as long as this process has seen every change: a waitlist whose version isn't the inventory's is not
 * believed.
 */
export function createMemoryWaitlists(): Waitlists {
  const waitlists = new LRUCache<string, { version: number; seqs: number[] }>({ max: waitlistsMax })

  function apply({ eventId, fromVersion, version, joined, gone }: WaitlistChange) {
    const waitlist = waitlists.get(eventId)
    if (!waitlist || version <= waitlist.version) return
    if (fromVersion !== waitlist.version) return void waitlists.delete(eventId) // another process was at it
    for (const seq of joined) waitlist.seqs.splice(indexIn(waitlist.seqs, seq), 0, seq)
    for (const seq of gone) {
      const at = indexIn(waitlist.seqs, seq)
      if (waitlist.seqs[at] === seq) waitlist.seqs.splice(at, 1)
    }
    waitlist.version = version
  }

  return {
    rank(eventId, seq, version) {
      const waitlist = waitlists.get(eventId)
      if (waitlist?.version !== version) return Promise.resolve(undefined)
      const at = indexIn(waitlist.seqs, seq)
      return Promise.resolve(waitlist.seqs[at] === seq ? at + 1 : undefined)
    },
    change(changes) {
      changes.forEach(apply)
      return Promise.resolve(true)
    },
    async rebuild(eventId, read) {
      const { version, seqs } = await read()
      if ((waitlists.get(eventId)?.version ?? 0) < version) waitlists.set(eventId, { version, seqs: [...seqs] })
    },
  }
}

/** Where `seq` stands, or would. */
function indexIn(seqs: readonly number[], seq: number): number {
  let low = 0,
    high = seqs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (seqs[middle]! < seq) low = middle + 1
    else high = middle
  }
  return low
}
