import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { spawnServer, type ServerProcess } from '../support/processes.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

describe('the README', () => {
  let databases: TestDatabases
  let server: ServerProcess
  let home: string
  before(async () => {
    databases = await cloneDatabases()
    server = await spawnServer(databases)
    home = await mkdtemp(join(tmpdir(), 'evently-tour-'))
  })
  after(async () => {
    await server.stop()
    await databases.close()
    await rm(home, { recursive: true })
  })

  it('has a tour that works word for word', async function () {
    this.timeout(60_000)
    const readme = await readFile(join(root, 'README.md'), 'utf8')
    const tour = /## Five minutes\n[\s\S]*?```sh\n([\s\S]*?)```/.exec(readme)?.[1]
    expect(tour).to.include('npx evently')
    const { stdout } = await promisify(execFile)('bash', ['-eo', 'pipefail', '-c', tour!], { cwd: root, env: { PATH: process.env['PATH'], HOME: home, EVENTLY_CONFIG_DIR: home, EVENTLY_BASE_URL: server.url } })
    for (const seen of ['Night of Strings', 'confirmed', 'cancelled', 'reserve', 'commit', 'Clean:   yes']) expect(stdout).to.include(seen)
  })
})
