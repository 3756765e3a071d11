// The clock of a test event goes on, in the transaction that moves the event's own times: when that commits, what is
// due by then has ended, and whoever in the waitlist can be served has been.
import type { Sql } from '../../../platform/postgres/sql.ts'
import type { ClockEffects, InventorySetup } from '../port.ts'
import type { Outcome } from '../rules/decide.ts'
import type { Carried, LockedCommands } from './locked-commands.ts'

/**
 * One write looks at the first of a waitlist; of a longer one as many looks are taken, and the rest is left to the job
 * that serves waitlists.
 */
const looksMax = 100

export interface TestClockOptions {
  readonly carryOut: LockedCommands
  /** Writes the copies for speed, so that nobody is shown what was before. */
  readonly flushCopies: () => Promise<void>
}

export const createTestClock = ({ carryOut, flushCopies }: TestClockOptions): Pick<InventorySetup, 'advanceClock'> => ({
  async advanceClock(sql: Sql, eventId, seconds) {
    const carried: Carried[] = [await carryOut(sql, eventId, { kind: 'advance_clock', seconds })]
    while (carried.at(-1)!.outcome.needsAdvance && carried.length < looksMax)
      carried.push(await carryOut(sql, eventId, { kind: 'advance' }))
    return {
      effects: effectsOf(carried.map(({ outcome }) => outcome)),
      async committed() {
        for (const each of carried) each.committed()
        await flushCopies()
      },
    }
  },
})

function effectsOf(outcomes: readonly Outcome[]): ClockEffects {
  const holds = outcomes.flatMap(outcome => outcome.holds)
  const count = (kind: 'reservation' | 'offer', is: 'new' | 'expired') =>
    holds.filter(({ thing, isNew }) => thing.kind === kind && (is === 'new' ? isNew : thing.state === 'expired')).length
  return {
    reservationsExpired: count('reservation', 'expired'),
    offersExpired: count('offer', 'expired'),
    offersMade: count('offer', 'new'),
    waitlistEntriesExpired: outcomes
      .flatMap(({ entries }) => entries)
      .filter(({ thing }) => thing.state === 'expired' && thing.expiredReason !== 'offer_expired').length,
  }
}
