#!/usr/bin/env node
// A package starts what is bundled; the work tree, which has no bundle, what is compiled.
const [{ existsSync }, { enableCompileCache }, { join }] = ['fs', 'module', 'path'].map(process.getBuiltinModule)
const bundled = new URL('../dist/bundle/main.js', import.meta.url)
const isBundled = existsSync(bundled)
if (isBundled) keepCompiled(process.env)
if (/\bevently\b/.test(process.env.DEBUG ?? '')) process.setSourceMapsEnabled(true)
const { main } = await import(isBundled ? bundled.href : '../dist/src/main.js')

await main(process.argv.slice(2))

/** From Node 22 on, what V8 has compiled is kept for the next start. */
function keepCompiled({ XDG_CACHE_HOME, HOME, LOCALAPPDATA }) {
  const caches = XDG_CACHE_HOME || (HOME && join(HOME, '.cache')) || LOCALAPPDATA
  if (caches) enableCompileCache?.(join(caches, 'evently-cli'))
}
