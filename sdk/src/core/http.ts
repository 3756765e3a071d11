// What carries a request and its answer: undici in Node, the platform's `fetch` elsewhere. All else is the same.
import type { Method } from './operation.ts'
import type { Options } from './options.ts'

export interface HttpRequest {
  readonly method: Method
  readonly url: string
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** Ends the request, and the body of its answer too. */
  readonly signal: AbortSignal
}

export interface HttpAnswer {
  readonly status: number
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  text(): Promise<string>
  /** The body as it comes. Leaving the loop closes the connection. */
  chunks(): AsyncIterable<Uint8Array>
}

/** An answer that is still coming. */
export interface OpenAnswer extends HttpAnswer {
  /** Breaks it off: whoever reads it gets this error. */
  end(reason: Error): void
}

export interface Http {
  /** Redirects are answers too: none is followed. */
  send(request: HttpRequest): Promise<HttpAnswer>
  /** Closes what it has opened itself, once what is under way has been answered. */
  close(): Promise<void>
}

/** How to reach the network, as the client's options have it. */
export interface HttpOptions {
  readonly fetch?: Fetch | undefined
  readonly dispatcher?: Dispatcher | undefined
  readonly connectionsMax?: number | undefined
}

/** What differs between Node and everywhere else. */
export interface Platform {
  /** What may be given for the options that are not the same everywhere. */
  readonly options: Options
  /** `warn` says what the caller should know of how requests go out. */
  open(options: HttpOptions, warn: (message: string) => void): Http
  /** Whether requests may name the SDK in `User-Agent`: browsers have their own. */
  readonly sendsUserAgent: boolean
}

/** The platform's `fetch`, or a function that does the same. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchAnswer>

/** What `fetch` is called with. */
export interface FetchInit {
  method: string
  headers: Record<string, string>
  body?: string
  signal: AbortSignal
  redirect: 'manual'
}

/** What is read of the `Response` that `fetch` answers with. */
export interface FetchAnswer {
  readonly status: number
  readonly headers: { forEach(callback: (value: string, name: string) => void): void }
  readonly body: { getReader(): FetchReader } | null
  text(): Promise<string>
}

/** What is read of the reader of a `Response`'s body. */
export interface FetchReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>
  cancel(reason?: unknown): Promise<void>
}

/** An undici dispatcher, of any version: an `Agent`, a `ProxyAgent`, a `MockAgent`. */
export interface Dispatcher {
  dispatch(options: never, handler: never): boolean
  close(): Promise<void>
}
