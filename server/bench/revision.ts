// Another revision of this repository, built beside this one so that both can be measured in one run.
import { existsSync } from 'node:fs'
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
/** Of this revision; this file is compiled to `server/dist/bench`. */
export const ownRoot = fileURLToPath(new URL('../../../', import.meta.url))
/** This repository's own packages, which a revision brings along itself. */
const ownScope = '@evently'

export interface Revision {
  /** As short as git has it. */
  readonly commit: string
  readonly root: string
  close(): Promise<void>
}

/** Checks a revision out into a temporary worktree and compiles its server. Close it: it holds a folder. */
export async function buildRevision(ref: string, say: (line: string) => void): Promise<Revision> {
  const { stdout } = await git('rev-parse', '--verify', '--short', `${ref}^{commit}`).catch(() => {
    throw new Error(`--against: git knows no revision ${JSON.stringify(ref)}.`)
  })
  const commit = stdout.trim()
  const root = await realpath(await mkdtemp(join(tmpdir(), 'evently-against-')))
  const close = async () => {
    await git('worktree', 'remove', '--force', root).catch(async () => {
      await rm(root, { recursive: true, force: true })
      await git('worktree', 'prune')
    })
  }
  try {
    await git('worktree', 'add', '--force', '--detach', root, commit)
    if (await sameDependencies(root)) await shareModules(root)
    else await install(root, say)
    say(`Building ${commit} …`)
    await compileServer(root)
    return { commit, root, close }
  } catch (error) {
    await close()
    throw error
  }
}

const git = (...args: string[]) => run('git', ['-C', ownRoot, ...args])

async function sameDependencies(root: string) {
  const [own, other] = await Promise.all(
    [ownRoot, root].map(folder => readFile(join(folder, 'package-lock.json'), 'utf8')),
  )
  return own === other
}

/** Every package is a link to ours; the repository's own ones are links to those of the revision. */
async function shareModules(root: string) {
  const [from, to] = [join(ownRoot, 'node_modules'), join(root, 'node_modules')]
  await mkdir(join(to, ownScope), { recursive: true })
  for (const name of await readdir(from)) if (name !== ownScope) await symlink(join(from, name), join(to, name))
  for (const name of await readdir(join(from, ownScope))) {
    const [ownHome, own] = [await realpath(ownRoot), await realpath(join(from, ownScope, name))]
    await symlink(own.startsWith(ownHome) ? join(root, own.slice(ownHome.length)) : own, join(to, ownScope, name))
  }
  // What npm has put beside the server alone, as others need another version of it.
  const beside = join(ownRoot, 'server/node_modules')
  if (existsSync(beside)) await symlink(beside, join(root, 'server/node_modules'))
}

/** As run.mjs does. */
async function install(root: string, say: (line: string) => void) {
  say('Its dependencies are others: installing them …')
  const npm = process.env['npm_execpath']
  const wanted = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  await (npm && /\.c?js$/.test(npm)
    ? run(process.execPath, [npm, ...wanted], { cwd: root })
    : run('npm', wanted, { cwd: root }))
}

/** Its product alone: its tests and benches have nothing to do here. */
async function compileServer(root: string) {
  const config = join(root, 'server/tsconfig.against.json')
  const compilerOptions = {
    rootDir: '.',
    outDir: 'dist',
    types: ['node'],
    composite: false,
    incremental: false,
    declaration: false,
  }
  await writeFile(config, JSON.stringify({ extends: '../tsconfig.base.json', compilerOptions, include: ['src'] }))
  await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', config]).catch(
    (error: { stdout?: string }) => {
      throw new Error(`${root} doesn't compile:\n${error.stdout}`)
    },
  )
}
