// A tracer as a host would register one, that keeps what it is told.
import { context, propagation, trace, TraceFlags, type Attributes } from '@opentelemetry/api'
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-node'
import { useRegisteredTracer } from '../../src/platform/observability/tracing.ts'

export type SeenSpan = ReadableSpan

export interface SpanRecorder {
  /** What has ended so far, in this order. */
  spans(): readonly SeenSpan[]
  forget(): void
  /** Whoever starts or looks from now on finds no tracer. */
  close(): Promise<void>
}

/** Servers that are started from now on in this process are traced. */
export function recordSpans(): SpanRecorder {
  const exporter = new InMemorySpanExporter()
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
  provider.register()
  return {
    spans: () => exporter.getFinishedSpans(),
    forget: () => {
      exporter.reset()
    },
    async close() {
      for (const each of [trace, context, propagation]) each.disable()
      await provider.shutdown()
      await useRegisteredTracer('test')
    },
  }
}

export const idOf = (span: SeenSpan) => span.spanContext().spanId
export const traceOf = (span: SeenSpan) => span.spanContext().traceId
export const parentOf = (span: SeenSpan) => span.parentSpanContext?.spanId

/** A span of somebody else's: what it sends along, and by what it is known again. */
export function aRemoteSpan({ sampled = true }: { readonly sampled?: boolean } = {}) {
  const digits = (count: number) =>
    Array.from({ length: count }, () => Math.floor(Math.random() * 15 + 1).toString(16)).join('')
  const [traceId, spanId] = [digits(32), digits(16)]
  const flags = sampled ? TraceFlags.SAMPLED : TraceFlags.NONE
  return { traceId, spanId, headers: { traceparent: `00-${traceId}-${spanId}-0${flags}`, tracestate: 'vendor=abc' } }
}

/** All that is told of spans beside their times, as one text. */
export const textOf = (spans: readonly SeenSpan[]): string =>
  spans
    .map(({ name, attributes, events, status, resource }) =>
      JSON.stringify([name, attributes satisfies Attributes, events, status, resource.attributes]),
    )
    .join('\n')
