// What a server stands on: its databases, migrated, wherever the settings say they are; and Redis and mail.
import { resolve } from 'node:path'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { databaseSettingOf, type DatabaseName } from './config/places.ts'
import { openMailer } from './platform/mail.ts'
import { withSession } from './platform/postgres/connections.ts'
import { ensureDatabase } from './platform/postgres/create-database.ts'
import { databaseFault, nameOf, type DatabaseAddress } from './platform/postgres/database-fault.ts'
import { startEmbeddedPostgres } from './platform/postgres/embedded-postgres.ts'
import { migrate } from './platform/postgres/migrations.ts'
import { openDatabase, roleSettings, type Database } from './platform/postgres/sql.ts'
import { checkTransactionPooling } from './platform/postgres/transaction-pooling.ts'
import { checkCertificates } from './platform/redis/redis-tls.ts'
import type { RedisOptions, RedisStore } from './platform/redis/redis.ts'
import type { Scope } from './platform/scope.ts'

/** Where the hot path has statements of its own, and everyday ones leave them a connection. */
const hasPreparedStatements: Readonly<Record<DatabaseName, boolean>> = {
  users: false,
  events: true,
  bookings: true,
  search: false,
}

/** Of the services that run here. */
export type Databases = Readonly<Partial<Record<DatabaseName, Database>>>

/**
 * Opens the databases of the services that run here, making them where the server is ours to arrange, and migrates
 * them.
 */
export async function openDatabases(
  config: Config,
  scope: Scope,
  log: Logger,
  signal?: AbortSignal,
): Promise<Databases> {
  const urls = await databaseUrls(config, scope, log, signal)
  // The settings have one for each.
  const opened = config.services.map(
    name =>
      [
        name,
        scope.opened(
          openDatabase({
            name,
            url: urls[name]!,
            connectionsMax: config.databaseConnections[name]!,
            keptFromKnex: hasPreparedStatements[name] ? 1 : 0,
            pooling: config.databasePooling,
            log,
          }),
          `${name} database`,
        ),
      ] as const,
  )
  signal?.throwIfAborted()
  await Promise.all(
    opened.map(([name, database]) => {
      const address = addressOf(config, urls[name]!, name)
      return explaining(address, async () => {
        if (config.databasePooling === 'transaction')
          await checkTransactionPooling(database, roleSettings, nameOf(address))
        await migrate(database, name)
      })
    }),
  )
  signal?.throwIfAborted()
  return Object.fromEntries(opened)
}

/** Which setting says where a database is: where it can't be reached, that is the one to look at. */
function addressOf({ databases }: Config, url: string, name: DatabaseName): DatabaseAddress {
  const settings = { urls: databaseSettingOf(name), server: 'DATABASE_URL', embedded: undefined } as const
  return { url, setting: settings[databases.kind] }
}

async function explaining<Result>(address: DatabaseAddress, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw databaseFault(error, address)
  }
}

async function databaseUrls(
  config: Config,
  scope: Scope,
  log: Logger,
  signal: AbortSignal | undefined,
): Promise<Readonly<Partial<Record<DatabaseName, string>>>> {
  if (config.databases.kind === 'urls') return config.databases.urls
  const urlOf =
    config.databases.kind === 'server'
      ? urlsOnServer(config.databases.url)
      : scope.opened(
          await startEmbeddedPostgres({ dataDir: resolve(config.dataDir), log, ...(signal && { signal }) }),
          'embedded PostgreSQL',
        ).urlOf
  signal?.throwIfAborted()
  const address = { url: urlOf('postgres'), setting: config.databases.kind === 'server' ? 'DATABASE_URL' : undefined }
  await explaining(address, () => makeDatabases(address.url, config.services))
  return Object.fromEntries(config.services.map(name => [name, urlOf(`evently_${name}`)]))
}

const urlsOnServer = (server: string) => (database: string) => {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

async function makeDatabases(adminUrl: string, names: readonly DatabaseName[]) {
  await withSession({ connectionString: adminUrl }, async session => {
    for (const name of names) await ensureDatabase(session, `evently_${name}`)
  })
}

/** What the server goes on without while it is away. Redis is undefined where its work is done in the process. */
export async function openHelpers(config: Config, scope: Scope, log: Logger) {
  const { redisUrls, redisCaFile, redisTimeoutMs, mail } = config
  const redis =
    redisUrls && scope.opened(await redisAt({ urls: redisUrls, caFile: redisCaFile, timeoutMs: redisTimeoutMs, log }))
  const mailer = scope.opened(await openMailer(mail.plan, log), 'mail')
  return { redis, mailer }
}

/** Its client is loaded where there is a Redis alone: every start would take longer. */
async function redisAt(options: RedisOptions): Promise<RedisStore> {
  await checkCertificates(options.urls, options.caFile)
  const { openRedis } = await import('./platform/redis/redis.ts')
  return openRedis(options)
}
