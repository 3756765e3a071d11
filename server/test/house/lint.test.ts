// What the linter is there for: a promise that nobody waits for is found, by the rules that the house is linted with.
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const run = promisify(execFile)

/** The rules that a file breaks. */
async function broken(text: string): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'evently-lint-'))
  try {
    await cp(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { strict: true, target: 'ES2023', types: [] } }),
    )
    await writeFile(join(folder, 'planted.ts'), text)
    const oxlint = join(root, 'node_modules/oxlint/bin/oxlint')
    // It looks for its checker of types in the folder that it runs in, unless it is told.
    const env = { ...process.env, OXLINT_TSGOLINT_PATH: join(root, 'node_modules/.bin/tsgolint') }
    const found = await run(process.execPath, [oxlint, '-f', 'json'], { cwd: folder, env, timeout: 15_000 }).catch(
      (error: { stdout: string }) => error,
    )
    return (JSON.parse(found.stdout) as { diagnostics: { code: string }[] }).diagnostics.map(({ code }) => code)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const pay = 'export async function pay(): Promise<boolean> {\n  return true\n}\n'

describe('the linter', () => {
  const planted: Readonly<Record<string, string>> = {
    'typescript(no-floating-promises)': `${pay}export function buy() {\n  pay()\n}\n`,
    'typescript(no-misused-promises)': `${pay}export const isPaid = () => (pay() ? 'yes' : 'no')\n`,
    'typescript(await-thenable)': 'export async function price() {\n  const minor = await 2_500\n  return minor\n}\n',
    'typescript(no-explicit-any)': 'export const price = (event: any) => event\n',
    'eslint(no-unused-vars)': 'const price = 2_500\nexport {}\n',
    'eslint(eqeqeq)': 'export const isFree = (price: unknown) => price == 0\n',
  }
  for (const [rule, text] of Object.entries(planted)) {
    it(`finds a planted violation of ${rule}`, async () => expect(await broken(text)).to.deep.equal([rule]))
  }

  it('finds nothing in a promise that is waited for', async () => {
    expect(await broken(`${pay}export async function buy() {\n  await pay()\n}\n`)).to.deep.equal([])
  })

  it('is part of what `npm run lint` runs', async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    expect(scripts['lint']).to.include('biome format').and.to.include('oxlint')
  })
})
