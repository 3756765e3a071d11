// One event's queue in this process: what arrives while a batch is being written is written together next.
import type { Span } from '@opentelemetry/api'
import { LRUCache } from 'lru-cache'
import { NothingWritten, settleEach, settleTogether } from '../../../platform/batches.ts'
import { currentSpan, inBatchSpan } from '../../../platform/observability/tracing.ts'
import type { Command, Decision, Terms } from '../rules/commands.ts'
import { decideAll, hasBuyerLimit, needsReading, type Outcome } from '../rules/decide.ts'
import { buyerKeyOf, idempotencyKeyOf, type InventoryState } from '../rules/inventory-state.ts'
import { createHeldByBuyers } from './held-by-buyers.ts'
import type { LaneStore } from './lane-store.ts'
import { step } from './recovery-steps.ts'
import type { HoldMemory } from './remembered-holds.ts'

export interface LaneLimits {
  /** Commands that may wait; one more is refused at once. */
  readonly queueMax: number
  readonly batchMax: number
  /** Batches that take the row's lock first after a race was lost. */
  readonly lockedBatches: number
  /** How long remembered counters may be decided on without a read. */
  readonly memoryMsMax: number
}

/** How much is waiting in the lanes of this process. */
export interface LaneQueues {
  readonly lanes: number
  readonly waiting: number
  readonly waitingMax: number
}

/** What a lane tells of itself; all of it is for metrics and projections. */
export interface LaneObserver {
  batch(commands: number): void
  conflict(): void
  full(): void
  changed(state: InventoryState, outcome: Outcome): void
}

/** The lane's queue is full: the command was not taken. */
export class LaneFull extends Error {}

export type Lane = ReturnType<typeof createLane>
type UnlockedStore = Omit<LaneStore, 'withLock'>
interface QueuedCommand {
  readonly command: Command
  /** The request it is asked for in, where anybody records that. */
  readonly span: Span | undefined
  resolve(decision: Decision): void
  reject(error: unknown): void
}

/** What belongs to the commands of one batch and not to the event. */
const notRemembered = {
  isRemembered: true,
  holds: new Map(),
  earlier: new Map(),
  openHolds: new Map(),
  takenByBuyer: new Map(),
  resellers: new Map(),
  entries: new Map(),
} as const

/**
 * A lane never delays: a batch starts as soon as the one before it has committed, so batches grow only as fast as the
 * load does. The state it last wrote is the state it decides on next, and the version in the guard tells it when
 * another process was faster: then it takes the row's lock first, for this batch and the next `lockedBatches`, and
 * tries again without.
 */
export function createLane(
  eventId: string,
  store: LaneStore,
  { terms, holdMemory, ...limits }: LaneLimits & { readonly terms: Terms; readonly holdMemory: HoldMemory },
  observe: LaneObserver,
) {
  const queue: QueuedCommand[] = []
  let known: { readonly state: InventoryState; readonly atMs: number } | undefined
  let draining: Promise<void> | undefined
  let batchesToLock = 0
  let hasLimit = true
  const readAhead = createReadAhead()
  const held = createHeldByBuyers()
  const holds = holdMemory.ofLane()

  /** Resolves when the command's batch has committed. Rejects with LaneFull at once when the queue is full. */
  function submit(command: Command): Promise<Decision> {
    if (queue.length >= limits.queueMax) {
      observe.full()
      return Promise.reject(new LaneFull(`event ${eventId}: ${queue.length} commands are waiting`))
    }
    return new Promise((resolve, reject) => {
      queue.push({ command, span: currentSpan(), resolve, reject })
      draining ??= drain()
    })
  }

  async function drain() {
    // What the same turn of the event loop still brings belongs into the first batch: no delay, only the end of this
    // turn.
    await Promise.resolve()
    while (queue.length > 0) {
      const batch = queue.splice(0, limits.batchMax)
      observe.batch(batch.length)
      settleEach(
        batch,
        await inBatchSpan(
          'lane.batch',
          { 'evently.event.id': eventId, 'evently.batch.size': batch.length },
          batch,
          () =>
            settleTogether(
              batch.map(({ command }) => command),
              carryOut,
            ),
        ),
      )
    }
    draining = undefined
  }

  /** All or nothing: where this fails, nothing has been written, or the connection is lost and nobody knows. */
  async function carryOut(commands: readonly Command[]): Promise<readonly Decision[]> {
    try {
      return await tryEachWay(commands)
    } catch (error) {
      known = undefined
      forget()
      throw error
    }
  }

  async function tryEachWay(commands: readonly Command[]): Promise<readonly Decision[]> {
    if (batchesToLock > 0) batchesToLock--
    else {
      const decisions = await attempt(store, commands)
      if (decisions) return decisions
      observe.conflict()
      batchesToLock = limits.lockedBatches
    }
    known = undefined
    const decisions = await store.withLock(eventId, locked => attempt(locked, commands))
    holds.forget() // whoever looked while this was not committed has seen the holds as they were before
    if (!decisions) throw new Error(`event ${eventId}: a write under the row's lock lost its race`)
    return decisions
  }

  /** Undefined when another process was faster: then nothing has been written. */
  async function attempt(on: UnlockedStore, commands: readonly Command[]): Promise<readonly Decision[] | undefined> {
    const outcome = fromMemory(commands) ?? (await fromReading(on, commands))
    if (!outcome) return commands.map(() => ({ kind: 'refused', refusal: { code: 'event_not_found' } }))
    if (outcome.isEmpty) return outcome.decisions
    const written = await step('lane.write', () => on.write(outcome))
    if (written.kind === 'raced') {
      forget()
      return undefined
    }
    if (written.kind === 'unread') {
      if (!outcome.before.isRemembered)
        throw new Error(`event ${eventId}: a write met what it had read to be otherwise`)
      // Nobody was faster, so no lock is needed: those who are at fault are read, now and for a while.
      readAhead.note([...written.keys, ...written.buyers])
      known = undefined
      return attempt(on, commands)
    }
    held.wrote(outcome, written)
    holds.wrote(outcome, written.version)
    const state: InventoryState = { ...outcome.after, version: written.version, now: written.now, ...notRemembered }
    known = { state, atMs: performance.now() }
    observe.changed(state, outcome)
    // More wait than this batch has looked at: whoever of them can be served is served next.
    // Whatever fails here, the job that advances lines tries again.
    if (outcome.needsAdvance) void submit({ kind: 'advance' }).catch(() => {})
    return outcome.decisions
  }

  /**
   * What buyers have so far is read only where a limit applies; whether one does may have changed since the last look.
   */
  async function fromReading(on: UnlockedStore, commands: readonly Command[]) {
    let state = await on.read(eventId, commands, { limits: hasLimit })
    if (state && !hasLimit && hasBuyerLimit(state)) state = await on.read(eventId, commands, { limits: true })
    hasLimit = state !== undefined && hasBuyerLimit(state)
    if (state) {
      held.seen(state.version)
      holds.seen(state.version)
    }
    return state && decided(state, commands)
  }

  /** Somebody else may have written. */
  function forget() {
    held.forget()
    holds.forget()
  }

  /** A rule that breaks on one command must not fail the others of its batch. */
  function decided(state: InventoryState, commands: readonly Command[]): Outcome {
    try {
      return decideAll(state, commands, terms)
    } catch (error) {
      throw new NothingWritten(`event ${eventId}: a rule broke`, { cause: error })
    }
  }

  /**
   * A refusal or a repetition writes nothing and so meets no guard: only state read for this very batch may decide it.
   * The database's clock is the one remembered with the state, moved on by the time since.
   */
  function fromMemory(commands: readonly Command[]): Outcome | undefined {
    if (!known) return undefined
    const ageMs = performance.now() - known.atMs
    if (ageMs > limits.memoryMsMax) return undefined
    const state = { ...known.state, holds: holds.of(commands) }
    if (commands.some(command => needsReading(state, command) || readAhead.has(command))) return undefined
    const outcome = decided(
      { ...state, now: new Date(state.now.getTime() + ageMs), openHolds: held.of(commands) },
      commands,
    )
    return outcome.decisions.every(({ kind }) => kind === 'granted') ? outcome : undefined
  }

  return {
    submit,
    /** Somebody has looked at a hold of this event: the next step of its purchase need not. */
    found: holds.found,
    isIdle: () => draining === undefined,
    /** Commands that wait for the batch after the running one. */
    waiting: () => queue.length,
    /** Resolves when everything submitted so far has been settled. */
    settled: async () => {
      await draining
    },
  }
}

/** How many keys and buyers a lane reads ahead, and for how long after they have last been met. */
const readAheadMax = 1_000
const readAheadMs = 60_000

/**
 * Those whose command was decided on memory and could not be written so: a key that had been used, a buyer who holds as
 * much as one may. Whoever insists is read before the batch is decided, so that it costs the others one read and no
 * second write. Bounded: those met longest ago are forgotten first.
 */
function createReadAhead() {
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
