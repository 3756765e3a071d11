import { expect } from 'chai'
import fc from 'fast-check'
import { plantFault } from './faults.ts'
import { mutants, plantAll, runMutants } from './mutants.ts'
import { kindCount, numberMax, tickSeconds } from './scenario.ts'
import type { PromotionSetup, Scenario, Setup, Step, TypeSetup } from './scenario.ts'
import { lineOf, play, simulate } from './simulation.ts'

/** To replay a run: EVENTLY_SIMULATION_SEED=… with the seed that the failure names. */
const seed = Number(process.env['EVENTLY_SIMULATION_SEED'] ?? Date.now() % 2 ** 31)

const number = (below: number) => fc.integer({ min: 0, max: below - 1 })
const seldom = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3, nil: null })
const instants = number(60).map(tick => tick * tickSeconds)

const types: fc.Arbitrary<TypeSetup> = fc.record({
  capacity: fc.option(number(6), { nil: null }),
  limit: seldom(fc.integer({ min: 1, max: 4 })),
  startsAt: seldom(number(20).map(tick => tick * tickSeconds)),
  endsAt: seldom(instants),
  hidden: fc.constant(false),
})
const promotions: fc.Arbitrary<PromotionSetup> = fc.record({
  takes: fc.oneof(
    fc.record({ percent: fc.integer({ min: 1, max: 100 }) }),
    fc.record({ amountMinor: fc.integer({ min: 1, max: 3_000 }) }),
    fc.constant('access' as const),
  ),
  types: fc.option(fc.constantFrom([0], [1], [2], [0, 2]), { nil: null }),
  usesMax: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
  perBuyerMax: seldom(fc.integer({ min: 1, max: 2 })),
  startsAt: seldom(number(20).map(tick => tick * tickSeconds)),
  endsAt: seldom(instants),
})
const setups: fc.Arbitrary<Setup> = fc.record({
  test: fc.boolean(),
  capacity: fc.integer({ min: 1, max: 8 }),
  types: fc
    .tuple(fc.array(types, { minLength: 1, maxLength: 3 }), fc.array(fc.boolean(), { minLength: 2, maxLength: 2 }))
    .map(([all, hidden]) => all.map((type, n) => ({ ...type, hidden: n > 0 && hidden[n - 1]! }))),
  promotions: fc.array(promotions, { maxLength: 3 }),
  order: fc.constantFrom('strict', 'skip'),
  skipMax: number(4),
  holdsMax: fc.constantFrom(10_000, 1, 2, 3),
  seatsMax: fc.constantFrom(10_000, 2, 4, 6),
  outstandingMax: fc.constantFrom(10_000, 2, 4, null),
  lineMax: fc.constantFrom(50, 3, 1),
  claimSeconds: fc.constantFrom(1, 2, 4, 1_000).map(ticks => ticks * tickSeconds),
  sales: fc.constant('open'),
  closesAt: fc.constant(null),
  endsAt: fc.integer({ min: 20, max: 200 }).map(tick => tick * tickSeconds),
})
const steps: fc.Arbitrary<Step> = fc.record({
  kind: number(kindCount),
  who: number(numberMax),
  what: number(numberMax),
  quantity: number(numberMax),
  twist: number(numberMax),
  wait: fc.constantFrom(0, 0, 0, 1, 2, 4).map(ticks => ticks * tickSeconds),
  endsBatch: fc.boolean(),
})
const scenarios: fc.Arbitrary<Scenario> = fc.record({
  setup: setups,
  steps: fc.array(steps, { minLength: 30, maxLength: 100, size: 'max' }),
})

describe('the simulation', function () {
  this.timeout(60_000)

  it('finds nothing that must not be, whatever is asked in whatever order and batches', () => {
    fc.assert(
      fc.property(scenarios, scenario => {
        const failure = play(scenario)
        if (failure)
          throw new Error([failure.message, JSON.stringify(scenario.setup), ...failure.trace.map(lineOf)].join('\n'))
      }),
      { seed, numRuns: 200 },
    )
  })

  it(`finds nothing in scenarios drawn as the long run draws them (seed ${seed})`, () => {
    const { failure } = simulate(seed, 10_000)
    expect(failure && `npm run simulate -- --seed ${seed} --steps 10000: ${failure.message}`).to.equal(undefined)
  })

  it('comes to the same whenever it is run with the same seed', () => {
    const [one, other] = [simulate(1, 1_000), simulate(1, 1_000)]
    expect(one).to.deep.equal(other)
    expect(simulate(2, 1_000).tally).not.to.deep.equal(one.tally)
  })

  it('gets every kind of command carried out', () => {
    const { tally } = simulate(1, 10_000)
    const granted = [...tally].filter(([, outcomes]) => (outcomes.get('granted') ?? 0) > 0).map(([kind]) => kind)
    expect(granted).to.have.members([
      'reserve',
      'release',
      'expire',
      'begin_confirm',
      'reacquire',
      'commit',
      'decline',
      'cancel',
      'return_seats',
      'join',
      'change_entry',
      'leave',
      'accept_offer',
      'decline_offer',
      'advance',
      'change_capacity',
      'advance_clock',
    ])
  })

  const planted = [
    'freed seats go to the public though somebody waits',
    'who waits has no claim',
    'a hold is released twice',
    'holds that the clock has ended keep their seats',
  ]
  it('catches planted faults', async () => {
    for (const { name, caught } of await runMutants(seed, 20_000, planted)) expect(caught, name).not.to.equal(undefined)
  })

  it('can plant every fault it has', async () => {
    expect(Object.keys(mutants)).to.have.length.greaterThan(90)
    await plantAll()
  })

  it('finds the place of a fault however the source is laid out, and says so when there is not exactly one', () => {
    const fault = { text: `if (one && 'two') return f(x => x, [a || b && c]);`, becomes: 'three();' }
    const laidOut = [
      `if (one && 'two') return f(x => x, [a || b && c])`,
      `if ((one && "two")) {\n  return f(\n    (x) => x, // why\n    [\n      a ||\n        (b && c),\n    ],\n  )\n}`,
    ]
    for (const source of laidOut)
      expect(plantFault(`function g() { ${source} }`, fault), source).to.match(
        /^function g\(\) \{\s+three\(\);\s+\}\s$/,
      )
    const others = ['', laidOut.join('\n'), `if ((one || a) && 'two') return f(x => x, [(a || b) && c])`]
    for (const source of others)
      expect(() => plantFault(`function g() { ${source} }`, fault), source).to.throw(/stands there [02] times/)
  })
})
