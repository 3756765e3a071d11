// The Evently API from JavaScript and TypeScript.
export { Evently } from './core/evently.ts'
export type { EventlyOptions, RawRequest } from './core/evently.ts'
export type { SessionTokens, OnSession } from './core/session.ts'
export {
  ApiError,
  ConnectionError,
  EventlyError,
  NotModifiedError,
  TimeoutError,
  UnexpectedAnswerError,
  isProblem,
} from './core/errors.ts'
export type { Answer, Answered, AnyPage, PageAnswer } from './core/answer.ts'
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
