import { expect } from 'chai'
import { roll } from './rolling.ts'
import { cloneDatabases, type TestDatabases } from '../../test/support/databases.ts'

describe('two servers behind a balancer, replaced one after the other under load', function () {
  this.timeout(120_000)
  let databases: TestDatabases
  beforeEach(async () => {
    databases = await cloneDatabases()
  })
  afterEach(() => databases.close())

  it('fail no request', async () => {
    const { failures, exitCodes, lost, clean } = await roll(databases, { restarts: 4, buyers: 12, ending: 'SIGTERM' })
    expect(failures).to.deep.equal([])
    expect(exitCodes).to.deep.equal([0, 0, 0, 0])
    expect({ lost, clean }).to.deep.equal({ lost: 0, clean: true })
  })

  it('fail requests when they are killed instead (the control); what they had acknowledged stays', async () => {
    const { failures, lost, clean } = await roll(databases, { restarts: 2, buyers: 12, ending: 'SIGKILL' })
    expect(failures.length).to.be.greaterThan(0)
    expect({ lost, clean }).to.deep.equal({ lost: 0, clean: true })
  })
})
