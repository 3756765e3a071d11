// After the sale: tickets go to somebody else, are cancelled, are paid back; whoever waits gets what comes free.
import type { Booking, Ticket } from '@evently/sdk'
import { buy, pay } from './buying.ts'
import type { People } from './people.ts'
import type { Show } from './sale.ts'
import { act, check, checkRefused, say } from './telling.ts'

/** Ada gives the second of her tickets away. Answers it as it is now. */
export async function transfer({ buyers: { Ada } }: People, { id, tickets }: Booking): Promise<Ticket> {
  act('Ada gives a ticket to Grace')
  const [, before] = tickets
  const now = await Ada.evently.bookings.tickets.transfer(id, before!.id, {
    holder: { name: 'Grace Hopper', email: 'grace@example.com' },
    answers: { diet: 'vegan' },
  })
  say(`its code was ${before!.code} and is ${now.code}`)
  check('it is the same ticket with the next serial', [now.id, now.serial], [before!.id, 2])
  check('both of its codes are others', [now.code === before!.code, now.qr === before!.qr], [false, false])
  return now
}

/** Ben can't bring anybody; Eve, who waits, gets the seat. Answers her booking. */
export async function cancelOneOfTwo(people: People, { event, standardId }: Show, booking: Booking): Promise<Booking> {
  const { Ben, Eve } = people.buyers
  act('Ben cancels one of his two tickets, and Eve gets the seat')
  const items = [{ ticketTypeId: standardId, quantity: 1 }]
  const entry = await Eve.evently.waitlist.join({ eventId: event.id, ...items[0]! })
  check('Eve is the first who waits', [entry.status, entry.position], ['waiting', 1])
  const [, ticket] = booking.tickets
  const left = await Ben.evently.bookings.cancelTickets(booking.id, { ticketIds: [ticket!.id] })
  check('one ticket is cancelled, the other stays valid', statusesOf(left), ['valid', 'cancelled'])
  check('36.00 of 45.00 goes back: 80 % by the policy', left.refundedMinor, 3_600)

  const [offered, { availableSeats }] = [
    await Eve.evently.waitlist.get(entry.id),
    await people.visitor.events.availability(event.id),
  ]
  check('Eve has an offer at once, and visitors see no seat', [offered.status, availableSeats], ['offered', 0])
  const bought = await pay(Eve, await Eve.evently.waitlist.accept(entry.id), [
    { holder: { name: 'Eve' }, answers: { diet: 'vegan', parking: 'yes' } },
  ])
  check('she takes it and pays 45.00', [bought.status, bought.totalMinor], ['confirmed', 4_500])
  return bought
}

/** Dan is ill: the organizer gives more back than the policy says, and takes the ticket back. */
export async function refundFreely(people: People, booking: Booking): Promise<void> {
  act('The organizer gives Dan all of his money back')
  const { bookings } = people.organizer.evently
  const reason = 'Ill, and told us a day before'
  await checkRefused(
    'more than he has paid is refused',
    'refund_exceeds_payment',
    bookings.refund(booking.id, { amountMinor: 4_501, reason }),
  )
  const { origin, amountMinor } = await bookings.refund(booking.id, { amountMinor: 4_500, reason, returnSeats: true })
  check('45.00 goes back, by hand', [origin, amountMinor], ['organizer', 4_500])
  const after = await people.buyers.Dan.evently.bookings.get(booking.id)
  check('his booking is cancelled with its ticket', [after.status, ...statusesOf(after)], ['cancelled', 'cancelled'])
}

/** At the door, after the scanners' list was downloaded: Fay buys the seat that Dan has given back. */
export async function sellLate({ buyers: { Fay } }: People, { event, standardId }: Show): Promise<Booking> {
  const booking = await buy(Fay, { eventId: event.id, items: [{ ticketTypeId: standardId, quantity: 1 }] })
  check('Fay buys the seat that has come free', booking.status, 'confirmed')
  return booking
}

const statusesOf = ({ tickets }: Booking) => tickets.map(({ status }) => status)
