// Databases of a test file's own, cloned from the migrated templates in less than half a second.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { openDatabase, type Database } from '../../src/platform/postgres/sql.ts'

export const databaseNames = ['users', 'events', 'bookings', 'search'] as const
export type DatabaseName = (typeof databaseNames)[number]

export interface TestDatabases extends Record<DatabaseName, Database> {
  readonly urls: Record<DatabaseName, string>
  close(): Promise<void>
}

let server: string | undefined

/** Said once by the global fixture: the URL of a database on the server that has the templates. */
export function useServer(url: string) {
  server = url
}

/** The URL of the PostgreSQL that the tests run on. */
export function serverUrl(): string {
  if (!server) throw new Error('No PostgreSQL to test on: run mocha from the root of the repository, whose .mocharc.json starts one.')
  return server
}

/** Four databases as migrated, with nothing in them. Close them when the file is done: PostgreSQL's connections are few. */
export async function cloneDatabases(): Promise<TestDatabases> {
  const mark = randomBytes(6).toString('hex')
  const clones = await Promise.all(databaseNames.map(async name => {
    const clone = `evently_${name}_${mark}`
    await asAdmin(admin => admin.query(`create database ${clone} template ${templateOf(name)}`))
    const url = withDatabase(serverUrl(), clone)
    return [name, openDatabase({ name, url }), url] as const
  }))
  const databases = Object.fromEntries(clones.map(([name, db]) => [name, db])) as Record<DatabaseName, Database>
  const urls = Object.fromEntries(clones.map(([name, , url]) => [name, url])) as Record<DatabaseName, string>

  return {
    ...databases,
    urls,
    async close() {
      await Promise.all(clones.map(([, db]) => db.close()))
      await asAdmin(async admin => {
        for (const name of databaseNames) await admin.query(`drop database if exists evently_${name}_${mark} with (force)`)
      })
    },
  }
}

/** An empty database without any schema. */
export async function createEmptyDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  const name = `evently_empty_${randomBytes(6).toString('hex')}`
  await asAdmin(admin => admin.query(`create database ${name}`))
  return {
    url: withDatabase(serverUrl(), name),
    close: async () => { await asAdmin(admin => admin.query(`drop database if exists ${name} with (force)`)) },
  }
}

export const templateOf = (name: DatabaseName) => `evently_${name}_template`

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

async function asAdmin<Result>(work: (admin: pg.Client) => Promise<Result>): Promise<Result> {
  const admin = new pg.Client({ connectionString: serverUrl() })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}
