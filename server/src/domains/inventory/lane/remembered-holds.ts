// The holds that this process has looked at or changed lately, so that the next step of a purchase need not read them.
//
// Every change of a hold moves the version of its inventory, and the version guards each write. So a hold is as it was
// seen at one version as long as each change since then is known: this process remembers its own, and a version that it
// hasn't written means that somebody else has written, and nothing counts any more. A hold that was looked at counts
// from the version of which all later changes are remembered.
//
// Bounded for all lanes together: changes are kept in two generations, and when the younger one is full the older one
// is forgotten. Then what is remembered begins with the younger one.
import type { Command } from '../rules/commands.ts'
import { isOfPurchase, type Outcome } from '../rules/decide.ts'
import type { Hold } from '../rules/inventory-state.ts'

/** Of one lane, and between two writes of somebody else: what was remembered in an earlier one doesn't count. */
type Era = object

interface RememberedHold {
  readonly era: Era
  /** Undefined: it has ended, and whoever asks for it must read. */
  readonly hold: Hold | undefined
}

/** So many changes at least are remembered, and twice as many at most: some 10 MB. */
const changesMin = 5_000

export type HoldMemory = ReturnType<typeof createHoldMemory>
export type RememberedHolds = ReturnType<HoldMemory['ofLane']>

/** What all lanes of a process share. */
export function createHoldMemory(generationSize = changesMin) {
  let generation = 0
  let young = new Map<string, RememberedHold>()
  let old = new Map<string, RememberedHold>()

  function remember(era: Era, id: string, hold: Hold | undefined) {
    young.set(id, { era, hold })
    if (young.size < generationSize) return
    old = young
    young = new Map()
    generation++
  }

  const recall = (era: Era, id: string): RememberedHold | undefined => {
    const found = young.get(id) ?? old.get(id)
    return found?.era === era ? found : undefined
  }

  function ofLane() {
    let era: Era = {}
    /** The inventory's, as this process has read or written it last; Infinity: it isn't known. */
    let version = Infinity
    /** All changes after this version are remembered; and of those in the younger generation, after that one. */
    let since = Infinity
    let youngSince = Infinity
    let seenGeneration = 0

    /** What a generation that is gone had of this lane is not remembered any more. */
    function keepUp() {
      if (seenGeneration === generation) return
      since = seenGeneration === generation - 1 ? youngSince : version
      youngSince = version
      seenGeneration = generation
    }

    return {
      /** Those of the holds that these commands of a purchase name which are remembered. */
      of(commands: readonly Command[]): ReadonlyMap<string, Hold> {
        keepUp()
        const known = new Map<string, Hold>()
        for (const command of commands) {
          const hold = isOfPurchase(command) ? recall(era, command.holdId)?.hold : undefined
          if (hold) known.set(hold.id, hold)
        }
        return known
      },

      /** Somebody has looked at this hold, and it was so at this version. */
      found(hold: Hold, atVersion: number) {
        keepUp()
        if (hold.state === 'held' && atVersion >= since && !recall(era, hold.id)) remember(era, hold.id, hold)
      },

      /** The inventory has this version now. */
      seen(current: number) {
        if (current === version) return
        era = {}
        version = since = youngSince = current
        seenGeneration = generation
      },

      /** This process has written the outcome, and with it this version. */
      wrote({ holds }: Outcome, written: number) {
        keepUp()
        version = written
        for (const { thing, isNew } of holds) if (!isNew) remember(era, thing.id, isOpen(thing) ? thing : undefined)
        keepUp()
      },

      forget() {
        era = {}
        version = since = youngSince = Infinity
      },
    }
  }

  return { ofLane }
}

const isOpen = ({ state }: Hold) => state === 'held' || state === 'confirming'
