import { expect } from 'chai'
import { failpoints, parseFailpoints, type Failpoint } from '../../src/recovery-steps.ts'
import { recoveredWithinMs } from './crashes.ts'
import { strike, type StrikeReport } from './strike.ts'
import { openWorld } from './world.ts'

/**
 * The points whose crash leaves the most behind, all at a time; `npm run crash-points` goes through all there are, and
 * through pairs.
 */
const hardest = [
  'saga.authorize.after',
  'saga.commit.after',
  'sandbox.capture.after',
  'saga.return-part.after',
  'saga.refund.after',
  'relay.append.after',
] as const

async function struckAt(first: Failpoint): Promise<StrikeReport> {
  const world = await openWorld('sandbox')
  try {
    return await strike(world, { first }, { recoverySeconds: 2 })
  } finally {
    await world.close()
  }
}

describe('a server that is killed', function () {
  this.timeout(120_000)
  const results = new Map<string, Promise<StrikeReport>>()
  before(() => {
    for (const name of hardest) {
      const report = struckAt(name)
      report.catch(() => {}) // it is looked at in its own test
      results.set(name, report)
    }
  })
  after(() => Promise.allSettled(results.values()))

  for (const name of hardest) {
    it(`at ${name} has lost nothing and charged nobody twice within 30 s of its restart`, async () => {
      const report = await results.get(name)!
      expect(report.recoveredMs).to.be.at.most(recoveredWithinMs)
      expect(report.acknowledged).to.be.greaterThan(0)
    })
  }

  it('is asked for by a name from the list', () => {
    expect(failpoints).to.include.members([...hardest])
    expect(parseFailpoints('saga.authorize.after=kill@3, lane.write.before=pause')).to.deep.equal([
      { name: 'saga.authorize.after', action: 'kill', hit: 3 },
      { name: 'lane.write.before', action: 'pause', hit: undefined },
    ])
    expect(parseFailpoints('saga.nowhere.after=kill')).to.match(/is no failpoint/)
    expect(parseFailpoints('lane.write.after=drop')).to.match(/drops no answer/)
  })
})
