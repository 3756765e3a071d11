// Promotions: codes that take something off the price, or get seats of hidden ticket types.
import type { PricedItem } from '../../generated/shapes.ts'
import type { components } from '../../generated/types.ts'
import { Refusal } from '../refusal.ts'
import { managedEvent } from './events.ts'
import { buyerKeyOf, pageOf, timeText } from './world.ts'
import type {
  Call,
  EventState,
  Handlers,
  HoldState,
  PromotionState,
  PromotionTerms as Terms,
  TicketTypeState,
  Who,
  World,
} from './world.ts'

type Promotion = components['schemas']['Promotion']
/** null: it is taken away. */
type Changes = { readonly [Name in keyof Terms]?: Terms[Name] | null }

const promotionsMax = 1_000

/** A code as it is compared: without case and blanks. */
const codeKeyOf = (code: string) => code.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, '')

const holdsWith = ({ holds }: World, { id }: PromotionState): HoldState[] =>
  [...holds.values()].filter(({ promotionId }) => promotionId === id)

/** Holds that use it: until they end unsold, and for good once they were sold. */
const usesOf = (world: World, promotion: PromotionState): HoldState[] =>
  holdsWith(world, promotion).filter(({ state }) => state !== 'expired' && state !== 'released')

const isBefore = ({ nowMs }: World, time: string | undefined) => time !== undefined && nowMs < Date.parse(time)
const isPast = ({ nowMs }: World, time: string | undefined) => time !== undefined && nowMs >= Date.parse(time)

/** The one that has this code and counts now. Problems: promotion_not_found. */
export function promotionOfCode(world: World, event: EventState, code: unknown): PromotionState | undefined {
  if (code === undefined) return undefined
  const key = codeKeyOf(String(code))
  const found = [...world.promotions.values()].find(
    promotion => promotion.eventId === event.id && !promotion.isClosed && codeKeyOf(promotion.terms.code) === key,
  )
  if (!found || isBefore(world, found.terms.startsAt) || isPast(world, found.terms.endsAt))
    throw new Refusal('promotion_not_found')
  return found
}

const isFor = ({ kind, terms: { ticketTypeIds } }: PromotionState, { id, hidden }: TicketTypeState) =>
  ticketTypeIds ? ticketTypeIds.includes(id) : kind === 'discount' || hidden

/** Whether who has this promotion, or none, may have seats of the type at all. */
export const isOpenTo = (promotion: PromotionState | undefined, type: TicketTypeState) =>
  !type.hidden || (promotion?.kind === 'access' && isFor(promotion, type))

/** Problems: promotion_not_for_these_tickets, promotion_used_up, promotion_buyer_limit_reached. */
export function checkUse(
  world: World,
  promotion: PromotionState,
  { types, who }: { readonly types: readonly TicketTypeState[]; readonly who: Who },
): void {
  if (!types.some(type => isFor(promotion, type))) throw new Refusal('promotion_not_for_these_tickets')
  const uses = usesOf(world, promotion)
  const { usesMax = Infinity, perBuyerMax: limit = Infinity } = promotion.terms
  if (uses.length >= usesMax) throw new Refusal('promotion_used_up')
  const own = uses.filter(hold => buyerKeyOf(hold.who) === buyerKeyOf(who))
  if (own.length >= limit) throw new Refusal('promotion_buyer_limit_reached', { limit })
}

/** The items at the price that they have with it. */
export function discounted(
  { types }: EventState,
  items: readonly PricedItem[],
  promotion: PromotionState,
): readonly PricedItem[] {
  return items.map(item => {
    const type = types.find(({ id }) => id === item.ticketTypeId)!
    const unitDiscountMinor = isFor(promotion, type) ? unitDiscountOf(promotion, item.unitPriceMinor) : 0
    return unitDiscountMinor === 0 ? item : { ...item, unitDiscountMinor }
  })
}

/** A share of the price is rounded half up; never more than the price. */
function unitDiscountOf({ terms: { percent, amountMinor = 0 } }: PromotionState, priceMinor: number): number {
  return percent === undefined ? Math.min(amountMinor, priceMinor) : Math.floor((priceMinor * percent + 50) / 100)
}

function statusOf(world: World, promotion: PromotionState): Promotion['status'] {
  const { startsAt, endsAt, usesMax = Infinity } = promotion.terms
  if (promotion.isClosed) return 'closed'
  if (isPast(world, endsAt)) return 'ended'
  if (usesOf(world, promotion).length >= usesMax) return 'used_up'
  return isBefore(world, startsAt) ? 'upcoming' : 'active'
}

function present(world: World, promotion: PromotionState): Promotion {
  const { id, eventId, kind, terms, createdAt, updatedAt } = promotion
  const uses = usesOf(world, promotion).length
  return { id, eventId, kind, status: statusOf(world, promotion), uses, ...terms, createdAt, updatedAt }
}

/** Times as they are shown. */
const tidied = ({ startsAt, endsAt, ...terms }: Terms): Terms => ({
  ...terms,
  ...(startsAt !== undefined && { startsAt: timeText(Date.parse(startsAt)) }),
  ...(endsAt !== undefined && { endsAt: timeText(Date.parse(endsAt)) }),
})

/** Problems: event_not_found, event_not_editable. */
function editableEvent(world: World, { parameters, caller }: Call): EventState {
  const event = runEvent(world, parameters['eventId'], caller)
  const isOver = event.status === 'published' && world.nowMs >= Date.parse(event.facts.endsAt)
  if (event.status === 'cancelled' || isOver) throw new Refusal('event_not_editable')
  return event
}

/** An event of the caller's; whoever runs it not does not learn that it is there. Problems: event_not_found. */
function runEvent(world: World, id: unknown, caller: Call['caller']): EventState {
  const event = world.events.get(String(id))
  if (event?.facts.organizerId !== caller?.user.id) throw new Refusal('event_not_found')
  return managedEvent(world, id, caller)
}

/** Problems: promotion_not_found. */
function knownPromotion({ promotions }: World, event: EventState, id: unknown): PromotionState {
  const promotion = promotions.get(String(id))
  if (promotion?.eventId !== event.id) throw new Refusal('promotion_not_found')
  return promotion
}

/** Problems: validation_failed, ticket_type_not_found, promotion_code_taken. */
function checkTerms(world: World, event: EventState, terms: Terms, kind: Promotion['kind'], exceptId?: string): void {
  const { percent, amountMinor, startsAt, endsAt, ticketTypeIds = [] } = terms
  const isPriced = percent !== undefined || amountMinor !== undefined
  if (kind === 'discount' && !isPriced)
    throw invalid('/percent', 'required', 'is required of a discount, or amountMinor is')
  if (kind === 'access' && isPriced)
    throw invalid(
      percent === undefined ? '/amountMinor' : '/percent',
      'not',
      'must be left out of an access code: it takes nothing off',
    )
  if (startsAt !== undefined && endsAt !== undefined && Date.parse(endsAt) <= Date.parse(startsAt))
    throw invalid('/endsAt', 'order', 'must be after startsAt')
  const unknown = ticketTypeIds.find(id => !event.types.some(type => type.id === id))
  if (unknown !== undefined) throw new Refusal('ticket_type_not_found', { ticketTypeId: unknown })
  const key = codeKeyOf(terms.code)
  for (const promotion of world.promotions.values())
    if (
      promotion.eventId === event.id &&
      promotion.id !== exceptId &&
      !promotion.isClosed &&
      codeKeyOf(promotion.terms.code) === key
    )
      throw new Refusal('promotion_code_taken')
}

const invalid = (pointer: string, keyword: string, message: string) =>
  new Refusal('validation_failed', { errors: [{ pointer, keyword, message }] }, `The body is not valid: ${message}.`)

const without = <Thing extends object>(thing: Thing, names: readonly (keyof Thing)[]): Thing =>
  Object.fromEntries(Object.entries(thing).filter(([name]) => !names.includes(name as keyof Thing))) as Thing

/** What is named instead of what was there; naming a share takes an amount away, and the other way round. */
function termsAfter(before: Terms, changes: Changes): Terms {
  const isRepriced = changes.percent !== undefined || changes.amountMinor !== undefined
  const kept = isRepriced ? without(before, ['percent', 'amountMinor']) : before
  const cleared = (Object.keys(changes) as (keyof Terms)[]).filter(name => changes[name] === null)
  return tidied(without({ ...kept, ...changes } as Terms, cleared))
}

/** Whether the change would say something else of those who have used it, or let there be fewer of them. */
function wouldLie(world: World, promotion: PromotionState, after: Terms): boolean {
  if ((after.usesMax ?? Infinity) < usesOf(world, promotion).length) return true
  const told = ({ code, percent, amountMinor, ticketTypeIds }: Terms) =>
    JSON.stringify([codeKeyOf(code), percent, amountMinor, ticketTypeIds && [...ticketTypeIds].sort()])
  return holdsWith(world, promotion).length > 0 && told(after) !== told(promotion.terms)
}

export const promotionHandlers: Handlers = {
  'inventory.listPromotions': (world, { parameters, caller }) => {
    const event = runEvent(world, parameters['eventId'], caller)
    const own = [...world.promotions.values()].filter(({ eventId }) => eventId === event.id)
    return {
      body: pageOf(
        own.map(promotion => present(world, promotion)),
        parameters,
      ),
    }
  },

  'inventory.createPromotion': (world, call) => {
    const event = editableEvent(world, call)
    const { kind, ...given } = call.body as unknown as Terms & Pick<Promotion, 'kind'>
    const terms = tidied(given)
    checkTerms(world, event, terms, kind)
    const count = [...world.promotions.values()].filter(({ eventId }) => eventId === event.id).length
    if (count >= promotionsMax) throw new Refusal('promotion_limit_reached')
    const now = timeText(world.nowMs)
    const promotion: PromotionState = {
      id: world.newId('prm'),
      eventId: event.id,
      kind,
      createdAt: now,
      updatedAt: now,
      terms,
      isClosed: false,
    }
    world.promotions.set(promotion.id, promotion)
    return { body: present(world, promotion) }
  },

  'inventory.updatePromotion': (world, call) => {
    const event = editableEvent(world, call)
    const promotion = knownPromotion(world, event, call.parameters['promotionId'])
    if (promotion.isClosed) throw new Refusal('promotion_not_found')
    const terms = termsAfter(promotion.terms, call.body as Changes)
    const uses = usesOf(world, promotion).length
    if (wouldLie(world, promotion, terms)) throw new Refusal('promotion_in_use', { uses })
    checkTerms(world, event, terms, promotion.kind, promotion.id)
    Object.assign(promotion, { terms, updatedAt: timeText(world.nowMs) })
    return { body: present(world, promotion) }
  },

  'inventory.deletePromotion': (world, { parameters, caller }) => {
    const event = runEvent(world, parameters['eventId'], caller)
    const promotion = knownPromotion(world, event, parameters['promotionId'])
    if (holdsWith(world, promotion).length > 0) promotion.isClosed = true
    else world.promotions.delete(promotion.id)
    return {}
  },
}
