// Events that are long over: their times are moved, as the database's own clock can't be moved.
import { afterHoldsExpire, expectStatus, type Account } from '../support/builders.ts'
import type { TestServer } from '../support/server.ts'

/** The event ended so many days ago, and nothing has been written to it lately. */
export async function longAgo({ databases: { events } }: TestServer, eventId: string, days: number): Promise<void> {
  const ago = `now() - interval '${days} days'`
  for (const text of [
    `update events set ends_at = ${ago}, starts_at = ${ago} - interval '1 day' where id = $1`,
    `update inventory set ends_at = ${ago} where event_id = $1`,
    `update movements set at = at - interval '1 hour' where event_id = $1`,
    `update waitlist_steps set at = at - interval '1 hour' where event_id = $1`,
  ])
    await events.pool.query(text, [eventId])
}

/** The time of the event's holds has passed, and their seats have been given back. */
export async function expired(server: TestServer, eventId: string): Promise<void> {
  await afterHoldsExpire(server, eventId)
  while (await server.server.domains.inventory.expireHolds(100)) {
    // until none is left
  }
}

export async function linesOf({ databases: { events } }: TestServer, eventId: string): Promise<number> {
  const { rows } = await events.pool.query<{ n: number }>('select count(*) as n from movements where event_id = $1', [
    eventId,
  ])
  return rows[0]!.n
}

interface Movement {
  readonly cause: string
  readonly quantity: number
  readonly from: string
  readonly to: string
  readonly ticketTypeId?: string
}

/** The ledger as its organizer reads it, newest first, and what the answer says of its folding. */
export async function ledgerOf(
  { call }: TestServer,
  event: {
    readonly id: string
    readonly organizer: Account
    readonly ticketTypes: readonly { id: string; name: string }[]
  },
) {
  const { body } = expectStatus(
    await call('GET', `/admin/events/${event.id}/movements`, { token: event.organizer.token, query: { limit: 100 } }),
    200,
  )
  const nameOf = (id: string | undefined) =>
    event.ticketTypes.find(type => type.id === id)?.name ?? (id === undefined ? 'the event' : id)
  const movements = (body.data as readonly Movement[]).map(
    ({ cause, quantity, from, to, ticketTypeId }) => `${cause}: ${quantity} ${from} → ${to} of ${nameOf(ticketTypeId)}`,
  )
  return { movements, folded: body.folded as { version: number; movements: number; holds: number } | undefined }
}
