// With problem.ts the one place that knows the layout of the generated types; everything else speaks of operations by
// their ids.
import type { OperationId } from '../generated/operations.ts'
import type { operations } from '../generated/types.ts'
import type { Answer, AnyPage, PageAnswer } from './answer.ts'
import type { Following } from './following.ts'
import type { OperationRoute } from './operation-route.ts'

/** Options of one request; without them the client's own settings apply. */
export interface RequestOptions {
  /** For an idempotent operation; one is made if none is given. It stays the same over the retries. */
  readonly idempotencyKey?: string
  /** The ETag you have read (`response.etag`), or the `version` of the resource. */
  readonly ifMatch?: string | number
  /**
   * For a GET: the ETag or the version you have read. If it is still current, `NotModifiedError` is thrown. For what is
   * made or replaced, `*`: it is only made.
   */
  readonly ifNoneMatch?: string | number
  /** May be shared by any number of calls. */
  readonly signal?: AbortSignal
  /** For each attempt, in milliseconds, from 1 on. */
  readonly timeoutMs?: number
  /** For the whole call, its attempts and all waits between them, in milliseconds, from 1 on. Streams have none. */
  readonly deadlineMs?: number
  /** Attempts after the first, from 0 to 100. */
  readonly retriesMax?: number
  /** Sent besides the SDK's own, which they override. */
  readonly headers?: Readonly<Record<string, string>>
  /** The media type to ask for, where an operation has several. */
  readonly accept?: string
  /** The languages to show events in, the best first, such as `de-AT, en;q=0.5`; instead of the client's. */
  readonly acceptLanguage?: string
}

/** For operations that change only what you have read. */
export interface IfMatchOptions extends RequestOptions {
  readonly ifMatch: string | number
}

/** The input of any operation. */
export interface OperationInput {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: QueryInput
  readonly body?: unknown
}

/** An array is sent as a repeated parameter, `undefined` and `null` not at all. */
export type QueryInput = Readonly<Record<string, QueryValue | readonly QueryValue[] | null | undefined>>
/** A Date is sent as RFC 3339 in UTC. */
export type QueryValue = string | number | boolean | Date

/** What the generated resource methods call. */
export interface Calls {
  request<Result>(route: OperationRoute, input: OperationInput, options?: RequestOptions): Answer<Result>
  list<Page extends AnyPage>(route: OperationRoute, input: OperationInput, options?: RequestOptions): PageAnswer<Page>
  stream<Message>(route: OperationRoute, input: OperationInput, options?: RequestOptions): AsyncIterable<Message>
  follow<Message>(route: OperationRoute, input: OperationInput, options?: RequestOptions): Following<Message>
}

type Operation<Id extends OperationId> = operations[Id]
type JsonOf<Content> = Content extends { content: { 'application/json': infer Body } } ? Body : undefined
type Responses<Id extends OperationId> = Operation<Id> extends { responses: infer All } ? All : never
type SuccessStatus<Id extends OperationId> = keyof Responses<Id> & (200 | 201 | 202 | 204)

/** The JSON that an operation answers with. */
export type ResultOf<Id extends OperationId> = JsonOf<Responses<Id>[SuccessStatus<Id>]>

/** The JSON that an operation takes. */
export type BodyOf<Id extends OperationId> =
  Operation<Id> extends { requestBody?: infer Body } ? JsonOf<NonNullable<Body>> : undefined

/** The query parameters that an operation takes; where they may be left out, `null` leaves them out too. */
export type QueryOf<Id extends OperationId> = 'query' extends keyof Operation<Id>['parameters']
  ? Omittable<NonNullable<Operation<Id>['parameters']['query']>>
  : never

type Omittable<Query> = { [Name in keyof Query]: undefined extends Query[Name] ? Query[Name] | null : Query[Name] }
