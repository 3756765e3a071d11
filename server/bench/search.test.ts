// The bench of searching, on few events: every kind of question is answered, and most of them find something.
import { expect } from 'chai'
import { benchSearch } from './search.ts'

describe('the bench of searching', function () {
  this.timeout(240_000) // it starts a PostgreSQL of its own

  it('indexes the events and finds some of them with every kind of question', async () => {
    const lines: string[] = []
    const { results } = await benchSearch({
      count: 2_000,
      countedMs: 50,
      isPostgresAlone: true,
      say: line => lines.push(line),
    })
    const { kinds } = results.PostgreSQL!
    expect(Object.keys(kinds)).to.have.length(7)
    for (const [kind, { found }] of Object.entries(kinds)) expect(found, kind).to.be.greaterThan(0)
    expect(lines.join('\n')).to.include('soonest first')
  })
})
