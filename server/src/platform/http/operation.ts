// One operation's way from a request to an answer: who, may they, what, do it, does the answer fit.
import { hash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { operationFacts } from '../../contract/generated/operation-facts.ts'
import type {
  Caller,
  Idempotency,
  IfMatch,
  OperationId,
  PutCondition,
  RawRequest,
  RequestFacts,
  Role,
  StreamBody,
  TextChunks,
} from '../../contract/types.ts'
import type { OperationValidators } from '../../contract/validation.ts'
import { Problem, problem, refuseFaults, validationProblem } from '../problems.ts'
import { whileAdmitted } from './admission.ts'
import { attachmentOf } from './attachment.ts'
import { readJson } from './body.ts'
import { namesVersion, versionsOf } from './etags.ts'
import { originOf } from './origin.ts'
import type { RateLimitSubject, RateLimits } from './rate-limits.ts'

/** What goes out on the wire. */
export interface Answer {
  readonly status: number
  readonly mediaType: string
  /** Bytes: of a picture. */
  readonly text: string | Buffer | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly stream?: StreamBody
  /** Stands for this very text as long as it may be answered with again: what is compressed once is kept by it. */
  readonly shared?: object
  readonly chunks?: TextChunks
  /** Its client wanted to wait for so long. */
  readonly waitedSeconds?: number
}

/** A handler with its types worn off: the binding checks at run time what the compiler has checked before. */
export type OperationHandler = (input: never) => Promise<HandlerOutput>
interface HandlerOutput {
  readonly status: number
  readonly body?: unknown
  readonly mediaType?: string
  readonly etag?: string | number
  readonly replayed?: boolean
  readonly fileName?: string
  readonly language?: string
  readonly waitedSeconds?: number
}

export interface RunnerOptions {
  readonly validatorsOf: (id: OperationId) => OperationValidators
  readonly authenticate: (token: string) => Caller | Promise<Caller>
  readonly serviceToken?: string
  /** Undefined: requests are not counted. */
  readonly rateLimits?: RateLimits | undefined
  /** Whether the owner of the account of this name has lately been signed in from near this address. */
  readonly isAtHome?: ((account: string, address: string) => Promise<boolean>) | undefined
  /** How many proxies are believed about the name that the server was asked by. */
  readonly trustedProxies?: number
  readonly breach: (message: string) => void
}
interface Routed {
  readonly params: object
  readonly query: object
  readonly requestId: string
  readonly counted: RateLimitSubject
}

/**
 * Runs operations. The ladder, in this order, so that a caller learns first what they must mend first:
 * credentials → rate limit → role and scope → parameters → body → headers → handler. Throws Problems.
 */
export function createOperationRunner({
  validatorsOf,
  authenticate,
  serviceToken,
  rateLimits,
  isAtHome,
  trustedProxies = 0,
  breach,
}: RunnerOptions) {
  return async function run(
    id: OperationId,
    handler: OperationHandler,
    request: IncomingMessage,
    routed: Routed,
  ): Promise<Answer> {
    const facts = operationFacts[id]
    const caller = facts.service
      ? admitService(request, serviceToken, () => rateLimits?.countGuess(routed.counted))
      : await callerOf(request, facts.authentication, routed.counted)
    const counting = rateLimits?.take(facts.rateLimit, caller, routed.counted)
    if (counting) await counting
    if (caller) admit(caller, facts)
    const admitAgain = async () => (caller ? readmit(request, facts) : undefined)
    const validators = validatorsOf(id)
    refuseFaults(validators.path(routed.params))
    const query = { ...routed.query }
    refuseFaults(nulFaults(query))
    refuseFaults(validators.query(query))
    let bytes: Uint8Array = new Uint8Array()
    const sent = validators.body
      ? await readJson(request, {
          bytesMax: facts.bodyBytesMax,
          ...(facts.rawBody && {
            onBytes: read => {
              bytes = read
            },
          }),
        })
      : undefined
    // A signed message is for its handler to judge, also one that says nothing.
    const body = facts.rawBody ? (sent ?? {}) : sent
    if (validators.body) refuseFaults(validators.body(body))
    if (rateLimits && facts.rateLimitAccount)
      await takeAccount(rateLimits, facts.rateLimitAccount, body as Record<string, unknown>, routed.counted)
    const input = {
      params: routed.params,
      query,
      body,
      caller,
      idempotency: facts.idempotent ? idempotencyOf(request, id, routed.params, body) : undefined,
      ifMatch: facts.ifMatch ? ifMatchOf(request) : undefined,
      condition: facts.conditional ? putConditionOf(request) : undefined,
      accept: request.headers.accept ?? '*/*',
      request: {
        id: routed.requestId,
        address: routed.counted.address,
        userAgent: request.headers['user-agent'],
        origin: () => originOf(request, trustedProxies),
        acceptLanguage: request.headers['accept-language'],
        lastEventId: request.headers['last-event-id']?.toString() || undefined,
        onGone: listener => onGone(request, listener),
        admitAgain,
      } satisfies RequestFacts,
      raw: facts.rawBody ? rawOf(request, bytes) : undefined,
    }
    // From here on the request is sound: what fails now is the state of things, or ours.
    const output = await handler(input as never)
    const answer = answerOf(id, output, request)
    if (answer.chunks) return { ...answer, chunks: whileAdmitted(answer.chunks, admitAgain) }
    return output.waitedSeconds === undefined ? answer : { ...answer, waitedSeconds: output.waitedSeconds }
  }

  /** Whose request this is by now, if it may still be made. It is no guess. Problems: as at the first time. */
  async function readmit(request: IncomingMessage, facts: Parameters<typeof admit>[1]): Promise<Caller> {
    const caller = await authenticate(bearerOf(request.headers.authorization!))
    admit(caller, facts)
    return caller
  }

  /**
   * Where no password is tried, as for the mail of a forgotten one, being at home opens nothing: or the answers would
   * tell who has an account.
   */
  function takeAccount(
    limits: RateLimits,
    property: string,
    body: Readonly<Record<string, unknown>>,
    counted: RateLimitSubject,
  ) {
    const name = String(body[property])
    const triesPassword = 'password' in body
    return limits.takeAccount(
      name,
      counted,
      async () => (triesPassword && (await isAtHome?.(name, counted.address))) ?? false,
    )
  }

  function callerOf(
    request: IncomingMessage,
    authentication: 'none' | 'optional' | 'required',
    counted: RateLimitSubject,
  ) {
    if (authentication === 'none') return undefined
    const header = request.headers.authorization
    if (header === undefined) {
      if (authentication === 'optional') return undefined
      throw problem('unauthenticated')
    }
    return rateLimits ? authenticateCountingFailures(header, rateLimits, counted) : authenticate(bearerOf(header))
  }

  /** A token that is none counts against where it comes from. One that has expired was one: that is no guess. */
  async function authenticateCountingFailures(header: string, limits: RateLimits, counted: RateLimitSubject) {
    try {
      return await authenticate(bearerOf(header))
    } catch (error) {
      if (error instanceof Problem && error.code === 'token_invalid') limits.countGuess(counted)
      throw error
    }
  }

  function answerOf(id: OperationId, output: HandlerOutput, request: IncomingMessage): Answer {
    const { status, body, mediaType = defaultMediaType(body), etag, replayed, fileName, language } = output
    const headers: Record<string, string> = {}
    if (replayed) headers['Idempotency-Replayed'] = 'true'
    if (operationFacts[id].translated) headers['Vary'] = 'Accept-Language'
    if (language !== undefined) headers['Content-Language'] = language
    if (fileName !== undefined) headers['Content-Disposition'] = attachmentOf(fileName)
    if (etag !== undefined) {
      headers['ETag'] = `"${etag}"`
      const isRead = request.method === 'GET' || request.method === 'HEAD'
      const condition = isRead ? request.headers['if-none-match'] : undefined
      if (condition !== undefined && namesVersion(versionsOf(condition), String(etag)))
        return { status: 304, mediaType, text: undefined, headers }
    }
    if (typeof body === 'function')
      return {
        status,
        mediaType,
        text: undefined,
        stream: body as StreamBody,
        headers: { ...headers, 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' },
      }
    if (isChunks(body)) return { status, mediaType, text: undefined, chunks: body, headers }
    if (body === undefined) return { status, mediaType, text: undefined, headers }
    const kept = typeof body === 'object' && body !== null ? written.get(body) : undefined
    if (kept?.id === id && kept.status === status) return { status, mediaType, text: kept.text, headers, shared: kept }
    const validate = validatorsOf(id).response(status, mediaType)
    if (validate && Buffer.isBuffer(body)) return { status, mediaType, text: body, headers }
    const faults = validate
      ? validate(body)
      : [{ pointer: '', message: `is no documented answer (${status} ${mediaType})` }]
    if (faults.length > 0) {
      breach(`${id} answered ${status}: ${faults.map(({ pointer, message }) => `${pointer} ${message}`).join('; ')}`)
      throw problem('internal_error', 'The answer does not fit the contract; it is logged under the requestId.')
    }
    const text = mediaType === 'application/json' ? JSON.stringify(body) : String(body)
    if (!Object.isFrozen(body) || typeof body !== 'object' || body === null) return { status, mediaType, text, headers }
    const shared = { id, status, text }
    written.set(body, shared)
    return { status, mediaType, text, headers, shared }
  }
}

/**
 * A frozen body that is answered again has been checked and written before: a popular event is read 20,000 times a
 * second.
 */
const written = new WeakMap<object, { readonly id: OperationId; readonly status: number; readonly text: string }>()

const isChunks = (body: unknown): body is TextChunks =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body

const defaultMediaType = (body: unknown) => (typeof body === 'string' ? 'text/plain' : 'application/json')

function bearerOf(header: string) {
  const token = /^Bearer +([\w\-.~+/]+=*)$/i.exec(header)?.[1]
  if (!token)
    throw problem('token_invalid', `The Authorization header must be \`Bearer <token>\`; ${bearerFault(header)}.`)
  return token
}

/** What is wrong with the header, without any part of it that may be a secret. */
function bearerFault(header: string): string {
  const [scheme = '', ...rest] = header.trim().split(/ +/)
  if (scheme === '') return 'it is empty'
  if (/^Bearer:?$/i.test(scheme)) {
    if (rest.length === 0) return 'no token follows the word Bearer'
    if (rest.length > 1) return 'more than one word follows the word Bearer'
    return scheme.endsWith(':') ? 'no colon stands after Bearer' : 'the token has a character that no token has'
  }
  return rest.length === 0 ? 'the word Bearer is missing before the token' : 'it has another scheme than Bearer'
}

/** `countGuess` throws past its bound. */
function admitService(request: IncomingMessage, serviceToken: string | undefined, countGuess: () => void) {
  const token = request.headers.authorization === undefined ? undefined : bearerOf(request.headers.authorization)
  if (token === undefined) throw problem('unauthenticated', 'Send the service token as `Authorization: Bearer …`.')
  if (serviceToken === undefined || !equalSecrets(token, serviceToken)) {
    countGuess()
    throw problem('token_invalid', 'This is not the service token.')
  }
  return undefined
}

const digest = (text: string) => hash('sha256', text, 'buffer')
const equalSecrets = (one: string, other: string) => timingSafeEqual(digest(one), digest(other))

const rank: Record<Role, number> = { attendee: 0, organizer: 1, admin: 2 }

function admit(
  caller: Caller,
  { role, scope, session }: { role: Role | null; scope: string | null; session: boolean },
) {
  if (caller.kind === 'api_key') {
    if (scope === null)
      throw problem(
        'forbidden',
        session ? "This needs a signed-in user; an API key can't do it." : "An API key can't do this.",
      )
    if (!caller.scopes?.includes(scope))
      throw problem('insufficient_scope', `The API key lacks the scope ${scope}.`, { scope })
  }
  if (role && rank[caller.role] < rank[role])
    throw problem(
      'forbidden',
      `This needs the role ${role}, and your account has the role ${caller.role}. An admin can change it.`,
    )
}

/** PostgreSQL's text holds no NUL, and no one asks for one in good faith. */
const nulFaults = (query: object) =>
  Object.entries(query)
    .filter(([name, value]) => name.includes('\0') || String(value).includes('\0'))
    .map(([name]) => ({ pointer: `/query/${name}`, keyword: 'pattern', message: 'holds a NUL character' }))

const headerFault = (name: string, message: string) =>
  validationProblem([{ pointer: `/header/${name}`, keyword: 'format', message }])

/**
 * The key, bare or quoted as the IETF draft has it (draft-ietf-httpapi-idempotency-key-header), with a fingerprint of
 * what it stands for.
 */
function idempotencyOf(
  request: IncomingMessage,
  id: OperationId,
  params: object,
  body: unknown,
): Idempotency | undefined {
  const header = request.headers['idempotency-key']
  if (header === undefined) return undefined
  const key = /^"?([\x21\x23-\x7e][\x20\x21\x23-\x7e]{0,254})"?$/.exec(String(header))?.[1]
  if (!key) throw headerFault('Idempotency-Key', keyFault(String(header)))
  return { key, fingerprint: hash('sha256', `${id}\n${JSON.stringify(params)}\n${JSON.stringify(body)}`, 'base64url') }
}

const keyLengthMax = 255

function keyFault(header: string): string {
  const key = header.replace(/^"(.*)"$/, '$1')
  if (key === '') return 'must not be empty; send any text of your own that names this request, such as order-4711'
  if (key.length > keyLengthMax) return `must have ${keyLengthMax} characters or fewer; it has ${key.length}`
  return 'must be letters, digits and signs of ASCII, bare or in one pair of double quotes, without a space in front'
}

function putConditionOf(request: IncomingMessage): PutCondition {
  const none = request.headers['if-none-match']
  if (none !== undefined && none.trim() !== '*') throw headerFault('If-None-Match', 'must be *, or be left out')
  const hasIfMatch = request.headers['if-match'] !== undefined
  if (none !== undefined && hasIfMatch)
    throw headerFault('If-None-Match', "can't be sent with If-Match: one makes, the other replaces")
  return { ifMatch: hasIfMatch ? ifMatchOf(request) : undefined, onlyMake: none !== undefined }
}

function ifMatchOf(request: IncomingMessage): IfMatch {
  const header = request.headers['if-match']
  if (header === undefined) throw problem('precondition_required')
  const versions = versionsOf(header)
  if (!versions)
    throw headerFault('If-Match', `must be the ETag you have read, a list of these, or *${etagFault(header.trim())}`)
  return versions
}

/** An ETag without its quotes is what most get wrong. */
function etagFault(header: string): string {
  if (/^[\w.-]{1,40}$/.test(header)) return `; put it in double quotes: "${header}"`
  return ', in double quotes'
}

function onGone({ socket }: IncomingMessage, listener: () => void): () => void {
  if (socket.destroyed) listener()
  else socket.once('close', listener)
  return () => {
    socket.off('close', listener)
  }
}

const rawOf = ({ headers }: IncomingMessage, body: Uint8Array): RawRequest => ({
  body,
  header: name => [headers[name.toLowerCase()]].flat()[0],
})
