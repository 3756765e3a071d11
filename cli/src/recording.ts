// A way for requests that keeps the first one that writes instead of sending it: for --dry-run and --print.
import { EventlyError, operations } from '@evently/sdk'
import type { Method, OperationId, QueryInput } from '@evently/sdk'
import type { Dispatcher } from 'undici'
import { operationOfRequest } from './requested-operation.ts'

/** What would have been sent. */
export interface RecordedRequest {
  readonly operation: OperationId | undefined
  readonly method: Method
  readonly baseUrl: string
  /** With its query, from the base URL on. */
  readonly path: string
  readonly parameters: Readonly<Record<string, string>>
  readonly query: QueryInput
  /** Those that say something about the request, by their names in lower case; no credential. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** Thrown in place of the answer. Of the SDK's family, so that the SDK takes it for no fault of the network. */
export class RequestRecorded extends EventlyError {
  override readonly name = 'RequestRecorded'
  readonly request: RecordedRequest

  constructor(request: RecordedRequest) {
    super('The request was recorded, and not sent.')
    this.request = request
  }
}

export interface RecordingOptions {
  readonly baseUrl: string
  /** What really carries the reads; undefined: connections of its own. */
  readonly dispatcher: Dispatcher | undefined
  /** The operation of the command: a session is renewed on the way to any other one. */
  readonly operation: OperationId | undefined
}

/** What reads goes out. A command that reads before it writes thus shows what it would write. */
export async function recordingDispatcher({ baseUrl, dispatcher, operation }: RecordingOptions): Promise<Dispatcher> {
  const through = dispatcher ?? new (await import('undici')).Agent()
  return through.compose(dispatch => (options, handler) => {
    const request = recordedOf(options, baseUrl)
    const isOnTheWay = request.operation === 'users.refresh' && operation !== 'users.refresh'
    if (request.method !== 'GET' && !isOnTheWay) throw new RequestRecorded(request)
    return dispatch(options, handler)
  })
}

function recordedOf({ method, path, headers, body }: Dispatcher.DispatchOptions, baseUrl: string): RecordedRequest {
  const base = new URL(baseUrl).pathname.replace(/\/$/, '')
  const own = path.slice(base.length)
  const [pathname = '', search] = own.split('?', 2)
  const { operation, parameters } = operationOfRequest(method, pathname)
  return {
    operation,
    method: method as Method,
    baseUrl,
    path: own,
    parameters,
    query: queryOf(new URLSearchParams(search), operation),
    headers: toldHeaders(headers as Readonly<Record<string, string>>),
    body: typeof body === 'string' ? (JSON.parse(body) as unknown) : undefined,
  }
}

/** By the types of the contract: `limit` is a number there. */
function queryOf(given: URLSearchParams, operation: OperationId | undefined): QueryInput {
  const described = operation ? operations[operation].parameters : []
  return Object.fromEntries(
    [...new Set(given.keys())].map(name => {
      const type = described.find(one => one.in === 'query' && one.name === name)?.type
      const [text = ''] = given.getAll(name)
      if (type === 'array') return [name, given.getAll(name)]
      if (type === 'integer' || type === 'number') return [name, Number(text)]
      return [name, type === 'boolean' ? text === 'true' : text]
    }),
  )
}

const toldHeaders = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    ['content-type', 'idempotency-key', 'if-match'].flatMap(name =>
      headers[name] === undefined ? [] : [[name, headers[name]]],
    ),
  )
