// What the table of mistakes is about: a few accounts and things that stay as they are, and names for their ids.
import {
  aBooking,
  anAccount,
  anEvent,
  anEventBody,
  aReservation,
  expectStatus,
  type Account,
} from '../support/builders.ts'
import type { TestServer } from '../support/server.ts'
import { aFullEvent, aWaiter } from '../waitlist/waitlists.ts'

/** Somebody's token, or none. */
export type Who = 'nobody' | 'buyer' | 'organizer'

export interface World {
  readonly tokens: Readonly<Record<Who, string | undefined>>
  /** By the names that stand in braces in the table. */
  readonly values: Readonly<Record<string, string>>
}

export async function aWorld(server: TestServer): Promise<World> {
  const [organizer, buyer] = await Promise.all([
    anAccount(server, { role: 'organizer', email: 'organizer@example.com' }),
    anAccount(server, { email: 'buyer@example.com' }),
  ])
  const make = (over: Readonly<Record<string, unknown>>) => anEvent(server, { organizer, ...over })
  const event = await make({ title: 'Night of Strings' })
  const venue = (event['venue'] as { id: string }).id
  const draft = await make({ title: 'A Draft', publish: false, venue: undefined, venueId: venue })
  const several = await aSeveralTypesEvent(server, organizer)
  const full = await aFullEvent(server, { organizer })
  const reservation = await aReservation(server, event, { buyer })
  const booking = await aBooking(server, event, { buyer })
  const waiter = await aWaiter(server, full)
  const cursor = expectStatus(await server.call('GET', '/venues', { query: { limit: 1 } }), 200).body
    .nextCursor as string
  const values = {
    event: event.id,
    type: event.ticketTypes[0]!.id,
    venue,
    draft: draft.id,
    several: several.id,
    full: full.id,
    reservation: reservation.id,
    until: reservation.expiresAt,
    booking: booking.id,
    theirs: waiter.id,
    cursor,
    token: buyer.token,
    etag: event.etag,
  }
  return { tokens: { nobody: undefined, buyer: buyer.token, organizer: organizer.token }, values }
}

async function aSeveralTypesEvent(server: TestServer, { token }: Account) {
  const {
    priceMinor: _,
    currency: __,
    ...body
  } = anEventBody({
    title: 'Two Halls',
    ticketTypes: [
      { name: 'Stalls', priceMinor: 4500, currency: 'EUR' },
      { name: 'Balcony', priceMinor: 3000, currency: 'EUR' },
    ],
  })
  return expectStatus(await server.call('POST', '/admin/events', { token, body }), 201).body as { id: string }
}

/** A text of the table with what its braces name. */
export const filled = (text: string, { values }: World) =>
  text.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all)

/** The other way around: an answer as the table has it. */
export function named(text: string, { values }: World): string {
  const known = Object.entries(values).filter(([, value]) => value.length > 3)
  return known.reduce((rest, [name, value]) => rest.replaceAll(value, `{${name}}`), text)
}
