// A real proxy on loopback: it forwards plain requests and tunnels with CONNECT, whatever name is asked for.
import { createServer, request as send } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

export interface Proxy {
  readonly url: string
  /** `CONNECT evently.test:443`, `GET http://evently.test/…`, each with who has asked. */
  readonly seen: { readonly line: string; readonly authorization: string | undefined }[]
  close(): Promise<void>
}

/** All names lead to this computer. `user`: `name:password` that it asks for. */
export async function startProxy({ user }: { readonly user?: string } = {}): Promise<Proxy> {
  const seen: Proxy['seen'] = []
  const wanted = user && `Basic ${Buffer.from(user).toString('base64')}`
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    const authorization = request.headers['proxy-authorization']
    seen.push({ line: `${request.method} ${request.url}`, authorization })
    if (wanted !== undefined && authorization !== wanted) {
      response.writeHead(407, { 'proxy-authenticate': 'Basic' }).end()
      return
    }
    const { port, pathname, search } = new URL(request.url ?? '')
    const { method, headers } = request
    const forwarded = send({ host: '127.0.0.1', port, path: pathname + search, method, headers }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    forwarded.on('error', () => response.destroy())
    request.pipe(forwarded)
  })
  server.on('connect', (request, client: Socket) => {
    const authorization = request.headers['proxy-authorization']
    seen.push({ line: `CONNECT ${request.url}`, authorization })
    if (wanted !== undefined && authorization !== wanted) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const through = connect(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      through.pipe(client)
      client.pipe(through)
    })
    for (const socket of [client, through]) socket.on('error', () => socket.destroy())
  })
  server.on('connection', socket => sockets.add(socket))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}
