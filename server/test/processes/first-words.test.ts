// What a started server says to try next: in another terminal, as it stands there, it reaches this server.
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { packedCli } from '../support/cli.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { spawnServer, type ServerProcess } from '../support/processes.ts'

describe('what a server says to try next', function () {
  this.timeout(60_000)
  let databases: TestDatabases
  let server: ServerProcess
  before(async () => {
    databases = await cloneDatabases()
    server = await spawnServer(databases)
  })
  after(async () => {
    await server?.stop()
    await databases?.close()
  })

  it('reaches that server, on whatever port it is', async () => {
    const home = await mkdtemp(join(tmpdir(), 'evently-first-'))
    try {
      const [, shown] = /^Try next, in another terminal\n((?: {2}.*\n)+)/m.exec(server.said())!
      // What signs up asks for an email and a password.
      const commands = shown!.split('\n').filter(line => !line.includes(' auth '))
      const script = [`npx() { shift; "${process.execPath}" "${await packedCli()}" "$@"; }`, ...commands].join('\n')
      const env = { PATH: process.env['PATH'], HOME: home, EVENTLY_CONFIG_DIR: home, EVENTLY_CREDENTIALS: 'file' }
      const { stdout, stderr } = await promisify(execFile)('bash', ['-euc', script], { env })
      expect(stderr).to.include('Nothing found.')
      expect(stdout).to.include('"data":[]')
    } finally {
      await rm(home, { recursive: true })
    }
  })
})
