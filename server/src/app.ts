// The HTTP face of a server: pure wiring from handlers to a Koa app; tests mount it as it is.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { parse as parseQuery } from 'node:querystring'
import Koa from 'koa'
import type { Logger } from 'pino'
import { contractVersion } from './contract/generated/contract-version.ts'
import { operationFacts } from './contract/generated/operation-facts.ts'
import type { ServiceName } from './contract/services.ts'
import type { Caller, DocumentName, HandlersOf, OperationId, OperationsIn, StreamBody } from './contract/types.ts'
import { validatorsIn } from './contract/validation.ts'
import { addressOf } from './platform/http/addresses.ts'
import { send, sendChunks, type Outgoing } from './platform/http/answer.ts'
import { createCors, securityHeaders, strictTransport } from './platform/http/browsers.ts'
import { compressed, encodingFor, isCompressible } from './platform/http/compression.ts'
import { createDirections, type Place } from './platform/http/directions.ts'
import { createOperationRunner, type Answer, type OperationHandler } from './platform/http/operation.ts'
import type { RateLimitSubject, RateLimits } from './platform/http/rate-limits.ts'
import { createRequestLog, idsOf } from './platform/http/request-log.ts'
import { inRequestSpan, noteProblem, noteStatus } from './platform/http/request-span.ts'
import { targetOf, type Target } from './platform/http/request-target.ts'
import { passedOnRequestId, traceparentOf, withTrace } from './platform/http/request-trace.ts'
import { createRoutes } from './platform/http/routes.ts'
import { newId } from './platform/ids.ts'
import { createLineBound } from './platform/observability/bounded-lines.ts'
import type { HttpMetrics } from './platform/observability/metrics.ts'
import { isTracing } from './platform/observability/tracing.ts'
import { Problem, problem, problemDocument, validationProblem } from './platform/problems.ts'
import { isUnreachable } from './platform/unreachable.ts'

/** Every operation of a document has a handler. */
export type HandlersFor<Document extends DocumentName> = {
  readonly [Id in OperationsIn<Document>]: HandlersOf<string, Document>[Id]
}

export interface AppOptions<Document extends DocumentName> {
  readonly document: Document
  readonly handlers: HandlersFor<Document>
  /** Whose token is this? Throws `token_invalid`, `token_expired`, `account_disabled`. */
  readonly authenticate: (token: string) => Caller | Promise<Caller>
  /** The token that the internal document's operations ask for. */
  readonly serviceToken?: string
  /** Undefined: requests are not counted. */
  readonly rateLimits?: RateLimits | undefined
  /** Whether the owner of the account of this name has lately been signed in from near this address. */
  readonly isAtHome?: ((account: string, address: string) => Promise<boolean>) | undefined
  /** How many proxies before the server are believed about where a request comes from. */
  readonly trustedProxies?: number
  /** The service that answers an operation in this one's stead; undefined: this process does. */
  readonly elsewhere?: (id: OperationId) => ServiceName | undefined
  /**
   * What is asked of other services bears the id of the request it is asked for; left out, as it costs, where nothing
   * is.
   */
  readonly traced?: boolean
  /** Whose pages browsers let call the API; `*`: everybody's, none: nobody's. */
  readonly corsOrigins?: readonly string[] | '*'
  /** Operations that are not answered here: there is nothing at their paths. */
  readonly isHidden?: (id: OperationId) => boolean
  readonly log: Logger
  readonly metrics: HttpMetrics
  /** From when on a request counts as slow and gets a line in the log. */
  readonly slowRequestMs?: number
  /**
   * Called when a handler answers what the contract does not name; the client has got a 500 by then. Tests throw here.
   */
  readonly onBreach?: (message: string) => void
  /** Routes beside the contract: the reference page's own files. */
  readonly extraRoutes?: readonly ExtraRoute[]
}

/** A path beside the contract, answered as Koa has it. */
export interface ExtraRoute {
  readonly path: string
  readonly answer: (context: Koa.Context) => void | Promise<void>
}

const slowRequestMsByDefault = 1_000
/** An outage fails thousands of requests a second, and each for the same reason. */
const failureLinesPerSecondMax = 10

/** The Koa app of one of the contract's documents. */
export function createApp<Document extends DocumentName>(options: AppOptions<Document>): Koa {
  const { document, log, metrics, slowRequestMs = slowRequestMsByDefault, onBreach, trustedProxies = 0 } = options
  const requests = createRequestLog({ log, slowMs: slowRequestMs })
  const handlers = options.handlers as unknown as Readonly<Record<OperationId, OperationHandler>>
  const breaches = createLineBound({ linesPerSecondMax: failureLinesPerSecondMax })
  const breach = (message: string) => {
    const line = breaches()
    if (line) log.error({ breach: message, ...line }, 'an answer does not fit the contract')
    metrics.breaches.inc()
    onBreach?.(message)
  }
  const run = createOperationRunner({ ...options, validatorsOf: validatorsIn(document), breach })
  const isDocumented = (id: OperationId, code: string) => {
    const documented = (operationFacts[id].problems as readonly string[]).includes(code)
    if (!documented) breach(`${id} answered ${code}`)
    return documented
  }
  const failures = createLineBound({ linesPerSecondMax: failureLinesPerSecondMax })
  const logFailure = (error: unknown, context: Koa.Context) => {
    const line = failures()
    if (line)
      log.error(
        {
          err: error,
          ...idsOf(context.req, requestIdOf(context)),
          method: context.method,
          path: targetIn(context).path,
          ...line,
        },
        'a request failed',
      )
  }
  const refusalOf = (error: unknown, context: Koa.Context, documented: (code: string) => boolean) => {
    const known = asProblem(error)
    if (!known || known.status === 500 || !documented(known.code)) logFailure(error, context)
    return refusal(known ?? problem('internal_error', 'A fault of ours; it is logged under the requestId.'), context)
  }
  /** Runs an operation and answers, whatever comes of it. */
  const answerTo = async (id: OperationId, context: Koa.Context, params: object) => {
    const observe = metrics.start(id)
    const { query: text } = targetIn(context)
    const query = text === '' ? {} : parseQuery(text)
    const counted: RateLimitSubject = { address: addressOf(context.req, trustedProxies) }
    const answer = await run(id, handlers[id], context.req, {
      params,
      query,
      requestId: requestIdOf(context),
      counted,
    }).catch((error: unknown) => refusalOf(error, context, code => isDocumented(id, code)))
    const sent = write(context, answer, counted.headers)
    noteStatus(answer.status)
    requests.answered({
      operation: id,
      status: answer.status,
      seconds: observe(answer.status, answer.waitedSeconds),
      requestId: requestIdOf(context),
      request: context.req,
    })
    await sent?.catch((error: unknown) => {
      if (!isRefusal(error)) logFailure(error, context)
    })
  }
  const serve: typeof answerTo = isTracing()
    ? (id, context, params) => inRequestSpan(id, context.req, requestIdOf(context), () => answerTo(id, context, params))
    : answerTo
  const routes = createRoutes<(context: Koa.Context, params: object) => void | Promise<void>>()
  const places: Place[] = []
  for (const id of Object.keys(operationFacts) as OperationId[]) {
    const { document: home, method, path, summary } = operationFacts[id]
    if (home !== document || options.isHidden?.(id)) continue
    const service = options.elsewhere?.(id)
    places.push({ method: method.toUpperCase(), path, summary })
    routes.add(
      method.toUpperCase(),
      path,
      service
        ? () => {
            throw answeredElsewhere(path, service)
          }
        : (context, params) => serve(id, context, params),
    )
  }
  for (const { path, answer } of options.extraRoutes ?? []) routes.add('GET', path, answer)

  const directions = createDirections(places, places.find(({ path }) => path === '/docs')?.path)

  const app = new Koa()
  app.silent = true
  app.on('error', error => log.warn({ err: error as Error }, 'a connection failed'))
  const handle = async (context: Koa.Context) => {
    try {
      const { path } = targetIn(context)
      const route = routes.find(path)
      if (!route) throw problem('route_not_found', directions.from(context.method, path))
      const answer = route.methods.get(context.method)
      if (answer) return await answer(context, route.params)
      context.set('Allow', route.allow)
      throw problem('method_not_allowed', directions.instead(context.method, path, route.allow))
    } catch (error) {
      void write(
        context,
        refusalOf(error, context, () => true),
      )
    }
  }
  const { corsOrigins = [] } = options
  if (corsOrigins.length > 0) app.use(createCors(corsOrigins))
  app.use(context => {
    const requestId = (document === 'internal' ? passedOnRequestId(context.req.headers) : undefined) ?? newId('req')
    context['requestId'] = requestId
    context['target'] = targetOf(context.req.url ?? '/')
    context['isProxied'] = trustedProxies > 0
    return options.traced
      ? withTrace({ requestId, traceparent: traceparentOf(context.req.headers) }, () => handle(context))
      : handle(context)
  })
  return app
}

/** In the middle of an answer its caller was refused: that is no fault. */
const isRefusal = (error: unknown) => error instanceof Problem && error.status < 500

const requestIdOf = (context: Koa.Context) => context['requestId'] as string
/** Not Koa's own path and query: they tidy up what was sent, and then two spellings are one. */
const targetIn = (context: Koa.Context) => context['target'] as Target

const answeredElsewhere = (path: string, service: ServiceName) =>
  problem('route_not_found', `${path} is answered by the ${service} service, which this process doesn't run.`)

/** The one exit of everything that went wrong: problems as they are, the unknown as a bare 500. */
function refusal(refused: Problem, context: Koa.Context): Answer {
  noteProblem(refused)
  const headers: Record<string, string> = {}
  if (refused.extra.retryAfterSeconds !== undefined) headers['Retry-After'] = String(refused.extra.retryAfterSeconds)
  if (refused.status === 401) headers['WWW-Authenticate'] = 'Bearer'
  return {
    status: refused.status,
    mediaType: 'application/problem+json',
    text: JSON.stringify(
      problemDocument(refused, { instance: targetIn(context).path, requestId: requestIdOf(context) }),
    ),
    headers,
  }
}

/** A database or service that can't be reached is the client's cue to come back, not a fault to report. */
function asProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  if (isUnreachable(error)) return problem('service_unavailable', undefined, { retryAfterSeconds: 1 })
  if (error instanceof URIError)
    return validationProblem([{ pointer: '/path', keyword: 'encoding', message: 'is not valid percent-encoded UTF-8' }])
  return undefined
}

/** The reference page loads its own files alone; its library writes styles into its elements. */
const pagePolicy =
  `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; ` +
  `font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** As the proxy in front of the server says; nobody else is asked. */
const isOverTls = (context: Koa.Context) =>
  context['isProxied'] === true && context.req.headers['x-forwarded-proto'] === 'https'

/** Straight to Node's response: what Koa does with a body of any kind takes longer than all of ours. */
function write(
  context: Koa.Context,
  { status, mediaType, text, headers, stream, shared, chunks }: Answer,
  more?: Readonly<Record<string, string>>,
): Promise<void> | undefined {
  context.respond = false
  const head: Record<string, string | number> = {
    ...headers,
    ...more,
    'X-Content-Type-Options': 'nosniff',
    ...(isOverTls(context) && strictTransport),
    'Request-Id': requestIdOf(context),
    'Evently-Contract': contractVersion,
  }
  const bytes = text === undefined ? 0 : Buffer.byteLength(text)
  if (text !== undefined || chunks) {
    head['Content-Type'] = mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType
  }
  if (text !== undefined) {
    head['Content-Length'] = bytes
    // What a browser would show as a page; of data it needs to know no more than that it is no page.
    if (mediaType === 'text/html') Object.assign(head, securityHeaders, { 'Content-Security-Policy': pagePolicy })
  }
  if (status === 304) varyBy(head, 'Accept-Encoding') // as the answer had that is still current
  const isPrivate = context.req.headers.authorization !== undefined || context.req.method === 'POST'
  if (isPrivate) head['Cache-Control'] ??= headers['ETag'] === undefined ? 'no-store' : 'private, no-cache'
  if (chunks) return sendChunks(context.req, context.res, { status, head, chunks })
  if (stream) begin(context.req, context.res, { status, head: { ...head, 'Content-Type': mediaType }, stream })
  else if (text === undefined || !isCompressible(context.req.method, mediaType, bytes))
    send(context.req, context.res, { status, head, content: text })
  else sendCompressed(context.req, context.res, { status, head, content: text, shared })
  return undefined
}

function varyBy(head: Record<string, unknown>, header: string) {
  head['Vary'] = head['Vary'] === undefined ? header : `${String(head['Vary'])}, ${header}`
}

/** For a client that accepts no encoding it is as it was, and says that it might be another. */
function sendCompressed(
  request: IncomingMessage,
  response: ServerResponse,
  {
    status,
    head,
    content,
    shared,
  }: Outgoing & { readonly content: string | Buffer; readonly shared: object | undefined },
) {
  varyBy(head, 'Accept-Encoding')
  const encoding = encodingFor(request)
  if (!encoding) return send(request, response, { status, head, content })
  // Other bytes of the same version: not the ones that a strong ETag stands for.
  if (head['ETag'] !== undefined) head['ETag'] = `W/${String(head['ETag'])}`
  void compressed(content, encoding, shared).then(
    bytes =>
      send(request, response, {
        status,
        head: { ...head, 'Content-Encoding': encoding, 'Content-Length': bytes.byteLength },
        content: bytes,
      }),
    () => send(request, response, { status, head, content }), // no memory for it: it can still be sent as it is
  )
}

/**
 * An answer that goes on: its head goes out at once, and what is written after it as it comes. To HEAD the head is all.
 */
function begin(
  request: IncomingMessage,
  response: ServerResponse,
  { status, head, stream }: { status: number; head: Record<string, string | number>; stream: StreamBody },
) {
  response.writeHead(status, request.complete ? head : { ...head, Connection: 'close' }).flushHeaders()
  request.resume() // a body is read by nobody
  response.socket?.setNoDelay(true)
  stream({
    write: text => {
      if (!response.writableEnded && !response.destroyed) response.write(text)
    },
    isBlocked: () => response.writableNeedDrain,
    onceTaken: listener => {
      if (response.writableNeedDrain) response.once('drain', listener)
      else listener()
    },
    end: () => {
      response.end()
    },
    destroy: () => {
      response.destroy()
    },
    // Gone already, it would never tell.
    onClose: listener => {
      if (response.closed) listener()
      else response.once('close', listener)
    },
  })
  if (request.method === 'HEAD') response.end()
}
