import { expect } from 'chai'
import { cloneDatabases, type TestDatabases } from '../../test/support/databases.ts'
import { soak } from './soak.ts'

describe('a sold-out event with a waitlist, through three processes', function () {
  this.timeout(90_000)
  let databases: TestDatabases
  before(async () => {
    databases = await cloneDatabases()
  })
  after(() => databases.close())

  it('serves the waitlist in order, each seat in the write that frees it, and every audit is clean', async function () {
    const seed = Date.now() % 1_000_000
    const report = await soak(databases, { processes: 3, seats: 60, waiting: 60, seconds: 6, seed })
    expect(report.violations, `seed ${seed}`).to.deep.equal([])
    expect(report.offers).to.be.greaterThan(20)
    expect(report.audits).to.be.greaterThan(3)
    expect(report.slowestOfferMs).to.be.at.most(1_000)
  })
})
