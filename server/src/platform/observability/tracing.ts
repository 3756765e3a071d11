// Spans, for whoever has registered a tracer with @opentelemetry/api before the server starts; without one, nothing.
//
// A span says what was done, how long it took and how it failed, by ids, names and codes: no address, no text that a
// person wrote, no message of an error. What somebody waits for stands beneath the request it is done for. Of what goes
// on in the background only that is told which begins a span of its own. Work for many callers at once
// (`inBatchSpan`) stands beneath the first of them; it and all of them are linked.
import type * as OpenTelemetry from '@opentelemetry/api'
import type { Attributes, Context, Span, SpanContext, SpanOptions, Tracer, TracerProvider } from '@opentelemetry/api'
import { Problem } from '../problems.ts'
import { within } from '../time-out.ts'

type Api = typeof OpenTelemetry

interface Tracing {
  readonly api: Api
  readonly provider: TracerProvider
  readonly tracer: Tracer
}

export interface SpanFacts {
  /** `server`: it answers somebody; `client`: it asks somebody. Left out: neither. */
  readonly kind?: 'server' | 'client'
  readonly attributes?: Attributes
}

/** Where every copy of the API, of any version 1, keeps what was registered. */
const registration = Symbol.for('opentelemetry.js.api.1')
const flushMsMax = 2_000

let tracing: Tracing | undefined

/**
 * Looks whether there is a tracer, and from then on uses it or does nothing. The API is loaded only where something was
 * registered: every start would take longer.
 */
export async function useRegisteredTracer(version: string): Promise<void> {
  tracing = undefined
  if (!(registration in globalThis)) return
  const api = await import('@opentelemetry/api')
  const provider = api.trace.getTracerProvider()
  // Without a registered one the API answers with a stand-in of its own.
  if (provider instanceof api.ProxyTracerProvider && !provider.getDelegateTracer('evently')) return
  tracing = { api, provider, tracer: provider.getTracer('evently', version) }
}

/** Has spans that have ended sent to where they go, as far as that is possible in two seconds. Never rejects. */
export async function flushSpans(): Promise<void> {
  const provider = tracing?.provider as Partial<Flushable> | undefined
  const flushable: Partial<Flushable> | undefined = provider?.getDelegate?.() ?? provider
  if (!flushable?.forceFlush) return
  await within(flushMsMax, async () => flushable.forceFlush!()).catch(() => {}) // they are lost, as after a crash
}

/** What the API's type leaves to its implementations. */
interface Flushable {
  getDelegate(): Partial<Flushable>
  forceFlush(): Promise<void>
}

export const isTracing = (): boolean => tracing !== undefined

/** The span of the work under way; undefined where nothing of it is recorded. */
export function currentSpan(): Span | undefined {
  if (!tracing) return undefined
  const span = tracing.api.trace.getActiveSpan()
  return span?.isRecording() ? span : undefined
}

/** Which span is under way, recorded or not: what another service is told. */
export const currentSpanContext = (): SpanContext | undefined => tracing?.api.trace.getActiveSpan()?.spanContext()

/**
 * Does the work as a span beneath `parent`, which came with a request from outside; undefined: as the first of a trace.
 */
export function inServerSpan<Result>(
  name: string,
  { parent, ...facts }: SpanFacts & { readonly parent: RemoteSpan | undefined },
  work: () => Promise<Result>,
): Promise<Result> {
  if (!tracing) return work()
  const { api } = tracing
  const tracestate = parent?.tracestate
  const context = parent
    ? api.trace.setSpanContext(api.ROOT_CONTEXT, {
        traceId: parent.traceId,
        spanId: parent.spanId,
        traceFlags: parent.flags & api.TraceFlags.SAMPLED,
        isRemote: true,
        ...(tracestate !== undefined && { traceState: api.createTraceState(tracestate) }),
      })
    : api.ROOT_CONTEXT
  return carryOut(tracing, tracing.tracer.startSpan(name, optionsOf(tracing, facts), context), context, work)
}

/** A span of somebody else's, as W3C Trace Context has it. */
export interface RemoteSpan {
  readonly traceId: string
  readonly spanId: string
  readonly flags: number
  readonly tracestate?: string | undefined
}

/** Does the work as a span: beneath the one under way, or as the first of a trace of its own. */
export function inSpan<Result>(name: string, facts: SpanFacts, work: () => Promise<Result>): Promise<Result> {
  if (!tracing) return work()
  const context = openContext(tracing)
  return carryOut(tracing, tracing.tracer.startSpan(name, optionsOf(tracing, facts), context), context, work)
}

/** Does the work as a span beneath the one under way; where nothing is recorded, only does it. */
export function beneathSpan<Result>(name: string, facts: SpanFacts, work: () => Promise<Result>): Promise<Result> {
  return currentSpan() ? inSpan(name, facts, work) : work()
}

/**
 * Does the work of several callers as one span, beneath the first caller's that is recorded; each of the others leads
 * to it by a link, and it to them.
 */
export function inBatchSpan<Result>(
  name: string,
  attributes: Attributes,
  callers: readonly { readonly span: Span | undefined }[],
  work: () => Promise<Result>,
): Promise<Result> {
  if (!tracing) return work()
  const { api, tracer } = tracing
  const [first, ...others] = new Set(callers.flatMap(({ span }) => span ?? []))
  // Whoever happens to have woken the queue up is nothing to those who come later.
  if (!first) return api.context.with(api.ROOT_CONTEXT, work)
  const context = api.trace.setSpan(api.ROOT_CONTEXT, first)
  const links = others.map(span => ({ context: span.spanContext() }))
  const span = tracer.startSpan(name, { attributes, links }, context)
  // Spans of older SDKs take no link later on.
  for (const other of others as Partial<Span>[]) other.addLink?.({ context: span.spanContext() })
  return carryOut(tracing, span, context, work)
}

/** A span that somebody else ends, with what it failed with; undefined where nothing is recorded. */
export function beginSpan(name: string, facts: SpanFacts): ((error?: unknown) => void) | undefined {
  if (!tracing || !currentSpan()) return undefined
  const { api, tracer } = tracing
  const span = tracer.startSpan(name, optionsOf(tracing, facts))
  return error => {
    if (error) fail(api, span, error)
    span.end()
  }
}

/** Notes on the span under way that it answers for a fault of ours, by the code that the client is told. */
export function failSpan(code: string): void {
  const span = currentSpan()
  if (!tracing || !span) return
  span.setAttribute('error.type', code)
  span.setStatus({ code: tracing.api.SpanStatusCode.ERROR })
}

async function carryOut<Result>(
  { api }: Tracing,
  span: Span,
  parent: Context,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await api.context.with(api.trace.setSpan(parent, span), work)
  } catch (error) {
    fail(api, span, error)
    throw error
  } finally {
    span.end()
  }
}

/** A refusal is no fault. Of a fault the code is told alone: its message may quote what somebody has sent. */
function fail(api: Api, span: Span, error: unknown) {
  const isRefusal = error instanceof Problem && error.status < 500
  span.setAttribute('error.type', typeOf(error))
  if (!isRefusal) span.setStatus({ code: api.SpanStatusCode.ERROR })
}

function typeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown }
  if (typeof code === 'string') return code
  return typeof name === 'string' ? name : 'error'
}

/** What began in a request that has been answered since is not done for it any more. */
function openContext({ api }: Tracing): Context {
  const active = api.context.active()
  const span = api.trace.getSpan(active)
  const hasEnded = span && !span.isRecording() && (span.spanContext().traceFlags & api.TraceFlags.SAMPLED) !== 0
  return hasEnded ? api.ROOT_CONTEXT : active
}

function optionsOf({ api }: Tracing, { kind, attributes = {} }: SpanFacts): SpanOptions {
  const { SERVER, CLIENT, INTERNAL } = api.SpanKind
  return { kind: kind === 'server' ? SERVER : kind === 'client' ? CLIENT : INTERNAL, attributes }
}
