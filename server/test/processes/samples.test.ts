// The reference's samples, in each language, as their readers would run them: every one is an answered request of its
// operation. The server is the SDK's own for tests: it checks by the contract, and answers the contract's examples.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startTestServer as startTestingServer, type TestServer } from '@evently/sdk/testing'
import { expect } from 'chai'
import { packedCli } from '../support/cli.ts'

interface Sample {
  readonly label: 'curl' | 'SDK' | 'CLI' | 'Python'
  readonly source: string
}

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const { samples } = JSON.parse(await readFile(join(root, 'openapi/generated/reference.json'), 'utf8')) as {
  samples: Readonly<Record<string, readonly Sample[]>>
}
const operations = Object.keys(samples)
const sampleOf = (id: string, label: Sample['label']) => samples[id]!.find(sample => sample.label === label)?.source

describe("the reference's samples", () => {
  let folder: string
  let server: TestServer
  let env: Record<string, string>
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evently-samples-'))
    server = await startTestingServer({ answers: 'examples' })
    await writeFile(join(folder, 'password.txt'), 'correct horse battery\n')
    await writeFile(join(folder, 'scans.ndjson'), '{"code":"7K2M-9QXD-4T8B-0ZRW","scanId":"door-1-17"}\n')
    const bin = join(folder, 'bin')
    await mkdir(bin)
    const cli = await packedCli()
    // What reads its input or keeps a session runs at once; of the others the arguments are kept, to run them all in
    // one process.
    const kept = `printf '%s\\0' "$@" > "${folder}/argv-$$"`
    const runNow = `exec "${process.execPath}" "${cli}" "$@"`
    await writeFile(join(bin, 'evently'), `#!/bin/sh\ncase "$*" in auth\\ *|*-stdin*) ${runNow};; *) ${kept};; esac\n`)
    await chmod(join(bin, 'evently'), 0o755)
    env = {
      PATH: `${bin}:${process.env['PATH']}`,
      HOME: folder,
      EVENTLY_CONFIG_DIR: folder,
      EVENTLY_CREDENTIALS: 'file',
      EVENTLY_BASE_URL: server.baseUrl,
      EVENTLY_API_KEY: 'evk_of_a_reader',
      EVENTLY_ACCESS_TOKEN: 'a.token.of',
      OLD: 'correct horse battery',
      NEW: 'a longer staple of words',
    }
  })
  after(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })

  /** Runs a program that runs every sample, one after the other; answers what it has said. */
  async function run(program: string, args: readonly string[], { cwd = folder } = {}): Promise<string> {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (said += String(chunk)))
    await once(child, 'close')
    return said
  }

  /** Which samples were no request that their operation answers, with what they were instead. */
  function faultsIn(label: Sample['label'], said: string): string[] {
    const asked = new Map<string, Set<number | undefined>>()
    for (const { operation, status } of server.requests.splice(0))
      if (operation) asked.set(operation, (asked.get(operation) ?? new Set()).add(status))
    return operations
      .filter(id => sampleOf(id, label) !== undefined)
      .filter(id => ![...(asked.get(id) ?? [])].some(status => status !== undefined && status < 300))
      .map(
        id =>
          `${id}: ${[...(asked.get(id) ?? ['not asked'])].join(', ')}\n${sampleOf(id, label)}\n${said.slice(0, 500)}`,
      )
  }

  const withSamples = (label: Sample['label']) =>
    operations.flatMap(id => (sampleOf(id, label) === undefined ? [] : [[id, sampleOf(id, label)!] as const]))

  it('are there for every operation in curl and Python, and for all that SDK and CLI have', () => {
    expect(operations.filter(id => !sampleOf(id, 'curl') || !sampleOf(id, 'Python'))).to.deep.equal([])
    expect(withSamples('SDK').length).to.be.above(50)
    expect(withSamples('CLI').length).to.be.above(50)
  })

  it('in curl are answered', async function () {
    this.timeout(120_000)
    const all = withSamples('curl').map(([, source]) => source)
    expect(faultsIn('curl', await run('bash', ['-c', all.join('\n')]))).to.deep.equal([])
  })

  it('in Python are answered', async function () {
    this.timeout(120_000)
    const file = join(folder, 'samples.json')
    await writeFile(file, JSON.stringify(withSamples('Python')))
    const runner = [
      'import json, sys, traceback',
      'for name, source in json.load(open(sys.argv[1])):',
      '    try: exec(source, {})',
      '    except Exception: print(name, traceback.format_exc(limit=-1))',
    ]
    const said = await run('python3', ['-c', runner.join('\n'), file])
    expect(faultsIn('Python', said)).to.deep.equal([])
  })

  it('in TypeScript compile, and are answered', async function () {
    this.timeout(300_000)
    await mkdir(join(root, 'sdk/dist'), { recursive: true })
    // Inside the workspace, so that its packages are found.
    const place = await mkdtemp(join(root, 'sdk/dist/samples-'))
    try {
      for (const [id, source] of withSamples('SDK')) await writeFile(join(place, `${id}.ts`), `${source}\nexport {}\n`)
      const all = withSamples('SDK').map(
        ([id]) => `await import('./${id}.js').catch(error => console.log('${id}', error))`,
      )
      await writeFile(join(place, 'all.mjs'), all.join('\n'))
      const options = { target: 'es2023', module: 'nodenext', strict: true, skipLibCheck: true, types: ['node'] }
      await writeFile(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions: options }))
      const compiled = await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', place])
      expect(compiled).to.equal('')
      const said = await run(process.execPath, [join(place, 'all.mjs')])
      expect(faultsIn('SDK', said)).to.deep.equal([])
    } finally {
      await rm(place, { recursive: true })
    }
  })

  it('of the CLI are answered', async function () {
    this.timeout(600_000)
    const all = withSamples('CLI').map(([, source]) => source)
    const asked = await run('bash', ['-c', all.join('\n')])
    const runner = [
      `const { main } = await import(${JSON.stringify(join(root, 'cli/dist/src/main.js'))})`,
      "const { readdirSync, readFileSync } = await import('node:fs')",
      "for (const file of readdirSync('.').filter(name => name.startsWith('argv-')))",
      "  await main(readFileSync(file, 'utf8').split('\\0').slice(0, -1))",
    ]
    const said = await run(process.execPath, ['--input-type=module', '-e', runner.join('\n')])
    expect(faultsIn('CLI', asked + said)).to.deep.equal([])
  })
})
