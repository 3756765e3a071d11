// The list of commands that a package ships, so that it starts without loading each of them. Only for packing: in the
// work tree it would hide every change.
//
//   node manifest.mjs write|remove
import { rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Plugin } from '@oclif/core'

const root = fileURLToPath(new URL('.', import.meta.url))
const file = new URL('oclif.manifest.json', import.meta.url)

rmSync(file, { force: true })
if (process.argv[2] === 'write') {
  const plugin = new Plugin({ root, ignoreManifest: true, errorOnManifestCreate: true, respectNoCacheDefault: true })
  await plugin.load()
  writeFileSync(file, JSON.stringify(plugin.manifest, null, 2) + '\n')
}
