// What a server stands on: its databases, migrated, and its secrets; wherever the settings say they are.
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Logger } from 'pino'
import type { Config, DatabaseName, Secrets } from './config.ts'
import { withSession } from './platform/connections.ts'
import { startEmbeddedPostgres } from './platform/embedded-postgres.ts'
import { migrate } from './platform/migrations.ts'
import type { Scope } from './platform/scope.ts'
import { openDatabase, type Database } from './platform/sql.ts'

/** Of the services that run here. */
export type Databases = Readonly<Partial<Record<DatabaseName, Database>>>

/** Opens the databases of the services that run here, making them where the server is ours to arrange, and migrates them. */
export async function openDatabases(config: Config, scope: Scope, log: Logger): Promise<Databases> {
  const urls = await databaseUrls(config, scope, log)
  const opened = config.services.map(name => [name, scope.opened(openDatabase({ name, url: urls[name]!, log }), `${name} database`)] as const) // the settings have one for each
  await Promise.all(opened.map(([name, database]) => migrate(database, name)))
  return Object.fromEntries(opened)
}

async function databaseUrls(config: Config, scope: Scope, log: Logger): Promise<Readonly<Partial<Record<DatabaseName, string>>>> {
  if (config.databases.kind === 'urls') return config.databases.urls
  const urlOf = config.databases.kind === 'server'
    ? urlsOnServer(config.databases.url)
    : scope.opened(await startEmbeddedPostgres({ dataDir: resolve(config.dataDir), log }), 'embedded PostgreSQL').urlOf
  await makeDatabases(urlOf('postgres'), config.services)
  return Object.fromEntries(config.services.map(name => [name, urlOf(`evently_${name}`)]))
}

const urlsOnServer = (server: string) => (database: string) => {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

/** Another process has just made it: PostgreSQL finds out before it makes it or, in its own catalog, afterwards. */
const DUPLICATES = ['42P04', '23505']

async function makeDatabases(adminUrl: string, names: readonly DatabaseName[]) {
  await withSession({ connectionString: adminUrl }, async session => {
    const { rows } = await session.query<{ datname: string }>('select datname from pg_database')
    const existing = new Set(rows.map(({ datname }) => datname))
    for (const name of names.map(each => `evently_${each}`)) {
      if (existing.has(name)) continue
      await session.query(`create database ${name}`).catch((error: { code?: string }) => { if (!DUPLICATES.includes(error.code ?? '')) throw error })
    }
  })
}

/** The settings' secrets or, in the embedded default, those made at the first start and kept in the data folder, readable by its owner alone. */
export async function openSecrets(config: Config): Promise<Secrets> {
  if (config.secrets) return config.secrets
  const file = join(resolve(config.dataDir), 'secrets.json')
  const kept = await readFile(file, 'utf8').catch(() => undefined)
  if (kept !== undefined) return JSON.parse(kept) as Secrets
  const make = () => randomBytes(48).toString('base64url')
  const secrets: Secrets = { jwtSecret: make(), internalToken: make(), cursorSecret: make() }
  await mkdir(resolve(config.dataDir), { recursive: true })
  await writeFile(`${file}.new`, JSON.stringify(secrets), { mode: 0o600 })
  await rename(`${file}.new`, file)
  return secrets
}
