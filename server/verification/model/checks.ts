// What must be true of the inventory whatever happens, judged from the outside: from answers, written rows and ledger
// lines alone.
import type {
  AdvanceClock,
  Command,
  ReacquireHold,
  Join,
  Reserve,
  ReturnSeats,
} from '../../src/domains/inventory/rules/commands.ts'
import type { Outcome } from '../../src/domains/inventory/rules/decide.ts'
import {
  buckets,
  type Counts,
  type Hold,
  type Movement,
  type InventoryState,
  type TicketTypeState,
  type WaitlistEntry,
} from '../../src/domains/inventory/rules/inventory-state.ts'
import { typeIdOf, type Setup } from './scenario.ts'

/** Something that must never be. */
export class Violation extends Error {
  readonly check: string
  constructor(check: string, detail: string) {
    super(`${check}: ${detail}`)
    this.check = check
  }
}
export function must(holds: boolean, check: string, detail: () => string) {
  if (!holds) throw new Violation(check, detail())
}

type Seen = Pick<Outcome, 'before' | 'after' | 'movements' | 'uses' | 'holds' | 'entries' | 'steps'>

const holdSteps: Readonly<Record<Hold['state'], readonly Hold['state'][]>> = {
  held: ['held', 'confirming', 'expired', 'released'],
  confirming: ['confirming', 'sold', 'held', 'released'],
  sold: ['sold', 'returned'],
  expired: [],
  released: [],
  returned: [],
}
const entrySteps: Readonly<Record<WaitlistEntry['state'], readonly WaitlistEntry['state'][]>> = {
  waiting: ['waiting', 'offered', 'expired', 'left'],
  offered: ['converted', 'expired', 'declined', 'left'],
  converted: [],
  expired: [],
  declined: [],
  left: [],
}
const seatsLeftIn = ({ items }: Hold) => items.reduce((sum, { quantity, returned = 0 }) => sum + quantity - returned, 0)
const isLive = ({ state }: Hold) => state === 'held' || state === 'confirming' || state === 'sold'
const buyerOf = ({ buyer }: Pick<Hold, 'buyer'>) => `${buyer.userId}/${buyer.named?.reference ?? ''}`
const none = (): Counts => ({ available: 0, pooled: 0, held: 0, sold: 0 })
const sumOf = ({ available, pooled, held, sold }: Counts) => available + pooled + held + sold
const freeOf = ({ available, pooled }: Counts) => available + pooled
/** Of so many seats those that somebody may be given: of any type no more than one buyer may have of it. */
const within = (
  { ticketTypeId }: Pick<WaitlistEntry, 'ticketTypeId'>,
  { maxPerUser, hidden }: TicketTypeState,
  count: number,
) => (ticketTypeId !== null ? count : hidden ? 0 : Math.min(count, maxPerUser ?? count))
const isOnSale = ({ salesStartAt, salesEndAt }: TicketTypeState, now: Date) =>
  (salesStartAt?.getTime() ?? 0) <= now.getTime() && now.getTime() < (salesEndAt?.getTime() ?? Infinity)

export function createChecks(setup: Setup) {
  const holds = new Map<string, Hold>(),
    entries = new Map<string, WaitlistEntry>()
  /** The ledger added up: of the event, and of each type. */
  const ledger = none()
  const ledgerOf = new Map(setup.types.map((_, n) => [typeIdOf(n), none()]))
  /** Returns that have been made. */
  const returns = new Set<string>()
  /** What the ledger has set aside for each hold. */
  const aside = new Map<string, { held: number; sold: number }>()
  const passes = new Map<string, number>()
  /** How often each was passed over by an offer of seats to which its claim had ended. */
  const endings = new Map<string, number>()
  /** Since when each type has had seats that are kept for the waitlist, in seconds. */
  const pooledSince = new Map<string, number>()
  /** How often each hold has taken a use of a promotion, and how many it has, by the ledger of uses. */
  const uses = new Map<string, { readonly taken: number; readonly now: number }>()
  /** How each place stands, by its steps. */
  const told = new Map<string, string>()
  let seq = 0
  let endsAtMs = setup.endsAt * 1_000
  ledger.available = setup.capacity
  setup.types.forEach(({ capacity }, n) => {
    ledgerOf.get(typeIdOf(n))!.available = capacity ?? setup.capacity
  })

  const waiting = () =>
    [...entries.values()].filter(({ state }) => state === 'waiting').sort((one, other) => one.seq - other.seq)

  /** Judges what one command, decided alone, has done. */
  function observe(command: Command, decision: Outcome['decisions'][number], seen: Seen) {
    if (decision.kind !== 'granted') {
      must(
        seen.movements.length + seen.holds.length + seen.entries.length + seen.steps.length === 0,
        'only-grants-change',
        () => `${command.kind} was ${decision.kind} and changed something`,
      )
      return
    }
    judgeGrant(command, seen)
    if (command.kind === 'advance_clock') judgeClock(command, seen)
    const { now } = seen.before
    const times = { ...seen.before, endsAt: seen.after.endsAt, ticketTypes: seen.after.ticketTypes }
    const somebodyWaited = waiting().length > 0
    const offers = seen.holds.filter(({ thing, isNew }) => isNew && thing.kind === 'offer').map(({ thing }) => thing)
    const own = decision.movements
    for (const movement of own) judgeOwn(command, movement, somebodyWaited)
    own.forEach(apply)
    // The command's own hold and entry; who is offered something follows below, each with the seats as they are by
    // then.
    for (const { thing, isNew } of seen.holds) if (!offers.includes(thing)) applyHold(thing, isNew, now)
    for (const { thing, isNew } of seen.entries) {
      const isOffered = thing.state === 'offered' && (isNew || entries.get(thing.id)?.state === 'waiting')
      keepEntry(isOffered ? { ...thing, state: 'waiting' } : thing, isNew)
    }
    const rest = seen.movements.slice(own.length)
    let next = 0
    for (const hold of offers) {
      judgeOffer(hold, times, seen.steps)
      for (; rest[next]?.holdId === hold.id; next++) apply(rest[next]!)
      applyHold(hold, true, now)
      const entry = seen.entries.find(({ thing }) => thing.id === hold.waitlistEntryId)?.thing
      must(
        entry?.state === 'offered',
        'offer-has-its-entry',
        () => `the offer ${hold.id} has no entry that was offered it`,
      )
      keepEntry(entry!, false)
    }
    for (const movement of rest.slice(next)) {
      must(movement.cause === 'pool_closed', 'ledger-lines-explained', () => `${movement.cause} after ${command.kind}`)
      judgeClosing(movement, times)
      apply(movement)
    }
    judgeSteps(seen)
    judgeUses(seen)
    for (const { thing } of seen.entries) judgePasses(thing)
    for (const { thing } of seen.entries) judgeEnd(thing, times)
    runClocks(seen.after)
    if (command.kind === 'reacquire') judgeReacquired(command)
    if (command.kind === 'return_seats') judgeReturn(command)
    judgeCounters(seen.after)
    if ('asReseller' in command && command.asReseller === true) judgeOutstanding(command, seen.before.now)
    for (const buyer of new Set([...('buyer' in command ? [command] : []), ...offers].map(buyerOf)))
      judgeLimits(buyer, seen.after)
  }

  function judgeGrant(command: Command, { before, holds: written }: Seen) {
    const { now, sales, endsAt, ticketTypes } = before
    if (command.kind !== 'reserve' && command.kind !== 'reacquire' && command.kind !== 'join') return
    must(
      sales === 'open' && now < endsAt,
      'sold-only-while-on-sale',
      () => `${command.kind} of an event that is ${sales} or over`,
    )
    const asked = typesAskedOf(command, written)
    for (const id of asked)
      must(
        ticketTypes.has(id) && isOnSale(ticketTypes.get(id)!, now),
        'sold-only-while-on-sale',
        () => `${command.kind} of ${id} outside its sales window`,
      )
    if (command.kind === 'reacquire') return
    const { idempotency } = command
    const sameKey = (thing: Hold | WaitlistEntry) =>
      thing.idempotency?.key === idempotency?.key && thing.buyer.userId === command.buyer.userId
    if (idempotency)
      must(
        ![...holds.values(), ...entries.values()].some(sameKey),
        'one-effect-per-key',
        () => `${command.kind} carried out again under ${idempotency.key}`,
      )
  }

  /** A grant bounds what one account has under way for all whom it names. */
  function judgeOutstanding({ kind, buyer: { userId } }: Reserve | Join, now: Date) {
    const isTheirs = ({ buyer }: Hold | WaitlistEntry) => buyer.userId === userId && buyer.named !== undefined
    const underWay = [
      ...[...holds.values()].filter(
        ({ state, expiresAt }) => state === 'confirming' || (state === 'held' && expiresAt > now),
      ),
      ...waiting(),
    ].filter(isTheirs)
    const seats = underWay.reduce((sum, { quantity }) => sum + quantity, 0)
    must(
      setup.outstandingMax !== null && seats <= setup.outstandingMax,
      'outstanding-within-bounds',
      () => `after ${kind} ${userId} has ${seats} seats outstanding; its grant is ${setup.outstandingMax}`,
    )
  }

  function typesAskedOf(command: Reserve | ReacquireHold | Join, written: Seen['holds']): readonly string[] {
    switch (command.kind) {
      case 'join':
        return command.ticketTypeId === null ? [] : [command.ticketTypeId]
      case 'reacquire':
        return holds.get(command.expiredId)!.items.map(({ ticketTypeId }) => ticketTypeId)
      case 'reserve':
        return written
          .find(({ thing }) => thing.id === command.holdId)!
          .thing.items.map(({ ticketTypeId }) => ticketTypeId)
    }
  }

  /**
   * All that is to come of a test event comes nearer by as much, and nothing of what has been; of a live one nothing
   * does. What is due by then is over, but for who is paying.
   */
  function judgeClock({ seconds }: AdvanceClock, { before, after, holds: written }: Seen) {
    const sooner = (at: Date | null) => at && at.getTime() - seconds * 1_000
    const timesOf = ({ endsAt, ticketTypes }: InventoryState, at: (time: Date | null) => number | null) =>
      [at(endsAt), ...[...ticketTypes.values()].flatMap(type => [at(type.salesStartAt), at(type.salesEndAt)])].join()
    must(setup.test, 'clocks-of-test-events', () => 'the clock of a live event was advanced')
    must(
      timesOf(after, at => at && at.getTime()) === timesOf(before, sooner),
      'clocks-move-together',
      () => `the times of the event or its types did not move by ${seconds} s`,
    )
    const moved = new Map(written.filter(({ isNew }) => !isNew).map(({ thing }) => [thing.id, thing]))
    for (const hold of holds.values()) {
      const isOpen = hold.state === 'held' || hold.state === 'confirming'
      const at = moved.get(hold.id)
      must(
        (at?.expiresAt.getTime() ?? null) === (isOpen ? sooner(hold.expiresAt) : null),
        'clocks-move-together',
        () =>
          `${hold.id}, ${hold.state} until ${hold.expiresAt.toISOString()}, is until ${at?.expiresAt.toISOString()}`,
      )
      must(
        at?.state !== 'held' || at.expiresAt > after.now,
        'due-by-the-clock-is-over',
        () => `${hold.id} is held though its time is over`,
      )
    }
    endsAtMs -= seconds * 1_000
    for (const [id, since] of pooledSince) pooledSince.set(id, since - seconds)
  }

  /** A reacquired hold is the expired one over again, for the confirmation alone. */
  function judgeReacquired({ holdId, expiredId, bookingId }: ReacquireHold) {
    const reacquired = holds.get(holdId),
      expired = holds.get(expiredId)
    must(
      expired?.state === 'expired' && expired.kind === 'reservation',
      'only-expired-reacquired',
      () => `${holdId} was reacquired for ${expiredId}, which is ${expired?.state}`,
    )
    const what = ({ buyer, items, totalMinor, currency, promotionId }: Hold) =>
      JSON.stringify([buyer, items, totalMinor, currency, promotionId])
    must(
      reacquired?.state === 'confirming' && reacquired.bookingId === bookingId && what(reacquired) === what(expired!),
      'reacquired-as-it-was',
      () => `${holdId} is not what ${expiredId} was`,
    )
  }

  /** Once for each return; never more of a type than was bought, and a hold with nothing left is over. */
  function judgeReturn({ holdId, bookingId, returnId }: ReturnSeats) {
    must(!returns.has(returnId), 'returns-made-once', () => `${returnId} was carried out again`)
    returns.add(returnId)
    const hold = holds.get(holdId)
    must(
      hold?.bookingId === bookingId,
      'returned-by-their-owner',
      () => `seats of ${holdId}, bought by ${hold?.bookingId}, were returned by ${bookingId}`,
    )
    must(
      hold!.items.every(({ quantity, returned = 0 }) => returned >= 0 && returned <= quantity),
      'no-more-returned-than-bought',
      () => `more of ${holdId} has gone back than was bought`,
    )
    must(
      (hold!.state === 'sold') === seatsLeftIn(hold!) > 0,
      'returned-with-the-last-seat',
      () => `${holdId} is ${hold!.state} with ${seatsLeftIn(hold!)} seats left`,
    )
  }

  /** Freed seats belong to the waitlist while somebody waits; what the public takes it takes from what is available. */
  function judgeOwn(command: Command, { from, to, cause, quantity }: Movement, somebodyWaited: boolean) {
    must(quantity > 0, 'ledger-lines-positive', () => `${quantity} seats moved`)
    if (cause === 'reserve' || cause === 'reacquire' || (cause === 'update_availability' && command.kind === 'reserve'))
      must(
        from === 'available' && to === 'held',
        'public-takes-only-available',
        () => `${command.kind} took seats from ${from}`,
      )
    if (somebodyWaited)
      must(
        to !== 'available',
        'freed-seats-go-to-the-line',
        () => `${quantity} seats freed by ${command.kind} went to the public while somebody waited`,
      )
  }

  function judgeOffer(
    hold: Hold,
    { now, ticketTypes, waitlist, sales, endsAt }: InventoryState,
    steps: Outcome['steps'],
  ) {
    const entry = entries.get(hold.waitlistEntryId ?? '')
    must(
      entry?.state === 'waiting',
      'offer-to-who-waits',
      () => `${hold.id} was offered to somebody who is ${entry?.state ?? 'unknown'}`,
    )
    const { quantity, acceptFewer, ticketTypeId } = entry!
    must(
      hold.quantity === quantity || (acceptFewer && hold.quantity < quantity),
      'offer-is-what-was-asked',
      () => `${hold.quantity} seats offered to who asked for ${quantity}`,
    )
    must(
      hold.items.every(item => (ticketTypeId ?? item.ticketTypeId) === item.ticketTypeId && item.quantity > 0),
      'offer-is-what-was-asked',
      () => `seats of another type offered to who asked for ${ticketTypeId}`,
    )
    must(
      hold.items.every(item => isOnSale(ticketTypes.get(item.ticketTypeId)!, now)) && sales === 'open' && now < endsAt,
      'sold-only-while-on-sale',
      () => `an offer of seats that are not on sale`,
    )
    must(
      [endsAt, ...hold.items.map(item => ticketTypes.get(item.ticketTypeId)!.salesEndAt ?? endsAt)].every(
        end => hold.expiresAt <= end,
      ),
      'offers-end-with-sales',
      () => `${hold.id} is offered until ${hold.expiresAt.toISOString()}, after its sales have ended`,
    )
    const beyondClaims = claimsOf({ now, ticketTypes, waitlist })
    const unclaimed = hold.items.filter(({ ticketTypeId: id }) => hasEnded(id, now))
    const claimed = { items: hold.items.filter(item => !unclaimed.includes(item)) }
    const ended = new Map<string, string>(),
      outlasted = new Set<string>()
    for (const ahead of waiting()) {
      if (ahead.seq >= entry!.seq) break
      const fits = beyondClaims(ahead)
      must(
        fits < ahead.quantity && (fits === 0 || !ahead.acceptFewer),
        'nobody-served-before-who-fits',
        () =>
          `${entry!.id} was offered seats while ${ahead.id} stood before it and ${fits} would have done for ` +
          `${ahead.quantity}`,
      )
      if (!couldFit(ahead, ticketTypes, now)) continue
      if (
        isProtected(ahead, waitlist) &&
        unclaimed.some(item => (ahead.ticketTypeId ?? item.ticketTypeId) === item.ticketTypeId)
      ) {
        endings.set(ahead.id, (endings.get(ahead.id) ?? 0) + 1)
        outlasted.add(ahead.id)
        if (!ended.has(ahead.ticketTypeId ?? '')) ended.set(ahead.ticketTypeId ?? '', ahead.id)
      }
      if (claimableBy(ahead, ticketTypes, now, claimed) === claimableBy(ahead, ticketTypes, now)) continue
      const passed = (passes.get(ahead.id) ?? 0) + 1
      passes.set(ahead.id, passed)
      must(
        passed <= (waitlist.order === 'skip' ? waitlist.skipMax : 0) && !isBehindHead(ahead, waitlist),
        'nobody-passed-over-for-ever',
        () =>
          `${entry!.id} was offered seats that ${ahead.id} had a claim to; ` +
          `${passed} passes under ${waitlist.order} ${waitlist.skipMax}`,
      )
    }
    judgeEndings(hold, ended, outlasted, steps)
  }

  /**
   * A claim ends by the clock of its own type alone, and every end that an offer rests on is written down: the first of
   * each group.
   */
  function judgeEndings(
    hold: Hold,
    ended: ReadonlyMap<string, string>,
    outlasted: ReadonlySet<string>,
    steps: Outcome['steps'],
  ) {
    const told = steps
      .filter(({ state, holdId }) => state === 'claim_ended' && holdId === hold.id)
      .map(({ entryId }) => entryId)
    // Under `skip` it depends on when in the batch somebody came to be protected, and in a long waitlist on whom a look
    // shows: there, what is told must be so.
    const isTold =
      setup.order === 'strict' && setup.lineMax === 50
        ? [...ended.values()].sort().join() === told.sort().join()
        : told.every(id => outlasted.has(id))
    must(
      isTold,
      'ended-claims-are-written-down',
      () =>
        `${hold.id} was offered past ${[...ended.values()].join(', ') || 'no'} ended claims; ` +
        `the steps say ${told.join(', ') || 'none'}`,
    )
  }

  /**
   * A hold takes its use once, gives it back only when it ends unsold, and nobody has more than there are. Only who has
   * a code gets what is hidden.
   */
  function judgeUses({ uses: lines, holds: written, after }: Seen) {
    for (const { holdId, change } of lines) {
      const { taken, now } = uses.get(holdId) ?? { taken: 0, now: 0 }
      uses.set(holdId, { taken: taken + Number(change === 1), now: now + change })
    }
    for (const { thing: hold } of written) {
      const { taken, now } = uses.get(hold.id) ?? { taken: 0, now: 0 }
      const isUse = hold.promotionId !== null && hold.state !== 'expired' && hold.state !== 'released'
      must(
        now === Number(isUse) && taken === Number(hold.promotionId !== null),
        'uses-match-holds',
        () => `${hold.id} is ${hold.state} with ${hold.promotionId}; it took ${taken} uses and has ${now}`,
      )
      const isSeen = hold.items.every(({ ticketTypeId }) => !after.ticketTypes.get(ticketTypeId)!.hidden)
      must(
        isSeen || (hold.promotionId !== null && setup.promotions[Number(hold.promotionId.at(-1))]!.takes === 'access'),
        'hidden-types-need-a-code',
        () => `${hold.id} has seats that are hidden, and its promotion is ${hold.promotionId}`,
      )
    }
    setup.promotions.forEach(({ usesMax, perBuyerMax }, n) => {
      const using = [...holds.values()].filter(
        hold => hold.promotionId === `promotion-${n}` && hold.state !== 'expired' && hold.state !== 'released',
      )
      const most = Math.max(0, ...using.map(one => using.filter(other => buyerOf(other) === buyerOf(one)).length))
      must(
        using.length <= (usesMax ?? Infinity) && most <= (perBuyerMax ?? Infinity),
        'uses-within-bounds',
        () => `promotion-${n} has ${using.length} uses of ${usesMax}, a buyer ${most} of ${perBuyerMax}`,
      )
    })
  }

  /** Every step of a waitlist entry has its row: the last of them says how it stands. */
  function judgeSteps({ entries: written, steps }: Seen) {
    for (const { thing, isNew } of written) {
      const own = steps.filter(({ entryId, state }) => entryId === thing.id && state !== 'claim_ended')
      const before = told.get(thing.id)
      must(
        !isNew || own[0]?.state === 'joined',
        'steps-are-written',
        () => `${thing.id} has joined and no step says so`,
      )
      const stands = `${thing.state} ${thing.quantity} ${thing.acceptFewer}`
      const last = own.at(-1)
      must(
        last
          ? `${last.state === 'joined' || last.state === 'changed' ? 'waiting' : last.state} ${last.quantity} ` +
              `${last.acceptFewer}` ===
              stands
          : before === stands,
        'steps-are-written',
        () => `${thing.id} is ${stands}, its steps end with ${last?.state ?? before}`,
      )
      told.set(thing.id, stands)
    }
  }

  const hasEnded = (typeId: string, now: Date) =>
    pooledSince.has(typeId) && now.getTime() >= (pooledSince.get(typeId)! + setup.claimSeconds) * 1_000

  /** The clock of a type runs while the waitlist could have more of it than the public could. */
  function runClocks({ now }: InventoryState) {
    for (const [id, counts] of ledgerOf) {
      const kept = Math.min(freeOf(ledger), freeOf(counts)) - Math.min(ledger.available, counts.available)
      if (kept === 0) pooledSince.delete(id)
      else if (!pooledSince.has(id)) pooledSince.set(id, now.getTime() / 1_000)
    }
  }

  /** Of a long waitlist not everybody behind the head is read, and so counted: nobody there can be passed over. */
  const isBehindHead = ({ seq, ticketTypeId }: WaitlistEntry, { unseen }: InventoryState['waitlist']) =>
    seq > (unseen.get(ticketTypeId ?? '') ?? Infinity)
  const isProtected = (entry: WaitlistEntry, waitlist: InventoryState['waitlist']) =>
    setup.order === 'strict' || entry.skipped >= setup.skipMax || isBehindHead(entry, waitlist)

  /** Going down the waitlist: the seats that are there for each and that nobody before has a claim to. */
  function claimsOf({ now, ticketTypes, waitlist }: Pick<InventoryState, 'now' | 'ticketTypes' | 'waitlist'>) {
    let seats = freeOf(ledger)
    const claimed = new Set<string>()
    return (entry: WaitlistEntry) => {
      const ofTypes = [...ticketTypes.values()].filter(
        type => (entry.ticketTypeId ?? type.id) === type.id && !claimed.has(type.id) && isOnSale(type, now),
      )
      const sumOfTypes = (ended: boolean) =>
        ofTypes
          .filter(({ id }) => hasEnded(id, now) === ended)
          .reduce((sum, type) => sum + within(entry, type, freeOf(ledgerOf.get(type.id)!)), 0)
      const claimable = Math.min(seats, sumOfTypes(false))
      const there = Math.min(freeOf(ledger), sumOfTypes(true) + claimable)
      if (there < entry.quantity && isProtected(entry, waitlist) && couldFit(entry, ticketTypes, now)) {
        seats = entry.ticketTypeId === null ? 0 : seats - claimable
        if (entry.ticketTypeId !== null && !hasEnded(entry.ticketTypeId, now)) claimed.add(entry.ticketTypeId)
      }
      return there
    }
  }

  /** Seats that somebody could have a claim to, by the ledger; with `less`, once that hold has taken its own. */
  function claimableBy(
    entry: WaitlistEntry,
    types: InventoryState['ticketTypes'],
    now: Date,
    less?: Pick<Hold, 'items'>,
  ) {
    let ofTypes = 0
    for (const type of types.values()) {
      if ((entry.ticketTypeId ?? type.id) !== type.id || !isOnSale(type, now) || hasEnded(type.id, now)) continue
      const gone = less?.items.find(item => item.ticketTypeId === type.id)?.quantity ?? 0
      ofTypes += within(entry, type, freeOf(ledgerOf.get(type.id)!) - gone)
    }
    const taken = less?.items.reduce((sum, { quantity }) => sum + quantity, 0) ?? 0
    return Math.min(freeOf(ledger) - taken, ofTypes)
  }

  /** Nothing that somebody waits for is ever sold again: the event is over, or sales of all types that would do. */
  const isOver = ({ ticketTypeId }: WaitlistEntry, types: InventoryState['ticketTypes'], now: Date) =>
    now.getTime() >= endsAtMs ||
    [...types.values()].every(
      ({ id, salesEndAt, hidden }) =>
        (ticketTypeId === null ? hidden : ticketTypeId !== id) || (salesEndAt !== null && salesEndAt <= now),
    )

  function couldFit(entry: WaitlistEntry, types: InventoryState['ticketTypes'], now: Date) {
    const { ticketTypeId, quantity } = entry
    if (isOver(entry, types, now)) return false
    let ofTypes = 0
    for (const type of types.values())
      if ((ticketTypeId ?? type.id) === type.id && (type.salesEndAt === null || now < type.salesEndAt))
        ofTypes += within(entry, type, sumOf(ledgerOf.get(type.id)!))
    return quantity <= Math.min(sumOf(ledger), ofTypes)
  }

  function judgeClosing({ scope, ticketTypeId, quantity, from, to }: Movement, { ticketTypes, now }: InventoryState) {
    must(
      scope !== 'seat' && from === 'pooled' && to === 'available',
      'ledger-lines-explained',
      () => `the pool closed from ${from} to ${to}`,
    )
    const line = waiting().filter(entry => couldFit(entry, ticketTypes, now))
    const isWanted = (id: string) =>
      line.some(entry => (entry.ticketTypeId === null ? !ticketTypes.get(id)!.hidden : entry.ticketTypeId === id))
    const wanted = [...ledgerOf].filter(([id]) => isWanted(id))
    const kept = scope === 'event' ? ledger.pooled - quantity : ledgerOf.get(ticketTypeId!)!.pooled - quantity
    const useful = wanted
      .filter(([id]) => scope === 'event' || id === ticketTypeId)
      .reduce((sum, [, seats]) => sum + freeOf(seats), 0)
    must(
      kept >= useful,
      'pool-kept-for-who-waits',
      () =>
        `${quantity} pooled seats of the ${scope} went to the public, ${kept} are left and ${line[0]?.id} could ` +
        `use ${useful}`,
    )
  }

  function apply({ scope, ticketTypeId, quantity, from, to, holdId }: Movement) {
    for (const counts of [
      ...(scope === 'ticket_type' ? [] : [ledger]),
      ...(scope === 'event' ? [] : [ledgerOf.get(ticketTypeId!)!]),
    ]) {
      if (from !== 'outside') counts[from] -= quantity
      if (to !== 'outside') counts[to] += quantity
    }
    if (holdId === null || scope !== 'seat') return
    const own = aside.get(holdId) ?? { held: 0, sold: 0 }
    if (from === 'held' || from === 'sold') own[from] -= quantity
    if (to === 'held' || to === 'sold') own[to] += quantity
    aside.set(holdId, own)
  }

  function applyHold(hold: Hold, isNew: boolean, now: Date) {
    const before = holds.get(hold.id)
    must(
      isNew === (before === undefined),
      'holds-made-once',
      () => `${hold.id} was ${before ? 'made again' : 'changed before it was made'}`,
    )
    if (before) {
      must(
        holdSteps[before.state].includes(hold.state),
        'hold-states',
        () => `${hold.id} went from ${before.state} to ${hold.state}`,
      )
      must(
        hold.state !== 'confirming' || before.state === 'confirming' || now < before.expiresAt,
        'no-confirmation-after-the-end',
        () => `${hold.id} is confirmed at or past its end`,
      )
      must(
        hold.state !== 'expired' || hold.expiresAt <= now,
        'no-expiry-before-the-end',
        () => `${hold.id} expired before its time`,
      )
      must(
        hold.promotionId === before.promotionId || (before.promotionId === null && before.kind === 'offer'),
        'prices-are-fixed',
        () => `${hold.id} has the promotion ${hold.promotionId} instead of ${before.promotionId}`,
      )
      must(
        hold.state !== 'sold' || hold.bookingId === before.bookingId,
        'one-owner',
        () => `${hold.id} was sold to ${hold.bookingId}, confirmed by ${before.bookingId}`,
      )
    }
    must(
      hold.quantity === hold.items.reduce((sum, { quantity }) => sum + quantity, 0) &&
        hold.totalMinor ===
          hold.items.reduce((sum, { quantity, unitPriceMinor: price, unitDiscountMinor: off = 0 }) => {
            return sum + quantity * price - quantity * off
          }, 0),
      'hold-adds-up',
      () => `${hold.id}: its quantity or total isn't its items'`,
    )
    holds.set(hold.id, hold)
    const { held, sold } = aside.get(hold.id) ?? { held: 0, sold: 0 }
    const should = {
      held: hold.state === 'held' || hold.state === 'confirming' ? hold.quantity : 0,
      sold: hold.state === 'sold' ? seatsLeftIn(hold) : 0,
    }
    must(
      held === should.held && sold === should.sold,
      'hold-matches-ledger',
      () => `${hold.id} is ${hold.state} with ${hold.quantity} seats; the ledger holds ${held} and sold ${sold} for it`,
    )
  }

  function keepEntry(entry: WaitlistEntry, isNew: boolean) {
    const before = entries.get(entry.id)
    must(
      isNew === (before === undefined),
      'places-given-once',
      () => `${entry.id} was ${before ? 'given again' : 'changed before it was given'}`,
    )
    if (isNew) {
      must(
        entry.seq === seq + 1,
        'places-in-order',
        () => `${entry.id} was given place ${entry.seq} after place ${seq}`,
      )
      seq = entry.seq
      const other = [...entries.values()].find(
        each => (each.state === 'waiting' || each.state === 'offered') && buyerOf(each) === buyerOf(entry),
      )
      must(other === undefined, 'one-place-per-buyer', () => `${entry.id} was given to who has ${other!.id}`)
    } else {
      must(
        entrySteps[before!.state].includes(entry.state),
        'entry-states',
        () => `${entry.id} went from ${before!.state} to ${entry.state}`,
      )
      const isSame = entry.quantity === before!.quantity && entry.acceptFewer === before!.acceptFewer
      must(
        isSame ||
          (before!.state === 'waiting' &&
            entry.quantity <= before!.quantity &&
            entry.acceptFewer >= before!.acceptFewer),
        'wishes-only-shrink',
        () => `${entry.id} asked for ${before!.quantity}, and now for ${entry.quantity}`,
      )
      must(entry.seq === before!.seq, 'places-kept', () => `${entry.id} went from place ${before!.seq} to ${entry.seq}`)
    }
    must(
      entry.quantity <= setup.seatsMax,
      'wishes-within-bounds',
      () => `${entry.id} asks for ${entry.quantity}, one buyer may hold ${setup.seatsMax}`,
    )
    entries.set(entry.id, entry)
  }

  /** Waiting ends by itself only with the sales, an offer with its time; an entry that has expired says which. */
  function judgeEnd(entry: WaitlistEntry, { now, ticketTypes }: InventoryState) {
    const { id, state, expiredReason } = entry
    const isOffered = aside.has(id.replace('wle', 'rsv'))
    const ends = now.getTime() >= endsAtMs ? 'event_ended' : 'sales_ended'
    must(
      state === 'expired' ? expiredReason === (isOffered ? 'offer_expired' : ends) : expiredReason === null,
      'ends-say-why',
      () => `${id} is ${state} because of ${expiredReason}`,
    )
    must(
      state !== 'expired' || isOffered || isOver(entry, ticketTypes, now),
      'waiting-ends-with-sales',
      () => `${id} ended while what it waits for is still sold`,
    )
  }

  /** Passed over by the organizer's choice; those by which a claim had ended come on top. */
  function judgePasses(entry: WaitlistEntry) {
    must(
      entry.skipped - (endings.get(entry.id) ?? 0) <= (setup.order === 'skip' ? setup.skipMax : 0),
      'nobody-passed-over-for-ever',
      () => `${entry.id} was passed over ${entry.skipped} times`,
    )
  }

  function judgeCounters({ seats, ticketTypes }: InventoryState) {
    const held = none()
    const heldOf = new Map<string, Counts>([...ledgerOf.keys()].map(id => [id, none()]))
    for (const hold of holds.values()) {
      if (!isLive(hold)) continue
      const bucket = hold.state === 'sold' ? 'sold' : 'held'
      held[bucket] += seatsLeftIn(hold)
      for (const { ticketTypeId, quantity, returned = 0 } of hold.items)
        heldOf.get(ticketTypeId)![bucket] += quantity - returned
    }
    judgeCounts('the event', seats, ledger, held)
    for (const [id, counts] of ledgerOf) judgeCounts(id, ticketTypes.get(id)!.seats, counts, heldOf.get(id)!)
  }

  function judgeCounts(name: string, counts: Readonly<Counts>, byLedger: Counts, byHolds: Counts) {
    for (const bucket of buckets) {
      must(counts[bucket] >= 0, 'counters-not-negative', () => `${counts[bucket]} seats of ${name} are ${bucket}`)
      must(
        counts[bucket] === byLedger[bucket],
        'ledger-matches-counters',
        () => `${counts[bucket]} seats of ${name} are ${bucket}, the ledger says ${byLedger[bucket]}`,
      )
    }
    must(
      counts.held === byHolds.held && counts.sold === byHolds.sold,
      'holds-match-counters',
      () =>
        `${name} has ${counts.held} held and ${counts.sold} sold; its holds have ${byHolds.held} and ${byHolds.sold}`,
    )
  }

  function judgeLimits(buyer: string, { ticketTypes }: InventoryState) {
    for (const type of ticketTypes.values()) {
      const { id, maxPerUser } = type
      if (maxPerUser === null) continue
      let taken = 0
      for (const hold of holds.values())
        if (isLive(hold) && buyerOf(hold) === buyer)
          for (const item of hold.items) if (item.ticketTypeId === id) taken += item.quantity - (item.returned ?? 0)
      for (const entry of entries.values())
        if (entry.state === 'waiting' && buyerOf(entry) === buyer && (entry.ticketTypeId ?? id) === id)
          taken += within(entry, type, entry.quantity)
      must(
        taken <= maxPerUser,
        'limits',
        () => `${buyer} has or waits for ${taken} seats of ${id}; the limit is ${maxPerUser}`,
      )
    }
  }

  /**
   * With nothing left to do: nobody whom a batch can see waits for seats that are there, and no seat is kept for
   * nobody.
   */
  function atRest({ now, sales, endsAt, ticketTypes, seats, waitlist }: InventoryState) {
    const line = waiting()
    if (line.length === 0)
      must(
        seats.pooled + [...ticketTypes.values()].reduce((sum, type) => sum + type.seats.pooled, 0) === 0,
        'nothing-pooled-for-nobody',
        () => `${seats.pooled} seats stay pooled though nobody waits`,
      )
    if (sales === 'open')
      for (const entry of line)
        must(
          !isOver(entry, ticketTypes, now),
          'waiting-ends-with-sales',
          () => `${entry.id} waits for what is not sold any more`,
        )
    if (sales !== 'open' || endsAt <= now) return
    const beyondClaims = claimsOf({ now, ticketTypes, waitlist })
    // Nobody is judged whom somebody unseen may stand before.
    const seenTo = Math.min(...waitlist.unseen.values())
    for (const entry of waitlist.entries.filter(({ seq }) => seq <= seenTo)) {
      const there = beyondClaims(entry)
      must(
        there < entry.quantity && (there === 0 || !entry.acceptFewer),
        'nobody-left-unserved',
        () => `${entry.id} waits for ${entry.quantity} and ${there} are there`,
      )
    }
  }

  /**
   * Whom seats fit to which claims have ended is served by the clock alone: unless the waitlist is still to be looked
   * at for that, nobody is left.
   */
  function afterClaims({ now, sales, endsAt, ticketTypes }: InventoryState) {
    if (sales !== 'open' || endsAt <= now) return
    // A type that comes on sale later is another job's.
    const served = [...ticketTypes.values()].filter(
      type => type.claimsEnded && isOnSale(type, now) && type.salesStartAt === null,
    )
    for (const entry of waiting()) {
      const { id, quantity, acceptFewer, ticketTypeId } = entry
      const there = Math.min(
        freeOf(ledger),
        served
          .filter(type => (ticketTypeId ?? type.id) === type.id)
          .reduce((sum, type) => sum + within(entry, type, freeOf(ledgerOf.get(type.id)!)), 0),
      )
      must(
        (acceptFewer ? 1 : quantity) > there,
        'ended-claims-free-the-seats',
        () => `${id} waits for ${quantity}; ${there} are there to which claims have ended, and nobody will look again`,
      )
    }
  }

  return { observe, atRest, afterClaims, waiting: () => waiting().length }
}
