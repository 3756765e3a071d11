// Which errors mean that a database or service can't be worked with just now: the client's cue to come back, not a
// fault to report.
import { Problem } from './problems.ts'
import { certificateFaultOf } from './tls-faults.ts'

/** Of the network, as Node names them; and of a process that has no file left to open a connection with. */
const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EMFILE',
  'ENFILE',
])
/**
 * Of PostgreSQL: it stops or starts (57P01, 57P02, 57P03), the database is gone (57P04), it has no connection left
 * (53300) or gives none (55000), it waited too long for a lock (55P03) or a statement (57014), an idle session was
 * ended (25P03, 57P05).
 */
const postgres = new Set(['57P01', '57P02', '57P03', '57P04', '57P05', '53300', '55000', '55P03', '57014', '25P03'])
/**
 * What a database answers that lacks what it needs to write, in words for whoever runs it. Not XX001 and XX002: what is
 * corrupted won't mend by waiting.
 */
const lacks: Readonly<Record<string, string>> = {
  '53100': 'has no space left on its disk',
  '53200': 'is out of memory',
  '53400': 'has reached a limit of its configuration',
  '58030': 'cannot read or write its disk',
  '25006': 'takes no writes: it is read-only',
}
/**
 * What pg says in words alone, of a connection that broke before, during or after a statement, and of a pool that had
 * none to give.
 */
const words = new RegExp(
  [
    'Connection terminated',
    'Client has encountered a connection error',
    'timeout exceeded when trying to connect',
    'Client was closed and is not queryable',
    'Unable to acquire a connection',
    'The server does not support SSL connections',
  ].join('|'),
)

interface Failure {
  readonly code?: string
  readonly message?: string
  readonly name?: string
  readonly cause?: unknown
  readonly errors?: unknown
}

export function isUnreachable(error: unknown): boolean {
  const { code = '', message = '', name, cause, errors } = (error ?? {}) as Failure
  if (network.has(code) || postgres.has(code) || /^08...$/.test(code) || code in lacks || code === 'ENOSPC') return true
  if (name === 'KnexTimeoutError' || words.test(message) || certificateFaultOf(error)) return true
  // One of each address that was tried, or one of each thing done together.
  if (Array.isArray(errors) && errors.length > 0) return errors.every(isUnreachable)
  return cause !== undefined && isUnreachable(cause)
}

/** The same of what another service is asked, which says so itself where its database is away. */
export const isAway = (error: unknown): boolean =>
  error instanceof Problem ? error.code === 'service_unavailable' : isUnreachable(error)

/** What the database that has answered this lacks, as "has no space left on its disk"; undefined: nothing. */
export const lackOf = (error: unknown): string | undefined => lacks[(error as Failure | undefined)?.code ?? '']
