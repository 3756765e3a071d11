// Something at Elasticsearch's address that takes every request, and answers or hangs as a test says.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface StandIn {
  readonly url: string
  /** Requests that have come in so far, and how many of them wait. */
  requests(): number
  waiting(): number
  hang(): void
  /** From now on everything is answered as an empty index would. */
  answer(): void
  /** From now on everything is refused with this status. */
  refuse(status: number): void
  close(): Promise<void>
}

const empty = { counted: { buckets: [] } }
const nothing = JSON.stringify({
  took: 1,
  timed_out: false,
  hits: { hits: [] },
  aggregations: { category: empty, city: empty, price: empty, currency: empty, month: empty, known: { buckets: [] } },
})

export async function startStandIn(): Promise<StandIn> {
  let status: number | undefined
  let requests = 0
  let waiting = 0
  const server = createServer((request, response) => {
    requests++
    waiting++
    response.on('close', () => {
      waiting--
    })
    request.resume()
    if (status !== undefined)
      response
        .writeHead(status, {
          'content-type': 'application/vnd.elasticsearch+json; compatible-with=8',
          'x-elastic-product': 'Elasticsearch',
        })
        .end(nothing)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    waiting: () => waiting,
    hang() {
      status = undefined
    },
    answer() {
      status = 200
    },
    refuse(as) {
      status = as
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
