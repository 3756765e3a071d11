// Builders for the inventory's own tests: commands, state, an event's rows, lanes on several servers' pools.
import { createLane, type Lane, type LaneLimits } from '../../src/domains/inventory/lane/lane.ts'
import { createHoldMemory, type HoldMemory } from '../../src/domains/inventory/lane/remembered-holds.ts'
import type { LaneStore } from '../../src/domains/inventory/lane/lane-store.ts'
import { createInventorySetup } from '../../src/domains/inventory/lifecycle/event-inventory.ts'
import type { InventoryBounds, NewTicketType } from '../../src/domains/inventory/port.ts'
import type { Command, Decision, Reserve, Terms } from '../../src/domains/inventory/rules/commands.ts'
import type { Hold, InventoryState, TicketTypeState } from '../../src/domains/inventory/rules/inventory-state.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Database } from '../../src/platform/postgres/sql.ts'
import { freely } from '../support/builders.ts'

export const now = new Date('2030-01-01T12:00:00.000Z')
export const secondsFromNow = (seconds: number) => new Date(now.getTime() + seconds * 1_000)

export const aReserve = (over: Partial<Reserve> = {}): Reserve => ({
  kind: 'reserve',
  holdId: newId('rsv'),
  buyer: { userId: newId('usr') },
  selection: { quantity: 1 },
  idempotency: null,
  cause: 'reserve',
  ...over,
})

export const aTicketType = (over: Partial<TicketTypeState> = {}): TicketTypeState => ({
  id: 'ga',
  priceMinor: 1_000,
  maxPerUser: null,
  salesStartAt: null,
  salesEndAt: null,
  capacityIsOwn: false,
  hidden: false,
  seats: { available: 10, pooled: 0, held: 0, sold: 0 },
  pooledSince: null,
  claimsEnded: false,
  ...over,
})

export function anInventoryState({
  ticketTypes = [aTicketType()],
  ...over
}: Partial<Omit<InventoryState, 'ticketTypes'>> & { ticketTypes?: readonly TicketTypeState[] } = {}): InventoryState {
  return {
    eventId: 'evt',
    testOf: null,
    version: 1,
    now,
    sales: 'open',
    endsAt: secondsFromNow(86_400),
    currency: 'EUR',
    bounds: freely,
    entries: new Map(),
    waitlist: {
      open: false,
      seq: 0,
      order: 'strict',
      skipMax: 0,
      claimSecondsMax: 600,
      entries: [],
      unseen: new Map(),
      fitting: new Map(),
    },
    seats: { available: 10, pooled: 0, held: 0, sold: 0 },
    holds: new Map(),
    earlier: new Map(),
    openHolds: new Map(),
    isRemembered: false,
    takenByBuyer: new Map(),
    returns: new Map(),
    promotions: new Map(),
    promotionUses: new Map(),
    resellers: new Map(),
    ...over,
    ticketTypes: new Map(ticketTypes.map(type => [type.id, type])),
  }
}

export const aHold = (over: Partial<Hold> = {}): Hold => ({
  id: 'rsv',
  eventId: 'evt',
  buyer: { userId: 'usr' },
  kind: 'reservation',
  state: 'held',
  items: [{ ticketTypeId: 'ga', quantity: 2, unitPriceMinor: 1_000 }],
  quantity: 2,
  totalMinor: 2_000,
  currency: 'EUR',
  promotionId: null,
  bookingId: null,
  waitlistEntryId: null,
  idempotency: null,
  createdAt: now,
  expiresAt: secondsFromNow(300),
  ...over,
})

/** What a decision comes to in one word: its refusal's code, or its kind. */
export const outcomeOf = (decision: Decision) => (decision.kind === 'refused' ? decision.refusal.code : decision.kind)

interface InventoryInput extends Partial<InventoryBounds> {
  readonly capacity?: number
  readonly organizerId?: string
  /** A test event: only its organizer's account gets seats. */
  readonly test?: boolean
  readonly ticketTypes?: readonly Partial<NewTicketType>[]
  readonly waitlistPolicy?: { readonly order: 'strict' | 'skip'; readonly skipMax: number }
}

/** An event's inventory in the database, on sale, with one ticket type unless said otherwise. */
export async function anInventory(
  { knex }: Database,
  { capacity = 10, ticketTypes = [{}], organizerId = newId('usr'), test = false, ...bounds }: InventoryInput = {},
) {
  const eventId = newId('evt')
  const types = ticketTypes.map(
    (over, n): NewTicketType => ({
      id: newId('tkt'),
      name: `Type ${n + 1}`,
      priceMinor: 1_000,
      capacity: null,
      maxPerUser: null,
      salesStartAt: null,
      salesEndAt: null,
      externalId: null,
      hidden: false,
      ...over,
    }),
  )
  await knex.transaction(transaction =>
    createInventorySetup().open(transaction, {
      eventId,
      organizerId,
      test,
      capacity,
      currency: 'EUR',
      endsAt: new Date(Date.now() + 86_400_000),
      sales: 'open',
      waitlistPolicy: { order: 'strict', skipMax: 0 },
      ...freely,
      claimSecondsMax: 600,
      ...bounds,
      ticketTypes: types,
    }),
  )
  return { eventId, ticketTypeIds: types.map(({ id }) => id) }
}

export const testTerms: Terms = { holdSeconds: 300, offerSeconds: 600 }
const testLimits: LaneLimits = { queueMax: 10_000, batchMax: 50, underWayMax: 2, lockedBatches: 20, memoryMsMax: 1_000 }
const unobserved = { batch() {}, conflict() {}, full() {}, changed() {} }

type LaneOptions = Partial<LaneLimits> & { readonly holdMemory?: HoldMemory; readonly terms?: Terms }

export const aLane = (
  eventId: string,
  store: LaneStore,
  { holdMemory = createHoldMemory(), terms = testTerms, ...limits }: LaneOptions = {},
): Lane => createLane(eventId, store, { ...testLimits, ...limits, terms, holdMemory }, unobserved)

/** Submits the commands over the lanes in turn, all at once, and counts what they come to. */
export async function race(
  lanes: readonly Lane[],
  commands: readonly Command[],
): Promise<Readonly<Record<string, number>>> {
  const decisions = await Promise.all(commands.map((command, n) => lanes[n % lanes.length]!.submit(command)))
  const counts: Record<string, number> = {}
  for (const decision of decisions) counts[outcomeOf(decision)] = (counts[outcomeOf(decision)] ?? 0) + 1
  return counts
}
