// PostgreSQL's codes that somebody here asks for by name.
// https://www.postgresql.org/docs/current/errcodes-appendix.html
export const uniqueViolation = '23505'
export const checkViolation = '23514'
export const duplicateDatabase = '42P04'
/** A write where none is taken, as on a standby. */
export const readOnlyTransaction = '25006'
/** A prepared statement of a name that this connection has not prepared. */
export const unknownStatement = '26000'

/** Undefined where the error is none of PostgreSQL's. */
export function sqlstateOf(error: unknown): string | undefined {
  const code = (error as { readonly code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : undefined
}

/**
 * Classes of faults in the data itself: cardinality (21), data (22), constraints (23), a view's or policy's check (44),
 * program limits (54) and errors raised by functions (P0). PostgreSQL has answered, so nothing has been written.
 */
const dataFaults = new Set(['21', '22', '23', '44', '54', 'P0'])

export function isFaultOfData(error: unknown): boolean {
  return (
    (error as { readonly severity?: unknown } | null | undefined)?.severity === 'ERROR' &&
    dataFaults.has((sqlstateOf(error) ?? '').slice(0, 2))
  )
}
