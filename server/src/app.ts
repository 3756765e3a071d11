// The HTTP face of a server: pure wiring from handlers to a Koa app; tests mount it as it is.
import type { ServerResponse } from 'node:http'
import Router, { type RouterContext } from '@koa/router'
import Koa from 'koa'
import type { Logger } from 'pino'
import { operationFacts } from './contract/generated/operation-facts.ts'
import type { ServiceName } from './contract/services.ts'
import type { Caller, DocumentName, HandlersOf, OperationId, OperationsIn, PlannedOperation, StreamBody } from './contract/types.ts'
import { createValidators } from './contract/validation.ts'
import { leaveUnread } from './platform/http/body.ts'
import { createOperationRunner, type Answer, type OperationHandler } from './platform/http/operation.ts'
import { addressOf } from './platform/http/addresses.ts'
import type { Counted, RateLimits } from './platform/http/rate-limits.ts'
import { createRequestLog, idsOf } from './platform/http/request-log.ts'
import { passedOnRequestId, traceparentOf, withTrace } from './platform/http/request-trace.ts'
import { Problem, problem, problemDocument } from './platform/problems.ts'
import { newId } from './platform/ids.ts'
import type { HttpMetrics } from './platform/metrics.ts'
import { isUnreachable } from './platform/unreachable.ts'

/** Every operation of a document has a handler; those whose room isn't built yet may lack one and answer 501. */
export type HandlersFor<Document extends DocumentName> =
  { readonly [Id in Exclude<OperationsIn<Document>, PlannedOperation>]: HandlersOf<string, Document>[Id] }
  & { readonly [Id in Extract<OperationsIn<Document>, PlannedOperation>]?: HandlersOf<string, Document>[Id] }

export interface AppOptions<Document extends DocumentName> {
  readonly document: Document
  readonly handlers: HandlersFor<Document>
  /** Whose token is this? Throws `token_invalid`, `token_expired`, `account_disabled`. */
  readonly authenticate: (token: string) => Caller | Promise<Caller>
  /** The token that the internal document's operations ask for. */
  readonly serviceToken?: string
  /** Undefined: requests are not counted. */
  readonly rateLimits?: RateLimits | undefined
  /** How many proxies before the server are believed about where a request comes from. */
  readonly trustedProxies?: number
  /** The service that answers an operation in this one's stead; undefined: this process does. */
  readonly elsewhere?: (id: OperationId) => ServiceName | undefined
  /** What is asked of other services bears the id of the request it is asked for; left out, as it costs, where nothing is. */
  readonly traced?: boolean
  readonly log: Logger
  readonly metrics: HttpMetrics
  /** From when on a request counts as slow and gets a line in the log. */
  readonly slowRequestMs?: number
  /** Called when a handler answers what the contract does not name; the client has got a 500 by then. Tests throw here. */
  readonly onBreach?: (message: string) => void
  /** Routes beside the contract: the reference page's own files. */
  readonly extraRoutes?: (router: Router) => void
}

const slowRequestMsByDefault = 1_000

/** The Koa app of one of the contract's documents. */
export function createApp<Document extends DocumentName>(options: AppOptions<Document>): Koa {
  const { document, log, metrics, slowRequestMs = slowRequestMsByDefault, onBreach, trustedProxies = 0 } = options
  const requests = createRequestLog({ log, slowMs: slowRequestMs })
  const handlers = options.handlers as Partial<Record<OperationId, OperationHandler>>
  const breach = (message: string) => {
    log.error({ breach: message }, 'an answer does not fit the contract')
    metrics.breaches.inc()
    onBreach?.(message)
  }
  const run = createOperationRunner({ ...options, validatorsOf: createValidators(document), breach })
  const isDocumented = (id: OperationId, code: string) => {
    const documented = (operationFacts[id].problems as readonly string[]).includes(code)
    if (!documented) breach(`${id} answered ${code}`)
    return documented
  }
  /** Runs an operation and answers, whatever comes of it. */
  const serve = async (id: OperationId, context: Koa.Context, params: object) => {
    const observe = metrics.start(id)
    const query = context.querystring === '' ? {} : context.query
    const counted: Counted = { address: addressOf(context.req, trustedProxies) }
    const answer = await run(id, handlers[id], context.req, { params, query, requestId: context['requestId'] as string, counted })
      .catch((error: unknown) => refusal(error, context, { log, documented: code => isDocumented(id, code) }))
    write(context, answer, counted.headers)
    requests.answered({ operation: id, status: answer.status, seconds: observe(answer.status), requestId: context['requestId'] as string, request: context.req })
  }
  const router = new Router()
  /** Operations whose path has no parameter are found by one look-up: the router tries its routes one after the other. */
  const fixed = new Map<string, OperationId>()
  for (const id of Object.keys(operationFacts) as OperationId[]) {
    const { document: home, method, path } = operationFacts[id]
    if (home !== document) continue
    const service = options.elsewhere?.(id)
    if (service) {
      router.register(path.replaceAll(/\{(\w+)\}/g, ':$1'), [method], context => { throw problem('route_not_found', `${context.path} is answered by the ${service} service, which this process doesn't run.`) })
      continue
    }
    if (!path.includes('{')) fixed.set(`${method.toUpperCase()} ${path}`, id)
    router.register(path.replaceAll(/\{(\w+)\}/g, ':$1'), [method], context => serve(id, context, context.params))
  }
  options.extraRoutes?.(router)

  const app = new Koa()
  app.silent = true
  app.on('error', error => log.warn({ err: error as Error }, 'a connection failed'))
  const handle: Koa.Middleware = async (context, next) => {
    try {
      const id = fixed.get(`${context.req.method} ${context.path}`)
      if (id) return await serve(id, context, {})
      await next()
      if (context.respond !== false && context.status === 404 && context.body === undefined) throw unrouted(context as unknown as RouterContext)
    } catch (error) {
      write(context, refusal(error, context, { log, documented: () => true }))
    }
  }
  app.use((context, next) => {
    const requestId = (document === 'internal' ? passedOnRequestId(context.req.headers) : undefined) ?? newId('req')
    context['requestId'] = requestId
    return options.traced ? withTrace({ requestId, traceparent: traceparentOf(context.req.headers) }, () => handle(context, next)) : handle(context, next)
  })
  app.use(router.routes())
  return app
}

/** No route took the request: the path is unknown, or only its method. */
function unrouted(context: RouterContext): Problem {
  const matched = context.matched?.filter(({ methods }) => methods.length > 0) ?? []
  if (matched.length === 0) return problem('route_not_found', `Nothing answers at ${context.path}.`)
  context.set('Allow', [...new Set(matched.flatMap(({ methods }) => methods))].sort().join(', '))
  return problem('method_not_allowed', `${context.path} does not take ${context.method}.`)
}

/** The one exit of everything that went wrong: problems as they are, the unknown logged and told as a bare 500. */
function refusal(error: unknown, context: Koa.Context, { log, documented }: { log: Logger; documented: (code: string) => boolean }): Answer {
  const requestId = context['requestId'] as string
  const known = asProblem(error)
  if (!known || known.status === 500 || !documented(known.code)) log.error({ err: error, ...idsOf(context.req, requestId), method: context.method, path: context.path }, 'a request failed')
  const told = known ?? problem('internal_error', 'A fault of ours; it is logged under the requestId.')
  const headers: Record<string, string> = {}
  if (told.extra.retryAfterSeconds !== undefined) headers['Retry-After'] = String(told.extra.retryAfterSeconds)
  if (told.status === 401) headers['WWW-Authenticate'] = 'Bearer'
  return { status: told.status, mediaType: 'application/problem+json', text: JSON.stringify(problemDocument(told, { instance: context.path, requestId })), headers }
}

/** A database or service that can't be reached is the client's cue to come back, not a fault to report. */
function asProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  if (isUnreachable(error)) return problem('service_unavailable', undefined, { retryAfterSeconds: 1 })
  if (error instanceof URIError || (error as { status?: number } | undefined)?.status === 400) return problem('validation_failed', 'The path is not well encoded.', { errors: [{ pointer: '/path', keyword: 'encoding', message: 'is not valid percent-encoded UTF-8' }] })
  return undefined
}

/** The reference page loads its own files alone; its library writes styles into its elements. */
const PAGE_POLICY = `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** Straight to Node's response: what Koa does with a body of any kind takes longer than all of ours. */
function write(context: Koa.Context, { status, mediaType, text, headers, stream }: Answer, more?: Readonly<Record<string, string>>) {
  context.respond = false
  const head: Record<string, string | number> = { ...headers, ...more, 'Request-Id': context['requestId'] as string, 'X-Content-Type-Options': 'nosniff' }
  if (text !== undefined) {
    head['Content-Type'] = mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType
    head['Content-Length'] = Buffer.byteLength(text)
    if (mediaType === 'text/html') head['Content-Security-Policy'] = PAGE_POLICY
  }
  const isPrivate = context.req.headers.authorization !== undefined || context.req.method === 'POST'
  if (isPrivate) head['Cache-Control'] ??= headers['ETag'] === undefined ? 'no-store' : 'private, no-cache'
  if (!context.req.complete) leaveUnread(context.req)
  if (stream) return begin(context.res, { status, head: { ...head, 'Content-Type': mediaType }, stream })
  context.res.writeHead(status, head).end(text)
}

/** An answer that goes on: its head goes out at once, and what is written after it as it comes. */
function begin(response: ServerResponse, { status, head, stream }: { status: number; head: Record<string, string | number>; stream: StreamBody }) {
  response.writeHead(status, head).flushHeaders()
  response.socket?.setNoDelay(true)
  stream({
    write: text => { if (!response.writableEnded && !response.destroyed) response.write(text) },
    isBlocked: () => response.writableNeedDrain,
    end: () => { response.end() },
    destroy: () => { response.destroy() },
    // Gone already, it would never tell.
    onClose: listener => { if (response.closed) listener(); else response.once('close', listener) },
  })
}
