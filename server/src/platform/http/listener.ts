// An HTTP listener that slow or greedy clients can't tie up, and that closes without dropping an answer.
import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { newId } from '../ids.ts'
import { problem, problemDocument, type Problem } from '../problems.ts'
import { send } from './answer.ts'
import { holdBack } from './body.ts'
import { createConnections, type Connection, type ConnectionLimits } from './connection.ts'
import { listenFault, type HostSetting } from './listen-address.ts'
import { requestFault } from './request-target.ts'

export interface Listener {
  readonly port: number
  /** Requests whose answer is not out yet, as "GET /path". */
  underWay(): readonly string[]
  /** From now on every answer asks its client to hang up; connections and requests are still taken. */
  drain(): void
  /**
   * Takes no new connections and resolves when the last answer is out, at the latest after `drainMsMax`; to how many
   * were cut off.
   */
  close(): Promise<void>
}

export interface ListenOptions extends Partial<ListenerLimits> {
  readonly host: string
  /** The setting that said so, for whoever has to change it. */
  readonly hostSetting?: HostSetting
  readonly port: number
}

export interface ListenerLimits extends ConnectionLimits {
  /** How long a request's headers may take to arrive: slower ones are answered 408. */
  readonly headersMsMax: number
  /** How long a whole request, with its body, may take to arrive: slower ones are answered 408. */
  readonly requestMsMax: number
  /** Longer than the idle time of the usual balancers (60 s), so that they, not we, hang up. */
  readonly idleMsMax: number
  /** How long a client may take nothing of what it was sent. */
  readonly unreadMsMax: number
  /** How often the first two are looked at; Node's own 30 s would make them mean little. */
  readonly checkEveryMs: number
  readonly headerBytesMax: number
  readonly connectionsMax: number
  readonly drainMsMax: number
  /** Told how many requests were cut off when `drainMsMax` was over. */
  readonly onCutOff: (underWay: readonly string[]) => void
  /** Told, every ten seconds at most, that connections can't be taken: the process has no file left for them. */
  readonly onUntaken: (error: Error) => void
}

const limitsByDefault: ListenerLimits = {
  headersMsMax: 10_000,
  requestMsMax: 30_000,
  idleMsMax: 65_000,
  unreadMsMax: 30_000,
  checkEveryMs: 2_000,
  headerBytesMax: 16_384,
  connectionsMax: 20_000,
  waitingMax: 20_000,
  lingerMsMax: 3_000,
  lingerBytesMax: 16_777_216,
  drainMsMax: 10_000,
  onCutOff: () => {},
  onUntaken: () => {},
}

const untakenEveryMs = 10_000

const ignore = () => {}

/** Answers a request, and sees to its own failures: a promise is not waited for and must not reject. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

/** Listens at `host:port` (0 = any free port). */
export async function listen(
  handle: RequestHandler,
  { host, port, hostSetting = 'EVENTLY_HOST', ...given }: ListenOptions,
): Promise<Listener> {
  const limits = { ...limitsByDefault, ...given }
  const answering = new Set<ServerResponse>()
  const connections = new WeakMap<Socket, Connection>()
  let draining = false

  const takeConnection = createConnections(limits, answering)

  /** What every request passes, with whatever expectation it comes. */
  function take(request: IncomingMessage, response: ServerResponse, answer: RequestHandler = handle) {
    response.on('error', ignore) // its reader has gone, which `close` tells
    connections.get(request.socket)?.begin(request, response, () => {
      if (draining) response.shouldKeepAlive = false
      const fault = requestFault(request)
      if (fault) refuseRequest(request, response, fault)
      else void answer(request, response)
    })
  }

  const server = createServer(
    {
      headersTimeout: limits.headersMsMax,
      requestTimeout: limits.requestMsMax,
      keepAliveTimeout: limits.idleMsMax,
      connectionsCheckingInterval: limits.checkEveryMs,
      maxHeaderSize: limits.headerBytesMax,
      requireHostHeader: false, // it is required by requestFault, which answers with a problem document
    },
    (request, response) => {
      take(request, response)
    },
  )
  server.on('checkContinue', (request, response) => {
    holdBack(request, () => {
      response.writeContinue()
    })
    take(request, response)
  })
  server.on('checkExpectation', (request, response) => {
    take(request, response, () => {
      refuseRequest(request, response, problem('expectation_failed'))
    })
  })
  server.on('connection', socket => {
    connections.set(socket, takeConnection(socket))
  })
  server.maxRequestsPerSocket = 0
  // Node would leave out the rest and say nothing; they are bounded in bytes and by requestFault.
  server.maxHeadersCount = 0
  server.maxConnections = limits.connectionsMax
  server.timeout = limits.unreadMsMax
  server.on('timeout', socket => {
    const isWorkedOn = connections.get(socket)?.isAnswering() === true && socket.writableLength === 0
    if (!isWorkedOn) socket.destroy()
  })
  server.on('clientError', (error, socket: Socket) => {
    const connection = connections.get(socket)
    if (connection?.isClosing()) return
    // A refusal in front of the answer to a whole request would be taken for it, though what was asked for may have
    // been done.
    if (
      !connection ||
      connection.mustStayQuiet() ||
      !socket.writable ||
      socket.errored ||
      (error as NodeJS.ErrnoException).code === 'ECONNRESET'
    )
      socket.destroy()
    else connection.end(lastWords(error))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(listenFault(error as NodeJS.ErrnoException, { host, port, hostSetting })))
    server.listen({ host, port, backlog: 4_096 }, resolve)
  })
  let untakenAtMs = -Infinity
  server.on('error', error => {
    // without a listener, it would end the process
    if (performance.now() - untakenAtMs < untakenEveryMs) return
    untakenAtMs = performance.now()
    limits.onUntaken(error)
  })
  const underWay = () => [...answering].map(({ req }) => `${req.method} ${(req.url ?? '').replace(/\?.*/s, '')}`)

  function drain() {
    draining = true
    for (const response of answering) response.shouldKeepAlive = false // ignored by answers whose head is out
  }

  return {
    port: (server.address() as AddressInfo).port,
    underWay,
    drain,
    close: () =>
      new Promise(resolve => {
        const disconnectTimer = setTimeout(() => {
          limits.onCutOff(underWay())
          server.closeAllConnections()
        }, limits.drainMsMax)
        drain()
        server.close(() => {
          clearTimeout(disconnectTimer)
          resolve()
        })
        server.keepAliveTimeout = 1 // an answer whose head was out already: its connection closes as soon as it is done
        server.closeIdleConnections()
      }),
  }
}

/** A request that can't be understood ends its connection: what follows it can't be believed either. */
function refuseRequest(request: IncomingMessage, response: ServerResponse, refused: Problem) {
  const { status, headers, text } = refusalOf(refused)
  send(request, response, { status, head: headers, content: text })
}

/** What Node's parser refuses, with the bytes at which it has. */
interface ParserError extends NodeJS.ErrnoException {
  readonly rawPacket?: Buffer
  readonly bytesParsed?: number
}

/**
 * What Node's parser refuses never becomes a request; its sender still gets a problem document, and the connection is
 * closed.
 */
function lastWords(error: ParserError) {
  const { status, headers, text } = refusalOf(problemOf(error))
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', text].join('\r\n')
}

function problemOf(error: ParserError): Problem {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return problem(isWithinUrl(error) ? 'uri_too_long' : 'headers_too_large')
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return problem('request_timeout')
    default:
      return problem('malformed_request', 'This is not HTTP that can be read without doubt.')
  }
}

/**
 * Node bounds URL and headers together. A URL that came in many pieces is taken for a header: either way its sender
 * learns what was too long.
 */
const isWithinUrl = ({ rawPacket, bytesParsed }: ParserError) =>
  rawPacket !== undefined && /^[A-Z]+ \S*$/.test(rawPacket.toString('latin1', 0, bytesParsed))

function refusalOf(refused: Problem) {
  const requestId = newId('req')
  const text = JSON.stringify(problemDocument(refused, { instance: '/', requestId }))
  const headers = {
    'Connection': 'close',
    'Content-Type': 'application/problem+json',
    'Content-Length': Buffer.byteLength(text),
    'Request-Id': requestId,
    'X-Content-Type-Options': 'nosniff',
  }
  return { status: refused.status, headers, text }
}
