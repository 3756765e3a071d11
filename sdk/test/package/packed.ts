// The package as partners get it: packed, and installed into folders that see nothing else of this repository.
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export const root = fileURLToPath(new URL('../../../../', import.meta.url))
export const tool = (path: string) => join(root, 'node_modules', path)
const exec = promisify(execFile)

export interface Packed {
  /** The tarball. */
  readonly path: string
  /** Where the package is installed. */
  readonly installedAt: string
  /** A new folder that sees the installed package, with these files. */
  install(files: Readonly<Record<string, string>>): Promise<Installed>
  /** Installs more beside the package: what somebody must who wants more than the client. */
  add(...names: readonly string[]): Promise<void>
  remove(): Promise<void>
}

export interface Installed {
  readonly folder: string
  /** Runs a program of Node's there; answers what it printed, and fails with that if it fails. */
  node(...args: string[]): Promise<string>
  /** The same, with another program than Node. */
  run(program: string, ...args: string[]): Promise<string>
  /** Type-checks there with a tsconfig.json of these options. */
  compile(options: object, files: readonly string[]): Promise<string>
}

/** Runs `npm pack`, which builds. */
export async function packSdk(): Promise<Packed> {
  const home = await mkdtemp(join(tmpdir(), 'evently-packed-'))
  const { stdout } = await exec('npm', ['pack', '--workspace', 'sdk', '--pack-destination', home, '--json'], {
    cwd: root,
    shell: process.platform === 'win32',
  })
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('['))) as [{ filename: string }]
  const path = join(home, filename)
  await exec('tar', ['-xzf', path, '-C', home])
  await installInto(home, join(home, 'package'))
  let installs = 0
  return {
    path,
    installedAt: join(home, 'node_modules/@evently/sdk'),
    async install(files) {
      const folder = join(home, `fixture-${(installs += 1)}`)
      await mkdir(folder)
      for (const [name, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, name)), { recursive: true })
        await writeFile(join(folder, name), text)
      }
      return installedIn(folder)
    },
    add: (...names) => copyInto(home, names),
    remove: () => rm(home, { recursive: true, force: true }),
  }
}

/** With the dependencies that its package.json names, and theirs, as they are here. */
async function installInto(folder: string, unpacked: string): Promise<void> {
  const own = join(folder, 'node_modules/@evently/sdk')
  await mkdir(dirname(own), { recursive: true })
  await cp(unpacked, own, { recursive: true })
  await copyInto(folder, await dependenciesOf(own))
}

const dependenciesOf = async (path: string) =>
  Object.keys((JSON.parse(await readFile(join(path, 'package.json'), 'utf8')) as Manifest).dependencies ?? {})

async function copyInto(folder: string, names: readonly string[]): Promise<void> {
  const waiting = [...names]
  const done = new Set<string>()
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (done.has(name)) continue
    done.add(name)
    await mkdir(dirname(join(folder, 'node_modules', name)), { recursive: true })
    await cp(tool(name), join(folder, 'node_modules', name), { recursive: true })
    waiting.push(...(await dependenciesOf(tool(name))))
  }
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
}

function installedIn(folder: string): Installed {
  const run = async (program: string, ...args: string[]) => {
    const env = { PATH: process.env['PATH'], HOME: folder, NODE_OPTIONS: '' }
    try {
      return (await exec(program, args, { cwd: folder, env, timeout: 60_000 })).stdout
    } catch (error) {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string }
      throw new Error(`${basename(program)} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error })
    }
  }
  const node = (...args: string[]) => run(process.execPath, ...args)
  return {
    folder,
    node,
    run,
    async compile(options, files) {
      const compilerOptions = { strict: true, target: 'es2022', skipLibCheck: false, ...options }
      await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
      return node(tool('typescript/bin/tsc'), '-p', 'tsconfig.json')
    },
  }
}

/** Lets a fixture see one more package of this repository: a tool, or types. */
export async function alsoSees({ folder }: Installed, name: string): Promise<void> {
  const path = join(folder, 'node_modules', name)
  await mkdir(dirname(path), { recursive: true })
  await symlink(tool(name), path, 'dir')
}
