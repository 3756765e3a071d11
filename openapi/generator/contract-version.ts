// By what name a server and a client find out whether they were made from the same contract.
import { createHash } from 'node:crypto'
import type { OpenApiDocument } from './openapi.ts'

export interface ContractVersion {
  /** The contract's own. */
  readonly version: string
  /** Of its shapes: words and examples may differ. */
  readonly hash: string
}

export function contractVersionOf(document: OpenApiDocument): ContractVersion {
  const { version } = (document as unknown as { info: { version: string } }).info
  const hash = createHash('sha256')
    .update(JSON.stringify(withoutWords(document)))
    .digest('hex')
    .slice(0, 12)
  return { version, hash }
}

const words: ReadonlySet<string> = new Set(['description', 'summary', 'example', 'examples', 'info', 'tags'])

/** With its members in one order, and without what only people read. A property may have such a name: it stays. */
function withoutWords(node: unknown, isNames = false): unknown {
  if (Array.isArray(node)) return node.map(each => withoutWords(each))
  if (typeof node !== 'object' || node === null) return node
  const members = Object.entries(node).filter(([name]) => isNames || !words.has(name))
  return Object.fromEntries(
    members
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, withoutWords(each, name === 'properties')]),
  )
}

/** `contract-version.ts` of the server: what its answers say. */
export const serverContractModule = ({ version, hash }: ContractVersion) =>
  `/** The header \`Evently-Contract\` of every answer. */\nexport const contractVersion = '${version}.${hash}'\n`

/** `contract.ts` of the SDK. */
export const sdkContractModule = ({ version, hash }: ContractVersion) =>
  `/** The contract that this SDK was generated from. */\n` +
  `export const contract = { version: '${version}', hash: '${hash}' } as const\n`
