// Asks another service, over its internal listener: one typed call per operation of the internal document.
//
// Whatever lies between two services fails sometimes. What was never sent is sent again; what was sent and lost its
// answer is sent again only where the contract says that a repeat does no harm (x-evently-repeatable). Everything else
// comes back as service_unavailable: the outcome is then unknown, and the caller's own machinery (the saga, the outbox,
// a job's next turn, the client's Idempotency-Key) finds it out.
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { Pool, type Dispatcher } from 'undici'
import { operationFacts } from '../../contract/generated/operation-facts.ts'
import { problemRegistry } from '../../contract/generated/problem-registry.ts'
import type { Input, OperationsIn, Output } from '../../contract/types.ts'
import { beginningOf } from '../code-points.ts'
import { newId } from '../ids.ts'
import { jittered } from '../jitter.ts'
import { beneathSpan } from '../observability/tracing.ts'
import { Problem, problem, type ProblemCode, type ProblemExtra } from '../problems.ts'
import { currentTrace, traceHeaders } from './request-trace.ts'

export type InternalOperation = OperationsIn<'internal'>

export interface CallInput<Id extends InternalOperation> {
  readonly params?: Input<Id>['params']
  readonly query?: Partial<Input<Id>['query']>
  readonly body?: Input<Id>['body']
}

export interface CallManner {
  /** How long the other service may take to answer. */
  readonly timeoutMs?: number
  /** This very call may be sent again, though not every call of its operation. */
  readonly repeatable?: boolean
}

export interface InternalClient {
  /**
   * The answer's body. Throws the operation's own problems as the other service answered them, and service_unavailable
   * where there is no answer.
   */
  call<Id extends InternalOperation>(id: Id, input: CallInput<Id>, manner?: CallManner): Promise<BodyOf<Id>>
  close(): Promise<void>
}

type BodyOf<Id extends InternalOperation> = [Extract<Output<Id>, { status: 200 }>] extends [never]
  ? void
  : Extract<Output<Id>, { status: 200 }>['body']

export interface InternalClientOptions {
  /** The other service, for messages. */
  readonly service: string
  /** Where its internal listener is. */
  readonly url: string
  readonly token: string
  readonly log: Logger
  readonly connectMsMax?: number
  /** How long a call may take whose manner says nothing else. */
  readonly timeoutMs?: number
}

const connectionsMax = 128
/** Beyond it the other service is hung or drowned, and more would only wait. */
const underWayMax = 5_000
const retryPausesMs = [50, 150]
const retryAfterSeconds = 1

/** Connects when it is first asked. */
export function createInternalClient({
  service,
  url,
  token,
  log,
  connectMsMax = 1_000,
  timeoutMs: timeoutMsDefault = 10_000,
}: InternalClientOptions): InternalClient {
  const pool = new Pool(new URL(url).origin, {
    connections: connectionsMax,
    pipelining: 1,
    connect: { timeout: connectMsMax },
  })
  const base = new URL(url).pathname.replace(/\/$/, '')
  const spanFacts = { kind: 'client', attributes: { 'peer.service': `evently-${service}` } } as const
  let underWay = 0
  let isSilent = false

  const call = <Id extends InternalOperation>(id: Id, input: CallInput<Id>, manner: CallManner = {}) =>
    beneathSpan(id, spanFacts, () => ask(id, input, manner))

  async function ask<Id extends InternalOperation>(
    id: Id,
    input: CallInput<Id>,
    { timeoutMs = timeoutMsDefault, repeatable = operationFacts[id].repeatable }: CallManner,
  ): Promise<BodyOf<Id>> {
    if (underWay >= underWayMax) throw unavailable(`The ${service} service is not keeping up.`)
    underWay++
    try {
      const request = requestOf(id, input, timeoutMs)
      for (let attempt = 0; ; attempt++) {
        try {
          return (await send(id, request)) as BodyOf<Id>
        } catch (error) {
          const pauseMs = retryPausesMs[attempt]
          if (pauseMs === undefined || !(isUnsent(error) || (repeatable && isLost(error))))
            throw toCallerProblem(id, error)
          await delay(jittered(pauseMs, 0.5))
        }
      }
    } finally {
      underWay--
    }
  }

  function requestOf<Id extends InternalOperation>(
    id: Id,
    { params = {} as never, query, body }: CallInput<Id>,
    timeoutMs: number,
  ): Dispatcher.RequestOptions {
    const { method, path } = operationFacts[id]
    const trace = currentTrace()
    const asked = Object.entries(query ?? {})
      .filter(([, value]) => value !== undefined)
      .map(([name, value]): [string, string] => [name, String(value)])
    return {
      method: method.toUpperCase() as Dispatcher.HttpMethod,
      path:
        base +
        path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
          encodeURIComponent(String((params as Record<string, unknown>)[name])),
        ) +
        (asked.length > 0 ? `?${new URLSearchParams(asked).toString()}` : ''),
      headers: {
        authorization: `Bearer ${token}`,
        'request-id': trace?.requestId ?? newId('req'),
        ...traceHeaders(),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    }
  }

  async function send(id: InternalOperation, request: Dispatcher.RequestOptions): Promise<unknown> {
    const { statusCode, body } = await pool.request(request)
    const text = await body.text()
    if (isSilent) log.info({ service }, 'another service answers again')
    isSilent = false
    if (statusCode < 300) return text === '' ? undefined : JSON.parse(text)
    throw (
      problemIn(id, text) ??
      new Error(`${id}: the ${service} service answered ${statusCode}: ${beginningOf(text, 500)}`)
    )
  }

  /** The problem that the caller gets: a refusal of the operation as it is, a fault as service_unavailable. */
  function toCallerProblem(id: InternalOperation, error: unknown): Problem {
    if (error instanceof Problem && error.code !== 'service_unavailable') return error
    const answered = error instanceof Problem || codeOf(error) === ''
    // Each fault is worth a line; that it is away is said once, not by every request that meets it.
    if (answered || !isSilent)
      log.warn(
        { err: error, operation: id, service, requestId: currentTrace()?.requestId },
        'another service has not answered',
      )
    isSilent = !answered
    return unavailable(`The ${service} service does not answer.`)
  }

  return { call, close: () => pool.destroy() }
}

const unavailable = (detail: string) => problem('service_unavailable', detail, { retryAfterSeconds })

/**
 * What is between the services alone: a token that isn't theirs, a contract of another version, a fault. Nothing that a
 * client could mend.
 */
const betweenServices = new Set<ProblemCode>([
  'unauthenticated',
  'token_invalid',
  'token_expired',
  'malformed_request',
  'validation_failed',
  'payload_too_large',
  'unsupported_media_type',
  'internal_error',
])

/** The problem that an answer tells, if it is one that the operation may refuse with. */
function problemIn(id: InternalOperation, text: string): Problem | undefined {
  const {
    code,
    detail,
    type: _type,
    title: _title,
    status: _status,
    instance: _instance,
    requestId: _requestId,
    retryable: _retryable,
    ...extra
  } = parsed(text)
  const isOurs =
    typeof code === 'string' &&
    Object.hasOwn(problemRegistry, code) &&
    (operationFacts[id].problems as readonly string[]).includes(code)
  if (!isOurs || betweenServices.has(code as ProblemCode)) return undefined
  return problem(code as ProblemCode, typeof detail === 'string' ? detail : undefined, extra as ProblemExtra)
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {} // a proxy's own page
  }
}

const codeOf = (error: unknown) => (error as { code?: string } | undefined)?.code ?? ''

/** No connection has come about: nothing was sent. */
const isUnsent = (error: unknown) =>
  ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(
    codeOf(error),
  )
/** It may have arrived. A call that has used up its time is not repeated: its caller has waited long enough. */
const isLost = (error: unknown) =>
  ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'service_unavailable'].includes(codeOf(error))
