// Times as people read them, on the clock of a zone.
import { expect } from 'chai'
import { momentIn, spanIn } from '../../src/platform/zone-times.ts'

describe('a moment for people', () => {
  const moments: readonly [zone: string, instant: string, says: string][] = [
    ['Europe/Vienna', '2030-06-01T18:31:00Z', 'Saturday, 1 June 2030, 20:31 CEST (UTC+02:00)'],
    ['Europe/Vienna', '2030-12-01T18:31:00Z', 'Sunday, 1 December 2030, 19:31 CET (UTC+01:00)'],
    ['Europe/London', '2030-06-01T18:31:00Z', 'Saturday, 1 June 2030, 19:31 BST (UTC+01:00)'],
    ['America/New_York', '2030-06-01T02:00:00Z', 'Friday, 31 May 2030, 22:00 EDT (UTC-04:00)'],
    ['Asia/Kolkata', '2030-06-01T18:31:00Z', 'Sunday, 2 June 2030, 00:01 IST (UTC+05:30)'],
    ['UTC', '2030-06-01T00:00:00Z', 'Saturday, 1 June 2030, 00:00 UTC'],
    ['Asia/Tokyo', '2030-06-01T00:00:00Z', 'Saturday, 1 June 2030, 09:00 (UTC+09:00)'],
  ]
  for (const [zone, instant, says] of moments) {
    it(`is "${says}" in ${zone}`, () => expect(momentIn(zone)(new Date(instant))).to.equal(says))
  }
})

describe('a span for people', () => {
  const spans: readonly [what: string, startsAt: string, endsAt: string, says: string][] = [
    [
      'within a day names it once',
      '2030-06-01T18:00:00Z',
      '2030-06-01T20:30:00Z',
      'Saturday, 1 June 2030, 20:00–22:30 CEST (UTC+02:00)',
    ],
    [
      'into the next day names both',
      '2030-06-01T18:00:00Z',
      '2030-06-02T01:00:00Z',
      'Saturday, 1 June 2030, 20:00 – Sunday, 2 June 2030, 03:00 CEST (UTC+02:00)',
    ],
    [
      'over the night in which the clock is put back names both clocks',
      '2030-10-26T23:30:00Z',
      '2030-10-27T02:30:00Z',
      'Sunday, 27 October 2030, 01:30 CEST (UTC+02:00) – 03:30 CET (UTC+01:00)',
    ],
  ]
  for (const [what, startsAt, endsAt, says] of spans) {
    it(what, () => expect(spanIn('Europe/Vienna')(new Date(startsAt), new Date(endsAt))).to.equal(says))
  }
})
