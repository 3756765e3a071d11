// Which test files are to run: found by their sources, in the order that ends soonest.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { shownApart } from './apart.ts'
import { longestFirst, runAlone, runBesideOne } from './order.ts'

export const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** Whether the server of a test is one process or four, one for each service. */
export type Mode = 'together' | 'apart'

/** How many other files may run at the same time. */
export type Company = 'any' | 'one' | 'none'

export interface TestRun {
  /** The source, from the root of the repository. */
  readonly file: string
  readonly mode: Mode
  readonly company: Company
}

/** A path that names nothing to run. */
export class NothingThere extends Error {}

/**
 * The files and folders that are named, in `mode`. Without any: every file, and a second time over the services apart
 * what shows something there (apart.ts); with `apart` all that judge a whole server.
 */
export function runsOf(paths: readonly string[], mode: Mode): readonly TestRun[] {
  const inMode = (files: readonly string[], mode: Mode) => files.map(file => ({ file, mode }))
  if (paths.length > 0) return ordered(inMode([...new Set(paths.flatMap(filesAt))], mode))
  const all = testFolders().flatMap(testsIn)
  if (mode === 'apart') return ordered(inMode(all.filter(judgesServer), 'apart'))
  return ordered([...inMode(all, 'together'), ...inMode(Object.keys(shownApart), 'apart')])
}

/** `server/test/x.test.ts` → `server/dist/test/x.test.js` */
export const compiledOf = (file: string) =>
  join(root, file.replace(/^(examples\/[^/]+|[^/]+)\//, '$1/dist/').replace(/ts$/, 'js'))

function ordered(runs: readonly Omit<TestRun, 'company'>[]): readonly TestRun[] {
  const rank = new Map(longestFirst.map((file, n) => [file, n]))
  const rankOf = ({ file }: { file: string }) => rank.get(file) ?? longestFirst.length
  return runs.map(run => ({ ...run, company: companyOf(run.file) })).sort((one, other) => rankOf(one) - rankOf(other))
}

function companyOf(file: string): Company {
  if (file in runAlone) return 'none'
  return file in runBesideOne ? 'one' : 'any'
}

function filesAt(path: string): readonly string[] {
  const file = sourceOf(relative(root, resolve(path)).replaceAll('\\', '/'))
  const at = join(root, file)
  if (!existsSync(at)) throw new NothingThere(`There is no ${path}.`)
  if (!statSync(at).isDirectory()) {
    if (isTest(file)) return [file]
    throw new NothingThere(`${path} is no test file: its name doesn't end in .test.ts.`)
  }
  const found = testsIn(file)
  if (found.length === 0) throw new NothingThere(`There is no test file in ${path}.`)
  return found
}

/** Who names a compiled file means its source. */
const sourceOf = (path: string) => path.replace(/(^|\/)dist\//, '$1').replace(/\.test\.js$/, '.test.ts')

/** Found by their sources: a test that was deleted or renamed may still lie compiled in `dist`. */
function testFolders(): readonly string[] {
  const packages = ['server', 'sdk', 'cli', ...readdirSync(join(root, 'examples')).map(name => `examples/${name}`)]
  return packages
    .flatMap(name => ['test', 'verification', 'bench'].map(room => `${name}/${room}`))
    .filter(folder => existsSync(join(root, folder)))
}

function testsIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap(entry => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : testsIn(path)
      return isTest(path) ? [path] : []
    })
}

const isTest = (path: string) => path.endsWith('.test.ts')

/**
 * Its subject is the server, which it starts as support/server.ts does: that heeds EVENTLY_TEST_SERVICES. To the CLI,
 * the SDK and the examples the services apart are the same server: what they need of it is judged by its own tests.
 */
export const judgesServer = (file: string) =>
  serverRooms.some(room => file.startsWith(`server/test/${room}/`)) &&
  readFileSync(join(root, file), 'utf8').includes('startTestServer(')

const serverRooms = [
  ...['bookings', 'events', 'inventory', 'search', 'users', 'waitlist', 'webhooks'], // the domains
  ...['http', 'platform'],
]
