// Types that must hold: if this file compiles, it passes.
import { isProblem } from '../src/index.ts'
import type {
  Answer, ApiError, Booking, Event, Evently, EventList, IfMatchOptions, PageAnswer, Problem, ProblemCode, QueryOf, RequestOptions, Reservation, ResultOf, Session,
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
  holds<Equal<QueryOf<'events.list'>['city'], string | undefined>>()
  holds<Equal<Parameters<typeof client.events.update>[2], IfMatchOptions>>()
  holds<Equal<Parameters<typeof client.events.get>, [eventId: string, options?: RequestOptions]>>()

  // @ts-expect-error a change needs the version it changes
  void client.events.update('evt_1', { title: 'Another' })
  // @ts-expect-error no such filter
  void client.events.list({ colour: 'red' })
  // @ts-expect-error a body property must be of its type
  void client.bookings.reserve({ eventId: 'evt_1', quantity: 'two' })
  // @ts-expect-error no such operation
  void client.request('events.shout')
}

export function problems(error: unknown, problem: Problem) {
  if (isProblem(error, 'sold_out')) {
    holds<Equal<typeof error, ApiError<'sold_out'>>>()
    holds<Equal<typeof error.problem.available, number | undefined>>()
  }
  if (isProblem(error, 'rate_limited', 'overloaded')) holds<Equal<typeof error.code, 'rate_limited' | 'overloaded'>>()
  if (problem.code === 'payment_declined') holds<Equal<typeof problem.status, 402>>()
  holds<Equal<Problem['code'], ProblemCode>>()
  // @ts-expect-error no such code
  isProblem(error, 'bored')
}
