// What a server that a test starts as a process of its own runs: main.ts with all that it imports, in a few files. To
// find and read a thousand files takes a third of what a start costs, and tests start hundreds of servers.
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { sharedStore } from './shared-stores.ts'

const compiled = fileURLToPath(new URL('../../src/', import.meta.url))
/** The program as it is shipped, for what is about the program itself. */
export const compiledMain = join(compiled, 'main.js')

/** The file that Node runs: once for a whole test run, of what is compiled. */
export const serverProgram = (): Promise<string> => sharedStore('server')

/** Packages that only their users install, and what is found beside a package by its own place. */
const notBundled = [
  ...['sqlite3', 'better-sqlite3', 'tedious', 'mysql', 'mariadb/callback', 'mysql2', 'oracledb'], // knex
  ...['pg-native', 'pg-query-stream', '@node-rs/*'],
]
/** What CommonJS modules find without asking. */
const commonJsWords = [
  `const require = process.getBuiltinModule('module').createRequire(${JSON.stringify(compiledMain)})`,
  `const [__filename, __dirname] = ${JSON.stringify([compiledMain, compiled])}`,
].join('; ')

export async function bundleServer(): Promise<{
  readonly url: string
  readonly pid: undefined
  close(): Promise<void>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'evently-server-'))
  await chmod(folder, 0o755) // some are started as another user
  await build({
    entryPoints: [compiledMain],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true, // what is imported when it is needed stays so
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: notBundled,
    banner: { js: commonJsWords },
    plugins: [ownPlaces],
    logLevel: 'error',
  })
  return { url: join(folder, 'main.mjs'), pid: undefined, close: () => rm(folder, { recursive: true, force: true }) }
}

/** Files that lie beside a module are found where the module was. */
const ownPlaces: Plugin = {
  name: 'own places',
  setup(bundling) {
    bundling.onLoad({ filter: /\.[cm]?js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      const isOwn = path.startsWith(compiled)
      if (!isOwn || !text.includes('import.meta.url')) return undefined
      return { contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)), loader: 'js' }
    })
  },
}
