// Draws how an event is set up, and what is asked of it.
import type { Draw } from './random.ts'
import {
  kindCount,
  numberMax,
  tickSeconds,
  type PromotionSetup,
  type Scenario,
  type Step,
  type TypeSetup,
} from './scenario.ts'

export function drawScenario(draw: Draw, stepCount: number): Scenario {
  const maybe = (oneIn: number, value: () => number) => (draw(oneIn) === 0 ? value() : null)
  const instant = () => draw(20) * tickSeconds
  const types = Array.from(
    { length: 1 + draw(3) },
    (_, n): TypeSetup => ({
      capacity: maybe(2, () => draw(6)),
      limit: maybe(4, () => 1 + draw(4)),
      startsAt: maybe(5, instant),
      endsAt: maybe(4, () => draw(60) * tickSeconds),
      hidden: n > 0 && draw(3) === 0,
    }),
  )
  const drawPromotion = (): PromotionSetup => ({
    takes: [{ percent: 1 + draw(100) }, { percent: 50 }, { amountMinor: 1 + draw(3_000) }, 'access' as const][draw(4)]!,
    types: draw(2) === 0 ? null : [draw(types.length)],
    usesMax: maybe(2, () => 1 + draw(3)),
    perBuyerMax: maybe(2, () => 1 + draw(2)),
    startsAt: maybe(6, instant),
    endsAt: maybe(6, () => draw(60) * tickSeconds),
  })
  return {
    setup: {
      test: draw(2) === 0,
      capacity: 1 + draw(8),
      types,
      order: draw(2) === 0 ? 'strict' : 'skip',
      skipMax: draw(4),
      holdsMax: maybe(3, () => 1 + draw(3)) ?? 10_000,
      seatsMax: maybe(3, () => 1 + draw(6)) ?? 10_000,
      outstandingMax: [null, 1, 2, 3, 4, 6, 10_000, 10_000][draw(8)]!,
      lineMax: [1, 2, 3, 50, 50][draw(5)]!,
      promotions: Array.from({ length: draw(2) === 0 ? 0 : 1 + draw(3) }, drawPromotion),
      claimSeconds: [1, 2, 4, 8, 1_000][draw(5)]! * tickSeconds,
      sales: draw(50) === 0 ? 'draft' : 'open',
      closesAt: maybe(20, () => draw(60) * tickSeconds),
      endsAt: (20 + draw(200)) * tickSeconds,
    },
    steps: Array.from(
      { length: stepCount },
      (): Step => ({
        kind: draw(kindCount),
        who: draw(numberMax),
        what: draw(numberMax),
        quantity: draw(numberMax),
        twist: draw(numberMax),
        wait: [0, 0, 0, 0, 1, 1, 2, 4][draw(8)]! * tickSeconds,
        endsBatch: draw(5) < 2,
      }),
    ),
  }
}
