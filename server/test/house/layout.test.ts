// How long a line and a file may be. The formatter breaks code; comments, strings and SQL are broken by hand.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const columnsMax = 120
const linesMax = 400

/** Generated from the contract or from the code; and migrations, which are not edited once they have been released. */
const untouched = /(^|\/)generated\/|\/RECOVERY\.md$|^migrations\//
/** Made by hand. */
const isMade = (path: string) => /\.(ts|[cm]?js|sql|ya?ml|md)$/.test(path) && !untouched.test(path)

/** Longer files, each with why. */
const longFiles: Readonly<Record<string, string>> = {
  'server/src/demo/events.ts': 'a list: the events of the demo',
  'server/verification/model/mutants.ts': 'a list: the faults',
  'server/verification/model/checks.ts': 'a list: what the simulation checks after each step',
  'server/verification/model/model.ts': 'the second opinion on the rules, read as one',
  'server/test/search/expectations.ts': 'what both engines are held to, in one list',
  'server/test/inventory/audit.test.ts': 'a list: a planted violation of each check',
  'server/test/http/rate-limits.test.ts': 'the cases of one table of limits',
  'server/test/http/refusal-table.ts': 'a list: each operation with how it is refused',
  'cli/test/commands.test.ts': 'a list: each command with what it asks and prints',
}

/** Lines that can't be broken or are read better whole. */
const whole: readonly { readonly what: string; readonly file: RegExp; readonly line: RegExp }[] = [
  { what: 'a row of a table', file: /\.md$/, line: /^\s*\|.*\|$/ },
  { what: 'a regular expression', file: /\.ts$/, line: /^\s*(const \w+ = |\w+: )?\/(?![/*]).*\/[a-z]*[,)]*$/ },
  { what: 'an address or a word without a space', file: /./, line: /^\s*\S+( \S+)?$/ },
  { what: 'a sample of an answer', file: /^openapi\/paths\/.*\.yaml$/, line: /^\s+(data: |\w+,\w+,|\w+_\w+,)/ },
  { what: 'a screen of a wide terminal', file: /^docs\/cli\/an-organizers-day\.md$/, line: /./ },
  { what: 'a command in a list', file: /docker-compose\.yml$/, line: /^\s+test: \[/ },
]

interface Layout {
  readonly path: string
  readonly text: string
}

/** What is too long, by place. */
function tooLong({ path, text }: Layout): readonly string[] {
  const lines = text.replace(/\n$/, '').split('\n')
  const isWhole = (line: string) => whole.some(whole => whole.file.test(path) && whole.line.test(line))
  const long = lines.flatMap((line, n) =>
    [...line].length > columnsMax && !isWhole(line) ? [`${path}:${n + 1} has ${[...line].length} columns`] : [],
  )
  if (/\.(ts|[cm]?js)$/.test(path) && lines.length > linesMax && !(path in longFiles))
    long.push(`${path} has ${lines.length} lines`)
  return long
}

describe('the layout', () => {
  it(`has no line of more than ${columnsMax} columns and no file of more than ${linesMax} lines`, async () => {
    const { stdout } = await promisify(execFile)('git', ['ls-files', '-z'], { cwd: root })
    const paths = stdout.split('\0').filter(isMade)
    expect(paths.length).to.be.greaterThan(400)
    const found = await Promise.all(
      paths.map(async path => tooLong({ path, text: await readFile(join(root, path), 'utf8') })),
    )
    expect(found.flat().sort()).to.deep.equal([])
  })

  const wide = (line: string) => line.replace('…', 'word '.repeat(30))
  const planted: Readonly<Record<string, Layout>> = {
    'a comment': { path: 'a.ts', text: wide('// …\n') },
    'the title of a test': { path: 'a.test.ts', text: wide("it('…', () => {\n") },
    'a string': { path: 'a.ts', text: wide("const text = '…'\n") },
    'a statement': { path: 'a.sql', text: wide('select …\n') },
    'a paragraph': { path: 'a.md', text: wide('…\n') },
    'a description': { path: 'a.yaml', text: wide('description: …\n') },
    'a file': { path: 'a.ts', text: 'call()\n'.repeat(linesMax + 1) },
  }
  for (const [what, layout] of Object.entries(planted)) {
    it(`finds ${what} that is too long`, () => expect(tooLong(layout)).to.have.length(1))
  }

  it('lets what is read better whole stand', () => {
    expect(tooLong({ path: 'a.md', text: wide('| … |\n') })).to.deep.equal([])
    expect(tooLong({ path: 'a.ts', text: 'call()\n'.repeat(linesMax) })).to.deep.equal([])
  })
})
