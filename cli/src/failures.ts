// What went wrong, as one clear line, as a JSON document, and as an exit code. Neither of them repeats a credential.
import {
  ApiError,
  ConnectionError,
  EventlyError,
  isProblem,
  NotModifiedError,
  operations,
  TimeoutError,
  UnexpectedAnswerError,
  WaitlistEndedError,
} from '@evently/sdk'
import { Errors } from '@oclif/core'
import { connectionWords } from './connection-faults.ts'
import { exit, exitOfProblem, exitOfStatus } from './exit-codes.ts'
import { faultText, type RequestFault, type TypedNames } from './fault-names.ts'
import { nearestOf } from './nearest.ts'
import { operationOfRequest } from './requested-operation.ts'
import { plain } from './text.ts'
import { usageWords } from './usage-words.ts'

export { exit }

export interface Failure {
  readonly exitCode: number
  /** Missing where there is nothing to say. */
  readonly message?: string
  readonly document?: { readonly code: string; readonly [member: string]: unknown }
}

/** The command can't be understood as it was typed. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** A command failed for a reason of its own, with a stable code. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly code: string
  readonly exitCode: number
  /** What the JSON of the failure has besides. */
  readonly facts: object

  constructor(code: string, message: string, exitCode: number = exit.unexpected, facts: object = {}) {
    super(message)
    this.code = code
    this.exitCode = exitCode
    this.facts = facts
  }
}

export const notSignedIn = (hint = 'Sign in with `evently auth login`, or set EVENTLY_API_KEY.') =>
  new CommandError('not_signed_in', `Not signed in. ${hint}`, exit.notSignedIn)

/** The request does not fit the contract, and was not sent. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused'
  readonly faults: readonly RequestFault[]

  constructor(faults: readonly RequestFault[]) {
    super('The request does not fit the contract. Nothing was sent.')
    this.faults = faults
  }
}

/** The profiles that there are, or the one that was meant. */
export function profileNotFound(name: string, known: readonly string[]): CommandError {
  const meant = nearestOf(name, known)
  const hint =
    known.length === 0
      ? '`evently auth login --profile <name>` makes one.'
      : known.length === 1
        ? `There is only ${known[0]}.`
        : `There are ${known.join(', ')}.`
  return new CommandError(
    'profile_not_found',
    `There is no profile ${JSON.stringify(name)}.${meant === undefined ? '' : ` Did you mean ${meant}?`} ${hint}`,
    exit.usage,
  )
}

/** What was going on when it failed: the names that the command was given by, and the server that it talks to. */
export interface FailureContext extends TypedNames {
  readonly baseUrl?: string
}

export function failureOf(error: unknown, context: FailureContext = { flags: [], args: [] }): Failure {
  if (error instanceof ApiError) return refusalOf(error, context)
  if (error instanceof RequestRefused) return faultyOf(error, context)
  if (error instanceof CommandError) return failed(error.code, error.message, error.exitCode, error.facts)
  if (error instanceof UsageError) return failed('usage', `${error.message}\nSee more help with --help`, exit.usage)
  if (isCancelled(error)) return failed('cancelled', 'Cancelled.', exit.cancelled)
  if (error instanceof TimeoutError) return failed('timeout', error.message, exit.network)
  if (error instanceof ConnectionError)
    return failed('connection_failed', connectionWords(error, context.baseUrl), exit.network)
  if (error instanceof UnexpectedAnswerError) return unexpectedAnswer(error, context)
  if (error instanceof WaitlistEndedError) return failed('waitlist_ended', error.message, exit.conflict)
  if (error instanceof NotModifiedError) return failed('not_modified', error.message)
  // What the SDK refuses to send: an id, a path or a base URL that is none.
  if (error instanceof EventlyError) return failed('usage', notSendable(error, context), exit.usage)
  // By its name: its class is in a part of the SDK that few commands need.
  if (error instanceof Error && error.name === 'WebhookError')
    return failed('message_not_authentic', error.message, exit.validation)
  if (error instanceof Errors.ExitError) return { exitCode: error.oclif.exit ?? exit.unexpected }
  if (error instanceof Errors.CLIError) return failed('usage', usageWords(error.message), exit.usage)
  return failed('internal', error instanceof Error ? error.message || error.name : String(error))
}

/** By the names that were typed: the SDK speaks of its own parameters. */
function notSendable({ message }: EventlyError, typed: FailureContext): string {
  const [, id, why = ''] = /^(\w+) (must be an id\.)$/.exec(message) ?? []
  return id === undefined
    ? message.replace(/^baseUrl /, '--base-url ')
    : faultText({ pointer: `/path/${id}`, message: why }, typed)
}

/** Mostly a proxy or a web server before the API; one that wants TLS says so with a page. */
function unexpectedAnswer(error: UnexpectedAnswerError, { baseUrl = '' }: FailureContext): Failure {
  const { status, requestId } = error
  const maybeTls = status === 400 && baseUrl.startsWith('http://')
  const hint = maybeTls
    ? 'If the server wants TLS, write https:// in --base-url instead of http://.'
    : `Is an Evently server at ${baseUrl || 'this address'}? Something before it may have answered.`
  const exitName = exitOfStatus(status)
  // A page that says 404 is no answer about a thing: there is no API here.
  const isOfNoApi = exitName === 'notFound' || exitName === 'validation' || exitName === 'conflict'
  return failed('unexpected_answer', `${error.message} ${hint}`, exit[isOfNoApi ? 'unexpected' : exitName], {
    status,
    requestId,
  })
}

function failed(code: string, message: string, exitCode: number = exit.unexpected, more: object = {}): Failure {
  return { exitCode, message: message.split('\n').map(plain).join('\n'), document: { code, detail: message, ...more } }
}

/**
 * `Title: detail (code, request id)`, then a line for each fault, one for the next step, and where to read more. Faults
 * are named by what was typed; the detail, which names them as the API does, is left out then.
 */
function refusalOf(error: ApiError, typed: FailureContext): Failure {
  const { problem, code, requestId, type } = error
  const { title, detail } = problem as { title: string; detail?: string }
  const named = [code, requestId && `request ${requestId}`].filter(Boolean).join(', ')
  const faults = faultsOf(problem).map(fault => `  ${faultText(fault, typed)}`)
  const says = faults.length > 0 || !detail || detail === title ? title : `${title}: ${inCommands(detail)}`
  const hint = hintFor(error)
  const more = /^https?:/.test(type) ? [`More: ${type}`] : []
  return {
    exitCode: exit[exitOfProblem(code, error.status)],
    message: [`${says} (${named})`, ...faults, ...(hint && !saysAlready(says, hint) ? [hint] : []), ...more]
      .map(plain)
      .join('\n'),
    document: { ...problem, type, ...(hint && { hint }) },
  }
}

/** Whether the next step's command is named there. */
const saysAlready = (says: string, hint: string) =>
  [...hint.matchAll(/`evently [^`]+`/g)].some(([command]) => says.includes(command))

/** What the API says of its requests, as the commands that send them. */
function inCommands(detail: string): string {
  return detail.replace(/\b(GET|POST|PUT|PATCH|DELETE) (\/api\/v1\/[\w/{}-]+)/g, (request, method, path) => {
    const { operation } = operationOfRequest(method, path)
    const command = operation === undefined ? null : operations[operation].cli
    return command ? `\`evently ${command}\`` : request
  })
}

/** As the server would say it. */
function faultyOf({ message, faults }: RequestRefused, typed: FailureContext): Failure {
  const document = { code: 'validation_failed', detail: message, errors: faults }
  const lines = [message, ...faults.map(fault => `  ${faultText(fault, typed)}`)]
  return { exitCode: exit.validation, message: lines.map(plain).join('\n'), document }
}

function faultsOf(problem: object): readonly RequestFault[] {
  const { errors } = problem as { errors?: unknown }
  if (!Array.isArray(errors)) return []
  return (errors as Partial<RequestFault>[]).map(({ pointer = '', message = '' }) => ({ pointer, message }))
}

const signsOut = (error: ApiError) =>
  isProblem(error, 'unauthenticated', 'token_invalid', 'token_expired', 'refresh_token_invalid')

/** The obvious next step, where there is one. */
function hintFor(error: ApiError): string | undefined {
  if (signsOut(error)) return 'Sign in with `evently auth login`, or set EVENTLY_API_KEY.'
  if (isProblem(error, 'payment_required')) return 'Pay with --token; in the sandbox `--token tok_ok`.'
  if (isProblem(error, 'payment_declined'))
    return 'The seats are still held: pay for the same reservation with another --token.'
  if (isProblem(error, 'payment_outcome_unknown', 'confirmation_in_progress') && error.problem.bookingId)
    return `Do not pay again: see what has become of it with \`evently bookings get ${error.problem.bookingId}\`.`
  if (isProblem(error, 'reservation_expired')) return 'Reserve again with `evently bookings reserve`.'
  if (isProblem(error, 'sold_out')) return 'Join its waitlist with `evently waitlist join`.'
  if (isProblem(error, 'seats_available')) return 'Reserve them with `evently bookings reserve`.'
  if (isProblem(error, 'precondition_failed')) return 'It has changed in the meantime: look at it and try again.'
  if (isProblem(error, 'event_not_found'))
    return 'See what there is with `evently events list`, or `evently events managed` for your own.'
  if (error.retryAfterSeconds !== undefined) return `Try again in ${error.retryAfterSeconds} s.`
  return undefined
}

/** Prompts end with these when somebody presses Ctrl-C. */
const isCancelled = (error: unknown) =>
  error instanceof Error &&
  ['ExitPromptError', 'AbortPromptError', 'CancelPromptError', 'AbortError'].includes(error.name)
