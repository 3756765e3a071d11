// The packed package in the places where partners use it: each row is a project of its own.
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { expect } from 'chai'
import { build } from 'esbuild'
import { withServer } from '../support/scripted-server.ts'
import { alsoSees, packSdk, tool } from './packed.ts'
import type { Installed, Packed } from './packed.ts'
import { runtimes, runWorker, workerConfig } from './runtimes.ts'
import { commonJsProgram, done, jestTest, moduleProgram, shop } from './shop.ts'
import { testingProgram, typedCommonJs, typedModule, workerProgram } from './shop.ts'

interface Fixture {
  readonly files: (baseUrl: string) => Readonly<Record<string, string>>
  /** What its requests go over; in Node's own `fetch` they say so. */
  readonly over: 'undici' | 'fetch' | 'a fetch of its own'
  /** What its program prints. */
  readonly run: (installed: Installed) => Promise<string>
}

const strict = { noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true }
const noGlobalTypes = { types: [] as string[] }
const bundled = (platform: 'browser' | 'node', { folder }: Installed, more: object = {}) =>
  build({
    entryPoints: [join(folder, 'main.mjs')],
    outfile: join(folder, 'out.mjs'),
    bundle: true,
    format: 'esm',
    platform,
    logLevel: 'silent',
    absWorkingDir: folder,
    ...more,
  })

const fixtures: Readonly<Record<string, Fixture>> = {
  'Node, as an ES module': {
    over: 'undici',
    files: url => ({ 'main.mjs': moduleProgram(url) }),
    run: ({ node }) => node('main.mjs'),
  },
  'Node, as CommonJS': {
    over: 'undici',
    files: url => ({ 'main.cjs': commonJsProgram(url) }),
    run: ({ node }) => node('main.cjs'),
  },
  'Node, by the subpath ./node, as an ES module': {
    over: 'undici',
    files: url => ({ 'main.mjs': moduleProgram(url, '@evently/sdk/node') }),
    run: ({ node }) => node('main.mjs'),
  },
  'Node, by the subpath ./node, as CommonJS': {
    over: 'undici',
    files: url => ({ 'main.cjs': commonJsProgram(url, '@evently/sdk/node') }),
    run: ({ node }) => node('main.cjs'),
  },
  'Node with the condition `browser`, over the global fetch': {
    over: 'fetch',
    files: url => ({ 'main.mjs': moduleProgram(url) }),
    run: ({ node }) => node('--conditions=browser', 'main.mjs'),
  },
  'TypeScript for Node, as an ES module': {
    over: 'undici',
    files: url => ({ 'main.mts': typedModule(url) }),
    async run(installed) {
      await alsoSees(installed, '@types/node')
      await installed.compile({ module: 'node16', types: ['node'], ...strict, skipLibCheck: true }, ['main.mts'])
      return installed.node('main.mjs')
    },
  },
  'TypeScript for Node, as CommonJS': {
    over: 'undici',
    files: url => ({ 'main.cts': typedCommonJs(url) }),
    async run(installed) {
      await alsoSees(installed, '@types/node')
      await installed.compile({ module: 'node16', types: ['node'], ...strict, skipLibCheck: true }, ['main.cts'])
      return installed.node('main.cjs')
    },
  },
  'TypeScript for a bundler, with every library checked, without types of Node': {
    over: 'undici',
    files: url => ({ 'main.ts': typedModule(url), 'package.json': '{ "type": "module" }' }),
    async run(installed) {
      const options = { module: 'preserve', moduleResolution: 'bundler', lib: ['es2023', 'dom'], ...noGlobalTypes }
      await installed.compile({ ...options, ...strict }, ['main.ts'])
      return installed.node('main.js')
    },
  },
  'Jest, as CommonJS': {
    over: 'undici',
    files: url => ({ 'buys.test.js': jestTest(url), 'package.json': '{ "jest": { "testEnvironment": "node" } }' }),
    async run({ node }) {
      await node(tool('jest/bin/jest.js'), '--ci', '--silent', '--watchman=false')
      return done
    },
  },
  'esbuild for a page': {
    over: 'fetch',
    files: url => ({ 'main.mjs': moduleProgram(url) }),
    async run(installed) {
      const { warnings } = await bundled('browser', installed)
      expect(warnings).to.deep.equal([])
      return installed.node('out.mjs')
    },
  },
  'esbuild for Node, as an ES module': {
    over: 'fetch',
    files: url => ({ 'main.mjs': moduleProgram(url) }),
    async run(installed) {
      const { warnings } = await bundled('node', installed)
      expect(warnings).to.deep.equal([])
      return installed.node('out.mjs')
    },
  },
  'esbuild for Node, as an ES module, with undici left outside': {
    over: 'undici',
    files: url => ({ 'main.mjs': moduleProgram(url) }),
    async run(installed) {
      await bundled('node', installed, { external: ['undici'] })
      return installed.node('out.mjs')
    },
  },
  'both copies in one program: each knows the errors of the other': {
    over: 'undici',
    files: url => ({
      'main.mjs': `
        import { createRequire } from 'node:module'
        import { isProblem } from '@evently/sdk'
        const { Evently } = createRequire(import.meta.url)('@evently/sdk')
        const evently = new Evently({ baseUrl: '${url}' })
        const error = await evently.events.get('evt_gone').catch(error => error)
        await evently.close()
        if (isProblem(error, 'event_not_found')) process.stdout.write(${JSON.stringify(done)})
      `,
    }),
    run: ({ node }) => node('main.mjs'),
  },
}

/** What is there where the environment names its program. */
const elsewhere: Readonly<Record<string, Fixture | undefined>> = {
  ...Object.fromEntries(
    Object.entries(runtimes).flatMap(([name, { variable, run }]) => {
      const program = process.env[variable]
      const fixtureOf = (file: string, text: (url: string) => string): Fixture | undefined =>
        program === undefined
          ? undefined
          : {
              over: 'a fetch of its own',
              files: url => ({ [file]: text(url), 'package.json': '{}' }),
              run: installed => run(program, installed, file),
            }
      return [
        [`${name}, as an ES module`, fixtureOf('main.mjs', moduleProgram)],
        [`${name}, as CommonJS`, fixtureOf('main.cjs', commonJsProgram)],
      ]
    }),
  ),
  'a worker': worker(process.env['EVENTLY_TEST_WORKERD']),
}

function worker(program: string | undefined): Fixture | undefined {
  if (program === undefined) return undefined
  return {
    over: 'a fetch of its own',
    files: url => ({ 'main.mjs': workerProgram(url), 'worker.capnp': workerConfig }),
    run: installed => runWorker(program, installed, 'main.mjs'),
  }
}

describe('sdk: the package', () => {
  let packed: Packed
  before(async function () {
    this.timeout(120_000)
    packed = await packSdk()
  })
  after(() => packed.remove())

  for (const [where, fixture] of Object.entries({ ...fixtures, ...elsewhere })) {
    if (!fixture) {
      it(`works in ${where}, where the environment names it (.ci/runtimes)`)
      continue
    }
    const { files, over, run } = fixture
    it(`works in ${where}`, async () => {
      await withServer(shop, {}, async ({ client, asked }) => {
        const installed = await packed.install(files(client.baseUrl))
        expect(await run(installed)).to.equal(done)
        expect(asked[0]?.headers['sec-fetch-mode'], over).to.equal(over === 'fetch' ? 'cors' : undefined)
        if (where.startsWith('both')) return
        const sent = asked.map(({ method, path }) => `${method} ${path}`)
        expect(sent).to.deep.equal([
          'GET /api/v1/events',
          'POST /api/v1/bookings/reserve',
          'POST /api/v1/bookings/confirm',
          'GET /api/v1/events/evt_gone',
        ])
        expect(asked[1]?.headers).to.include({ authorization: 'Bearer evk_fixture' })
        expect(asked[1]?.headers['idempotency-key']).to.match(/^[0-9a-f]{32}$/)
        expect(asked[1]?.headers['user-agent']).to.match(/^evently-sdk\//)
      })
    })
  }

  for (const [name, { variable, run }] of Object.entries(runtimes)) {
    const program = process.env[variable]
    if (!program) {
      it(`has a server for tests that works in ${name}, where ${variable} names it (.ci/runtimes)`)
      continue
    }
    it(`has a server for tests that works in ${name}`, async () => {
      const installed = await packed.install({ 'main.mjs': testingProgram, 'package.json': '{}' })
      await packed.add('ajv', 'ajv-formats')
      expect(await run(program, installed, 'main.mjs')).to.equal('3\nclosed\n')
    })
  }

  it('holds what it should and nothing else, with sources in its source maps', async () => {
    const { installedAt } = packed
    const files = (await readdir(installedAt, { recursive: true, withFileTypes: true })).filter(each => each.isFile())
    const paths = files.map(({ parentPath, name }) =>
      relative(installedAt, join(parentPath, name)).replaceAll('\\', '/'),
    )
    const maps = paths.filter(path => path.endsWith('.map'))
    const bare: string[] = []
    for (const path of maps) {
      const map = JSON.parse(await readFile(join(installedAt, path), 'utf8')) as {
        sources: string[]
        sourcesContent?: string[]
      }
      if (map.sources.length === 0 || map.sourcesContent?.length !== map.sources.length) bare.push(path)
    }
    const known =
      /^((dist\/cjs\/)?package\.json|README\.md|api\.md|LICENSE|CHANGELOG\.md|dist\/(src|cjs)\/.+\.(js|d\.ts|js\.map))$/
    expect(paths.filter(path => !known.test(path))).to.deep.equal([])
    expect(paths).to.include.members(['LICENSE', 'README.md', 'CHANGELOG.md', 'dist/src/node.js', 'dist/cjs/index.js'])
    expect(maps).to.have.length.greaterThan(50)
    expect(bare).to.deep.equal([])
  })

  for (const [name, args] of Object.entries({
    'publint': ['publint/src/cli.js', '--strict'],
    'are-the-types-wrong': ['@arethetypeswrong/cli/dist/index.js', '--profile', 'node16', '--format', 'ascii'],
  }))
    it(`has nothing that ${name} finds fault with`, async () => {
      const { node } = await packed.install({})
      const [path, ...options] = args
      await node(tool(path!), packed.path, ...options)
    })
})
