// A real PostgreSQL in a local folder, for when no database is configured: started by the first process that needs it,
// joined by the others, stopped by the last.
//
// Every process that uses it holds one session with a shared advisory lock, its seat. Whoever closes gives the seat up
// and tries the same lock exclusively: having it means that nobody else sits there, and that nobody can sit down until
// PostgreSQL has stopped. The locks go with their sessions, so a killed process leaves nothing stale behind. PostgreSQL
// doesn't stop with it; the next process finds it running and joins.
import { execFile } from 'node:child_process'
import { readFile, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import type pg from 'pg'
import type { Logger } from 'pino'
import { startCodeOf } from '../start-error.ts'
import { connectSession, createSession } from './connections.ts'
import { ensureDatabase } from './create-database.ts'
import {
  clusterUser,
  isAlive,
  outputOf,
  prepareInstallation,
  type Installation,
} from './embedded-postgres-initialise.ts'
import { applicationName } from './sql.ts'

const execute = promisify(execFile)

export interface EmbeddedPostgres {
  urlOf(database: string): string
  /** Stops PostgreSQL unless another session of ours is still connected to it. */
  close(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  readonly dataDir: string
  readonly log: Logger
  /** Databases to make where they are missing. */
  readonly databases?: readonly string[]
  /** PostgreSQL settings beyond ours, should this process be the one to start it; values without blanks. */
  readonly settings?: Readonly<Record<string, string>>
  /** Aborted: nothing more is begun, and what this process has started is stopped. */
  readonly signal?: AbortSignal
}

/** Durable, as PostgreSQL is by default; reachable from this machine only, by TCP. */
const ownSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_min_messages: 'log', // leaves out what statements failed with: their sender gets it
}

const usersLockKey = 4_207_849_485
const joinTimeoutMs = 120_000
const startTimeoutSeconds = 110 // after a crash of the machine, recovery comes first
const stopTimeoutMs = 60_000
const disconnectTimeoutMs = 2_000
const launchesMax = 3
const logBytesMax = 16 * 1024 * 1024

/**
 * Resolves when PostgreSQL answers and the databases exist. Where it can't run it throws a sentence that says what to
 * do.
 */
export async function startEmbeddedPostgres({
  dataDir,
  log,
  databases = [],
  settings = {},
  signal,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const installation = await prepareInstallation(dataDir, signal)
  const { session, port } = await joinOrLaunch(installation, { ...ownSettings, ...settings }, { log, signal })
  const urlOf = (database: string) => urlAt(installation, port, database)

  let lockSession: pg.Client | undefined = session
  session.on('error', error => {
    if (lockSession) log.warn({ err: error }, 'the connection to the embedded PostgreSQL broke')
    lockSession = undefined
  })

  async function close() {
    const ours = lockSession ?? (await acquireSharedLock(urlOf('postgres')))
    lockSession = undefined
    if (!ours) return // it has stopped already
    try {
      if (await isOnlyUser(ours)) await stop(installation, log)
      else log.info('left the embedded PostgreSQL running for others')
    } finally {
      disconnect(ours)
    }
  }

  try {
    for (const database of databases) await ensureDatabase(session, database)
  } catch (error) {
    await close()
    throw error
  }
  return { urlOf, close }
}

interface StartContext {
  readonly log: Logger
  readonly signal: AbortSignal | undefined
}

/** Leaves no PostgreSQL behind that it has started and could not join: nobody would ever stop it. */
async function joinOrLaunch(
  installation: Installation,
  settings: Record<string, string>,
  { log, signal }: StartContext,
): Promise<{ session: pg.Client; port: number }> {
  const launched = { times: 0 }
  try {
    return await joinWhenRunning(installation, settings, { log, signal, launched })
  } catch (error) {
    const isForOthers = startCodeOf(error).startsWith('53') // they have all of its connections
    const isOurs = launched.times > 0 && !isForOthers && (await runningPostmaster(installation))
    if (isOurs) await stop(installation, log).catch(() => {}) // the first error tells more
    throw error
  }
}

async function joinWhenRunning(
  installation: Installation,
  settings: Record<string, string>,
  { log, signal, launched }: StartContext & { launched: { times: number } },
): Promise<{ session: pg.Client; port: number }> {
  const deadline = Date.now() + joinTimeoutMs
  let reason = ''
  while (Date.now() < deadline) {
    const running = await runningPostmaster(installation)
    if (!running) {
      signal?.throwIfAborted()
      if (launched.times === launchesMax) throw new Error(`The embedded PostgreSQL didn't start: ${reason}`)
      launched.times += 1
      // A failure is not the end: another process may have been quicker, or the port was taken a moment ago.
      await launch(installation, settings).catch(error => {
        reason = outputOf(error)
        return delay(100)
      })
      continue
    }
    const session = await acquireSharedLock(urlAt(installation, running.port, 'postgres'))
    if (session) {
      log.info(
        { port: running.port },
        launched.times > 0 ? 'the embedded PostgreSQL has started' : 'joined the running embedded PostgreSQL',
      )
      return { session, port: running.port }
    }
    await delay(50) // it is starting, or another process is stopping it
  }
  throw new Error(
    `The embedded PostgreSQL in ${installation.cluster} runs but hasn't let us in for ${joinTimeoutMs / 1000} ` +
      `seconds; see ${logOf(installation)}.`,
  )
}

/** pg_ctl puts PostgreSQL into a session of its own, so Ctrl-C in our terminal doesn't reach it. */
async function launch(installation: Installation, settings: Record<string, string>): Promise<void> {
  const port = await freePort(installation)
  const log = logOf(installation)
  const logBytes = await stat(log).then(
    ({ size }) => size,
    () => 0,
  )
  if (logBytes > logBytesMax) await rename(log, `${log}.old`)
  await clearForeignPid(installation)

  const options = Object.entries({ ...settings, port: String(port) })
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
  try {
    await pgCtl(installation, ['start', '-w', '-t', String(startTimeoutSeconds), '-l', log, '-o', options])
  } catch (error) {
    const lines = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n')
    throw new Error(`${outputOf(error)} ${lines.slice(-4).join(' ')} (${log})`, { cause: error })
  }
}

/**
 * Waits for this very postmaster: `pg_ctl stop -w` would go on waiting for the one that a newcomer starts in its place.
 */
async function stop(installation: Installation, log: Logger): Promise<void> {
  const { pid } = await readPidFile(installation)
  await pgCtl(installation, ['stop', '-W', '-m', 'fast'])
  const deadline = Date.now() + stopTimeoutMs
  while (isAlive(pid) && (await readPidFile(installation)).pid === pid) {
    if (Date.now() > deadline)
      throw new Error(
        `The embedded PostgreSQL hasn't stopped for ${stopTimeoutMs / 1000} seconds; see ${logOf(installation)}.`,
      )
    await delay(20)
  }
  log.info('the embedded PostgreSQL has stopped')
}

const pgCtl = ({ binaries, cluster, account }: Installation, command: string[]) =>
  execute(join(binaries, 'pg_ctl'), [...command, '-D', cluster], { ...account, cwd: '/' })

/** A session that holds the shared lock, or nothing while PostgreSQL is starting or stopping. */
async function acquireSharedLock(url: string): Promise<pg.Client | undefined> {
  const session = createSession({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 10_000 })
  try {
    await connectSession(session)
    const { rows } = await session.query<{ seated: boolean }>('select pg_try_advisory_lock_shared($1) as seated', [
      usersLockKey,
    ])
    if (rows[0]?.seated) {
      // Only now: a process that is about to stop PostgreSQL must not count a failed attempt as a user.
      await session.query(`set application_name = ${applicationName}`)
      return session
    }
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (code.startsWith('28'))
      throw new Error(`The embedded PostgreSQL refuses its own password: ${outputOf(error)}`, { cause: error })
    if (code.startsWith('53'))
      throw new Error(`The embedded PostgreSQL has no room for us: ${outputOf(error)}`, { cause: error })
  }
  disconnect(session)
  return undefined
}

/**
 * Without waiting for it: pg waits for ever for the end of a connection that the other side ended while it was made.
 */
function disconnect(session: pg.Client) {
  session.end().catch(() => {})
}

/** Gives the shared lock up. When no other server uses this PostgreSQL, keeps new ones out. */
async function isOnlyUser(session: pg.Client): Promise<boolean> {
  await session.query('select pg_advisory_unlock_shared($1)', [usersLockKey])
  const { rows } = await session.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [usersLockKey])
  if (!rows[0]?.alone) return false

  // Connections closed a moment ago, our own pools' too, take PostgreSQL a moment to forget.
  const deadline = Date.now() + disconnectTimeoutMs
  while (await othersConnected(session)) {
    if (Date.now() > deadline) return false
    await delay(25)
  }
  return true
}

async function othersConnected(session: pg.Client): Promise<boolean> {
  const { rowCount } = await session.query(
    'select 1 from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid() limit 1',
    [applicationName],
  )
  return rowCount !== 0
}

/**
 * What postmaster.pid says, if that process lives and is this cluster's: after a crash the number may be somebody
 * else's.
 */
async function runningPostmaster(installation: Installation): Promise<{ port: number } | undefined> {
  const { pid, port } = await readPidFile(installation)
  if (!pid || !port || !isAlive(pid)) return undefined
  return (await isPostmaster(pid, installation)) ? { port } : undefined
}

async function readPidFile({ cluster }: Installation): Promise<{ pid: number; port: number }> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]) }
}

/** A postmaster's working directory is its cluster; where there is no /proc, its command line names it. */
async function isPostmaster(pid: number, { cluster }: Installation): Promise<boolean> {
  if (process.platform === 'win32') return true
  if (process.platform === 'linux')
    return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === (await realpath(cluster))
  const { stdout } = await execute('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return stdout.includes(cluster)
}

/**
 * PostgreSQL itself replaces the postmaster.pid of a dead process, but not one whose number has since gone to another
 * process of the same user.
 */
async function clearForeignPid(installation: Installation): Promise<void> {
  const { pid } = await readPidFile(installation)
  if (pid && isAlive(pid) && !(await isPostmaster(pid, installation)))
    await rm(join(installation.cluster, 'postmaster.pid'), { force: true })
}

/** The port of last time where it is free, so that bookmarks stay good; else any. */
async function freePort({ dataDir }: Installation): Promise<number> {
  const file = join(dataDir, 'postgres-port')
  const last = Number(await readFile(file, 'utf8').catch(() => ''))
  const port = last > 0 && last < 65_536 ? await tryPort(last).catch(() => tryPort(0)) : await tryPort(0)
  await writeFile(file, `${port}\n`)
  return port
}

function tryPort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(port, ownSettings.listen_addresses, () => {
      const taken = (server.address() as AddressInfo).port
      server.close(() => resolve(taken))
    })
  })
}

const urlAt = ({ password }: Installation, port: number, database: string) =>
  `postgres://${clusterUser}:${password}@${ownSettings.listen_addresses}:${port}/${encodeURIComponent(database)}`

const logOf = ({ cluster }: Installation) => join(cluster, 'server.log')
