// What is generated from the contract for the server for tests.
import type { OperationId } from '../generated/operations.ts'

export type Schema = Readonly<Record<string, unknown>>

export interface TestingContract {
  readonly operations: Readonly<Record<OperationId, TestingOperation>>
  readonly schemas: Readonly<Record<string, Schema>>
}

export interface TestingOperation {
  readonly parameters?: readonly {
    readonly name: string
    readonly in: 'path' | 'query'
    readonly required?: boolean
    readonly schema: Schema
  }[]
  readonly body?: { readonly schema: Schema; readonly required?: boolean }
  readonly answer: {
    readonly status: number
    /** Successes of the same shape, such as 201 where something may be made or replaced. */
    readonly otherStatuses?: readonly number[]
    readonly mediaType?: string
    readonly schema?: Schema
    readonly example?: unknown
  }
}
