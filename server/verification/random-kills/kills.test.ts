import { expect } from 'chai'
import { violationsOf } from './books.ts'
import { kills, type KillsReport } from './kills.ts'
import { cloneDatabases, type TestDatabases } from '../../test/support/databases.ts'

describe('two servers that are killed at random under load', function () {
  this.timeout(120_000)
  let databases: TestDatabases
  let report: KillsReport
  before(async () => {
    databases = await cloneDatabases()
    report = await kills(databases, { count: 5, everyMs: 1_500, seed: 4711, recoverySeconds: 1 })
  })
  after(() => databases.close())

  it('have lost nothing that was acknowledged, charged nobody twice and sold no seat twice', () => {
    expect(report.violations).to.deep.equal([])
    expect(report.settledMs).to.be.at.most(30_000)
    for (const [what, times] of Object.entries(report.acknowledged)) expect(times, what).to.be.greaterThan(0)
  })

  const faults: readonly [
    fault: string,
    plant: (seen: KillsReport) => Pick<KillsReport, 'log' | 'books'>,
    found: RegExp,
  ][] = [
    [
      'a booking that was acknowledged and is not there',
      ({ log, books }) => ({ books, log: [...log, { what: 'confirmed', id: 'bkg_gone' }] }),
      /^lost: bkg_gone was confirmed, and is not there$/,
    ],
    [
      'a cancellation that was acknowledged and undone',
      ({ log, books }) => ({
        books,
        log: [...log, { what: 'cancelled', id: books.bookings.find(({ status }) => status === 'confirmed')!.id }],
      }),
      /^lost: .* was cancelled, and is confirmed$/,
    ],
    [
      'a key that made two things',
      ({ log, books }) => ({
        books,
        log: [
          ...log,
          { what: 'reserved', id: books.holds[0]!.id, key: 'reserve-1' },
          { what: 'reserved', id: books.holds[1]!.id, key: 'reserve-1' },
        ],
      }),
      /^two effects of one key: reserve-1/,
    ],
    [
      'a second charge for one booking',
      ({ log, books }) => ({
        log,
        books: {
          ...books,
          charges: [...books.charges, ...books.charges.filter(({ status }) => status === 'captured').slice(0, 1)],
        },
      }),
      /^bkg_\w+ is confirmed and costs/,
    ],
    [
      "a charge of nobody's",
      ({ log, books }) => ({
        log,
        books: {
          ...books,
          charges: [...books.charges, { key: 'pay_x', bookingId: null, status: 'captured', amountMinor: 1 }],
        },
      }),
      /^a charge of nobody's/,
    ],
    [
      'more seats sold than there are',
      ({ log, books }) => ({
        log,
        books: {
          ...books,
          holds: [...books.holds, { id: 'rsv_x', state: 'sold', quantity: books.capacity, key: null }],
        },
      }),
      /^oversold/,
    ],
    [
      'a counter that is off by one',
      ({ log, books }) => ({
        log,
        books: { ...books, counters: { ...books.counters, sold: books.counters.sold + 1 } },
      }),
      /^the counter says/,
    ],
  ]
  for (const [fault, plant, found] of faults) {
    it(`would be found out over ${fault} (the control)`, () => {
      const { log, books } = plant(report)
      expect(violationsOf(log, books).join('\n')).to.match(new RegExp(found.source, 'm'))
    })
  }
})
