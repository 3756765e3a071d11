// How many connections this process may have to its databases, and how they are divided.
import { ConfigError, integer, oneOf, type Environment } from './environment.ts'
import type { DatabaseLocation, DatabaseName } from './places.ts'

const setting = 'EVENTLY_DATABASE_CONNECTIONS'
/** One for everyday statements and one for those that sell seats and take money: neither waits for the other. */
const perDatabaseMin = 2
/** Twenty processes share a PostgreSQL of 200 connections, and leave some for backups and people. */
const defaultMax = 9
/** Nobody else is on the embedded PostgreSQL. */
const embeddedPerDatabase = 18

/** Who gets one more when they can't be divided evenly: where most is done. */
const moreFirst: readonly DatabaseName[] = ['events', 'bookings', 'users', 'search']

/** How many connections each database of this process may have open at once. */
export type DatabaseConnections = Readonly<Partial<Record<DatabaseName, number>>>

export function databaseConnections(
  env: Environment,
  services: readonly DatabaseName[],
  { kind }: DatabaseLocation,
): DatabaseConnections {
  const inAll = integer(env, setting, {
    default: kind === 'embedded' ? services.length * embeddedPerDatabase : defaultMax,
    min: 1,
    max: 1_000,
  })
  const needed = services.length * perDatabaseMin
  if (inAll < needed)
    throw new ConfigError(
      `${setting} must be ${needed} or more, not ${inAll}: it is for all databases of a process, this one has ` +
        `${services.length} (${services.join(', ')}), and each needs ${perDatabaseMin} connections.`,
    )
  return divided(inAll, services)
}

/** Whether a pooler gives out connections by the transaction; before the embedded PostgreSQL there is none. */
export function databasePooling(env: Environment, { kind }: DatabaseLocation): 'session' | 'transaction' {
  const pooling = oneOf(env, 'EVENTLY_DATABASE_POOLING', ['session', 'transaction'], 'session')
  if (pooling === 'transaction' && kind === 'embedded')
    throw new ConfigError(
      'EVENTLY_DATABASE_POOLING=transaction is for a PostgreSQL of yours behind a pooler: set DATABASE_URL too.',
    )
  return pooling
}

function divided(inAll: number, databases: readonly DatabaseName[]): DatabaseConnections {
  const each = Math.floor(inAll / databases.length)
  const over = inAll % databases.length
  const favoured = moreFirst.filter(name => databases.includes(name)).slice(0, over)
  return Object.fromEntries(databases.map(name => [name, each + (favoured.includes(name) ? 1 : 0)]))
}
