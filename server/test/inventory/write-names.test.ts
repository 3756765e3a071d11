// The names of the statements that write batches: PostgreSQL tells them apart by their first 63 characters.
import { expect } from 'chai'
import { statementName } from '../../src/domains/inventory/lane/write-part.ts'

describe('the name of a write', () => {
  const holds = ['labelled', 'promoted', 'changed', 'less', 'repriced', 'back']
  const parts = [...holds, 'counted', 'used', 'joined', 'stepped', 'clocked', 'written', 'steps']
  const all = Array.from({ length: 2 ** parts.length }, (_, n) => parts.filter((_, place) => n & (1 << place)))

  it('is short enough, and another one for each set of parts', () => {
    const names = all.map(statementName)
    expect(names.filter(name => name.length > 63)).to.deep.equal([])
    expect(new Set(names).size).to.equal(all.length)
  })

  it('says its parts where there are few, and would be one of several were it cut off (the control)', () => {
    expect(statementName(['made', 'typed', 'written'])).to.equal('lane-write-made-typed-written')
    const cut = all.map(named => ['lane-write', ...named].join('-').slice(0, 63))
    expect(new Set(cut).size).to.be.below(all.length)
  })
})
