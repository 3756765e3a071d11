// Of two who make what has one external id, the one that comes later finds it made, and replaces it.
import { Problem } from '../../platform/problems.ts'

/** Deleted and made again in between, it could go on for ever. */
const attemptsMax = 3

/**
 * The database decides who makes it: the other transaction fails as a whole, and tries once more, when the thing can be
 * read. An external id that is taken by something else is so each time.
 */
export async function againIfTaken<Result>(makeOrReplace: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await makeOrReplace()
    } catch (error) {
      const isTaken = error instanceof Problem && error.code === 'external_id_taken'
      if (!isTaken || attempt === attemptsMax) throw error
    }
  }
}
