// The inventory said once more and as plainly as possible, to be compared with the real one: seats are what holds leave
// of a capacity, owed seats are a number, and everything is looked up by going through everything.
import type { Command, Decision } from '../../src/domains/inventory/rules/commands.ts'
import type { Buyer, Item } from '../../src/domains/inventory/rules/inventory-state.ts'
import { codeNamed, simulatedTerms, testOrganizer, typeIdOf, type PromotionSetup, type Setup } from './scenario.ts'

/** `owed`: free seats that came back while somebody waited, and that the public may not have. */
interface Seats {
  capacity: number
  owed: number
}
interface Type extends Seats {
  readonly id: string
  readonly limit: number | null
  readonly startsAt: number | null
  readonly endsAt: number | null
  readonly hidden: boolean
  readonly price: number
  own: boolean
  since: number | null
  ended: boolean
}
interface ModelPromotion extends Omit<PromotionSetup, 'types'> {
  readonly id: string
  readonly code: string
  readonly types: readonly string[] | null
}
interface ModelHold {
  readonly id: string
  readonly buyer: string
  readonly keyed: string | null
  readonly print: string | null
  readonly items: readonly Item[]
  /** What has gone back of each of them, one return after the other. */
  readonly back: { readonly by: string; readonly items: readonly Item[] }[]
  readonly entry: ModelEntry | null
  promotion: ModelPromotion | null
  kind: 'reservation' | 'offer'
  state: string
  saga: string | null
  /** By the event's own clock. */
  endsAt: number
  /** How far the event's clock was ahead as long as the hold was held or being paid for. */
  ahead: number
}
interface ModelEntry {
  readonly id: string
  readonly buyer: string
  readonly keyed: string | null
  readonly print: string | null
  readonly seq: number
  readonly type: string | null
  quantity: number
  fewer: boolean
  state: string
  why: string | null
  skipped: number
}
interface Looked {
  readonly next: number
  readonly seats: number
  readonly upTo: number
}
export type Model = ReturnType<typeof createModel>

const liveStates = ['held', 'confirming', 'sold']
const nameOf = ({ userId, named }: Buyer) => `${userId}/${named?.reference ?? ''}`

/** A decision in a few words: what was decided, and the figures of a refusal. */
export function wordsOf(decision: Decision): string {
  if (decision.kind !== 'refused') return decision.kind
  const { heldUntil, ...refusal } = { heldUntil: undefined, ...decision.refusal } // no more than a hint
  const { code, ...figures } = refusal
  return [code, ...Object.values(figures)].join(' ')
}

/** The group of those who take any type. */
const any = ''

const movesLine = ({ kind }: Command) => !['reserve', 'begin_confirm', 'reacquire', 'commit'].includes(kind)

export function createModel(setup: Setup) {
  const event: Seats = { capacity: setup.capacity, owed: 0 }
  const types = setup.types.map(
    ({ capacity, limit, startsAt, endsAt, hidden }, n): Type => ({
      id: typeIdOf(n),
      capacity: capacity ?? setup.capacity,
      own: capacity !== null,
      owed: 0,
      limit,
      startsAt,
      endsAt,
      hidden,
      price: 1_005 * (n + 1),
      since: null,
      ended: false,
    }),
  )
  const promotions = setup.promotions.map(
    (promotion, n): ModelPromotion => ({
      ...promotion,
      id: `promotion-${n}`,
      code: codeNamed(n),
      types: promotion.types && promotion.types.map(typeIdOf),
    }),
  )
  const holds: ModelHold[] = [],
    entries: ModelEntry[] = []
  /** The clock of a test event is ahead of the real one; here that clock goes on, and no deadline ever moves. */
  let now = 0,
    ahead = 0,
    version = 1,
    open = false,
    shown = new Set<string>(),
    unseen: ReadonlyMap<string, number> = new Map<string, number>()
  /** Behind the first of a group: the next one who counts, and up to which place those whom so many seats fit. */
  let lookedFor: ReadonlyMap<string, Looked> = new Map<string, Looked>()

  // ── what there is ──
  const backOf = ({ back }: ModelHold, typeId: string) =>
    back
      .flatMap(({ items }) => items)
      .filter(({ ticketTypeId }) => ticketTypeId === typeId)
      .reduce((sum, { quantity }) => sum + quantity, 0)
  const leftIn = (hold: ModelHold) =>
    hold.items.map(({ ticketTypeId, quantity }) => ({ ticketTypeId, quantity: quantity - backOf(hold, ticketTypeId) }))
  const live = () => holds.filter(({ state }) => liveStates.includes(state))
  const takenOf = (typeId: string, of = live()) =>
    of
      .flatMap(leftIn)
      .filter(({ ticketTypeId }) => ticketTypeId === typeId)
      .reduce((sum, { quantity }) => sum + quantity, 0)
  const taken = (thing: Seats) =>
    thing === event ? types.reduce((sum, { id }) => sum + takenOf(id), 0) : takenOf((thing as Type).id)
  const free = (thing: Seats) => thing.capacity - taken(thing)
  const forPublic = (thing: Seats) => free(thing) - thing.owed
  const typeNamed = (id: string) => types.find(type => type.id === id)
  const onSale = ({ startsAt, endsAt }: Type) => (startsAt ?? 0) <= now && now < (endsAt ?? Infinity)
  const isOver = ({ endsAt }: Type) => now >= (endsAt ?? Infinity)
  const isClosed = () => now >= setup.endsAt || closedEarly()
  const isThere = ({ userId }: Buyer) => !setup.test || userId === testOrganizer
  const waiting = () => entries.filter(({ state }) => state === 'waiting')
  /** Who takes any type never has more of one than its limit, and none that is hidden: the rest is of the others. */
  const shareOf = (wish: string | null, { limit, hidden }: Type) =>
    wish === null || wish === any ? (hidden ? 0 : (limit ?? Infinity)) : Infinity
  const isAmong = ({ id, hidden }: Type, group: string) => (group === any ? !hidden : id === group)

  // ── codes ──
  const usesOf = (promotion: ModelPromotion, buyer?: string) =>
    holds.filter(
      hold =>
        hold.promotion === promotion &&
        !['expired', 'released'].includes(hold.state) &&
        (buyer === undefined || hold.buyer === buyer),
    ).length
  const suits = ({ takes, types: named }: ModelPromotion, { id, hidden }: Type) =>
    named ? named.includes(id) : takes !== 'access' || hidden
  const opens = (promotion: ModelPromotion | null, type: Type) =>
    !type.hidden || (promotion?.takes === 'access' && suits(promotion, type))
  /** By the code as anybody may write it. */
  const promotionBy = (code: string) =>
    promotions.find(
      promotion =>
        promotion.code === code.toLowerCase().trim() &&
        (promotion.startsAt ?? 0) <= now &&
        now < (promotion.endsAt ?? Infinity),
    )
  function noUseLeft(promotion: ModelPromotion, buyer: string): string | undefined {
    if (usesOf(promotion) >= (promotion.usesMax ?? Infinity)) return 'promotion_used_up'
    if (usesOf(promotion, buyer) >= (promotion.perBuyerMax ?? Infinity))
      return `promotion_buyer_limit_reached ${promotion.perBuyerMax}`
    return undefined
  }
  function refusalOfCode(promotion: ModelPromotion, buyer: string, items: readonly Item[]): string | undefined {
    return items.some(({ ticketTypeId }) => suits(promotion, typeNamed(ticketTypeId)!))
      ? noUseLeft(promotion, buyer)
      : 'promotion_not_for_these_tickets'
  }
  /** Half a cent is one. */
  function totalOf({ promotion, items }: Pick<ModelHold, 'promotion' | 'items'>): number {
    let total = 0
    for (const { ticketTypeId, quantity } of items) {
      const type = typeNamed(ticketTypeId)!
      const takes = promotion && suits(promotion, type) ? promotion.takes : 'access'
      let off = 0
      if (takes !== 'access')
        off = 'percent' in takes ? Math.round((type.price * takes.percent) / 100) : takes.amountMinor
      total += quantity * Math.max(0, type.price - off)
    }
    return total
  }
  const limitedOf = (buyer: string, typeId: string) =>
    takenOf(
      typeId,
      live().filter(hold => hold.buyer === buyer),
    ) +
    waiting()
      .filter(entry => entry.buyer === buyer && (entry.type ?? typeId) === typeId)
      .reduce((sum, entry) => sum + Math.min(entry.quantity, shareOf(entry.type, typeNamed(typeId)!)), 0)

  const groupOf = ({ type }: Pick<ModelEntry, 'type'>) => type ?? any
  const isAlive = (group: string) => now < setup.endsAt && types.some(type => isAmong(type, group) && !isOver(type))
  /** When the first of these comes on sale, in the words of a refusal; nothing once all of them are over. */
  const beginning = (of: readonly Type[]) => {
    const starts = of.filter(type => !onSale(type) && !isOver(type)).map(({ startsAt }) => startsAt!)
    return starts.length === 0 ? '' : ` ${new Date((Math.min(...starts) - ahead) * 1_000).toISOString()}`
  }
  const visible = () => waiting().filter(entry => shown.has(entry.id) || !unseen.has(groupOf(entry)))

  // ── the clocks ──
  /** What the waitlist could have of a type and the public could not. */
  const kept = (type: Type) => Math.min(free(event), free(type)) - Math.min(forPublic(event), forPublic(type))
  const outlived = ({ since }: Type) => since !== null && now >= since + setup.claimSeconds
  /** Seats for a group to which nobody has a claim any more. */
  const ownerless = (group: string) =>
    Math.min(
      free(event),
      types
        .filter(type => (group === any || type.id === group) && onSale(type) && outlived(type))
        .reduce((sum, type) => sum + Math.min(free(type), shareOf(group, type)), 0),
    )
  /** All the seats there are for a group, as long as nobody has claimed any. */
  const reachable = (group: string) =>
    Math.min(
      free(event),
      types
        .filter(type => (group === any || type.id === group) && onSale(type))
        .reduce((sum, type) => sum + Math.min(free(type), shareOf(group, type)), 0),
    )
  const leastOf = ({ fewer, quantity }: ModelEntry) => (fewer ? 1 : quantity)

  function runClocks(served: boolean) {
    for (const type of types) {
      type.since = kept(type) > 0 ? (type.since ?? now) : null
      type.ended = outlived(type) && (type.ended || served)
    }
  }

  // ── what is asked ──
  function beginBatch(atSeconds: number, atVersion: number, lineMax: number, commands: readonly Command[]) {
    now = atSeconds + ahead
    version = atVersion
    // A batch sees the first who wait for each type and for any, and nobody if it only sells.
    const looks = commands.some(movesLine)
    const groups = [...new Set(waiting().map(groupOf))].map(group => ({
      group,
      all: waiting().filter(entry => groupOf(entry) === group),
    }))
    shown = new Set(looks ? groups.flatMap(({ all }) => all.slice(0, lineMax)).map(({ id }) => id) : [])
    const longer =
      looks && ownerless(any) > 0
        ? groups.filter(({ group, all }) => open && all.length > lineMax && reachable(group) > 0)
        : []
    lookedFor = new Map(
      longer.map(({ group, all }) => {
        const seats = ownerless(group)
        const fit = all.filter(entry => leastOf(entry) <= seats)
        const next = all.slice(lineMax).find(entry => entry.fewer || couldEverFit(entry))
        for (const { id } of [...(next ? [next] : []), ...fit.slice(0, lineMax)]) shown.add(id)
        const upTo = fit.length > lineMax ? fit[lineMax - 1]!.seq : Infinity
        return [group, { next: next?.seq ?? Infinity, seats, upTo }]
      }),
    )
    unseen = new Map(
      !open
        ? []
        : looks
          ? groups.filter(({ all }) => all.length > lineMax).map(({ group, all }) => [group, all[lineMax - 1]!.seq])
          : [[any, 0]],
    )
  }

  /** What the command comes to, in the words of `wordsOf`. */
  function step(command: Command): string {
    const words = answer(command)
    open = waiting().length > 0 || (open && unseen.size > 0)
    if (words === 'granted' && movesLine(command)) serveLine()
    if (words === 'granted') runClocks(movesLine(command))
    return words
  }

  function answer(command: Command): string {
    switch (command.kind) {
      case 'reserve':
        return reserve(command)
      case 'reacquire':
        return reacquireHold(command)
      case 'join':
        return join(command)
      case 'change_entry':
        return change(command)
      case 'leave':
        return leave(command.entryId)
      case 'accept_offer':
        return accept(command)
      case 'decline_offer':
        return declineOffer(command.entryId)
      case 'change_capacity':
        return changeCapacity(command.ticketTypeId, command.capacity)
      case 'advance':
        return 'granted'
      case 'advance_clock':
        return advanceClock(command.seconds)
      default:
        return onHold(command)
    }
  }

  function reserve({
    holdId,
    buyer,
    asReseller,
    selection,
    promotionCode,
    idempotency,
    cause,
    expectedVersion,
  }: Command & { kind: 'reserve' }): string {
    const keyed = idempotency && `${buyer.userId}/${idempotency.key}`
    const used = [...holds, ...entries].find(thing => keyed !== null && thing.keyed === keyed)
    if (used) return 'items' in used && used.print === idempotency!.fingerprint ? 'replayed' : 'idempotency_key_reused'
    if (holds.some(({ id }) => id === holdId)) return 'replayed'
    if (setup.sales === 'draft' && !closedEarly()) return 'event_not_found'
    if (cause === 'reserve' && !isThere(buyer)) return 'event_not_found'
    if (asReseller === true && setup.outstandingMax === null) return 'buyer_not_allowed'
    if (isClosed()) return 'sales_closed'
    if (expectedVersion !== undefined && expectedVersion !== version) return `version_conflict ${version}`
    const promotion = promotionCode === undefined ? null : promotionBy(promotionCode)
    if (promotion === undefined) return 'promotion_not_found'
    const choice = types.filter(type => opens(promotion, type))
    if ('quantity' in selection && choice.length !== 1) return 'ticket_type_required'
    const selections =
      'quantity' in selection ? [{ ticketTypeId: choice[0]!.id, quantity: selection.quantity }] : selection.items
    const items = [...new Set(selections.map(({ ticketTypeId }) => ticketTypeId))].map(ticketTypeId => ({
      ticketTypeId,
      quantity: selections
        .filter(each => each.ticketTypeId === ticketTypeId)
        .reduce((sum, { quantity }) => sum + quantity, 0),
    }))
    const refusal =
      (cause === 'reserve' ? boundReached(nameOf(buyer), items) : undefined) ??
      (asReseller === true ? tooMuchOutstanding(items) : undefined) ??
      refusalOf(nameOf(buyer), items, type => opens(promotion, type)) ??
      (promotion ? refusalOfCode(promotion, nameOf(buyer), items) : undefined)
    if (refusal !== undefined) return refusal
    holds.push({
      id: holdId,
      promotion,
      buyer: nameOf(buyer),
      keyed,
      print: idempotency?.fingerprint ?? null,
      items,
      back: [],
      entry: null,
      kind: 'reservation',
      state: 'held',
      saga: null,
      endsAt: now + simulatedTerms.holdSeconds,
      ahead,
    })
    return 'granted'
  }

  /** What the partner has under way for everybody whom it names, paid for by nobody yet. */
  function tooMuchOutstanding(items: readonly { readonly quantity: number }[]): string | undefined {
    const isTheirs = ({ buyer }: { readonly buyer: string }) => /^partner\/./.test(buyer)
    const unpaid = holds.filter(({ state, endsAt }) => state === 'confirming' || (state === 'held' && endsAt > now))
    const underWay = [...unpaid.filter(isTheirs).flatMap(hold => hold.items), ...waiting().filter(isTheirs)]
    const seats = underWay.reduce((sum, { quantity }) => sum + quantity, 0)
    const left = setup.outstandingMax! - seats
    if (items.reduce((sum, { quantity }) => sum + quantity, 0) <= left) return undefined
    return `outstanding_seats_exceeded ${seats} ${setup.outstandingMax} ${Math.max(0, left)}`
  }

  /** Whoever confirms holds; whoever's time is over doesn't, swept or not. */
  function boundReached(buyer: string, items: readonly Item[]): string | undefined {
    const open = holds.filter(
      hold => hold.buyer === buyer && (hold.state === 'confirming' || (hold.state === 'held' && hold.endsAt > now)),
    )
    const seats = open.flatMap(hold => hold.items).reduce((sum, { quantity }) => sum + quantity, 0)
    const wanted = items.reduce((sum, { quantity }) => sum + quantity, 0)
    if (open.length + 1 <= setup.holdsMax && seats + wanted <= setup.seatsMax) return undefined
    return `hold_limit_reached ${open.length} ${seats} ${setup.holdsMax} ${setup.seatsMax}`
  }

  function refusalOf(buyer: string, items: readonly Item[], isOpen: (type: Type) => boolean): string | undefined {
    let wanted = 0
    for (const { ticketTypeId, quantity } of items) {
      const type = typeNamed(ticketTypeId)
      wanted += quantity
      if (!type || !isOpen(type)) return `ticket_type_not_found ${ticketTypeId}`
      if (!onSale(type)) return `sales_closed ${ticketTypeId}${beginning([type])}`
      if (limitedOf(buyer, ticketTypeId) + quantity > (type.limit ?? Infinity))
        return `limit_exceeded ${ticketTypeId} ${type.limit}`
      if (quantity > forPublic(type) || wanted > forPublic(event))
        return `sold_out ${ticketTypeId} ${Math.min(forPublic(type), forPublic(event))} ${kept(type)}`
    }
    return undefined
  }

  function reacquireHold({ holdId, expiredId, bookingId }: Command & { kind: 'reacquire' }): string {
    if (holds.some(({ id }) => id === holdId)) return 'replayed'
    const expired = holds.find(({ id }) => id === expiredId)
    if (!expired || expired.kind === 'offer') return 'reservation_not_found'
    if (expired.state !== 'expired') return 'reservation_not_held'
    if (setup.sales === 'draft' || isClosed()) return 'sales_closed'
    const refusal =
      refusalOf(expired.buyer, expired.items, () => true) ??
      (expired.promotion ? noUseLeft(expired.promotion, expired.buyer) : undefined)
    if (refusal !== undefined) return refusal
    holds.push({
      ...expired,
      id: holdId,
      back: [],
      keyed: null,
      print: null,
      entry: null,
      state: 'confirming',
      saga: bookingId,
      endsAt: now,
      ahead,
    })
    return 'granted'
  }

  /** By the real clock: an event is closed by a person. */
  const closedEarly = () => now - ahead >= (setup.closesAt ?? Infinity)

  function advanceClock(seconds: number): string {
    if (!setup.test) return 'event_not_test'
    now += seconds
    ahead += seconds
    for (const hold of holds) if (['held', 'confirming'].includes(hold.state)) hold.ahead = ahead
    for (const hold of holds) if (hold.state === 'held' && hold.endsAt <= now) giveBack(hold, 'expired', 'expired')
    return 'granted'
  }

  function onHold(
    command: Exclude<
      Command,
      {
        kind:
          | 'reserve'
          | 'reacquire'
          | 'join'
          | 'change_entry'
          | 'leave'
          | 'accept_offer'
          | 'decline_offer'
          | 'change_capacity'
          | 'advance'
          | 'advance_clock'
      }
    >,
  ): string {
    const hold = holds.find(({ id }) => id === command.holdId)
    if (!hold) return 'reservation_not_found'
    const late = hold.endsAt <= now
    const mine = 'bookingId' in command && hold.saga === command.bookingId
    switch (command.kind) {
      case 'release':
        if (hold.state === 'held') return giveBack(hold, 'released', 'declined')
        return (
          { released: 'replayed', expired: 'reservation_expired', confirming: 'confirmation_in_progress' }[
            hold.state
          ] ?? 'reservation_not_held'
        )
      case 'expire':
        return hold.state === 'held' && late ? giveBack(hold, 'expired', 'expired') : 'replayed'
      case 'begin_confirm':
        if (hold.kind === 'offer') return 'reservation_not_found'
        if (mine && (hold.state === 'confirming' || hold.state === 'sold')) return 'replayed'
        if (hold.state === 'confirming') return 'confirmation_in_progress'
        if (hold.state === 'expired' || (hold.state === 'held' && late)) return 'reservation_expired'
        if (hold.state !== 'held') return 'reservation_not_held'
        hold.state = 'confirming'
        hold.saga = command.bookingId
        return 'granted'
      case 'commit':
        if (!mine) return 'reservation_not_held'
        if (hold.state === 'sold' || hold.state === 'returned') return 'replayed'
        if (hold.state !== 'confirming') return 'reservation_not_held'
        hold.state = 'sold'
        return 'granted'
      case 'decline':
        if (!mine || hold.state !== 'confirming') return 'replayed'
        hold.saga = null
        if (late) return giveBack(hold, 'released', 'declined')
        hold.state = 'held'
        return 'granted'
      case 'cancel':
        if (!mine) return 'reservation_not_held'
        if (hold.state === 'returned') return 'replayed'
        return hold.state === 'sold' ? giveBack(hold, 'returned', 'declined') : 'reservation_not_held'
      case 'return_seats':
        return returnSeats(hold, command, mine)
    }
  }

  function returnSeats(
    hold: ModelHold,
    { returnId, items }: Command & { kind: 'return_seats' },
    mine: boolean,
  ): string {
    if (!mine) return 'reservation_not_held'
    const earlier = holds.find(({ back }) => back.some(({ by }) => by === returnId))
    if (earlier) return earlier === hold ? 'replayed' : 'reservation_not_held'
    const left = leftIn(hold)
    const fits = ({ ticketTypeId, quantity }: Item) =>
      left.some(item => item.ticketTypeId === ticketTypeId && item.quantity >= quantity)
    if (hold.state !== 'sold' || !items.every(fits)) return 'reservation_not_held'
    hold.back.push({ by: returnId, items })
    owe(items)
    if (leftIn(hold).every(({ quantity }) => quantity === 0)) hold.state = 'returned'
    return 'granted'
  }

  /** Seats that come back while somebody waits. */
  function owe(items: readonly Item[]) {
    if (open)
      for (const { ticketTypeId, quantity } of items)
        for (const thing of [event, typeNamed(ticketTypeId)!]) thing.owed += quantity
  }

  function giveBack(hold: ModelHold, state: string, entryState: string): string {
    hold.state = state
    if (hold.kind === 'offer') {
      hold.entry!.state = entryState
      if (entryState === 'expired') hold.entry!.why = 'offer_expired'
    }
    owe(leftIn(hold))
    return 'granted'
  }

  function join({
    entryId,
    buyer,
    asReseller,
    quantity,
    ticketTypeId,
    acceptFewer,
    idempotency,
  }: Command & { kind: 'join' }): string {
    const keyed = idempotency && `${buyer.userId}/${idempotency.key}`
    const used = [...holds, ...entries].find(thing => keyed !== null && thing.keyed === keyed)
    if (used) return 'seq' in used && used.print === idempotency!.fingerprint ? 'replayed' : 'idempotency_key_reused'
    if ((setup.sales === 'draft' && !closedEarly()) || !isThere(buyer)) return 'event_not_found'
    if (asReseller === true && setup.outstandingMax === null) return 'buyer_not_allowed'
    if (isClosed()) return 'sales_closed'
    const asked = types.filter(type => !type.hidden && isAmong(type, ticketTypeId ?? any))
    if (asked.length === 0) return `ticket_type_not_found ${ticketTypeId}`
    if (!asked.some(onSale)) return `sales_closed${ticketTypeId === null ? '' : ` ${ticketTypeId}`}${beginning(asked)}`
    const shares = asked.filter(type => !isOver(type)).reduce((sum, type) => sum + shareOf(ticketTypeId, type), 0)
    if (quantity > shares) return `limit_exceeded ${shares}`
    if (!couldEverFit({ type: ticketTypeId, quantity })) return 'quantity_above_capacity'
    if (quantity > setup.seatsMax) return `limit_exceeded ${setup.seatsMax}`
    for (const type of asked)
      if (
        limitedOf(nameOf(buyer), type.id) + Math.min(quantity, shareOf(ticketTypeId, type)) >
        (type.limit ?? Infinity)
      )
        return `limit_exceeded ${type.id} ${type.limit}`
    const refusal = asReseller === true ? tooMuchOutstanding([{ quantity }]) : undefined
    if (refusal !== undefined) return refusal
    if (entries.some(entry => entry.buyer === nameOf(buyer) && ['waiting', 'offered'].includes(entry.state)))
      return 'already_waiting'
    const available = Math.min(
      forPublic(event),
      asked.filter(onSale).reduce((sum, type) => sum + Math.min(forPublic(type), shareOf(ticketTypeId, type)), 0),
    )
    if (quantity <= available) return `seats_available ${available}`
    const entry: ModelEntry = {
      id: entryId,
      buyer: nameOf(buyer),
      keyed,
      print: idempotency?.fingerprint ?? null,
      seq: entries.length + 1,
      type: ticketTypeId,
      quantity,
      fewer: acceptFewer,
      state: 'waiting',
      why: null,
      skipped: 0,
    }
    entries.push(entry)
    // Where all of its group were found who count, or whom the seats fit, it is one more of them.
    const looked = lookedFor.get(groupOf(entry))
    if (looked?.next === Infinity || (looked?.upTo === Infinity && leastOf(entry) <= looked.seats)) shown.add(entryId)
    return 'granted'
  }

  function change({ entryId, quantity, acceptFewer }: Command & { kind: 'change_entry' }): string {
    const entry = entries.find(({ id }) => id === entryId)
    if (!entry) return 'waitlist_entry_not_found'
    const more = (quantity ?? 0) > entry.quantity || (acceptFewer === false && entry.fewer)
    const less = (quantity ?? entry.quantity) < entry.quantity || (acceptFewer === true && !entry.fewer)
    if (!more && !less) return 'replayed'
    if (entry.state !== 'waiting') return 'entry_not_waiting'
    if (more) return 'wish_raised'
    entry.quantity = quantity ?? entry.quantity
    entry.fewer = acceptFewer ?? entry.fewer
    shown.add(entry.id)
    return 'granted'
  }

  function leave(entryId: string): string {
    const entry = entries.find(({ id }) => id === entryId)
    if (!entry) return 'waitlist_entry_not_found'
    if (entry.state === 'offered') return giveBack(offerOf(entry)!, 'released', 'left')
    if (entry.state !== 'waiting') return 'replayed'
    entry.state = 'left'
    return 'granted'
  }

  const offerOf = (entry: ModelEntry) => holds.find(hold => hold.entry === entry)
  const hasOpenOffer = (entry: ModelEntry) => entry.state === 'offered' && offerOf(entry)!.endsAt > now

  function accept({ entryId, promotionCode }: Command & { kind: 'accept_offer' }): string {
    const entry = entries.find(({ id }) => id === entryId)
    if (!entry) return 'waitlist_entry_not_found'
    if (entry.state === 'converted') return 'replayed'
    if (!hasOpenOffer(entry)) return 'no_open_offer'
    const hold = offerOf(entry)!
    const isSold = setup.sales === 'open' && !isClosed()
    if (!isSold || !hold.items.every(({ ticketTypeId: id }) => onSale(typeNamed(id)!))) return 'sales_closed'
    const promotion = promotionCode === undefined ? null : promotionBy(promotionCode)
    if (promotion === undefined) return 'promotion_not_found'
    const refusal = promotion ? refusalOfCode(promotion, hold.buyer, hold.items) : undefined
    if (refusal !== undefined) return refusal
    hold.promotion = promotion
    entry.state = 'converted'
    hold.kind = 'reservation'
    hold.endsAt = Math.max(hold.endsAt, now + simulatedTerms.holdSeconds)
    return 'granted'
  }

  function declineOffer(entryId: string): string {
    const entry = entries.find(({ id }) => id === entryId)
    if (!entry) return 'waitlist_entry_not_found'
    if (entry.state === 'declined') return 'replayed'
    return hasOpenOffer(entry) ? giveBack(offerOf(entry)!, 'released', 'declined') : 'no_open_offer'
  }

  function changeCapacity(typeId: string | null, capacity: number | null): string {
    const type = typeId === null ? undefined : typeNamed(typeId)
    if (typeId !== null && !type) return `ticket_type_not_found ${typeId}`
    const things: Seats[] = type ? [type] : [event, ...types.filter(({ own }) => !own)]
    const target = capacity ?? event.capacity
    const least = Math.max(...things.map(taken))
    if (target < least) return `capacity_below_taken ${least}`
    for (const thing of things) {
      if (open) thing.owed += Math.max(0, target - thing.capacity)
      thing.capacity = target
      thing.owed = Math.min(thing.owed, free(thing))
    }
    if (type) type.own = capacity !== null
    lookedFor = new Map()
    return 'granted'
  }

  // ── the waitlist ──
  const couldEverFit = ({ type, quantity }: Pick<ModelEntry, 'type' | 'quantity'>) =>
    quantity <= event.capacity &&
    quantity <=
      types
        .filter(each => (type ?? each.id) === each.id && !isOver(each))
        .reduce((sum, each) => sum + Math.min(each.capacity, shareOf(type, each)), 0)

  function serveLine() {
    if (setup.sales === 'open' && !closedEarly()) {
      for (const entry of visible()) {
        if (isAlive(groupOf(entry))) continue
        entry.state = 'expired'
        entry.why = now >= setup.endsAt ? 'event_ended' : 'sales_ended'
      }
    }
    while (open && setup.sales === 'open' && !isClosed() && serveOne());
    const wantedBy = [...visible().filter(couldEverFit).map(groupOf), ...[...unseen.keys()].filter(isAlive)]
    const wanted = types.filter(type => wantedBy.some(group => isAmong(type, group)))
    for (const type of types) if (!wanted.includes(type)) type.owed = 0
    event.owed = Math.min(
      event.owed,
      wanted.reduce((sum, type) => sum + free(type), 0),
    )
    if (visible().length + unseen.size === 0) open = false
  }

  /**
   * Goes down the waitlist with all free seats; who must wait keeps what there is for them, until the clock of those
   * seats has run out.
   */
  function serveOne(): boolean {
    let left = free(event)
    const leftOf = new Map(types.map(type => [type, onSale(type) ? free(type) : 0]))
    const passed: ModelEntry[] = [],
      claimants: ModelEntry[] = []
    const typesOf = (group: string) => types.filter(({ id }) => group === any || group === id)
    const claimable = (group: string) =>
      Math.min(
        left,
        typesOf(group)
          .filter(type => !outlived(type))
          .reduce((sum, type) => sum + Math.min(leftOf.get(type)!, shareOf(group, type)), 0),
      )
    for (const entry of visible()) {
      // Whom nobody has looked at may stand before this one, and could be given what there is.
      const hidden = [...unseen].filter(([group, upTo]) => entry.seq > upTo && isAlive(group)).map(([group]) => group)
      for (const group of hidden) {
        const looked = lookedFor.get(group) ?? { next: 0, seats: 0, upTo: 0 }
        const forThem = Math.min(free(event), ownerless(group) + claimable(group))
        if (!visible().some(each => each.seq < entry.seq && groupOf(each) === group)) return false
        const isBehind = entry.seq > looked.next && (forThem > looked.seats || entry.seq > looked.upTo)
        if (forThem > 0 && isBehind) return false
      }
      const there = Math.min(free(event), ownerless(groupOf(entry)) + claimable(groupOf(entry)))
      if (there >= entry.quantity || (entry.fewer && there > 0)) {
        const types = offer(entry, Math.min(there, entry.quantity), leftOf, left)
        for (const each of passed) each.skipped++
        for (const each of claimants) if (types.some(id => (each.type ?? id) === id)) each.skipped++
        return true
      }
      if (!couldEverFit(entry)) continue
      // Behind the first of its group nobody lets others go first.
      const isFirst = entry.seq <= (unseen.get(groupOf(entry)) ?? Infinity)
      if (setup.order === 'skip' && isFirst && entry.skipped < setup.skipMax) {
        passed.push(entry)
        continue
      }
      claimants.push(entry)
      const claimed = claimable(groupOf(entry))
      // Who takes any type and is still short has a claim to every seat there is.
      if (entry.type === null) left = 0
      else {
        left -= claimed
        const type = typeNamed(entry.type)!
        leftOf.set(type, leftOf.get(type)! - claimed)
      }
    }
    return false
  }

  /** The types of what is offered. `left`: how many of the event's seats are beyond claims. */
  function offer(
    entry: ModelEntry,
    quantity: number,
    leftOf: ReadonlyMap<Type, number>,
    left: number,
  ): readonly string[] {
    const items: { ticketTypeId: string; quantity: number }[] = []
    const wanted = types.filter(type => (entry.type ?? type.id) === type.id && onSale(type))
    const take = (type: Type, upTo: number) => {
      const item = items.find(({ ticketTypeId }) => ticketTypeId === type.id)
      const fromClaimable = items
        .filter(each => !outlived(typeNamed(each.ticketTypeId)!))
        .reduce((sum, each) => sum + each.quantity, 0)
      const most = outlived(type) ? Infinity : left - fromClaimable
      const seats = Math.min(
        upTo,
        most,
        quantity - items.reduce((sum, each) => sum + each.quantity, 0),
        Math.min(leftOf.get(type)!, shareOf(entry.type, type)) - (item?.quantity ?? 0),
      )
      if (item) item.quantity += seats
      else if (seats > 0) items.push({ ticketTypeId: type.id, quantity: seats })
    }
    for (const type of wanted) take(type, type.owed)
    for (const type of wanted) take(type, forPublic(type))
    holds.push({
      id: entry.id.replace('wle', 'rsv'),
      promotion: null,
      buyer: entry.buyer,
      keyed: null,
      print: null,
      items,
      back: [],
      entry,
      kind: 'offer',
      state: 'held',
      saga: null,
      endsAt: Math.min(
        now + simulatedTerms.offerSeconds,
        setup.endsAt,
        ...items.map(({ ticketTypeId }) => typeNamed(ticketTypeId)!.endsAt ?? Infinity),
      ),
      ahead,
    })
    for (const { ticketTypeId, quantity: seats } of items)
      typeNamed(ticketTypeId)!.owed -= Math.min(seats, typeNamed(ticketTypeId)!.owed)
    event.owed -= Math.min(quantity, event.owed)
    entry.state = 'offered'
    return items.map(({ ticketTypeId }) => ticketTypeId)
  }

  /** Everything that can be compared, in a few words a thing. */
  function state() {
    const counters = (name: string, thing: Seats) => {
      const sold = holds
        .filter(hold => hold.state === 'sold')
        .flatMap(leftIn)
        .filter(({ ticketTypeId }) => thing === event || ticketTypeId === (thing as Type).id)
        .reduce((sum, { quantity }) => sum + quantity, 0)
      return `${name}: ${forPublic(thing)} available, ${thing.owed} pooled, ${taken(thing) - sold} held, ${sold} sold`
    }
    return {
      counters: [
        counters('event', event),
        ...types.map(
          type => `${counters(type.id, type)}, ${type.since === null ? null : type.since - ahead} ${type.ended}`,
        ),
      ],
      open,
      promotions: new Map(promotions.map(promotion => [promotion.id, `${promotion.id} ${usesOf(promotion)}`])),
      holds: new Map(
        holds.map(hold => [
          hold.id,
          `${hold.kind} ${hold.state} ${hold.saga} ${hold.endsAt - hold.ahead} ` +
            `${hold.promotion && hold.promotion.id} ${totalOf(hold)} ` +
            hold.items.map(({ ticketTypeId: type, quantity }) => `${quantity} ${type} ${backOf(hold, type)}`).join(' '),
        ]),
      ),
      entries: new Map(
        entries.map(({ id, state, why, skipped, seq, quantity, fewer }) => [
          id,
          `${seq} ${state} ${why} ${skipped} ${quantity} ${fewer}`,
        ]),
      ),
    }
  }

  return { beginBatch, step, state }
}
