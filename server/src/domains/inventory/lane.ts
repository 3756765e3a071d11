// One event's queue in this process: what arrives while a batch is being written is written together next.
import { step } from '../../platform/failpoints.ts'
import type { Command, Decision, Terms } from './commands.ts'
import { decideAll, limitsOf, needsReading, type Outcome } from './rules.ts'
import type { Stock } from './stock.ts'
import type { LaneStore } from './store.ts'

export interface LaneLimits {
  /** Commands that may wait; one more is refused at once. */
  readonly queueMax: number
  readonly batchMax: number
  /** Batches that take the row's lock first after a race was lost. */
  readonly lockedBatches: number
  /** How long remembered counters may be decided on without a read. */
  readonly memoryMsMax: number
}

/** What a lane tells of itself; all of it is for metrics and projections. */
export interface LaneObserver {
  batch(commands: number): void
  conflict(): void
  full(): void
  changed(stock: Stock, outcome: Outcome): void
}

/** The lane's queue is full: the command was not taken. */
export class LaneFull extends Error {}

export type Lane = ReturnType<typeof createLane>
type Reading = Omit<LaneStore, 'withLock'>
interface Waiting { readonly command: Command; resolve(decision: Decision): void; reject(error: unknown): void }

/** What belongs to the commands of one batch and not to the event. */
const NOT_REMEMBERED = { holds: new Map(), earlier: new Map(), takenByBuyer: new Map(), entries: new Map() } as const

/** PostgreSQL's unique_violation: the same key or hold was written by another process between our read and our write. */
const UNIQUE_VIOLATION = '23505'

/**
 * A lane never delays: a batch starts as soon as the one before it has committed, so batches grow only as fast as the
 * load does. The stock it last wrote is the stock it decides on next, and the version in the guard tells it when another
 * process was faster: then it takes the row's lock first, for this batch and the next `lockedBatches`, and tries again without.
 */
export function createLane(eventId: string, store: LaneStore, { terms, ...limits }: LaneLimits & { readonly terms: Terms }, observe: LaneObserver) {
  const queue: Waiting[] = []
  let known: { readonly stock: Stock; readonly atMs: number } | undefined
  let draining: Promise<void> | undefined
  let batchesToLock = 0
  let hasLimits = true

  /** Resolves when the command's batch has committed. Rejects with LaneFull at once when the queue is full. */
  function submit(command: Command): Promise<Decision> {
    if (queue.length >= limits.queueMax) {
      observe.full()
      return Promise.reject(new LaneFull(`event ${eventId}: ${queue.length} commands are waiting`))
    }
    return new Promise((resolve, reject) => {
      queue.push({ command, resolve, reject })
      draining ??= drain()
    })
  }

  async function drain() {
    // What the same turn of the event loop still brings belongs into the first batch: no delay, only the end of this turn.
    await Promise.resolve()
    while (queue.length > 0) await settle(queue.splice(0, limits.batchMax))
    draining = undefined
  }

  async function settle(batch: readonly Waiting[]) {
    observe.batch(batch.length)
    try {
      const decisions = await carryOut(batch.map(({ command }) => command))
      batch.forEach(({ resolve }, n) => resolve(decisions[n]!))
    } catch (error) {
      known = undefined
      for (const { reject } of batch) reject(error)
    }
  }

  async function carryOut(commands: readonly Command[]): Promise<readonly Decision[]> {
    if (batchesToLock > 0) batchesToLock--
    else {
      const decisions = await attempt(store, commands).catch(lostIfDuplicate)
      if (decisions) return decisions
      observe.conflict()
      batchesToLock = limits.lockedBatches
    }
    known = undefined
    const decisions = await store.withLock(eventId, locked => attempt(locked, commands))
    if (!decisions) throw new Error(`event ${eventId}: a write under the row's lock lost its race`)
    return decisions
  }

  /** Undefined when another process was faster: then nothing has been written. */
  async function attempt(on: Reading, commands: readonly Command[]): Promise<readonly Decision[] | undefined> {
    const outcome = fromMemory(commands) ?? await fromReading(on, commands)
    if (!outcome) return commands.map(() => ({ kind: 'refused', refusal: { code: 'event_not_found' } }))
    if (outcome.isEmpty) return outcome.decisions
    const written = await step('lane.write', () => on.write(outcome))
    if (!written) return undefined
    const stock = { ...outcome.after, ...written, ...NOT_REMEMBERED }
    known = { stock, atMs: performance.now() }
    observe.changed(stock, outcome)
    // More wait than this batch has looked at: whoever of them can be served is served next.
    if (outcome.needsAdvance) void submit({ kind: 'advance' }).catch(() => {}) // whatever fails here, the job that advances lines tries again
    return outcome.decisions
  }

  /** What buyers have so far is read only where a limit applies; whether one does may have changed since the last look. */
  async function fromReading(on: Reading, commands: readonly Command[]) {
    let stock = await on.read(eventId, commands, { limits: hasLimits })
    if (stock && !hasLimits && limitsOf(stock)) stock = await on.read(eventId, commands, { limits: true })
    hasLimits = stock !== undefined && limitsOf(stock)
    return stock && decideAll(stock, commands, terms)
  }

  /**
   * A refusal or a repetition writes nothing and so meets no guard: only stock read for this very batch may decide it.
   * The database's clock is the one remembered with the stock, moved on by the time since.
   */
  function fromMemory(commands: readonly Command[]): Outcome | undefined {
    if (!known) return undefined
    const ageMs = performance.now() - known.atMs
    const { stock } = known
    if (ageMs > limits.memoryMsMax || commands.some(command => needsReading(stock, command))) return undefined
    const outcome = decideAll({ ...stock, now: new Date(stock.now.getTime() + ageMs) }, commands, terms)
    return outcome.decisions.every(({ kind }) => kind === 'granted') ? outcome : undefined
  }

  return {
    submit,
    isIdle: () => draining === undefined,
    /** Commands that wait for the batch after the running one. */
    waiting: () => queue.length,
    /** Resolves when everything submitted so far has been settled. */
    settled: async () => { await draining },
  }
}

function lostIfDuplicate(error: unknown): undefined {
  if ((error as { code?: string }).code === UNIQUE_VIOLATION) return undefined
  throw error
}
