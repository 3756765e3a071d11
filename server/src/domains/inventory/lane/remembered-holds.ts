// The holds that this process has looked at or changed lately, so that the next step of a purchase need not read them.
//
// Every change of a hold moves the version of its inventory, and the version guards each write: a lane that has read or
// written a version is the only one that has written since, or its next write fails and everything is forgotten. In
// such an era a hold is as this process has changed it last; or, unchanged, as somebody has seen it who looked after
// the era had begun.
//
// Bounded, for all lanes together: changes are kept in two generations, and when the younger one is full the older one
// is forgotten. Who has looked before a change that is forgotten is not believed any more.
import type { Command } from '../rules/commands.ts'
import { isOfPurchase, type Outcome } from '../rules/decide.ts'
import type { Hold } from '../rules/inventory-state.ts'

/** One lane's, between two writes of somebody else. */
interface Era {
  readonly beganAt: Moment
}
/** By a clock that only tells what happened in this process before what. */
type Moment = number

interface RememberedHold {
  readonly era: Era
  /** Undefined: it has ended, and whoever asks for it must read. */
  readonly hold: Hold | undefined
}

/** So many holds at least are remembered, twice as many at most: some 4 MB. A purchase needs its own for moments. */
const holdsMin = 2_000

export type HoldMemory = ReturnType<typeof createHoldMemory>
export type RememberedHolds = ReturnType<HoldMemory['ofLane']>

/** What all lanes of a process share. */
export function createHoldMemory(generationSize = holdsMin) {
  let now: Moment = 0
  let young = new Map<string, RememberedHold>()
  let old = new Map<string, RememberedHold>()
  /** When the younger generation began, and the older one: no change since then is forgotten. */
  let youngSince: Moment = 0
  let oldSince: Moment = 0

  function remember(era: Era, id: string, hold: Hold | undefined) {
    young.set(id, { era, hold })
    if (young.size < generationSize) return
    old = young
    oldSince = youngSince
    young = new Map()
    youngSince = now
  }

  const recall = (era: Era, id: string): RememberedHold | undefined => {
    const found = young.get(id) ?? old.get(id)
    return found?.era === era ? found : undefined
  }

  function ofLane() {
    const unknown: Era = { beganAt: Infinity }
    let era = unknown
    let version: number | undefined

    return {
      /** Those holds which these commands of a purchase name and which are remembered. */
      of(commands: readonly Command[]): ReadonlyMap<string, Hold> {
        const known = new Map<string, Hold>()
        for (const command of commands) {
          const hold = isOfPurchase(command) ? recall(era, command.holdId)?.hold : undefined
          if (hold) known.set(hold.id, hold)
        }
        return known
      },

      /** Somebody who began to look at that moment has seen the hold so. */
      found(hold: Hold, lookedAt: Moment) {
        if (hold.state === 'held' && lookedAt >= Math.max(era.beganAt, oldSince) && !recall(era, hold.id))
          remember(era, hold.id, hold)
      },

      /** The inventory has this version now. */
      seen(current: number) {
        if (current === version) return
        version = current
        era = { beganAt: ++now }
      },

      /** This process has written the outcome, and with it this version. */
      wrote({ holds }: Outcome, written: number) {
        now++
        version = written
        for (const { thing, isNew } of holds) if (!isNew) remember(era, thing.id, isOpen(thing) ? thing : undefined)
      },

      forget() {
        version = undefined
        era = unknown
      },
    }
  }

  return {
    /** Before somebody looks at a hold. */
    moment: (): Moment => now,
    ofLane,
  }
}

const isOpen = ({ state }: Hold) => state === 'held' || state === 'confirming'
