// A server in front of another one: it hands everything through as it comes, and tells some of the answers otherwise.
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface Retelling {
  readonly method: string
  readonly path: RegExp
  /** What is told in the place of an answer's text. */
  readonly retell: (answer: string) => string
}

export async function openRetelling(target: string, { method, path, retell }: Retelling) {
  function handThrough(asked: IncomingMessage, told: ServerResponse) {
    // Answers are read here, so they come as they are.
    const { 'accept-encoding': _, ...headers } = asked.headers
    const onward = request(target + asked.url, { method: asked.method, headers }, answer => {
      if (asked.method !== method || !path.test(asked.url!))
        return void answer.pipe(told.writeHead(answer.statusCode!, answer.headers))
      void text(answer).then(said => {
        const { 'content-length': _length, 'transfer-encoding': _encoding, ...kept } = answer.headers
        told.writeHead(answer.statusCode!, kept).end(retell(said))
      })
    })
    onward.on('error', () => told.destroy())
    told.on('close', () => onward.destroy())
    asked.pipe(onward)
  }
  const server = createServer(handThrough)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
