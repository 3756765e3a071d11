// The Evently API from JavaScript and TypeScript.
export { Evently } from './core/evently.ts'
export type { CredentialOptions, EventlyOptions, RawRequest } from './core/evently.ts'
export type { ConnectionOptions } from './core/connection.ts'
export type { Dispatcher, Fetch, FetchAnswer, FetchInit, FetchReader } from './core/http.ts'
export type { Hooks, Logger, LogLevel, RequestFacts, ResponseTold, RetryFacts } from './core/observing.ts'
export type { SessionTokens, OnSession } from './core/session.ts'
export {
  ApiError,
  ConnectionError,
  EventlyError,
  NotModifiedError,
  TimeoutError,
  UnexpectedAnswerError,
  WaitlistEndedError,
  isProblem,
} from './core/errors.ts'
export type { Answer, Answered, AnyPage, PageAnswer } from './core/answer.ts'
export type { Extensions } from './core/extensions.ts'
export type { Timed } from './core/timed.ts'
export type { Following } from './core/following.ts'
export type { ResponseFacts } from './core/response.ts'
export type {
  BodyOf,
  IfMatchOptions,
  OperationInput,
  QueryInput,
  QueryOf,
  QueryValue,
  RequestOptions,
  ResultOf,
} from './core/contract.ts'
export { amountMinorOf, amountOf, digitsOf } from './core/money.ts'
export type { Method, OperationDescription, ParameterDescription } from './core/operation.ts'
export type { Problem, ProblemOf } from './core/problem.ts'
export { contract } from './generated/contract.ts'
export { currencyDigits } from './generated/currencies.ts'
export type { CurrencyCode } from './generated/currencies.ts'
export { operations } from './generated/operations.ts'
export type { OperationId } from './generated/operations.ts'
export { problemRegistry } from './generated/problems.ts'
export type { ProblemCode } from './generated/problems.ts'
export type { Resources } from './generated/resources.ts'
export * from './generated/shapes.ts'
export { SDK_VERSION } from './generated/version.ts'
export type * from './webhooks/index.ts'
