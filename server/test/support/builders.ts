// Builders: what a test needs to exist, over the public API, with defaults for everything it doesn't speak of.
import type { Shape } from '../../src/contract/types.ts'
import { expect } from 'chai'
import { problemRegistry } from '../../src/contract/generated/problem-registry.ts'
import { admin, type Answer, type TestServer } from './server.ts'

let serial = 0
const next = () => ++serial

export interface Account {
  readonly id: string
  readonly email: string
  readonly token: string
  readonly refreshToken: string
}

export const password = 'correct horse battery'

/** Somebody who has signed up; `role` attendee unless said otherwise. */
export async function anAccount(
  { call }: Pick<TestServer, 'call'>,
  {
    role = 'attendee',
    email = `${role}-${next()}@example.com`,
  }: { role?: 'attendee' | 'organizer'; email?: string } = {},
): Promise<Account> {
  return accountOf(
    expectStatus(
      await call('POST', '/auth/register', { body: { email, password, name: `Person ${serial}`, role } }),
      201,
    ),
  )
}

export async function theAdmin({ call }: Pick<TestServer, 'call'>): Promise<Account> {
  return accountOf(expectStatus(await call('POST', '/auth/login', { body: admin }), 200))
}

const accountOf = ({ body }: Answer): Account => ({
  id: body.user.id,
  email: body.user.email,
  token: body.tokens.accessToken,
  refreshToken: body.tokens.refreshToken,
})

export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

/** Many tests let one buyer hold much: the bounds on that are theirs to set who test them. */
export const freely = { holdsPerBuyerMax: 10_000, holdSeatsPerBuyerMax: 10_000 } as const

/** The body of an event that can be published as it is. */
export const anEventBody = (over: Readonly<Record<string, unknown>> = {}) => ({
  title: `Evening ${next()}`,
  category: 'music',
  venue: { name: 'The Hall', city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna' },
  startsAt: inDays(30),
  endsAt: inDays(31),
  capacity: 100,
  priceMinor: 2500,
  currency: 'EUR',
  publish: true,
  ...freely,
  ...over,
})

/** An event, published unless `publish: false`; of a new organizer unless one is named. */
export async function anEvent(
  server: Pick<TestServer, 'call'>,
  { organizer, ...over }: { organizer?: Account } & Readonly<Record<string, unknown>> = {},
) {
  const owner = organizer ?? (await anAccount(server, { role: 'organizer' }))
  const { body, headers } = expectStatus(
    await server.call('POST', '/admin/events', { token: owner.token, body: anEventBody(over) }),
    201,
  )
  return { ...body, organizer: owner, etag: String(headers['etag']) } as {
    id: string
    organizer: Account
    etag: string
    ticketTypes: { id: string; name: string; available: number }[]
  } & Record<string, unknown>
}

/** Makes a series of the event, by its organizer; of two weeks unless a rule is named. */
export async function seriesOf(
  server: Pick<TestServer, 'call'>,
  { id, organizer }: { id: string; organizer: Account },
  rrule = 'FREQ=WEEKLY;COUNT=2',
) {
  const { body } = expectStatus(
    await server.call('POST', `/admin/events/${id}/series`, { token: organizer.token, body: { rrule } }),
    201,
  )
  return body as Shape<'Series'>
}

interface ReservationOptions {
  readonly buyer?: Account
  readonly quantity?: number
  readonly ticketTypeId?: string
  readonly promotionCode?: string
}

/** A reservation of `quantity` seats by a new buyer unless one is named. */
export async function aReservation(
  server: Pick<TestServer, 'call'>,
  event: { id: string },
  { buyer, quantity = 1, ticketTypeId, promotionCode }: ReservationOptions = {},
) {
  const selection = ticketTypeId === undefined ? { quantity } : { items: [{ ticketTypeId, quantity }] }
  const by = buyer ?? (await anAccount(server))
  const { body } = expectStatus(
    await server.call('POST', '/bookings/reserve', {
      token: by.token,
      body: { eventId: event.id, ...selection, promotionCode },
    }),
    201,
  )
  return { ...body, buyer: by } as { id: string; buyer: Account; expiresAt: string } & Record<string, unknown>
}

/** A confirmed booking. */
export async function aBooking(
  server: Pick<TestServer, 'call'>,
  event: { id: string },
  options: ReservationOptions & { token?: string } = {},
) {
  const reservation = await aReservation(server, event, options)
  const { body } = expectStatus(
    await server.call('POST', '/bookings/confirm', {
      token: reservation.buyer.token,
      body: { reservationId: reservation.id, payment: { token: options.token ?? 'tok_ok' } },
    }),
    201,
  )
  return { ...body, buyer: reservation.buyer } as { id: string; buyer: Account } & Record<string, unknown>
}

/** Lets the account name buyers at the event, with so many seats outstanding. */
export async function aReseller(
  { call }: Pick<TestServer, 'call'>,
  { id, organizer }: { id: string; organizer: Account },
  account: Account,
  seatsMax = 100,
) {
  const body = { accountId: account.id, seatsMax }
  const { status } = await call('POST', `/admin/events/${id}/resellers`, { token: organizer.token, body })
  expect(status).to.be.oneOf([200, 201])
}

/** An access code of the event, and where it is changed. */
export async function aPromotion(
  { call }: Pick<TestServer, 'call'>,
  { id: eventId, organizer }: { id: string; organizer: Account },
  over: Readonly<Record<string, unknown>> = {},
) {
  const path = `/admin/events/${eventId}/promotions`
  const asked = { token: organizer.token, body: { code: `CODE-${next()}`, kind: 'access', ...over } }
  const { id, code } = expectStatus(await call('POST', path, asked), 201).body as { id: string; code: string }
  return { id, code, path: `${path}/${id}` }
}

/** Moves the clock past the end of an event's holds: by moving them, as the database's own clock can't be moved. */
export async function afterHoldsExpire({ databases }: Pick<TestServer, 'databases'>, eventId: string) {
  await databases.events
    .knex('holds')
    .where({ event_id: eventId, state: 'held' })
    .update({ expires_at: databases.events.knex.raw(`clock_timestamp() - interval '100 milliseconds'`) })
}

/** The answer, if it has this status; else a failure that shows what came instead. */
export function expectStatus<Body>(answer: Answer<Body>, status: number): Answer<Body> {
  expect(answer.status, `expected ${status}, got ${answer.status}: ${answer.text.slice(0, 500)}`).to.equal(status)
  return answer
}

/**
 * Asserts a problem by its code, and that its body and status are what the contract's registry says of the code; of a
 * `validation_failed`, with `pointers`, also where the faults are.
 */
export function expectProblem(answer: Answer, code: string, pointers?: readonly string[]): Answer {
  expect(answer.body?.code, `expected ${code}, got ${answer.status}: ${answer.text.slice(0, 500)}`).to.equal(code)
  expect(answer.headers['content-type']).to.equal('application/problem+json')
  expect(answer.body.status).to.equal(answer.status)
  expect(answer.status).to.equal(
    (problemRegistry as Readonly<Record<string, { readonly status: number } | undefined>>)[code]?.status,
  )
  // Whoever reads the sentence is told the number itself; when to come back is also a header.
  const { retryAfterSeconds: _, status: _s, ...members } = answer.body
  for (const [name, value] of Object.entries(members))
    if (typeof value === 'number') expect(answer.body.detail).not.to.include(`\`${name}\``)
  if (pointers) expect(answer.body.errors?.map(({ pointer }: { pointer: string }) => pointer)).to.deep.equal(pointers)
  return answer
}
