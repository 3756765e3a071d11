// Writes everything that is made from the contract, or with --check says what has drifted from it.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readDocument, readProblems } from './document.mjs'
import { sdkFiles } from './sdk.mjs'
import { factsOf, problemsModule, typesOf } from './server.mjs'

const root = new URL('../../', import.meta.url)

/** Every generated file by its path from the project's root. */
export async function generateAll() {
  const [evently, internal, problems] = await Promise.all([readDocument('evently.yaml'), readDocument('internal.yaml'), readProblems()])
  const documents = [{ name: 'evently', document: evently }, { name: 'internal', document: internal }]
  return new Map([
    ['openapi/generated/evently.json', `${JSON.stringify(evently, null, 1)}\n`],
    ['openapi/generated/internal.json', `${JSON.stringify(internal, null, 1)}\n`],
    ['server/src/contract/generated/evently.ts', await typesOf(evently, { defaultNonNullable: true })],
    ['server/src/contract/generated/internal.ts', await typesOf(internal, { defaultNonNullable: true })],
    ['server/src/contract/generated/operation-facts.ts', factsOf(documents, problems)],
    ['server/src/contract/generated/problem-registry.ts', problemsModule(problems)],
    ...await sdkFiles(evently, problems),
  ])
}

/** The paths of generated files that differ from what the contract makes now. */
export async function driftOf(files) {
  const drifted = []
  for (const [path, text] of files) if (await readFile(new URL(path, root), 'utf8').catch(() => '') !== text) drifted.push(path)
  return drifted
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = await generateAll()
  const drifted = await driftOf(files)
  if (process.argv.includes('--check')) {
    for (const path of drifted) console.error(`drifted from the contract: ${path}`)
    process.exitCode = drifted.length > 0 ? 1 : 0
  } else {
    for (const path of drifted) {
      await mkdir(dirname(fileURLToPath(new URL(path, root))), { recursive: true })
      await writeFile(new URL(path, root), files.get(path))
      console.error(`wrote ${path}`)
    }
  }
}
