import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { cruise, type ICruiseResult, type IRegularForbiddenRuleType } from 'dependency-cruiser'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const { forbidden } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
  forbidden: IRegularForbiddenRuleType[]
}

/** The names of the rules that the tree below `baseDir` breaks, each with where. */
async function violationsIn(baseDir: string, folders: readonly string[]) {
  const { output } = await cruise([...folders], {
    baseDir,
    ruleSet: { forbidden },
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
  })
  const { summary } = output as ICruiseResult
  return {
    files: summary.totalCruised,
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  }
}

describe('who may import whom', () => {
  it('is kept by the whole house', async () => {
    const { files, violations } = await violationsIn(root, ['server/src', 'sdk/src', 'cli/src', 'examples'])
    expect(files).to.be.greaterThan(50)
    expect(violations).to.deep.equal([])
  })

  const planted: Record<string, [from: string, to: string]> = {
    'contract-imports-nothing-of-the-server': ['server/src/contract/types.ts', 'server/src/platform/ids.ts'],
    'platform-knows-no-domain': ['server/src/platform/postgres/sql.ts', 'server/src/domains/users/service.ts'],
    'rules-are-pure': [
      'server/src/domains/inventory/rules/decide.ts',
      'server/src/domains/inventory/lane/lane-store.ts',
    ],
    'domains-meet-at-their-ports': [
      'server/src/domains/bookings/service.ts',
      'server/src/domains/inventory/service.ts',
    ],
    'domains-see-only-what-is-below': ['server/src/domains/users/service.ts', 'server/src/config.ts'],
    // the smallest of circles: of types alone
    'no-circles': ['server/src/config.ts', 'server/src/main.ts'],
    'elasticsearch-is-loaded-where-there-is-one': [
      'server/src/domains/search/index.ts',
      'server/src/domains/search/elasticsearch/engine.ts',
    ],
    'sdk-stands-alone': ['sdk/src/index.ts', 'server/src/app.ts'],
    'cli-speaks-through-the-sdk': ['cli/src/base-command.ts', 'server/src/app.ts'],
    'examples-speak-through-the-sdk': ['examples/flash-sale/src/main.ts', 'cli/src/index.ts'],
  }
  it('has a planted violation for every rule', () =>
    expect(Object.keys(planted)).to.have.members(forbidden.map(({ name }) => name)))

  for (const [rule, [from, to]] of Object.entries(planted)) {
    it(`catches a planted violation of ${rule}`, async () => {
      const tree = await mkdtemp(join(tmpdir(), 'evently-imports-'))
      try {
        const files = {
          [to]: rule === 'no-circles' ? imports(to, from, 'import type') : 'export const there = 1\n',
          [from]: imports(from, to, rule === 'no-circles' ? 'import type' : 'import'),
        }
        for (const [path, text] of Object.entries(files)) {
          await mkdir(dirname(join(tree, path)), { recursive: true })
          await writeFile(join(tree, path), text)
        }
        const { violations } = await violationsIn(tree, [...new Set([from, to].map(path => path.split('/')[0]!))])
        expect(violations.map(violation => violation.rule)).to.include(rule)
      } finally {
        await rm(tree, { recursive: true })
      }
    })
  }
})

/** A file that imports another, as they would stand in the tree. */
function imports(from: string, to: string, keyword: 'import' | 'import type') {
  const up = '../'.repeat(from.split('/').length - 1)
  return `${keyword} { there } from './${up}${to}'\nexport const here = there\n`
}
