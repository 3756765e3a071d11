// Which shared stores a test file needs, by what it imports: they are started before it, so that no test waits for
// them.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import type { SharedStore } from '../support/shared-stores.ts'
import { root } from './files.ts'

const importOf = /(?:from|import)\s*\(?\s*'(\.[^']+\.ts)'/g
const databases = 'server/test/support/databases.ts'

/** By its source and the sources of what it imports. A store that is only found to be needed later is started then. */
export function needsOf(file: string): readonly SharedStore[] {
  const text = textOf(file)
  return [
    ...(importsOf(file).has(databases) ? ['postgres' as const] : []),
    ...(text.includes(`sharedStore('elasticsearch')`) && process.env['EVENTLY_TEST_ELASTICSEARCH']
      ? ['elasticsearch' as const]
      : []),
  ]
}

function importsOf(file: string, found = new Set<string>()): ReadonlySet<string> {
  for (const [, path] of textOf(file).matchAll(importOf)) {
    const imported = posix.join(dirname(file), path!)
    // What the server itself imports leads to no test's store.
    if (found.has(imported) || /(^|\/)src\//.test(imported)) continue
    found.add(imported)
    importsOf(imported, found)
  }
  return found
}

const texts = new Map<string, string>()

function textOf(file: string): string {
  const path = join(root, file)
  const text = texts.get(file) ?? (existsSync(path) ? readFileSync(path, 'utf8') : '')
  texts.set(file, text)
  return text
}
