// Which errors mean that a database or service can't be reached just now: the client's cue to come back, not a fault to report.

/** Of the network, as Node names them. */
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'])
/** Of PostgreSQL: it stops or starts (57P01, 57P02, 57P03), is full (53300), waited too long for a lock (55P03) or a statement (57014), an idle session was ended (25P03, 57P05). */
const POSTGRES = new Set(['57P01', '57P02', '57P03', '57P05', '53300', '55P03', '57014', '25P03'])
/** What pg says in words alone, of a connection that broke before, during or after a statement, and of a pool that had none to give. */
const WORDS = /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed and is not queryable|Unable to acquire a connection/

export function isUnreachable(error: unknown): boolean {
  const { code = '', message = '', name, cause, errors } = (error ?? {}) as { code?: string; message?: string; name?: string; cause?: unknown; errors?: unknown }
  if (NETWORK.has(code) || POSTGRES.has(code) || /^08...$/.test(code) || name === 'KnexTimeoutError' || WORDS.test(message)) return true
  if (Array.isArray(errors) && errors.length > 0) return errors.every(isUnreachable) // one of each address that was tried, or one of each thing done together
  return cause !== undefined && isUnreachable(cause)
}
