// The bench of big tables, on small ones: what it makes is clean to the audit, and it looks at every list, sweep and
// audit.
import { expect } from 'chai'
import { benchTables } from './tables.ts'

describe('the bench of big tables', function () {
  this.timeout(180_000) // it starts a PostgreSQL of its own

  it('makes databases that the audit finds clean, and tells what lists, sweeps and audits cost on them', async () => {
    const lines: string[] = []
    // Fails when the audit finds anything.
    const {
      results: { reading, audits, sweeping },
    } = await benchTables({
      holds: 3_000,
      bookings: 900,
      say: line => {
        lines.push(line)
      },
    })
    expect(audits.all.rows, 'holds, bookings and the ledger').to.be.greaterThan(10_000)
    expect(reading.length + sweeping.length).to.be.greaterThan(60)
    const rowsOf = (name: string) => [...reading, ...sweeping].find(each => each.name === name)!.rows
    expect(rowsOf('inventory.listWaitlist waiting')).to.be.greaterThan(10)
    expect(rowsOf('bookings.listForEvent refund succeeded')).to.be.greaterThan(5)
    expect(rowsOf('expired holds')).to.be.greaterThan(0)
    for (const { name, statements } of reading)
      if (name !== 'inventory.getAvailability') expect(statements, name).to.be.greaterThan(0)
    expect(lines.filter(line => /^(met|MISSED)/.test(line))).to.have.length(2)
  })
})
