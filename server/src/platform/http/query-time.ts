// Times in queries. RFC 3339 has times that no calendar of ours has: a leap second, an offset without minutes.
import { validationProblem } from '../problems.ts'

/** The time that a query parameter names. Problems: validation_failed, for one that does not exist. */
export function queryTime(text: string, name: string): Date {
  const time = new Date(text)
  if (!Number.isNaN(time.getTime())) return time
  throw validationProblem([
    {
      pointer: `/query/${name}`,
      keyword: 'format',
      message: 'must be a date and time that exists, such as 2030-06-01T18:30:00Z',
    },
  ])
}
