// Brings a database to the latest schema: numbered SQL files, each in its own transaction, by one process at a time.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import type { Knex } from 'knex'
import type pg from 'pg'
import { isUnreachable } from '../unreachable.ts'
import { withPatience, withTransaction } from './connections.ts'
import type { Database } from './sql.ts'

/** `migrations/` at the root of the repository, seen from `server/dist/src/platform/`. */
const migrationsRoot = fileURLToPath(new URL('../../../../../migrations/', import.meta.url))

/** How often a process asks whether another is done with its migrations. */
const askEveryMs = 100
/** Enough for a PostgreSQL that is restarted. */
const attemptsMax = 8
const retryMs = 250
/** For a file that builds an index on a large table. */
const fileMsMax = 60 * 60_000

/** Any number will do, as long as every process of every release takes the same. */
export const migrationLockKey = 4_207_849_484

/**
 * Runs what `migrations/<name>/*.sql` holds beyond what this database has seen, in the order of the file names.
 * Throws an error that names the file, the line and PostgreSQL's reason; the failing file then has changed nothing.
 */
export async function migrate(
  db: Database,
  name: string,
  { root = migrationsRoot }: { root?: string } = {},
): Promise<void> {
  const source = sqlFiles(join(root, name), name)
  const tableName = `${name}_migrations`
  const config: Knex.MigratorConfig = { migrationSource: source, tableName }
  let wasThere = false
  for (let attempt = 1; ; attempt++) {
    try {
      if (await isUpToDate(db, tableName, await source.getMigrations([]))) return
      wasThere = true
      return await alone(db, async () => {
        // knex marks its lock in a table, where a killed process leaves it behind. We are alone, so whoever holds it is
        // gone.
        await db.knex.migrate.forceFreeMigrationsLock(config)
        await runEach(db, config)
      })
    } catch (error) {
      // The file that was under way when the connection was lost has been rolled back. A database that wasn't there at
      // all is another matter.
      if (!wasThere || attempt === attemptsMax || !isUnreachable(error)) throw error
      await delay(attempt * retryMs)
    }
  }
}

/**
 * Whether the database has seen these files and no others, as at most starts: knex asks for that with twenty
 * statements, some of which write.
 */
async function isUpToDate({ pool }: Database, tableName: string, files: readonly string[]): Promise<boolean> {
  const { rows: tables } = await pool.query<{ known: boolean }>('select to_regclass($1) is not null as known', [
    tableName,
  ])
  if (!tables[0]!.known) return false
  const { rows } = await pool.query<{ name: string }>(`select name from ${tableName}`)
  const seen = rows.map(({ name }) => name).sort()
  return isDeepStrictEqual(seen, files)
}

/** One after the other: knex's `latest` would put all of them into one transaction. */
async function runEach(db: Database, config: Knex.MigratorConfig): Promise<void> {
  for (;;) {
    const [, ran]: [number, string[]] = await db.knex.migrate.up(config)
    if (ran.length === 0) return
  }
}

/**
 * Holds an advisory lock on another connection, in a transaction that stays open meanwhile: behind a pooler that gives
 * out connections by the transaction, a session's lock would stay with whoever comes next. PostgreSQL frees it however
 * the process ends.
 */
async function alone({ pool }: Database, work: () => Promise<void>): Promise<void> {
  const attempt = () => withTransaction(pool, client => whenLocked(client, work))
  // Another process may be at a long migration: ask for as long as it takes, and hold no connection in between.
  while (!(await attempt())) await delay(askEveryMs)
}

/** False, at once, when another process holds the lock. */
async function whenLocked(client: pg.ClientBase, work: () => Promise<void>): Promise<boolean> {
  const {
    rows: [row],
  } = await client.query<{ taken: boolean }>('select pg_try_advisory_xact_lock($1) as taken', [migrationLockKey])
  if (!row!.taken) return false
  await client.query('set local idle_in_transaction_session_timeout = 0')
  await work()
  return true
}

function sqlFiles(folder: string, name: string): Knex.MigrationSource<string> {
  return {
    async getMigrations() {
      const files = await readdir(folder)
      return files.filter(file => file.endsWith('.sql')).sort()
    },
    getMigrationName: file => file,
    async getMigration(file) {
      const text = await readFile(join(folder, file), 'utf8')
      return { up: sql => runFile(sql, `migrations/${name}/${file}`, text), down: async () => {} }
    },
  }
}

async function runFile(sql: Knex, file: string, text: string): Promise<void> {
  // Straight on the transaction's connection: knex.raw would take a question mark in the file for a placeholder.
  const connection: pg.ClientBase = await sql.client.acquireConnection()
  try {
    await connection.query('set local statement_timeout = 0')
    await withPatience(connection, fileMsMax, () => connection.query(text))
  } catch (error) {
    throw new Error(`${file}${lineOf(error, text)} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

function lineOf(error: unknown, text: string): string {
  const position = Number((error as Partial<pg.DatabaseError>).position)
  return position > 0 ? `, line ${text.slice(0, position).split('\n').length}` : ''
}
