// Databases as they are after years: as many holds and bookings as are asked for, made by a few statements, and clean
// to the audit.
//
// Both databases derive everything from a hold's number, so that they agree without being joined. The first event has a
// tenth of all; the others are the smaller the later they come. Every tenth event is sold out, and people wait for it.
import { withClient, withPatience, type Pool } from '../../src/platform/postgres/connections.ts'
import { bookingsStatements } from './fill-bookings.ts'
import { eventsStatements } from './fill-events.ts'
import { usersStatements } from './fill-users.ts'
import { createNumbers, type Size } from './numbers.ts'

/** How long one of the statements that make the tables may take. */
const fillMsMax = 600_000

export interface FillOptions extends Size {
  readonly pools: Readonly<Record<'users' | 'events' | 'bookings', Pool>>
  readonly say: (line: string) => void
}

/**
 * Fills empty, migrated databases. Their statistics are up to date afterwards, as PostgreSQL makes them by itself
 * within minutes.
 */
export async function fillDatabases({ pools, say, ...size }: FillOptions) {
  const numbers = createNumbers(size)
  for (const [name, statements] of [
    ['users', usersStatements(numbers)],
    ['events', eventsStatements(numbers)],
    ['bookings', bookingsStatements(numbers)],
  ] as const) {
    const startedMs = performance.now()
    await withClient(pools[name], (client, discard) =>
      withPatience(client, fillMsMax, async () => {
        // One statement makes a whole table here; the pool's settings are for looking up single rows.
        await client.query(
          `set statement_timeout = 0; set enable_seqscan = on; set work_mem = '256MB'; set jit = off; ` +
            'set synchronous_commit = off',
        )
        for (const statement of statements) await client.query(statement)
        await client.query('vacuum analyze')
        discard(new Error('its settings are for the filling alone'))
      }),
    )
    say(`${name} filled in ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`)
  }
}

/**
 * Confirmations under way are to stay so for as long as the audit takes, which minds those that have been at it for a
 * minute.
 */
export async function refreshTimes({ events }: Pick<FillOptions['pools'], 'events'>) {
  await events.query(
    `update holds set changed_at = clock_timestamp() + interval '10 minutes' where state = 'confirming'`,
  )
}

/** So many holds have come to their end without being confirmed: work for the sweep. */
export async function expireSomeHolds({ events }: Pick<FillOptions['pools'], 'events'>, limit: number) {
  await events.query(
    `update holds set expires_at = clock_timestamp() - interval '1 millisecond'
    where id in (select id from holds where state = 'held' and kind = 'reservation' order by id limit $1)`,
    [limit],
  )
}
