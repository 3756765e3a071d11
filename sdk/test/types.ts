// Types that must hold: if this file compiles, it passes.
import { isProblem } from '../src/index.ts'
import type {
  Answer,
  ApiError,
  Availability,
  Booking,
  Event,
  Evently,
  EventList,
  IfMatchOptions,
  PageAnswer,
  Problem,
  ProblemCode,
  QueryOf,
  RequestOptions,
  Reservation,
  ResultOf,
  Session,
  TicketTypeChanges,
  TicketTypeToMake,
  VenueToMake,
  WaitlistEntry,
} from '../src/index.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const holds = <Claim extends true>(...claims: Claim[]) => claims.length

declare const client: Evently

/** Never called: only its types matter. */
export async function resources() {
  const page = client.events.list({ city: 'Hamburg', limit: 5 })
  holds<Equal<typeof page, PageAnswer<EventList>>>()
  for await (const event of page) holds<Equal<typeof event, Event>>()
  holds<Equal<Awaited<typeof page>, EventList>>()

  const reserved = client.bookings.reserve({ eventId: 'evt_1', quantity: 1 }, { idempotencyKey: 'order-1' })
  holds<Equal<typeof reserved, Answer<Reservation>>>()
  const { data, response } = await reserved.withResponse()
  holds<Equal<typeof data, Reservation>>()
  holds<Equal<typeof response.etag, string | undefined>>()

  holds<Equal<ResultOf<'bookings.get'>, Booking>>()
  holds<Equal<ResultOf<'users.login'>, Session>>()
  holds<Equal<ResultOf<'events.delete'>, undefined>>()
  holds<Equal<QueryOf<'events.list'>['city'], string | null | undefined>>()
  holds<Equal<QueryOf<'events.list'>['startsAfter'], string | Date | null | undefined>>()
  holds<Equal<QueryOf<'search.suggest'>['q'], string>>()
  holds<Equal<TicketTypeToMake['salesStartAt'], string | Date | undefined>>()
  holds<Equal<TicketTypeChanges['salesEndAt'], string | Date | null | undefined>>()
  holds<Equal<Event['startsAt'], string>>()
  holds<Equal<Parameters<typeof client.events.update>[2], IfMatchOptions>>()
  holds<Equal<Parameters<typeof client.events.get>, [eventId: string, options?: RequestOptions]>>()

  // @ts-expect-error a change needs the version it changes
  void client.events.update('evt_1', { title: 'Another' })
  void client.events.list({ startsAfter: new Date(), city: null })
  // @ts-expect-error what is needed can't be left out
  void client.search.suggestions({ q: null })
  // @ts-expect-error no such option
  void client.events.get('evt_1', { timeout: 5 })
  // @ts-expect-error no such filter
  void client.events.list({ colour: 'red' })
  // @ts-expect-error a body property must be of its type
  void client.bookings.reserve({ eventId: 'evt_1', quantity: 'two' })
  void client.bookings.reserve({ eventId: 'evt_1', items: [{ ticketTypeId: 'tkt_1', quantity: 2 }] })
  // @ts-expect-error a quantity or items, not both
  void client.bookings.reserve({ eventId: 'evt_1', quantity: 1, items: [] })
  // @ts-expect-error a quantity or items, one of them
  void client.bookings.reserve({ eventId: 'evt_1' })
  // @ts-expect-error no such operation
  void client.request('events.shout')
}

/** Never called: what is built on the operations. */
export async function extensions() {
  const reservation = await client.bookings.reserve({ eventId: 'evt_1', quantity: 1 })
  holds<Equal<typeof reservation.secondsLeft, number>>()
  // @ts-expect-error it counts by itself
  reservation.secondsLeft = 5
  const booked = client.bookings.withReservation({ eventId: 'evt_1', quantity: 1 }, async ({ id }) => id.length)
  holds<Equal<typeof booked, Promise<number>>>()
  // @ts-expect-error what is reserved is a reservation's input
  void client.bookings.withReservation({ eventId: 'evt_1' }, () => 1)
  for await (const seats of client.events.watch('evt_1')) holds<Equal<typeof seats, Availability>>()
  holds<Equal<Awaited<ReturnType<typeof client.waitlist.untilOffered>>, WaitlistEntry>>()
  const events = await client.events.list().toArray({ limit: 5 })
  holds<Equal<typeof events, Event[]>>()
  // @ts-expect-error an array has a limit
  void client.events.list().toArray()
}

/** Never called: what an event may be made from. */
export function events(venue: VenueToMake, ticketTypes: TicketTypeToMake[]) {
  const event = {
    title: 'Night',
    category: 'music',
    startsAt: new Date('2030-06-01T18:30:00Z'),
    endsAt: '2030-06-01T21:00:00Z',
    capacity: 10,
  }
  void client.events.create({ ...event, venueId: 'ven_1' })
  void client.events.create({ ...event, venue, ticketTypes })
  void client.events.create({ ...event, venue, priceMinor: 4500, currency: 'EUR' })
  // @ts-expect-error a known venue or a new one, not both
  void client.events.create({ ...event, venueId: 'ven_1', venue })
  // @ts-expect-error a venue is needed
  void client.events.create(event)
  // @ts-expect-error a price has a currency
  void client.events.create({ ...event, venue, priceMinor: 4500 })
  // @ts-expect-error ticket types have prices of their own
  void client.events.create({ ...event, venue, ticketTypes, priceMinor: 4500, currency: 'EUR' })

  const externalId = 'spring-2030-17'
  const put = client.events.upsert({ ...event, externalId, venueId: 'ven_1', ticketTypes })
  holds<Equal<Awaited<typeof put>['unchanged'], boolean>>()
  void client.events.upsert({ ...event, externalId, venue, publish: true }, { ifMatch: 3 })
  void client.venues.upsert({ ...venue, externalId })
  // @ts-expect-error it is found by an external id
  void client.events.upsert({ ...event, venueId: 'ven_1' })
  // @ts-expect-error a known venue or a new one, not both
  void client.events.upsert({ ...event, externalId, venueId: 'ven_1', venue })
  // @ts-expect-error its status is not put
  void client.events.upsert({ ...event, externalId, venueId: 'ven_1', status: 'draft' })
  // @ts-expect-error nothing of it may be left out that has no default
  void client.venues.upsert({ externalId, name: 'Harbour Hall' })
}

export function problems(error: unknown, problem: Problem) {
  if (isProblem(error, 'sold_out')) {
    holds<Equal<typeof error, ApiError<'sold_out'>>>()
    holds<Equal<typeof error.problem.available, number>>()
  }
  if (isProblem(error, 'rate_limited', 'overloaded')) holds<Equal<typeof error.code, 'rate_limited' | 'overloaded'>>()
  if (isProblem(error, 'payment_outcome_unknown')) holds<Equal<typeof error.problem.bookingId, string>>()
  if (isProblem(error, 'sales_closed')) holds<Equal<typeof error.problem.salesStartAt, string | undefined>>()
  if (problem.code === 'payment_declined') holds<Equal<typeof problem.status, 402>>()
  holds<Equal<Problem['code'], ProblemCode>>()
  // @ts-expect-error no such code
  isProblem(error, 'bored')
}
