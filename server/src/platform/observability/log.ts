// The log: JSON lines that tell what happened and never a secret.
//
// Two nets, one behind the other. Errors are described by what can't hold a value: their class, PostgreSQL's code, the
// names of the constraint, table and column, the stack. What a client sent is in the rest (`detail`: "Key (email)=(…)
// already exists", `parameters`, `where`, a statement's bindings), and the rest is left out. Then every finished line
// passes `scrubbed`, which knows the names that secrets go by and the forms that they have, at any depth.
import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino'

export interface LogOptions {
  readonly level: string
  readonly destination?: DestinationStream
}

/**
 * Standard error unless a destination is given; written at once, so that a dying process has said what it had to say.
 */
export function createLog({ level, destination = pino.destination({ dest: 2, sync: true }) }: LogOptions): Logger {
  const options: LoggerOptions = {
    level,
    base: { pid: process.pid },
    serializers: { err: toldError },
    hooks: { streamWrite: scrubbed },
  }
  // A log that can't be written, on a full disk, ends nothing.
  ;(destination as Partial<NodeJS.WritableStream>).on?.('error', () => {})
  return pino(options, destination)
}

export interface ToldError {
  readonly type: string
  readonly message: string
  readonly stack?: string
  readonly code?: string
  readonly severity?: string
  readonly constraint?: string
  readonly table?: string
  readonly column?: string
  readonly routine?: string
  readonly statusCode?: number
  readonly cause?: ToldError
  readonly errors?: readonly ToldError[]
}

const causesMax = 5
const errorsMax = 5
const names = ['code', 'severity', 'constraint', 'table', 'column', 'routine', 'statusCode'] as const

/** What of an error may be logged. */
export function toldError(error: unknown, depth = 0): ToldError {
  if (!(error instanceof Error))
    return { type: typeof error, message: typeof error === 'string' ? error : 'something was thrown that is no error' }
  const fields = error as Error & Partial<Record<(typeof names)[number] | 'errors', unknown>>
  const named = Object.fromEntries(
    names.filter(name => ['string', 'number'].includes(typeof fields[name])).map(name => [name, fields[name]]),
  )
  const message = messageOf(error)
  return {
    type: error.name === 'error' ? 'PostgresError' : error.name,
    message,
    ...named,
    ...(error.stack && { stack: stackOf(error.stack, message) }),
    ...(error.cause !== undefined && depth < causesMax && { cause: toldError(error.cause, depth + 1) }),
    ...(Array.isArray(fields.errors) &&
      depth < causesMax && { errors: fields.errors.slice(0, errorsMax).map(each => toldError(each, depth + 1)) }),
  }
}

/**
 * PostgreSQL quotes what it was given: `invalid input syntax for type uuid: "…"`. knex puts the statement before it,
 * with the bindings in it unless told not to.
 */
function messageOf(error: Error): string {
  if ((error as { severity?: unknown }).severity === undefined) return error.message
  return error.message
    .replace(/^\s*(?:select|insert|update|delete|with|begin|commit|set)\b.* - /is, '')
    .replace(/: .*$/s, ': …')
}

/** A stack begins with the message; the lines after it are places in the code. */
function stackOf(stack: string, message: string): string {
  const frames = stack.split('\n').filter(line => /^\s+at /.test(line))
  return [message.split('\n', 1)[0], ...frames].join('\n')
}

const hidden = '[redacted]'
const secretNames = [
  'authorization|cookie|set-cookie|x-api-key|api[-_]?key',
  'password|currentPassword|newPassword|passwordHash|password_hash|secret|client_secret',
  'token|accessToken|refreshToken|access_token|refresh_token|serviceToken|internalToken',
  'email|[a-z]+Email|bindings|parameters',
].join('|')

/** `"password":"…"`, or a list of values. */
const named = new RegExp(String.raw`(")(${secretNames})"(\s*:\s*)(?:"(?:[^"\\]|\\.)*"|\[[^\]]*\])`, 'gi')
/**
 * The same within a string, however deep: a quote as escaped as the first one ends the value, one more escaped doesn't.
 */
const namedWithin = new RegExp(String.raw`(?<!\\)(\\+")(${secretNames})\1(\s*:\s*)(?:\1.*?(?<!\\)\1|\[[^\]]*\])`, 'gi')
/** What is secret by its form, wherever it stands. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/\b([a-z][a-z\d+.-]*:\/\/)[^\s/@"\\]+@/gi, `$1${hidden}@`], // a URL with its user and password
  [/\b(Bearer|Basic)\s+[\w\-.~+/]+=*/gi, `$1 ${hidden}`],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, hidden], // a JWT
  [/\b(?:evk|evr|whsec|sk|rk|pk|tok|pm|seti|pi)_[\w+/=]{2,}(?:_secret_\w+)?/g, hidden], // our keys, and what pays
  [/[^\s"'<>(),:;=\\[\]]+@[^\s"'<>(),:;=\\@[\]]+\.[a-z]{2,}/gi, '[email]'],
]

/** A line as it may leave the process. */
export function scrubbed(line: string): string {
  const hide = (_: string, quote: string, name: string, colon: string) =>
    `${quote}${name}${quote}${colon}${quote}${hidden}${quote}`
  let safe = line.replace(namedWithin, hide).replace(named, hide)
  for (const [form, instead] of forms) safe = safe.replace(form, instead)
  return safe
}
