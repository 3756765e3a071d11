// One PostgreSQL for the whole test run, with a migrated template of every database to clone from.
import { readFileSync, rmSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { startEmbeddedPostgres } from '../../src/platform/postgres/embedded-postgres.ts'
import { migrate } from '../../src/platform/postgres/migrations.ts'
import { openDatabase } from '../../src/platform/postgres/sql.ts'
import { createScope } from '../../src/platform/scope.ts'
import { databaseNames, templateOf, useServer, withDatabase } from './databases.ts'
import { closeSharedElasticsearch } from './elasticsearch.ts'

const scope = createScope()

/** Uses the PostgreSQL of EVENTLY_TEST_DATABASE_URL (its role must be allowed to create databases), else one of its own. */
export async function mochaGlobalSetup() {
  try {
    const url = process.env['EVENTLY_TEST_DATABASE_URL'] || await startOwn()
    await makeTemplates(url)
    useServer(url)
  } catch (error) {
    await scope.close() // mocha tears nothing down whose setup has failed
    throw error
  }
}

export async function mochaGlobalTeardown() {
  await closeSharedElasticsearch()
  await scope.close()
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
      await migrate(db, name).finally(() => db.close())
      scope.onClose(() => dropTemplate(url, template))
    }
  } finally {
    await admin.end()
  }
}

async function startOwn(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'evently-test-'))
  await chmod(dataDir, 0o711)
  scope.onClose(() => rm(dataDir, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abandon(dataDir, signal))
  // What is tested here doesn't outlive the machine, so it need not reach the disk.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const postgres = scope.opened(await startEmbeddedPostgres({ dataDir, log: pino({ level: 'silent' }), settings }))
  return postgres.urlOf('postgres')
}

/** Mocha tears nothing down when it is interrupted, and PostgreSQL, in a session of its own, would stay. */
function abandon(dataDir: string, signal: NodeJS.Signals) {
  try {
    process.kill(Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10), 'SIGQUIT')
  } catch {
    // It isn't running, and need not be stopped.
  }
  try {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  } finally {
    process.kill(process.pid, signal)
  }
}

async function dropTemplate(url: string, template: string) {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`drop database if exists ${template} with (force)`).finally(() => admin.end())
}
