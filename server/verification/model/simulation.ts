// Runs scenarios: each batch is decided whole and once more command by command, judged by the checks, and compared with
// the model.
import type { Command, Decision, Terms } from '../../src/domains/inventory/rules/commands.ts'
import type { Outcome } from '../../src/domains/inventory/rules/decide.ts'
import * as rules from '../../src/domains/inventory/rules/decide.ts'
import type { Hold, InventoryState, WaitlistEntry } from '../../src/domains/inventory/rules/inventory-state.ts'
import { offerIdOf } from '../../src/domains/inventory/rules/offer-rules.ts'
import { createChecks, must, Violation } from './checks.ts'
import { createMemoryStore, type MemoryStore } from './memory-store.ts'
import { createModel, wordsOf, type Model } from './model.ts'
import { drawFrom } from './random.ts'
import { drawScenario } from './draw-scenario.ts'
import { commandOf, simulatedTerms, type Scenario } from './scenario.ts'

/** The rules under test: the real ones, or ones with a planted fault. */
export interface Core {
  decideAll(before: InventoryState, commands: readonly Command[], terms: Terms): Outcome
  offerIdOf(entryId: string): string
}
export const realCore: Core = { decideAll: rules.decideAll, offerIdOf }

/**
 * How many steps one event goes through before the next begins: enough to sell out and refill often, few enough to
 * read.
 */
export const scenarioSteps = 120
/** Looks at one line after a batch: far fewer wait. */
const looksMax = 500
/** A batch never grows past this. */
const batchMax = 12

/** Counts of what was asked and how it was answered. */
export type Tally = Map<string, Map<string, number>>
export interface Failure {
  readonly check: string
  readonly message: string
  readonly trace: readonly Traced[]
}
interface Traced {
  readonly nowSeconds: number
  readonly command: Command
  readonly decision: Decision
  readonly endsBatch: boolean
}

/** What may be carried out as often as it is given. */
const mayBeRepeated: readonly Command['kind'][] = ['advance', 'advance_clock', 'change_capacity']

/** A command and its answer as a line to read; ◂ ends a batch. */
export const lineOf = ({ nowSeconds, command, decision, endsBatch }: Traced) =>
  `${nowSeconds} s  ${JSON.stringify(command)} → ${wordsOf(decision)}${endsBatch ? ' ◂' : ''}`

/** Plays a scenario to its end or to the first thing that must not be. */
export function play({ setup, steps }: Scenario, core: Core = realCore, tally?: Tally): Failure | undefined {
  const store = createMemoryStore(setup),
    checks = createChecks(setup),
    model = createModel(setup)
  const given: Command[] = [],
    trace: Traced[] = []
  let nowSeconds = 0,
    ids = 0

  const carryOut = (commands: readonly Command[]) => {
    const state = store.read(commands, core.offerIdOf, nowSeconds)
    model.beginBatch(nowSeconds, state.version, setup.lineMax, commands)
    const outcome = core.decideAll(state, commands, simulatedTerms)
    let single = state
    const parts = commands.map((command, n) => {
      const part = core.decideAll(single, [command], simulatedTerms)
      single = part.after
      const decision = part.decisions[0]!
      trace.push({ nowSeconds, command, decision, endsBatch: n === commands.length - 1 })
      count(tally, command.kind, decision.kind === 'refused' ? decision.refusal.code : decision.kind)
      checks.observe(command, decision, part)
      const expected = model.step(command)
      must(
        wordsOf(decision) === expected,
        'model-decides-alike',
        () => `${command.kind} is ${wordsOf(decision)}, the model says ${expected}`,
      )
      return part
    })
    judgeSplitting(outcome, parts, single)
    store.write(outcome)
    judgeCounts(state, outcome.after, store)
    compareWithModel(store, model)
    return outcome
  }

  /** Batches like any other, and what a lane sends after one that has moved a waitlist which it sees only in part. */
  const settle = (commands: readonly Command[]) => {
    const whole = carryOut(commands)
    let outcome = whole
    const isServed = whole.decisions.some(
      ({ kind }, n) =>
        kind === 'granted' && !['reserve', 'begin_confirm', 'reacquire', 'commit'].includes(commands[n]!.kind),
    )
    for (let looks = 0; outcome.needsAdvance; looks++) {
      must(looks < looksMax, 'lines-come-to-rest', () => `another look at the line is due after ${looks} of them`)
      outcome = carryOut([{ kind: 'advance' }])
    }
    const rest = store.read([{ kind: 'advance' }], core.offerIdOf, nowSeconds)
    if (isServed) checks.atRest(rest)
    checks.afterClaims(rest)
    judgeRepetition(commands.at(-1)!, whole)
  }

  const judgeRepetition = (command: Command, { decisions }: Outcome) => {
    if (decisions.at(-1)?.kind !== 'granted' || mayBeRepeated.includes(command.kind)) return
    if (
      ((command.kind === 'reserve' && command.cause === 'reserve') || command.kind === 'join') &&
      !command.idempotency
    )
      return
    const state = store.read([command], core.offerIdOf, nowSeconds)
    const {
      decisions: [decision],
      isEmpty,
    } = core.decideAll(state, [command], simulatedTerms)
    must(
      decision!.kind !== 'granted' && isEmpty,
      'repeats-change-nothing',
      () => `${JSON.stringify(command)} given twice is carried out twice`,
    )
  }

  let batch: Command[] = []
  try {
    for (const step of steps) {
      if (batch.length === 0) nowSeconds += step.wait
      const command = commandOf(step, {
        setup,
        nowSeconds,
        holds: store.holds(),
        entries: store.entries(),
        given,
        newId: () => String(++ids),
      })
      given.push(command)
      batch.push(command)
      if (!step.endsBatch && batch.length < batchMax) continue
      settle(batch)
      batch = []
    }
    if (batch.length > 0) settle(batch)
  } catch (error) {
    const check = error instanceof Violation ? error.check : 'rules-never-throw'
    return { check, message: error instanceof Error ? error.message : String(error), trace }
  }
  return undefined
}

/** Commands decided together come to the same as one after the other with the state carried over. */
function judgeSplitting(whole: Outcome, parts: readonly Outcome[], last: InventoryState) {
  const same = (one: unknown, other: unknown, what: string) =>
    must(
      JSON.stringify(one) === JSON.stringify(other),
      'batches-split-alike',
      () => `${what} of the batch: ${JSON.stringify(one)}; one by one: ${JSON.stringify(other)}`,
    )
  if (parts.length === 1) return
  const decided = (outcome: Outcome) => outcome.decisions.map(wordsOf)
  same(decided(whole), parts.flatMap(decided), 'decisions')
  same(
    whole.movements,
    parts.flatMap(({ movements }) => movements),
    'movements',
  )
  same(countersOf(whole.after), countersOf(last), 'counters')
  const final = <Thing extends Hold | WaitlistEntry>(written: readonly { thing: Thing; isNew: boolean }[]) => {
    const things = new Map<string, { thing: Thing; isNew: boolean }>()
    for (const { thing, isNew } of written) things.set(thing.id, { thing, isNew: things.get(thing.id)?.isNew ?? isNew })
    return [...things.values()]
  }
  same(
    whole.steps,
    parts.flatMap(({ steps }) => steps),
    'steps',
  )
  same(
    whole.returns,
    parts.flatMap(({ returns }) => returns),
    'returns',
  )
  same(
    whole.uses,
    parts.flatMap(({ uses }) => uses),
    'uses',
  )
  same(whole.holds, final(parts.flatMap(({ holds }) => holds)), 'holds')
  same(whole.entries, final(parts.flatMap(({ entries }) => entries)), 'entries')
}

/** What a batch has counted on for the limits of its buyers is what the next one reads. */
function judgeCounts(before: InventoryState, after: InventoryState, store: MemoryStore) {
  for (const buyer of before.takenByBuyer.keys()) {
    const [counted, read] = [after.takenByBuyer.get(buyer), store.takenBy(buyer)]
    for (const type of after.ticketTypes.keys())
      must(
        (counted?.get(type) ?? 0) === (read.get(type) ?? 0),
        'limits-count-what-is-read',
        () => `${buyer} has ${read.get(type) ?? 0} of ${type}, the batch has counted ${counted?.get(type) ?? 0}`,
      )
  }
}

const countersOf = ({ seats, ticketTypes, promotions, endsAt, waitlist }: InventoryState) => [
  seats,
  [...ticketTypes.values()].map(type => [
    type.seats,
    type.capacityIsOwn,
    type.salesStartAt,
    type.salesEndAt,
    type.pooledSince,
    type.claimsEnded,
  ]),
  [...promotions.values()].map(({ uses, startsAt, endsAt: end }) => [uses, startsAt, end]),
  endsAt,
  waitlist.open,
  waitlist.seq,
]

function compareWithModel(store: MemoryStore, model: Model) {
  const { seats, ticketTypes, waitlistOpen } = store.counters()
  const expected = model.state()
  const alike = (real: string, said: string | undefined) =>
    must(real === said, 'model-is-alike', () => `“${real}”, the model says “${said}”`)
  const counters = (name: string, { available, pooled, held, sold }: InventoryState['seats']) =>
    `${name}: ${available} available, ${pooled} pooled, ${held} held, ${sold} sold`
  const real = [
    counters('event', seats),
    ...ticketTypes.map(type => `${counters(type.id, type.seats)}, ${secondsOf(type.pooledSince)} ${type.claimsEnded}`),
  ]
  real.forEach((each, n) => alike(each, expected.counters[n]))
  alike(`the line is ${waitlistOpen ? 'open' : 'closed'}`, `the line is ${expected.open ? 'open' : 'closed'}`)
  const holds = store.holds(),
    entries = store.entries()
  alike(
    `${holds.length} holds, ${entries.length} entries`,
    `${expected.holds.size} holds, ${expected.entries.size} entries`,
  )
  for (const { id, uses } of store.promotions()) alike(`${id} ${uses}`, expected.promotions.get(id))
  for (const hold of holds) {
    alike(
      `${hold.kind} ${hold.state} ${hold.bookingId} ${hold.expiresAt.getTime() / 1_000} ` +
        `${hold.promotionId} ${hold.totalMinor} ` +
        `${hold.items.map(item => `${item.quantity} ${item.ticketTypeId} ${item.returned ?? 0}`).join(' ')}`,
      expected.holds.get(hold.id),
    )
  }
  for (const { id, seq, state, expiredReason, skipped, quantity, acceptFewer } of entries)
    alike(`${seq} ${state} ${expiredReason} ${skipped} ${quantity} ${acceptFewer}`, expected.entries.get(id))
}

const secondsOf = (date: Date | null) => date && date.getTime() / 1_000

function count(tally: Tally | undefined, kind: string, outcome: string) {
  if (!tally) return
  const outcomes = tally.get(kind) ?? new Map<string, number>()
  tally.set(kind, outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1))
}

export interface Report {
  readonly steps: number
  readonly tally: Tally
  readonly failure?: Failure & { readonly step: number; readonly scenario: Scenario }
}

/** Scenario after scenario, drawn from the seed, until so many steps are done or something must not be. */
export function simulate(seed: number, stepsMax: number, core: Core = realCore): Report {
  const draw = drawFrom(seed)
  const tally: Tally = new Map()
  for (let done = 0; done < stepsMax; done += scenarioSteps) {
    const scenario = drawScenario(drawFrom(draw(2 ** 32)), Math.min(scenarioSteps, stepsMax - done))
    const failure = play(scenario, core, tally)
    if (failure)
      return {
        steps: done + failure.trace.length,
        tally,
        failure: { ...failure, step: done + failure.trace.length, scenario },
      }
  }
  return { steps: stepsMax, tally }
}

/**
 * The fewest steps that still break the same check: pieces are left out, ever smaller ones, as long as it breaks, then
 * the waits.
 */
export function shrink(scenario: Scenario, check: string, core: Core = realCore): Scenario {
  let { steps } = scenario
  const fails = (some: Scenario['steps']) => play({ ...scenario, steps: some }, core)?.check === check
  for (let size = steps.length >> 1; size > 0; size >>= 1) {
    for (let from = 0; from < steps.length; ) {
      const [left, after] = [steps.slice(from, from + size), steps[from + size]]
      const without = (next: typeof after) => [
        ...steps.slice(0, from),
        ...(next ? [next] : []),
        ...steps.slice(from + size + 1),
      ]
      const later = after && { ...after, wait: after.wait + left.reduce((sum, { wait }) => sum + wait, 0) }
      if (fails(without(after))) steps = without(after)
      else if (later && fails(without(later))) steps = without(later)
      else from += size
    }
  }
  for (const n of steps.keys()) {
    const sooner = steps.map((step, each) => (each === n ? { ...step, wait: 0 } : step))
    if (fails(sooner)) steps = sooner
  }
  return { ...scenario, steps }
}
