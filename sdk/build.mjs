// Completes what is published: CommonJS beside the compiler's ES modules, and a check of what the client weighs in a
// page. `npm pack` and `npm publish` run it after the compiler.
import { cp, readdir, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('.', import.meta.url))
const [modules, commonjs] = [join(root, 'dist/src'), join(root, 'dist/cjs')]
/** Of the client in a page, gzipped, in bytes. */
const bytesMax = 12_000

await writeCommonJs()
await checkWeight()

/** The same files under the same names; the folder's package.json says what they are. */
async function writeCommonJs() {
  await rm(commonjs, { recursive: true, force: true })
  const files = await readdir(modules, { recursive: true })
  await build({
    entryPoints: files.filter(file => file.endsWith('.js')).map(file => join(modules, file)),
    outdir: commonjs,
    outbase: modules,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    // `require` instead: Jest knows no `import()` without a flag of Node's.
    supported: { 'dynamic-import': false },
    logLevel: 'warning',
  })
  for (const file of files.filter(each => each.endsWith('.d.ts'))) await cp(join(modules, file), join(commonjs, file))
  await writeFile(join(commonjs, 'package.json'), `${JSON.stringify({ type: 'commonjs', sideEffects: false })}\n`)
}

/** As a page loads it: at once what the client needs, later what only some need, such as streams. */
async function checkWeight() {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: "import { Evently, isProblem } from '@evently/sdk'\nconsole.log(new Evently(), isProblem)",
      resolveDir: root,
    },
    bundle: true,
    minify: true,
    splitting: true,
    write: false,
    metafile: true,
    outdir: root,
    absWorkingDir: root,
    format: 'esm',
    platform: 'browser',
    logLevel: 'warning',
  })
  const weights = new Map(
    outputFiles.map(({ path, contents }) => [relative(root, path), gzipSync(contents, { level: 9 }).length]),
  )
  const atOnce = new Set(Object.keys(metafile.outputs).filter(path => metafile.outputs[path].entryPoint === '<stdin>'))
  for (const path of atOnce)
    for (const { path: imported, kind } of metafile.outputs[path].imports)
      if (kind === 'import-statement') atOnce.add(imported)
  const weightOf = paths => paths.reduce((sum, path) => sum + weights.get(path), 0)
  const [now, all] = [weightOf([...atOnce]), weightOf([...weights.keys()])]
  console.error(
    `@evently/sdk: ${now} bytes in a page, gzipped, ${bytesMax} at most; ${all - now} more when it is used.`,
  )
  if (now > bytesMax) stopWith('the client has become too heavy for a page.')
}

function stopWith(message) {
  console.error(`@evently/sdk: ${message}`)
  process.exit(1)
}
