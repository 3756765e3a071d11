// Sends Evently's spans to an OpenTelemetry collector: node --import ./otel.mjs server/dist/src/main.js
//
// Where to: OTEL_EXPORTER_OTLP_ENDPOINT, http://localhost:4318 if it is not set. Of 100 traces that begin here
// TRACES_PERCENT are sent, all if it is not set.
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node'

const share = new TraceIdRatioBasedSampler(Number(process.env.TRACES_PERCENT ?? 100) / 100)

new NodeTracerProvider({
  resource: resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME ?? 'evently' }),
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  // Strangers say in `traceparent` whether theirs are to be recorded: their wish counts no more than ours. Where a
  // proxy of yours begins all traces, leave out `remoteParentSampled`.
  sampler: new ParentBasedSampler({ root: share, remoteParentSampled: share }),
}).register()
