// Writes everything that is made from the contract, or with --check says what has drifted from it.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { apiPage } from './api-page.ts'
import { codesModule, currenciesModule, readCodes } from './codes.ts'
import { contractVersionOf, sdkContractModule, serverContractModule } from './contract-version.ts'
import { completed, readBundle, readSharedParts } from './document.ts'
import { eventFilesModule } from './event-files.ts'
import { asJson } from './layout.ts'
import { operationsOf, type OpenApiDocument } from './openapi.ts'
import { answeredProblems, readProblems, readProblemSchemas } from './problems.ts'
import { methodNamesOf, resourcesModule } from './resources.ts'
import { operationIdsModule, operationsModule, rateLimitsOf, routesModule } from './sdk.ts'
import { sdkOperations, sdkProblemsModule, shapesModule } from './sdk.ts'
import { operationFacts, problemRegistry, type NamedDocument } from './server.ts'
import { root } from './source.ts'
import { testingModule } from './testing.ts'
import { readGuides } from './guides.ts'
import { samplesOf } from './samples.ts'
import { typesOf } from './types.ts'

/** Every generated file by its path from the project's root. */
export async function generateAll(): Promise<Map<string, string>> {
  const bundles = { evently: await readBundle('evently.yaml'), internal: await readBundle('internal.yaml') }
  const [registry, problemSchemas, codes] = await Promise.all([readProblems(), readProblemSchemas(), readCodes()])
  const problems = answeredProblems(registry, Object.values(bundles).flatMap(operationsOf))
  const shared = await readSharedParts(problems, problemSchemas)
  const [evently, internal] = [completed(bundles.evently, shared), completed(bundles.internal, shared)]
  const documents: NamedDocument[] = [
    { name: 'evently', document: evently, defaults: bundles.evently['x-evently-defaults']! },
    { name: 'internal', document: internal, defaults: bundles.internal['x-evently-defaults']! },
  ]
  const operations = sdkOperations(evently, problems)
  const forServer = { problems, areDefaultsGiven: true, combinations: 'plain', timesSent: 'text' } as const
  const schemas = { ...problemSchemas }
  const forClients = {
    problems,
    areDefaultsGiven: false,
    combinations: 'unions',
    timesSent: 'text-or-date',
    schemas,
  } as const
  const contract = contractVersionOf(evently)
  const { version } = JSON.parse(await readFile(new URL('sdk/package.json', root), 'utf8')) as { version: string }

  const rateLimits = rateLimitsOf(evently, bundles.evently['x-evently-defaults']!)
  const modules: [path: string, source: string, text: string][] = [
    // Where it goes, what it is made from, its text.
    ['server/src/contract/generated/evently.ts', 'openapi/evently.yaml', await typesOf(evently, forServer)],
    ['server/src/contract/generated/internal.ts', 'openapi/internal.yaml', await typesOf(internal, forServer)],
    ['server/src/contract/generated/operation-facts.ts', 'openapi/paths/', operationFacts(documents, problems)],
    ['server/src/contract/generated/problem-registry.ts', 'openapi/problems.yaml', problemRegistry(problems)],
    ['server/src/contract/generated/codes.ts', 'openapi/data/', codesModule(codes)],
    ['server/src/contract/generated/contract-version.ts', 'openapi/evently.yaml', serverContractModule(contract)],
    ['sdk/src/generated/contract.ts', 'openapi/evently.yaml', sdkContractModule(contract)],
    ['sdk/src/generated/currencies.ts', 'openapi/data/currencies.yaml', currenciesModule(codes)],
    ['sdk/src/generated/version.ts', 'sdk/package.json', `export const SDK_VERSION = '${version}'\n`],
    ['sdk/src/generated/types.ts', 'openapi/evently.yaml', await typesOf(evently, forClients)],
    ['sdk/src/generated/shapes.ts', 'openapi/schemas/', shapesModule(evently, problems)],
    ['sdk/src/generated/problems.ts', 'openapi/problems.yaml', sdkProblemsModule(problems)],
    ['sdk/src/generated/operations.ts', 'openapi/paths/', operationsModule(operations)],
    ['sdk/src/generated/routes.ts', 'openapi/paths/', routesModule(operations, rateLimits, methodNamesOf)],
    ['sdk/src/generated/operation-ids.ts', 'openapi/paths/', operationIdsModule(operations, rateLimits, methodNamesOf)],
    ['sdk/src/generated/resources.ts', 'openapi/paths/', resourcesModule(operations)],
    ['sdk/src/testing/generated/contract.ts', 'openapi/evently.yaml', testingModule(evently)],
    ['cli/src/apply/generated/schema.ts', 'openapi/paths/', eventFilesModule(evently, codes)],
  ]
  const reference = { guides: await readGuides(), samples: await samplesOf(evently, operations) }
  return new Map([
    ['openapi/generated/reference.json', asJson(reference)],
    ...documents.map(
      ({ name, document }) => [`openapi/generated/${name}.json`, asJson(signed(name, document))] as const,
    ),
    ['sdk/api.md', apiPage(operations)] as const,
    ...modules.map(([path, source, text]) => [path, `${headerOf(source)}\n${text}`] as const),
  ])
}

/** JSON has no comments: the document itself says how it was made. */
function signed(name: string, { openapi, ...rest }: OpenApiDocument) {
  return { openapi, 'x-evently-source': `Made from openapi/${name}.yaml by \`npm run generate\`.`, ...rest }
}

const headerOf = (source: string) =>
  `// Made from ${source} by \`npm run generate\` (openapi/generator/). Do not edit.\n`

/** The paths of generated files that differ from what the contract makes now. */
export async function driftOf(files: ReadonlyMap<string, string>): Promise<string[]> {
  const drifted: string[] = []
  for (const [path, text] of files) {
    if ((await readFile(new URL(path, root), 'utf8').catch(() => '')) !== text) drifted.push(path)
  }
  return drifted
}

async function main(isCheck: boolean): Promise<void> {
  const files = await generateAll()
  const drifted = await driftOf(files)
  if (isCheck) {
    for (const path of drifted) console.error(`drifted from the contract: ${path}`)
    process.exitCode = drifted.length > 0 ? 1 : 0
    return
  }
  for (const path of drifted) {
    await mkdir(dirname(fileURLToPath(new URL(path, root))), { recursive: true })
    await writeFile(new URL(path, root), files.get(path)!)
    console.error(`wrote ${path}`)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.includes('--check'))
