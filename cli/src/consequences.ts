// What a command that can't be undone will do, in lines for the person who is asked whether to go on. Numbers are read
// from the server just before; what the credential may not read is left out.
import { isProblem } from '@evently/sdk'
import type { Booking, Event, Evently } from '@evently/sdk'
import { moneyText } from './money.ts'
import { timeText } from './times.ts'

export async function ofCancellingEvent(evently: Evently, eventId: string): Promise<string> {
  const [event, stats] = await Promise.all([evently.events.get(eventId), readable(evently.events.stats(eventId))])
  const title = `${event.title}, ${timeText(event.startsAt, event.timezone)}, is called off for good.`
  if (!stats)
    return lines(title, 'Its bookings are cancelled and refunded, what is held is given back, and the waitlist ends.')
  const { soldSeats, heldSeats, waiting, offered, revenueMinor, currency } = stats
  return lines(
    title,
    soldSeats > 0 &&
      `${counted(soldSeats, 'sold seat')}: the bookings are cancelled, and ` +
        `${moneyText(revenueMinor, currency)} refunded.`,
    soldSeats === 0 && 'No seat is sold: there is nothing to refund.',
    heldSeats > 0 && `${counted(heldSeats, 'held seat')}: given back.`,
    offered > 0 && `${counted(offered, 'offer')} of the waitlist, of seats among those held: withdrawn.`,
    waiting > 0 &&
      `${counted(waiting, 'entry', 'entries')} that ${waiting === 1 ? 'waits' : 'wait'} in the waitlist: ended.`,
  )
}

export async function ofDeletingEvent(evently: Evently, eventId: string): Promise<string> {
  const { title, status, ticketTypes } = await evently.events.get(eventId)
  return lines(
    `${title} (${status}) is deleted, with ${counted(ticketTypes.length, 'ticket type')}.`,
    status !== 'draft' && 'Only a draft can be deleted: a published event is cancelled instead.',
  )
}

export async function ofDeletingVenue(evently: Evently, venueId: string): Promise<string> {
  const { name, city, country } = await evently.venues.get(venueId)
  return `${name}, ${city}, ${country}, is deleted.`
}

export async function ofDeletingTicketType(evently: Evently, eventId: string, id: string): Promise<string> {
  const [event, stats] = await Promise.all([evently.events.get(eventId), readable(evently.events.stats(eventId))])
  const type = event.ticketTypes.find(one => one.id === id)
  const seats = stats?.ticketTypes.find(one => one.id === id)
  return lines(
    type
      ? `${type.name} (${moneyText(type.priceMinor, type.currency)}) of ${event.title} is deleted.`
      : `${id} is deleted.`,
    seats && `${counted(seats.soldSeats, 'seat')} of it sold, ${seats.heldSeats} held.`,
  )
}

export async function ofCancellingBooking(evently: Evently, bookingId: string): Promise<string> {
  const booking = await evently.bookings.get(bookingId)
  if (booking.status === 'cancelled') return `${bookingId} is cancelled already: nothing changes.`
  return ofCancelling(evently, booking, booking.tickets)
}

export async function ofCancellingTickets(
  evently: Evently,
  bookingId: string,
  ticketIds: readonly string[],
): Promise<string> {
  const booking = await evently.bookings.get(bookingId)
  const named = booking.tickets.filter(({ id }) => ticketIds.includes(id))
  return ofCancelling(evently, booking, named)
}

async function ofCancelling(evently: Evently, booking: Booking, tickets: Booking['tickets']): Promise<string> {
  const { currency, items, totalMinor, refundedMinor = 0, eventId } = booking
  const valid = tickets.filter(({ status }) => status === 'valid')
  if (valid.length === 0 && booking.tickets.length > 0) return 'These tickets are cancelled already: nothing changes.'
  const event = await readable(evently.events.get(eventId))
  const at = event ? ` at ${event.title}, ${timeText(event.startsAt, event.timezone)},` : ''
  const seats = valid.length > 0 ? valid.length : booking.quantity
  const cost = valid.length > 0 ? valid.reduce((sum, ticket) => sum + paidFor(items, ticket), 0) : totalMinor
  return lines(
    `${counted(seats, 'seat')}${at} ${seats === 1 ? 'goes' : 'go'} back, and the tickets are void at once.`,
    cost === 0
      ? 'It was free: there is nothing to refund.'
      : refundedMinor >= totalMinor
        ? 'All that was paid has gone back already.'
        : refundText(moneyText(Math.min(cost, totalMinor - refundedMinor), currency), event?.cancellationPolicy),
  )
}

/** What a ticket has cost, less what a promotion took off. */
function paidFor(items: Booking['items'], { ticketTypeId }: Booking['tickets'][number]): number {
  const item = items.find(each => each.ticketTypeId === ticketTypeId)
  return item ? item.unitPriceMinor - (item.unitDiscountMinor ?? 0) : 0
}

const refundText = (price: string, policy: Event['cancellationPolicy']) =>
  policy
    ? `Of ${price}, ${policy.refundPercent} % is refunded to a buyer who cancels in time, and all of it by who runs ` +
      'the event.'
    : `${price} is refunded.`

/** What a refund by hand does. */
export function ofRefunding(
  { currency, totalMinor, refundedMinor = 0, tickets }: Booking,
  {
    amountMinor,
    ticketIds,
    returnSeats,
  }: { amountMinor: number; ticketIds: readonly string[] | undefined; returnSeats: boolean },
): string {
  const valid = tickets.filter(({ id, status }) => status === 'valid' && (ticketIds ?? [id]).includes(id)).length
  return lines(
    `${moneyText(amountMinor, currency)} goes back, of ${moneyText(totalMinor, currency)} that was paid` +
      `${refundedMinor > 0 ? ` and ${moneyText(refundedMinor, currency)} that has gone back` : ''}.`,
    returnSeats
      ? `${counted(valid, 'ticket')} ${valid === 1 ? 'is' : 'are'} void at once, and the seats go back.`
      : 'The tickets stay valid.',
  )
}

export async function ofLeavingWaitlist(evently: Evently, entryId: string): Promise<string> {
  const { quantity, position, offer, eventId } = await evently.waitlist.get(entryId)
  return lines(
    `The place in the waitlist of ${eventId} for ${counted(quantity, 'seat')} is given up` +
      `${position > 0 ? `: position ${position}` : ''}.`,
    offer && `The open offer of ${counted(offer.quantity, 'seat')} goes to the next entry.`,
  )
}

export async function ofDeletingAccount(evently: Evently): Promise<string> {
  const { email, name } = await evently.users.profile.get()
  return lines(
    `${name} (${email}) is erased: name, email, sessions, API keys, and the buyers that you have named.`,
    'What you hold unpaid is released, and you leave the waitlists. Bookings stay, without a person.',
  )
}

export async function ofDeletingApiKey(evently: Evently, keyId: string): Promise<string> {
  for await (const key of evently.apiKeys.list({ limit: 100 })) {
    if (key.id !== keyId) continue
    const used = key.lastUsedAt === undefined ? 'never used' : `last used ${timeText(key.lastUsedAt)}`
    return `The key ${key.name} (${key.prefix}…, ${used}) stops working at once.`
  }
  return `${keyId} stops working at once.`
}

export async function ofDeletingEndpoint(evently: Evently, endpointId: string): Promise<string> {
  const { url, types } = await evently.webhookEndpoints.get(endpointId)
  return lines(
    `${url} gets no more messages; it had ${counted(types.length, 'type')} of them.`,
    'What is on its way is dropped, and its deliveries are shown no more.',
  )
}

export async function ofRotatingSecret(evently: Evently, endpointId: string): Promise<string> {
  const { url } = await evently.webhookEndpoints.get(endpointId)
  return lines(
    `${url} gets a new secret. The present one signs too for 24 hours, then it is good no more.`,
    'A secret that was replaced before stops at once.',
  )
}

export const ofErasingBuyer = (reference: string): string =>
  lines(
    `Reference, name and email of ${reference} are taken out of everything bought, held or waited for in their name.`,
    'What they hold unpaid is released, and they leave the waitlists. Their bookings and tickets stay.',
  )

export async function ofRemovingReseller(evently: Evently, eventId: string, accountId: string): Promise<string> {
  const title = (await evently.events.get(eventId)).title
  for await (const { accountId: one, email, outstandingSeats } of evently.resellers.list(eventId, { limit: 100 }))
    if (one === accountId)
      return lines(
        `${email ?? accountId} gets nothing new at ${title}.`,
        `${counted(outstandingSeats, 'outstanding seat')}: it may still confirm or release them.`,
      )
  return `${accountId} gets nothing new at ${title}.`
}

export async function ofDeletingPromotion(evently: Evently, eventId: string, id: string): Promise<string> {
  for await (const { id: one, code, uses } of evently.promotions.list(eventId, { limit: 100 }))
    if (one === id)
      return lines(
        `Nobody can use the code ${code} any more.`,
        uses > 0 && `${counted(uses, 'reservation or sale', 'reservations and sales')} that have it keep their price.`,
      )
  return `Nobody can use ${id} any more.`
}

const lines = (...all: readonly (string | false | undefined)[]) => all.filter(line => line).join('\n')

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

/** Undefined where the credential may not read it. */
async function readable<Answer>(answer: PromiseLike<Answer>): Promise<Answer | undefined> {
  try {
    return await answer
  } catch (error) {
    if (isProblem(error, 'insufficient_scope', 'forbidden')) return undefined
    throw error
  }
}
