// An HTTP listener that slow or greedy clients can't tie up, and that closes without dropping an answer.
import { createServer, STATUS_CODES, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { newId } from '../ids.ts'
import { problem, problemDocument } from '../problems.ts'
import { listenFault } from './listen-address.ts'

export interface Listener {
  readonly port: number
  /** Requests whose answer is not out yet, as "GET /path". */
  underWay(): readonly string[]
  /** From now on every answer asks its client to hang up; connections and requests are still taken. */
  drain(): void
  /** Takes no new connections and resolves when the last answer is out, at the latest after `drainMsMax`; to how many were cut off. */
  close(): Promise<void>
}

export interface ListenOptions extends Partial<ListenerLimits> { readonly host: string; readonly port: number }

export interface ListenerLimits {
  /** How long a request's headers may take to arrive: slower ones are answered 408. */
  readonly headersMsMax: number
  /** How long a whole request, with its body, may take to arrive: slower ones are answered 408. */
  readonly requestMsMax: number
  /** Longer than the idle time of the usual balancers (60 s), so that they, not we, hang up. */
  readonly idleMsMax: number
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
  headersMsMax: 10_000, requestMsMax: 30_000, idleMsMax: 65_000, checkEveryMs: 2_000, headerBytesMax: 16_384, connectionsMax: 20_000, drainMsMax: 10_000, onCutOff: () => {}, onUntaken: () => {},
}

const UNTAKEN_EVERY_MS = 10_000

/** Listens at `host:port` (0 = any free port). */
export async function listen(handle: RequestListener, { host, port, ...given }: ListenOptions): Promise<Listener> {
  const limits = { ...limitsByDefault, ...given }
  const answering = new Set<ServerResponse>()
  let draining = false
  const server = createServer({
    headersTimeout: limits.headersMsMax, requestTimeout: limits.requestMsMax, keepAliveTimeout: limits.idleMsMax,
    connectionsCheckingInterval: limits.checkEveryMs, maxHeaderSize: limits.headerBytesMax,
    requireHostHeader: false, // it is required below, where the refusal can be told in the house's way
  }, (request, response) => {
    answering.add(response)
    response.once('close', () => answering.delete(response))
    response.on('error', () => {}) // its reader has gone, which `close` tells
    if (draining) response.shouldKeepAlive = false
    if (request.headers.host !== undefined || request.httpVersion !== '1.1') return handle(request, response)
    const { status, headers, text } = refusalOf(NO_HOST)
    response.writeHead(status, headers).end(text)
  })
  server.maxRequestsPerSocket = 0
  server.maxConnections = limits.connectionsMax
  server.on('clientError', (error, socket: Socket) => {
    // A refusal in front of the answer to a whole request would be taken for it, though what was asked for may have been done.
    const isAnswering = [...answering].some(response => response.req.socket === socket && response.req.complete)
    if (isAnswering) socket.destroy()
    else refuse(error, socket)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(listenFault(error as NodeJS.ErrnoException, host, port)))
    server.listen({ host, port, backlog: 4_096 }, resolve)
  })
  let untakenAtMs = -Infinity
  server.on('error', error => { // without a listener, it would end the process
    if (performance.now() - untakenAtMs < UNTAKEN_EVERY_MS) return
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
    close: () => new Promise(resolve => {
      const hangUp = setTimeout(() => {
        limits.onCutOff(underWay())
        server.closeAllConnections()
      }, limits.drainMsMax)
      drain()
      server.close(() => {
        clearTimeout(hangUp)
        resolve()
      })
      server.keepAliveTimeout = 1 // an answer whose head was out already: its connection closes as soon as it is done
      server.closeIdleConnections()
    }),
  }
}

/** RFC 9112, 3.2: a request without a Host could be anybody's. */
const NO_HOST = new Error('no Host')

/** What Node's parser refuses never becomes a request; its sender is told all the same, in the house's way, and hung up on. */
function refuse(error: NodeJS.ErrnoException, socket: Socket) {
  if (!socket.writable || socket.errored || error.code === 'ECONNRESET') return void socket.destroy()
  const { status, headers, text } = refusalOf(error)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', text].join('\r\n'), () => socket.destroySoon())
}

function refusalOf({ code, message }: NodeJS.ErrnoException) {
  const requestId = newId('req')
  const told = code === 'HPE_HEADER_OVERFLOW' ? problem('headers_too_large')
    : code === 'ERR_HTTP_REQUEST_TIMEOUT' ? problem('request_timeout')
    : problem('malformed_request', message === NO_HOST.message ? 'The request names no Host.' : 'This is not HTTP that can be read without doubt.')
  const text = JSON.stringify(problemDocument(told, { instance: '/', requestId }))
  const headers = { 'Connection': 'close', 'Content-Type': 'application/problem+json', 'Content-Length': Buffer.byteLength(text), 'Request-Id': requestId, 'X-Content-Type-Options': 'nosniff' }
  return { status: told.status, headers, text }
}
