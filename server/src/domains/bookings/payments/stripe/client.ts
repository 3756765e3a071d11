// Stripe's own library, tamed: no repeats of its own, calls that can be aborted, and faults that may be logged.
import { AsyncLocalStorage } from 'node:async_hooks'
import type Stripe from 'stripe'

/**
 * Loaded where payments go through Stripe only: it takes a fifth of a second and 20 MB, which every start would pay.
 */
export const loadStripe = () => import('stripe').then(({ default: library }) => library)

export interface StripeAccess {
  readonly secretKey: string
  /** Where its API is, if not where it always is: tests have a stand-in. */
  readonly apiBase: string | undefined
}

/** The version whose shapes this code was written for; what an account's default may be doesn't matter. */
const apiVersion = '2026-10-28.endive'
/** Under which name Stripe's objects carry our keys, for its messages and for people who look at them there. */
const keyInMetadata = 'evently_key'

export const metadataOf = (key: string) => ({ [keyInMetadata]: key })
export const keyOf = ({ metadata }: { readonly metadata: Stripe.Metadata | null }) => metadata?.[keyInMetadata]

/**
 * Whether Stripe has repeated an earlier answer under the same key: it says how things were then. With fetch the
 * headers are no plain object, whatever their type says.
 */
export const isRepeated = ({ lastResponse: { headers } }: Stripe.Response<object>) =>
  new Headers(headers).get('idempotent-replayed') === 'true'

/** The longest that one call may take whatever its caller says. */
const timeoutMs = 30_000

/**
 * What Stripe has answered instead of a result, or that there was no answer (no `status`). Stripe's own errors carry
 * the whole answer, client secrets among it: none of them leaves this file.
 */
export class StripeFault extends Error {
  readonly status: number | undefined
  readonly code: string | undefined
  readonly declineCode: string | undefined
  /** The field that is refused. */
  readonly param: string | undefined
  /** A declined card, or a request that Stripe has understood and refuses: it has done nothing and will do nothing. */
  readonly isRefusal: boolean

  constructor({
    type,
    statusCode,
    code,
    decline_code,
    param,
    requestId,
    detail,
  }: InstanceType<typeof Stripe.errors.StripeError>) {
    const wire =
      detail instanceof Error ? ((detail.cause as { code?: string } | undefined)?.code ?? detail.message) : undefined
    const parts = [type, statusCode, decline_code ?? code, requestId, wire].filter(part => part !== undefined)
    super(`Stripe: ${parts.join(' ')}`)
    this.status = statusCode
    this.code = code
    this.declineCode = decline_code
    this.param = param
    this.isRefusal = statusCode === 400 || statusCode === 402 || statusCode === 404
  }
}

export type StripeClient = ReturnType<typeof createStripeClient>

export function createStripeClient({ secretKey, apiBase }: StripeAccess) {
  const signals = new AsyncLocalStorage<AbortSignal>()
  const opening = loadStripe().then(library => ({
    library,
    stripe: new library(secretKey, settingsOf(library, signals, apiBase)),
  }))

  /** One call. Throws StripeFault, or what the signal is aborted with. */
  return async function call<Result>(signal: AbortSignal, work: (stripe: Stripe) => Promise<Result>): Promise<Result> {
    const { library, stripe } = await opening
    signal.throwIfAborted()
    try {
      return await signals.run(signal, () => work(stripe))
    } catch (error) {
      if (error instanceof library.errors.StripeError) throw new StripeFault(error)
      throw error
    }
  }
}

function settingsOf(
  library: typeof Stripe,
  signals: AsyncLocalStorage<AbortSignal>,
  apiBase: string | undefined,
): Stripe.StripeConfig {
  return {
    apiVersion,
    // Whoever asks decides what is repeated, after having looked.
    maxNetworkRetries: 0,
    timeout: timeoutMs,
    telemetry: false,
    // The library takes no signal, its HTTP client can. This one also doesn't repeat a call whose connection broke,
    // which the one for Node does whatever maxNetworkRetries says.
    httpClient: library.createFetchHttpClient(((url: string, init: RequestInit) =>
      fetch(url, {
        ...init,
        headers: withoutLength(init.headers),
        signal: eitherOf(init.signal, signals.getStore()),
      })) as typeof fetch),
    ...(apiBase !== undefined && addressOf(new URL(apiBase))),
  }
}

/**
 * The library names the length of its body, and fetch does too: given both, the undici package, once it is loaded,
 * refuses to send.
 */
function withoutLength(given: RequestInit['headers']): Headers {
  const headers = new Headers(given)
  headers.delete('content-length')
  return headers
}

const eitherOf = (one: AbortSignal | null | undefined, other: AbortSignal | undefined) =>
  AbortSignal.any([one, other].filter(each => each instanceof AbortSignal))

const addressOf = ({ hostname, port, protocol }: URL) => {
  const scheme = protocol === 'http:' ? ('http' as const) : ('https' as const)
  return { host: hostname, port: port === '' ? (scheme === 'http' ? 80 : 443) : Number(port), protocol: scheme }
}
