// The contract's documents as the generator has written them out.
import { readFileSync } from 'node:fs'
import type { Aliases } from './names.ts'
import type { DocumentName } from './types.ts'

export interface MediaType {
  readonly schema: object
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>
}
export interface ContractParameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: object
}
export interface ContractResponse {
  readonly content?: Record<string, MediaType>
}
export interface ContractOperation {
  readonly operationId: string
  readonly parameters?: readonly (ContractParameter | { $ref: string })[]
  readonly requestBody?: { readonly required?: boolean; readonly content: Record<string, MediaType> }
  readonly responses: Record<string, ContractResponse | { readonly $ref: string }>
}
export interface ContractDocument {
  readonly 'x-evently-aliases'?: Aliases
  readonly paths: Record<string, Record<string, ContractOperation>>
  readonly webhooks?: Record<string, { readonly post: Pick<ContractOperation, 'requestBody'> }>
  readonly components: {
    readonly schemas: Record<string, object>
    readonly parameters?: Record<string, ContractParameter>
    readonly responses?: Record<string, ContractResponse>
  }
}

const folder = new URL('../../../../openapi/generated/', import.meta.url)

/** The document's text, as it is served. */
export const readDocumentText = (name: DocumentName): string => readFileSync(new URL(`${name}.json`, folder), 'utf8')

/** The document, parsed again at each call, so that nobody changes another's. */
export const readDocument = (name: DocumentName): ContractDocument =>
  JSON.parse(readDocumentText(name)) as ContractDocument
