// One address for services apart: a reverse proxy that sends each request to the service that answers its path, as the
// contract has it.
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { operationFacts } from '../../src/contract/generated/operation-facts.ts'
import { serviceNames, serviceOf, type ServiceName } from '../../src/contract/services.ts'
import type { DocumentName, OperationId } from '../../src/contract/types.ts'

/** Longer than a service's own: the client is told that one, in the header that comes through. */
const keepAliveMs = 120_000

export interface Gateway {
  readonly url: string
  close(): Promise<void>
}

/** The service that a path is for; what no service knows, and what each says about itself, goes to the first. */
export function routesOf(document: DocumentName): (path: string) => ServiceName {
  const routes = (Object.keys(operationFacts) as OperationId[])
    .filter(id => operationFacts[id].document === document)
    .flatMap(id => {
      const service = serviceOf(id)
      return service === null
        ? []
        : [{ service, path: new RegExp(`^${operationFacts[id].path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }]
    })
  return path => routes.find(route => route.path.test(path))?.service ?? serviceNames[0]
}

/** Streams both ways, headers as they are; a service that can't be reached is told as 503. */
export async function startGateway(
  document: DocumentName,
  urls: Readonly<Record<ServiceName, string>>,
): Promise<Gateway> {
  const routeOf = routesOf(document)
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })

  function pass(from: IncomingMessage, to: ServerResponse) {
    const path = from.url ?? '/'
    const { hostname, port } = new URL(urls[routeOf(path.replace(/\?.*/s, ''))])
    const onward = request({ hostname, port, path, method: from.method, headers: from.headers, agent }, answer => {
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(to)
    })
    onward.on('error', () => {
      if (to.headersSent) to.destroy()
      else
        to.writeHead(503, { 'retry-after': '1', 'content-type': 'application/json' }).end(
          '{"code":"gateway_unreached"}',
        )
    })
    to.on('close', () => {
      if (!to.writableFinished) onward.destroy()
    })
    from.pipe(onward)
  }

  const server = createServer({ keepAliveTimeout: keepAliveMs }, pass)
  await new Promise<void>(resolve => {
    server.listen({ host: '127.0.0.1', port: 0 }, resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(resolve => {
        agent.destroy()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
