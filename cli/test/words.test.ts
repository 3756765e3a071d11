// Money and times as people read and write them.
import { expect } from 'chai'
import { UsageError } from '../src/failures.ts'
import { moneyText } from '../src/money.ts'
import { instantOf, timeText } from '../src/times.ts'

describe('money', () => {
  const amounts: [minor: number, currency: string, text: string][] = [
    [4500, 'EUR', '45.00 EUR'],
    [450_000, 'HUF', '4500.00 HUF'],
    [4500, 'JPY', '4500 JPY'],
    [4500, 'BGN', '45.00 BGN'], // withdrawn: prices from before are still shown
    [4500, 'EUX', '4500 EUX (minor units)'], // no currency: kept from when the form was enough
  ]
  for (const [minor, currency, text] of amounts)
    it(`${minor} minor units of ${currency} are shown as ${text}`, () =>
      expect(moneyText(minor, currency)).to.equal(text))
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
  it('are shown in UTC where the zone is unknown here', () =>
    expect(timeText('2030-06-01T18:30:00.000Z', 'Mars/Base')).to.equal('2030-06-01 18:30 UTC'))
})
