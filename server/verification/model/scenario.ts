// What happens to one event, as plain data that can be drawn, shrunk and replayed: how it is set up, and step by step
// what is asked of it. Drawn in draw-scenario.ts.
import type { Command } from '../../src/domains/inventory/rules/commands.ts'
import type { Buyer, Hold, WaitlistEntry } from '../../src/domains/inventory/rules/inventory-state.ts'

/** Times are seconds since the scenario began. Small capacities and few buyers, so that everything collides. */
export interface Setup {
  /** A test event, whose clock can be advanced. */
  readonly test: boolean
  readonly capacity: number
  readonly types: readonly TypeSetup[]
  readonly order: 'strict' | 'skip'
  readonly skipMax: number
  /** What one buyer may hold at a time. */
  readonly holdsMax: number
  readonly seatsMax: number
  /** What the partner may have outstanding over the buyers that it names; null: it has no grant. */
  readonly outstandingMax: number | null
  /** How much of the waitlist a batch looks at. */
  readonly lineMax: number
  /** How long a claim to pooled seats lasts. */
  readonly claimSeconds: number
  /** The codes that the organizer has given out: `code-0` and so on. */
  readonly promotions: readonly PromotionSetup[]
  readonly sales: 'draft' | 'open'
  readonly closesAt: number | null
  readonly endsAt: number
}
export interface TypeSetup {
  readonly capacity: number | null
  readonly limit: number | null
  readonly startsAt: number | null
  readonly endsAt: number | null
  /** Never of the first type. */
  readonly hidden: boolean
}
export interface PromotionSetup {
  /** What it takes off, or that it gives access instead. */
  readonly takes: { readonly percent: number } | { readonly amountMinor: number } | 'access'
  /** The places of the types that it is for; null: all. */
  readonly types: readonly number[] | null
  readonly usesMax: number | null
  readonly perBuyerMax: number | null
  readonly startsAt: number | null
  readonly endsAt: number | null
}

/**
 * One command in numbers: what they mean depends on what is there when its turn comes, so that a shrunk scenario still
 * makes sense.
 */
export interface Step {
  readonly kind: number
  readonly who: number
  readonly what: number
  readonly quantity: number
  readonly twist: number
  /** Seconds that pass before the batch that this step begins. */
  readonly wait: number
  readonly endsBatch: boolean
}
export interface Scenario {
  readonly setup: Setup
  readonly steps: readonly Step[]
}

/** Reservations and offers that live as long as two of the clock's steps and four, so that ends are met exactly. */
export const tickSeconds = 30
export const simulatedTerms = { holdSeconds: 2 * tickSeconds, offerSeconds: 4 * tickSeconds }

const kinds = [
  'reserve',
  'reserve',
  'reserve',
  'reserve',
  'reserve',
  'reserve',
  'join',
  'join',
  'join',
  'join',
  'join',
  'release',
  'release',
  'expire',
  'expire',
  'expire',
  'begin_confirm',
  'begin_confirm',
  'begin_confirm',
  'reacquire',
  'reacquire',
  'reacquire',
  'commit',
  'commit',
  'commit',
  'decline',
  'cancel',
  'cancel',
  'return_seats',
  'return_seats',
  'return_seats',
  'leave',
  'change_entry',
  'change_entry',
  'accept_offer',
  'accept_offer',
  'decline_offer',
  'capacity_of_event',
  'capacity_of_type',
  'capacity_of_type',
  'advance',
  'advance_clock',
  'take',
  'give',
  'again',
  'again',
] as const
export const kindCount = kinds.length
export const numberMax = 1_000

/** The account of a test event's organizer. */
export const testOrganizer = 'partner'

const buyers: readonly Buyer[] = [
  { userId: 'ann' },
  { userId: 'bob' },
  { userId: 'cleo' },
  { userId: 'dan' },
  { userId: 'eve' },
  { userId: 'fay' },
  { userId: 'partner', named: { reference: 'one' } },
  { userId: 'partner', named: { reference: 'two' } },
  { userId: 'partner', named: { reference: 'three' } },
  { userId: 'organizer', named: { reference: 'one' } },
  { userId: 'partner' },
]

/** Names buyers by a grant. The organizer needs none. */
const isReseller = ({ userId, named }: Buyer) => userId === 'partner' && named !== undefined

/** What a step may speak of. */
export interface World {
  readonly setup: Setup
  readonly nowSeconds: number
  readonly holds: readonly Hold[]
  readonly entries: readonly WaitlistEntry[]
  /** Commands given so far, to be repeated. */
  readonly given: readonly Command[]
  newId(): string
}

export const typeIdOf = (n: number) => `type-${n}`

export function commandOf(step: Step, world: World): Command {
  const { what, quantity, twist } = step
  const kind = kindOf(step, world)
  const buyer = buyerOf(step, world)
  const idempotency = twist % 3 === 0 ? { key: `key-${what % 7}`, fingerprint: `print-${twist % 2}` } : null
  // Mostly something to which it can be done, sometimes anything, rarely what isn't there.
  const holdIn = (...states: Hold['state'][]) => pick(world.holds, what, twist, hold => states.includes(hold.state))
  const entryIn = (...states: WaitlistEntry['state'][]) =>
    pick(world.entries, what, twist, entry => states.includes(entry.state))?.id ?? 'wle_nowhere'
  const holdId = (hold: Hold | undefined) => hold?.id ?? 'rsv_nowhere'
  const bookingOf = (hold: Hold | undefined) =>
    twist % 11 === 0 ? 'saga-of-another' : (hold?.bookingId ?? `saga-${what % 3}`)
  switch (kind) {
    case 'reserve':
      return {
        kind,
        holdId: `rsv_${world.newId()}`,
        buyer,
        asReseller: isReseller(buyer),
        selection: selectionOf(step, world),
        ...codeOf(step, world),
        idempotency,
        cause: 'reserve',
      }
    case 'take':
      return {
        kind: 'reserve',
        holdId: `rsv_taken${what % 5}`,
        buyer: { userId: 'service' },
        selection: selectionOf(step, world),
        idempotency: null,
        cause: 'update_availability',
        ...(twist % 4 === 0 && { expectedVersion: twist % 40 }),
      }
    case 'give':
      return { kind: 'release', holdId: `rsv_taken${what % 5}`, cause: 'update_availability' }
    case 'join':
      return {
        kind,
        entryId: `wle_j${world.newId()}`,
        buyer,
        asReseller: isReseller(buyer),
        quantity: 1 + (quantity % 4),
        ticketTypeId: what % 3 === 0 ? null : typeOf(what, world),
        acceptFewer: twist % 4 === 1,
        idempotency,
      }
    case 'release':
      return { kind, holdId: holdId(holdIn('held')), cause: 'release' }
    case 'expire':
      return {
        kind,
        holdId: holdId(
          pick(
            world.holds,
            what,
            twist,
            ({ state, expiresAt }) => state === 'held' && expiresAt.getTime() <= world.nowSeconds * 1_000,
          ),
        ),
      }
    case 'begin_confirm':
      return {
        kind,
        holdId: holdId(
          pick(
            world.holds,
            what,
            twist,
            hold => hold.state === 'held' && (hold.kind === 'reservation' || twist % 7 === 0),
          ),
        ),
        bookingId: `saga-${what % 3}`,
      }
    case 'reacquire': {
      const expired = pick(
        world.holds,
        what,
        twist,
        hold => hold.state === 'expired' && (hold.kind === 'reservation' || twist % 7 === 0),
      )
      return {
        kind,
        holdId: `rsv_${world.newId()}`,
        expiredId: holdId(expired),
        buyer: expired?.buyer ?? buyer,
        bookingId: `saga-${what % 3}`,
      }
    }
    case 'commit':
    case 'decline': {
      const hold = holdIn('confirming')
      return { kind, holdId: holdId(hold), bookingId: bookingOf(hold) }
    }
    case 'cancel': {
      const hold = holdIn('sold')
      return { kind, holdId: holdId(hold), bookingId: bookingOf(hold) }
    }
    case 'return_seats': {
      const hold = holdIn('sold')
      // Mostly some of what is left, sometimes all of it, seldom more or of a type that the hold hasn't got.
      const left = (hold?.items ?? []).map(({ ticketTypeId, quantity: seats, returned = 0 }, n) => ({
        ticketTypeId: twist % 37 === 0 ? typeOf(what + 1, world) : ticketTypeId,
        quantity: twist % 4 === 0 ? seats - returned : 1 + ((quantity >> n) % (twist % 23 === 0 ? 9 : 2)),
      }))
      const items = left
        .filter(({ quantity: seats }) => seats > 0)
        .slice(0, twist % 3 === 0 || twist % 37 === 0 ? 1 : undefined)
      const returnId = `ret_${twist % 4 === 1 ? what % 2 : world.newId()}`
      return {
        kind,
        holdId: holdId(hold),
        bookingId: bookingOf(hold),
        returnId,
        items: items.length > 0 ? items : [{ ticketTypeId: typeOf(what, world), quantity: 1 }],
      }
    }
    case 'leave':
      return { kind, entryId: entryIn('waiting', 'offered') }
    case 'change_entry':
      return {
        kind,
        entryId: entryIn('waiting'),
        ...(twist % 4 !== 0 && { quantity: 1 + (quantity % 3) }),
        ...(twist % 3 === 0 && { acceptFewer: twist % 9 !== 0 }),
      }
    case 'accept_offer':
      return { kind, entryId: entryIn('offered'), ...codeOf(step, world) }
    case 'decline_offer':
      return { kind, entryId: entryIn('offered') }
    case 'capacity_of_event':
      return { kind: 'change_capacity', ticketTypeId: null, capacity: quantity % 10 }
    case 'capacity_of_type':
      return {
        kind: 'change_capacity',
        ticketTypeId: typeOf(what, world),
        capacity: twist % 5 === 0 ? null : quantity % 8,
      }
    case 'advance':
      return { kind }
    case 'advance_clock':
      return { kind, seconds: (1 + (quantity % (twist % 7 === 0 ? 40 : 6))) * tickSeconds }
    case 'again':
      return again(world.given[world.given.length - 1 - (what % Math.min(12, world.given.length))], world)
  }
}

/** Half of the time one of the codes that there are, written in some way; seldom one that there isn't. */
function codeOf({ who, quantity, twist }: Step, { setup: { promotions } }: World): { promotionCode?: string } {
  if (promotions.length === 0 && twist % 37 !== 0) return {}
  if (quantity % 2 === 0) return {}
  const n = who % 41 === 0 ? promotions.length : who % Math.max(1, promotions.length)
  return { promotionCode: twist % 3 === 0 ? ` CODE-${n} ` : codeNamed(n) }
}
export const codeNamed = (n: number) => `code-${n}`

/** Who buys of a test event is mostly named by its organizer, and seldom somebody for whom it isn't there. */
function buyerOf({ who }: Step, { setup: { test } }: World): Buyer {
  const buyer = buyers[who % buyers.length]!
  if (!test || who % 10 === 0) return buyer
  return { userId: testOrganizer, named: { reference: buyer.named?.reference ?? buyer.userId } }
}

/** The kind drawn; mostly another one where there is nothing that it could be done to: more is sold, or waited for. */
function kindOf({ kind, twist }: Step, { holds, entries }: World) {
  const drawn = kinds[kind % kindCount]!
  const holdState = (
    {
      release: 'held',
      expire: 'held',
      begin_confirm: 'held',
      reacquire: 'expired',
      commit: 'confirming',
      decline: 'confirming',
      cancel: 'sold',
      return_seats: 'sold',
    } as const
  )[drawn as string]
  const entryState = (
    { accept_offer: 'offered', decline_offer: 'offered', leave: 'waiting', change_entry: 'waiting' } as const
  )[drawn as string]
  const isIdle = holdState
    ? !holds.some(({ state }) => state === holdState)
    : entryState !== undefined && !entries.some(({ state }) => state === entryState)
  return isIdle && twist % 8 !== 0 ? (twist % 2 === 0 ? 'reserve' : 'join') : drawn
}

/** The same request once more: whoever asks for something new is given a new id, as the service does. */
function again(command: Command | undefined, world: World): Command {
  if (!command) return { kind: 'advance' }
  if (command.kind === 'reserve' && command.cause === 'reserve') return { ...command, holdId: `rsv_${world.newId()}` }
  return command.kind === 'join' ? { ...command, entryId: `wle_j${world.newId()}` } : command
}

/** A type of the event, or seldom one that it hasn't got. */
const typeOf = (what: number, { setup }: World) =>
  typeIdOf(what % 97 === 0 ? setup.types.length : what % setup.types.length)

function selectionOf({ what, quantity, twist }: Step, world: World) {
  if (world.setup.types.length === 1 ? twist % 2 === 0 : twist % 50 === 0) return { quantity: 1 + (quantity % 3) }
  const item = (n: number) => ({ ticketTypeId: typeOf(what + n, world), quantity: 1 + ((quantity >> n) % 3) })
  return { items: Array.from({ length: 1 + (twist % 10 > 6 ? quantity % 3 : 0) }, (_, n) => item(n)) }
}

function pick<Thing>(
  things: readonly Thing[],
  what: number,
  twist: number,
  suits: (thing: Thing) => boolean,
): Thing | undefined {
  if (twist % 61 === 0) return undefined
  const suitable = twist % 5 === 0 ? things : things.filter(suits)
  return suitable[what % suitable.length]
}
