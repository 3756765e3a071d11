// The HTTP edge alone: one document's app behind a listener, with handlers of the test's own.
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { createApp, type AppOptions, type HandlersFor } from '../../src/app.ts'
import type { DocumentName } from '../../src/contract/types.ts'
import { listen, type Listener, type ListenerLimits } from '../../src/platform/http/listener.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'

export interface EdgeOptions extends Partial<Omit<AppOptions<DocumentName>, 'handlers'>> {
  readonly handlers?: Readonly<Record<string, (input: never) => Promise<unknown>>>
  readonly limits?: Partial<ListenerLimits>
  /** Sees every request before the app does. */
  readonly onRequest?: RequestListener
}

export const liveHandlers = {
  'meta.live': async () => ({ status: 200, body: { status: 'live' } }),
  'events.list': async () => ({ status: 200, body: { data: [], hasMore: false, nextCursor: null } }),
}

function handleOf({
  document = 'evently',
  handlers = liveHandlers,
  onRequest,
  limits: _,
  ...options
}: EdgeOptions): RequestListener {
  const app = createApp({
    document,
    handlers: handlers as unknown as HandlersFor<DocumentName>,
    authenticate: () => {
      throw new Error('nobody is known here')
    },
    log: pino({ level: 'silent' }),
    metrics: createMetrics().http,
    ...options,
  }).callback()
  return (request, response) => {
    onRequest?.(request, response)
    void app(request, response)
  }
}

export const listenAtEdge = (options: EdgeOptions = {}): Promise<Listener> =>
  listen(handleOf(options), { host: '127.0.0.1', port: 0, ...options.limits })

/** The same app behind Node's server as it comes: what the listener is there for does not happen here. */
export async function listenWithoutListener(
  options: EdgeOptions,
): Promise<Pick<Listener, 'port'> & { close(): Promise<void> }> {
  const server = createServer(handleOf(options))
  await new Promise<void>(resolve => {
    server.listen({ host: '127.0.0.1', port: 0 }, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
