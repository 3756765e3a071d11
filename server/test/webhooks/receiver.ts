// A receiver of webhooks: keeps what it gets, and answers as it is told.
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  // oxlint-disable-next-line typescript/no-explicit-any -- what a test expects of a message it says itself
  readonly message: any
}

export type Answer = (received: Received, response: ServerResponse) => void

export type Receiver = Awaited<ReturnType<typeof startReceiver>>

/** Answers 204 unless it is told something else. */
export async function startReceiver({
  onReceived,
  port: wanted = 0,
}: {
  readonly onReceived?: (received: Received) => void
  readonly port?: number
} = {}) {
  const received: Received[] = []
  const waiting = new Set<() => void>()
  let answer: Answer = (_received, response) => response.writeHead(204).end()
  const server = createServer((request, response) => {
    void text(request).then(body => {
      const one = { path: request.url ?? '', headers: request.headers, body, message: JSON.parse(body) as unknown }
      received.push(one)
      onReceived?.(one)
      for (const look of [...waiting]) look()
      answer(one, response)
    })
  })
  server.listen(wanted, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    received,
    ids: () => received.map(({ headers }) => headers['webhook-id']),
    /** How it answers from now on: with a status and a body, or as a function does. */
    become(next: Answer | number, headers: Readonly<Record<string, string>> = {}, body = '') {
      answer = typeof next === 'function' ? next : (_received, response) => response.writeHead(next, headers).end(body)
    },
    /** Resolves once it has got so many. */
    async gets(count: number): Promise<void> {
      while (received.length < count)
        await new Promise<void>(resolve => {
          const look = () => {
            waiting.delete(look)
            resolve()
          }
          waiting.add(look)
        })
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
