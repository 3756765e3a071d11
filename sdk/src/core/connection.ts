// What the clients of one server share, whoever they act for: connections, pace, time-outs, log, the server's clock.
import type { Clock } from './clock.ts'
import { environmentValue } from './environment.ts'
import { EventlyError } from './errors.ts'
import type { Dispatcher, Fetch, Http, Platform } from './http.ts'
import { isObserved, loggerFrom, logLevels } from './observing.ts'
import type { Hooks, Logger, LogLevel, Observer, Tell } from './observing.ts'
import { createPacer } from './pacing.ts'
import type { ResponseFacts } from './response.ts'
import { createServerClock } from './server-clock.ts'
import type { ServerClock } from './server-clock.ts'
import { createTransport } from './transport.ts'
import type { Transport } from './transport.ts'
import { contract } from '../generated/contract.ts'
import { SDK_VERSION } from '../generated/version.ts'

export interface ConnectionOptions extends Hooks {
  /** EVENTLY_BASE_URL, or else http://127.0.0.1:3000. */
  readonly baseUrl?: string | undefined
  /** For each attempt, in milliseconds; 30,000. From 1 on. */
  readonly timeoutMs?: number | undefined
  /** For a whole call, its attempts and all waits between them, in milliseconds; 120,000. From 1 on. */
  readonly deadlineMs?: number | undefined
  /** Attempts after the first; 2. From 0 to 100. */
  readonly retriesMax?: number | undefined
  /** Node alone: connections at once; 64. Not with a dispatcher or `fetch` of your own. */
  readonly connectionsMax?: number | undefined
  /** Node alone: an undici dispatcher of your own, say a `ProxyAgent`. It is not closed with the client. */
  readonly dispatcher?: Dispatcher | undefined
  /** What requests go out with instead: a function like the platform's `fetch`. */
  readonly fetch?: Fetch | undefined
  /** Appended to the SDK's own User-Agent, e.g. `my-shop/1.0`. Browsers send their own. */
  readonly userAgent?: string | undefined
  /** The languages to show events in, the best first, such as `de-AT, en;q=0.5`. Browsers send their own else. */
  readonly acceptLanguage?: string | undefined
  /** Where the client writes its log; `console`. */
  readonly logger?: Logger | undefined
  /** How much it writes; EVENTLY_LOG, or else `warn`. */
  readonly logLevel?: LogLevel | undefined
}

export interface Connection {
  readonly baseUrl: string
  readonly deadlineMs: number
  readonly retriesMax: number
  readonly clock: Clock
  readonly http: Http
  readonly transport: Transport
  readonly observer: Observer
  readonly serverClock: ServerClock
}

const defaultBaseUrl = 'http://127.0.0.1:3000'

/** `options` have been checked. */
export function openConnection(options: ConnectionOptions, platform: Platform, clock: Clock): Connection {
  const baseUrl = checkedBaseUrl(options.baseUrl ?? environmentValue('EVENTLY_BASE_URL') ?? defaultBaseUrl)
  const observer = observerOf(options)
  const serverClock = createServerClock(clock)
  const warnOfOtherContract = contractWarner(observer.log)
  const http = platform.open(options, message => observer.log.warn(`evently: ${message}`))
  const userAgent = [`evently-sdk/${SDK_VERSION}`, options.userAgent].filter(Boolean).join(' ')
  const { retriesMax = 2, deadlineMs = 120_000 } = options
  const transport = createTransport({
    baseUrl,
    http,
    userAgent: platform.sendsUserAgent ? userAgent : undefined,
    acceptLanguage: options.acceptLanguage,
    timeoutMs: options.timeoutMs ?? 30_000,
    retriesMax,
    clock,
    observer,
    pacer: createPacer(clock),
    onAnswer(response: ResponseFacts, sentAtMs, gotAtMs) {
      serverClock.learn(response, sentAtMs, gotAtMs)
      warnOfOtherContract(response)
    },
  })
  return { baseUrl, deadlineMs, retriesMax, clock, http, transport, observer, serverClock }
}

function observerOf({ logger = console, logLevel = environmentLevel(), ...hooks }: ConnectionOptions): Observer {
  const log = loggerFrom(logger, logLevel)
  const tell: Tell = async (what, facts) => {
    if (isObserved(logLevel, hooks)) (await import('./telling.ts')).telling[what](facts, log, hooks)
  }
  return { log, tell }
}

/** Warns once when the server was built from another contract than the SDK. Servers before the header say nothing. */
function contractWarner(log: Logger): (response: ResponseFacts) => void {
  const own = `${contract.version}.${contract.hash}`
  let isWarned = false
  return ({ headers }) => {
    const other = headers['evently-contract']
    if (isWarned || other === undefined || other === own) return
    isWarned = true
    log.warn(`evently: the server has the contract ${other}, this SDK ${own}: update whichever is older.`)
  }
}

/** Says what is wrong without repeating it: a password may be in it. */
function checkedBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
    throw new EventlyError('baseUrl must be an http or https URL, without user, password, query and fragment.')
  return url.href.replace(/\/+$/, '')
}

function environmentLevel(): LogLevel {
  const level = environmentValue('EVENTLY_LOG') ?? 'warn'
  if ((logLevels as readonly string[]).includes(level)) return level as LogLevel
  throw new TypeError(
    `EVENTLY_LOG must be one of ${logLevels.join(', ')}; it is ${JSON.stringify(level.slice(0, 40))}.`,
  )
}
