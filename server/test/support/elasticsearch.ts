// Real Elasticsearch nodes: the one that test files share (shared-stores.ts), and others for the tests that kill
// theirs.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { reservePort } from './ports.ts'

/** Said where tests are left out because there is no Elasticsearch. */
export const noElasticsearch =
  'EVENTLY_TEST_ELASTICSEARCH is not set (`source .ci/stores` sets it): no Elasticsearch to test on'

export interface ElasticsearchNode {
  readonly url: string
  readonly pid: number
  /** Ends it on the spot, as a crash does. */
  kill(): Promise<void>
  close(): Promise<void>
}

/** The program that starts a node: `start PORT [DATA]`. Undefined: there is none. */
export const elasticsearchProgram = (): string | undefined => process.env['EVENTLY_TEST_ELASTICSEARCH'] || undefined

/**
 * A node of one's own, on the given port or any free one; without `dataDir` it keeps nothing. Resolves when it serves.
 * `isMeasured`: its Java compiles in full, which takes more than a test lasts.
 */
export async function spawnElasticsearch({
  port,
  dataDir,
  isMeasured = false,
}: {
  port?: number
  dataDir?: string
  isMeasured?: boolean
} = {}): Promise<ElasticsearchNode> {
  const program = elasticsearchProgram()
  if (program === undefined) throw new Error(noElasticsearch)
  const at = port ?? (await reservePort())
  // It ends when its standard input closes, so also when this process is killed.
  const child = spawn(program, [String(at), ...(dataDir === undefined ? [] : [dataDir])], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...(isMeasured && { EVENTLY_TEST_ELASTICSEARCH_MEASURED: 'yes' }) },
  })
  await ready(child)
  return {
    url: `http://127.0.0.1:${at}`,
    pid: child.pid!,
    async kill() {
      child.kill('SIGKILL')
      await ended(child)
    },
    async close() {
      child.stdin.end()
      await ended(child)
    },
  }
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000)
      if (/^ready$/m.test(said)) resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`Elasticsearch ended with ${code} before it was ready:\n${said}`)))
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}
