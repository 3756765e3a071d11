// Who is read before a batch is decided, as deciding on memory has failed for them.
import { LRUCache } from 'lru-cache'
import type { Command } from '../rules/commands.ts'
import { buyerKeyOf, idempotencyKeyOf } from '../rules/inventory-state.ts'

/** How many keys and buyers a lane reads ahead, and for how long after they have last been met. */
const readAheadMax = 1_000
const readAheadMs = 60_000

/**
 * Those whose command was decided on memory and could not be written so: a key that had been used, a buyer who holds as
 * much as one may. Whoever insists is read before the batch is decided, so that it costs the others one read and no
 * second write. Bounded: those met longest ago are forgotten first.
 */
export function createReadAhead() {
  let met: LRUCache<string, true> | undefined // it takes memory from the beginning, and most lanes never need it
  return {
    note(those: readonly string[]) {
      met ??= new LRUCache({ max: readAheadMax, ttl: readAheadMs })
      for (const each of those) met.set(each, true)
    },
    has(command: Command) {
      if (!met || command.kind !== 'reserve') return false
      const { buyer, idempotency } = command
      return (
        met.has(buyerKeyOf(buyer)) || (idempotency !== null && met.has(idempotencyKeyOf(buyer.userId, idempotency.key)))
      )
    },
  }
}
