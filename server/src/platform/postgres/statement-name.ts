// The names of prepared statements that are put together from parts.
import { createHash } from 'node:crypto'

/** PostgreSQL cuts off what is longer. */
const nameLengthMax = 63

/** Of the statement that has these parts: two of one name on one connection would be an error. */
export function statementName(prefix: string, parts: readonly string[]): string {
  const name = [prefix, ...parts].join('-')
  if (name.length <= nameLengthMax) return name
  return `${prefix}-${createHash('sha256').update(name).digest('hex').slice(0, 40)}`
}
