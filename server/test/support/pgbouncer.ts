// A real PgBouncer of a test's own in front of the tests' PostgreSQL.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { serverUrl } from './databases.ts'
import { reservePort } from './ports.ts'

export interface TestPgBouncer {
  /** The same database by way of it. */
  through(url: string): string
  close(): Promise<void>
}

const binary = () => process.env['EVENTLY_TEST_PGBOUNCER']

/** To be called first in a `before`: without a PgBouncer the tests are pending, and say why. */
export function needsPgBouncer(context: Mocha.Context): void {
  if (binary()) return
  // mocha shows no reason of its own
  process.stdout.write(
    '    EVENTLY_TEST_PGBOUNCER names no pgbouncer: the tests behind one are pending (`source ' +
      '.ci/stores` brings one)\n',
  )
  context.skip()
}

/** As above, for what a PgBouncer can do since 1.21 alone: know prepared statements by the transaction. */
export function needsNewPgBouncer(context: Mocha.Context): void {
  needsPgBouncer(context)
  const [, major, minor] = /(\d+)\.(\d+)/.exec(execFileSync(binary()!, ['--version'], { encoding: 'utf8' })) ?? []
  if (Number(major) > 1 || Number(minor) >= 21) return
  process.stdout.write(
    `    PgBouncer is ${major}.${minor}: the tests that pool by the transaction are pending, they need 1.21\n`,
  )
  context.skip()
}

export interface PgBouncerOptions {
  readonly poolMode?: 'session' | 'transaction'
  /** How many it keeps on each connection; 0, as older ones do: it doesn't know them. */
  readonly preparedStatementsMax?: number
  /** How many connections to PostgreSQL it has for each database. */
  readonly poolSize?: number
  /** Who it is to PostgreSQL; left out: as the tests are. */
  readonly role?: { readonly name: string; readonly password: string }
}

/** Resolves when it takes connections; unless told otherwise it gives each client a session of its own. */
export async function startPgBouncer({
  poolMode = 'session',
  preparedStatementsMax,
  poolSize = 60,
  role,
}: PgBouncerOptions = {}): Promise<TestPgBouncer> {
  const port = await reservePort()
  const { hostname, port: postgresPort, username, password: own } = new URL(await serverUrl())
  const { name: user, password } = role ?? { name: username, password: decodeURIComponent(own) }
  const folder = await mkdtemp(join(tmpdir(), 'evently-pgbouncer-'))
  await chmod(folder, 0o755)
  const file = join(folder, 'pgbouncer.ini')
  const server = `host=${hostname} port=${postgresPort} user=${user} password=${password}`
  const lines = [
    '[databases]',
    `* = ${server}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any', // whoever comes is let in as that user
    `pool_mode = ${poolMode}`,
    `default_pool_size = ${poolSize}`,
    ...(preparedStatementsMax === undefined ? [] : [`max_prepared_statements = ${preparedStatementsMax}`]),
    ...(process.getuid?.() === 0 ? ['user = nobody'] : []), // it refuses to run as root
  ]
  await writeFile(file, lines.join('\n') + '\n')
  const child = spawn(binary()!, [file], { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(child, 'exit')
  const close = async () => {
    child.kill('SIGKILL')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  const said: string[] = []
  for await (const line of createInterface(child.stderr)) {
    said.push(line)
    if (line.includes('process up')) break
  }
  child.stderr.resume()
  if (child.exitCode !== null) {
    await close()
    throw new Error(`pgbouncer has ended:\n${said.join('\n')}`)
  }
  return {
    through(url) {
      const its = new URL(url)
      its.hostname = '127.0.0.1'
      its.port = String(port)
      return its.href
    },
    close,
  }
}
