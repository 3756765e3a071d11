// Cursors of lists: nobody can make one up, and nobody can read one.
import { expect } from 'chai'
import { createCursors } from '../../src/platform/cursors.ts'

const positions: Readonly<Record<string, unknown>> = {
  'a place of the feed': 4_711,
  'an id': 'evt_01jz3t5m8qf0vab9x2k4c7d6eh',
  'a time and an id': { at: '2030-06-01T18:30:00.000Z', id: 'evt_01jz3t5m8qf0vab9x2k4c7d6eh' },
}

describe('a cursor', () => {
  const cursors = createCursors('a secret of the server, long enough')
  const refused = (list: string, cursor: string) => {
    expect(() => cursors.decode(list, cursor))
      .to.throw()
      .with.property('code', 'invalid_cursor')
  }

  for (const [what, position] of Object.entries(positions)) {
    it(`leads back to ${what}, and is the same each time`, () => {
      const cursor = cursors.encode('things', position)
      expect(cursors.decode('things', cursor)).to.deep.equal(position)
      expect(cursors.encode('things', position)).to.equal(cursor)
    })

    it(`shows nothing of ${what}: a number would tell how much happens on the whole server`, () => {
      const bytes = Buffer.from(cursors.encode('things', position), 'base64url')
      expect(bytes.includes(JSON.stringify(position))).to.equal(false)
      expect(bytes.includes(JSON.stringify(position).slice(1, 4))).to.equal(false)
    })

    it(`of ${what} is refused by another list and another server, shortened, and with any other byte`, () => {
      const cursor = cursors.encode('things', position)
      refused('others', cursor)
      refused('things', createCursors('another secret of a server').encode('things', position))
      const bytes = Buffer.from(cursor, 'base64url')
      for (let length = 0; length < bytes.length; length++)
        refused('things', bytes.subarray(0, length).toString('base64url'))
      for (let at = 0; at < bytes.length; at++) {
        const changed = Buffer.from(bytes)
        changed[at]! ^= 1
        refused('things', changed.toString('base64url'))
      }
    })
  }

  it('says nothing in common with that of the next position', () => {
    const one = Buffer.from(cursors.encode('things', 1_000_001), 'base64url')
    const next = Buffer.from(cursors.encode('things', 1_000_002), 'base64url')
    expect(one.subarray(12).equals(next.subarray(12))).to.equal(false)
    expect(one.subarray(12, 16).equals(next.subarray(12, 16))).to.equal(false)
  })
})
