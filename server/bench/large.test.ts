// The bench of a large event, on a small one: what it makes is clean to the audit, also after it was called off with a
// kill half-way.
import { expect } from 'chai'
import { openArena } from './arena.ts'
import { benchLarge } from './large.ts'

describe('the bench of a large event', function () {
  this.timeout(240_000) // it starts a PostgreSQL of its own

  it('reads it, lets holds end at once and calls it off, and the audit is clean', async () => {
    const arena = await openArena()
    const lines: string[] = []
    try {
      // Fails when the audit finds anything, or when the progress that is told goes back.
      const { results, goals } = await benchLarge({
        arena,
        bookings: 600,
        holds: 300,
        countedMs: 500,
        say: line => lines.push(line),
      })
      for (const reads of [results.before, results.after]) {
        expect(reads.length).to.be.greaterThan(10)
        const csv = reads.find(({ what }) => what === 'all attendees as CSV')!
        expect(csv.large.bytes, 'six times as many attendees').to.be.greaterThan(4 * csv.small.bytes)
      }
      expect(results.expiry).to.include({ holds: 300 })
      for (const { bookings, refunds, told } of results.cancellations) {
        expect(refunds).to.equal(bookings)
        expect(told.at(-1)).to.equal(bookings * 1.5)
      }
      expect(goals.map(({ what }) => what)).to.include('bookings repaid once')
    } finally {
      await arena.close()
    }
  })
})
