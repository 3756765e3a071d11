// Where a reader of the feed begins, as people say it.
import { expect } from 'chai'
import { UsageError } from '../src/failures.ts'
import { feedStart } from '../src/webhooks/feed-start.ts'

const now = Date.parse('2030-06-01T18:30:00.000Z')

describe('--since', () => {
  const taken: [text: string, start: object][] = [
    ['now', { from: 'end' }],
    ['beginning', { from: 'beginning' }],
    ['90s', { since: '2030-06-01T18:28:30.000Z' }],
    ['10m', { since: '2030-06-01T18:20:00.000Z' }],
    ['2h', { since: '2030-06-01T16:30:00.000Z' }],
    ['30d', { since: '2030-05-02T18:30:00.000Z' }],
    ['0m', { since: '2030-06-01T18:30:00.000Z' }],
    ['2030-06-01T20:00+02:00', { since: '2030-06-01T18:00:00.000Z' }],
  ]
  for (const [text, start] of taken)
    it(`${text} is taken`, async () => {
      expect(await feedStart(text, now)).to.deep.equal(start)
    })

  const refused: [text: string, why: RegExp][] = [
    ['31d', /kept for 30 days/],
    ['721h', /kept for 30 days/],
    ['10', /write 10m, 2h or 3d/],
    ['-10m', /write 10m, 2h or 3d/],
    ['yesterday', /write 10m, 2h or 3d/],
    ['1w', /write 10m, 2h or 3d/],
    ['2030-02-30', /is not a time/],
    ['', /write 10m, 2h or 3d/],
  ]
  for (const [text, why] of refused)
    it(`${JSON.stringify(text)} is refused`, async () => {
      const error = await feedStart(text, now).catch((thrown: unknown) => thrown)
      expect(error).to.be.instanceOf(UsageError)
      expect((error as Error).message).to.match(why)
    })
})
