// Strikes: a crash at one failpoint under a small load, perhaps more while it is being recovered, and what is left.
import type { Failpoint } from '../../src/recovery-steps.ts'
import { eventually } from '../../test/support/processes.ts'
import { callOn } from '../../test/support/server.ts'
import {
  crashAt,
  crashInRecovery,
  passedBy,
  recoveredWithinMs,
  withServers,
  type Points,
  type Start,
  type StrikeOptions,
} from './crashes.ts'
import { differencesOf, unsettledOf, type World } from './world.ts'

export interface StrikeReport {
  /** From the last restart until everything was settled and the audit clean. */
  readonly recoveredMs: number
  readonly acknowledged: number
  /** Whether all its points were reached; a recovery doesn't pass everything each time. */
  readonly isReached: boolean
  /** The points that recovering from the first one has passed, up to the second. */
  readonly passed: readonly Failpoint[]
}

/**
 * Kills at the first point under load and, if there is a second one, a restarted server at that; then lets a last one
 * recover. Throws when something that was acknowledged is lost, the audit isn't clean in time, or the provider's book
 * or the sold holds differ from the bookings.
 */
export const strike = (world: World, { first, second }: Points, options: StrikeOptions = {}): Promise<StrikeReport> =>
  withServers(world, options, async start => {
    const acknowledged = await crashAt({ first, ...(second && { second }) }, start, world, options.attempt ?? 0)
    const doomed = second && (await crashInRecovery([second], start, world))
    const { recoveredMs, passed } = await recover(start, world)
    return { recoveredMs, acknowledged, isReached: doomed?.isDead ?? true, passed: doomed ? doomed.passed : passed }
  })

export interface ChainReport extends Pick<StrikeReport, 'recoveredMs' | 'acknowledged'> {
  /** Where servers died that were recovering, in their order. */
  readonly struck: readonly Failpoint[]
}

/**
 * Kills at the first point under load, and then one server after the other that recovers, each at the first point that
 * it comes to and at which none has died yet: until one passes all that is left to pass. Throws as `strike` does.
 */
export const chain = (
  world: World,
  first: Failpoint,
  points: readonly Failpoint[],
  options: StrikeOptions = {},
): Promise<ChainReport> =>
  withServers(world, options, async start => {
    const acknowledged = await crashAt({ first }, start, world, options.attempt ?? 0)
    const left = new Set(points)
    const struck: Failpoint[] = []
    for (;;) {
      const { isDead, passed } = await crashInRecovery(left, start, world)
      if (!isDead) break
      const at = passed.at(-1)
      if (at === undefined || !left.delete(at))
        throw new Error(`a server died that told of no point of its own last, but of ${at}`)
      struck.push(at)
    }
    const { recoveredMs } = await recover(start, world)
    return { recoveredMs, acknowledged, struck }
  })

/** A last server recovers what is left; then the books are compared. */
async function recover(start: Start, world: World): Promise<Pick<StrikeReport, 'recoveredMs' | 'passed'>> {
  const startedMs = performance.now()
  const last = await start({})
  await eventually(
    () => unsettledOf(world, callOn(last.url)),
    seen => seen.length === 0,
    { withinMs: recoveredWithinMs },
  )
  const recoveredMs = Math.round(performance.now() - startedMs)
  const wrong = await differencesOf(world.databases, world.till, world.told)
  if (wrong.length > 0) throw new Error(wrong.join('; '))
  return { recoveredMs, passed: passedBy(last.errors()) }
}
