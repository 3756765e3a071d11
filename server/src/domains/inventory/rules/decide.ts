// What may happen to an event's seats: pure decisions over plain data. No I/O, no clock, no randomness.
import { changeCapacity } from './capacity-rules.ts'
import { updateClaimClocks } from './claim-rules.ts'
import { advanceClock, advanceTimes } from './clock-rules.ts'
import type { BeginConfirm, ChangeCapacity, Command, Commit, Decision, SeatsReturn, Terms } from './commands.ts'
import {
  beginConfirm,
  cancel,
  commit,
  decline,
  expire,
  reacquireHold,
  isBounded,
  release,
  reserve,
} from './hold-rules.ts'
import {
  draftOf,
  applyEntry,
  applyHold,
  type InventoryDraft,
  type Hold,
  type Movement,
  type InventoryState,
  type TicketTypeState,
  type WaitlistEntry,
} from './inventory-state.ts'
import type { PromotionUse } from './ledger-lines.ts'
import { move } from './move-seats.ts'
import { nextOffer } from './offer-rules.ts'
import { hasWaitlistEnded, poolToClose } from './pool-rules.ts'
import { countUses } from './promotion-rules.ts'
import { returnSeats } from './return-rules.ts'
import { entriesToFind, needsAnotherLook } from './unread-entries.ts'
import { entriesToEnd } from './waitlist-end.ts'
import { acceptOffer, changeEntry, declineOffer, join, leave } from './waitlist-rules.ts'
import { claimEnded, stepOf, type WaitlistStep } from './waitlist-steps.ts'

/** What a batch comes to: an answer for each command, and what is to be written. */
export interface Outcome {
  readonly before: InventoryState
  readonly after: InventoryState
  readonly decisions: readonly Decision[]
  readonly holds: readonly Change<Hold>[]
  readonly entries: readonly Change<WaitlistEntry>[]
  readonly movements: readonly Movement[]
  /** What holds took and gave back of promotions. */
  readonly uses: readonly PromotionUse[]
  /** What happened to waitlist entries. */
  readonly steps: readonly WaitlistStep[]
  /** Parts of bought holds that have gone back. */
  readonly returns: readonly SeatsReturn[]
  /** The clock of some ticket type's pool has begun, stopped or run out. */
  readonly reclocked: boolean
  /** Ticket types whose capacity has begun or ceased to be their own. */
  readonly resized: boolean
  /** The times of the event and its ticket types have come nearer. */
  readonly isAdvanced: boolean
  /**
   * More wait than this look at the waitlist has shown, and it has served all it has shown of some of them: `advance`
   * is due.
   */
  readonly needsAdvance: boolean
  /** There is nothing to write. */
  readonly isEmpty: boolean
}
/** A hold or an entry as it is at the batch's end, and whether it is a new one. */
export interface Change<Thing> {
  readonly thing: Thing
  readonly isNew: boolean
}

/**
 * Decides commands in their order of arrival; each sees what those before it have changed, and the waitlist what each
 * has freed.
 */
export function decideAll(before: InventoryState, commands: readonly Command[], terms: Terms): Outcome {
  const draft = draftOf(before)
  const movements: Movement[] = []
  const uses: PromotionUse[] = []
  const steps: WaitlistStep[] = []
  const returns: SeatsReturn[] = []
  const holds = new Set<string>(),
    entries = new Set<string>()

  const apply = (change: {
    readonly movements: readonly Movement[]
    readonly hold?: Hold | undefined
    readonly entries: readonly WaitlistEntry[]
  }) => {
    for (const movement of change.movements) {
      move(draft, movement)
      movements.push(movement)
    }
    if (change.hold) {
      if (change.hold.promotionId !== null) uses.push(...countUses(draft, change.hold))
      applyHold(draft, change.hold)
      holds.add(change.hold.id)
    }
    for (const entry of change.entries) {
      const step = stepOf(draft.entries.get(entry.id), entry, change.hold)
      if (step) steps.push(step)
      applyEntry(draft, entry)
      entries.add(entry.id)
    }
  }

  /** Ends the waiting for what is not sold any more, serves the others with what there is, and gives back the rest. */
  const serveWaitlist = () => {
    apply({ movements: [], entries: entriesToEnd(draft) })
    for (let offer = nextOffer(draft, terms.offerSeconds); offer; offer = nextOffer(draft, terms.offerSeconds)) {
      apply(offer)
      for (const entry of offer.endedClaims) steps.push(claimEnded(entry, offer.hold))
    }
    apply({ movements: poolToClose(draft), entries: [] })
    if (hasWaitlistEnded(draft)) draft.waitlist = { ...draft.waitlist, open: false }
  }

  // Without a waitlist nothing is kept for it. A clock that runs nevertheless was left by an older server: it is
  // stopped.
  const hasClocks = [...before.ticketTypes.values()].some(({ pooledSince }) => pooledSince !== null)
  const decisions = commands.map(command => {
    const wasOpen = draft.waitlist.open
    const decision = decide(draft, command, terms)
    if (decision.kind !== 'granted') return decision
    const { hold, entry, seatsReturn } = decision.result
    apply({ movements: decision.movements, hold, entries: entry ? [entry] : [] })
    if (seatsReturn) {
      draft.returns.set(seatsReturn.id, seatsReturn.holdId)
      returns.push(seatsReturn)
    }
    for (const each of decision.others ?? [])
      apply({ movements: [], hold: each.hold, entries: each.entry ? [each.entry] : [] })
    if (command.kind === 'advance_clock') advanceTimes(draft, command)
    if (command.kind === 'change_capacity') applyCapacity(draft, command)
    const isServed = mayServeWaitlist(command)
    if (isServed) serveWaitlist()
    if (draft.waitlist.open || wasOpen || hasClocks) updateClaimClocks(draft, { isServed })
    return decision
  })
  const isGranted = (of: Command['kind']) =>
    commands.some(({ kind }, n) => kind === of && decisions[n]?.kind === 'granted')
  const resized = isGranted('change_capacity')
  const isAdvanced = isGranted('advance_clock')
  const reclocked = [...draft.ticketTypes.values()].some(type => isReclocked(type, before.ticketTypes.get(type.id)!))
  return {
    before,
    after: draft,
    decisions,
    movements,
    uses,
    steps,
    returns,
    resized,
    isAdvanced,
    reclocked,
    isEmpty:
      !resized &&
      !isAdvanced &&
      !reclocked &&
      movements.length + holds.size + entries.size === 0 &&
      draft.waitlist.open === before.waitlist.open,
    needsAdvance:
      (entries.size > 0 && needsAnotherLook(draft)) ||
      (commands.some(mayServeWaitlist) && entriesToFind(draft).size > 0),
    holds: [...holds].map(id => ({ thing: draft.holds.get(id)!, isNew: !before.holds.has(id) })),
    entries: [...entries].map(id => ({ thing: draft.entries.get(id)!, isNew: !before.entries.has(id) })),
  }
}

/** Whether a type's clock is other than it was. */
export const isReclocked = (now: Clock, before: Clock) =>
  now.pooledSince?.getTime() !== before.pooledSince?.getTime() || now.claimsEnded !== before.claimsEnded
type Clock = Pick<TicketTypeState, 'pooledSince' | 'claimsEnded'>

function applyCapacity(draft: InventoryDraft, { ticketTypeId, capacity }: ChangeCapacity) {
  const type = ticketTypeId === null ? undefined : draft.ticketTypes.get(ticketTypeId)
  if (type) type.capacityIsOwn = capacity !== null
  // Who can be served at all may be others now: what was found behind the head no longer says.
  draft.waitlist = { ...draft.waitlist, fitting: new Map() }
}

/** Decides one command on what is known, and changes nothing itself. */
export function decide(state: InventoryState, command: Command, terms: Terms): Decision {
  switch (command.kind) {
    case 'reserve':
      return reserve(state, command, terms)
    case 'release':
      return release(state, command)
    case 'expire':
      return expire(state, command)
    case 'begin_confirm':
      return beginConfirm(state, command)
    case 'reacquire':
      return reacquireHold(state, command)
    case 'commit':
      return commit(state, command)
    case 'decline':
      return decline(state, command)
    case 'cancel':
      return cancel(state, command)
    case 'return_seats':
      return returnSeats(state, command)
    case 'join':
      return join(state, command)
    case 'change_entry':
      return changeEntry(state, command)
    case 'leave':
      return leave(state, command)
    case 'accept_offer':
      return acceptOffer(state, command, terms)
    case 'decline_offer':
      return declineOffer(state, command)
    case 'advance':
      return { kind: 'granted', result: {}, movements: [] }
    case 'advance_clock':
      return advanceClock(state, command)
    case 'change_capacity':
      return changeCapacity(state, command)
  }
}

/**
 * Whether what is remembered is not enough to decide: the command names a hold that isn't remembered or an entry, a
 * limit of its buyer's applies, its account needs a grant, or it uses a promotion.
 */
export function needsReading(state: InventoryState, command: Command): boolean {
  if (isOfPurchase(command)) return !state.holds.has(command.holdId)
  if (!isBounded(command) || command.promotionCode !== undefined) return true
  return command.asReseller === true || hasBuyerLimit(state)
}

/** The steps forward of a purchase: about one hold, they free no seats. */
export const isOfPurchase = (command: Command): command is BeginConfirm | Commit =>
  command.kind === 'begin_confirm' || command.kind === 'commit'

/** Whether any ticket type has a limit per buyer. */
export function hasBuyerLimit({ ticketTypes }: Pick<InventoryState, 'ticketTypes'>): boolean {
  for (const { maxPerUser } of ticketTypes.values()) if (maxPerUser !== null) return true
  return false
}

/** Whether a command may free seats or change the waitlist, so that the waitlist must be looked at. */
export const mayServeWaitlist = ({ kind }: Command) =>
  kind !== 'reserve' && kind !== 'begin_confirm' && kind !== 'reacquire' && kind !== 'commit'
