// The CLI as its package holds it: bundled, with the list of its commands. What the work tree starts, which has
// neither, is what the README's tour runs.
//
// It is made once for what the sources say, and every test process uses it until they say something else.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const source = fileURLToPath(new URL('../../..', import.meta.url))
const packages = join(source, 'dist/packed')
/** Older ones are no longer in use: no test run takes as long. */
const keptMs = 60 * 60 * 1000
const built = ['dist/bundle', 'oclif.manifest.json', 'THIRD-PARTY-NOTICES.md']

let packed: Promise<string> | undefined

/** Its folder. */
export const packedFolder = (): Promise<string> => (packed ??= pack())

/** Its `evently`. */
export const packedCli = async (): Promise<string> => join(await packedFolder(), 'bin/run.js')

async function pack(): Promise<string> {
  const folder = join(packages, await keyOfSources())
  if (existsSync(folder)) return folder
  await mkdir(packages, { recursive: true })
  await removeOld()
  const draft = await mkdtemp(join(packages, '.draft-'))
  const { files } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as { files: readonly string[] }
  for (const file of ['package.json', ...files]) {
    if (built.includes(file)) continue // written below
    await mkdir(dirname(join(draft, file)), { recursive: true })
    await cp(join(source, file), join(draft, file), { recursive: true })
  }
  await execute(process.execPath, [join(source, 'build.mjs'), 'write', draft])
  // Another process may have been as fast: what it has made is the same.
  await rename(draft, folder).catch(() => rm(draft, { recursive: true }))
  return folder
}

/** By what was compiled and when; the packages that are bundled change with the lock file. */
async function keyOfSources(): Promise<string> {
  const hash = createHash('sha256').update(process.version)
  const folders = ['dist/src', '../sdk/dist/src', 'bin', 'bundle']
  for (const folder of folders)
    for (const name of (await readdir(join(source, folder), { recursive: true })).sort())
      if (/\.m?js$/.test(name)) hash.update(await factsOf(join(source, folder, name)))
  for (const file of ['package.json', 'build.mjs', '../package-lock.json', 'CHANGELOG.md'])
    hash.update(await factsOf(join(source, file)))
  return hash.digest('hex').slice(0, 16)
}

async function factsOf(file: string): Promise<string> {
  const { mtimeMs, size } = await stat(file)
  return `${file} ${mtimeMs} ${size}\n`
}

async function removeOld(): Promise<void> {
  for (const name of await readdir(packages)) {
    const { mtimeMs } = await stat(join(packages, name))
    if (Date.now() - mtimeMs > keptMs) await rm(join(packages, name), { recursive: true, force: true })
  }
}
