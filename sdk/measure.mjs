// `npm run measure`: how large the package is and how long it takes to import, beside stripe-node, in one run.
//
// Import times are those of a new process that also makes a client, without those of a process that does nothing. The
// programs take turns, so that a load of the machine meets all of them; medians are told.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const rounds = Number(process.argv[2] ?? 20)
const packages = [
  { name: '@evently/sdk', from: join(root, 'cli'), client: 'Evently', make: 'new Evently()', isDefault: false },
  { name: 'stripe', from: join(root, 'server'), client: 'Stripe', make: "new Stripe('sk_test_1')", isDefault: true },
]

const importOf = ({ name, client, isDefault }) => `import ${isDefault ? client : `{ ${client} }`} from '${name}'\n`
const requireOf = ({ name, client, isDefault }) =>
  isDefault ? `const ${client} = require('${name}')\n` : `const { ${client} } = require('${name}')\n`

const programs = [
  { what: 'nothing', run: () => timeOf(['-e', ''], root) },
  ...packages.flatMap(each => [
    {
      what: `${each.name}, as a module`,
      run: () => timeOf(['--input-type=module', '-e', importOf(each) + each.make], each.from),
    },
    { what: `${each.name}, as CommonJS`, run: () => timeOf(['-e', requireOf(each) + each.make], each.from) },
  ]),
]

function timeOf(args, cwd) {
  const startMs = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return performance.now() - startMs
}

const times = new Map(programs.map(({ what }) => [what, []]))
for (let round = 0; round < rounds; round += 1) for (const { what, run } of programs) times.get(what).push(run())
const medianOf = list => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]
const idleMs = medianOf(times.get('nothing'))

console.log(`import and a client, median of ${rounds} processes, ${Math.round(idleMs)} ms of Node itself taken off`)
for (const { what } of programs.slice(1))
  console.log(`  ${what.padEnd(28)} ${Math.round(medianOf(times.get(what)) - idleMs)} ms`)

console.log('size')
for (const each of packages) {
  const { size, unpackedSize, entryCount } = packed(each)
  const page = await pageOf(each)
  console.log(
    `  ${each.name.padEnd(14)} ${kB(size)} packed, ${kB(unpackedSize)} unpacked, ${entryCount} files; in a page ` +
      `${kB(page)} gzipped`,
  )
}

function packed({ name, from }) {
  const manifest = name.startsWith('@evently/') ? join(root, 'sdk/package.json') : manifestOf(name, from)
  const folder = join(manifest, '..')
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', folder]
  const { stdout } = spawnSync('npm', args, { cwd: root, encoding: 'utf8' })
  return JSON.parse(stdout)[0]
}

function manifestOf(name, from) {
  const main = createRequire(join(from, 'package.json')).resolve(name)
  return join(
    main.slice(0, main.lastIndexOf(join('node_modules', name)) + join('node_modules', name).length),
    'package.json',
  )
}

async function pageOf(each) {
  const { outputFiles } = await build({
    stdin: { contents: `${importOf(each)}console.log(${each.make})`, resolveDir: each.from },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    logLevel: 'error',
  })
  return gzipSync(outputFiles[0].contents, { level: 9 }).length
}

function kB(bytes) {
  return `${(bytes / 1_000).toFixed(1)} kB`
}
