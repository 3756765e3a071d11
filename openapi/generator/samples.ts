// How each operation is called: samples for the reference, from the contract's own examples and from the commands'.
import { readFile } from 'node:fs/promises'
import ts from 'typescript'
import { operationsOf, parametersOf, resolveSchema } from './openapi.ts'
import type { Entry, OpenApiDocument, Schema } from './openapi.ts'
import type { SdkOperation } from './sdk.ts'
import { root } from './source.ts'

export interface Sample {
  /** What the reader chooses by; also how it is coloured. */
  readonly label: 'curl' | 'SDK' | 'CLI' | 'Python'
  readonly lang: 'shell' | 'typescript' | 'bash' | 'python'
  readonly source: string
}

/** What a sample sends. */
interface Call {
  readonly operation: SdkOperation
  readonly path: readonly (readonly [name: string, value: string])[]
  readonly query: readonly (readonly [name: string, value: unknown])[]
  readonly body: unknown
  readonly mediaType: string | undefined
}

/** The samples of each operation by its id. */
export async function samplesOf(document: OpenApiDocument, operations: readonly SdkOperation[]) {
  const entries = new Map(operationsOf(document).map(entry => [entry.operation.operationId, entry]))
  const made = await Promise.all(
    operations.map(async operation => {
      const call = callOf(document, operation, entries.get(operation.id)!)
      const samples = [curlOf(call), sdkOf(call), await cliOf(call), pythonOf(call)]
      return [operation.id, samples.filter(sample => sample !== undefined)] as const
    }),
  )
  return Object.fromEntries(made)
}

function callOf(document: OpenApiDocument, operation: SdkOperation, entry: Entry): Call {
  const parameters = parametersOf(document, entry)
  const exampleOf = ({ name, schema }: { readonly name: string; readonly schema: Schema }) =>
    [name, exampleOfSchema(resolveSchema(document, schema), schema)] as const
  const [mediaType, media] = Object.entries(entry.operation.requestBody?.content ?? {})[0] ?? []
  const [example] = Object.values(media?.examples ?? {}) as { readonly value: unknown }[]
  return {
    operation,
    path: parameters.filter(({ in: place }) => place === 'path').map(exampleOf) as [string, string][],
    query: parameters
      .filter(({ name, in: place, required }) => place === 'query' && (required || name === 'q'))
      .map(exampleOf),
    body: example?.value,
    mediaType,
  }
}

/** What a parameter is in a sample: its own example, or else the first that its schema allows. */
function exampleOfSchema(resolved: Schema, own: Schema): unknown {
  const [example] = ((own['examples'] ?? resolved['examples']) as unknown[] | undefined) ?? []
  return example ?? resolved.enum?.[0] ?? resolved.default ?? 'x'
}

const pathOf = ({ operation, path, query }: Call) => {
  const filled = path.reduce((text, [name, value]) => text.replace(`{${name}}`, value), operation.facts.path)
  const asked = query.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
  return asked.length > 0 ? `${filled}?${asked.join('&')}` : filled
}

/** What a signed-in user alone may do takes no API key. */
const isForUsers = ({ authentication, scope }: SdkOperation['facts']) => authentication === 'required' && scope === null
const credentialOf = (facts: SdkOperation['facts']) => (isForUsers(facts) ? 'EVENTLY_ACCESS_TOKEN' : 'EVENTLY_API_KEY')

/** Of a request that something else makes: the SDK sets these by itself. */
function headersOf({ operation: { facts, id }, body, mediaType }: Call, quoted: (name: string) => string) {
  return [
    ...(facts.authentication === 'none' ? [] : [['Authorization', `Bearer ${quoted(credentialOf(facts))}`] as const]),
    ...(body === undefined ? [] : [['Content-Type', mediaType!] as const]),
    ...(facts.idempotent ? [['Idempotency-Key', 'order-4711'] as const] : []),
    ...(facts.ifMatch ? [['If-Match', '"3"'] as const] : []),
    ...(id === 'bookings.receiveStripeWebhook' ? [['Stripe-Signature', 't=1893456000,v1=5257a869'] as const] : []),
  ]
}

function curlOf(call: Call): Sample {
  const { method } = call.operation.facts
  const isStream = call.operation.facts.mediaTypes[0] === 'text/event-stream'
  const flags = [...(isStream ? ['--no-buffer'] : []), ...(method === 'GET' ? [] : ['-X', method])]
  const lines = [
    ['curl', ...flags, `"$EVENTLY_BASE_URL${pathOf(call)}"`].join(' '),
    ...headersOf(call, name => `$${name}`).map(([name, value]) =>
      value.includes('$') ? `  -H "${name}: ${value}"` : `  -H '${name}: ${value}'`,
    ),
    ...(call.body === undefined ? [] : [`  -d '${JSON.stringify(call.body, null, 2).replaceAll("'", `'\\''`)}'`]),
  ]
  return { label: 'curl', lang: 'shell', source: lines.join(' \\\n') }
}

function sdkOf(call: Call): Sample | undefined {
  const { facts } = call.operation
  if (facts.sdk === null) return undefined
  const options = facts.ifMatch ? [scriptOf({ ifMatch: 3 })] : []
  const given = [
    ...(call.operation.isOneArgument
      ? [scriptOf({ ...Object.fromEntries(call.path), ...(call.body as object) })]
      : [...call.path.map(([, value]) => scriptOf(value)), ...(call.body === undefined ? [] : [scriptOf(call.body)])]),
    ...(call.query.length === 0 ? [] : [scriptOf(Object.fromEntries(call.query))]),
    ...options,
  ]
  const text = `evently.${facts.sdk}(${given.join(', ')})`
  const isStream = facts.mediaTypes[0] === 'text/event-stream'
  const use = isStream
    ? `for await (const message of ${text}) console.log(message)`
    : facts.mediaTypes.length === 0
      ? `await ${text}`
      : `const answer = await ${text}\nconsole.log(answer)`
  const before = isForUsers(facts) ? [signIn] : []
  const lines = ["import { Evently } from '@evently/sdk'", '', 'const evently = new Evently()', ...before, use]
  return { label: 'SDK', lang: 'typescript', source: lines.join('\n') }
}

const signIn = "await evently.auth.login({ email: 'ada@example.com', password: 'correct horse battery' })"

/** As one writes it by hand: names without quotes, text in single ones. */
function scriptOf(value: unknown, indent = ''): string {
  const inner = `${indent}  `
  if (typeof value === 'string')
    return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
  if (typeof value !== 'object' || value === null) return String(value)
  const parts = Array.isArray(value)
    ? value.map(each => scriptOf(each, inner))
    : Object.entries(value).map(([name, each]) => `${scriptName(name)}: ${scriptOf(each, inner)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }']
  const flat = `${open}${parts.join(', ')}${close}`
  if (parts.length === 0) return Array.isArray(value) ? '[]' : '{}'
  if (flat.length < 70 && !flat.includes('\n')) return flat
  return `${open.trim()}\n${parts.map(part => `${inner}${part},\n`).join('')}${indent}${close.trim()}`
}

const scriptName = (name: string) => (/^\w+$/.test(name) ? name : `'${name}'`)

function pythonOf(call: Call): Sample {
  const { facts } = call.operation
  const headers = headersOf(call, name => `{os.environ['${name}']}`).map(
    ([name, value]) => `        "${name}": ${value.includes('{') ? 'f' : ''}${pythonText(value)},\n`,
  )
  const lines = [
    ...(facts.method === 'GET' ? [] : [`    method="${facts.method}",\n`]),
    ...(headers.length === 0 ? [] : [`    headers={\n${headers.join('')}    },\n`]),
    ...(call.body === undefined ? [] : [`    data=json.dumps(${pythonValue(call.body, '    ')}).encode(),\n`]),
  ]
  const json = facts.mediaTypes[0] === 'application/json'
  const read = json
    ? 'print(json.load(answer))'
    : facts.mediaTypes[0] === 'text/event-stream'
      ? 'for line in answer:\n        print(line.decode().rstrip())'
      : 'print(answer.status, answer.read().decode())'
  const imports = json || call.body !== undefined ? 'import json\nimport os\n' : 'import os\n'
  return {
    label: 'Python',
    lang: 'python',
    source: `${imports}from urllib.request import Request, urlopen

request = Request(
    os.environ["EVENTLY_BASE_URL"] + ${pythonText(pathOf(call))},
${lines.join('')})
with urlopen(request) as answer:
    ${read}`,
  }
}

const pythonText = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`

function pythonValue(value: unknown, indent: string): string {
  const inner = `${indent}    `
  if (typeof value === 'string') return pythonText(value)
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value !== 'object') return String(value)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  const parts = Array.isArray(value)
    ? value.map(each => pythonValue(each, inner))
    : Object.entries(value).map(([name, each]) => `${pythonText(name)}: ${pythonValue(each, inner)}`)
  const flat = `${open}${parts.join(', ')}${close}`
  if (flat.length < 70 && !flat.includes('\n')) return flat
  return `${open}\n${parts.map(part => `${inner}${part},\n`).join('')}${indent}${close}`
}

/** A command's own example: the one that asks nothing on a terminal, if there is one. */
async function cliOf({ operation, path }: Call): Promise<Sample | undefined> {
  const { cli } = operation.facts
  if (cli === null) return undefined
  const file = new URL(`cli/src/commands/${cli.replaceAll(' ', '/')}.ts`, root)
  const examples = examplesIn(await readFile(file, 'utf8'))
  const example = examples.find(text => /-stdin|--yes|--count/.test(text)) ?? examples[0]
  if (example === undefined) throw new Error(`${cli}: the command has no example`)
  const ids = new Map(path.map(([, value]) => [value.slice(0, 4), value]))
  const source = example
    .replaceAll('<%= config.bin %>', 'evently')
    .replaceAll(/\b([a-z]{3}_)…/g, (_, prefix: string) => ids.get(prefix) ?? `${prefix}${idTail}`)
  return { label: 'CLI', lang: 'bash', source }
}

const idTail = '01jz3t5m8qf0vab9x2k4c7d6eh'

/** The texts of `static override examples`, put together where they are long. */
function examplesIn(source: string): string[] {
  const file = ts.createSourceFile('command.ts', source, ts.ScriptTarget.Latest)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === 'examples')
      if (node.initializer && ts.isArrayLiteralExpression(node.initializer))
        found.push(...node.initializer.elements.map(textOf))
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function textOf(node: ts.Expression): string {
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isBinaryExpression(node)) return textOf(node.left) + textOf(node.right)
  throw new Error('An example of a command must be text.')
}
