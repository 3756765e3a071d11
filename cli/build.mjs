// What the package is packed with, besides what the compiler writes: the commands and all they need in a few files, the
// list of the commands, and whose work that is. `npm pack` writes it and removes it: in the work tree it would hide
// every change.
//
//   node build.mjs write [folder]     the package's folder, unless another one is named
//   node build.mjs remove
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Plugin } from '@oclif/core'
import { build } from 'esbuild'
import { commonJsWords, plugins } from './bundle/plugins.mjs'

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
/** Of what is loaded before anything is done, in bytes: what grows here is waited for at every start. */
const atStartMax = { 'main.js': 300_000, 'commands/events/list.js': 550_000 }

for (const path of Object.values(at)) rmSync(path, { recursive: true, force: true })
if (action === 'write') {
  const { inputs, outputs } = await bundle()
  checkOutputs(outputs)
  writeFileSync(at.notices, noticesOf(inputs))
  writeFileSync(at.manifest, JSON.stringify(await manifest()))
}

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
    plugins,
    logLevel: 'warning',
  })
  return metafile
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

  for (const [entry, max] of Object.entries(atStartMax)) {
    const atStart = bytesAtStart(outputs, path => path.endsWith(`/${entry}`))
    console.error(`@evently/cli: ${atStart} bytes to start ${entry}, ${max} at most.`)
    if (atStart > max) stopWith(`${entry} loads more than it may: import() what is not always needed.`)
  }
}

/** Of an entry and of all that it imports, but for what it imports later. */
function bytesAtStart(outputs, isEntry) {
  const paths = new Set(Object.keys(outputs).filter(isEntry))
  for (const path of paths)
    for (const { path: imported, kind } of outputs[path].imports)
      if (kind === 'import-statement' && outputs[imported]) paths.add(imported)
  return [...paths].reduce((sum, path) => sum + outputs[path].bytes, 0)
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
