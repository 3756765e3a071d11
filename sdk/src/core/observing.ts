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

export interface Observer {
  request(facts: RequestFacts): void
  response(facts: ResponseTold): void
  retry(facts: RetryFacts): void
  readonly log: Logger
}

/** What has this level or a more important one is logged. */
export const logLevels: readonly LogLevel[] = ['off', 'error', 'warn', 'info', 'debug']

const secretHeaders = /^(authorization|proxy-authorization|cookie|set-cookie)$|token|secret|api-?key|password/

export function createObserver(logger: Logger, level: LogLevel, hooks: Hooks): Observer {
  const log = loggerFrom(logger, level)
  return {
    log,
    request(facts) {
      const told = { ...facts, headers: redacted(facts.headers) }
      log.debug(`evently: ${nameOf(facts)}`, told)
      hooks.onRequest?.(told)
    },
    response(facts) {
      const { status, requestId } = facts.response
      const response = { ...facts.response, headers: redacted(facts.response.headers) }
      const told = { ...facts, headers: redacted(facts.headers), response }
      log.debug(`evently: ${nameOf(facts)} was answered with ${status} in ${facts.durationMs} ms`, { requestId })
      hooks.onResponse?.(told)
    },
    retry(facts) {
      const { error, delayMs } = facts
      log.info(`evently: ${nameOf(facts)} goes out again in ${delayMs} ms: ${error.message}`)
      hooks.onRetry?.({ ...facts, headers: redacted(facts.headers) })
    },
  }
}

function loggerFrom(logger: Logger, level: LogLevel): Logger {
  const upTo = logLevels.indexOf(level)
  const at = (each: keyof Logger) =>
    logLevels.indexOf(each) <= upTo
      ? (message: string, facts?: object) => (facts ? logger[each](message, facts) : logger[each](message))
      : () => undefined
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') }
}

const nameOf = ({ method, url, attempt }: RequestFacts) =>
  `${method} ${url}${attempt > 1 ? `, attempt ${attempt},` : ''}`

const redacted = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, secretHeaders.test(name) ? '[redacted]' : value]),
  )
