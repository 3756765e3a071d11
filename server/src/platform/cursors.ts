// Cursors of lists: where the next page begins. They are signed, so that nobody can make one up, and encrypted, as a
// position may be the number of something in the whole server.
import { createCipheriv, createHmac, timingSafeEqual } from 'node:crypto'
import { problem } from './problems.ts'

export type Cursors = ReturnType<typeof createCursors>

const tagBytes = 12
/** A whole block of AES begins with the tag; the rest counts the blocks. */
const counter = Buffer.alloc(16 - tagBytes)

/** `list` names the list with its sort and filters: a cursor of another list is refused with `invalid_cursor`. */
export function createCursors(secret: string) {
  const hmac = (text: string) => createHmac('sha256', secret).update(text).digest()
  const key = hmac('evently cursors')
  const tagOf = (list: string, payload: string) => hmac(`${list}\n${payload}`).subarray(0, tagBytes)
  /** One way and the other. A tag follows from what it is the tag of, so each position has a stream of its own. */
  const crypt = (tag: Buffer, bytes: Buffer) =>
    createCipheriv('aes-256-ctr', key, Buffer.concat([tag, counter])).update(bytes)

  return {
    /** The cursor of the position after the last row of a page; `position` must survive JSON. */
    encode(list: string, position: unknown): string {
      const payload = JSON.stringify(position)
      const tag = tagOf(list, payload)
      return Buffer.concat([tag, crypt(tag, Buffer.from(payload))]).toString('base64url')
    },

    /** The position inside a cursor; throws `invalid_cursor`. */
    decode<Position>(list: string, cursor: string): Position {
      const bytes = Buffer.from(cursor, 'base64url')
      if (bytes.length <= tagBytes) throw problem('invalid_cursor')
      const tag = bytes.subarray(0, tagBytes)
      const payload = crypt(tag, bytes.subarray(tagBytes)).toString()
      if (!timingSafeEqual(tag, tagOf(list, payload))) throw problem('invalid_cursor')
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
