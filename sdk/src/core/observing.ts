// What a client tells of its work: lines in a log, and the caller's own hooks. No credential is in either.
import type { OperationId } from '../generated/operations.ts'
import type { ResponseFacts } from './response.ts'

export type LogLevel = 'off' | 'error' | 'warn' | 'info' | 'debug'

/** `console`, or anything that does the same: each method gets a sentence, and facts where there are any. */
export interface Logger {
  error(message: string, facts?: object): void
  warn(message: string, facts?: object): void
  info(message: string, facts?: object): void
  debug(message: string, facts?: object): void
}

/** A request as it goes out, once for each attempt. */
export interface RequestFacts {
  /** Undefined for `raw` requests. */
  readonly operation: OperationId | undefined
  readonly method: string
  readonly url: string
  /** By their names in lower case; credentials are `[redacted]`. */
  readonly headers: Readonly<Record<string, string>>
  /** From 1 on. */
  readonly attempt: number
}

/** Its answer, whatever it says. */
export interface ResponseTold extends RequestFacts {
  readonly response: ResponseFacts
  /** From sending to the answer's end; of streams to its beginning. In milliseconds. */
  readonly durationMs: number
}

/** It goes out again. */
export interface RetryFacts extends RequestFacts {
  /** What went wrong. */
  readonly error: Error
  /** The wait before the next attempt, in milliseconds. */
  readonly delayMs: number
}

/** Called as things happen. What a hook throws, the call throws. */
export interface Hooks {
  readonly onRequest?: ((request: RequestFacts) => void) | undefined
  readonly onResponse?: ((response: ResponseTold) => void) | undefined
  readonly onRetry?: ((retry: RetryFacts) => void) | undefined
}

/** An attempt as the SDK itself knows it. */
export interface Attempted extends Omit<RequestFacts, 'operation'> {
  /** The name of its route; undefined for `raw` requests. */
  readonly route: string | undefined
}

/** What is told, with what of it. */
export interface Told {
  readonly request: Attempted
  readonly response: Attempted & Pick<ResponseTold, 'response' | 'durationMs'>
  readonly retry: Attempted & Pick<RetryFacts, 'error' | 'delayMs'>
}

export type Tell = <What extends keyof Told>(what: What, facts: Told[What]) => Promise<void>

export interface Observer {
  readonly tell: Tell
  readonly log: Logger
}

/** What has this level or a more important one is logged. */
export const logLevels: readonly LogLevel[] = ['off', 'error', 'warn', 'info', 'debug']

/** Whether somebody wants to hear of requests. */
export const isObserved = (level: LogLevel, { onRequest, onResponse, onRetry }: Hooks) =>
  level === 'info' || level === 'debug' || Boolean(onRequest ?? onResponse ?? onRetry)

export function loggerFrom(logger: Logger, level: LogLevel): Logger {
  const upTo = logLevels.indexOf(level)
  const at = (each: keyof Logger) =>
    logLevels.indexOf(each) <= upTo
      ? (message: string, facts?: object) => (facts ? logger[each](message, facts) : logger[each](message))
      : () => undefined
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') }
}
