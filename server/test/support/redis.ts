// A real Redis of a test's own, on a port of its own and without persistence: to be killed, paused and started again as
// it happens in life.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { createScope, type Scope } from '../../src/platform/scope.ts'
import { reservePort } from './ports.ts'

export interface TestRedis {
  readonly url: string
  readonly port: number
  /** The URL without the password. */
  readonly address: string
  /** A plain client for looking and meddling; it comes back by itself when the server does. */
  readonly client: Redis
  /** Ends it on the spot; everything in it is lost. */
  kill(): Promise<void>
  /** Starts it again, empty, on the same port. */
  start(): Promise<void>
  /** SIGSTOP: connections stay open, and nothing is answered. */
  pause(): void
  resume(): void
  close(): Promise<void>
}

export interface TestRedisCluster {
  /** As REDIS_URL takes it. */
  readonly url: string
  readonly nodes: readonly TestRedis[]
  close(): Promise<void>
}

const nodeCount = 3
const slots = 16_384

const binary = () => process.env['EVENTLY_TEST_REDIS_SERVER']

/** To be called first in a `before`: without a Redis the tests are pending, and say why. */
export function needsRedis(context: Mocha.Context): void {
  if (binary()) return
  // mocha shows no reason of its own
  process.stdout.write(
    '    EVENTLY_TEST_REDIS_SERVER names no redis-server: the tests on a real Redis are pending (`source ' +
      '.ci/stores` brings one)\n',
  )
  context.skip()
}

/** Starts a server; resolves when it answers. */
export async function startRedis({
  args = [],
  password,
}: {
  args?: readonly string[]
  password?: string
} = {}): Promise<TestRedis> {
  const server = binary()
  if (!server) throw new Error('EVENTLY_TEST_REDIS_SERVER names no redis-server')
  const port = await reservePort()
  const folder = await mkdtemp(join(tmpdir(), 'evently-redis-'))
  const address = `redis://127.0.0.1:${port}`
  const url = password === undefined ? address : address.replace('//', `//:${encodeURIComponent(password)}@`)
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => 50, maxRetriesPerRequest: null })
  client.on('error', () => {}) // it is killed on purpose
  let child: ChildProcess | undefined

  async function start() {
    child = spawn(
      server!,
      [
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--appendonly',
        'no',
        '--dir',
        folder,
        ...(password === undefined ? [] : ['--requirepass', password]),
        ...args,
      ],
      { stdio: 'ignore' },
    )
    const died = once(child, 'exit').then(() => {
      throw new Error(`redis-server on port ${port} ended at its start`)
    })
    died.catch(() => {}) // that it ends later is no failure of its start
    if (client.status === 'wait') void client.connect().catch(() => {})
    await Promise.race([died, client.ping()])
  }

  async function kill() {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  async function close() {
    client.disconnect()
    await kill()
    await rm(folder, { recursive: true, force: true })
  }

  try {
    await start()
  } catch (error) {
    await close()
    throw error
  }
  return {
    url,
    address,
    port,
    client,
    start,
    kill,
    pause: () => {
      child?.kill('SIGSTOP')
    },
    resume: () => {
      child?.kill('SIGCONT')
    },
    close,
  }
}

/** Three masters that share the slots. */
export async function startRedisCluster({ password }: { password?: string } = {}): Promise<TestRedisCluster> {
  const scope = createScope()
  try {
    return await clusterIn(scope, password)
  } catch (error) {
    await scope.close()
    throw error
  }
}

async function clusterIn(scope: Scope, password: string | undefined): Promise<TestRedisCluster> {
  const nodes: TestRedis[] = []
  for (let n = 0; n < nodeCount; n++)
    nodes.push(
      scope.opened(
        await startRedis({
          args: ['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000'],
          ...(password !== undefined && { password }),
        }),
      ),
    )
  const share = Math.ceil(slots / nodeCount)
  await Promise.all(
    nodes.map(({ client }, n) =>
      client.call('CLUSTER', 'ADDSLOTSRANGE', n * share, Math.min((n + 1) * share, slots) - 1),
    ),
  )
  for (const [n, { client }] of nodes.entries()) {
    await client.call('CLUSTER', 'SET-CONFIG-EPOCH', n + 1)
    if (n > 0) await client.call('CLUSTER', 'MEET', '127.0.0.1', nodes[0]!.port)
  }
  for (const { client } of nodes)
    await until(
      async () =>
        /cluster_state:ok/.test(String(await client.call('CLUSTER', 'INFO'))) &&
        /cluster_known_nodes:3/.test(String(await client.call('CLUSTER', 'INFO'))),
    )
  return {
    nodes,
    url: nodes.map(({ url }) => url).join(','),
    close: () => scope.close(),
  }
}

async function until(isSo: () => Promise<boolean>) {
  for (const deadlineMs = performance.now() + 15_000; !(await isSo()); ) {
    if (performance.now() > deadlineMs) throw new Error('the cluster did not form within 15 s')
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}
