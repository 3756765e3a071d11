// The waitlist: joining, offers, accepting and declining them.
import type { WaitlistEntry } from '../../generated/shapes.ts'
import { Refusal } from '../refusal.ts'
import { expiredReasonOf, tellOfEntry, tellOfHold } from './messages.ts'
import { checkUse, discounted, promotionOfCode } from './promotions.ts'
import { buyerOf, checkSales, eventOnSale, knownType, presentReservation } from './reservations.ts'
import { availableOf, endEntry, endHold, serveWaitlist, totalOf, typeOf } from './seats.ts'
import { changedWords, hasWords, wordsOf } from './words.ts'
import { buyerKeyOf, holdSeconds, pageOf, timeText } from './world.ts'
import type { Account, Call, EntryState, Handlers, HoldState, World } from './world.ts'

export function presentEntry({ entries }: World, entry: EntryState): WaitlistEntry {
  const { id, eventId, who, ticketTypeId, quantity, acceptFewer, status, offer, words, createdAt } = entry
  const waiting = [...entries.values()].filter(each => each.eventId === eventId && each.status === 'waiting')
  return {
    id,
    eventId,
    userId: who.userId,
    ...(who.buyer && { buyer: who.buyer }),
    ...(ticketTypeId !== undefined && { ticketTypeId }),
    quantity,
    acceptFewer,
    passedOver: 0,
    status,
    ...(status === 'expired' && { expiredReason: expiredReasonOf(entry) }),
    position: waiting.indexOf(entry) + 1,
    ...(status === 'offered' &&
      offer && { offer: { quantity: offer.quantity, expiresAt: timeText(offer.expiresAtMs) } }),
    ...(status === 'converted' && offer && { reservationId: offer.id }),
    ...words,
    createdAt,
  }
}

const isOpen = ({ status }: EntryState) => status === 'waiting' || status === 'offered'

/** Problems: those of `waitlist.join`. */
function join(world: World, call: Call): EntryState {
  const event = eventOnSale(world, call.body['eventId'])
  const who = buyerOf(event, call)
  const ticketTypeId = call.body['ticketTypeId'] as string | undefined
  const quantity = Number(call.body['quantity'])
  const visible = event.types.filter(({ hidden }) => !hidden)
  const types = ticketTypeId === undefined ? visible : [knownType(event, ticketTypeId)]
  checkSales(world, event, types[0]!)
  if (quantity > Math.min(event.capacity, ...types.map(({ capacity = Infinity }) => capacity)))
    throw new Refusal('quantity_above_capacity')
  const limit = Math.min(event.holdSeatsPerBuyerMax, types[0]!.maxPerUser ?? Infinity)
  if (quantity > limit) throw new Refusal('limit_exceeded', { limit })
  const own = [...world.entries.values()].find(
    entry => entry.eventId === event.id && isOpen(entry) && buyerKeyOf(entry.who) === buyerKeyOf(who),
  )
  if (own) throw new Refusal('already_waiting')
  const available = Math.max(...types.map(type => availableOf(event, type)))
  if (available >= quantity) throw new Refusal('seats_available', { available })
  const entry: EntryState = {
    id: world.newId('wle'),
    eventId: event.id,
    who,
    ticketTypeId,
    words: wordsOf({ metadata: call.body['metadata'] }),
    createdAt: timeText(world.nowMs),
    quantity,
    acceptFewer: Boolean(call.body['acceptFewer']),
    status: 'waiting',
    offer: undefined,
  }
  world.entries.set(entry.id, entry)
  event.seatsVersion += 1
  tellOfEntry(world, entry, 'waitlist.joined')
  return entry
}

function ownEntry({ entries, events }: World, id: unknown, caller: Account | undefined): EntryState {
  const entry = entries.get(String(id))
  const organizerId = entry && events.get(entry.eventId)?.facts.organizerId
  if (!entry || ![entry.who.userId, organizerId].includes(caller!.user.id))
    throw new Refusal('waitlist_entry_not_found')
  return entry
}

/** Problems: no_open_offer. */
function openOffer({ status, offer }: EntryState): HoldState {
  if (status !== 'offered' || !offer) throw new Refusal('no_open_offer')
  return offer
}

/** Problems: no_open_offer, and those of a promotion's code. */
function accept(world: World, entry: EntryState, promotionCode: unknown): HoldState {
  if (entry.status === 'converted') return entry.offer!
  const offer = openOffer(entry)
  const event = world.events.get(entry.eventId)!
  const promotion = promotionOfCode(world, event, promotionCode)
  if (promotion) {
    const types = offer.items.map(({ ticketTypeId }) => typeOf(event, ticketTypeId))
    checkUse(world, promotion, { who: offer.who, types })
    offer.items = discounted(event, offer.items, promotion)
    offer.totalMinor = totalOf(offer.items)
    offer.promotionId = promotion.id
  }
  event.seatsVersion += 1
  offer.kind = 'reservation'
  offer.expiresAtMs = world.nowMs + holdSeconds * 1_000
  endEntry(world, entry, 'converted')
  tellOfHold(world, offer, 'created')
  return offer
}

function end(world: World, entry: EntryState, status: 'declined' | 'left'): void {
  const { offer } = entry
  const isOffered = entry.status === 'offered'
  const event = world.events.get(entry.eventId)!
  event.seatsVersion += 1
  endEntry(world, entry, status)
  if (isOffered) endHold(world, offer!, 'released')
  else serveWaitlist(world, event)
}

export const waitlistHandlers: Handlers = {
  'bookings.joinWaitlist': (world, call) => {
    const entry = join(world, call)
    return { body: presentEntry(world, entry), again: () => presentEntry(world, entry) }
  },

  'bookings.getWaitlistEntry': (world, { parameters, caller }) => ({
    body: presentEntry(world, ownEntry(world, parameters['waitlistEntryId'], caller)),
  }),

  'bookings.listWaitlistEntries': (world, { parameters, caller }) => {
    const own = [...world.entries.values()].filter(
      ({ who, words }) => who.userId === caller!.user.id && hasWords(words, parameters),
    )
    return { body: pageOf(own.map(entry => presentEntry(world, entry)).reverse(), parameters) }
  },

  'bookings.changeWaitlistEntry': (world, { parameters, caller, body }) => {
    const entry = ownEntry(world, parameters['waitlistEntryId'], caller)
    const { metadata, ...wish } = body as Partial<EntryState> & { metadata?: Readonly<Record<string, string | null>> }
    if (Object.keys(wish).length > 0 && entry.status !== 'waiting') throw new Refusal('entry_not_waiting')
    const { quantity = entry.quantity, acceptFewer = entry.acceptFewer } = wish
    if (quantity > entry.quantity || (entry.acceptFewer && !acceptFewer)) throw new Refusal('wish_raised')
    entry.words = changedWords(entry.words, metadata)
    if (quantity !== entry.quantity || acceptFewer !== entry.acceptFewer) {
      const event = world.events.get(entry.eventId)!
      event.seatsVersion += 1
      Object.assign(entry, { quantity, acceptFewer })
      tellOfEntry(world, entry, 'waitlist.changed')
      serveWaitlist(world, event)
    }
    return { body: presentEntry(world, entry) }
  },

  'bookings.leaveWaitlist': (world, { parameters, caller }) => {
    const entry = ownEntry(world, parameters['waitlistEntryId'], caller)
    if (isOpen(entry)) end(world, entry, 'left')
    return { body: presentEntry(world, entry) }
  },

  'bookings.acceptOffer': (world, { parameters, caller, body }) => {
    const entry = ownEntry(world, parameters['waitlistEntryId'], caller)
    const hold = accept(world, entry, body['promotionCode'])
    return { body: presentReservation(hold), again: () => presentReservation(hold) }
  },

  'bookings.declineOffer': (world, { parameters, caller }) => {
    const entry = ownEntry(world, parameters['waitlistEntryId'], caller)
    openOffer(entry)
    end(world, entry, 'declined')
    return { body: presentEntry(world, entry) }
  },
}
