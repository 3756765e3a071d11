// An HTTP listener that slow or greedy clients can't tie up, and that closes without dropping an answer.
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Listener { readonly port: number; close(): Promise<void> }

/** Listens at `host:port` (0 = any free port). `close` takes no new connections and resolves when the last answer is out, at the latest after `drainMsMax`. */
export async function listen(handle: RequestListener, { host, port, drainMsMax = 10_000 }: { host: string; port: number; drainMsMax?: number }): Promise<Listener> {
  const server = createServer({
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000, // longer than the idle time of the usual balancers (60 s), so that they, not we, hang up
    connectionsCheckingInterval: 2_000, // without it the two time-outs above are only looked at every 30 s
    maxHeaderSize: 16_384,
  }, handle)
  server.maxRequestsPerSocket = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(explained(error as NodeJS.ErrnoException, host, port)))
    server.listen({ host, port, backlog: 4_096 }, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise(resolve => {
      const hangUp = setTimeout(() => server.closeAllConnections(), drainMsMax)
      server.close(() => {
        clearTimeout(hangUp)
        resolve()
      })
      server.keepAliveTimeout = 1 // a connection that is still answering closes as soon as it has
      server.closeIdleConnections()
    }),
  }
}

function explained(error: NodeJS.ErrnoException, host: string, port: number) {
  return error.code === 'EADDRINUSE' ? new Error(`Port ${port} on ${host} is in use. Stop what listens there or choose another port with PORT or EVENTLY_INTERNAL_PORT.`) : error
}
