// What messages say of a fact, and to whom: pure decisions over plain data.
import { derivedId } from '../../../platform/ids.ts'
import type { EventFact, FactsOfEvent } from '../../events/port.ts'
import type { EntryStep, InventoryChanges, ReservationStep } from '../../inventory/port.ts'
import type { NewMessage } from '../messages/message.ts'
import type { BookingFact } from './store.ts'

/** What never changes of an event: who organizes it, and whether it is a test. Undefined: it isn't there. */
export type EventOfMessages = Pick<FactsOfEvent, 'organizerId' | 'test'> | undefined

type Told = Omit<NewMessage, 'id' | 'accountId' | 'test'>

/** One message for each account, and one alone where they are the same. Its id follows from fact and account. */
function tell(fact: string, told: Told, event: EventOfMessages, accounts: readonly (string | undefined)[]) {
  const test = event?.test ?? false
  return [...new Set(accounts)].flatMap((accountId): NewMessage[] =>
    accountId === undefined ? [] : [{ id: derivedId('msg', `${fact}\n${accountId}`), accountId, test, ...told }],
  )
}

/** To the organizer. */
export function eventMessages({ eventId, version, type, data, at }: EventFact, event: EventOfMessages): NewMessage[] {
  const resource = { type: 'event', id: eventId, version }
  const told = { type, resource, eventId, data, occurredAt: new Date(at) }
  return tell(`${eventId}/event/${version}/${type}`, told, event, [event?.organizerId])
}

/**
 * What is told of a booking and of a ticket: ids, states, amounts and times; nothing of buyers, holders, codes and
 * payments.
 */
const properties = {
  booking: [
    'id',
    'reservationId',
    'expiredReservationId',
    'eventId',
    'userId',
    'status',
    'items',
    'quantity',
    'subtotalMinor',
    'discountMinor',
    'totalMinor',
    'currency',
    'promotionId',
    'externalId',
    'refund',
    'refundedMinor',
    'dispute',
    'ticketIds',
    'createdAt',
    'confirmedAt',
    'cancelledAt',
  ],
  ticket: ['id', 'bookingId', 'eventId', 'userId', 'ticketTypeId', 'serial', 'admittedAt', 'transferredAt'],
} as const

/** To the account that has bought, and to the organizer. */
export function bookingMessages(fact: BookingFact, event: EventOfMessages): NewMessage[] {
  const { id, userId, type, resourceType, resourceId, version, silent, payload, at } = fact
  const data = Object.fromEntries(
    properties[resourceType].flatMap(name => (payload[name] === undefined ? [] : [[name, payload[name]]])),
  )
  const { eventId } = payload
  const resource = { type: resourceType, id: resourceId, version }
  const told = { type, resource, eventId, silent, data, occurredAt: at }
  return tell(id, told, event, [userId, event?.organizerId])
}

export interface InventoryPage {
  readonly changes: InventoryChanges
  readonly reservations: readonly ReservationStep[]
  readonly event: EventOfMessages
  /** Accounts that want to hear of reservations. */
  readonly listening: ReadonlySet<string>
}

/** Of an event, and of all its ticket types together: the public can have the fewer of the two. */
export interface SeatsLeft {
  readonly availableSeats: number
  readonly typeSeats: number
}

type SeatsMoved = Pick<InventoryChanges, 'availableSeats' | 'typeSeats' | 'versions'>

const leftOf = ({ availableSeats, typeSeats }: SeatsLeft) => Math.max(0, Math.min(availableSeats, typeSeats))

/** What is left after a page of changes. */
export const seatsLeftAfter = ({ availableSeats, typeSeats, versions }: SeatsMoved): SeatsLeft => ({
  availableSeats: versions.reduce((sum, { seats }) => sum + seats, availableSeats),
  typeSeats: versions.reduce((sum, { types }) => sum + types, typeSeats),
})

/** The messages of a page in the order of the ledger: of one version first what began, last what is left. */
export function inventoryMessages(page: InventoryPage): NewMessage[] {
  const placed = [...ofReservations(page), ...ofEntries(page), ...ofPromotions(page), ...ofSeats(page)]
  return placed
    .sort((one, other) => one.version - other.version || one.rank - other.rank || one.line - other.line)
    .flatMap(({ messages }) => messages)
}

interface Placed {
  readonly version: number
  readonly rank: number
  readonly line: number
  readonly messages: readonly NewMessage[]
}
/** A reservation that begins and ends in one version begins first, from an offer too. */
const ranks = { begun: 0, entry: 1, ended: 2, usedUp: 3, left: 4 } as const

const ofReservations = ({ changes: { eventId }, reservations, event, listening }: InventoryPage): Placed[] =>
  reservations.map(({ version, line, kind, userId, hold, expiresAt, at }) => {
    const isBegun = kind === 'created' || kind === 'reacquired'
    const type = isBegun ? 'reservation.created' : `reservation.${kind}`
    const status = { created: 'held', reacquired: 'confirming', expired: 'expired', released: 'released' }[kind]
    const told = {
      type,
      resource: { type: 'reservation', id: hold.id, version },
      eventId,
      data: reservationData({ eventId, userId, hold, status, expiresAt }),
      occurredAt: new Date(at),
    }
    const accounts = [userId, event?.organizerId].filter(account => account !== undefined && listening.has(account))
    return {
      version,
      rank: isBegun ? ranks.begun : ranks.ended,
      line,
      messages: tell(`${eventId}/${version}/${line}/${type}`, told, event, accounts),
    }
  })

/** An offer that was accepted is a reservation from then on. */
const ofEntries = ({ changes: { eventId, steps }, event, listening }: InventoryPage): Placed[] =>
  steps.map(step => {
    const { version, line, state, entryId, userId, hold, expiresAt, at } = step
    const fact = `${eventId}/${version}/${line}/waitlist.${state}`
    const told = { eventId, occurredAt: new Date(at) }
    const accounts = [userId, event?.organizerId]
    const ofEntry = tell(
      fact,
      {
        ...told,
        type: `waitlist.${state}`,
        resource: { type: 'waitlist_entry', id: entryId, version },
        data: entryData(eventId, step),
      },
      event,
      accounts,
    )
    const ofReservation =
      state === 'converted' && hold
        ? tell(
            `${fact}/reservation.created`,
            {
              ...told,
              type: 'reservation.created',
              resource: { type: 'reservation', id: hold.id, version },
              data: reservationData({ eventId, userId, hold, status: 'held', expiresAt }),
            },
            event,
            accounts.filter(account => account !== undefined && listening.has(account)),
          )
        : []
    return { version, rank: ranks.entry, line, messages: [...ofEntry, ...ofReservation] }
  })

/** To the organizer alone. */
const ofPromotions = ({ changes: { eventId, usedUp = [] }, event }: InventoryPage): Placed[] =>
  usedUp.map(({ version, line, promotionId, kind, usesMax, at }) => {
    const type = 'promotion.used_up'
    const told = {
      type,
      resource: { type: 'promotion', id: promotionId, version },
      eventId,
      data: { id: promotionId, eventId, kind, status: 'used_up', uses: usesMax, usesMax },
      occurredAt: new Date(at),
    }
    const messages = tell(`${eventId}/${version}/${line}/${type}`, told, event, [event?.organizerId])
    return { version, rank: ranks.usedUp, line, messages }
  })

/** The seats that an event opens with are not told of: they were never gone. */
function ofSeats({ changes, event }: InventoryPage): Placed[] {
  const { eventId, cancelledVersion = Infinity, endsAt } = changes
  const placed: Placed[] = []
  let seatsLeft: SeatsLeft = changes
  let isOpen = changes.after > 0
  for (const { version, seats, types, at } of changes.versions) {
    const was = leftOf(seatsLeft)
    seatsLeft = { availableSeats: seatsLeft.availableSeats + seats, typeSeats: seatsLeft.typeSeats + types }
    const availableSeats = leftOf(seatsLeft)
    const type =
      was > 0 && availableSeats === 0 ? 'sold_out' : was === 0 && availableSeats > 0 ? 'available' : undefined
    const isTold = isOpen && type && (type === 'sold_out' || (version < cancelledVersion && at < endsAt))
    isOpen = true
    if (!isTold) continue
    const told = {
      type: `inventory.${type}`,
      resource: { type: 'inventory', id: eventId, version },
      eventId,
      data: { eventId, availableSeats },
      occurredAt: new Date(at),
    }
    placed.push({
      version,
      rank: ranks.left,
      line: 0,
      messages: tell(`${eventId}/${version}/0/inventory.${type}`, told, event, [event?.organizerId]),
    })
  }
  return placed
}

interface ReservationTold {
  readonly eventId: string
  readonly userId: string
  readonly hold: NonNullable<EntryStep['hold']>
  readonly status: string
  readonly expiresAt: string | undefined
}

function reservationData({ eventId, userId, hold, status, expiresAt }: ReservationTold) {
  const { id, items, quantity, totalMinor, currency, promotionId, externalId, waitlistEntryId, createdAt } = hold
  const subtotalMinor = items.reduce((sum, item) => sum + item.quantity * item.unitPriceMinor, 0)
  return {
    id,
    eventId,
    userId,
    status,
    items,
    quantity,
    subtotalMinor,
    discountMinor: subtotalMinor - totalMinor,
    totalMinor,
    currency,
    ...(promotionId !== undefined && { promotionId }),
    ...(externalId !== undefined && { externalId }),
    ...(waitlistEntryId !== undefined && { waitlistEntryId }),
    ...(status === 'held' && expiresAt !== undefined && { expiresAt }),
    createdAt,
  }
}

function entryData(eventId: string, step: EntryStep) {
  const { state, entryId, userId, ticketTypeId, quantity, acceptFewer, expiredReason, hold, expiresAt, createdAt } =
    step
  return {
    id: entryId,
    eventId,
    userId,
    ...(ticketTypeId !== undefined && { ticketTypeId }),
    quantity,
    acceptFewer,
    status: state === 'joined' || state === 'changed' ? 'waiting' : state,
    ...(expiredReason !== undefined && { expiredReason }),
    ...(state === 'offered' &&
      hold && {
        offer: {
          items: hold.items,
          quantity: hold.quantity,
          totalMinor: hold.totalMinor,
          currency: hold.currency,
          expiresAt,
        },
      }),
    ...(state === 'converted' && hold && { reservationId: hold.id }),
    createdAt,
  }
}
