// Databases of a test file's own, cloned from the migrated templates in less than half a second.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { openDatabase, type Database } from '../../src/platform/postgres/sql.ts'
import { databaseNames, templateOf, withDatabase, type DatabaseName } from './database-names.ts'
import { sharedStore } from './shared-stores.ts'

export { databaseNames, withDatabase, type DatabaseName }

export interface TestDatabases extends Record<DatabaseName, Database> {
  readonly urls: Record<DatabaseName, string>
  close(): Promise<void>
}

/** The URL of the PostgreSQL that the tests run on. */
export const serverUrl = (): Promise<string> => sharedStore('postgres')

/**
 * Four databases as migrated, with nothing in them. Close them when the file is done: PostgreSQL's connections are few.
 */
export async function cloneDatabases(): Promise<TestDatabases> {
  const mark = randomBytes(6).toString('hex')
  const clones = await Promise.all(
    databaseNames.map(async name => {
      const clone = `evently_${name}_${mark}`
      await asAdmin(admin => admin.query(`create database ${clone} template ${templateOf(name)} strategy file_copy`))
      const url = withDatabase(await serverUrl(), clone)
      return [name, openDatabase({ name, url }), url] as const
    }),
  )
  const databases = Object.fromEntries(clones.map(([name, db]) => [name, db])) as Record<DatabaseName, Database>
  const urls = Object.fromEntries(clones.map(([name, , url]) => [name, url])) as Record<DatabaseName, string>

  return {
    ...databases,
    urls,
    async close() {
      await Promise.all(clones.map(([, db]) => db.close()))
      await asAdmin(async admin => {
        for (const name of databaseNames)
          await admin.query(`drop database if exists evently_${name}_${mark} with (force)`)
      })
    },
  }
}

/** An empty database without any schema. */
export async function createEmptyDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  const name = `evently_empty_${randomBytes(6).toString('hex')}`
  await asAdmin(admin => admin.query(`create database ${name}`))
  return {
    url: withDatabase(await serverUrl(), name),
    close: async () => {
      await asAdmin(admin => admin.query(`drop database if exists ${name} with (force)`))
    },
  }
}

async function asAdmin<Result>(work: (admin: pg.Client) => Promise<Result>): Promise<Result> {
  const admin = new pg.Client({ connectionString: await serverUrl() })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}
