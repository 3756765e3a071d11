// The commands that pages and workflows show, against the scripts that package.json has.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

function scriptsOf(folder: string): readonly string[] {
  const file = join(root, folder, 'package.json')
  if (!existsSync(file)) return []
  return Object.keys((JSON.parse(readFileSync(file, 'utf8')) as { scripts?: Record<string, string> }).scripts ?? {})
}

/** The names after `npm run`, `npm start` and `npm test` that are no scripts of the package they are asked of. */
export function missingScripts(text: string): string[] {
  const asked = [...text.matchAll(/\bnpm run (?:-w (\S+) )?([a-z][\w-]*)/g)].map(([, workspace = '.', name]) => ({
    workspace,
    name: name!,
  }))
  for (const [, name] of text.matchAll(/\bnpm (start|test)\b/g)) asked.push({ workspace: '.', name: name! })
  return asked.filter(({ workspace, name }) => !scriptsOf(workspace).includes(name)).map(({ name }) => name)
}
