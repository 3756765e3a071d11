// What went wrong, as one clear line, as a JSON document, and as an exit code. Neither of them repeats a credential.
import { ApiError, ConnectionError, EventlyError, TimeoutError, UnexpectedAnswerError, isProblem } from '@evently/sdk'
import { Errors } from '@oclif/core'
import { faultText, type RequestFault, type TypedNames } from './fault-names.ts'
import { plain } from './text.ts'

export const exit = {
  unexpected: 1,
  usage: 2,
  validation: 3,
  notSignedIn: 4,
  notFound: 5,
  conflict: 6,
  rateLimited: 7,
  network: 8,
  partlyDone: 9,
  cancelled: 130,
  /** As a shell counts a program that SIGPIPE has ended. */
  outputClosed: 141,
} as const

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

/** `typed`: what the command was given by, to name faults as its user does. */
export function failureOf(error: unknown, typed: TypedNames = { flags: [], args: [] }): Failure {
  if (error instanceof ApiError) return refusalOf(error, typed)
  if (error instanceof CommandError) return failed(error.code, error.message, error.exitCode, error.facts)
  if (error instanceof UsageError) return failed('usage', `${error.message}\nSee more help with --help`, exit.usage)
  if (isCancelled(error)) return failed('cancelled', 'Cancelled.', exit.cancelled)
  if (error instanceof TimeoutError) return failed('timeout', error.message)
  if (error instanceof ConnectionError)
    return failed(
      'connection_failed',
      `${error.message} Is the server running? --base-url or EVENTLY_BASE_URL says where.`,
    )
  if (error instanceof UnexpectedAnswerError)
    return failed('unexpected_answer', error.message, exit.unexpected, {
      status: error.status,
      requestId: error.requestId,
    })
  // What the SDK refuses to send: an id, a path or a base URL that is none.
  if (error instanceof EventlyError) return failed('usage', error.message, exit.usage)
  if (error instanceof Errors.ExitError) return { exitCode: error.oclif.exit ?? exit.unexpected }
  if (error instanceof Errors.CLIError) return failed('usage', withoutValues(error.message), exit.usage)
  return failed('internal', error instanceof Error ? error.message || error.name : String(error))
}

function failed(code: string, message: string, exitCode: number = exit.unexpected, more: object = {}): Failure {
  return { exitCode, message: message.split('\n').map(plain).join('\n'), document: { code, detail: message, ...more } }
}

/**
 * `Title: detail (code, request id)`, then a line for each fault, one for the next step, and where to read more. Faults
 * are named by what was typed; the detail, which names them as the API does, is left out then.
 */
function refusalOf(error: ApiError, typed: TypedNames): Failure {
  const { problem, code, requestId, type } = error
  const { title, detail } = problem as { title: string; detail?: string }
  const named = [code, requestId && `request ${requestId}`].filter(Boolean).join(', ')
  const faults = faultsOf(problem).map(fault => `  ${faultText(fault, typed)}`)
  const says = faults.length > 0 || !detail || detail === title ? title : `${title}: ${detail}`
  const hint = hintFor(error)
  const more = /^https?:/.test(type) ? [`More: ${type}`] : []
  return {
    exitCode: signsOut(error) ? exit.notSignedIn : exit.unexpected,
    message: [`${says} (${named})`, ...faults, ...(hint ? [hint] : []), ...more].map(plain).join('\n'),
    document: { ...problem, type, ...(hint && { hint }) },
  }
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
  if (isProblem(error, 'payment_declined')) return 'The seats are still held: try again with another --token.'
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

/** A mistyped `--pasword=…` must not be repeated with what it was given. */
const withoutValues = (message: string) => message.replace(/(--?[A-Za-z][\w-]*)=\S*/g, '$1=…')
