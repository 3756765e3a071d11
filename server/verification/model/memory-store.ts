// One event's rows in memory: reads and writes what the inventory's two statements do, with the same limits and the
// same constraints.
import type { Command } from '../../src/domains/inventory/rules/commands.ts'
import type { Outcome } from '../../src/domains/inventory/rules/decide.ts'
import { isBounded } from '../../src/domains/inventory/rules/hold-rules.ts'
import {
  buyerKeyOf,
  type Counts,
  type Earlier,
  type FittingEntries,
  type Hold,
  type OpenHolds,
  type InventoryState,
  type Reseller,
  type TicketTypeState,
  type WaitlistEntry,
} from '../../src/domains/inventory/rules/inventory-state.ts'
import type { Promotion } from '../../src/domains/inventory/rules/promotion.ts'
import { codeKeyOf, promotionUseKeyOf } from '../../src/domains/inventory/rules/promotion-rules.ts'
import { refuseWrongLast } from './last-uses.ts'
import { codeNamed, testOrganizer, typeIdOf, type Setup } from './scenario.ts'

export type MemoryStore = ReturnType<typeof createMemoryStore>

const isActive = ({ state }: WaitlistEntry) => state === 'waiting' || state === 'offered'
const takes = ({ state }: Hold) => state === 'held' || state === 'confirming' || state === 'sold'
const isStanding = ({ state }: Hold) => state === 'held' || state === 'confirming'
const capacityOf = ({ available, pooled, held, sold }: Counts) => available + pooled + held + sold
/** Ended without a sale, so that it uses no promotion. */
const isUnsold = ({ state }: Hold) => state === 'expired' || state === 'released'
/** Odd, so that half of a price has to be rounded. */
export const priceOf = (n: number) => 1_005 * (n + 1)
const all = (available: number): Counts => ({ available, pooled: 0, held: 0, sold: 0 })
export const dateOf = (seconds: number) => new Date(seconds * 1_000)
const dateOrNull = (seconds: number | null) => (seconds === null ? null : dateOf(seconds))

export function createMemoryStore(setup: Setup) {
  const holds = new Map<string, Hold>(),
    entries = new Map<string, WaitlistEntry>()
  const returnsMade = new Map<string, string>()
  const holdsByKey = new Map<string, Hold>(),
    entriesByKey = new Map<string, WaitlistEntry>()
  let seats = all(setup.capacity)
  let ticketTypes: readonly TicketTypeState[] = setup.types.map((type, n) => ({
    id: typeIdOf(n),
    priceMinor: priceOf(n),
    maxPerUser: type.limit,
    salesStartAt: dateOrNull(type.startsAt),
    salesEndAt: dateOrNull(type.endsAt),
    capacityIsOwn: type.capacity !== null,
    hidden: type.hidden,
    seats: all(type.capacity ?? setup.capacity),
    pooledSince: null,
    claimsEnded: false,
  }))
  let promotions: readonly Promotion[] = setup.promotions.map(({ takes, types, startsAt, endsAt, ...bounds }, n) => ({
    id: `promotion-${n}`,
    codeKey: codeNamed(n),
    kind: takes === 'access' ? 'access' : 'discount',
    percent: takes !== 'access' && 'percent' in takes ? takes.percent : null,
    amountMinor: takes !== 'access' && 'amountMinor' in takes ? takes.amountMinor : null,
    ticketTypeIds: types && types.map(typeIdOf),
    uses: 0,
    ...bounds,
    startsAt: dateOrNull(startsAt),
    endsAt: dateOrNull(endsAt),
    isClosed: false,
  }))
  /** How each place's steps end. */
  const lastSteps = new Map<string, string>()
  let endsAt = dateOf(setup.endsAt),
    version = 1,
    waitlistOpen = false,
    waitlistSeq = 0

  /** READ: what the commands name and nothing else, so that rules which look further find nothing here either. */
  function read(
    commands: readonly Command[],
    offerIdOf: (entryId: string) => string,
    nowSeconds: number,
  ): InventoryState {
    const named = new Map<string, Hold>(),
      known = new Map<string, WaitlistEntry>(),
      earlier = new Map<string, Earlier>()
    const taken = new Map<string, Map<string, number>>(),
      open = new Map<string, OpenHolds>()
    const resellers = new Map<string, Reseller>(),
      returns = new Map<string, string>()
    const wantedPromotions = new Set<string>(),
      promoted: Hold['buyer'][] = []
    const hasLimits = ticketTypes.some(({ maxPerUser }) => maxPerUser !== null)
    const needsLine = commands.some(({ kind }) => !['reserve', 'begin_confirm', 'reacquire', 'commit'].includes(kind))
    const isAdvanced = commands.some(({ kind }) => kind === 'advance_clock')
    const nameHold = (id: string) => {
      const hold = holds.get(id)
      if (!hold) return
      named.set(id, hold)
      const entry = needsLine && hold.waitlistEntryId !== null ? entries.get(hold.waitlistEntryId) : undefined
      if (entry) known.set(entry.id, entry)
    }
    for (const command of commands) {
      if ('holdId' in command && (command.kind !== 'reserve' || command.cause === 'update_availability'))
        nameHold(command.holdId)
      if ('returnId' in command && returnsMade.has(command.returnId))
        returns.set(command.returnId, returnsMade.get(command.returnId)!)
      if ('expiredId' in command) nameHold(command.expiredId)
      const code = 'promotionCode' in command ? command.promotionCode : undefined
      for (const { id, codeKey } of promotions)
        if (code !== undefined && codeKeyOf(code) === codeKey) wantedPromotions.add(id)
      if (command.kind === 'reacquire') wantedPromotions.add(holds.get(command.expiredId)?.promotionId ?? '')
      if ('buyer' in command && (code !== undefined || command.kind === 'reacquire')) promoted.push(command.buyer)
      if ('entryId' in command && entries.has(command.entryId)) promoted.push(entries.get(command.entryId)!.buyer)
      if ('entryId' in command) {
        const entry = entries.get(command.entryId)
        if (entry) known.set(entry.id, entry)
        nameHold(offerIdOf(command.entryId))
      }
      if (!('buyer' in command)) continue
      const buyer = buyerKeyOf(command.buyer)
      if ('idempotency' in command && command.idempotency) {
        const key = `${command.buyer.userId}\n${command.idempotency.key}`
        const hold = holdsByKey.get(key),
          entry = entriesByKey.get(key)
        if (hold) earlier.set(key, { fingerprint: hold.idempotency!.fingerprint, hold: holds.get(hold.id)! })
        if (entry) earlier.set(key, { fingerprint: entry.idempotency!.fingerprint, entry: entries.get(entry.id)! })
      }
      if ('asReseller' in command && command.asReseller === true && setup.outstandingMax !== null) {
        const { userId } = command.buyer
        resellers.set(userId, { seatsMax: setup.outstandingMax, outstandingSeats: outstandingOf(userId, nowSeconds) })
      }
      if (isBounded(command)) open.set(buyer, openOf(buyer, nowSeconds))
      if (hasLimits && !taken.has(buyer)) taken.set(buyer, takenBy(buyer))
      if (needsLine)
        for (const entry of entries.values())
          if (isActive(entry) && buyerKeyOf(entry.buyer) === buyer) known.set(entry.id, entry)
    }
    if (isAdvanced) {
      for (const hold of holds.values()) if (isStanding(hold)) named.set(hold.id, hold)
      for (const entry of entries.values()) if (entry.state === 'offered') known.set(entry.id, entry)
    }
    const read = promotions.filter(({ id }) => isAdvanced || wantedPromotions.has(id))
    const bounded = read.filter(({ id, perBuyerMax }) => wantedPromotions.has(id) && perBuyerMax !== null)
    const promotionUses = bounded.flatMap(({ id }) =>
      promoted.map(buyer => [promotionUseKeyOf(id, buyer), usesBy(id, buyerKeyOf(buyer))] as const),
    )
    const { shown, unseen, fitting } = waitlistOpen
      ? look(needsLine, nowSeconds)
      : { shown: [], unseen: new Map<string, number>(), fitting: new Map<string, FittingEntries>() }
    for (const entry of shown) known.set(entry.id, entry)
    return {
      eventId: 'evt',
      testOf: setup.test ? testOrganizer : null,
      version,
      now: dateOf(nowSeconds),
      sales: setup.closesAt !== null && nowSeconds >= setup.closesAt ? 'closed' : setup.sales,
      endsAt,
      currency: 'EUR',
      seats: { ...seats },
      ticketTypes: new Map(ticketTypes.map(type => [type.id, type])),
      holds: named,
      earlier,
      takenByBuyer: taken,
      returns,
      promotions: new Map(read.map(promotion => [promotion.id, promotion])),
      promotionUses: new Map(promotionUses.filter(([, uses]) => uses > 0)),
      resellers,
      entries: known,
      bounds: { holdsPerBuyerMax: setup.holdsMax, holdSeatsPerBuyerMax: setup.seatsMax },
      openHolds: open,
      isRemembered: false,
      waitlist: {
        open: waitlistOpen,
        seq: waitlistSeq,
        order: setup.order,
        skipMax: setup.skipMax,
        claimSecondsMax: setup.claimSeconds,
        entries: shown,
        unseen,
        fitting,
      },
    }
  }

  /**
   * The first of every group in the waitlist; where seats are without claims also the next one who could ever be served
   * and the first whom such seats fit. Without a look everybody is unseen.
   */
  function look(needsLine: boolean, nowSeconds: number) {
    const fitting = new Map<string, FittingEntries>()
    if (!needsLine) return { shown: [], unseen: new Map([['', 0]]), fitting }
    const unseen = new Map<string, number>()
    const shown = ['', ...ticketTypes.map(({ id }) => id)].flatMap(group => {
      const waiting = line().filter(({ ticketTypeId }) => (ticketTypeId ?? '') === group)
      if (waiting.length <= setup.lineMax) return waiting
      const head = waiting.slice(0, setup.lineMax)
      unseen.set(group, head.at(-1)!.seq)
      if (freeFor('', nowSeconds, true) === 0 || freeFor(group, nowSeconds, false) === 0) return head
      const ownerless = freeFor(group, nowSeconds, true)
      const fits = waiting.filter(({ quantity, acceptFewer }) => (acceptFewer ? 1 : quantity) <= ownerless)
      const mostEver = Math.min(capacityOf(seats), capacityOfTypes(group, nowSeconds))
      const next = waiting.slice(setup.lineMax).find(({ quantity, acceptFewer }) => acceptFewer || quantity <= mostEver)
      fitting.set(group, {
        next: next?.seq ?? Infinity,
        seats: ownerless,
        seenTo: fits.length > setup.lineMax ? fits[setup.lineMax - 1]!.seq : Infinity,
      })
      return [...new Set([...head, ...(next ? [next] : []), ...fits.slice(0, setup.lineMax)])]
    })
    return { unseen, fitting, shown: shown.sort((one, other) => one.seq - other.seq) }
  }

  /** Who takes any type is given no more of each than one buyer may have of it, and nothing of what is hidden. */
  function upToLimit(group: string, { maxPerUser, hidden }: TicketTypeState, count: number) {
    if (group !== '') return count
    return hidden ? 0 : Math.min(count, maxPerUser ?? count)
  }

  const usesBy = (promotionId: string, buyer: string) =>
    [...holds.values()].filter(
      hold => hold.promotionId === promotionId && buyerKeyOf(hold.buyer) === buyer && !isUnsold(hold),
    ).length

  const isOver = ({ salesEndAt }: TicketTypeState, nowSeconds: number) =>
    salesEndAt !== null && salesEndAt <= dateOf(nowSeconds)

  const capacityOfTypes = (group: string, nowSeconds: number) =>
    ticketTypes
      .filter(type => (group === '' || type.id === group) && !isOver(type, nowSeconds))
      .reduce((sum, type) => sum + upToLimit(group, type, capacityOf(type.seats)), 0)

  /** Free seats for a group, or only those to which claims have ended. */
  function freeFor(group: string, nowSeconds: number, onlyEnded: boolean) {
    const isOnSale = (type: TicketTypeState) =>
      (type.salesStartAt === null || type.salesStartAt <= dateOf(nowSeconds)) && !isOver(type, nowSeconds)
    const hasEnded = ({ pooledSince }: TicketTypeState) =>
      pooledSince !== null && nowSeconds * 1_000 - pooledSince.getTime() >= setup.claimSeconds * 1_000
    const ofTypes = ticketTypes
      .filter(type => (group === '' || type.id === group) && isOnSale(type) && (!onlyEnded || hasEnded(type)))
      .reduce((sum, type) => sum + upToLimit(group, type, type.seats.available + type.seats.pooled), 0)
    return Math.min(seats.available + seats.pooled, ofTypes)
  }

  function openOf(buyer: string, nowSeconds: number): OpenHolds {
    const open = [...holds.values()].filter(
      hold =>
        buyerKeyOf(hold.buyer) === buyer &&
        (hold.state === 'confirming' || (hold.state === 'held' && hold.expiresAt > dateOf(nowSeconds))),
    )
    return { holds: open.length, seats: open.reduce((sum, { quantity }) => sum + quantity, 0), until: null }
  }

  /** Unpaid or waited for, over all whom the account names. */
  function outstandingOf(userId: string, nowSeconds: number) {
    let seats = 0
    for (const { buyer, state, expiresAt, quantity } of holds.values())
      if (buyer.userId === userId && buyer.named)
        if (state === 'confirming' || (state === 'held' && expiresAt > dateOf(nowSeconds))) seats += quantity
    for (const { buyer, state, quantity } of entries.values())
      if (buyer.userId === userId && buyer.named && state === 'waiting') seats += quantity
    return seats
  }

  function takenBy(buyer: string) {
    const taken = new Map<string, number>()
    const add = (typeId: string, quantity: number) => taken.set(typeId, (taken.get(typeId) ?? 0) + quantity)
    for (const hold of holds.values())
      if (takes(hold) && buyerKeyOf(hold.buyer) === buyer)
        for (const { ticketTypeId, quantity, returned = 0 } of hold.items) add(ticketTypeId, quantity - returned)
    for (const entry of entries.values()) {
      if (entry.state !== 'waiting' || buyerKeyOf(entry.buyer) !== buyer) continue
      for (const type of ticketTypes)
        if (entry.ticketTypeId === null || entry.ticketTypeId === type.id)
          add(type.id, upToLimit(entry.ticketTypeId ?? '', type, entry.quantity))
    }
    return taken
  }

  const line = () =>
    [...entries.values()].filter(({ state }) => state === 'waiting').sort((one, other) => one.seq - other.seq)

  /** WRITE: everything or, where a constraint stands against it, an error. */
  function write({
    before,
    after,
    holds: writtenHolds,
    entries: writtenEntries,
    movements,
    resized,
    reclocked,
    isAdvanced,
    steps,
    returns,
    uses,
    isEmpty,
  }: Outcome) {
    if (isEmpty) return
    if (before.version !== version) throw new Error(`written on version ${before.version} of ${version}`)
    const touched = new Set(movements.map(({ ticketTypeId }) => ticketTypeId))
    version++
    waitlistOpen = after.waitlist.open
    waitlistSeq = after.waitlist.seq
    seats = { ...after.seats }
    if (isAdvanced) endsAt = after.endsAt
    // Types that no movement names are not written: a change of theirs without one is lost.
    ticketTypes = ticketTypes.map(type => {
      const next = after.ticketTypes.get(type.id)!
      const written =
        resized || touched.has(type.id)
          ? { ...type, capacityIsOwn: next.capacityIsOwn, seats: { ...next.seats } }
          : type
      const clock = { pooledSince: next.pooledSince, claimsEnded: next.claimsEnded }
      const times = { salesStartAt: next.salesStartAt, salesEndAt: next.salesEndAt }
      return { ...written, ...((reclocked || isAdvanced) && clock), ...(isAdvanced && times) }
    })
    promotions = promotions.map(promotion => {
      const own = uses.filter(use => use.promotionId === promotion.id)
      const change = own.reduce((sum, use) => sum + use.change, 0)
      refuseWrongLast(promotion, own)
      const next = isAdvanced ? after.promotions.get(promotion.id)! : { ...promotion, uses: promotion.uses + change }
      if (next.uses < 0 || next.uses > (next.usesMax ?? Infinity))
        throw new Error(`promotions_uses_within_max: ${promotion.id} has ${next.uses} uses of ${next.usesMax}`)
      return { ...promotion, uses: next.uses, startsAt: next.startsAt, endsAt: next.endsAt }
    })
    for (const { entryId, state } of steps) if (state !== 'claim_ended') lastSteps.set(entryId, state)
    for (const { id, holdId } of returns) {
      if (returnsMade.has(id)) throw new Error(`hold_returns_pkey: ${id} is made twice`)
      returnsMade.set(id, holdId)
    }
    for (const { thing, isNew } of writtenHolds) putHold(thing, isNew, returns.length > 0)
    for (const { thing, isNew } of writtenEntries) putEntry(thing, isNew)
    for (const { id, state } of entries.values()) {
      const last = lastSteps.get(id)
      if (state === 'waiting' ? last !== 'joined' && last !== 'changed' : last !== state)
        throw new Error(`waitlist_steps: ${id} is ${state}, its last step says ${last}`)
    }
    const buyers = [...entries.values()].filter(isActive).map(({ buyer }) => buyerKeyOf(buyer))
    if (new Set(buyers).size !== buyers.length)
      throw new Error('waitlist_entries_one_active: a buyer stands in line twice')
  }

  function putHold(hold: Hold, isNew: boolean, isLessened: boolean) {
    const before = holds.get(hold.id)
    if (isNew === (before !== undefined))
      throw new Error(`holds_pkey: hold ${hold.id} is ${isNew ? 'there already' : 'not there'}`)
    if (isNew && hold.idempotency) {
      const key = `${hold.buyer.userId}\n${hold.idempotency.key}`
      if (holdsByKey.has(key)) throw new Error(`holds_idempotency_key: ${hold.idempotency.key} is used twice`)
      holdsByKey.set(key, hold)
    }
    // Only these columns of a hold are ever updated; its price only with a promotion that it gets, and its items where
    // something of it goes back.
    const { state, bookingId, kind, expiresAt, items, totalMinor, promotionId } = hold
    const isRepriced = before !== undefined && promotionId !== before.promotionId
    const price = isRepriced ? { items, totalMinor, promotionId } : isLessened ? { items } : undefined
    holds.set(hold.id, before ? { ...before, ...price, state, bookingId, kind, expiresAt } : hold)
  }

  function putEntry(entry: WaitlistEntry, isNew: boolean) {
    const before = entries.get(entry.id)
    if (isNew === (before !== undefined))
      throw new Error(`waitlist_entries_pkey: entry ${entry.id} is ${isNew ? 'there already' : 'not there'}`)
    if (isNew) {
      if ([...entries.values()].some(({ seq }) => seq === entry.seq))
        throw new Error(`waitlist_entries_seq_unique: place ${entry.seq} is given twice`)
      if (entry.idempotency) {
        const key = `${entry.buyer.userId}\n${entry.idempotency.key}`
        if (entriesByKey.has(key))
          throw new Error(`waitlist_entries_idempotency_key: ${entry.idempotency.key} is used twice`)
        entriesByKey.set(key, entry)
      }
    }
    entries.set(
      entry.id,
      before
        ? {
            ...before,
            state: entry.state,
            expiredReason: entry.expiredReason,
            skipped: entry.skipped,
            quantity: entry.quantity,
            acceptFewer: entry.acceptFewer,
          }
        : entry,
    )
  }

  return {
    read,
    write,
    line,
    holds: () => [...holds.values()],
    entries: () => [...entries.values()],
    hold: (id: string) => holds.get(id),
    takenBy,
    promotions: () => promotions,
    counters: () => ({ version, waitlistOpen, seats, ticketTypes }),
  }
}
