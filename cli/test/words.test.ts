// Money and times as people write them.
import { expect } from 'chai'
import { UsageError } from '../src/failures.ts'
import { minorOf, moneyText } from '../src/money.ts'
import { instantOf, timeText } from '../src/times.ts'

describe('money', () => {
  const amounts: [number, string, string][] = [
    [4500, 'EUR', '45.00 EUR'],
    [5, 'EUR', '0.05 EUR'],
    [0, 'USD', '0.00 USD'],
    [4500, 'JPY', '4500 JPY'],
    [1234, 'KWD', '1.234 KWD'],
  ]
  for (const [minor, currency, text] of amounts) {
    it(`${minor} is ${text}, and back`, () => {
      expect(moneyText(minor, currency)).to.equal(text)
      expect(minorOf(text.split(' ')[0] ?? '', currency)).to.equal(minor)
    })
  }
  for (const wrong of ['', '1,50', '-1', '1.', '.5', '1e3', '1.234', '٣']) {
    it(`${JSON.stringify(wrong)} is no amount of EUR`, () => expect(() => minorOf(wrong, 'EUR')).to.throw(UsageError))
  }
})

describe('times', () => {
  const times: [string, string, string][] = [
    ['2030-06-01T20:30', 'Europe/Berlin', '2030-06-01T18:30:00.000Z'],
    ['2030-12-01 20:30', 'Europe/Berlin', '2030-12-01T19:30:00.000Z'],
    ['2030-06-01', 'America/New_York', '2030-06-01T04:00:00.000Z'],
    ['2030-06-01T20:30:15+05:30', 'Europe/Berlin', '2030-06-01T15:00:15.000Z'],
    ['2030-06-01T18:30:00.000Z', 'Asia/Tokyo', '2030-06-01T18:30:00.000Z'],
    ['2030-03-31T03:30', 'Europe/Berlin', '2030-03-31T01:30:00.000Z'],
    ['2030-10-27T12:00', 'Europe/Berlin', '2030-10-27T11:00:00.000Z'],
  ]
  for (const [text, zone, instant] of times)
    it(`${text} in ${zone} is ${instant}`, () => expect(instantOf(text, zone)).to.equal(instant))
  for (const wrong of ['tomorrow', '2030-13-01', '2030-06-01T25:00', '20:30'])
    it(`${wrong} is no time`, () => expect(() => instantOf(wrong, 'UTC')).to.throw(UsageError))
  it('a zone that is none is said so', () =>
    expect(() => instantOf('2030-06-01', 'Mars/Base')).to.throw(UsageError, 'time zone'))
  it('are shown on the clock of their zone', () =>
    expect(timeText('2030-06-01T18:30:00.000Z', 'Asia/Tokyo')).to.equal('2030-06-02 03:30 Asia/Tokyo'))
})
