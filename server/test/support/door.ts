// A server in front of another one, which may hold up a request on its way.
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { request } from 'undici'

/** What happens before a request goes on, which may take headers away; what it answers is answered instead. */
export type Held = (asked: {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
}) => Promise<{ readonly status: number; readonly body: unknown } | undefined | void>

export async function openDoor(target: string, held: Held): Promise<{ readonly url: string; close(): Promise<void> }> {
  const pass = async (asked: IncomingMessage) => {
    const { method = 'GET', url: path = '/' } = asked
    const body = await buffer(asked)
    const own = await held({ method, path, headers: asked.headers })
    if (own)
      return {
        status: own.status,
        headers: { 'content-type': 'application/problem+json' },
        text: JSON.stringify(own.body),
      }
    const { host: _, connection: _c, 'content-length': _l, 'transfer-encoding': _t, ...headers } = asked.headers
    const answer = await request(target + path, {
      method: method as 'GET',
      headers: headers as Record<string, string>,
      ...(body.length > 0 && { body }),
    })
    const { 'content-encoding': _e, 'content-length': _n, connection: _k, ...answered } = answer.headers
    return { status: answer.statusCode, headers: answered, text: await answer.body.text() }
  }
  const server = createServer((asked, response) => {
    pass(asked).then(
      ({ status, headers, text }) => response.writeHead(status, headers as Record<string, string>).end(text),
      () => response.destroy(),
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}
