// A client of Elasticsearch whose requests are spans beneath the ones that wait for them, as all of ours are. Its own
// spans also tell of what nobody waits for, and quote errors, which quote what was searched for.
import { Client, Transport, type TransportRequestOptions, type TransportRequestParams } from '@elastic/elasticsearch'
import { beneathSpan } from '../../../platform/observability/tracing.ts'

/** Its override returns `never` because the overloads can't be written down once more. */
class SpanTransport extends Transport {
  override request(params: TransportRequestParams, options?: TransportRequestOptions): never {
    const operation = params.meta?.name ?? 'request'
    const attributes = { 'db.system.name': 'elasticsearch', 'db.operation.name': operation }
    const send = () => super.request(params, { ...options, openTelemetry: { enabled: false } })
    return beneathSpan(`elasticsearch ${operation}`, { kind: 'client', attributes }, send) as never
  }
}

/** Its own retries would wait for up to two seconds first; the engine tries at once what is worth trying again. */
export const createClient = (url: string, requestTimeoutMs: number): Client =>
  new Client({ node: url, requestTimeout: requestTimeoutMs, maxRetries: 0, Transport: SpanTransport })
