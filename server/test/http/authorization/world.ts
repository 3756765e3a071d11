// What the matrix is asked on: the callers with their tokens and keys, and an event with what belongs to it.
import {
  aBooking,
  anAccount,
  anEvent,
  aReseller,
  aReservation,
  expectStatus,
  password,
  theAdmin,
  type Account,
} from '../../support/builders.ts'
import { admin, type CallOptions, type TestServer } from '../../support/server.ts'
import { aFullEvent, aWaiter, giveBack } from '../../waitlist/waitlists.ts'
import { callers, type AccountName } from './rules.ts'

export interface World {
  readonly server: TestServer
  readonly accounts: Readonly<Record<AccountName, Account>>
  /** What each column of the matrix sends as its bearer; undefined: nothing. */
  readonly tokens: Readonly<Record<string, string | undefined>>
  /** The organizer's, on sale, with more seats than are asked for. */
  readonly event: Awaited<ReturnType<typeof anEvent>>
}
export interface Attempt extends Pick<CallOptions, 'body' | 'headers' | 'query'> {
  /** By name. */
  readonly params?: Readonly<Record<string, string>>
}
/** A request that is right in all but, perhaps, who sends it; what it needs is made. */
export type Prepare = (world: World & { readonly column: string }) => Promise<Attempt> | Attempt

export async function makeWorld(server: TestServer): Promise<World> {
  const accounts = {
    attendee: await anAccount(server),
    attendee2: await anAccount(server),
    organizer: await anAccount(server, { role: 'organizer' }),
    organizer2: await anAccount(server, { role: 'organizer' }),
    admin: await theAdmin(server),
  }
  const tokens: Record<string, string | undefined> = {}
  for (const [column, { kind, account, scopes }] of Object.entries(callers)) {
    if (kind === 'anonymous') tokens[column] = undefined
    else if (kind === 'service') tokens[column] = server.server.internalToken
    else if (kind === 'session') tokens[column] = accounts[account!].token
    else tokens[column] = (await aKey(server, accounts[account!], scopes!)).key
  }
  const event = await anEvent(server, { organizer: accounts.organizer, capacity: 1_000 })
  return { server, accounts, tokens, event }
}

export async function aKey(server: TestServer, { token }: Account, scopes: readonly string[]) {
  const body = { name: 'Of the matrix', scopes }
  return expectStatus(await server.call('POST', '/api-keys', { token, body }), 201).body as { id: string; key: string }
}

export const passwordOf = (column: string) => (column.startsWith('admin') ? admin.password : password)

/** The attendee, signed in once more. */
export async function signedIn({ server, accounts: { attendee } }: World) {
  const { body } = expectStatus(
    await server.call('POST', '/auth/login', { body: { email: attendee.email, password } }),
    200,
  )
  return body.tokens as { accessToken: string; refreshToken: string }
}

// What belongs to the attendee, at events of the organizer.

export const ofOrganizer = ({ server, accounts: { organizer } }: World, over: Readonly<Record<string, unknown>> = {}) =>
  anEvent(server, { organizer, ...over })
export const reserved = ({ server, event, accounts: { attendee } }: World) =>
  aReservation(server, event, { buyer: attendee })
export const booked = ({ server, event, accounts: { attendee } }: World, token = 'tok_ok') =>
  aBooking(server, event, { buyer: attendee, token })
export const full = ({ server, accounts: { organizer } }: World) => aFullEvent(server, { organizer })
/** The attendee is a reseller of this event, which is the organizer's. */
export async function resold({ server, accounts }: World, { id }: { id: string }): Promise<string> {
  await aReseller(server, { id, organizer: accounts.organizer }, accounts.attendee)
  return id
}
export async function waiting(world: World) {
  return aWaiter(world.server, await full(world), { buyer: world.accounts.attendee })
}
export async function offered(world: World) {
  const event = await full(world)
  const entry = await aWaiter(world.server, event, { buyer: world.accounts.attendee })
  await giveBack(world.server, event.held[0]!)
  return entry
}
export async function aVenue({ server, accounts: { organizer } }: World): Promise<string> {
  const body = { name: 'The Hall', city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna' }
  return expectStatus(await server.call('POST', '/admin/venues', { token: organizer.token, body }), 201).body.id
}
/** A cancelled booking whose refund has been given up. */
export async function refundGivenUp(world: World): Promise<string> {
  const { server, accounts } = world
  const { id } = await booked(world, 'tok_refund_fails')
  expectStatus(await server.call('DELETE', `/bookings/${id}`, { token: accounts.attendee.token }), 200)
  const { knex } = server.databases.bookings
  await knex('refunds').where({ booking_id: id }).update({ status: 'needs_attention' })
  await knex('bookings').where({ id }).update({ due_at: null, attempts: 31 })
  return id
}
