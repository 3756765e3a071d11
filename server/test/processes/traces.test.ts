// The file that operators start a server with to have its spans: as it stands in docs/, with a collector.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { expect } from 'chai'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { spawnServer } from '../support/processes.ts'
import { callOn } from '../support/server.ts'
import { aRemoteSpan } from '../support/spans.ts'

const example = new URL('../../../../docs/operating/otel.mjs', import.meta.url).href

/** https://opentelemetry.io/docs/specs/otlp/#otlphttp */
interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: { stringValue?: string } }[] }
    readonly scopeSpans: readonly { readonly scope: { readonly name: string }; readonly spans: readonly OtlpSpan[] }[]
  }[]
}
interface OtlpSpan {
  readonly name: string
  readonly traceId: string
  readonly parentSpanId?: string
}

async function startCollector() {
  const spans: OtlpSpan[] = []
  const services = new Set<string | undefined>()
  const server = createServer((request, response) => {
    void (json(request) as Promise<Sent>).then(({ resourceSpans }) => {
      for (const { resource, scopeSpans } of resourceSpans) {
        services.add(resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue)
        spans.push(...scopeSpans.flatMap(scope => scope.spans))
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    services,
    close: () => server.close(),
  }
}

describe('a server that is started with docs/operating/otel.mjs', function () {
  this.timeout(30_000)
  let databases: TestDatabases
  let collector: Awaited<ReturnType<typeof startCollector>>
  before(async () => {
    databases = await cloneDatabases()
  })
  after(() => databases.close())
  beforeEach(async () => {
    collector = await startCollector()
  })
  afterEach(() => collector.close())

  const start = (env: Readonly<Record<string, string>> = {}) =>
    spawnServer(databases, {
      NODE_OPTIONS: `--import=${example}`,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      ...env,
    })

  it('has told the collector of everything by the time it has ended', async () => {
    const server = await start({ OTEL_SERVICE_NAME: 'tickets' })
    const { traceId, spanId, headers } = aRemoteSpan()
    const { status } = await callOn(server.url)('GET', '/events', { headers })
    expect(status).to.equal(200)
    expect(await server.stop()).to.equal(0)
    expect([...collector.services]).to.deep.equal(['tickets'])
    const ours = collector.spans.filter(span => span.traceId === traceId)
    expect(ours.find(({ name }) => name === 'events.list')?.parentSpanId).to.equal(spanId)
    expect(ours.length).to.be.greaterThan(1)
  })

  it('tells of as many traces as it is to, whatever strangers want', async () => {
    const server = await start({ TRACES_PERCENT: '0' })
    await callOn(server.url)('GET', '/events', { headers: aRemoteSpan().headers })
    expect(await server.stop()).to.equal(0)
    expect(collector.spans).to.deep.equal([])
  })

  it('ends in time and in order where no collector answers', async () => {
    const server = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' })
    expect((await callOn(server.url)('GET', '/events')).status).to.equal(200)
    const startedMs = performance.now()
    expect(await server.stop()).to.equal(0)
    expect(performance.now() - startedMs).to.be.lessThan(8_000)
  })
})
