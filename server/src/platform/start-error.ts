// Why a server could not start, as a sentence for who starts it: what is wrong and what to do. It is shown without a
// stack.
export class StartError extends Error {
  override readonly name = 'StartError'
}

/**
 * The code of an error of Node or PostgreSQL; of one that stands for several, as a host with two addresses gives, the
 * first one's.
 */
export function startCodeOf(error: unknown): string {
  const { code, errors, cause } = (error ?? {}) as { code?: unknown; errors?: unknown; cause?: unknown }
  if (typeof code === 'string') return code
  if (Array.isArray(errors) && errors.length > 0) return startCodeOf(errors[0])
  return cause === undefined ? '' : startCodeOf(cause)
}
