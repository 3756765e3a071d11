// A PostgreSQL to test on, with a migrated template of every database to clone from.
import { readFileSync, rmSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { startEmbeddedPostgres } from '../../src/platform/postgres/embedded-postgres.ts'
import { migrate } from '../../src/platform/postgres/migrations.ts'
import { createScope, type Scope } from '../../src/platform/scope.ts'
import { openDatabase } from '../../src/platform/postgres/sql.ts'
import { databaseNames, templateOf, withDatabase } from './database-names.ts'

export interface TestPostgres {
  /** Of a database on the server that has the templates. */
  readonly url: string
  /** Of its first process; undefined where it is not ours. */
  readonly pid: number | undefined
  close(): Promise<void>
}

/** The PostgreSQL of EVENTLY_TEST_DATABASE_URL (its role must be allowed to create databases), else one of its own. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const scope = createScope()
  try {
    const given = process.env['EVENTLY_TEST_DATABASE_URL']
    const { url, pid } = given ? { url: given, pid: undefined } : await startOwn(scope)
    await makeTemplates(url)
    if (given) scope.onClose(() => dropTemplates(given))
    return { url, pid, close: () => scope.close() }
  } catch (error) {
    await scope.close()
    throw error
  }
}

async function makeTemplates(url: string) {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    for (const name of databaseNames) {
      const template = templateOf(name)
      await admin.query(`drop database if exists ${template} with (force)`)
      await admin.query(`create database ${template}`)
      const db = openDatabase({ name, url: withDatabase(url, template) })
      try {
        await migrate(db, name)
      } finally {
        await db.close()
      }
    }
  } finally {
    await admin.end()
  }
}

async function startOwn(scope: Scope): Promise<{ readonly url: string; readonly pid: number }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'evently-test-'))
  await chmod(dataDir, 0o711)
  scope.onClose(() => rm(dataDir, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abandon(dataDir, signal))
  // What is tested here doesn't outlive the machine, so it need not reach the disk. Several test files use it at once.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '600' }
  const postgres = scope.opened(await startEmbeddedPostgres({ dataDir, log: pino({ level: 'silent' }), settings }))
  const url = postgres.urlOf('postgres')
  await makeLoginsCheap(url)
  return { url, pid: postmasterOf(dataDir) }
}

/**
 * The same password, hashed once instead of 4,096 times: tests connect thousands of times, and both sides hash it for
 * each connection.
 */
async function makeLoginsCheap(url: string) {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    await admin.query('set scram_iterations = 1')
    await admin.query(`alter role current_user password '${decodeURIComponent(new URL(url).password)}'`)
  } finally {
    await admin.end()
  }
}

const postmasterOf = (dataDir: string) =>
  Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)

/** Nobody tears anything down when the run is interrupted, and PostgreSQL, in a session of its own, would stay. */
function abandon(dataDir: string, signal: NodeJS.Signals) {
  try {
    process.kill(postmasterOf(dataDir), 'SIGQUIT')
  } catch {
    // It isn't running, and need not be stopped.
  }
  try {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  } finally {
    setImmediate(() => process.kill(process.pid, signal)) // once whoever else listens for it has heard it
  }
}

async function dropTemplates(url: string) {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    for (const name of databaseNames) await admin.query(`drop database if exists ${templateOf(name)} with (force)`)
  } finally {
    await admin.end()
  }
}
