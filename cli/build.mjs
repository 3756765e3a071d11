// What the package is packed with, besides what the compiler writes: the commands and all they need in a few files, the
// list of the commands, and whose work that is. `npm pack` writes it and removes it: in the work tree it would hide
// every change.
//
//   node build.mjs write [folder]     the package's folder, unless another one is named
//   node build.mjs remove
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules, createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Plugin } from '@oclif/core'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('.', import.meta.url))
const [action, folder = root] = process.argv.slice(2)
const compiled = join(root, 'dist/src')
const written = { bundle: 'dist/bundle', manifest: 'oclif.manifest.json', notices: 'THIRD-PARTY-NOTICES.md' }
const at = Object.fromEntries(Object.entries(written).map(([what, path]) => [what, join(folder, path)]))
const { dependencies = {}, optionalDependencies = {} } = manifestOf(root)
/** What npm installs beside the package; all else is bundled. */
const installed = Object.keys({ ...dependencies, ...optionalDependencies })
/** Of the whole bundle, without its source maps, in bytes. */
const bytesMax = 4_000_000

/** A file for each command, and files that several share; what is imported when it is needed is a file of its own. */
async function bundle() {
  const files = readdirSync(compiled, { recursive: true }).filter(
    file => file === 'main.js' || /^commands[/\\].*\.js$/.test(file),
  )
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: files.map(file => join(compiled, file)),
    outbase: compiled,
    outdir: at.bundle,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    chunkNames: 'shared/[name]-[hash]',
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none', // the notices hold them
    metafile: true,
    external: installed,
    alias: { 'jq-wasm': 'jq-wasm/inline' }, // without a file beside it
    banner: { js: commonJsWords },
    plugins: [ownEntries, namedExports, withoutSearches, http2Later, oclifLater, nodeAsIs, laterRequires],
    logLevel: 'warning',
  })
  return metafile
}

/** What CommonJS modules find without asking. */
const commonJsWords = [
  "const require = process.getBuiltinModule('module').createRequire(import.meta.url)",
  'const { filename: __filename, dirname: __dirname } = import.meta',
].join('; ')

/** Packages of which the CLI needs a part: that part is in a file of ours. */
const ownFiles = {
  '@oclif/core': 'bundle/oclif-core.mjs',
  '@inquirer/prompts': 'bundle/inquirer-prompts.mjs',
  undici: 'bundle/undici.mjs',
}
const ownEntries = {
  name: 'own-entries',
  setup(entries) {
    entries.onResolve({ filter: /^(@oclif\/core|@inquirer\/prompts|undici)$/ }, ({ path }) => ({
      path: join(root, ownFiles[path]),
    }))
  },
}

/** CommonJS that is imported when it is needed keeps the names of its exports, as in Node. */
const namedExports = {
  name: 'named-exports',
  setup(named) {
    const require = createRequire(import.meta.url)
    named.onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === 'resolved' || path in ownFiles) return undefined
      const found = await named.resolve(path, { kind, resolveDir, pluginData: 'resolved' })
      return found.external || isModule(found.path) ? undefined : { path: found.path, namespace: 'named' }
    })
    named.onLoad({ filter: /./, namespace: 'named' }, ({ path }) => {
      const names = Object.keys(require(path)).filter(name => name !== 'default' && /^[\w$]+$/.test(name))
      const whole = `const whole = require(${JSON.stringify(path)})\nexport default whole\n`
      return { contents: `${whole}export const { ${names.join(', ')} } = whole`, resolveDir: root }
    })
  },
}

function isModule(path) {
  const folder = /^.*node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+/.exec(path)?.[0]
  return /\.mjs$/.test(path) || (!/\.cjs$/.test(path) && (folder === undefined || manifestOf(folder).type === 'module'))
}

/** What oclif looks for commands and settings with where it has no list of them: the package has one. */
const withoutSearches = {
  name: 'without-searches',
  setup(searches) {
    const filter = /^(lilconfig|minimatch|tinyglobby|typescript)$/
    searches.onResolve({ filter }, ({ path }) => ({ path, namespace: 'nothing' }))
    searches.onLoad({ filter: /./, namespace: 'nothing' }, () => ({ contents: 'module.exports = {}' }))
  },
}

/** HTTP/2, which takes Node as long to load as all the rest of a request: loaded where a server is spoken to with it. */
const http2Later = {
  name: 'http2-later',
  setup(later) {
    later.onResolve({ filter: /\/client-h2\.js$/ }, ({ path, resolveDir, namespace }) =>
      namespace === 'later' ? { path } : { path: join(resolveDir, path), namespace: 'later' },
    )
    later.onLoad({ filter: /./, namespace: 'later' }, ({ path }) => ({
      contents: `module.exports = (...given) => require(${JSON.stringify(path)})(...given)`,
      resolveDir: root,
    }))
  },
}

/** A module of Node's as `require` has it: an import also runs what is only loaded for who asks, such as streams. */
const nodeAsIs = {
  name: 'node-as-is',
  setup(asIs) {
    asIs.onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? undefined : { path, namespace: 'node-as-is' },
    )
    asIs.onLoad({ filter: /./, namespace: 'node-as-is' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)})`,
    }))
  },
}

/** oclif's modules load each other, and Node's, at the place where they use them: a start uses few. */
const oclifLater = {
  name: 'oclif-later',
  setup(later) {
    later.onLoad({ filter: /@oclif[/\\]core[/\\]lib[/\\].*\.js$/ }, ({ path }) => {
      const names = new Map()
      const declaration = /^(?:const|var) (\w+) = ((?:__importDefault\()?require\("[^"]+"\)\)?);$/gm
      const rest = readFileSync(path, 'utf8').replace(declaration, (_, name, loading) => {
        names.set(name, loading)
        return ''
      })
      const later = rest.replace(/\b\w+_\d+\b/g, name => (names.has(name) ? `(${names.get(name)})` : name))
      return { contents: withoutDelays(path, later) }
    })
  },
}

/** What takes oclif longer than it has to, at every start. */
function withoutDelays(path, text) {
  const delays = {
    // the locale's order of words is loaded for it; ids are plain ASCII, and listed in this order already
    'config/plugin.js': ['a.id.localeCompare(b.id)', '(a.id < b.id ? -1 : 1)'],
    // this one loads processes and streams
    'util/os.js': ["(await import('wsl-utils')).isWsl", "require('is-wsl').default"],
  }
  const [from, to] =
    Object.entries(delays).find(([file]) => path.replaceAll('\\', '/').endsWith(`/lib/${file}`))?.[1] ?? []
  if (from === undefined) return text
  if (!text.includes(from)) stopWith(`${path} no longer says ${from}: see what a start takes now.`)
  return text.replaceAll(from, to)
}

/** `require` of our own modules is one that is bundled, and run when it is called. */
const laterRequires = {
  name: 'later-requires',
  setup(requires) {
    requires.onLoad({ filter: /cli[/\\]dist[/\\]src[/\\].*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/^const require = createRequire\(import\.meta\.url\);?$/m, ''),
    }))
  },
}

for (const path of Object.values(at)) rmSync(path, { recursive: true, force: true })
if (action === 'write') {
  const { inputs, outputs } = await bundle()
  checkOutputs(outputs)
  writeFileSync(at.notices, noticesOf(inputs))
  writeFileSync(at.manifest, JSON.stringify(await manifest()))
}

/** The list of the commands with their flags and words, each with its file in the bundle. */
async function manifest() {
  const plugin = new Plugin({ root, ignoreManifest: true, errorOnManifestCreate: true, respectNoCacheDefault: true })
  await plugin.load()
  const { commands, ...rest } = plugin.manifest
  const bundled = Object.entries(commands).map(([id, { relativePath, ...command }]) => [
    id,
    { ...command, relativePath: ['dist', 'bundle', ...relativePath.slice(2)] },
  ])
  return { ...rest, commands: Object.fromEntries(bundled) }
}

/** The tarball has no packages beside it, but for those that are optional. */
function checkOutputs(outputs) {
  const known = new Set([...builtinModules, ...installed])
  const missing = Object.values(outputs)
    .flatMap(({ imports }) => imports.filter(({ external }) => external))
    .map(({ path }) => path)
    .filter(path => !path.startsWith('node:') && !known.has(path))
  if (missing.length > 0) stopWith(`the bundle imports what the package does not bring: ${missing.join(', ')}.`)

  const files = Object.entries(outputs).filter(([path]) => path.endsWith('.js'))
  const bytes = files.reduce((sum, [, output]) => sum + output.bytes, 0)
  console.error(`@evently/cli: ${files.length} files, ${bytes} bytes, ${bytesMax} at most.`)
  if (bytes > bytesMax) stopWith('the bundle has become too large.')
}

/** Each package that is in the bundle, with its licence as it came. */
function noticesOf(inputs) {
  const folders = new Set(
    Object.keys(inputs).flatMap(
      path => /^(?:named:|later:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
    ),
  )
  const notices = [...folders].map(each => noticeOf(resolve(root, each))).sort()
  return ['# What @evently/cli is bundled from', ...new Set(notices)].join('\n\n') + '\n'
}

function noticeOf(folder) {
  const { name, version, license } = manifestOf(folder)
  const file = readdirSync(folder).find(each => /^licen[cs]e/i.test(each))
  if (!license && !file) stopWith(`${name} says nothing of its licence.`)
  const text = file === undefined ? `Licence: ${license}` : readFileSync(join(folder, file), 'utf8').trim()
  return `## ${name} ${version}\n\n${text}`
}

function manifestOf(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
}

function stopWith(message) {
  console.error(`@evently/cli: ${message}`)
  process.exit(1)
}
