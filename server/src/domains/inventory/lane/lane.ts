// One event's queue in this process: what arrives while a batch is being written is written together next.
import { NothingWritten, settleEach, settleTogether } from '../../../platform/batches.ts'
import { currentSpan } from '../../../platform/observability/tracing.ts'
import type { Command, Decision, Terms } from '../rules/commands.ts'
import { decideAll, hasBuyerLimit, isOfPurchase, needsReading, type Outcome } from '../rules/decide.ts'
import type { InventoryState } from '../rules/inventory-state.ts'
import { isSameUntil } from '../rules/same-until.ts'
import { commandsOf, inLaneSpan, tell, type Batch, type QueuedCommand } from './batch.ts'
import { createHeldByBuyers } from './held-by-buyers.ts'
import { knownSince, notRemembered, stateAfter, stateExpected, type Known } from './known-state.ts'
import type { LaneStore, UnlockedStore, WriteResult, Written } from './lane-store.ts'
import { createReadAhead } from './read-ahead.ts'
import { step } from './recovery-steps.ts'
import type { HoldMemory } from './remembered-holds.ts'
import { markOf } from './write-statement.ts'

export interface LaneLimits {
  /** Commands that may wait; one more is refused at once. */
  readonly queueMax: number
  readonly batchMax: number
  /** Batches that may be written at the same time, each sent right behind the one before it. */
  readonly underWayMax: number
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

/** A batch whose write has been sent and isn't answered yet. */
interface SentBatch {
  readonly batch: Batch
  readonly outcome: Outcome
  /** When it was decided, and then sent, by this process's clock. */
  readonly begunMs: number
}
type Answer = { readonly result: WriteResult } | { readonly error: unknown }

/**
 * A lane never delays: a batch begins at the end of a turn of the event loop, while not more than `underWayMax` are
 * being written, so batches grow only as fast as the load does.
 *
 * The state it last wrote is the state it decides on next. Before that write is answered it is the state that is
 * expected, and the next write, sent right behind, is made only if that one was. If it wasn't, all that were sent
 * behind it are decided once more, in their order.
 *
 * The version in the guard tells when another process was faster: then the lane takes the row's lock first, for this
 * batch and the next `lockedBatches`, and tries again without.
 */
export function createLane(
  eventId: string,
  store: LaneStore,
  { terms, holdMemory, ...limits }: LaneLimits & { readonly terms: Terms; readonly holdMemory: HoldMemory },
  observe: LaneObserver,
) {
  const queue: QueuedCommand[] = []
  const sent: SentBatch[] = []
  /** Batches behind a write that was not made: they wait until all that are under way are answered. */
  const undone: (SentBatch & { readonly answer: Answer })[] = []
  const whenIdle: (() => void)[] = []
  let known: Known | undefined
  let isTurnEnding = false
  /** A batch is under way that nothing is sent behind, or is to be: no other begins. */
  let isAlone = false
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
      if (isTurnEnding || isAlone || sent.length >= limits.underWayMax) return
      isTurnEnding = true
      setImmediate(() => {
        isTurnEnding = false
        begin()
        noteIdle()
      })
    })
  }

  /** Begins as many batches as may be under way. */
  function begin() {
    while (queue.length > 0 && !isAlone && sent.length < limits.underWayMax) {
      const batch = queue.slice(0, limits.batchMax)
      const begunMs = performance.now()
      const outcome = expected(commandsOf(batch))
      if (outcome) send({ batch, outcome, begunMs })
      else if (sent.length > 0)
        isAlone = true // its turn comes when all others are answered
      else void carryOutAlone(batch)
    }
  }

  const isIdle = () => !isTurnEnding && !isAlone && queue.length + sent.length === 0

  function noteIdle() {
    if (isIdle()) for (const resolve of whenIdle.splice(0)) resolve()
  }

  /** What may be written right behind what is under way, if anything. */
  function expected(commands: readonly Command[]): Outcome | undefined {
    if (batchesToLock > 0 || store.isCrowded() || commands.some(isOfPurchase)) return undefined
    try {
      const outcome = fromMemory(commands)
      return outcome && markOf(outcome) !== undefined ? outcome : undefined
    } catch {
      return undefined // a rule broke: the batch is taken apart, alone
    }
  }

  function send(one: SentBatch) {
    const { batch, outcome } = one
    queue.splice(0, batch.length)
    observe.batch(batch.length)
    known = { state: stateExpected(outcome), atMs: one.begunMs, lagMs: known?.lagMs ?? 0 }
    held.sent(outcome)
    sent.push(one)
    const written = async () => step('lane.write', () => store.write(outcome))
    void inLaneSpan(eventId, batch, async () =>
      answered(
        one,
        await written().then(
          result => ({ result }),
          (error: unknown) => ({ error }),
        ),
      ),
    )
  }

  function answered(one: SentBatch, answer: Answer) {
    sent.splice(sent.indexOf(one), 1)
    const written = 'result' in answer && answer.result.kind === 'written' ? answer.result : undefined
    if (written) {
      held.wrote(one.outcome, written)
      holds.wrote(one.outcome, written.version)
      if (undone.length === 0) keepUp(one, written)
    } else {
      undone.push({ ...one, answer })
      isAlone = true
    }
    // What is next is sent first: PostgreSQL works on it while these are told.
    if (sent.length > 0) begin()
    else if (undone.length > 0) void redo()
    else {
      isAlone = false
      begin()
    }
    if (written) {
      observe.changed(stateAfter(one.outcome, written), one.outcome)
      tell(one.batch, one.outcome.decisions)
    }
    noteIdle()
  }

  /** What was expected has come true, so far; and this is the time by the database's clock. */
  function keepUp({ outcome, begunMs }: SentBatch, written: Written) {
    if (!known) return
    const isAll = sent.length === 0
    known = knownSince(begunMs, isAll ? stateAfter(outcome, written) : { ...known.state, now: written.now })
  }

  /** Decides once more, in their order, what was sent behind a write that was not made. */
  async function redo() {
    forget()
    const batches = undone.splice(0)
    const [first] = batches
    if (first && 'result' in first.answer) noteFailure(first.answer.result)
    if (batchesToLock > 0)
      batchesToLock++ // this one, and so many more
    else known = undefined
    for (const { batch, answer } of batches) {
      let failure = 'error' in answer ? answer : undefined
      const again = (commands: readonly Command[]) => {
        if (!failure) return carryOut(commands)
        const { error } = failure
        failure = undefined
        return Promise.reject(error as Error)
      }
      settleEach(batch, await inLaneSpan(eventId, batch, () => settleTogether(commandsOf(batch), again)))
    }
    isAlone = false
    begin()
    noteIdle()
  }

  function noteFailure(result: WriteResult) {
    if (result.kind === 'unread') readAhead.note([...result.keys, ...result.buyers])
    if (result.kind === 'raced') raced()
  }

  function raced() {
    observe.conflict()
    batchesToLock = limits.lockedBatches
  }

  /** A batch that nothing is sent behind. */
  async function carryOutAlone(batch: Batch) {
    isAlone = true
    queue.splice(0, batch.length)
    observe.batch(batch.length)
    const outcomes = await inLaneSpan(eventId, batch, () => settleTogether(commandsOf(batch), carryOut))
    isAlone = false
    begin()
    settleEach(batch, outcomes)
    noteIdle()
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
      const decisions = await untilRead(() => attempt(store, commands))
      if (decisions !== 'raced') return decisions
      raced()
    }
    const decisions = await untilRead(() => store.withLock(eventId, locked => attemptLocked(locked, commands)))
    holds.forget() // whoever looked while this was not committed has seen the holds as they were before
    if (decisions === 'raced') throw new Error(`event ${eventId}: a write under the row's lock lost its race`)
    return decisions
  }

  type Attempt = readonly Decision[] | 'raced' | 'unread'

  /** Nobody was faster than an attempt that met something unread: it is made once more, and reads it. */
  async function untilRead(attemptIt: () => Promise<Attempt>): Promise<Exclude<Attempt, 'unread'>> {
    const first = await attemptIt()
    if (first !== 'unread') return first
    const second = await attemptIt()
    if (second === 'unread') throw new Error(`event ${eventId}: a write met what it had read to be otherwise`)
    return second
  }

  /** Others have written since: where the counters are likely to be enough, they alone are read. */
  async function attemptLocked(on: UnlockedStore, commands: readonly Command[]): Promise<Attempt> {
    const isEnough = known && known.state.seats.available > 0 && !commands.some(needsMore(known.state))
    const sentMs = performance.now()
    const state = isEnough ? await on.read(eventId, [], { limits: false }) : undefined
    if (state) sawVersion(state)
    known = state && knownSince(sentMs, { ...state, ...notRemembered })
    return attempt(on, commands)
  }

  /** Nothing has been written when another process was faster, or something was met that had to be read. */
  async function attempt(on: UnlockedStore, commands: readonly Command[]): Promise<Attempt> {
    const outcome = fromMemory(commands) ?? (await fromReading(on, commands))
    if (!outcome) return commands.map(() => ({ kind: 'refused', refusal: { code: 'event_not_found' } }))
    if (outcome.isEmpty) return outcome.decisions
    const sentMs = performance.now()
    const written = await step('lane.write', () => on.write(outcome))
    if (written.kind === 'raced') {
      forget()
      return 'raced'
    }
    if (written.kind === 'unread') {
      if (!outcome.before.isRemembered)
        throw new Error(`event ${eventId}: a write met what it had read to be otherwise`)
      // Those who are at fault are read, now and for a while.
      noteFailure(written)
      known = undefined
      return 'unread'
    }
    held.wrote(outcome, written)
    holds.wrote(outcome, written.version)
    const state = stateAfter(outcome, written)
    known = knownSince(sentMs, state)
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
    if (state) sawVersion(state)
    return state && decided(state, commands)
  }

  function sawVersion({ version }: InventoryState) {
    held.seen(version)
    holds.seen(version)
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
   * The database's clock is the one remembered with the state, moved on by the time since; by how much it may be
   * further on is known, and where that could make a difference, state is read.
   */
  function fromMemory(commands: readonly Command[]): Outcome | undefined {
    if (!known) return undefined
    const ageMs = performance.now() - known.atMs
    if (ageMs > limits.memoryMsMax) return undefined
    const nowMs = known.state.now.getTime() + ageMs
    const state = { ...known.state, now: new Date(nowMs), holds: holds.of(commands) }
    if (commands.some(needsMore(state)) || !isSameUntil(state, new Date(nowMs + known.lagMs))) return undefined
    const outcome = decided({ ...state, openHolds: held.of(commands) }, commands)
    return outcome.decisions.every(({ kind }) => kind === 'granted') ? outcome : undefined
  }

  const needsMore = (state: InventoryState) => (command: Command) =>
    needsReading(state, command) || readAhead.has(command)

  return {
    submit,
    /** Somebody has looked at a hold of this event: the next step of its purchase need not. */
    found: holds.found,
    isIdle,
    /** Commands that wait for a batch. */
    waiting: () => queue.length,
    /** Resolves when nothing waits and nothing is being written. */
    settled: () =>
      new Promise<void>(resolve => {
        if (isIdle()) resolve()
        else whenIdle.push(resolve)
      }),
  }
}
