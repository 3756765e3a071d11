import { expect } from 'chai'
import { cloneDatabases, type TestDatabases } from '../../test/support/databases.ts'
import { deliveries, type DeliveriesReport } from './deliveries.ts'
import { faultsOf, missingOf, type Receipt } from './judge.ts'
import { deliveryPoints, recoveredWithinMs, strikeDelivery } from './points.ts'
import { appended } from './sources.ts'

describe('messages to three endpoints, by two servers that are killed at random', function () {
  this.timeout(180_000)
  let databases: TestDatabases
  let report: DeliveriesReport
  before(async () => {
    databases = await cloneDatabases()
    report = await deliveries(databases, {
      source: appended,
      bookings: 300,
      perSecond: 50,
      killEveryMs: 2_000,
      seed: 4711,
      slowMs: 500,
    })
  })
  after(() => databases.close())

  it('have all arrived at the healthy one, in order, none forged', () => {
    expect(report.violations).to.deep.equal([])
    expect(report.kills).to.be.greaterThan(0)
    expect(report.messages).to.equal(450)
    expect(report.slow).to.be.greaterThan(0)
    expect(report.failing).to.be.greaterThan(0)
  })

  const faults: readonly [fault: string, plant: (receipts: readonly Receipt[]) => readonly Receipt[], found: RegExp][] =
    [
      ['a message that did not arrive', receipts => withoutIdOf(receipts, 0), /^missing: msg_/],
      [
        'a body that was changed on its way',
        ([first, ...rest]) => [{ ...first!, body: first!.body.replace('"quantity":1', '"quantity":9') }, ...rest],
        /^forged: msg_/,
      ],
      ['an older message after a newer one', receipts => [...receipts].reverse(), /^out of order: msg_/],
    ]
  for (const [fault, plant, found] of faults)
    it(`would be found out over ${fault} (the control)`, () => {
      const { told, receipts, secret } = report
      const planted = plant(receipts)
      expect([...missingOf(told, planted), ...faultsOf(told, planted, secret)].join('\n')).to.match(
        new RegExp(found.source, 'm'),
      )
    })

  it('would be found out over a message that nobody has told (the control)', () => {
    const [first] = report.receipts
    const others = new Map([...report.told].filter(([id]) => id !== first!.headers['webhook-id']))
    expect(faultsOf(others, [first!], report.secret)[0]).to.match(/^made up: msg_/)
  })
})

const withoutIdOf = (receipts: readonly Receipt[], n: number) =>
  receipts.filter(({ headers }) => headers['webhook-id'] !== receipts[n]!.headers['webhook-id'])

describe('a server that is killed at a step of a delivery', function () {
  this.timeout(180_000)
  const results = new Map<string, ReturnType<typeof strikeDelivery>>()

  /** As many at a time as there are steps would be slow for each. */
  const hardest = deliveryPoints.filter(point => /^delivery\.(send\.after|record\.before|notice\.after)$/.test(point))
  before(() => {
    for (const point of hardest) {
      const report = struckAt(point)
      report.catch(() => {}) // it is looked at in its own test
      results.set(point, report)
    }
  })
  after(() => Promise.allSettled(results.values()))

  for (const point of hardest)
    it(`at ${point} has lost no message and no notice`, async () => {
      const { faults, recoveredMs } = await results.get(point)!
      expect(faults).to.deep.equal([])
      expect(recoveredMs).to.be.at.most(recoveredWithinMs)
    })
})

async function struckAt(point: (typeof deliveryPoints)[number]) {
  const databases = await cloneDatabases()
  try {
    return await strikeDelivery(databases, point)
  } finally {
    await databases.close()
  }
}
