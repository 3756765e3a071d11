// A person at a terminal, and a server for tests: what the hooks of a suite need around it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestServer } from '@evently/sdk/testing'
import type { TestServer, TestServerOptions } from '@evently/sdk/testing'
import { packedCli } from './packed-cli.ts'
import { openPty } from './pty.ts'
import type { Pty, PtyOptions } from './pty.ts'
import { writeSession } from './terminal.ts'

export interface AtTerminal {
  readonly server: TestServer
  /** Runs `evently` as the organizer, or with the key that the environment names. */
  evently(args: readonly string[], options?: PtyOptions): Promise<Pty>
  /** What has changed something at the server. */
  writes(): TestServer['requests']
}

export async function withPerson(options: TestServerOptions, test: (at: AtTerminal) => Promise<void>): Promise<void> {
  const server = await startTestServer(options)
  const folder = await mkdtemp(join(tmpdir(), 'evently-pty-'))
  const open: Pty[] = []
  await writeSession(join(folder, 'config.json'), server.baseUrl) // for what a key may not do
  const evently = async (args: readonly string[], { env, ...size }: PtyOptions = {}) => {
    const { baseUrl, apiKey } = server.clientOptions(server.organizer)
    const own = {
      PATH: process.env['PATH'],
      TZ: 'UTC',
      HOME: folder,
      EVENTLY_CONFIG_DIR: folder,
      EVENTLY_BASE_URL: baseUrl,
      EVENTLY_API_KEY: apiKey,
    }
    const pty = openPty([await packedCli(), ...args], { ...size, env: { ...own, ...env } })
    open.push(pty)
    return pty
  }
  const writes = () => server.requests.filter(({ method }) => method !== 'GET')
  try {
    await test({ server, evently, writes })
  } finally {
    for (const pty of open) pty.kill()
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}
