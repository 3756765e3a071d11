// The names of prepared statements: PostgreSQL tells them apart by their first 63 characters.
import { expect } from 'chai'
import { statementName } from '../../src/platform/postgres/statement-name.ts'

describe('the name of a statement in parts', () => {
  const holds = ['labelled', 'promoted', 'changed', 'repriced']
  const parts = [...holds, 'counted', 'used', 'joined', 'stepped', 'clocked', 'written', 'steps']
  const all = Array.from({ length: 2 ** parts.length }, (_, n) => parts.filter((_, place) => n & (1 << place)))

  it('is short enough, and another one for each set of parts', () => {
    const names = all.map(each => statementName('inventory-write', each))
    expect(names.filter(name => name.length > 63)).to.deep.equal([])
    expect(new Set(names).size).to.equal(all.length)
  })

  it('says its parts where there are few, and would be one of several were it cut off (the control)', () => {
    expect(statementName('inventory-write', ['made', 'written'])).to.equal('inventory-write-made-written')
    const cut = all.map(each => ['inventory-write', ...each].join('-').slice(0, 63))
    expect(new Set(cut).size).to.be.below(all.length)
  })
})
