// The client: settings, credentials, and the contract's operations as methods.
import { randomUUID } from 'node:crypto'
import { Agent } from 'undici'
import type { Dispatcher } from 'undici'
import { operations } from '../generated/operations.ts'
import type { OperationId } from '../generated/operations.ts'
import { resourcesOf } from '../generated/resources.ts'
import type { Resources } from '../generated/resources.ts'
import type { Session as SessionShape } from '../generated/shapes.ts'
import { SDK_VERSION } from '../generated/version.ts'
import { Answer, PageAnswer } from './answer.ts'
import type { Answered, AnyPage } from './answer.ts'
import { systemClock } from './clock.ts'
import type { Clock } from './clock.ts'
import type { Calls, OperationInput, QueryInput, RequestOptions, ResultOf } from './contract.ts'
import { EventlyError, isProblem } from './errors.ts'
import { readEventStream } from './event-stream.ts'
import type { Method, OperationDescription } from './operation.ts'
import { checkClientOptions, checkInput, checkRawRequest, checkRequestOptions } from './options.ts'
import { pathText, queryText } from './request-text.ts'
import { keepSession } from './session.ts'
import type { OnSession, SessionKeeper, SessionTokens } from './session.ts'
import { createTransport } from './transport.ts'
import type { Outgoing, Transport } from './transport.ts'
import { webhooks } from '../webhooks/lazy.ts'

export interface EventlyOptions {
  /** EVENTLY_BASE_URL, or else http://127.0.0.1:3000. */
  readonly baseUrl?: string
  /** EVENTLY_API_KEY. It goes before a session, but for what a signed-in user alone may do. */
  readonly apiKey?: string
  readonly session?: SessionTokens
  /** Told of every new state of the session, to keep it; `undefined` when it has ended. Requests wait for it. */
  readonly onSession?: OnSession
  /** For each attempt; 30,000. From 1 on. */
  readonly timeoutMs?: number
  /** Attempts after the first; 2. From 0 to 100. */
  readonly retriesMax?: number
  /** Connections at once; 64. Not with a dispatcher of your own. */
  readonly connectionsMax?: number
  /**
   * An undici dispatcher of your own, or `dispatcher` of another client: it is shared, and not closed with this client.
   */
  readonly dispatcher?: Dispatcher
  /** Appended to the SDK's own User-Agent, e.g. `my-shop/1.0`. */
  readonly userAgent?: string
}

/** A request that is named by method and path instead of by operation. */
export interface RawRequest {
  readonly method: Method
  /** From the base URL on, e.g. `/api/v1/events`. */
  readonly path: string
  readonly query?: QueryInput
  readonly body?: unknown
}

const defaultBaseUrl = 'http://127.0.0.1:3000'
const sessionBegins: ReadonlySet<OperationId> = new Set(['users.register', 'users.login', 'users.refresh'])

// The resources come from the contract: a class that declares each of them by hand would be a second contract.
export interface Evently extends Resources {}

/** The Evently API. `auth.login` and `auth.register` sign the client itself in. */
export class Evently {
  readonly baseUrl: string
  /** Checks the messages that Evently sends to your webhook endpoints. */
  readonly webhooks = webhooks
  readonly #transport: Transport
  readonly #session: SessionKeeper
  readonly #apiKey: string | undefined
  readonly #dispatcher: Dispatcher
  readonly #ownsDispatcher: boolean

  /** Throws TypeError for an option that there is none of, and for a number out of its range. */
  constructor(options: EventlyOptions = {}, clock: Clock = systemClock) {
    checkClientOptions(options)
    this.baseUrl = checkedBaseUrl(options.baseUrl ?? (process.env['EVENTLY_BASE_URL'] || defaultBaseUrl))
    this.#apiKey = options.apiKey ?? (process.env['EVENTLY_API_KEY'] || undefined)
    this.#ownsDispatcher = options.dispatcher === undefined
    this.#dispatcher = options.dispatcher ?? new Agent({ connections: options.connectionsMax ?? 64, pipelining: 1 })
    this.#transport = createTransport({
      baseUrl: this.baseUrl,
      dispatcher: this.#dispatcher,
      userAgent: [`evently-sdk/${SDK_VERSION}`, options.userAgent].filter(Boolean).join(' '),
      timeoutMs: options.timeoutMs ?? 30_000,
      retriesMax: options.retriesMax ?? 2,
      clock,
    })
    this.#session = keepSession({
      session: options.session,
      onSession: options.onSession,
      clock,
      refresh: refreshToken => this.#refresh(refreshToken),
    })
    const calls: Calls = {
      request: <Result>(id: OperationId, input: OperationInput, own?: RequestOptions) =>
        new Answer(this.#call(id, input, own) as Promise<Answered<Result>>),
      list: (id, input, own) => this.#list(id, input, own),
      stream: (id, input, own) => this.#stream(id, input, own),
    }
    Object.assign(this, resourcesOf(calls))
  }

  /** The session as it is now. */
  get session(): SessionTokens | undefined {
    return this.#session.tokens
  }

  /** To be shared with other clients. */
  get dispatcher(): Dispatcher {
    return this.#dispatcher
  }

  /** Any operation by its id. */
  request<Id extends OperationId>(id: Id, input: OperationInput = {}, options?: RequestOptions): Answer<ResultOf<Id>> {
    return new Answer(this.#call(id, input, options) as Promise<Answered<ResultOf<Id>>>)
  }

  /** Any path, with the client's credential. A POST is only repeated if `options` name an Idempotency-Key. */
  raw(request: RawRequest, options: RequestOptions = {}): Answer<unknown> {
    const send = async () => {
      checkRawRequest(request)
      checkRequestOptions(options)
      const { method, path, query, body } = request
      return this.#send({ method, path: checkedPath(path) + queryText(query), body }, anyCredential, options)
    }
    return new Answer(send())
  }

  /** Closes its connections once what is under way has been answered. */
  async close(): Promise<void> {
    if (this.#ownsDispatcher) await this.#dispatcher.close()
  }

  toJSON() {
    return { baseUrl: this.baseUrl }
  }

  [Symbol.for('nodejs.util.inspect.custom')]() {
    return `Evently { baseUrl: '${this.baseUrl}' }`
  }

  async #call(id: OperationId, input: OperationInput, options: RequestOptions = {}): Promise<Answered<unknown>> {
    checkInput(input)
    checkRequestOptions(options)
    const operation = operations[id]
    const answered = await this.#send(outgoingOf(operation, input), operation, withKey(operation, options))
    if (sessionBegins.has(id)) await this.#session.adopt((answered.data as SessionShape).tokens)
    if (id === 'users.logout') await this.#session.end((input.body as { refreshToken: string }).refreshToken)
    return answered
  }

  #list<Page extends AnyPage>(
    id: OperationId,
    input: OperationInput,
    options: RequestOptions | undefined,
  ): PageAnswer<Page> {
    const cursorName = operations[id].paginated || 'cursor'
    const nextOptions = { ...options, idempotencyKey: undefined }
    const fetchPage = async (cursor: string) =>
      (await this.#call(id, { ...input, query: { ...input.query, [cursorName]: cursor } }, nextOptions)).data as Page
    return new PageAnswer(this.#call(id, input, options) as Promise<Answered<Page>>, fetchPage)
  }

  async *#stream<Message>(
    id: OperationId,
    input: OperationInput,
    options: RequestOptions = {},
  ): AsyncGenerator<Message, void, undefined> {
    checkRequestOptions(options)
    const operation = operations[id]
    const body = await this.#authenticated(operation, options, credential =>
      this.#transport.open(
        { ...outgoingOf(operation, input), credential },
        { accept: 'text/event-stream', ...options },
      ),
    )
    yield* readEventStream<Message>(body, options.signal)
  }

  #send(outgoing: Outgoing, needs: Needs, options: RequestOptions) {
    return this.#authenticated(needs, options, credential => this.#transport.send({ ...outgoing, credential }, options))
  }

  /**
   * Does the work with the credential there is, and once more if that was an expired access token: it was refused
   * before anything was done.
   */
  async #authenticated<Result>(
    { authentication, scope }: Needs,
    { signal }: RequestOptions,
    work: (credential: string | undefined) => Promise<Result>,
  ) {
    if (authentication === 'none') return work(undefined)
    signal?.throwIfAborted()
    if (this.#apiKey !== undefined && scope !== null) return work(this.#apiKey)
    const accessToken = await this.#session.accessToken(signal)
    if (accessToken === undefined) return work(this.#apiKey)
    try {
      return await work(accessToken)
    } catch (error) {
      if (!isProblem(error, 'token_expired')) throw error
      const renewed = await this.#session.renew(accessToken, signal)
      if (renewed === undefined) throw error
      return work(renewed)
    }
  }

  async #refresh(refreshToken: string) {
    const { data } = await this.#transport.send(outgoingOf(operations['users.refresh'], { body: { refreshToken } }), {})
    return (data as SessionShape).tokens
  }
}

/** What an operation says of the credential to send. */
type Needs = Pick<OperationDescription, 'authentication' | 'scope'>
/** Of a request that is no operation by name: whatever there is. */
const anyCredential = { authentication: 'optional', scope: '' } as const

const outgoingOf = (
  { method, path }: OperationDescription,
  { path: parameters, query, body }: OperationInput,
): Outgoing => ({ method, path: pathText(path, parameters) + queryText(query), body })

/**
 * One key for the whole call, over its retries and a renewal of the token. An operation that knows no key gets none,
 * and so is not repeated.
 */
const withKey = ({ idempotent }: OperationDescription, options: RequestOptions): RequestOptions => ({
  ...options,
  idempotencyKey: idempotent ? (options.idempotencyKey ?? randomUUID()) : undefined,
})

function checkedPath(path: string): string {
  if (!path.startsWith('/') || path.startsWith('//')) throw new EventlyError('The path must begin with one slash.')
  return path
}

/** Says what is wrong without repeating it: a password may be in it. */
function checkedBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) throw new EventlyError('baseUrl must be an http or https URL.')
  if (url.username || url.password || url.search || url.hash)
    throw new EventlyError('baseUrl must have no user, password, query or fragment.')
  return url.href.replace(/\/+$/, '')
}
