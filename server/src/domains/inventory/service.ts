// The inventory's use cases: commands go through the event's lane, answers come back as holds or as problems.
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import { newId } from '../../platform/ids.ts'
import { checkViolation, sqlstateOf } from '../../platform/postgres/sqlstates.ts'
import { problem } from '../../platform/problems.ts'
import { createLane, LaneFull, type Lane, type LaneLimits, type LaneObserver } from './lane/lane.ts'
import type { InventoryStore } from './lane/lane-store.ts'
import { createHoldMemory } from './lane/remembered-holds.ts'
import type { EntryWords } from './lifecycle/entry-words.ts'
import type { WaitlistNotices } from './lifecycle/notice-statements.ts'
import type { InventoryMetrics } from './metrics.ts'
import type { InventoryPort, SeenHold, WaitlistEntry } from './port.ts'
import type { Reservations } from './queries/reservations.ts'
import type { WaitlistReports } from './queries/waitlist-queries.ts'
import { problemOf } from './refusals.ts'
import { serviceBuyer, type Command, type Decision, type Result, type Terms } from './rules/commands.ts'
import type { Hold } from './rules/inventory-state.ts'

export interface InventoryServiceOptions {
  readonly store: InventoryStore
  readonly waitlist: WaitlistReports
  readonly notices: WaitlistNotices
  readonly words: EntryWords
  readonly reservations: Reservations
  /** Brings a hold back from the archive; false when it isn't there. */
  readonly restore: (holdId: string, eventId: string) => Promise<boolean>
  readonly limits: LaneLimits
  readonly terms: Terms
  readonly metrics: InventoryMetrics['lanes']
  readonly log: Logger
  /** Told after every batch that changed an event's counters; must not throw and not wait. */
  readonly onChanged: LaneObserver['changed']
}

export type InventoryService = ReturnType<typeof createInventoryService>

/** How many lanes are kept; an idle one is only a little memory of the event's counters. */
const lanesMax = 10_000
/** How many events a sweep passes over, and for how long. */
const unsweepableMax = 1_000
const unsweepableMs = 10_000

export function createInventoryService({
  store,
  waitlist,
  notices,
  words,
  reservations,
  restore,
  limits,
  terms,
  metrics,
  log,
  onChanged,
}: InventoryServiceOptions) {
  const lanes = new Map<string, Lane>()
  const holdMemory = createHoldMemory()
  /** Events whose expired holds could not be returned lately. */
  const unsweepable = new LRUCache<string, true>({ max: unsweepableMax, ttl: unsweepableMs })
  const observer = {
    batch: (commands: number) => metrics.batchSize.observe(commands),
    conflict: () => metrics.conflicts.inc(),
    full: () => metrics.laneFull.inc(),
    changed: onChanged,
  }

  function laneOf(eventId: string): Lane {
    const known = lanes.get(eventId)
    if (known) return known
    if (lanes.size >= lanesMax)
      for (const [id, lane] of lanes)
        if (lane.isIdle()) {
          lanes.delete(id)
          break
        }
    const lane = createLane(eventId, store, { ...limits, terms, holdMemory }, observer)
    lanes.set(eventId, lane)
    return lane
  }

  /** What the command leaves; `replayed` when it had been carried out before. Throws the refusal as a problem. */
  async function carryOut(eventId: string, command: Command): Promise<Result & { replayed: boolean }> {
    const decision = await submit(eventId, command)
    const isArchived =
      isNotFound(decision) && 'holdId' in command && command.kind !== 'reserve'
        ? await restore(command.holdId, eventId)
        : false
    const final = isArchived ? await submit(eventId, command) : decision
    if (final.kind === 'refused') throw problemOf(final.refusal)
    return { ...final.result, replayed: final.kind === 'replayed' }
  }

  const submit = (eventId: string, command: Command) => laneOf(eventId).submit(command).catch(explain)

  /** For commands about a hold: each of them leaves one. */
  async function onHold(eventId: string, command: Command): Promise<{ hold: Hold; replayed: boolean }> {
    const { hold, replayed } = await carryOut(eventId, command)
    if (!hold) throw new Error(`${command.kind} left no hold`)
    return { hold, replayed }
  }

  /** What comes of it will be about the hold as it is now: its event's lane need not read it again. */
  async function holdNow(id: string): Promise<SeenHold | undefined> {
    const lookedAt = holdMemory.moment()
    const hold = await store.hold(id)
    if (hold) lanes.get(hold.eventId)?.found(hold, lookedAt)
    return hold
  }

  /** For commands about a waitlist entry: how it looks after them. */
  async function onEntry(eventId: string, command: Command & { readonly entryId: string }): Promise<WaitlistEntry> {
    await carryOut(eventId, command)
    return known(await waitlist.entry(command.entryId))
  }

  function explain(error: unknown): never {
    if (error instanceof LaneFull)
      throw problem('overloaded', 'Too many requests for this event are waiting; try again in a moment.', {
        retryAfterSeconds: 1,
      })
    if (sqlstateOf(error) === checkViolation) {
      metrics.checksViolated.inc()
      log.error({ err: error }, 'a CHECK constraint stopped a write of the inventory: this is a bug')
    }
    throw error
  }

  const port: InventoryPort = {
    reserve: ({ eventId, promotionCode, ...input }) =>
      onHold(eventId, {
        kind: 'reserve',
        holdId: newId('rsv'),
        ...input,
        ...asked(promotionCode),
        cause: 'reserve',
      }),
    hold: (id, { lately = false } = {}) => (lately ? reservations.find(id) : holdNow(id)),
    release: async ({ id, eventId }) => (await onHold(eventId, { kind: 'release', holdId: id, cause: 'release' })).hold,
    beginConfirm: async ({ id, eventId }, bookingId) =>
      (await onHold(eventId, { kind: 'begin_confirm', holdId: id, bookingId })).hold,
    async reacquireHold({ id, eventId, buyer }, bookingId) {
      // Both reach the lane in one turn: what the old hold gives back is there for the new one.
      const ended = carryOut(eventId, { kind: 'expire', holdId: id })
      const [{ hold }] = await Promise.all([
        onHold(eventId, { kind: 'reacquire', holdId: reacquiredIdOf(bookingId), expiredId: id, buyer, bookingId }),
        ended,
      ])
      return hold
    },
    commit: async ({ id, eventId }, bookingId) =>
      (await onHold(eventId, { kind: 'commit', holdId: id, bookingId })).hold,
    decline: async ({ id, eventId }, bookingId) =>
      (await onHold(eventId, { kind: 'decline', holdId: id, bookingId })).hold,
    cancel: async ({ id, eventId }, bookingId) =>
      (await onHold(eventId, { kind: 'cancel', holdId: id, bookingId })).hold,
    returnSeats: async ({ id, eventId }, bookingId, seats) =>
      (await onHold(eventId, { kind: 'return_seats', holdId: id, bookingId, ...seats })).hold,
    async join({ eventId, ...input }) {
      const { entry, replayed } = await carryOut(eventId, { kind: 'join', entryId: newId('wle'), ...input })
      return { entry: known(entry && (await waitlist.entryAtJoining(entry.id))), replayed }
    },
    async changeEntry({ id, eventId }, { metadata, ...wish }) {
      const asksForLess = wish.quantity !== undefined || wish.acceptFewer !== undefined
      if (metadata && asksForLess) await words.refuse(id, metadata)
      const entry = asksForLess ? await onEntry(eventId, { kind: 'change_entry', entryId: id, ...wish }) : undefined
      if (metadata) await words.change(id, eventId, metadata)
      return entry && !metadata ? entry : known(await waitlist.entry(id))
    },
    leave: ({ id, eventId }) => onEntry(eventId, { kind: 'leave', entryId: id }),
    acceptOffer: async ({ id, eventId }, { promotionCode } = {}) =>
      (await onHold(eventId, { kind: 'accept_offer', entryId: id, ...asked(promotionCode) })).hold,
    declineOffer: ({ id, eventId }) => onEntry(eventId, { kind: 'decline_offer', entryId: id }),
    waitlistEntry: waitlist.entry,
    waitlistEntriesOf: waitlist.entriesOf,
    noteNotified: notices.noteNotified,
    waitersOf: notices.waitersOf,
    async advance(eventId) {
      await carryOut(eventId, { kind: 'advance' })
    },
  }

  return {
    ...port,
    carryOut,

    /**
     * Takes (`delta` < 0) or returns (`delta` > 0) seats for a reservation; once per reservation, however often it is
     * asked. Problems: as reserve and release, and version_conflict.
     */
    async updateAvailability({
      eventId,
      delta,
      expectedVersion,
      reservationId,
    }: {
      eventId: string
      delta: number
      expectedVersion?: number | undefined
      reservationId: string
    }) {
      const command: Command =
        delta < 0
          ? {
              kind: 'reserve',
              holdId: reservationId,
              buyer: { userId: serviceBuyer },
              selection: { quantity: -delta },
              idempotency: null,
              cause: 'update_availability',
              ...(expectedVersion !== undefined && { expectedVersion }),
            }
          : { kind: 'release', holdId: reservationId, cause: 'update_availability' }
      return carryOut(eventId, command)
    },

    /**
     * Returns the seats of holds whose time has passed; `true` when there may be more of them. Events whose holds can't
     * be returned are passed over for a while, so that they don't keep others from their turn; throws what was wrong
     * with them.
     */
    async expireHolds(limit: number): Promise<boolean> {
      const expired = await store.expired(limit, [...unsweepable.keys()])
      const sweeps = await Promise.allSettled(
        expired.map(({ id, eventId }) => carryOut(eventId, { kind: 'expire', holdId: id })),
      )
      const failed = sweeps.flatMap((sweep, n) =>
        sweep.status === 'rejected' ? [{ eventId: expired[n]!.eventId, reason: sweep.reason as unknown }] : [],
      )
      for (const { eventId } of failed) unsweepable.set(eventId, true)
      if (failed.length > 0)
        throw new AggregateError(
          failed.map(({ reason }) => reason),
          `${failed.length} of ${expired.length} holds could not be returned`,
        )
      return expired.length === limit
    },

    /**
     * Serves the waitlists that the clock alone has made servable: a ticket type's sales have begun, or claims to what
     * is pooled have ended.
     */
    async advanceWaitlists(limit: number): Promise<void> {
      await Promise.all((await store.waitlistsWithSeats(limit)).map(eventId => carryOut(eventId, { kind: 'advance' })))
    },

    /** How much is waiting. */
    queues() {
      const waiting = [...lanes.values()].map(lane => lane.waiting())
      return {
        lanes: lanes.size,
        waiting: waiting.reduce((sum, each) => sum + each, 0),
        waitingMax: waiting.reduce((max, each) => Math.max(max, each), 0),
      }
    },

    /** Resolves when nothing is being written any more. */
    async settled() {
      await Promise.all([...lanes.values()].map(lane => lane.settled()))
    },
  }
}

const isNotFound = (decision: Decision) =>
  decision.kind === 'refused' && decision.refusal.code === 'reservation_not_found'

const asked = (promotionCode: string | undefined) => (promotionCode === undefined ? undefined : { promotionCode })

/** Places in the waitlist are never removed: one that was just written is there. */
function known(entry: WaitlistEntry | undefined): WaitlistEntry {
  if (!entry) throw new Error('a waitlist entry is gone')
  return entry
}

/** A booking's hold is reacquired once in its life, so its own id makes the hold's. */
const reacquiredIdOf = (bookingId: string) => `rsv_${bookingId.slice(bookingId.indexOf('_') + 1)}`
