// Writing many documents at once, of which one may be refused: the others are written nevertheless, and the one at
// fault is named.
import type { Shape } from '../../contract/types.ts'
import { settleTogether } from '../../platform/batches.ts'
import { beginningOf } from '../../platform/code-points.ts'
import { toldError } from '../../platform/observability/log.ts'
import { someAtATime } from '../../platform/some-at-a-time.ts'

/** A document that the index does not take, and why, in its words. */
export interface DocumentRefusal {
  readonly eventId: string
  readonly reason: string
}

export interface Writer<Thing> {
  readonly idOf: (thing: Thing) => string
  /** Writes all of them, or rejects. May be called again for those that it has written. */
  readonly write: (things: readonly Thing[]) => Promise<void>
  /** Whether an error can be the fault of what was written. Any other is no document's fault, and ends the writing. */
  readonly isDocumentsFault: (error: unknown) => boolean
}

const reasonLengthMax = 300
/** Events: while the index takes some, the next are derived. */
const chunkSize = 250
const chunksAtOnceMax = 3

/** Writes all at once, and those that are refused apart from the others. Rejects with what is no document's fault. */
export async function writeTakenApart<Thing>(
  things: readonly Thing[],
  { idOf, write, isDocumentsFault }: Writer<Thing>,
): Promise<readonly DocumentRefusal[]> {
  if (things.length === 0) return []
  const outcomes = await settleTogether(
    things,
    async some => {
      await write(some)
      return some
    },
    isDocumentsFault,
  )
  return outcomes.flatMap((outcome, n) => {
    if (outcome.status === 'fulfilled') return []
    if (!isDocumentsFault(outcome.reason)) throw outcome.reason
    return [{ eventId: idOf(things[n]!), reason: reasonOf(outcome.reason) }]
  })
}

/** Events that are written together. */
export interface Chunk {
  readonly events: readonly Shape<'Event'>[]
}

export interface Written {
  readonly indexed: number
  readonly refused: readonly DocumentRefusal[]
}

/**
 * Writes every event, some chunks at a time, and takes from `gone` the ids of those that were among them. Resolves with
 * how many are in the index now, and which it has refused.
 */
export async function writeChunks<Each extends Chunk>(
  chunks: Iterable<Each> | AsyncIterable<Each>,
  {
    gone,
    write,
  }: {
    readonly gone: Set<string>
    readonly write: (chunk: Each) => Promise<readonly DocumentRefusal[]>
  },
): Promise<Written> {
  const refused: DocumentRefusal[] = []
  let indexed = 0
  await someAtATime(chunks, chunksAtOnceMax, async chunk => {
    const faulty = await write(chunk)
    for (const { id } of chunk.events) gone.delete(id)
    indexed += chunk.events.length - faulty.length
    refused.push(...faulty)
  })
  return { indexed, refused }
}

/** A page in chunks, in its order. */
export const chunksOf = (page: readonly Shape<'Event'>[]): Chunk[] =>
  Array.from({ length: Math.ceil(page.length / chunkSize) }, (_, n) => ({
    events: page.slice(n * chunkSize, (n + 1) * chunkSize),
  }))

/** PostgreSQL's messages without the values that it quotes. */
const reasonOf = (error: unknown) => beginningOf(toldError(error).message, reasonLengthMax)
