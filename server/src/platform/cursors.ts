// Cursors of lists: where the next page begins, signed so that nobody can make one up.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { problem } from './problems.ts'

export type Cursors = ReturnType<typeof createCursors>

/** `list` names the list with its sort and filters: a cursor of another list is refused with `invalid_cursor`. */
export function createCursors(secret: string) {
  const sign = (list: string, payload: string) =>
    createHmac('sha256', secret).update(`${list}\n${payload}`).digest().subarray(0, 12)

  return {
    /** The cursor of the position after the last row of a page; `position` must survive JSON. */
    encode(list: string, position: unknown): string {
      const payload = JSON.stringify(position)
      return Buffer.concat([sign(list, payload), Buffer.from(payload)]).toString('base64url')
    },

    /** The position inside a cursor; throws `invalid_cursor`. */
    decode<Position>(list: string, cursor: string): Position {
      const bytes = Buffer.from(cursor, 'base64url')
      const payload = bytes.subarray(12).toString()
      if (bytes.length < 13 || !timingSafeEqual(bytes.subarray(0, 12), sign(list, payload)))
        throw problem('invalid_cursor')
      return JSON.parse(payload) as Position
    },
  }
}

/** One page of a list from one row more than was asked for: that row only tells that there is another page. */
export function pageOf<Row>(rows: readonly Row[], limit: number, cursorAfter: (last: Row) => string) {
  const data = rows.slice(0, limit)
  const last = data.at(-1)
  const hasMore = rows.length > limit
  return { data, hasMore, nextCursor: hasMore && last ? cursorAfter(last) : null }
}
