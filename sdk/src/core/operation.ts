// What is known of an operation while the program runs: the contract's own words, as the generated table has them.
import type { ProblemCode } from '../generated/problems.ts'

/** What the contract says of an operation. */
export interface OperationDescription {
  readonly method: Method
  /** With its parameters in braces: `/api/v1/events/{eventId}`. */
  readonly path: string
  readonly summary: string
  readonly description: string
  /** Its method in the SDK, e.g. `events.create`. */
  readonly sdk: string | null
  /** Its command, e.g. `events create`. */
  readonly cli: string | null
  readonly authentication: 'none' | 'optional' | 'required'
  /** A signed-in user may call it. */
  readonly session: boolean
  /** The scope with which an API key may call it. */
  readonly scope: string | null
  readonly role: 'organizer' | 'admin' | null
  /** Takes an Idempotency-Key. */
  readonly idempotent: boolean
  /** Needs If-Match. */
  readonly ifMatch: boolean
  /** A list: the query parameter that takes `nextCursor`. */
  readonly paginated: 'cursor' | 'after' | false
  readonly hasBody: boolean
  /** Its method takes what its path names and its body as one object. */
  readonly oneArgument: boolean
  /** What it answers with, the usual first; none if it answers with nothing. */
  readonly mediaTypes: readonly string[]
  readonly parameters: readonly ParameterDescription[]
  readonly problems: readonly ProblemCode[]
}

export interface ParameterDescription {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly description: string
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'array'
  readonly enum?: readonly string[]
  readonly default?: string | number | boolean
  readonly required: boolean
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** As what a request is counted by the server's rate limits. */
export type RateLimitClass = 'read' | 'write' | 'auth' | 'none'
