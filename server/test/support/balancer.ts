// A balancer as small as one can be: in turn to those who say that they are ready, and a second try only where the
// first was provably not heard.
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Balancer {
  readonly url: string
  add(url: string): Backend
  remove(backend: Backend): void
  close(): Promise<void>
}

/** `isReady`: it says so. What doesn't answer a check in time is busy, not gone: it stays as it was. */
export interface Backend {
  readonly url: string
  isReady: boolean
  served: number
}

const checkEveryMs = 50
const checkMsMax = 1_000

export async function startBalancer(): Promise<Balancer> {
  const backends = new Map<Backend, { readonly agent: Agent; stop(): void }>()
  let turn = 0

  const server = createServer((incoming, outgoing) => {
    void bodyOf(incoming).then(body =>
      forward(
        incoming,
        body,
        outgoing,
        [...backends.keys()].filter(({ isReady }) => isReady),
      ),
    )
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })

  function forward(
    incoming: IncomingMessage,
    body: Buffer,
    outgoing: ServerResponse,
    candidates: readonly Backend[],
  ): void {
    const backend = candidates[turn++ % candidates.length]
    const { agent } = (backend && backends.get(backend)) ?? {}
    if (!backend || !agent) return void outgoing.writeHead(502, { 'Content-Type': 'text/plain' }).end('nobody is ready')
    const { connection: _, ...headers } = incoming.headers
    const sent = request(
      new URL(incoming.url ?? '/', backend.url),
      { method: incoming.method!, headers, agent },
      answer => {
        backend.served++
        const { connection: __, 'keep-alive': ___, ...passed } = answer.headers
        outgoing.writeHead(answer.statusCode!, passed)
        answer.pipe(outgoing)
        answer.on('error', () => outgoing.destroy())
      },
    )
    sent.on('error', (error: NodeJS.ErrnoException) => {
      const others = candidates.filter(each => each !== backend)
      if (error.code === 'ECONNREFUSED' && others.length > 0) return forward(incoming, body, outgoing, others)
      if (outgoing.headersSent) return void outgoing.destroy()
      outgoing.writeHead(502, { 'Content-Type': 'text/plain' }).end(`${backend.url}: ${error.code ?? error.message}`)
    })
    sent.end(body)
  }

  function remove(backend: Backend) {
    const { agent, stop } = backends.get(backend)!
    stop()
    agent.destroy()
    backends.delete(backend)
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add(url) {
      const backend: Backend = { url, isReady: false, served: 0 }
      const agent = new Agent({ keepAlive: true })
      backends.set(backend, { agent, stop: watch(backend) })
      return backend
    },
    remove,
    async close() {
      for (const backend of backends.keys()) remove(backend)
      server.closeAllConnections()
      await new Promise(resolve => {
        server.close(resolve)
      })
    },
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** One check after the other; returns how to end them. */
function watch(backend: Backend): () => void {
  let stopped = false
  const check = async () => {
    const ready = await isReady(backend.url)
    if (stopped) return
    backend.isReady = ready ?? backend.isReady
    setTimeout(() => {
      void check()
    }, checkEveryMs).unref()
  }
  void check()
  return () => {
    stopped = true
  }
}

function isReady(url: string): Promise<boolean | undefined> {
  return new Promise(resolve => {
    const asked = request(`${url}/readyz`, { agent: false, timeout: checkMsMax }, answer => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    asked.on('timeout', () => {
      resolve(undefined)
      asked.destroy()
    })
    asked.on('error', () => resolve(false))
    asked.end()
  })
}
