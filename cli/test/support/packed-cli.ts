// The CLI as its package holds it: with the list of its commands, so that it starts in half the time, without loading
// each of them. What the work tree starts, which has no such list, is what the README's tour runs.
import { execFile } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const source = fileURLToPath(new URL('../../..', import.meta.url))

let packed: Promise<string> | undefined

/** Its `evently`, made at the first call and gone with this process. */
export const packedCli = (): Promise<string> => (packed ??= pack())

async function pack(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'evently-packed-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const cli = join(folder, 'cli')
  const { files } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as { files: readonly string[] }
  for (const file of ['package.json', 'manifest.mjs', ...files]) {
    if (file === 'oclif.manifest.json') continue // written below
    await mkdir(dirname(join(cli, file)), { recursive: true })
    await cp(join(source, file), join(cli, file), { recursive: true })
  }
  for (const dependencies of ['../node_modules', 'node_modules']) {
    const installed = join(source, dependencies)
    if (existsSync(installed)) await symlink(installed, join(cli, dependencies))
  }
  await execute(process.execPath, [join(cli, 'manifest.mjs'), 'write'])
  return join(cli, 'bin/run.js')
}
