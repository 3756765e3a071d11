// The client: who it acts for, and the contract's operations as methods.
import { contract } from '../generated/contract.ts'
import type { OperationId } from '../generated/operations.ts'
import type { Session as SessionShape } from '../generated/shapes.ts'
import { fetchPlatform } from '../platform/fetch.ts'
import { Answer, PageAnswer } from './answer.ts'
import type { Answered, AnyPage } from './answer.ts'
import { systemClock } from './clock.ts'
import type { Clock } from './clock.ts'
import { openConnection } from './connection.ts'
import type { Connection, ConnectionOptions } from './connection.ts'
import type { Calls, OperationInput, QueryInput, RequestOptions, ResultOf } from './contract.ts'
import { anyCredential, createCredentials } from './credentials.ts'
import type { Credential, Credentials, Needs } from './credentials.ts'
import { environmentValue } from './environment.ts'
import { EventlyError, TimeoutError } from './errors.ts'
import { extended } from './extensions.ts'
import type { Extended } from './extensions.ts'
import { Following } from './following.ts'
import type { OpenAnswer, Platform } from './http.ts'
import { routes } from './operation-route.ts'
import type { OperationRoute } from './operation-route.ts'
import type { Method } from './operation.ts'
import { checkClientOptions, checkCredentials, checkInput, checkRawRequest, checkRequestOptions } from './options.ts'
import type { PaceKey } from './pacing.ts'
import { randomId } from './random-id.ts'
import { pathText, queryText } from './request-text.ts'
import { resourcesOf } from './resources.ts'
import { keepSession } from './session.ts'
import type { OnSession, SessionKeeper, SessionTokens } from './session.ts'
import { shared } from './shared.ts'
import { withSecondsLeft } from './timed.ts'
import type { Deadline, Outgoing } from './transport.ts'
import type { OpenStream } from './watch.ts'
import { withinTime } from './within-time.ts'
import { webhooks } from '../webhooks/lazy.ts'

/** Who a client acts for. */
export interface CredentialOptions {
  /** EVENTLY_API_KEY. It goes before a session, but for what a signed-in user alone may do. */
  readonly apiKey?: string | undefined
  readonly session?: SessionTokens | undefined
  /** Told of every new state of the session, to keep it; `undefined` when it has ended. Requests wait for it. */
  readonly onSession?: OnSession | undefined
}

export interface EventlyOptions extends CredentialOptions, ConnectionOptions {}

/** A request that is named by method and path instead of by operation. */
export interface RawRequest {
  readonly method: Method
  /** From the base URL on, e.g. `/api/v1/events`. */
  readonly path: string
  readonly query?: QueryInput | undefined
  readonly body?: unknown
}

/** What a client stands on, for the SDK itself and for tests. */
export interface Surroundings {
  readonly platform?: Platform
  readonly clock?: Clock
  /** Another client's, which closes it. */
  readonly connection?: Connection
}

const sessionBegins: ReadonlySet<string> = new Set(['auth.register', 'auth.login', 'auth.refresh'])

// The resources come from the contract: a class that declares each of them by hand would be a second contract.
export interface Evently extends Extended {}

/** The Evently API. `auth.login` and `auth.register` sign the client itself in. */
export class Evently {
  readonly baseUrl: string
  /** What this SDK was generated from: compare it with the header `Evently-Contract`, `version.hash`. */
  readonly contract = contract
  /** Checks the messages that Evently sends to your webhook endpoints. */
  readonly webhooks = webhooks
  readonly #connection: Connection
  readonly #ownsConnection: boolean
  readonly #session: SessionKeeper
  readonly #credentials: Credentials

  /** Throws TypeError for an option that there is none of, a value of another kind and a number out of its range. */
  constructor(options: EventlyOptions = {}, surroundings: Surroundings = {}) {
    const { platform = fetchPlatform, clock = systemClock, connection } = surroundings
    if (connection === undefined) checkClientOptions(options, platform.options)
    this.#connection = connection ?? openConnection(options, platform, clock)
    this.#ownsConnection = connection === undefined
    this.baseUrl = this.#connection.baseUrl
    this.#session = keepSession({
      session: options.session,
      onSession: options.onSession,
      clock: this.#connection.clock,
      refresh: refreshToken => this.#refresh(refreshToken),
    })
    const apiKey = options.apiKey ?? (connection === undefined ? environmentValue('EVENTLY_API_KEY') : undefined)
    this.#credentials = createCredentials(apiKey, this.#session)
    const calls: Calls = {
      request: <Result>(route: OperationRoute, input: OperationInput, own?: RequestOptions) =>
        new Answer(this.#call(route, input, own) as Promise<Answered<Result>>),
      list: (route, input, own) => this.#list(route, input, own),
      stream: (route, input, own) => this.#stream(route, input, own),
      follow: (route, input, own) => this.#follow(route, input, own),
    }
    const openStream: OpenStream = (eventId, own) =>
      this.#open(routes.get('events.stream')!, { path: { eventId } }, own)
    Object.assign(this, extended(resourcesOf(calls), this.#connection, openStream))
  }

  /** The session as it is now. */
  get session(): SessionTokens | undefined {
    return this.#session.tokens
  }

  /**
   * A client for somebody else, over this one's connections and with its settings; it ends when this one is closed.
   * Nothing of this client's credentials, nor of EVENTLY_API_KEY, goes with it.
   */
  withCredentials(credentials: CredentialOptions = {}): Evently {
    checkCredentials(credentials)
    return new (this.constructor as typeof Evently)(credentials, { connection: this.#connection })
  }

  /** Any operation by its id. */
  request<Id extends OperationId>(id: Id, input: OperationInput = {}, options?: RequestOptions): Answer<ResultOf<Id>> {
    const call = async () => {
      const { routeOf } = await import('./operations-by-id.ts')
      return this.#call(routeOf(shared, id), input, options) as Promise<Answered<ResultOf<Id>>>
    }
    return new Answer(call())
  }

  /** Any path, with the client's credential. A POST is only repeated if `options` name an Idempotency-Key. */
  raw(request: RawRequest, options: RequestOptions = {}): Answer<unknown> {
    const send = async () => {
      checkRawRequest(request)
      checkRequestOptions(options)
      const { method, path, query, body } = request
      const outgoing = { route: undefined, method, path: checkedPath(path) + queryText(query), body }
      return this.#send(outgoing, anyCredential, options, () => undefined)
    }
    return new Answer(send())
  }

  /** Closes its connections once what is under way has been answered. */
  async close(): Promise<void> {
    if (this.#ownsConnection) await this.#connection.http.close()
  }

  toJSON() {
    return { baseUrl: this.baseUrl }
  }

  [Symbol.for('nodejs.util.inspect.custom')]() {
    return `Evently { baseUrl: '${this.baseUrl}' }`
  }

  async #call(route: OperationRoute, input: OperationInput, options: RequestOptions = {}): Promise<Answered<unknown>> {
    checkInput(input)
    checkRequestOptions(options)
    const answered = await this.#send(outgoingOf(route, input), route, withKey(route, options), credential =>
      paceKeyOf(route, input, credential),
    )
    if (route.isTimed) withSecondsLeft(answered.data, this.#connection.serverClock)
    if (sessionBegins.has(route.name)) await this.#session.adopt((answered.data as SessionShape).tokens)
    if (route.name === 'auth.logout') await this.#session.end((input.body as { refreshToken: string }).refreshToken)
    return answered
  }

  #list<Page extends AnyPage>(
    route: OperationRoute,
    input: OperationInput,
    options: RequestOptions | undefined,
  ): PageAnswer<Page> {
    const nextOptions = { ...options, idempotencyKey: undefined }
    const fetchPage = async (cursor: string) => {
      const query = { ...input.query, [route.cursor ?? 'cursor']: cursor }
      return (await this.#call(route, { ...input, query }, nextOptions)).data as Page
    }
    return new PageAnswer(this.#call(route, input, options) as Promise<Answered<Page>>, fetchPage)
  }

  async *#stream<Message>(
    route: OperationRoute,
    input: OperationInput,
    options: RequestOptions = {},
  ): AsyncGenerator<Message, void, undefined> {
    const answer = await this.#open(route, input, options)
    const { readEventStream } = await import('./lazily.ts')
    yield* readEventStream<Message>(shared, answer)
  }

  #follow<Message>(route: OperationRoute, input: OperationInput, options: RequestOptions = {}): Following<Message> {
    const open = (cursor: string | undefined) => {
      const headers = { ...options.headers, ...(cursor !== undefined && { 'last-event-id': cursor }) }
      return this.#open(route, input, { ...options, headers })
    }
    const connection = this.#connection
    return new Following(async function* (place) {
      const { readOn } = await import('./lazily.ts')
      yield* readOn<Message>(shared, place, open, connection, options)
    })
  }

  async #open(route: OperationRoute, input: OperationInput, options: RequestOptions): Promise<OpenAnswer> {
    checkRequestOptions(options)
    const { signal = new AbortController().signal } = options
    const { open } = await import('./lazily.ts') // pages that follow nothing needn't load it
    return this.#credentials.used(route, signal, ({ text }) =>
      open(shared, this.#connection.transport, {
        outgoing: { ...outgoingOf(route, input), credential: text },
        options: { accept: 'text/event-stream', ...options },
        signal,
      }),
    )
  }

  #send(
    outgoing: Outgoing,
    needs: Needs,
    options: RequestOptions,
    paceKey: (credential: Credential) => PaceKey | undefined,
  ): Promise<Answered<unknown>> {
    return this.#withinDeadline(options, deadline =>
      this.#credentials.used(needs, deadline.signal, credential =>
        this.#connection.transport.send(
          { ...outgoing, credential: credential.text, paceKey: paceKey(credential) },
          options,
          deadline,
        ),
      ),
    )
  }

  #withinDeadline<Result>(
    { deadlineMs: ms = this.#connection.deadlineMs, signal }: RequestOptions,
    work: (deadline: Deadline) => Promise<Result>,
  ): Promise<Result> {
    const { clock } = this.#connection
    const endMs = clock.monotonicMs() + ms
    const reason = () => new TimeoutError(ms, { isDeadline: true })
    return withinTime({ ms, reason, signal }, whole =>
      work({ ms, signal: whole, leftMs: () => endMs - clock.monotonicMs() }),
    )
  }

  async #refresh(refreshToken: string) {
    const route = routes.get('auth.refresh')!
    const outgoing = outgoingOf(route, { body: { refreshToken } })
    const { data } = await this.#withinDeadline({}, deadline => this.#connection.transport.send(outgoing, {}, deadline))
    return (data as SessionShape).tokens
  }
}

const outgoingOf = (
  { name, method, path, isRepeatable }: OperationRoute,
  { path: parameters, query, body }: OperationInput,
): Outgoing => ({
  route: name,
  method,
  path: pathText(path, parameters) + queryText(query),
  body,
  isRepeatable,
  ...(typeof query?.['wait'] === 'number' && { waitMs: query['wait'] * 1_000 }),
})

/**
 * One key for the whole call, over its retries and a renewal of the token. An operation that knows no key gets none.
 */
const withKey = ({ isIdempotent }: OperationRoute, options: RequestOptions): RequestOptions => ({
  ...options,
  idempotencyKey: isIdempotent ? (options.idempotencyKey ?? randomId()) : undefined,
})

/** How the server counts it: attempts at a password by the account, all else by who it is. */
function paceKeyOf(
  { rateLimit }: OperationRoute,
  { body }: OperationInput,
  { text, holder }: Credential,
): PaceKey | undefined {
  if (rateLimit === 'none') return undefined
  if (rateLimit === 'auth')
    return { name: `auth ${holder || String((body as { email?: unknown } | undefined)?.email)}`, unknownMax: 10 }
  return { name: text === undefined ? 'anonymous' : `${rateLimit} ${holder}`, unknownMax: 100 }
}

function checkedPath(path: string): string {
  if (!path.startsWith('/') || path.startsWith('//')) throw new EventlyError('The path must begin with one slash.')
  return path
}
