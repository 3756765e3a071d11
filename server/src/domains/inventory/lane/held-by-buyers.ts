// What buyers hold of one event, as far as this process knows because it made every write since it looked.
//
// The write that is decided on remembered counters looks up what its buyers hold. A buyer it has looked up need not be
// looked up again while nobody else writes: every change of a hold moves the inventory's version, so a version that
// this process hasn't written means that somebody else has. What is known is never less than what is held: a hold that
// has ended since is found out by the reading that comes before any refusal.
import type { Command } from '../rules/commands.ts'
import type { Outcome } from '../rules/decide.ts'
import { isBounded } from '../rules/hold-rules.ts'
import { buyerKeyOf, nothingHeld, type OpenHolds } from '../rules/inventory-state.ts'
import type { Written } from './lane-store.ts'

/** More than this are not worth their memory: all are forgotten, and looked up once more. */
const buyersMax = 10_000

export function createHeldByBuyers() {
  const held = new Map<string, OpenHolds>()
  /** The last write under way that concerns a buyer: until it is answered nothing is known of them. */
  const underWay = new Map<string, Outcome>()
  let version: number | undefined

  return {
    /** What is known of the buyers of these commands; who is not in it must be looked up. */
    of(commands: readonly Command[]): ReadonlyMap<string, OpenHolds> {
      const known = new Map<string, OpenHolds>()
      if (held.size === 0) return known
      for (const command of commands) {
        const key = isBounded(command) ? buyerKeyOf(command.buyer) : undefined
        const open = key === undefined ? undefined : held.get(key)
        if (open) known.set(key!, open)
      }
      return known
    },

    /** The inventory has this version now. */
    seen(current: number) {
      if (current !== version) held.clear()
    },

    /** This process is writing the outcome, and may decide on others before it is answered. */
    sent(outcome: Outcome) {
      for (const {
        thing: { buyer },
      } of outcome.holds) {
        const key = buyerKeyOf(buyer)
        underWay.set(key, outcome)
        held.delete(key)
      }
    },

    /** This process has written the outcome. */
    wrote(outcome: Outcome, result: Written) {
      const { before, after, holds } = outcome
      version = result.version
      if (held.size > buyersMax) held.clear()
      for (const {
        thing: { buyer },
        isNew,
      } of holds) {
        if (!isNew) continue
        const key = buyerKeyOf(buyer)
        if (underWay.get(key) === outcome) underWay.delete(key)
        if (underWay.has(key)) held.delete(key)
        else if (before.isRemembered) held.set(key, sumOf(after.openHolds.get(key), result.lookedUp.get(key)))
        else held.delete(key) // an offer, or one that has been read: what its buyer held before need not be known
      }
    },

    forget() {
      held.clear()
      underWay.clear()
    },
  }
}

const sumOf = (one: OpenHolds = nothingHeld, other: OpenHolds = nothingHeld): OpenHolds => ({
  holds: one.holds + other.holds,
  seats: one.seats + other.seats,
  until: null,
})
