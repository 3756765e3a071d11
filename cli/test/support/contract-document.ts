// The contract as the API publishes it, for tests that go through all of it.
import { readFile } from 'node:fs/promises'

export type Schema = Readonly<Record<string, unknown>>

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}
interface Operation {
  readonly operationId?: string
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> }
}
interface Media {
  readonly schema?: Schema
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>
}

export interface ContractDocument {
  /** What an operation's body is; undefined where it has none. */
  bodySchemaOf(id: string): Schema | undefined
  /** Every example that the contract has of it. */
  bodyExamplesOf(id: string): readonly unknown[]
  /** What a reference leads to, or the schema itself. */
  resolved(schema: Schema): Schema
}

export async function contractDocument(): Promise<ContractDocument> {
  const text = await readFile(new URL('../../../../openapi/generated/evently.json', import.meta.url), 'utf8')
  const { paths, components } = JSON.parse(text) as Document
  const operations = Object.values(paths).flatMap(methods => Object.values(methods))
  const bodyOf = (id: string): Media | undefined =>
    operations.find(({ operationId }) => operationId === id)?.requestBody?.content['application/json']
  const resolved = (schema: Schema): Schema => {
    const name = String(schema['$ref'] ?? '')
      .split('/')
      .pop()
    return name ? resolved(components.schemas[name] ?? {}) : schema
  }
  return {
    bodySchemaOf: id => bodyOf(id)?.schema,
    bodyExamplesOf: id => Object.values(bodyOf(id)?.examples ?? {}).map(({ value }) => value),
    resolved,
  }
}
