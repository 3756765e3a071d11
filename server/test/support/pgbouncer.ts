// A real PgBouncer of a test's own in front of the tests' PostgreSQL.
import { spawn } from 'node:child_process'
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

/** Starts one that gives each client a session of its own; resolves when it takes connections. */
export async function startPgBouncer(): Promise<TestPgBouncer> {
  const port = await reservePort()
  const { hostname, port: postgresPort, username, password } = new URL(await serverUrl())
  const folder = await mkdtemp(join(tmpdir(), 'evently-pgbouncer-'))
  await chmod(folder, 0o755)
  const file = join(folder, 'pgbouncer.ini')
  const server = `host=${hostname} port=${postgresPort} user=${username} password=${decodeURIComponent(password)}`
  const lines = [
    '[databases]',
    `* = ${server}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any', // whoever comes is let in as that user
    'pool_mode = session',
    'default_pool_size = 60',
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
