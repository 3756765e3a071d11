// The guide from nothing to a shop, as its reader would follow it: its commands run, its code compiles and runs.
import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { packedCli } from '../support/cli.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const run = promisify(execFile)

describe('the guide from nothing to a shop', () => {
  let server: TestServer
  let folder: string
  before(async () => {
    server = await startOneProcess()
    await mkdir(join(root, 'sdk/dist'), { recursive: true })
    // Inside the workspace, so that its packages are found.
    folder = await mkdtemp(join(root, 'sdk/dist/shop-'))
  })
  after(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })

  it('works word for word', async function () {
    this.timeout(120_000)
    const page = await readFile(join(root, 'docs/guides/shop.md'), 'utf8')
    const blocks = (language: string) =>
      [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text]) => text!)

    const npx = join(folder, 'npx')
    await writeFile(npx, `#!/bin/sh\nshift\nexec "${process.execPath}" "${await packedCli()}" "$@"\n`)
    await chmod(npx, 0o755)
    const env = {
      PATH: `${folder}:${process.env['PATH']}`,
      HOME: folder,
      EVENTLY_CONFIG_DIR: folder,
      EVENTLY_CREDENTIALS: 'file',
      EVENTLY_BASE_URL: server.url,
    }
    const shown = 'printf "\\n%s\\n%s" "$SHOP_EVENT" "$EVENTLY_API_KEY"'
    const { stdout } = await run('bash', ['-eo', 'pipefail', '-c', [...blocks('sh'), shown].join('\n')], { env })
    const [event, key] = stdout.split('\n').slice(-2) as [string, string]
    expect([event.slice(0, 4), key.slice(0, 4)]).to.deep.equal(['evt_', 'evk_'])

    const code = blocks('ts')
    for (const [n, text] of code.entries()) await writeFile(join(folder, `step-${n}.ts`), text)
    const options = { target: 'es2023', module: 'nodenext', strict: true, skipLibCheck: true, types: ['node'] }
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options }))
    const compiler = join(root, 'node_modules/typescript/bin/tsc')
    await run(process.execPath, [compiler, '-p', folder]).catch((error: { stdout: string }) => {
      throw new Error(error.stdout)
    })
    const own = { ...env, SHOP_EVENT: event, EVENTLY_API_KEY: key }
    const said: string[] = []
    for (const n of code.keys())
      said.push((await run(process.execPath, [join(folder, `step-${n}.js`)], { env: own })).stdout)
    expect(said).to.deep.equal(['one reservation\n', '2 tickets; paid\n', '', 'the tests are green\n'])
  })
})
