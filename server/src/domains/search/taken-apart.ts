// Writing many documents at once, of which one may be refused: the others are written all the same, and the one at fault is named.
import { beginningOf } from '../../platform/code-points.ts'
import { toldError } from '../../platform/log.ts'

/** A document that the index does not take, and why, in its words. */
export interface Refused { readonly eventId: string; readonly reason: string }

export interface Writer<Thing> {
  readonly idOf: (thing: Thing) => string
  /** Writes all of them, or rejects. May be called again for those that it has written. */
  readonly write: (things: readonly Thing[]) => Promise<void>
  /** Whether an error can be the fault of what was written. Any other is no document's fault, and ends the writing. */
  readonly isDocumentsFault: (error: unknown) => boolean
}

const REASON_LENGTH_MAX = 300

/**
 * Writes all at once; what is refused is halved until each document at fault stands alone, which takes two writes for each
 * halving. Rejects with what is no document's fault.
 */
export async function writeTakenApart<Thing>(things: readonly Thing[], writer: Writer<Thing>): Promise<readonly Refused[]> {
  try {
    if (things.length > 0) await writer.write(things)
    return []
  } catch (error) {
    if (!writer.isDocumentsFault(error)) throw error
    if (things.length === 1) return [{ eventId: writer.idOf(things[0]!), reason: reasonOf(error) }]
    const middle = Math.ceil(things.length / 2)
    const first = await writeTakenApart(things.slice(0, middle), writer)
    return [...first, ...await writeTakenApart(things.slice(middle), writer)]
  }
}

/** PostgreSQL's messages without the values that it quotes. */
const reasonOf = (error: unknown) => beginningOf(toldError(error).message, REASON_LENGTH_MAX)
