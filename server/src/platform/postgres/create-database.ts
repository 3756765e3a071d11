// Makes the databases that are not there yet.
import pg from 'pg'
import { duplicateDatabase, sqlstateOf, uniqueViolation } from './sqlstates.ts'

/**
 * Another process may make it at the same time: PostgreSQL finds out before it makes it or, in its own catalog,
 * afterwards.
 */
export async function ensureDatabase(session: Pick<pg.Client, 'query'>, database: string): Promise<void> {
  const { rowCount } = await session.query('select 1 from pg_database where datname = $1', [database])
  if (rowCount !== 0) return
  await session.query(`create database ${pg.escapeIdentifier(database)}`).catch((error: unknown) => {
    const code = sqlstateOf(error)
    if (code !== duplicateDatabase && code !== uniqueViolation) throw error
  })
}
