// Builders for waitlists: events without a free seat, people who wait, and seats that come free.
import { expect } from 'chai'
import { aReservation, anAccount, anEvent, expectStatus, theAdmin, type Account } from '../support/builders.ts'
import type { Answer, TestServer } from '../support/server.ts'

type Calls = Pick<TestServer, 'call'>
export interface EventWithWaitlist {
  readonly id: string
  readonly organizer: Account
  readonly ticketTypes: readonly { readonly id: string }[]
}
export interface Waiter {
  readonly id: string
  readonly eventId: string
  readonly buyer: Account
}
export type Reservation = Awaited<ReturnType<typeof aReservation>>

/** An event whose seats are all held: a reservation of each of the sizes. */
export async function aFullEvent(
  server: Calls,
  { held = [1], ...over }: { held?: readonly number[] } & Readonly<Record<string, unknown>> = {},
) {
  const event = await anEvent(server, { capacity: held.reduce((sum, seats) => sum + seats, 0), ...over })
  const buyer = await anAccount(server)
  const reservations: Reservation[] = []
  for (const quantity of held) reservations.push(await aReservation(server, event, { buyer, quantity }))
  return { ...event, held: reservations }
}

export const tryToJoin = (
  { call }: Calls,
  event: { id: string },
  by: Account,
  { key, ...input }: { key?: string } & Readonly<Record<string, unknown>> = {},
): Promise<Answer> =>
  call('POST', '/waitlist/join', {
    token: by.token,
    body: { eventId: event.id, quantity: 1, ...input },
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  })

/** A new buyer, unless one is named, who has joined the waitlist. */
export async function aWaiter(
  server: Calls,
  event: { id: string },
  { buyer, ...input }: { buyer?: Account } & Readonly<Record<string, unknown>> = {},
): Promise<Waiter> {
  const by = buyer ?? (await anAccount(server))
  const { body } = expectStatus(await tryToJoin(server, event, by, input), 201)
  return { id: body.id, eventId: body.eventId, buyer: by }
}

/** Somebody with an open offer of the one seat of an event. */
export async function anOffered(server: Calls, over: Readonly<Record<string, unknown>> = {}) {
  const event = await aFullEvent(server, over)
  const waiter = await aWaiter(server, event)
  await giveBack(server, event.held[0]!)
  return { event, waiter }
}

export const giveBack = async ({ call }: Calls, { id, buyer }: Pick<Reservation, 'id' | 'buyer'>) =>
  expectStatus(await call('DELETE', `/bookings/reservations/${id}`, { token: buyer.token }), 200).body

export const look = async ({ call }: Calls, { id, buyer }: Waiter) =>
  expectStatus(await call('GET', `/waitlist/${id}`, { token: buyer.token }), 200).body
export const leave = ({ call }: Calls, { id, buyer }: Waiter) =>
  call('DELETE', `/waitlist/${id}`, { token: buyer.token })
export const accept = ({ call }: Calls, { id, buyer }: Waiter, key?: string) =>
  call('POST', `/waitlist/${id}/accept`, {
    token: buyer.token,
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  })
export const decline = ({ call }: Calls, { id, buyer }: Waiter) =>
  call('POST', `/waitlist/${id}/decline`, { token: buyer.token })

/** Accepts an offer: the seats of each type, by its id. */
export async function acceptedSeats(server: Calls, waiter: Waiter) {
  const { items } = expectStatus(await accept(server, waiter), 201).body
  return Object.fromEntries(
    (items as { ticketTypeId: string; quantity: number }[]).map(each => [each.ticketTypeId, each.quantity]),
  )
}

export const change = ({ call }: Calls, { id, buyer }: Waiter, input: object) =>
  call('PATCH', `/waitlist/${id}`, { token: buyer.token, body: input })

/** How the waiters stand, in their order: "offered 2", or the status alone. */
export const changeEvent = (
  { call }: Calls,
  { id, organizer, etag }: Awaited<ReturnType<typeof anEvent>>,
  body: object,
) => call('PATCH', `/admin/events/${id}`, { token: organizer.token, body, headers: { 'if-match': etag } })

export const statusesOf = (server: Calls, waiters: readonly Waiter[]) =>
  Promise.all(
    waiters.map(async waiter => {
      const { status, offer } = await look(server, waiter)
      return offer ? `${status} ${offer.quantity}` : (status as string)
    }),
  )

/** What the public is answered who wants one seat, or these. */
export async function publicReserve(
  server: Calls,
  event: { id: string },
  input: object = { quantity: 1 },
): Promise<Answer> {
  const { token } = await anAccount(server)
  return server.call('POST', '/bookings/reserve', { token, body: { eventId: event.id, ...input } })
}

export const availabilityOf = async ({ call }: Calls, { id }: { id: string }) =>
  expectStatus(await call('GET', `/events/${id}/availability`), 200).body

/** Moves the end of an offer into the past: the clock, moved. */
export const afterOfferEnds = async ({ databases }: Pick<TestServer, 'databases'>, { id }: Waiter) => {
  await databases.events
    .knex('holds')
    .where({ waitlist_entry_id: id })
    .update({ expires_at: databases.events.knex.raw(`clock_timestamp() - interval '1 millisecond'`) })
}

/** Lets the pool of every type of the event have stood for a day and a little more: the clock, moved. */
export const afterClaimsEnd = async ({ databases }: Pick<TestServer, 'databases'>, { id }: { readonly id: string }) => {
  const { knex } = databases.events
  await knex('ticket_types')
    .where({ event_id: id })
    .whereNotNull('pooled_since')
    .update({ pooled_since: knex.raw(`pooled_since - interval '86500 seconds'`) })
}

/** The audit of every event, over HTTP as an admin would read it. */
export async function auditIsClean(server: Calls) {
  const { token } = await theAdmin(server)
  const { body } = expectStatus(await server.call('GET', '/admin/audit', { token }), 200)
  expect(body.checks.flatMap(({ violations }: { violations: unknown[] }) => violations)).to.deep.equal([])
}
