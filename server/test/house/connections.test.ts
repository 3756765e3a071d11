import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
/** Where every connection to PostgreSQL is made, with its listener and its bounds. */
const homePath = 'server/src/platform/postgres/connections.ts'

/**
 * What only HOME may write; of pg itself the rest of the platform may use what makes no connection, and the domains its
 * types.
 */
const rules: readonly {
  readonly name: string
  readonly pattern: RegExp
  readonly allowedIn: (path: string) => boolean
}[] = [
  { name: 'only connections.ts connects', pattern: /\.connect\s*\(/, allowedIn: path => path === homePath },
  {
    name: 'only connections.ts makes clients and pools',
    pattern: /new\s+pg\.(Client|Pool)\b|extends\s+pg\.(Client|Pool)\b/,
    allowedIn: path => path === homePath,
  },
  {
    name: 'only the platform imports pg for more than its types',
    pattern: /^import (?!type ).*from 'pg'|import\('pg'\)|require\('pg'\)/m,
    allowedIn: path => path.startsWith('server/src/platform/'),
  },
  { name: 'nobody imports single names of pg', pattern: /^import \{.*\} from 'pg'/m, allowedIn: () => false },
]

async function violationsIn(base: string): Promise<string[]> {
  const entries = await readdir(join(base, 'server/src'), { recursive: true, withFileTypes: true })
  const paths = entries
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
    .map(({ parentPath, name }) => relative(base, join(parentPath, name)))
  const found = await Promise.all(
    paths.map(async path => {
      const text = await readFile(join(base, path), 'utf8')
      return rules
        .filter(({ pattern, allowedIn }) => !allowedIn(path) && pattern.test(text))
        .map(({ name }) => `${path}: ${name}`)
    }),
  )
  return found.flat()
}

describe('who may connect to PostgreSQL', () => {
  it('is the one file that gives each connection its listener and its bounds', async () => {
    expect(await violationsIn(root)).to.deep.equal([])
    expect(await readFile(join(root, homePath), 'utf8')).to.match(rules[0]!.pattern) // the rule knows what it looks for
  })

  const planted: Readonly<Record<string, readonly [path: string, text: string]>> = {
    'only connections.ts connects': [
      'server/src/domains/inventory/lane/lane-store.ts',
      'export const taken = await pool.connect()\n',
    ],
    'only connections.ts makes clients and pools': [
      'server/src/platform/postgres/sql.ts',
      `import pg from 'pg'\nexport const pool = new pg.Pool({})\n`,
    ],
    'only the platform imports pg for more than its types': [
      'server/src/resources.ts',
      `import pg from 'pg'\nexport const types = pg.types\n`,
    ],
    'nobody imports single names of pg': [
      'server/src/platform/postgres/leases.ts',
      `import { Client } from 'pg'\nexport const client = new Client()\n`,
    ],
  }
  it('has a planted violation for every rule', () =>
    expect(Object.keys(planted)).to.have.members(rules.map(({ name }) => name)))

  for (const [rule, [path, text]] of Object.entries(planted)) {
    it(`catches a planted violation: ${rule}`, async () => {
      const tree = await mkdtemp(join(tmpdir(), 'evently-connections-'))
      try {
        await mkdir(dirname(join(tree, path)), { recursive: true })
        await writeFile(join(tree, path), text)
        expect(await violationsIn(tree)).to.include(`${path}: ${rule}`)
      } finally {
        await rm(tree, { recursive: true })
      }
    })
  }
})
